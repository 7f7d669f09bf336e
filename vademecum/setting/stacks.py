"""How blocks of a panel stand one above another, and how high they would be in other type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from vademecum.setting.layout import Line

TOUCH: Final = 0.05
"""By how much blocks may overlap and still stand one above the other, in millimetres."""
GAP: Final = 0.2
"""How far blocks are apart that have air between them, at least, in millimetres."""
CELLS: Final = frozenset({"table", "tbody", "thead", "tr", "td", "th"})
"""What stands in these makes its column wider before it wraps."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one paragraph or cell, in millimetres: where they stand and how wide each is.

    `left` and `right` are those of its column; what is `drawn` keeps its height in any type.
    """

    page: int
    top: float
    bottom: float
    left: float
    right: float
    widths: tuple[float, ...]
    drawn: bool
    cell: bool = False

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Block:
        """Return some lines as a block."""
        width = {round(line.top, 1): line.right - line.left for line in lines}
        return cls(
            lines[0].page,
            min(line.top for line in lines),
            max(line.bottom for line in lines),
            min(min(line.left, line.column[0]) for line in lines),
            max(max(line.right, line.column[1]) for line in lines),
            tuple(width.values()),
            not any(line.text.strip() for line in lines),
            lines[0].tag in CELLS,
        )

    def height(self, share: float) -> float:
        """Return its height in type that is larger by a share: its lines may become more."""
        height, count = self.bottom - self.top, len(self.widths)
        return height if self.drawn else height * share * self._lines(share) / count

    def _lines(self, share: float) -> int:
        """Return about how many lines it would take; all but the last leave free what they do."""
        count, column = len(self.widths), self.right - self.left
        full = sum(self.widths[:-1]) / (count - 1) if count > 1 else column
        beyond = (sum(self.widths) * share - column) / max(full, 0.1)
        lines = 1 + max(ceil(beyond - 0.001), 0)
        if share > 1:
            return count if self.cell and count == 1 else max(lines, count)
        return min(lines, count)


class Stack:
    """The blocks of a panel, each with those that it stands on."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.blocks = sorted(blocks, key=lambda block: (block.page, block.top))
        self.below = list(_below(self.blocks))

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Stack:
        """Return the blocks that some lines belong to."""
        blocks: dict[tuple[int, int | None], list[Line]] = {}
        for line in lines:
            blocks.setdefault((line.page, line.block), []).append(line)
        return cls(map(Block.of, blocks.values()))

    @property
    def gaps(self) -> int:
        """How many gaps there are between blocks that stand one above another, at most."""
        depths = list[int]()
        for number, block in enumerate(self.blocks):
            begins = number > 0 and block.page > self.blocks[number - 1].page
            above = range(number) if begins else self.below[number]
            parted = (
                depths[upper] + (begins or block.top - self.blocks[upper].bottom > GAP)
                for upper in above
            )
            depths.append(max(parted, default=0))
        return max(depths, default=0)

    def height(self, share: float) -> float:
        """Return how high the blocks would stand on one page, in type larger by a share."""
        ends, base = list[float](), 0.0
        for number, block in enumerate(self.blocks):
            if number and block.page > self.blocks[number - 1].page:
                base = max(ends)
            tops = [
                ends[upper] + (block.top - self.blocks[upper].bottom) * share
                for upper in self.below[number]
            ]
            ends.append(max(tops, default=base + block.top) + block.height(share))
        return max(ends, default=0.0)


def _below(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Yield the numbers of the blocks right above each block, of those that stand on its page."""
    skyline = list[tuple[float, float, int]]()
    for number, block in enumerate(blocks):
        if number and block.page > blocks[number - 1].page:
            skyline = []
        over = [s for s in skyline if s[0] < block.right and block.left < s[1]]
        yield sorted({i for _, _, i in over if blocks[i].bottom <= block.top + TOUCH})
        skyline = [s for s in skyline if s not in over]
        for left, right, i in over:
            if blocks[i].bottom > block.top + TOUCH:
                skyline.append((left, right, i))  # beside it, though it reaches over it
                continue
            skyline += [(left, block.left, i)] if left < block.left else []
            skyline += [(block.right, right, i)] if block.right < right else []
        skyline.append((block.left, block.right, number))
