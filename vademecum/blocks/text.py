"""Running text: paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, Self

from pydantic import Field

from vademecum.blocks.block import (
    Block,
    Composed,
    Example,
    Id,
    Location,
    Slot,
    Speaker,
    Use,
    Words,
    marked,
    shows,
)


@dataclass(frozen=True, slots=True)
class ComposedText(Composed):
    """Paragraphs."""

    paragraphs: tuple[Words, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to print."""
        return not self.paragraphs

    @property
    def weights(self) -> tuple[int, ...]:
        """Return the length of each paragraph."""
        return tuple(len(str(words.lead)) for words in self.paragraphs)

    def first(self, count: int) -> Self:
        """Return the first paragraphs."""
        return replace(self, paragraphs=self.paragraphs[:count])

    def rest(self, count: int) -> Self:
        """Return the other paragraphs, without heading and note."""
        return replace(self.headless(), paragraphs=self.paragraphs[count:])


class Prose(Block):
    """Running text."""

    marks_parts: ClassVar[bool] = True
    example: ClassVar[Example | None] = Example(
        guide="""\
insurance:
  kind: text
  paragraphs: [before, after]
""",
        words="""\
insurance:
  title: Your insurance
  paragraphs:
    before: Call your insurer **before** you pay.
    after: Keep every receipt.
""",
    )

    kind: Literal["text"]
    paragraphs: tuple[Id, ...] = Field(
        min_length=1, max_length=40, description="the paragraphs, in order"
    )

    def own_slots(self, doubtful: frozenset[str]) -> Iterator[Slot]:
        """Yield a slot a paragraph."""
        for id in self.paragraphs:
            yield Slot(("paragraphs", id), part=id)

    def own_facts(self) -> Iterator[Use]:
        """Yield nothing."""
        yield from ()

    def ids(self) -> Iterator[tuple[Location, str]]:
        """Yield the ids of the paragraphs."""
        yield from ((("paragraphs", i), id) for i, id in enumerate(self.paragraphs))

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids of the paragraphs."""
        return self.paragraphs

    def compose(self, id: str, say: Speaker) -> ComposedText:
        """Return the paragraphs chosen."""
        mark = say.mark(self.rests_on)
        chosen = [p for p in self.paragraphs if shows(say, p)]
        paragraphs = tuple(marked(say.words("paragraphs", p), mark) for p in chosen)
        return ComposedText(**self.frame(id, say), paragraphs=paragraphs)
