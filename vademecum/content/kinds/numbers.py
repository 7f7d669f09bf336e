"""Numbers with what they count: how many, how much, at what price; each may be a range."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, ClassVar, Final, Literal

from vademecum.blocks.block import Purpose
from vademecum.content.facts import Fact, checked, matching, value
from vademecum.problems.problem import did_you_mean
from vademecum.text import cldr, measures
from vademecum.text.language import Language
from vademecum.text.regions import regional

WHOLE: Final = r"(?:0|[1-9][0-9]{0,8})"
DECIMAL: Final = rf"{WHOLE}(?:\.[0-9]{{1,6}})?"
COUNTED: Final = re.compile(rf"(-?{DECIMAL}(?:-{DECIMAL})?) (\S.*)")


def _range(text: str, pattern: str, what: str) -> str | None:
    """Return what is wrong with a number or a range of two."""
    if not re.fullmatch(rf"-?{pattern}|{pattern}-{pattern}", text):
        zeros = "; a row that begins with zeros is of kind digits" if text[:1] == "0" else ""
        return f"{text!r} is neither {what} nor a range like 19-20{zeros}"
    low, _, high = text[1:].partition("-")
    if high and Decimal(high) <= Decimal(text[0] + low):
        return f"{text!r} is a range that ends before it begins"
    return None


def _numbers(text: str) -> tuple[Decimal, ...]:
    """Return the number, or the two ends of a range."""
    low, _, high = text[1:].partition("-")
    return (Decimal(text[0] + low), Decimal(high)) if high else (Decimal(text),)


class Counting(Fact):
    """A number that stands for itself, or a range."""

    purpose: ClassVar[Purpose | None] = "amount"

    def printed(self, language: Language, region: str | None) -> str:
        """Return it with the language's separators and as many digits as are written."""
        return cldr.numbers(_numbers(self.value), language.locale)


class Number(Counting):
    """A whole number, or a range."""

    example: ClassVar[str] = "30000-50000"

    kind: Literal["number"]
    value: Annotated[
        str,
        value("a whole number, or a range"),
        checked(lambda text: _unsigned(text) or _range(text, WHOLE, "a whole number")),
    ]


def _unsigned(text: str) -> str | None:
    return f"{text!r} is less than nothing" if re.fullmatch(rf"-{DECIMAL}", text) else None


class DecimalNumber(Counting):
    """A number with a fraction, or a range."""

    example: ClassVar[str] = '"1.5"'

    kind: Literal["decimal"]
    value: Annotated[
        str,
        value("a number such as 1.5, or a range; a point stands before the fraction"),
        checked(lambda text: _range(text, DECIMAL, "a number like 1.5")),
    ]


class Percent(Fact):
    """A share of a hundred, or a range."""

    example: ClassVar[str] = "1-8"
    purpose: ClassVar[Purpose | None] = "amount"

    kind: Literal["percent"]
    value: Annotated[
        str,
        value("a number or a range, without the sign"),
        checked(lambda text: _range(text, DECIMAL, "a number without a sign")),
    ]

    def printed(self, language: Language, region: str | None) -> str:
        """Return it with the sign where the language has it."""
        return cldr.percent(_numbers(self.value), language.locale)


def _price_complaint(text: str) -> str | None:
    found = COUNTED.fullmatch(text)
    if found is None:
        return f"{text!r} is no price like 29.50 EUR, a number and the code of a currency"
    number, currency = found.groups()
    complaint = _unsigned(number) or _range(number, DECIMAL, "a number")
    if complaint:
        return complaint
    if currency not in (known := measures.currencies()):
        return f"{currency!r} is no code of a currency; {did_you_mean(currency, known)}"
    digits = measures.currency_digits(currency)
    for part in number.split("-"):
        if len(part.partition(".")[2]) not in (0, digits):
            wanted = f"{digits} digits or none" if digits else "no digits"
            return f"{text!r} has another fraction than {currency}, which has {wanted}"
    return None


class Price(Fact):
    """A sum of money, or a range."""

    ltr: ClassVar[bool] = False
    example: ClassVar[str] = "29.50 EUR"
    purpose: ClassVar[Purpose | None] = "amount"

    kind: Literal["price"]
    value: Annotated[
        str, value("a sum and the code of its currency (ISO 4217)"), checked(_price_complaint)
    ]

    def printed(self, language: Language, region: str | None) -> str:
        """Return it as the language writes sums of the currency in the region."""
        number, currency = self.value.split(" ")
        return measures.price(_numbers(number), currency, regional(language.locale, region))


def _quantity_complaint(text: str) -> str | None:
    found = COUNTED.fullmatch(text)
    if found is None:
        return f"{text!r} is no quantity like 2 l or 40 min, a number and a unit"
    number, unit = found.groups()
    complaint = _range(number, DECIMAL, "a number")
    if complaint:
        return complaint
    known = measures.units()
    return None if unit in known else f"no unit {unit!r}; {did_you_mean(unit, list(known))}"


class Quantity(Fact):
    """A number of a unit of measure, or a range."""

    ltr: ClassVar[bool] = False
    example: ClassVar[str] = "40 min"
    purpose: ClassVar[Purpose | None] = "amount"

    kind: Literal["quantity"]
    value: Annotated[
        str,
        value("a number and a unit: the sign of a unit such as km, or CLDR's name of one"),
        checked(_quantity_complaint),
    ]

    def printed(self, language: Language, region: str | None) -> str:
        """Return it in the language's short form, in the plural that fits."""
        number, _, unit = self.value.partition(" ")
        return measures.quantity(_numbers(number), measures.units()[unit], language.locale)


class Year(Fact):
    """A year of the common era."""

    example: ClassVar[str] = '"2024"'
    purpose: ClassVar[Purpose | None] = "amount"

    kind: Literal["year"]
    value: Annotated[
        str, value("a year from 1900 to 2099"), matching(r"(19|20)[0-9]{2}", "is no year")
    ]
