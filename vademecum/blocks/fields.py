"""Fields: a label and a value, lines or combs to write on, boxes to choose from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field, model_validator

from vademecum.blocks.block import (
    Block,
    Composed,
    Example,
    FactId,
    Id,
    Location,
    Model,
    Part,
    Slot,
    Speaker,
    Use,
    Whole,
    Words,
    shows,
)
from vademecum.blocks.choosing import ByShape
from vademecum.blocks.image import Icon
from vademecum.text.runs import Text

WAYS: Final = ("value", "lines", "comb", "choice")
"""The keys of which an entry has one at most; with none of them it is one line to write on."""


class Comb(Model):
    """Boxes to write digits into, in groups."""

    digits: Whole = Field(ge=1, le=24, description="how many boxes there are")
    groups: tuple[Whole, ...] = Field((), max_length=8, description="how they stand together")
    prefix: FactId | None = Field(None, description="what is printed before them")

    @model_validator(mode="after")
    def _groups_hold_all_digits(self) -> Comb:
        if self.groups and (sum(self.groups) != self.digits or min(self.groups) < 1):
            raise ValueError(f"groups of {self.digits} digits in all are expected here")
        return self


class WordedChoice(Model):
    """Something to choose that words name."""

    words: Id = Field(description="words name it")


Values = Annotated[tuple[FactId, ...], Field(min_length=1, max_length=12)]
Option = Annotated[str | WordedChoice, ByShape(text=FactId, mapping=WordedChoice)]


class Entry(Model):
    """What is printed, written, or chosen: one of value, lines, comb and choice, or a line."""

    value: Annotated[str | tuple[str, ...], ByShape(text=FactId, list=Values)] | None = Field(
        None, description="facts that are printed"
    )
    lines: Whole | None = Field(None, ge=1, le=20, description="how many lines to write on")
    comb: Comb | None = Field(None, description="boxes for digits")
    choice: tuple[Option, ...] | None = Field(
        None, min_length=1, max_length=24, description="boxes to tick"
    )

    @model_validator(mode="after")
    def _has_one_way(self) -> Entry:
        ways = [way for way in WAYS if getattr(self, way) is not None]
        if len(ways) > 1:
            raise ValueError(f"one of {' and '.join(ways)} is expected here, not both")
        return self

    @property
    def values(self) -> tuple[str, ...]:
        """The facts that are printed."""
        return (self.value,) if isinstance(self.value, str) else self.value or ()

    def slots(self, part: str) -> Iterator[Slot]:
        """Yield the words of choices."""
        for option in self.choice or ():
            if isinstance(option, WordedChoice):
                yield Slot(("choices", option.words), part=part)

    def uses(self, where: Location) -> Iterator[Use]:
        """Yield the facts that are printed."""
        if isinstance(self.value, str):
            yield Use((*where, "value"), self.value)
        else:
            for i, fact in enumerate(self.value or ()):
                yield Use((*where, "value", i), fact)
        for i, option in enumerate(self.choice or ()):
            if isinstance(option, str):
                yield Use((*where, "choice", i), option)
        if self.comb and self.comb.prefix:
            yield Use((*where, "comb", "prefix"), self.comb.prefix)

    def compose(self, say: Speaker) -> ComposedEntry:
        """Return what stands beside or under the label."""
        options = tuple(self._option(option, say) for option in self.choice or ())
        comb = None
        if self.comb:
            prefix = say.fact(self.comb.prefix) if self.comb.prefix else None
            comb = ComposedComb(self.comb.groups or (self.comb.digits,), prefix)
        values = tuple(map(say.fact, self.values))
        printed = values or comb or options
        return ComposedEntry(values, 0 if printed else self.lines or 1, comb, options)

    def _option(self, option: str | WordedChoice, say: Speaker) -> ComposedOption:
        if isinstance(option, WordedChoice):
            return ComposedOption(say.words("choices", option.words), ticked=False)
        return ComposedOption(say.name(option, False), ticked=option == say.row_name)


@dataclass(frozen=True, slots=True)
class ComposedOption:
    """A box to tick; `ticked` where the product is made for it."""

    words: Words
    ticked: bool


@dataclass(frozen=True, slots=True)
class ComposedComb:
    """Boxes for digits, in groups, behind what is printed."""

    groups: tuple[int, ...]
    prefix: Text | None


@dataclass(frozen=True, slots=True)
class ComposedEntry:
    """What stands beside or under a label: values, lines, a comb, or options."""

    values: tuple[Text, ...]
    lines: int
    comb: ComposedComb | None
    options: tuple[ComposedOption, ...]

    @property
    def is_filled_in(self) -> bool:
        """Whether somebody writes or chooses here."""
        return not self.values


@dataclass(frozen=True, slots=True)
class ComposedField:
    """A label with its entry."""

    id: str
    label: Words
    entry: ComposedEntry
    icon: Icon | None = None


@dataclass(frozen=True, slots=True)
class ComposedFields(Composed):
    """Fields, and what must not be written into them."""

    fields: tuple[ComposedField, ...]
    warning: Words | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to print."""
        return not self.fields

    @property
    def is_filled_in(self) -> bool:
        """Whether there is anything to write or to choose."""
        return any(field.entry.is_filled_in for field in self.fields)

    @property
    def has_values(self) -> bool:
        """Whether anything is printed rather than written."""
        return any(field.entry.values for field in self.fields)


class FieldEntry(Entry, Part):
    """An entry with its id, by which its label is found."""


class Fields(Block):
    """Fields to read or to fill in."""

    parts_key: ClassVar[str] = "entries"
    example: ClassVar[Example | None] = Example(
        guide="""\
mine:
  kind: fields
  warning: true
  entries:
    - {id: emergency, value: emergency.all}
    - {id: allergies, lines: 1}
    - {id: phone, comb: {digits: 10, groups: [3, 3, 4], prefix: phone.country}}
    - {id: treated, choice: [clinic.name, {words: elsewhere}]}
""",
        words="""\
mine:
  title: About me
  labels:
    emergency: Emergency
    allergies: Allergies
    phone: My phone
    treated: Treated at
  choices:
    elsewhere: elsewhere
  warning: Never write your PIN here.
""",
        facts="""\
emergency.all: {kind: short-number, value: "112"}
clinic.name: {kind: name, value: Clinic No. 1, in: {ru: Клиника № 1}}
phone.country: {kind: digits, value: "+7"}
""",
    )

    kind: Literal["fields"]
    entries: tuple[FieldEntry, ...] = Field(
        min_length=1, max_length=40, description="the fields, in order"
    )
    warning: bool = Field(False, description="whether words say what not to write here")

    def own_slots(self, doubtful: frozenset[str]) -> Iterator[Slot]:
        """Yield labels, choices and the warning."""
        for entry in self.entries:
            yield Slot(("labels", entry.id), part=entry.id)
            yield from entry.slots(entry.id)
        if self.warning:
            yield Slot(("warning",))

    def own_facts(self) -> Iterator[Use]:
        """Yield the facts of the entries."""
        for i, entry in enumerate(self.entries):
            yield from entry.uses(("entries", i))

    def compose(self, id: str, say: Speaker) -> ComposedFields:
        """Return the entries chosen."""
        chosen = [entry for entry in self.entries if shows(say, entry.id)]
        fields = tuple(
            ComposedField(
                entry.id, say.words("labels", entry.id), entry.compose(say), say.icon(entry.icon)
            )
            for entry in chosen
        )
        warning = say.words("warning") if self.warning else None
        return ComposedFields(**self.frame(id, say), fields=fields, warning=warning)
