"""A guide in one language as a screen shows it: each block once and whole, in place of products."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date

from vademecum.blocks.block import Composed
from vademecum.edition.edition import Colophon, Edition, Meaning, texts
from vademecum.forms.products import Product
from vademecum.text.language import Language
from vademecum.text.runs import Text


@dataclass(frozen=True, slots=True)
class Section:
    """A block in the language that leads in it; `other` stands under it.

    `facts` are the ids of those that it rests on.
    """

    block: Composed
    language: Language
    other: Language
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A product to print: what it is called, and how it is printed."""

    product: Product
    name: Text
    how: Text


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to tell of a mistake; `address` is what a tap opens, or empty."""

    said: Text
    address: str


@dataclass(frozen=True, slots=True)
class Screen:
    """An edition as a page for screens; `head` is the guide's masthead, if it has one.

    `copied` are the facts that somebody may want to copy.
    `source` is the language that the guide was first written in, as a BCP 47 tag, `partner` the
    name of who has it in a way of its own, or empty.
    `said` are the press's own words by their keys, `links` what a tap on a fact opens, by its id.
    `credits` tell who wrote, translated and reviewed. `good_until` is the last day on which no fact
    and no picture is past its shelf life.
    """

    edition: Edition
    source: str
    head: Section | None
    sections: tuple[Section, ...]
    marks: tuple[Meaning, ...]
    colophon: Colophon
    said: Mapping[str, Text]
    links: Mapping[str, str]
    copied: frozenset[str]
    offers: tuple[Offer, ...]
    credits: tuple[Text, ...]
    contact: Contact | None
    good_until: date | None
    partner: str = ""

    def texts(self) -> Iterator[Text]:
        """Yield every text that the screen shows."""
        yield from (self.edition.title, self.edition.subject)
        for field in fields(self)[2:]:
            yield from texts(getattr(self, field.name))

    def headings(self) -> Iterator[Text]:
        """Yield what is said in headings."""
        yield from (self.edition.title, self.said["site-print"])
        for section in (self.head, *self.sections):
            if section and section.block.title:
                yield from texts(section.block.title)

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.edition.language

    @property
    def place(self) -> Language:
        """The language of the place or, where there is none, the reader's."""
        return self.edition.place or self.edition.language
