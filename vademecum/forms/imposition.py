"""Where cards stand on a sheet, where it is cut, and what its margin holds: pure geometry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from vademecum.forms.papers import Paper
from vademecum.forms.sheet import Mark, Place, Sheet, Slug

UNPRINTABLE: Final = 4.5
"""What an office printer leaves white at each edge, in millimetres."""
MARK_LENGTH: Final = 3.0
MARK_OFFSET: Final = 1.0
"""From the edge of what a card prints to the crop mark, in millimetres."""
MARK_WIDTH: Final = 0.09
"""How thick the line of a mark or of the ruler is, in millimetres."""
GUTTER: Final = 6.0
"""Between cards that are cut apart twice: twice the bleed that printers ask for, in millimetres."""
CLEAR: Final = 0.5
"""Between the marks and what else stands in the margin, in millimetres."""
SLUG_DEPTHS: Final = (7.0, 9.0)
"""How deep the words in the margin must and may be, in millimetres."""
SLUG_LENGTH: Final = 120.0
"""How long they and the ruler beside them are at least, in millimetres."""
RULER: Final = 50.0
"""The length of the ruler in the margin, in millimetres."""
TICKS: Final[Mapping[float, float]] = MappingProxyType(
    {0.0: 3.5, 10.0: 2.0, 20.0: 2.0, 30.0: 2.0, 40.0: 2.0, RULER: 3.5}
)
"""How high the ticks of the ruler are, by where they stand on it, in millimetres."""
RULER_GAP: Final = 4.0
"""Between the ruler and the words, in millimetres."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """Cards along one edge of a paper: where their trims start, how wide they are, their gutter.

    `bleed` is what they print beyond their trims. At the ends there is room for marks, or none.
    There are `fewer` cards than there could be, which leaves wider margins.
    """

    length: float
    card: float
    gutter: float
    bleed: float
    has_marks: bool = True
    fewer: int = 0

    @property
    def count(self) -> int:
        """How many cards there are."""
        marks = MARK_OFFSET + MARK_LENGTH if self.has_marks else 0.0
        free = self.length - 2 * (self.bleed + marks + UNPRINTABLE)
        most = int((free + self.gutter + 1e-9) // (self.card + self.gutter))
        return max(most - self.fewer, 0)

    @property
    def start(self) -> float:
        """Where the first trim starts: what stands on the axis is centred."""
        return (self.length - self.count * self.card - (self.count - 1) * self.gutter) / 2

    @property
    def starts(self) -> tuple[float, ...]:
        """Where the trims start."""
        return tuple(self.start + i * (self.card + self.gutter) for i in range(self.count))

    @property
    def ends(self) -> tuple[float, float]:
        """Where the first trim starts and the last one ends."""
        return self.start, self.length - self.start

    @property
    def cuts(self) -> tuple[float, ...]:
        """Where it is cut: once between neighbours without a gutter, else twice."""
        edges = {round(edge, 6) for start in self.starts for edge in (start, start + self.card)}
        return tuple(sorted(edges))

    @property
    def margin(self) -> float:
        """How deep the printer's part of a margin is beside the marks across it."""
        marks = self.bleed + MARK_OFFSET + MARK_LENGTH + CLEAR
        return self.start - marks - UNPRINTABLE


@dataclass(frozen=True, slots=True)
class _Grid:
    """Cards in columns and rows on a paper, upright or turned by an angle."""

    paper: Paper
    columns: _Axis
    rows: _Axis
    angle: int

    @property
    def count(self) -> int:
        """How many cards there are."""
        return self.columns.count * self.rows.count

    @property
    def cuts(self) -> int:
        """How many cuts part them."""
        return len(self.columns.cuts) + len(self.rows.cuts)

    def sheet(self) -> Sheet:
        """Return the sheet; the cards are told row by row, from the top."""
        columns, rows = self.columns, self.rows
        bleed = (columns.bleed, rows.bleed, columns.bleed, rows.bleed)
        places = tuple(
            Place(x, y, columns.card, rows.card, self.angle, bleed)
            for y in reversed(rows.starts)
            for x in columns.starts
        )
        marks = (*_upright_marks(columns, rows), *map(_swapped, _upright_marks(rows, columns)))
        return Sheet(self.paper, places, marks, self.slug(), self.cuts)

    def slug(self) -> Slug:
        """Return what stands in the deeper margin that has room: at the left, turned, or below."""
        edge, at, none = UNPRINTABLE, UNPRINTABLE + RULER + RULER_GAP, (0.0, 0.0, 0.0, 0.0)
        depth = min(self.depth, SLUG_DEPTHS[1])
        length, lines = self.along - edge - at, tuple(_ruler(depth))
        if not self.is_sideways:
            ruler = tuple(_moved(line, edge, edge) for line in lines)
            return Slug(Place(at, edge, length, depth, 0, none), ruler)
        ruler = tuple(_moved(_raised(line), edge + depth, edge) for line in lines)
        return Slug(Place(edge, at, depth, length, 90, none), ruler)

    @property
    def is_sideways(self) -> bool:
        """Whether the words stand at a side: the margins at the foot are no deeper, or short."""
        side, foot = self._holds(self.columns, self.rows), self._holds(self.rows, self.columns)
        return side if side != foot else self.columns.margin >= self.rows.margin

    @property
    def depth(self) -> float:
        """How deep the margin is in which the words stand."""
        return self.columns.margin if self.is_sideways else self.rows.margin

    @property
    def along(self) -> float:
        """How long the edge of the paper is that this margin lies at."""
        return self.rows.length if self.is_sideways else self.columns.length

    @property
    def has_room(self) -> bool:
        """Whether a card stands on it, and the words find room in a margin."""
        holds = self._holds(self.columns, self.rows) or self._holds(self.rows, self.columns)
        return self.count > 0 and holds

    @staticmethod
    def _holds(across: _Axis, along: _Axis) -> bool:
        """Whether the margins at the ends of an axis are as deep and as long as the words need."""
        is_long = along.length - 2 * UNPRINTABLE >= SLUG_LENGTH
        return is_long and across.margin >= SLUG_DEPTHS[0]


def plan(paper: Paper, card: Paper, bleeds: bool) -> Sheet:
    """Return the sheet that holds the most cards, and of those the one with the fewest cuts.

    Cards that bleed stand two bleeds apart. Others stand edge to edge and are cut once; where that
    leaves no room for marks at two ends, those stand in a gutter across. Raise ValueError where not
    even one card fits with its marks, and the words in the margin.
    """
    grids = [grid for grid in _grids(paper, card, bleeds) if grid.has_room]
    if not grids:
        raise ValueError(f"no {card.id} fits on {paper.id}")
    return max(grids, key=lambda grid: (grid.count, -grid.cuts)).sheet()


def _grids(paper: Paper, card: Paper, bleeds: bool) -> Iterator[_Grid]:
    """Yield the ways to lay cards on a paper, also with fewer of them one way."""
    for width, height, angle in ((card.width, card.height, 0), (card.height, card.width, 90)):
        for columns, rows in _axes(paper, width, height, card.bleed if bleeds else 0.0, bleeds):
            yield _Grid(paper, columns, rows, angle)
            for fewer in range(1, columns.count):
                yield _Grid(paper, replace(columns, fewer=fewer), rows, angle)
            for fewer in range(1, rows.count):
                yield _Grid(paper, columns, replace(rows, fewer=fewer), angle)


def _axes(
    paper: Paper, width: float, height: float, bleed: float, bleeds: bool
) -> Iterator[tuple[_Axis, _Axis]]:
    """Yield how as many columns and rows as there is room for can stand on a paper."""
    gutter = max(GUTTER, 2 * bleed)
    columns, rows = (
        _Axis(paper.width, width, gutter, bleed),
        _Axis(paper.height, height, gutter, bleed),
    )
    if bleeds:
        yield columns, rows
        return
    close = replace(columns, gutter=0.0), replace(rows, gutter=0.0)
    yield close
    yield columns, replace(close[1], has_marks=False)
    yield replace(close[0], has_marks=False), rows


def _upright_marks(columns: _Axis, rows: _Axis) -> Iterator[Mark]:
    """Yield the marks of the cuts between columns: at both ends, or where there is no room beside.

    What stands beside a cut keeps to the gutter, and reaches as far up and down as there are cards.
    """
    bottom, top = rows.ends
    if rows.has_marks:
        near, far = rows.bleed + MARK_OFFSET, rows.bleed + MARK_OFFSET + MARK_LENGTH
        for x in columns.cuts:
            yield Mark(x, bottom - near, x, bottom - far)
            yield Mark(x, top + near, x, top + far)
        return
    for number, cut in enumerate(columns.cuts):
        x = cut + MARK_WIDTH / 2 * (1 if number % 2 else -1)
        for y in rows.cuts:
            yield Mark(x, max(y - MARK_LENGTH / 2, bottom), x, min(y + MARK_LENGTH / 2, top))


def _swapped(mark: Mark) -> Mark:
    return Mark(mark.y1, mark.x1, mark.y2, mark.x2)


def _raised(mark: Mark) -> Mark:
    """Return a line turned counter-clockwise by 90 degrees about the origin."""
    return Mark(-mark.y1, mark.x1, -mark.y2, mark.x2)


def _moved(mark: Mark, right: float, up: float) -> Mark:
    return Mark(mark.x1 + right, mark.y1 + up, mark.x2 + right, mark.y2 + up)


def _ruler(depth: float) -> Iterator[Mark]:
    """Yield the lines of a ruler that lies in the middle of a strip, from its left end."""
    base = (depth - max(TICKS.values())) / 2
    yield Mark(0.0, base, RULER, base)
    for x, height in TICKS.items():
        yield Mark(x, base, x, base + height)
