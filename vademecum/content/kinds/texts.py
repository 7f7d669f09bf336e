"""Proper names, short texts, and claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from vademecum.blocks.block import Purpose
from vademecum.content.facts import Fact, checked, matching, value
from vademecum.text.language import Language
from vademecum.text.plainly import is_rtl, oddity

MAX_NAME: Final = 62


def _text_complaint(text: str) -> str | None:
    odd = oddity(text)
    return f"{text!r} {odd}" if odd else None


def _name_complaint(text: str) -> str | None:
    if len(text) > MAX_NAME or set("{}*") & set(text):
        return f"{text!r} is no name"
    return _text_complaint(text)


class Name(Fact):
    """A proper name, which languages may write each in its own way."""

    purpose: ClassVar[Purpose | None] = "name"
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


class Text(Fact):
    """A short text that is the same in every language, and can be scanned."""

    ltr: ClassVar[bool] = False
    breaks: ClassVar[bool] = True
    example: ClassVar[str] = "Room 12, second floor"

    kind: Literal["text"]
    value: Annotated[str, value("a short text"), checked(_text_complaint)]

    def is_isolated(self, language: Language) -> bool:
        """Whether it is of letters from left to right among words from right to left."""
        return language.direction == "rtl" and not is_rtl(self.printed(language, None))

    def payload(self, region: str | None) -> str:
        """Return it as it stands."""
        return self.value


class Claim(Fact):
    """A sentence on which something rests; it is never printed."""

    purpose: ClassVar[Purpose | None] = None
    example: ClassVar[str] = "A kiosk may ask for a code."

    kind: Literal["claim"]
    value: Annotated[
        str, value("a sentence"), matching(r".{10,300}", "is too short or too long for a claim")
    ]
