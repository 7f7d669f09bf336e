"""What a line does not part: short words, dashes, numbers and what they count."""

import pytest

from vademecum.text.language import language
from vademecum.text.runs import Run
from vademecum.text.ties import tie, tied


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
    assert [run.text for run in tied(runs)] == expected
