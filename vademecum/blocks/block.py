"""What every kind of block has: its model, what it asks for, and what it comes to."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any, ClassVar, Final, Literal, Protocol, Self, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from vademecum.blocks.image import Icon, Image, Show, Width
from vademecum.text.marks import Mark
from vademecum.text.markup import FACT_ID
from vademecum.text.runs import Text

ID: Final = r"[a-z0-9]+(-[a-z0-9]+)*"
MAX_ID: Final = 60
Id = Annotated[
    str, Field(pattern=f"^{ID}$", max_length=MAX_ID, description="lower case, with hyphens")
]
FactId = Annotated[
    str,
    Field(pattern=f"^{FACT_ID}$", max_length=100, description="the id of a row in facts.yaml"),
]


def is_id(text: str) -> bool:
    """Whether a text can be an id, or the name of a guide."""
    return len(text) <= MAX_ID and re.fullmatch(ID, text) is not None


PictureId = Annotated[
    str,
    Field(
        # Not the pattern of Id: editors know the two apart by it.
        pattern=f"^(?:{ID})$",
        max_length=MAX_ID,
        description="the id of a picture in pictures.yaml",
    ),
]
IconId = Annotated[
    str,
    Field(
        pattern=f"^({ID})$",
        max_length=MAX_ID,
        description="a picture of pictures.yaml, or else a pictogram, beside its words",
    ),
]


def _as_number(value: object) -> object:
    """Refuse what Python reads as a whole number and editors do not: 080, 1_000, +5, 5.0.

    What is left is the canonical form of YAML 1.2.2, 10.3.2.
    """
    if isinstance(value, str) and not re.fullmatch(r"-?(?:0|[1-9][0-9]*)", value):
        raise PydanticCustomError("int_parsing", "a whole number is expected here")
    return value


Whole = Annotated[int, BeforeValidator(_as_number)]


def _as_day(value: object) -> object:
    """Refuse what pydantic takes for a day, and people do not: seconds from 1970, a time of day."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("date_parsing", "a date like 2026-11-23 is expected here")
    return value


Day = Annotated[date, Field(ge=date(2000, 1, 1)), BeforeValidator(_as_day)]
"""On which something was done."""
PartId = Annotated[Id, Field(description="by which words and `only` name it")]
Path: TypeAlias = "tuple[str, ...]"
Location: TypeAlias = "tuple[str | int, ...]"
Reader = Literal["reader", "place"]
Purpose = Literal["print", "name", "amount", "scan", "claim"]
"""What a fact stands for where a block names it: any that is printed, a name, how much or how many,
what a QR code holds; for a claim any fits, also one that is never printed."""
Said = Literal["panel", "reader", "both"]
"""Who a slot speaks to: the panel's reader, the reader alone, or reader and place in any panel."""


class Model(BaseModel):
    """A frozen part of a guide that knows all its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Part(Model):
    """A part of a block that has words, and may have an icon beside them."""

    id: PartId
    icon: IconId | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """What a kind looks like, for the page that tells of all kinds.

    Blocks as guide.yaml has them, their words as words/en.yaml has them, the facts that they name,
    without source and day, the sentences of the place, and its drawings in SVG by their ids.
    """

    guide: str
    words: str = ""
    facts: str = ""
    phrases: str = ""
    pictures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slot:
    """Words that a block asks for, by their path below the block's id.

    `part` is the id by which `only` chooses it, `column` that of its column; empty: always shown.
    What is `optional` may be left out by the source language, and then by all. What stands `aside`
    is not in a short spot.
    """

    path: Path
    said: Said = "panel"
    part: str = ""
    column: str = ""
    optional: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """A fact that a block names, by its location below the block in guide.yaml.

    Those of `kinds` alone fit, where there are any. A fact of low confidence may be named only
    where its place can be left empty: `optional`. `instead` is what else may be written there.
    """

    location: Location
    fact: str
    purpose: Purpose = "print"
    optional: bool = False
    kinds: frozenset[str] = frozenset()
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something in a block that does not go with the rest of it, by its location below the block.

    `known` are the names that could stand in place of `name`, if any; else `cure` says what to do.
    """

    location: Location
    message: str
    name: str = ""
    known: tuple[str, ...] = ()
    cure: str = "name it otherwise"


@dataclass(frozen=True, slots=True)
class Words:
    """What a slot says: `lead` in the panel's language, `under` in the other where it differs."""

    lead: Text
    under: Text | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence of the place, and how it sounds; the first on a panel for the place is its key."""

    text: Text
    romanization: Text | None
    is_key: bool = False


class Speaker(Protocol):
    """Says words and facts for one block on one spot.

    What a spot chooses is empty where it has all.
    """

    @property
    def only(self) -> frozenset[str]:
        """The parts that the spot chooses."""

    @property
    def columns(self) -> frozenset[str]:
        """The columns that the spot chooses."""

    @property
    def short(self) -> bool:
        """Whether the spot has short words."""

    @property
    def title(self) -> bool:
        """Whether the spot shows headings."""

    @property
    def row(self) -> str:
        """The row of this block that the product is made for."""

    @property
    def row_name(self) -> str:
        """The fact that names the row that the product is made for."""

    def words(self, *path: str) -> Words:
        """Return what a slot says in this panel."""

    def both(self, *path: str) -> Words:
        """Return what a slot says to the panel's reader, and to the other."""

    def own(self, *path: str) -> Text:
        """Return what a slot says to the reader."""

    def fact(self, id: str) -> Text:
        """Return a fact as the panel's language writes it."""

    def name(self, id: str, twice: bool) -> Words:
        """Return a name as the panel's language has it and, if it is said twice, the other's."""

    def phrase(self, id: str) -> Spoken:
        """Return a sentence of the place."""

    def picture(self, id: str) -> Image:
        """Return a picture, the file of it that is for the panel's language."""

    def icon(self, id: str | None, width: Width = "icon") -> Icon | None:
        """Return an icon as it stands beside words of the panel's language, if there is one."""

    def picture_mark(self, id: str) -> Mark | None:
        """Return the mark of what shows a picture, if it carries any."""

    def payload(self, id: str) -> str:
        """Return what a QR code of a fact holds."""

    def scanned(self, id: str) -> Text | None:
        """Return what a scan of a fact's code does, in the reader's language."""

    def is_printed(self, id: str) -> bool:
        """Whether a fact may be printed: its confidence is not low."""

    def mark(self, ids: Iterable[str]) -> Mark | None:
        """Return the mark of what rests on facts, if it carries any."""

    def press(self, key: str, **values: str) -> str:
        """Return the press's own words, with values set in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A block in an edition, ready to be set by the macro of its kind.

    `number` stands before its title where headings are numbered, `icon` beside it. `reader` is who
    the block is for. The first title of a product is a `heading` of level 1, all others of level 2.
    """

    kind: str
    id: str
    title: Words | None
    note: Words | None
    icon: Icon | None = None
    number: int | None = None
    reader: Reader = "reader"
    heading: int = 2

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to print under its heading; then it is left out whole."""
        return False

    @property
    def is_head(self) -> bool:
        """Whether it can head a page, with what it is called."""
        return False

    @property
    def is_said_by_head(self) -> bool:
        """Whether it says no more than what heads a page already."""
        return False

    @property
    def is_filled_in(self) -> bool:
        """Whether somebody ticks, chooses or writes in it."""
        return False

    @property
    def weights(self) -> tuple[int, ...]:
        """About how much room each part takes between which the block may be cut."""
        return (1,)

    def first(self, count: int) -> Self:
        """Return the block with its first parts alone."""
        return self

    def rest(self, count: int) -> Self:
        """Return what follows the first parts, without heading and note."""
        return self.headless()

    def headless(self) -> Self:
        """Return the block without title, icon and note."""
        return replace(self, title=None, icon=None, note=None)


class Block(Model):
    """A part of a guide. What a kind needs is said by `slots()` and `facts()` alone."""

    has_title: ClassVar[bool] = True
    title_optional: ClassVar[bool] = False
    marks_parts: ClassVar[bool] = False
    """Whether parts carry the mark of what they rest on; else title and note do."""
    parts_key: ClassVar[str] = ""
    """The key that holds its parts, if it has such: each with an id, by which `only` chooses it."""
    said_twice: ClassVar[Location] = ()
    """Where guide.yaml asks for words to the reader and the place, if the kind has such."""
    icon_width: ClassVar[Width] = "icon"
    """How large its icon is: an `icon` beside its title, or a `sign` beside all its words."""
    example: ClassVar[Example | None] = None

    kind: str
    icon: IconId | None = None
    title: bool | None = Field(None, description="whether it has a heading of its own")
    note: bool = Field(False, description="whether a note stands with it")
    reader: Reader | None = Field(None, description="who it is for; else its panel says")
    rests_on: tuple[FactId, ...] = Field((), max_length=20, description="claims it rests on")

    @property
    def titled(self) -> bool:
        """Whether the block has a heading."""
        return self.has_title if self.title is None else self.title

    @property
    def can_have_icon(self) -> bool:
        """Whether the block has words beside which its icon can stand."""
        return self.titled or self.icon_width == "sign"

    def slots(self, doubtful: frozenset[str]) -> Iterator[Slot]:
        """Yield the words that the block asks for; `doubtful` facts are not of high confidence."""
        if self.titled:
            yield Slot(("title",), optional=self.title_optional)
        if self.note:
            yield Slot(("note",), aside=True)
        yield from self.own_slots(doubtful)

    def facts(self) -> Iterator[Use]:
        """Yield the facts that the block names."""
        yield from claims(self.rests_on, ())
        yield from self.own_facts()

    def shows(self) -> Iterator[Show]:
        """Yield the pictures that the block shows, icons among them."""
        if self.icon:
            heading = self.icon_width != "sign"
            yield Show(("icon",), self.icon, self.icon_width, heading=heading)
        yield from self.own_shows()

    def own_shows(self) -> Iterator[Show]:
        """Yield the pictures of the kind itself: the icons of its parts, if there is no more."""
        yield from icons(getattr(self, self.parts_key, ()), self.parts_key)

    def ids(self) -> Iterator[tuple[Location, str]]:
        """Yield the ids that the block gives its parts, where each must be the only one."""
        yield from (((self.parts_key, i, "id"), id) for i, id in enumerate(self.parts))

    def misfits(self) -> Iterator[Misfit]:
        """Yield what of the block does not go together, each at the key or value at fault."""
        yield from ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids among which `only` chooses."""
        return tuple(part.id for part in getattr(self, self.parts_key, ()))

    @property
    def column_ids(self) -> tuple[str, ...]:
        """The ids among which `columns` chooses."""
        return ()

    @property
    def phrase_ids(self) -> tuple[tuple[Location, str], ...]:
        """The sentences of the place that the block names, with their locations."""
        return ()

    def place_words(self) -> Iterator[Location]:
        """Yield where the block asks for words in the language of the place, beside sentences."""
        if self.reader == "place":
            yield ("reader",)
        if any(slot.said == "both" for slot in self.slots(frozenset())):
            yield self.said_twice

    @property
    def meanings(self) -> dict[Path, str]:
        """The sentences of the place by the slots that say what they mean."""
        return {}

    @property
    def rows_by_name(self) -> dict[str, str]:
        """The rows that a product can be made for, each with the fact that names it, if any."""
        return {}

    @abstractmethod
    def own_slots(self, doubtful: frozenset[str]) -> Iterator[Slot]:
        """Yield the words that the kind asks for beside title and note."""

    @abstractmethod
    def own_facts(self) -> Iterator[Use]:
        """Yield the facts that the kind names."""

    @abstractmethod
    def compose(self, id: str, say: Speaker) -> Composed:
        """Return the block as it stands on a spot."""

    def left_mark(self, composed: Composed, say: Speaker) -> Mark | None:
        """Return the mark of what the block rests on, if neither parts nor heading carry it."""
        bare = composed.title is None and composed.note is None
        return say.mark(self.rests_on) if bare and not self.marks_parts else None

    def frame(self, id: str, say: Speaker) -> dict[str, Any]:
        """Return what every composed block has."""
        claimed = say.mark(self.rests_on)
        mark = None if self.marks_parts else claimed
        has_title, has_note = self.titled and say.title, self.note and not say.short
        has_icon = has_title or self.icon_width == "sign"
        return {
            "kind": self.kind,
            "id": id,
            "icon": say.icon(self.icon, self.icon_width) if has_icon else None,
            "title": marked(say.words("title"), mark) if has_title else None,
            "note": marked(say.words("note"), mark) if has_note else None,
        }


def icons(parts: Iterable[Any], *where: str | int, of: str = "") -> Iterator[Show]:
    """Yield the icons of parts that stand in a list; those that stand in a part are `of` it."""
    for number, part in enumerate(parts):
        if icon := getattr(part, "icon", None):
            yield Show((*where, number, "icon"), icon, "icon", of or part.id)


def shows(say: Speaker, part: str) -> bool:
    """Whether a spot shows a part of its block: it chooses it, or all."""
    return not say.only or part in say.only


def claims(ids: Iterable[str], where: Location) -> Iterator[Use]:
    """Yield the claims that something rests on."""
    for number, fact in enumerate(ids):
        yield Use((*where, "rests_on", number), fact, "claim")


def marked(words: Words, mark: Mark | None) -> Words:
    """Return words that carry a mark, or a graver one of their own."""
    return Words(words.lead.marked(mark), words.under and words.under.marked(mark))
