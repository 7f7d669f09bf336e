"""Days, times, numbers and joints as languages have them (CLDR 48, typed off by hand)."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from vademecum.text import cldr, hours, joining

DAY = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("locale", "printed"),
    [
        ("en", "1 November 2026"),
        ("en_US", "November 1, 2026"),
        ("en_GB", "1 November 2026"),
        ("de", "1. November 2026"),
        ("ru", "1 ноября 2026 г."),
        ("zh_Hans", "2026年11月1日"),
        ("ar", "1 نوفمبر 2026"),
        ("root", "2026-11-01"),
        ("wa", "2026-11-01"),
        ("dv", "2026-11-01"),
    ],
)
def test_a_day_is_in_words_or_where_there_are_none_as_in_iso_8601(
    locale: str, printed: str
) -> None:
    assert cldr.long_day(DAY, locale).replace("\u202f", " ").replace("\u00a0", " ") == printed


@pytest.mark.parametrize(
    ("values", "locale", "printed"),
    [
        (["30000"], "en", "30,000"),
        (["30000"], "de", "30.000"),
        (["1.50"], "en", "1.50"),
        (["1.50"], "de", "1,50"),
        (["10"], "en", "10"),
        (["1E+3"], "en", "1,000"),
        (["1.5", "2.25"], "ru", "1,5–2,25"),
        (["0.001"], "tr", "0,001"),
        (["1234567.125"], "en", "1,234,567.125"),
    ],
)
def test_a_number_has_all_its_digits_and_its_languages_signs(
    values: list[str], locale: str, printed: str
) -> None:
    assert cldr.numbers(list(map(Decimal, values)), locale) == printed


@pytest.mark.parametrize(
    ("locale", "printed"),
    [("en", "1–8%"), ("de", "1–8\u00a0%"), ("tr", "%1–8"), ("ru", "1–8\u00a0%"), ("ko", "1–8%")],
)
def test_a_share_has_the_sign_where_the_language_has_it(locale: str, printed: str) -> None:
    assert cldr.percent([Decimal(1), Decimal(8)], locale) == printed


def test_a_whole_number_is_written_with_separators() -> None:
    assert (cldr.number(1234, "en"), cldr.number(7, "de")) == ("1,234", "7")


@pytest.mark.parametrize(
    ("first", "last", "locale", "printed"),
    [
        (0, 4, "en", "Mon–Fri"),
        (0, 0, "en", "Mon"),
        (6, 6, "en", "Sun"),
        (5, 6, "de", "Sa–So"),
        (0, 4, "ru", "пн–пт"),
    ],
)
def test_days_of_the_week_begin_with_monday(
    first: int, last: int, locale: str, printed: str
) -> None:
    assert hours.weekdays(first, last, locale) == printed


@pytest.mark.parametrize(
    ("start", "end", "locale", "printed"),
    [
        (time(8), time(20), "en", "08:00–20:00"),
        (time(0), None, "en", "00:00–24:00"),
        (time(22, 30), time(2, 5), "de", "22:30–02:05"),
        (time(9), None, "ru", "09:00–24:00"),
        (None, time(6), "en", "24:00–06:00"),
    ],
)
def test_a_span_of_times_stands_close_and_a_day_ends_at_24(
    start: time | None, end: time | None, locale: str, printed: str
) -> None:
    spoken = hours.span(start, end, locale).removesuffix(" Uhr")
    assert spoken == printed


@pytest.mark.parametrize(
    ("parts", "script", "how", "printed"),
    [
        (["a", "b", "c"], "Latn", "list", "a, b, c"),
        (["a", "b"], "Latn", "rules", "a; b"),
        (["a", "b"], "Cyrl", "list", "a, b"),
        (["ا", "ب"], "Arab", "list", "ا، ب"),
        (["ا", "ب"], "Arab", "rules", "ا؛ ب"),
        (["一", "二"], "Hans", "list", "一、二"),
        (["一", "二"], "Jpan", "rules", "一；二"),
        (["one"], "Hant", "list", "one"),
    ],
)
def test_parts_are_joined_as_their_script_joins_them(
    parts: list[str], script: str, how: joining.Join, printed: str
) -> None:
    assert joining.joined(parts, script, how) == printed


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        (["Tverskaya 1", "125009 Moscow"], "Tverskaya 1, 125009 Moscow"),
        (["北京市", "朝阳区"], "北京市，朝阳区"),
        (["شارع النيل", "القاهرة"], "شارع النيل، القاهرة"),
        (["Straße 1"], "Straße 1"),
    ],
)
def test_an_address_in_one_line_has_the_comma_of_its_script(lines: list[str], printed: str) -> None:
    assert joining.in_one_line(lines) == printed
