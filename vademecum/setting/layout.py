"""What was laid out, as plain values: pages, their lines, and how far type stands out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

TOUCH: Final = 0.05
"""By how much blocks may overlap and still stand one above the other, in millimetres."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of type or an image; millimetres from the top and the left of the page's text area.

    `page` counts from 0, and so does `panel`, the child of the body that it stands in. `tag` is
    the HTML element of its block; `item` tells list items apart, `block` blocks and cells. `free`
    is the width that the line leaves of its block's, or 0 where it had to end.
    """

    page: int
    top: float
    bottom: float
    tag: str
    text: str
    item: int | None = None
    panel: int = 0
    block: int | None = None
    left: float = 0.0
    right: float = 0.0
    free: float = 0.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of a document.

    `rooms` are the heights of the text areas in millimetres, `measure` is their width, `text` is
    all text in its order, squeezed, and `overhang` tells how far anything stands out sideways;
    `comb_overhang` how far boxes to write into do.
    """

    rooms: tuple[float, ...]
    lines: tuple[Line, ...]
    text: str
    overhang: float = 0.0
    measure: float = 0.0
    comb_overhang: float = 0.0

    def __len__(self) -> int:
        return len(self.rooms)

    def used(self, page: int) -> float:
        """Return the height that the lines of a page take, in millimetres."""
        return max((line.bottom for line in self.lines if line.page == page), default=0.0)

    def panels(self) -> tuple[int, ...]:
        """Return the numbers of the panels that have lines, in their order."""
        return tuple(dict.fromkeys(line.panel for line in self.lines))

    def height(self, panel: int) -> float:
        """Return the height that a panel takes on all its pages, in millimetres."""
        total = 0.0
        for page in range(len(self)):
            lines = [line for line in self.lines if line.page == page]
            own = [line for line in lines if line.panel == panel]
            if own:
                top = 0.0 if lines[0].panel == panel else min(line.top for line in own)
                total += max(line.bottom for line in own) - top
        return total

    def rows(self, panel: int) -> int:
        """Return how many blocks of a panel stand one above another, at most."""
        depths: list[tuple[Line, int]] = []
        for block in self._blocks(panel):
            above = (depth for other, depth in depths if _stands_on(other, block))
            depths.append((block, 1 + max(above, default=0)))
        return max((depth for _, depth in depths), default=0)

    def _blocks(self, panel: int) -> list[Line]:
        """Return the blocks of a panel, each as a line as large as its lines, from the top down."""
        blocks: dict[tuple[int, int | None], Line] = {}
        for line in self.lines:
            if line.panel == panel:
                key = line.page, line.block
                blocks[key] = _joined(blocks.get(key, line), line)
        return sorted(blocks.values(), key=lambda block: (block.page, block.top))


def _joined(one: Line, other: Line) -> Line:
    return replace(
        one,
        top=min(one.top, other.top),
        bottom=max(one.bottom, other.bottom),
        left=min(one.left, other.left),
        right=max(one.right, other.right),
    )


def _stands_on(upper: Line, lower: Line) -> bool:
    """Whether a block stands above another in one column, or on an earlier page."""
    if upper.page < lower.page:
        return True
    apart = upper.right <= lower.left or lower.right <= upper.left
    return not apart and upper.bottom <= lower.top + TOUCH
