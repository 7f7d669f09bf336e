"""The rules of paper: what a reader, a hand and a knife need, each held against what was drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final
from unicodedata import east_asian_width

from vademecum.setting.layout import PX_PER_MM, squeeze
from vademecum.setting.overlaps import Area, Ink, Side
from vademecum.text.marks import SIGNS

CELLS: Final = 2.0
"""How far neighbouring cells stand apart, at least, in millimetres."""
TRIM: Final = 3.0
"""How far ink stands from where the paper is cut, at least, unless it bleeds, in millimetres."""
DIGIT: Final = 4.0
"""How wide a box for one digit is, at least, from border to border, in millimetres."""
LINE: Final = 6.5
"""How high a line or a box to write in is, at least, in millimetres."""
BLANK: Final = 0.3
"""The width of a space, in sizes of the type, at most."""
MM_PER_PT: Final = 25.4 / 72
INDENT: Final = 0.1
"""By how much the lines of a step may begin at different places, in millimetres."""
BASELINES: Final = 0.15
"""By how much the base lines of a row may differ, in millimetres."""
BEARING: Final = 0.7
"""How much white two signs of one column may have beside them, in millimetres."""
ROUNDING: Final = 0.05
"""How exact the engine is, in millimetres."""
LEGENDS: Final = frozenset({"legend"})
"""The classes, in the templates, of what says what marks mean."""
SHARED: Final = frozenset({"tab", "turn"})
"""The classes of what every side says if one does: its language, and where to turn."""
NOT_FIRST: Final = frozenset("，。、；：？！）》」』】〉”’…％‰ー々〻")
NOT_LAST: Final = frozenset("（《「『【〈“‘")
"""Signs that begin, or end, no line of Chinese or Japanese (CLREQ 3.1.1, JIS X 4051)."""
STYLE: Final = "give it more room in the style sheet"
OTHERWISE: Final = "say the sentence in a few other words"
SHORTER: Final = "shorten it, or give the columns more room in the style sheet"


@dataclass(frozen=True, slots=True)
class Fault:
    """What breaks a rule: the ink at fault, the code of the problem, what to say and to do."""

    ink: Ink
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a side: type of at least `floor` points, and all that `shared` names."""

    floor: float
    shared: frozenset[str] = frozenset()


Rule = Callable[[Side, Asked], Iterable[Fault]]


def cells_apart(side: Side, _: Asked) -> Iterator[Fault]:
    """What is read in neighbouring cells stands apart, so that two codes are not read as one."""
    for cells in _rows(ink for ink in side.inks if ink.set).values():
        columns = sorted(cells.values(), key=lambda inks: _hull(inks)[0])
        for left, right in pairwise(columns):
            gap = (_hull(right)[0] - _hull(left)[2]) / PX_PER_MM
            if gap < CELLS - ROUNDING:
                ink = min(right, key=lambda ink: ink.area[0])
                message = f"{_said(right)} stands {max(gap, 0):.1f} mm beside {_said(left)}"
                yield Fault(ink, "cells-too-close", f"{message}; {CELLS:g} mm are needed", SHORTER)


def within_trim(side: Side, _: Asked) -> Iterator[Fault]:
    """What is read or filled in stands away from where the paper is cut, unless it is cut too."""
    for ink in side.inks:
        left, top, right, bottom = ink.area
        edges = (left, top, side.width - right, side.height - bottom)
        least = min(edges) / PX_PER_MM
        if -ROUNDING < least < TRIM - ROUNDING:
            message = f"{_said([ink])} stands {least:.1f} mm from where the paper is cut"
            yield Fault(ink, "near-trim", f"{message}; {TRIM:g} mm are needed", STYLE)


def room_to_write(side: Side, _: Asked) -> Iterator[Fault]:
    """A box takes a digit, and a line a hand."""
    for ink in side.inks:
        left, top, right, bottom = ink.area
        wide, high = (right - left) / PX_PER_MM, (bottom - top) / PX_PER_MM
        kind = ink.place.kinds[:1]
        if kind in (("digit",), ("line",)) and high < LINE - ROUNDING:
            message = f"what is written in is {high:.1f} mm high; {LINE:g} mm are needed"
            yield Fault(ink, "no-room-to-write", message, STYLE)
        elif kind == ("digit",) and wide < DIGIT - ROUNDING:
            message = f"a box for a digit is {wide:.1f} mm wide; {DIGIT:g} mm are needed"
            yield Fault(ink, "no-room-to-write", message, STYLE)


def marks_explained(side: Side, _: Asked) -> Iterator[Fault]:
    """A side on which a mark stands says what it means."""
    marks = [ink for ink in side.inks if _is_mark(ink)]
    known = {_sign(ink) for ink in marks if LEGENDS & _classes(ink)}
    for sign in sorted({_sign(ink) for ink in marks} - known):
        ink = next(ink for ink in marks if _sign(ink) == sign)
        message = f"the mark {sign} stands on a side that does not say what it means"
        yield Fault(ink, "mark-without-key", message, "say it there, in the template")


def says_as_the_others(side: Side, asked: Asked) -> Iterator[Fault]:
    """A side says its language and where to turn, where another one does."""
    lacking = asked.shared.difference(*map(_classes, side.inks)) if side.inks else ()
    for name in sorted(lacking):
        message = f"a side lacks what another has: {name!r}"
        yield Fault(side.inks[0], "bare-side", message, "show it on every side, in the template")


def lines_end_well(side: Side, _: Asked) -> Iterator[Fault]:
    """No line of Chinese or Japanese begins or ends with a sign that belongs to the next one."""
    for above, below in pairwise(_lines(side.inks)):
        first, last = below[0].text.lstrip()[:1], above[-1].text.rstrip()[-1:]
        alike = above[0].place.kinds == below[0].place.kinds
        if alike and above[0].place.cells == below[0].place.cells and _is_wide(above, below):
            if first in NOT_FIRST:
                yield Fault(below[0], "bad-line-end", f"a line begins with {first!r}", OTHERWISE)
            elif last in NOT_LAST:
                yield Fault(above[-1], "bad-line-end", f"a line ends with {last!r}", OTHERWISE)


def _lines(inks: Iterable[Ink]) -> list[list[Ink]]:
    """Return the type of each line, in the order of the document."""
    lines: dict[int, list[Ink]] = {}
    for ink in inks:
        if ink.set and ink.place.line:
            lines.setdefault(ink.place.line, []).append(ink)
    return list(lines.values())


def _is_wide(*lines: Iterable[Ink]) -> bool:
    texts = (ink.text for line in lines for ink in line)
    return any(east_asian_width(char) == "W" for text in texts for char in text)


def steps_aligned(side: Side, _: Asked) -> Iterator[Fault]:
    """The lines of a step begin under one another; a number or a box hangs out before the first."""
    steps: dict[int, list[list[Ink]]] = {}
    for line in _lines(ink for ink in side.inks if ink.place.item and "nth" not in _classes(ink)):
        steps.setdefault(line[0].place.item, []).append(line)
    for first, *others in steps.values():
        for line in (one for one in others if _goes_left(one) == _goes_left(first)):
            off = abs(_start(line) - _start(first)) / PX_PER_MM
            if off > INDENT + _blank(line):
                message = f"the line {_said(line)} begins {off:.2f} mm beside the one above"
                hint = "mend its indent in the style sheet"
                yield Fault(line[0], "step-not-aligned", message, hint)
                break


def large_enough(side: Side, asked: Asked) -> Iterator[Fault]:
    """Nothing is set smaller than the smallest type of the form."""
    small = [ink for ink in side.inks if ink.set and ink.set.size < asked.floor - 0.005]
    for ink in small[:1]:
        assert ink.set
        message = f"{_said([ink])} is set at {ink.set.size:.1f} pt"
        message = f"{message}; {asked.floor:g} pt are the least"
        yield Fault(ink, "below-floor", message, "set it larger in the style sheet")


def rows_level(side: Side, _: Asked) -> Iterator[Fault]:
    """Cells of a row that are set alike stand on one base line, in whatever faces."""
    for cells in _rows(side.inks).values():
        firsts = [next((ink for ink in inks if ink.set), None) for inks in cells.values()]
        for one, other in pairwise(ink for ink in firsts if ink):
            assert one.set
            assert other.set
            off = abs(one.set.baseline - other.set.baseline) / PX_PER_MM
            if one.set.size == other.set.size and BASELINES < off < one.set.size / 8:
                message = f"{_said([other])} stands {off:.2f} mm above or below {_said([one])}"
                yield Fault(other, "uneven-row", message, "align the row in the style sheet")


def codes_aligned(side: Side, _: Asked) -> Iterator[Fault]:
    """Codes of a column begin, or end, under one another, also where a mark stands beside one."""
    columns: dict[tuple[int, int, float], list[Ink]] = {}
    for ink in side.inks:
        if ink.set and ink.place.cells and "code" in ink.place.kinds and not _is_mark(ink):
            cell = ink.place.cells[-1]
            columns.setdefault((cell.table, cell.column, ink.set.size), []).append(ink)
    for inks in columns.values():
        hulls = [_hull(own) for own in _by_row(inks)]
        off = min(max(ends) - min(ends) for ends in ([h[0] for h in hulls], [h[2] for h in hulls]))
        if off / PX_PER_MM > BEARING:
            message = f"the codes of a column, as {_said(inks[:1])}, begin and end anywhere"
            yield Fault(inks[0], "uneven-column", message, "align the column in the style sheet")


def _by_row(inks: Iterable[Ink]) -> Iterable[list[Ink]]:
    rows: dict[int, list[Ink]] = {}
    for ink in inks:
        rows.setdefault(ink.place.cells[-1].row, []).append(ink)
    return rows.values()


def _is_mark(ink: Ink) -> bool:
    return "mark" in ink.place.kinds[:1]


RULES: Final[tuple[Rule, ...]] = (
    cells_apart,
    within_trim,
    room_to_write,
    marks_explained,
    steps_aligned,
    large_enough,
    rows_level,
    codes_aligned,
    says_as_the_others,
    lines_end_well,
)
"""The registry of rules: a new one is a function here, its code, and a fault that a test plants."""


def broken(sides: Sequence[Side], floor: float) -> Iterator[Fault]:
    """Yield what breaks a rule, side by side; `floor` is the smallest type in points."""
    shown = frozenset[str]().union(*(_classes(ink) for side in sides for ink in side.inks))
    asked = Asked(floor, SHARED & shown)
    for side in sides:
        for rule in RULES:
            yield from rule(side, asked)


def _rows(inks: Iterable[Ink]) -> dict[int, dict[int, list[Ink]]]:
    """Return what stands in each cell of each row that has several."""
    rows: dict[int, dict[int, list[Ink]]] = {}
    for ink in inks:
        for cell in ink.place.cells:
            rows.setdefault(cell.row, {}).setdefault(cell.column, []).append(ink)
    return {row: cells for row, cells in rows.items() if len(cells) > 1}


def _hull(inks: Iterable[Ink]) -> Area:
    lefts, tops, rights, bottoms = zip(*(ink.area for ink in inks), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _start(line: Iterable[Ink]) -> float:
    """Return where a line of type begins, from which it goes on to the right or to the left."""
    ends = [(ink.set.left, ink.set.right, ink.place.goes_left) for ink in line if ink.set]
    return max(end[1] for end in ends) if ends[0][2] else min(end[0] for end in ends)


def _goes_left(line: Iterable[Ink]) -> bool:
    """Whether a line begins at its right."""
    return next(iter(line)).place.goes_left


def _blank(line: Iterable[Ink]) -> float:
    """Return by how much a line may seem to begin late, in millimetres.

    Where a line goes to the left, the engine takes the space that ends it from its other side.
    """
    sizes = [ink.set.size for ink in line if ink.set and ink.place.goes_left]
    return max(sizes, default=0.0) * BLANK * MM_PER_PT


def _classes(ink: Ink) -> frozenset[str]:
    return _names(ink.place.kinds)


@lru_cache(maxsize=256)
def _names(kinds: tuple[str, ...]) -> frozenset[str]:
    """Return the single names in some classes."""
    return frozenset(name for kind in kinds for name in kind.split())


def _sign(ink: Ink) -> str:
    """Return the mark that some ink reads, without what keeps it with its word."""
    return "".join(char for char in ink.text if char in SIGNS)


def _said(inks: Sequence[Ink]) -> str:
    """Return what some ink reads, quoted, or that it is drawn."""
    text = " ".join(squeeze(ink.text, spaces=True).strip() for ink in inks if ink.text.strip())
    return repr(text if len(text) <= 40 else f"{text[:40]}…") if text else "what is drawn"
