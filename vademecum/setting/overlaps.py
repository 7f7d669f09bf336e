"""What lies on what: the areas of ink on a page, and those that touch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

from vademecum.setting.layout import PX_PER_MM

TOUCH: Final = 0.1
"""By how much, in millimetres and both ways, ink may lie on other ink: corners are round."""

Area = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels of the page."""


class Cell(NamedTuple):
    """A cell by what tells tables and rows apart, and by its column, from 0."""

    table: int
    row: int = 0
    column: int = -1


@dataclass(frozen=True, slots=True)
class Place:
    """What a box stands in: `cells` from the outermost, an `item` of a list, a `line` of type.

    `kinds` are the classes of the elements around it, from the innermost. `goes_left` says whether
    the line begins at the right.
    """

    cells: tuple[Cell, ...] = ()
    item: int = 0
    line: int = 0
    kinds: tuple[str, ...] = ()
    goes_left: bool = False


@dataclass(frozen=True, slots=True)
class Set:
    """How a box of text is set: its size in points, where it begins and ends, and its base line."""

    size: float
    left: float
    right: float
    baseline: float


@dataclass(frozen=True, slots=True)
class Ink:
    """What a box draws, and where; `text` is what it reads, and `start` its place in all text.

    `parts` are the areas of its glyphs, or of the whole where it has none. `set` is of type alone.
    """

    area: Area
    text: str
    start: int
    parts: Callable[[], list[Area]]
    is_read: bool = True
    place: Place = Place()
    set: Set | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """What a page draws, in the order of the document; its width and height in pixels, trimmed."""

    inks: tuple[Ink, ...]
    width: float
    height: float


def overlaps(inks: Iterable[Ink]) -> Iterator[tuple[Ink, Ink]]:
    """Yield each pair of inks that lie on each other, of which one at least is to be read."""
    above: list[Ink] = []
    for ink in sorted(inks, key=lambda ink: ink.area[1]):
        above = [other for other in above if other.area[3] > ink.area[1]]
        for other in above:
            if (ink.is_read or other.is_read) and _lies_on(ink, other):
                yield (other, ink) if other.start <= ink.start else (ink, other)
        above.append(ink)


def _lies_on(one: Ink, other: Ink) -> bool:
    """Whether two areas touch and, within them, two glyphs or images."""
    if not _touch(one.area, other.area):
        return False
    return any(_touch(part, another) for part in one.parts() for another in other.parts())


def _touch(one: Area, other: Area) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return min(across, down) > TOUCH * PX_PER_MM


def touching(sides: Iterable[Side]) -> Iterator[tuple[Ink, Ink]]:
    """Yield what lies on what on some pages, each pair once, in the order of the pages."""
    return chain.from_iterable(overlaps(side.inks) for side in sides)
