"""Where cards stand on a sheet: pure geometry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vademecum.forms.papers import Paper

UNPRINTABLE: Final = 4.2
"""What an office printer leaves white at each edge, in millimetres."""
MARK_LENGTH: Final = 3.0
MARK_OFFSET: Final = 0.5
"""From the edge of the bleed to the crop mark, in millimetres."""


@dataclass(frozen=True, slots=True)
class Place:
    """The trim of a card on a sheet: lower left corner and size in millimetres.

    `angle` turns the card counter-clockwise, in degrees. `bleed` is how far the card may print
    beyond each edge of its trim: left, bottom, right, top.
    """

    x: float
    y: float
    width: float
    height: float
    angle: int
    bleed: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A crop mark from one point to another, in millimetres."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of a sheet of cards."""

    paper: Paper
    places: tuple[Place, ...]
    marks: tuple[Mark, ...]

    def back(self) -> Sheet:
        """Return the other side of the sheet, turned over along its long edge.

        What stood at x stands at width - x; a card lying on its side turns the other way round.
        """
        return Sheet(self.paper, tuple(self._turned(place) for place in self.places), self.marks)

    def _turned(self, place: Place) -> Place:
        left, bottom, right, top = place.bleed
        return Place(
            self.paper.width - place.x - place.width,
            place.y,
            place.width,
            place.height,
            (360 - place.angle) % 360,
            (right, bottom, left, top),
        )


@dataclass(frozen=True, slots=True)
class _Axis:
    """Cards along one edge of a paper; `starts` of their trims and the `gutter` between them."""

    starts: tuple[float, ...]
    gutter: float


def deal(places: int, kinds: int) -> tuple[tuple[int | None, ...], ...]:
    """Return which of some kinds of cards stands on each place of each sheet, dealt round.

    Each kind comes as often as the others: whole rounds, on as many sheets as one round needs.
    """
    rounds = max(places // kinds, 1)
    cards: list[int | None] = [*range(kinds)] * rounds + [None] * (-kinds * rounds % places)
    return tuple(tuple(cards[at : at + places]) for at in range(0, len(cards), places))


def plan(paper: Paper, card: Paper) -> Sheet:
    """Return the sheet that holds the most cards, upright or lying, centred on the paper.

    Raise ValueError where not even one card fits with its bleed and marks.
    """
    upright = _lay(paper, card, card.width, card.height, 0)
    lying = _lay(paper, card, card.height, card.width, 90)
    best = max((upright, lying), key=lambda sheet: len(sheet.places))
    if not best.places:
        raise ValueError(f"no {card.id} fits on {paper.id}")
    return best


def _lay(paper: Paper, card: Paper, width: float, height: float, angle: int) -> Sheet:
    columns = _axis(paper.width, width, card.bleed)
    rows = _axis(paper.height, height, card.bleed)
    places = tuple(
        Place(x, y, width, height, angle, _bleeds(columns, rows, i, j, card.bleed))
        for j, y in reversed(list(enumerate(rows.starts)))
        for i, x in enumerate(columns.starts)
    )
    marks = tuple(_marks(columns, rows, width, height, card.bleed)) if places else ()
    return Sheet(paper, places, marks)


def _axis(length: float, card: float, bleed: float) -> _Axis:
    """Return as many cards as fit along a length, with gutters of at most two bleeds."""
    free = length - 2 * (bleed + MARK_OFFSET + MARK_LENGTH + UNPRINTABLE)
    count = int(free // card)
    gutter = min(2 * bleed, (free - count * card) / (count - 1)) if count > 1 else 0.0
    start = (length - count * card - (count - 1) * gutter) / 2
    return _Axis(tuple(start + i * (card + gutter) for i in range(count)), gutter)


def _bleeds(
    columns: _Axis, rows: _Axis, i: int, j: int, bleed: float
) -> tuple[float, float, float, float]:
    """Return the bleeds of a card: whole outwards, half the gutter towards a neighbour."""
    return (
        bleed if i == 0 else columns.gutter / 2,
        bleed if j == 0 else rows.gutter / 2,
        bleed if i == len(columns.starts) - 1 else columns.gutter / 2,
        bleed if j == len(rows.starts) - 1 else rows.gutter / 2,
    )


def _marks(
    columns: _Axis, rows: _Axis, width: float, height: float, bleed: float
) -> Iterator[Mark]:
    """Yield a mark at both ends of every cut, outside the bleed."""
    near, far = bleed + MARK_OFFSET, bleed + MARK_OFFSET + MARK_LENGTH
    bottom, top = rows.starts[0], rows.starts[-1] + height
    left, right = columns.starts[0], columns.starts[-1] + width
    for x in sorted({edge for start in columns.starts for edge in (start, start + width)}):
        yield Mark(x, bottom - near, x, bottom - far)
        yield Mark(x, top + near, x, top + far)
    for y in sorted({edge for start in rows.starts for edge in (start, start + height)}):
        yield Mark(left - near, y, left - far, y)
        yield Mark(right + near, y, right + far, y)
