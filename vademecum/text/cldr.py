"""Numbers and days as CLDR has them, with Western digits as on a phone's keypad."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from vademecum.text.plainly import plainly
from vademecum.text.regions import WORLD, regional

if TYPE_CHECKING:
    from babel import Locale

Numbers: TypeAlias = "Sequence[Decimal]"
"""A number, or the two ends of a range."""
LATIN: Final = "latn"
DASH: Final = "–"
UNNAMED: Final = "M01"
"""The first month, where CLDR has no name for it (the root's, UTS 35-4)."""


def number(value: int, locale: str) -> str:
    """Return a whole number with the locale's separators."""
    return numbers([Decimal(value)], locale)


def numbers(values: Numbers, locale: str) -> str:
    """Return a number or a range, with the locale's separators and all digits of a fraction."""
    from babel import Locale

    found = Locale.parse(locale)
    return DASH.join(apply(found.decimal_formats[None], value, found) for value in values)


def percent(values: Numbers, locale: str) -> str:
    """Return a number or a range with the sign of a hundredth."""
    from babel import Locale

    found = Locale.parse(locale)
    sign = found.number_symbols.get(LATIN, {}).get("percentSign", "%")
    before, after = found.percent_formats[None].prefix[0], found.percent_formats[None].suffix[0]
    return f"{before.replace('%', sign)}{numbers(values, locale)}{after.replace('%', sign)}"


def apply(pattern: Any, value: Decimal, locale: Locale) -> str:
    """Return a number in a pattern, with exactly the digits of a fraction that it has."""
    exact, digits = copy(pattern), max(0, -int(value.as_tuple().exponent))
    exact.frac_prec = (digits, digits)
    said: str = exact.apply(value, locale, numbering_system=LATIN)
    return said


def long_day(day: date, locale: str) -> str:
    """Return a day in CLDR's long form or, where it has no names of months, in ISO 8601's.

    A language of no region has the order of the world, where CLDR tells it from another: English,
    the day before the month.
    """
    from babel.dates import format_date, get_month_names

    if get_month_names("wide", locale=locale)[1] == UNNAMED:
        return day.isoformat()
    return format_date(day, format="long", locale=regional(locale, WORLD))


def kilobytes(count: int, locale: str) -> str:
    """Return about how many kilobytes a number of bytes is, as a language writes it."""
    from babel.units import format_unit

    rounded = max(1, round(count / 1000))
    said = format_unit(rounded, "digital-kilobyte", "short", locale=locale, numbering_system=LATIN)
    return plainly(said)


def millimetres(lengths: Sequence[float], locale: str) -> str:
    """Return the sides of a sheet, as a language writes them."""
    from babel.units import format_unit

    *first, last = (Decimal(str(length)).normalize() for length in lengths)
    said = format_unit(last, "length-millimeter", "short", locale=locale, numbering_system=LATIN)
    return plainly(" × ".join((*(numbers([one], locale) for one in first), said)))


def autonym(tag: str) -> str:
    """Return what a language calls itself, as it stands alone; its tag where CLDR does not say."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(tag, sep="-")
        name = locale.languages.get(tag.replace("-", "_")) or locale.get_display_name()
    except (ValueError, UnknownLocaleError):
        name = None
    return f"{name[0].upper()}{name[1:]}" if name else tag
