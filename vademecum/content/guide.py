"""The model of a guide: structure, facts, phrases and words, as pydantic knows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, RootModel

from vademecum.content.facts import Fact
from vademecum.content.source import Source
from vademecum.text.markup import FACT_ID

ID: Final = r"[a-z0-9]+(-[a-z0-9]+)*"
MAX_ID: Final = 60
Id = Annotated[
    str, Field(pattern=f"^{ID}$", max_length=MAX_ID, description="lower case, with hyphens")
]
FactId = Annotated[
    str,
    Field(pattern=f"^{FACT_ID}$", max_length=100, description="the id of a row in facts.yaml"),
]
Tag = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", max_length=35, description="a BCP 47 tag"
    ),
]
Prose = Annotated[
    str,
    Field(
        min_length=1,
        max_length=2000,
        description="words; **strong** and {fact.id} are the only markup",
    ),
]


class Model(BaseModel):
    """A frozen part of a guide that knows all its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Review(Model):
    """Who made a text, and whether a person has reviewed it."""

    made_by: str = Field(min_length=2, max_length=200, description="who wrote or translated it")
    reviewed_by: str | None = Field(
        None, min_length=2, max_length=200, description="left out until a person has"
    )
    reviewed_on: date | None = Field(None, description="the day of the review")

    @property
    def done(self) -> bool:
        """Whether a person has reviewed the text."""
        return self.reviewed_by is not None


class Step(Model):
    """A box to tick; `facts` are the claims it rests on beyond those its words quote."""

    id: Id
    facts: tuple[FactId, ...] = Field((), max_length=20)


class Section(Model):
    """A part of the journey."""

    id: Id
    steps: tuple[Step, ...] = Field(min_length=1, max_length=60)


class Row(Model):
    """A row of the table of codes: names, an official site, and a fact a column."""

    id: Id
    name: FactId = Field(description="the name, with its form in the language of the place")
    link: FactId | None = Field(None, description="the official site; becomes a QR code")
    cells: Mapping[Id, FactId] = Field(max_length=12, description="the fact of each column")


class Table(Model):
    """The table of codes."""

    columns: tuple[Id, ...] = Field(min_length=1, max_length=12)
    rows: tuple[Row, ...] = Field(min_length=1, max_length=40)


class Card(Model):
    """What the pocket card repeats of the guide."""

    columns: tuple[Id, ...] = Field(min_length=1, max_length=12)
    phrases: tuple[Id, ...] = Field((), max_length=60)
    alarm: Id | None = Field(None, description="the note that stands out")
    front: tuple[Id, ...] = Field((), max_length=20, description="notes on the front")
    back: tuple[Id, ...] = Field((), max_length=20, description="notes on the back")
    write_in: tuple[Id, ...] = Field((), max_length=20)

    @property
    def notes(self) -> tuple[str, ...]:
        """The ids of all notes."""
        return (*((self.alarm,) if self.alarm else ()), *self.front, *self.back)


class Structure(Model):
    """guide.yaml: order and ids, no prose."""

    source: Tag = Field(description="the language the words are written in first")
    place: Tag = Field(description="the language spoken at the place")
    review: Review
    overleaf: Id | None = Field(None, description="the first section on the back of the sheet")
    sections: tuple[Section, ...] = Field(min_length=1, max_length=40)
    write_in: tuple[Id, ...] = Field((), max_length=20)
    table: Table
    phrases: tuple[Id, ...] = Field((), max_length=60)
    card: Card


class Facts(RootModel[Annotated[Mapping[FactId, Fact], Field(max_length=2000)]]):
    """facts.yaml: a fact by its id."""

    model_config = ConfigDict(frozen=True)


class Phrase(Model):
    """A sentence in the language of the place."""

    text: Prose
    romanization: Prose | None = None


class Phrases(Model):
    """phrases.yaml: what the reader shows or says at the place."""

    review: Review
    phrases: Mapping[Id, Phrase] = Field(max_length=60)


class SectionWords(Model):
    """The words of a section."""

    title: Prose
    steps: Mapping[Id, Prose]


class WriteInWords(Model):
    """The words of the lines to fill in."""

    title: Prose
    never: Prose = Field(description="what must not be written down")
    fields: Mapping[Id, Prose]


class TableWords(Model):
    """The words of the table of codes; `columns` names the first column `name`."""

    title: Prose
    note: Prose
    columns: Mapping[Id, Prose]
    missing: Prose = Field(description="stands where there is no fact fit to print")


class LinksWords(Model):
    """The words of the row of QR codes."""

    title: Prose


class PhraseWords(Model):
    """The meanings of the phrases in the reader's language."""

    title: Prose
    note: Prose
    meanings: Mapping[Id, Prose]


class CardWords(Model):
    """The words of the pocket card, shorter than the checklist's."""

    title: Prose
    columns: Mapping[Id, Prose]
    missing: Prose
    write_in: Mapping[Id, Prose]
    phrases: Prose = Field(description="the heading above the phrases")
    notes: Mapping[Id, Prose]


class Words(Model):
    """words/<bcp47>.yaml: all prose of a guide in one language."""

    review: Review
    title: Prose
    subject: Prose = Field(description="one sentence for the PDF's properties")
    lead: Prose
    sections: Mapping[Id, SectionWords]
    write_in: WriteInWords
    table: TableWords
    links: LinksWords
    phrases: PhraseWords
    card: CardWords


class PressWords(BaseModel):
    """templates/words/<bcp47>.yaml: the press's own words, shared by every guide."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-")
    )

    check_first: Prose
    facts_checked: Prose = Field(description="{date} stands for the day")
    unreviewed_source: Prose
    unreviewed_translation: Prose
    qr: Prose = Field(description="{url} stands for the address")


@dataclass(frozen=True, slots=True)
class Guide:
    """A whole guide, read and held against itself; `id` is the name of its folder."""

    id: str
    structure: Structure
    facts: Mapping[str, Fact]
    phrases: Phrases
    words: Mapping[str, Words]
    press: Mapping[str, PressWords]
    sources: Mapping[str, Source]

    @property
    def languages(self) -> tuple[str, ...]:
        """The BCP 47 tags of the languages, the source first."""
        first = self.structure.source
        return (first, *sorted(tag for tag in self.words if tag != first))
