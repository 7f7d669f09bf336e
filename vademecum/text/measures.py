"""Sums of money and quantities of a unit, as CLDR has them."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from functools import cache
from typing import Final
from unicodedata import category

from vademecum.text.cldr import DASH, Numbers, apply, numbers

SIGNS: Final = {
    "km²": "square-kilometer", "m²": "square-meter", "ha": "hectare", "km": "kilometer",
    "m": "meter", "cm": "centimeter", "mm": "millimeter", "mi": "mile", "yd": "yard",
    "ft": "foot", "in": "inch", "t": "tonne", "kg": "kilogram", "g": "gram", "mg": "milligram",
    "µg": "microgram", "lb": "pound", "oz": "ounce", "l": "liter", "L": "liter",
    "dl": "deciliter", "cl": "centiliter", "ml": "milliliter", "mL": "milliliter",
    "m³": "cubic-meter", "gal": "gallon", "pt": "pint", "d": "day", "h": "hour", "min": "minute",
    "s": "second", "ms": "millisecond", "°C": "celsius", "°F": "fahrenheit", "K": "kelvin",
    "km/h": "kilometer-per-hour", "mph": "mile-per-hour", "m/s": "meter-per-second",
    "TB": "terabyte", "GB": "gigabyte", "MB": "megabyte", "kB": "kilobyte", "kJ": "kilojoule",
    "kcal": "kilocalorie", "kWh": "kilowatt-hour", "kW": "kilowatt", "W": "watt", "V": "volt",
    "A": "ampere", "mA": "milliampere", "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz",
    "GHz": "gigahertz", "bar": "bar", "hPa": "hectopascal", "mmHg": "millimeter-ofhg",
    "mmol/l": "millimole-per-liter", "mg/dl": "milligram-ofglucose-per-deciliter",
}  # fmt: skip
"""The signs of units by which people write them, with the names that CLDR gives the units."""


def currencies() -> list[str]:
    """Return the codes of the currencies (ISO 4217) that are tender somewhere."""
    from babel.core import get_global

    tenders = (row for rows in get_global("territory_currencies").values() for row in rows)
    return sorted({code for code, _, end, tender in tenders if tender and end is None})


def currency_digits(currency: str) -> int:
    """Return how many digits a fraction of a currency has."""
    from babel.numbers import get_currency_precision

    return get_currency_precision(currency)


def price(values: Numbers, currency: str, locale: str) -> str:
    """Return a sum, or a range of sums, with the currency's sign where the locale has it."""
    from babel import Locale
    from babel.numbers import get_currency_symbol

    found = Locale.parse(locale)
    pattern = found.currency_formats["standard"]
    sign = get_currency_symbol(currency, locale)
    bare = copy(pattern)
    bare.prefix = bare.suffix = ("", "")
    said = DASH.join(apply(bare, value, found) for value in values)
    before = pattern.prefix[0].replace("¤", _spaced(sign, -1, pattern.prefix[0].endswith("¤")))
    after = pattern.suffix[0].replace("¤", _spaced(sign, 0, pattern.suffix[0].startswith("¤")))
    return f"{before}{said}{after}"


def _spaced(sign: str, side: int, touches: bool) -> str:
    """Return a currency's sign with a space where a letter would touch a digit (UTS 35-3, 3)."""
    if not touches or category(sign[side])[0] in "SZ":
        return sign
    return f"{sign} " if side else f" {sign}"


@cache
def units() -> Mapping[str, str]:
    """Return CLDR's units by their names, `liter`, and by the signs that people write, `l`."""
    from babel import Locale

    full = Locale.parse("en")._data["unit_patterns"]  # which it has no name for
    names = {id.partition("-")[2]: id for id in full}
    return names | {sign: names[name] for sign, name in SIGNS.items()}


def quantity(values: Numbers, unit: str, locale: str) -> str:
    """Return a number or a range of a unit, in CLDR's short form and in the plural that fits."""
    from babel import Locale
    from babel.units import format_unit

    found = Locale.parse(locale)
    said = numbers(values, locale)
    form = str(found.plural_form(values[-1]))
    forms = found._data["unit_patterns"].get(unit, {}).get("short", {})
    pattern = forms.get(form) if len(values) == 1 else None
    pattern = pattern or forms.get("other")
    if pattern is None:
        return format_unit(said, unit, "short", locale=locale)
    return str(pattern).replace("{0}", said)
