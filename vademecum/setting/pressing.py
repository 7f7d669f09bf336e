"""What makes a page as long as it is: the chain of blocks that press its lowest line down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from vademecum.setting.layout import Layout, Line

NEAR: Final = 1.0
"""How far above the lowest a block may end, at least, and press as it does, in millimetres."""
TOUCH: Final = 0.05
"""By how much blocks may overlap and still stand one above the other, in millimetres."""


@dataclass(frozen=True, slots=True)
class Span:
    """The lines of a block or a cell, and from where to where they reach on their page."""

    top: float
    bottom: float
    side: str
    lines: tuple[Line, ...]

    def may_press(self, other: Span) -> bool:
        """Whether it may be what a block stands under: above it, and in no column beside it."""
        beside = self.side != other.side and _group(self.side) == _group(other.side) != ""
        return self.bottom <= other.top + TOUCH and not beside


def pressing(layout: Layout, page: int, excess: float) -> Iterator[Line]:
    """Yield the lines that a page must have fewer of to be shorter by `excess` millimetres.

    Where columns or cells stand side by side, they are those of each that is too long by itself.
    """
    spans = _spans(line for line in layout.lines if line.page == page)
    near, seen = max(excess, NEAR), set[int]()
    waiting = _lowest(range(len(spans)), spans, near)
    while waiting:
        number = waiting.pop()
        if number not in seen:
            seen.add(number)
            yield from spans[number].lines
            above = [n for n, span in enumerate(spans) if span.may_press(spans[number])]
            waiting += _lowest(above, spans, near)


def _spans(lines: Iterable[Line]) -> list[Span]:
    blocks: dict[int | None, list[Line]] = {}
    for line in lines:
        blocks.setdefault(line.block, []).append(line)
    return [
        Span(min(one.top for one in own), max(one.bottom for one in own), own[0].side, tuple(own))
        for own in blocks.values()
    ]


def _lowest(chosen: Iterable[int], spans: Sequence[Span], near: float) -> list[int]:
    """Return which of some spans end lowest, or nearly so."""
    ends = {number: spans[number].bottom for number in chosen}
    lowest = max(ends.values(), default=0.0)
    return [number for number, end in ends.items() if end >= lowest - near]


def _group(side: str) -> str:
    """Return by what the columns are called that stand beside one another."""
    return side.partition("-")[0]
