"""Proper names, short texts, and claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, ClassVar, Final, Literal
from unicodedata import bidirectional

from pydantic import Field

from vademecum.blocks.block import Purpose
from vademecum.content.facts import Fact, Lettered, checked, matching, odd, value
from vademecum.text.isolation import direction_of
from vademecum.text.language import Language

MAX_NAME: Final = 62


def _name_complaint(text: str) -> str | None:
    if len(text) > MAX_NAME or set("{}*") & set(text):
        return f"{text!r} is no name"
    return odd(text)


class Name(Fact):
    """A proper name, which languages may write each in its own way."""

    purpose: ClassVar[Purpose | None] = "name"
    lettered: ClassVar[bool] = True
    example: ClassVar[str] = "MTS"

    kind: Literal["name"]
    value: Annotated[str, value("a proper name"), checked(_name_complaint)]
    forms: Mapping[str, Annotated[str, Field(max_length=300), checked(_name_complaint)]] = Field(
        {}, alias="in", max_length=100, description="how other languages write it, by BCP 47 tag"
    )

    @property
    def tags(self) -> Iterable[str]:
        """The tags of the languages that write it in their own way."""
        return self.forms

    def printed(self, language: Language, region: str | None) -> str:
        """Return it as the language writes it, or the nearest in the same script."""
        return next((self.forms[tag] for tag in language.ways if tag in self.forms), self.value)

    def is_isolated(self, language: Language) -> bool:
        """Whether it stands as one: its own letters from left to right are isolated among others.

        A name from right to left among words that run so has its Latin part as they would have it.
        """
        name = self.printed(language, None)
        own = language.direction == direction_of(name) == "rtl"
        return not (own and any(bidirectional(char) == "L" for char in name))


class Text(Lettered):
    """A short text that is the same in every language, and can be scanned."""

    example: ClassVar[str] = "Room 12, second floor"
    scanned: ClassVar[str] = "scan-text"

    kind: Literal["text"]
    value: Annotated[str, value("a short text"), checked(odd)]

    def payload(self, region: str | None) -> str:
        """Return it as it stands."""
        return self.value


class Claim(Fact):
    """A sentence on which something rests; it is never printed."""

    purpose: ClassVar[Purpose | None] = None
    lettered: ClassVar[bool] = True
    example: ClassVar[str] = "A kiosk may ask for a code."

    kind: Literal["claim"]
    value: Annotated[
        str, value("a sentence"), matching(r".{10,300}", "is too short or too long for a claim")
    ]
