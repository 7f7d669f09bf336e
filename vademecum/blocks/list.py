"""Lists: boxes to tick, bullets, numbered steps; two levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, Self

from pydantic import Field

from vademecum.blocks.block import (
    Block,
    Composed,
    Example,
    FactId,
    Location,
    Part,
    Slot,
    Speaker,
    Use,
    Words,
    claims,
    icons,
    marked,
    shows,
)
from vademecum.blocks.image import Icon, Show
from vademecum.text.runs import Text


@dataclass(frozen=True, slots=True)
class ComposedItem:
    """An item, how much of it, and what stands below it."""

    id: str
    words: Words
    amount: Text | None
    icon: Icon | None = None
    items: tuple[ComposedItem, ...] = ()


@dataclass(frozen=True, slots=True)
class ComposedList(Composed):
    """Items, each with a bullet, a box or a number; `start` is the number of the first."""

    style: str
    items: tuple[ComposedItem, ...]
    start: int = 1

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to print."""
        return not self.items

    @property
    def is_filled_in(self) -> bool:
        """Whether it has boxes to tick."""
        return self.style == "check"

    @property
    def weights(self) -> tuple[int, ...]:
        """Return the length of each item with what stands below it."""
        return tuple(map(_length, self.items))

    def first(self, count: int) -> Self:
        """Return the first items."""
        return replace(self, items=self.items[:count])

    def rest(self, count: int) -> Self:
        """Return the other items, without heading and note, numbered on."""
        start = self.start + count
        return replace(self.headless(), items=self.items[count:], start=start)


def _length(item: ComposedItem) -> int:
    return len(str(item.words.lead)) + sum(map(_length, item.items))


class SubItem(Part):
    """An item below an item."""

    amount: FactId | None = Field(None, description="how much of it")
    rests_on: tuple[FactId, ...] = Field((), max_length=20, description="claims it rests on")


class Item(SubItem):
    """An item of a list."""

    items: tuple[SubItem, ...] = Field((), max_length=40, description="what stands below it")


class List(Block):
    """A list of items."""

    marks_parts: ClassVar[bool] = True
    parts_key: ClassVar[str] = "items"
    example: ClassVar[Example | None] = Example(
        guide="""\
pack:
  kind: list
  style: check
  items:
    - {id: passport, rests_on: [clinic.papers]}
    - {id: water, amount: water.litres}
    - id: papers
      items: [{id: policy}, {id: letter}]
""",
        words="""\
pack:
  title: Take with you
  items:
    passport: Your passport
    water: litres of water
    papers: Two papers
    papers.policy: the policy of your insurance
    papers.letter: your doctor’s letter
""",
        facts="""\
clinic.papers: {kind: claim, value: A clinic asks for a passport.}
water.litres: {kind: number, value: "2"}
""",
    )

    kind: Literal["list"]
    style: Literal["bullet", "check", "number"] = Field(
        "bullet", description="what stands before each item"
    )
    items: tuple[Item, ...] = Field(
        min_length=1, max_length=60, description="what the list holds, in order"
    )

    def own_slots(self, doubtful: frozenset[str]) -> Iterator[Slot]:
        """Yield a slot an item; that of an item below another has a dotted key."""
        for item in self.items:
            yield Slot(("items", item.id), part=item.id)
            for below in item.items:
                yield Slot(("items", f"{item.id}.{below.id}"), part=item.id)

    def own_facts(self) -> Iterator[Use]:
        """Yield amounts, and claims that items rest on."""
        for where, item in self._all():
            yield from claims(item.rests_on, where)
            if item.amount:
                yield Use((*where, "amount"), item.amount, "amount")

    def own_shows(self) -> Iterator[Show]:
        """Yield the icons of items on both levels."""
        yield from icons(self.items, "items")
        for i, item in enumerate(self.items):
            yield from icons(item.items, "items", i, "items", of=item.id)

    def ids(self) -> Iterator[tuple[Location, str]]:
        """Yield the ids of the items, of those below others with a dot."""
        for i, item in enumerate(self.items):
            yield ("items", i, "id"), item.id
            for j, below in enumerate(item.items):
                yield ("items", i, "items", j, "id"), f"{item.id}.{below.id}"

    def _all(self) -> Iterator[tuple[Location, SubItem]]:
        for i, item in enumerate(self.items):
            yield ("items", i), item
            for j, below in enumerate(item.items):
                yield ("items", i, "items", j), below

    def compose(self, id: str, say: Speaker) -> ComposedList:
        """Return the items chosen."""
        chosen = [item for item in self.items if shows(say, item.id)]
        items = tuple(self._item(item, "", say) for item in chosen)
        return ComposedList(**self.frame(id, say), style=self.style, items=items)

    def _item(self, item: SubItem, above: str, say: Speaker) -> ComposedItem:
        mark = say.mark((*self.rests_on, *item.rests_on))
        words = marked(say.words("items", above + item.id), mark)
        below = item.items if isinstance(item, Item) else ()
        items = tuple(self._item(other, f"{item.id}.", say) for other in below)
        amount = say.fact(item.amount) if item.amount else None
        return ComposedItem(item.id, words, amount, say.icon(item.icon), items)
