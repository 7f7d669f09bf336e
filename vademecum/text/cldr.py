"""Numbers and days as CLDR has them, with Western digits as on a phone's keypad."""

from __future__ import annotations

from datetime import date
from typing import Final

UNNAMED: Final = "M01"
"""The first month, where CLDR has no name for it (the root's, UTS 35-4)."""


def number(value: int, locale: str) -> str:
    """Return a whole number with the locale's separators."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=locale, numbering_system="latn")


def long_day(day: date, locale: str) -> str:
    """Return a day in CLDR's long form or, where it has no names of months, in ISO 8601's."""
    from babel.dates import format_date, get_month_names

    if get_month_names("wide", locale=locale)[1] == UNNAMED:
        return day.isoformat()
    return format_date(day, format="long", locale=locale)
