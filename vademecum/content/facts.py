"""Facts: codes, numbers, names and claims, each with a kind, a source and a shelf life."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Final, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, model_validator

from vademecum.text import cldr
from vademecum.text.language import Language

Confidence = Literal["high", "medium", "low"]
KindName = Literal[
    "ussd", "phone", "short-number", "url", "digits", "number", "year", "date", "name", "claim"
]

Checker = Callable[[str], "str | None"]
Formatter = Callable[[str, str], str]


class Fact(BaseModel):
    """One row of facts.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: KindName = Field(
        description="what sort of value it is; decides how it is checked and set"
    )
    value: str = Field(min_length=1, max_length=300, description="the value as a person writes it")
    forms: Mapping[str, Annotated[str, Field(max_length=300)]] = Field(
        {}, alias="in", max_length=100, description="how other languages write it, by BCP 47 tag"
    )
    source: str = Field(
        min_length=3, max_length=1000, description="where it comes from, with the source's own date"
    )
    # A row of digits too is a day to the model, counted in seconds from 1970.
    checked: date = Field(
        ge=date(2000, 1, 1),
        le=date(2099, 12, 31),
        description="the day on which it was last compared with its source",
    )
    confidence: Confidence = Field(description="high is printed plainly, medium marked, low never")
    shelf_life: int = Field(
        gt=0, le=3650, description="days from `checked` for which it may be printed"
    )

    @property
    def best_before(self) -> date:
        """The last day on which the fact may be printed without a new check."""
        return self.checked + timedelta(days=self.shelf_life)

    @model_validator(mode="after")
    def _value_is_of_its_kind(self) -> Self:
        if self.forms and self.kind != "name":
            raise ValueError("only a name has other forms; a code is one and the same everywhere")
        for value in (self.value, *self.forms.values()):
            complaint = KINDS[self.kind].check(value)
            if complaint:
                raise ValueError(complaint)
        return self

    def text(self, language: Language) -> str:
        """Return the value as it is printed in a language."""
        value = self.forms.get(language.tag, self.value)
        return KINDS[self.kind].format(value, language.locale)


@dataclass(frozen=True, slots=True)
class Kind:
    """How facts of one kind are checked and printed; `ltr` runs left to right in any language.

    `payload` is what a QR code of it holds.
    """

    check: Checker
    format: Formatter
    ltr: bool = True
    payload: Callable[[str], str] = str


def _matching(pattern: str, complaint: str) -> Checker:
    compiled = re.compile(pattern)

    def check(value: str) -> str | None:
        return None if compiled.fullmatch(value) else f"{value!r} {complaint}"

    return check


def _check_phone(value: str) -> str | None:
    """Return a complaint unless the number is a valid one, Russian where no country is given."""
    import phonenumbers

    # The library looks for a number inside a text; here the text must be the number.
    if not re.fullmatch(r"\+?[0-9][0-9 ()-]*", value):
        return f"{value!r} is no phone number (digits, spaces, brackets and hyphens make one)"
    try:
        number = phonenumbers.parse(value, "RU")
    except phonenumbers.NumberParseException as error:
        return f"{value!r} is no phone number ({str(error).rstrip('.').lower()})"
    if not phonenumbers.is_valid_number(number):
        return f"{value!r} is not a valid phone number"
    return None


def _check_url(value: str) -> str | None:
    parts = urlsplit(value)
    if not value.startswith("https://"):
        return f"{value!r} is not an https address"
    if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", parts.netloc):
        return f"{value!r} has no proper host name"
    return (
        None
        if re.fullmatch(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+", value)  # RFC 3986, 2
        else f"{value!r} has characters an address may not have"
    )


def _check_date(value: str) -> str | None:
    try:
        good = date.fromisoformat(value).isoformat() == value
    except ValueError:
        good = False
    return None if good else f"{value!r} is not a date like 2026-11-23"


def _check_number(value: str) -> str | None:
    complaint = _matching(
        r"[0-9]{1,9}(-[0-9]{1,9})?", "is neither a number nor a range like 19-20"
    )(value)
    low, _, high = value.partition("-")
    if complaint is None and high and int(high) <= int(low):
        return f"{value!r} is a range that ends before it begins"
    return complaint


def _as_written(value: str, locale: str) -> str:
    return value


def _format_url(value: str, locale: str) -> str:
    return value.removeprefix("https://").rstrip("/")


def _format_phone(value: str, locale: str) -> str:
    return value.replace("-", "\u2011")


def _tel(value: str) -> str:
    """Return the address of a phone (RFC 3966)."""
    import phonenumbers

    number = phonenumbers.parse(value, "RU")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966)


def _format_number(value: str, locale: str) -> str:
    return "–".join(cldr.number(int(part), locale) for part in value.split("-"))


def _format_date(value: str, locale: str) -> str:
    return cldr.long_day(date.fromisoformat(value), locale)


# Something to see in it, no markup, no white space at its ends.
NAME: Final = r"(?=.*\w)[^\s{}*](?:[^{}*\t\n]{0,60}[^\s{}*])?"
KINDS: Final[Mapping[str, Kind]] = {
    "ussd": Kind(
        _matching(r"[*#]{1,2}[0-9]{1,4}(\*[0-9]{1,10})*#", "is no USSD code"), _as_written
    ),
    "phone": Kind(_check_phone, _format_phone, payload=_tel),
    "short-number": Kind(
        _matching(r"[0-9]{2,6}", "is no short number of 2 to 6 digits"), _as_written
    ),
    "url": Kind(_check_url, _format_url),
    "digits": Kind(_matching(r"\+?[0-9]{1,20}", "is not a row of digits"), _as_written),
    "number": Kind(_check_number, _format_number),
    "year": Kind(_matching(r"(19|20)[0-9]{2}", "is no year"), _as_written),
    "date": Kind(_check_date, _format_date, ltr=False),
    "name": Kind(_matching(NAME, "is no name"), _as_written),
    "claim": Kind(_matching(r".{10,300}", "is too short or too long for a claim"), _as_written),
}
