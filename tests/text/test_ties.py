"""What a line does not part: short words, dashes, numbers and what they count."""

import pytest

from vademecum.text.language import language
from vademecum.text.runs import Run
from vademecum.text.ties import tie, tied, unparted


def test_short_words_are_tied_in_a_language_and_in_its_variants() -> None:
    for tag in ("ru", "ru-KZ"):
        assert tie("деньги и не в банк", language(tag)) == "деньги и\u00a0не\u00a0в\u00a0банк"
    assert tie("і не в банк", language("uk")) == "і не в банк"


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([Run("5", direction="ltr"), Run(" days")], ["5", "\u00a0days"]),
        ([Run("5", direction="ltr"), Run(", then")], ["5", ", then"]),
        ([Run("MTS", direction="ltr"), Run(" shop")], ["MTS", " shop"]),
        ([Run("for 5"), Run(" days", strong=True)], ["for 5", " days"]),
        ([Run("19–20", direction="rtl"), Run(" رقما")], ["19–20", "\u00a0رقما"]),
        ([Run("5", direction="ltr"), Run(" MTS", direction="ltr")], ["5", " MTS"]),
        ([Run(" 5", direction="ltr")], [" 5"]),
        ([], []),
    ],
)
def test_a_number_that_stands_alone_is_tied_to_the_word_behind_it(
    runs: list[Run], expected: list[str]
) -> None:
    assert [run.text for run in tied(runs, language("en"))] == expected


@pytest.mark.parametrize(
    ("tag", "runs", "expected"),
    [
        ("ru", [Run("Своя", strong=True), Run(" — дома")], ["Своя", "\u00a0— дома"]),
        ("ru", [Run("МТС", direction="ltr"), Run(" — свой")], ["МТС", "\u00a0— свой"]),
        ("ru", [Run("от "), Run("банка", strong=True)], ["от\u00a0", "банка"]),
        ("ru", [Run("с "), Run("паспортом", strong=True)], ["с\u00a0", "паспортом"]),
        ("ru", [Run("кот "), Run("банка", strong=True)], ["кот ", "банка"]),
        ("ru", [Run("не", strong=True), Run(" здесь")], ["не", "\u00a0здесь"]),
        ("ru", [Run("с "), Run("5", direction="ltr"), Run(" ч")], ["с\u00a0", "5", "\u00a0ч"]),
        ("en", [Run("Own", strong=True), Run(" — at home")], ["Own", " — at home"]),
    ],
)
def test_ties_hold_where_bold_begins_or_ends_or_a_fact_stands(
    tag: str, runs: list[Run], expected: list[str]
) -> None:
    assert [run.text for run in tied(runs, language(tag))] == expected


@pytest.mark.parametrize(
    ("script", "held"),
    [
        ("Hans", "有效期至2027+年+8+月+24+日。"),
        ("Hant", "2027+年+12+月+1+日起"),
        ("Jpan", "2027+年+8+月まで"),
        ("Hans", "24小时，3次"),
        ("Kore", "번+호+를 확+인"),
        ("Kore", "3+일 안+에+, 5%+를"),
        ("Latn", "8月24日"),
        ("", "8月24日"),
    ],
)
def test_what_a_script_does_not_break_is_held_by_joiners(script: str, held: str) -> None:
    assert unparted(held.replace("+", ""), script).replace("\u2060", "+") == held
