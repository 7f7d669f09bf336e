"""Numbers and days as CLDR has them, with Western digits as on a phone's keypad."""

from __future__ import annotations

from datetime import date


def number(value: int, locale: str) -> str:
    """Return a whole number with the locale's separators."""
    from babel.numbers import format_decimal

    return format_decimal(value, locale=locale, numbering_system="latn")


def long_day(day: date, locale: str) -> str:
    """Return a day in CLDR's long form."""
    from babel.dates import format_date

    return format_date(day, format="long", locale=locale)
