"""What was laid out, as plain values: pages, their lines, and how far type stands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from vademecum.text.marks import SIGNS

PX_PER_MM: Final = 96 / 25.4
# What a reader does not see: the press's marks, joiners and soft hyphens.
UNWRITTEN: Final = f"{SIGNS}\u2060\u200b\u200d\u00ad"
DROPPED: Final = dict.fromkeys(map(ord, UNWRITTEN))


def squeeze(text: str, spaces: bool = False) -> str:
    """Return a text without marks and what does not show, and without white space or with it."""
    seen = text.translate(DROPPED)
    return seen if spaces else "".join(seen.split())


@dataclass(frozen=True, slots=True)
class Line:
    """A line of type or an image; millimetres from the top and the left of the page's text area.

    `page` counts from 0, and so does `panel`, the child of the body that it stands in. `tag` is
    the HTML element of its block; `item` tells list items apart, `block` blocks and cells. `column`
    is from where to where its block reaches, from left to right, and `free` the width that the line
    leaves of it, or 0 where it had to end. `start` is where its text begins in all of the layout's.

    `side` tells the columns apart that stand beside each other, or is empty: those of one group
    have the first part of their names in common. `size` is that of its largest type, in points.

    `excess` is how far it stands out sideways of its cell or its page, alone or with a `table`
    around it, and `comb_excess` how far boxes to write into stand out of their paragraph.
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
    column: tuple[float, float] = (0.0, 0.0)
    free: float = 0.0
    start: int = 0
    excess: float = 0.0
    comb_excess: float = 0.0
    table: int | None = None
    side: str = ""
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of a document.

    `rooms` are the heights of the text areas in millimetres, `measure` is their width, and `text`
    is all text in its order, squeezed. `pictures` are the addresses of those that are shown.
    """

    rooms: tuple[float, ...]
    lines: tuple[Line, ...]
    text: str
    measure: float = 0.0
    pictures: tuple[str, ...] = ()

    @property
    def overhang(self) -> float:
        """How far anything stands out sideways of where it belongs, in millimetres."""
        return max((max(line.excess, line.comb_excess) for line in self.lines), default=0.0)

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


def joined(parts: Sequence[Layout]) -> Layout:
    """Return panels that were laid out one by one as the layout of the whole."""
    lines, pages, start = list[Line](), 0, 0
    for number, part in enumerate(parts):
        lines += (
            replace(line, page=line.page + pages, panel=number, start=line.start + start)
            for line in part.lines
        )
        pages, start = pages + len(part), start + len(part.text)
    rooms = tuple(room for part in parts for room in part.rooms)
    text, pictures = "".join(p.text for p in parts), tuple(a for p in parts for a in p.pictures)
    return Layout(rooms, tuple(lines), text, parts[0].measure, pictures)
