"""A guide in one language, as values: sections, tables, phrases, colophon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from vademecum.text.language import Language
from vademecum.text.runs import Text


@dataclass(frozen=True, slots=True)
class EditionStep:
    """A box to tick."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class EditionSection:
    """A part of the journey."""

    id: str
    title: Text
    steps: tuple[EditionStep, ...]
    number: int
    overleaf: bool

    def __len__(self) -> int:
        return sum(len(str(step.text)) for step in self.steps)


@dataclass(frozen=True, slots=True)
class EditionRow:
    """A row of the table of codes; `cells` hold a Text a column."""

    id: str
    name: Text
    sign: Text | None
    url: str | None
    link: Text | None
    cells: Mapping[str, Text]
    missing: frozenset[str]


@dataclass(frozen=True, slots=True)
class EditionPhrase:
    """A sentence of the place, how to say it, and what it means to the reader."""

    id: str
    text: Text
    romanization: Text | None
    meaning: Text

    def __len__(self) -> int:
        return 1


@dataclass(frozen=True, slots=True)
class WriteIn:
    """A line to fill in."""

    id: str
    label: Text


@dataclass(frozen=True, slots=True)
class EditionTable:
    """A table of codes with its headings, the first for the names."""

    columns: Mapping[str, Text]
    rows: tuple[EditionRow, ...]


@dataclass(frozen=True, slots=True)
class Colophon:
    """What the paper says of itself."""

    check_first: Text
    facts_checked: Text
    review: Text | None


@dataclass(frozen=True, slots=True)
class Edition:
    """A guide in one language, ready to be poured into a template."""

    guide: str
    language: Language
    place: Language
    title: Text
    subject: Text
    lead: Text
    author: str
    reviewed: bool
    oldest_check: date
    sections: tuple[EditionSection, ...]
    write_in: tuple[WriteIn, ...]
    write_in_title: Text
    never: Text
    table: EditionTable
    table_title: Text
    table_note: Text
    links_title: Text
    phrases: tuple[EditionPhrase, ...]
    phrases_title: Text
    phrases_note: Text
    card: EditionCard
    colophon: Colophon
    qr: str

    def texts(self) -> Iterator[Text]:
        """Yield every text of the edition."""
        yield from _texts(self)

    def sides(self) -> tuple[tuple[EditionSection, ...], tuple[EditionSection, ...]]:
        """Return the sections of the front and of the back of the sheet."""
        front = tuple(section for section in self.sections if not section.overleaf)
        return front, tuple(section for section in self.sections if section.overleaf)


@dataclass(frozen=True, slots=True)
class EditionCard:
    """The pocket card's own words and its choice of the guide's."""

    title: Text
    table: EditionTable
    phrases_title: Text
    phrases: tuple[EditionPhrase, ...]
    alarm: Text | None
    front: tuple[Text, ...]
    back: tuple[Text, ...]
    write_in: tuple[WriteIn, ...]


def _texts(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Mapping):
        for child in value.values():
            yield from _texts(child)
    elif isinstance(value, tuple):
        for child in value:
            yield from _texts(child)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
