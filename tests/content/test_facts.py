"""Facts: each kind refuses what is not of it and prints what is."""

from datetime import date

import pytest
from pydantic import ValidationError

from vademecum.content.facts import KINDS, Fact
from vademecum.text.language import language


def fact(kind: str, value: str) -> Fact:
    return Fact.model_validate(
        {
            "kind": kind,
            "value": value,
            "source": "a test",
            "checked": "2026-11-01",
            "confidence": "high",
            "shelf_life": "30",
        }
    )


GOOD = {
    "ussd": ["*100#", "*111*0887#", "*#06#", "*110*10#", "##21#"],
    "phone": ["8 800 250-08-90", "+7 926 111-05-00"],
    "short-number": ["112", "0890", "611"],
    "url": ["https://mts.ru", "https://beeline.ru/a?b=c"],
    "digits": ["89701", "+7"],
    "number": ["24", "19-20", "30000-50000"],
    "year": ["2024"],
    "date": ["2026-11-23"],
    "name": ["MTS", "билайн", "Мой МТС"],
    "claim": ["Something is so, and a source says it."],
}
BAD = {
    "ussd": ["100", "*100", "100#", "*1 00#", "*card*sum#", "*100##"],
    "phone": ["8 800 250", "not a number", "+7 999", "0890"],
    "short-number": ["1", "1234567", "11a"],
    "url": ["http://mts.ru", "javascript:alert(1)", "https://", "https://a b.ru", "mts.ru",
            "https://user:pw@mts.ru", "https://мтс.рф"],
    "digits": ["89 701", "x"],
    "number": ["1.5", "20-19", "5-5", "a", "-3"],
    "year": ["24", "3024"],
    "date": ["23.11.2026", "2026-13-01"],
    "name": ["a{b}", "**a**", " a"],
    "claim": ["too short"],
}  # fmt: skip


def test_every_kind_is_tried_here() -> None:
    assert set(GOOD) == set(BAD) == set(KINDS)


@pytest.mark.parametrize(("kind", "value"), [(k, v) for k in GOOD for v in GOOD[k]])
def test_good_values_are_taken(kind: str, value: str) -> None:
    assert fact(kind, value).value == value


@pytest.mark.parametrize(("kind", "value"), [(k, v) for k in BAD for v in BAD[k]])
def test_bad_values_are_refused(kind: str, value: str) -> None:
    with pytest.raises(ValidationError):
        fact(kind, value)


@pytest.mark.parametrize(
    ("kind", "value", "tag", "printed"),
    [
        ("number", "30000-50000", "en", "30,000–50,000"),
        ("number", "30000", "tr", "30.000"),
        ("number", "24", "ar", "24"),
        ("number", "24", "hi", "24"),
        ("year", "2024", "en", "2024"),
        ("url", "https://mts.ru/", "en", "mts.ru"),
        ("date", "2026-11-23", "zh-Hans", "2026年11月23日"),
        ("ussd", "*100#", "ar", "*100#"),
    ],
)
def test_values_are_printed_as_the_language_writes_them(
    kind: str, value: str, tag: str, printed: str
) -> None:
    assert fact(kind, value).text(language(tag)) == printed


def test_a_fact_may_be_printed_until_its_shelf_life_ends() -> None:
    assert fact("year", "2024").best_before == date(2026, 12, 1)
