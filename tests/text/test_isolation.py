"""What keeps its order in a text of the other direction, held against the algorithm of UAX #9."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from vademecum.text.isolation import direction_of, is_range, isolate, prose, words
from vademecum.text.language import Language
from vademecum.text.language import language as known
from vademecum.text.runs import Run
from vademecum.text.scripts import Direction

BEGIN = {"ltr": "\u2066", "rtl": "\u2067"}
END = "\u2069"
CONTROLS = dict.fromkeys(map(ord, [*BEGIN.values(), END]))
OWN = {
    "ar": ["اطلب", "الآن", "رقما", "من", "شريحة"],
    "fa": ["شماره", "را", "بگیرید", "یا"],
    "ur": ["ابھی", "ملائیں", "یا"],
    "he": ["חייגו", "עכשיו", "או"],
    "en": ["Dial", "now", "or", "the"],
    "ru": ["Наберите", "сейчас", "или"],
    "zh-Hans": ["拨打", "现在"],
}


def language(tag: str) -> Language:
    """Return a language; Hebrew too, whether the press has faces for it or not."""
    return replace(known("ar"), tag="he", script="Hebr") if tag == "he" else known(tag)


def paper(runs: Iterable[Run], direction: Direction) -> str:
    """Return what stands on a line, from left to right, if runs are isolated as they say.

    Brackets that a right-to-left text mirrors are as they were typed.
    """
    text = "".join(
        f"{BEGIN[run.direction]}{run.text}{END}" if run.direction else run.text for run in runs
    )
    shown = get_display(text, base_dir="R" if direction == "rtl" else "L")
    assert isinstance(shown, str)
    return shown.translate(CONTROLS).replace("\u00a0", " ")


def line(pieces: Iterable[str], direction: Direction, marks: str = "") -> str:
    """Return how pieces stand on a line, each in its own direction, one after another."""
    shown = [piece[::-1] if direction_of(piece) == "rtl" else piece for piece in pieces]
    return " ".join(shown if direction == "ltr" else reversed(shown))


TYPED = [
    "1,000", "1.5", "*100#", "*111*0887#", "+7 912 345-67-89", "8 (800) 250-08-90", "a@mts.ru",
    "https://mts.ru/a?b=1#c", "my-site.ru", "30%", "-5", "+7", "C++", "C#", "#1", "№5", "$5", "5€", "@user",
    "Wi-Fi", "AT&T", "24/7", "10:30", "2026-11-23", "Google Play", "Wi-Fi 5 GHz", "Wi-Fi (5 GHz)",
    "Яндекс Go", "e.g", "a/b", "112", "DE89 3704 0044 0532 0130 00", "(800) 250-08-90",
]  # fmt: skip


@pytest.mark.parametrize("tag", ["ar", "fa", "ur", "he"])
@pytest.mark.parametrize("typed", TYPED)
def test_what_is_typed_from_left_to_right_stands_so_in_a_right_to_left_text(
    typed: str, tag: str
) -> None:
    one, two = OWN[tag][:2]
    for pieces in ([one, typed, two], [typed, one], [one, typed]):
        runs = list(prose(" ".join(pieces), False, language(tag)))
        assert "".join(run.text for run in runs) == " ".join(pieces)
        assert paper(runs, "rtl") == line(pieces, "rtl")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("اطلب *100#.", ".*100# بلطا"),
        ("اطلب *100#، ثم 5!", "!5 مث ،*100# بلطا"),
        ("(eSIM)", "(eSIM)"),
        ('شبكة "Wi-Fi"', '"Wi-Fi" ةكبش'),
        ("شبكة «Wi-Fi 5»", "»Wi-Fi 5« ةكبش"),
        ("(eSIM أو SIM)", ")SIM وأ eSIM("),
        ("هل هو MTS؟", "؟MTS وه له"),
        ("MTS، Beeline", "Beeline ،MTS"),
        ("MTS, Beeline", "Beeline ,MTS"),
        ("כ-30% הנחה", "החנה 30%-כ"),
        ("ה-SIM שלך", "ךלש SIM-ה"),
        ("כרטיס SIM-ים", "םי-SIM סיטרכ"),
        ("السعر:5$ فقط", "طقف 5$:رعسلا"),
        ("بـ+7 912 345-67-89", "+7 912 345-67-89ـب"),
        ("ל+7 912 345-67-89", "+7 912 345-67-89ל"),
        ("و+7", "+7و"),
        ("إنترنت+SMS", "SMS+تنرتنإ"),
        ("و*100#", "*100#و"),
        ("ב-*100#", "*100#-ב"),
        ("و-5 درجات", "تاجرد 5-و"),
        ("5G (LTE أو 4G)", ")4G وأ LTE( 5G"),
    ],
)
def test_signs_between_words_are_the_texts(typed: str, shown: str) -> None:
    tag = "he" if "\u05d0" <= typed[0] <= "\u05ea" else "ar"
    assert paper(prose(typed, False, language(tag)), "rtl") == shown


@pytest.mark.parametrize("tag", ["ar", "fa", "ur", "he"])
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("19–20", "20–19"),
        ("30,000–50,000", "50,000–30,000"),
        ("08:00–20:00", "20:00–08:00"),
        ("1–8%", "8%–1"),
        ("1.5–2", "2–1.5"),
    ],
)
def test_a_range_is_read_from_its_lower_end(tag: str, typed: str, shown: str) -> None:
    """As CLDR's `{0}–{1}` is shown in plain text of these languages, where nothing is isolated.

    But a percent sign stays to the right of its number, as it does elsewhere.
    """
    one, two = OWN[tag][:2]
    expected = f"{two[::-1]} {shown} {one[::-1]}"
    assert "%" in typed or get_display(f"{one} {typed} {two}", base_dir="R") == expected
    for run in (isolate(typed, False, language(tag)), *prose(typed, False, language(tag))):
        assert (run.text, run.direction, run.kept) == (typed, "rtl", True)
        assert paper([Run(f"{one} "), run, Run(f" {two}")], "rtl") == expected
    assert isolate(typed, False, language("en")).direction == "ltr"


@pytest.mark.parametrize("tag", ["en", "ru", "zh-Hans"])
@pytest.mark.parametrize(
    "typed", ["ميغافون", "שלום", "שלום לכולם", "شركة الهاتف", "דואר 24 ישראל", "پست (تهران)"]
)
def test_right_to_left_words_are_read_whole_in_a_left_to_right_text(typed: str, tag: str) -> None:
    one, two = OWN[tag][:2]
    shown = get_display(typed, base_dir="R")
    runs = list(prose(f"{one} {typed}, {two}", False, language(tag)))
    assert [run.text for run in runs if run.direction == "rtl"] == [typed]
    assert paper(runs, "ltr") == f"{one} {shown}, {two}"


@pytest.mark.parametrize(
    "typed", ["*١٠٠#", "+٧ ٩١٢ ٣٤٥-٦٧-٨٩", "١٠٠*", "#١٢", "٨ (٨٠٠) ٢٥٠", "٢٤/٧", "٣٠٪"]
)
def test_codes_in_arabic_digits_run_from_left_to_right_in_any_text(typed: str) -> None:
    for tag in ("en", "ru", "ar", "fa"):
        one, two = OWN[tag][:2]
        runs = list(prose(f"{one} {typed} {two}", False, language(tag)))
        assert [(run.text, run.direction) for run in runs if run.isolated] == [(typed, "ltr")]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("*100#", "ltr"), ("8 800 250-08-90", "ltr"), ("2022", "ltr"), ("MTS", "ltr"),
        ("МТС", "ltr"), ("中国移动", "ltr"), ("ميغافون", "rtl"), ("הדואר", "rtl"), ("24 שעות", "rtl"),
    ],
)  # fmt: skip
def test_a_fact_runs_as_its_first_letter_does(text: str, direction: str) -> None:
    for tag in ("en", "ar", "he", "zh-Hans"):
        assert isolate(text, False, language(tag)) == Run(text, False, direction, kept=True)  # type: ignore[arg-type]


def test_a_fact_in_words_that_does_not_break_has_spaces_that_do_not() -> None:
    (run,) = words("30 000 €", False, language("fr"), breaks=False)
    assert run.text == "30\u00a0000\u00a0€"  # plain spaces to a reader
    runs = list(words("29.50 USD أو 5 دولار", False, language("ar"), breaks=False))
    assert [(run.text, run.kept) for run in runs] == [
        ("29.50 USD", True),
        ("\u00a0أو\u00a05\u00a0دولار", False),
    ]


@pytest.mark.parametrize(
    ("typed", "isolates"),
    [
        ("(كلمة MTS) SIM هنا", ["MTS", "SIM"]),  # the bracket that closes is the text's
        ("كلمة (MTS) SIM هنا", ["(MTS) SIM"]),
        ("كلمة MTS (SIM) هنا", ["MTS (SIM)"]),
        ("كلمة MTS (SIM كلمة) هنا", ["MTS", "SIM"]),
        ("كلمة MTS، SIM هنا", ["MTS", "SIM"]),
        ("كلمة MTS: SIM هنا", ["MTS", "SIM"]),
        ("كلمة «MTS» هنا", ["MTS"]),
        ("بال-MTS هنا", ["MTS"]),
        ("MTS-الكلمة هنا", ["MTS"]),
        ("MTS--الكلمة هنا", ["MTS"]),
        ("بال--MTS هنا", ["MTS"]),
        ("كلمة MTS. كلمة", ["MTS"]),
        ("كلمة [MTS", ["MTS"]),
        ("كلمة MTS]", ["MTS"]),
        ("كلمة a(b)c كلمة", ["a(b)c"]),
        ("كلمة (a(b)) كلمة", ["(a(b))"]),
        ("كلمة Wi-Fi 5 GHz كلمة", ["Wi-Fi 5 GHz"]),
        ("كلمة 5 كلمة", []),
    ],
)
def test_what_belongs_to_a_foreign_run_stands_in_it_and_nothing_else(
    typed: str, isolates: list[str]
) -> None:
    runs = prose(typed, False, language("ar"))
    assert [run.text for run in runs if run.isolated] == isolates


@pytest.mark.parametrize("length", [22, 23, 24, 25, 26])
def test_up_to_24_foreign_characters_stay_on_one_line(length: int) -> None:
    text = "a b " + "c" * (length - 4)
    runs = list(prose(f"كلمة {text} كلمة", False, language("ar")))
    assert [(run.text, run.kept) for run in runs if run.isolated] == [(text, length <= 24)]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("19–20", True), ("08:00–20:00", True), ("1–8%", True), (" 1–8 ", True), ("19-20", False),
        ("19–", False), ("–20", False), ("1.5–2.5", True), ("30 000–50 000", True), ("a–b", False),
    ],
)  # fmt: skip
def test_a_range_is_two_numbers_and_a_dash(text: str, is_one: bool) -> None:
    assert is_range(text) is is_one


def test_long_foreign_words_may_be_broken() -> None:
    (run,) = prose("Please hand the clerk your passport", False, language("ar"))
    assert not run.kept


def test_words_of_one_direction_are_left_alone() -> None:
    for tag, text in (("en", "Dial *100# (now), 5 €."), ("ar", "اطلب 5 الآن."), ("he", "חייגו 5")):
        assert [run.text for run in prose(text, False, language(tag))] == [text]


PIECES = st.sampled_from([typed for typed in TYPED if typed[-1].isalnum()])


@given(st.data(), st.sampled_from(["ar", "fa", "ur", "he"]))
def test_a_sentence_is_read_in_its_order(data: st.DataObject, tag: str) -> None:
    """Words typed in between, and facts, stand in the order in which they were written."""
    own = st.sampled_from(OWN[tag])
    pieces: list[str] = [data.draw(own)]
    runs = list(prose(f"{pieces[0]} ", False, language(tag)))
    for _ in range(data.draw(st.integers(1, 5))):
        piece, word = data.draw(PIECES), data.draw(own)
        pieces += [piece, word]
        if data.draw(st.booleans()):
            runs += [isolate(piece, False, language(tag)), Run(f" {word} ")]
        else:
            runs += prose(f"{piece} {word} ", False, language(tag))
    assert paper(runs, "rtl").strip() == line(pieces, "rtl")


@given(st.text(alphabet="aZя5٥اש()[]«\"'.,:;!?-–/+*#%$€@& ن", max_size=24))
def test_no_character_is_lost_or_moved(text: str) -> None:
    """Whatever is typed: the runs are the text, and an isolate neither begins nor ends in space."""
    for tag in ("ar", "he", "en"):
        runs = list(prose(text, False, language(tag)))
        assert "".join(run.text for run in runs) == text
        assert all(run.text for run in runs)
        assert all(run.text == run.text.strip() for run in runs if run.isolated)
