"""What does not fit a product even at its smallest type: the thing itself, and what would help."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final

from vademecum.blocks.block import Composed
from vademecum.edition import edition as editions
from vademecum.edition.edition import Edition
from vademecum.problems.problem import Problem
from vademecum.setting import hyphens
from vademecum.setting.layout import Layout, Line, squeeze
from vademecum.setting.placing import Placing
from vademecum.setting.pressing import pressing
from vademecum.setting.stacks import CELLS
from vademecum.text.runs import Text
from vademecum.text.ties import UNBREAKING

TOLERANCE: Final = 0.1
"""How far type may stand out of its cell or its page, in millimetres."""
SHOWN: Final = 40
"""How much of a string is quoted, in characters."""
OTHERS: Final = 3
"""How many more long strings a hint names."""
AROUND: Final = 1.5
"""How many times its height a line of type takes, with what stands free around it."""
ROOMY: Final = 0.5
"""The share of a panel that must be free for others to hear of it, where that is not enough."""


@dataclass(frozen=True, slots=True)
class Floor:
    """A product at its smallest type of `size` points, on paper of its width and without end.

    A panel has one page of the `layout`, and on its own paper the height `room`; `panels` are the
    texts of each, and `template` is the file to blame for what is none of theirs.
    """

    layout: Layout
    room: float
    size: float
    panels: Mapping[str, Sequence[Text]]
    template: str

    def excess(self) -> Mapping[str, float]:
        """Return by how much each panel is longer than its room; what is below 0 is left."""
        pages = range(len(self.layout))
        return {
            panel: self.layout.used(page) - self.room
            for panel, page in zip(self.panels, pages, strict=False)
        }

    def placing(self) -> Placing:
        """Return which text stands where."""
        return Placing(self.layout, (text for texts in self.panels.values() for text in texts))


def partable(floor: Floor) -> frozenset[str]:
    """Return the words that may be parted where words stand out of their cells."""
    placing, found = floor.placing(), frozenset[str]()
    for line in _widest(floor, placing):
        if text := placing.of(line):
            found |= {word for word in hyphens.words(text) if word in line.text}
    return found


def _widest(floor: Floor, placing: Placing) -> Collection[Line]:
    """Return the widest line of each text, and of each table, that stands out of its cell."""
    widest = dict[object, Line]()
    for line in floor.layout.lines:
        if line.excess > TOLERANCE:
            culprit = line.table or placing.of(line)
            other = widest.setdefault(culprit, line)
            widest[culprit] = max(other, line, key=lambda one: one.right - one.left)
    return widest.values()


def found(floor: Floor, edition: Edition, blocks: Sequence[Composed]) -> Iterator[Problem]:
    """Yield a Problem for each thing that is too wide, and for each panel that is too long."""
    yield from _too_wide(floor, edition, blocks)
    taken = _taken_by_wide(floor)
    for page, (panel, too_much) in enumerate(floor.excess().items()):
        if too_much > taken[page]:
            lines = pressing(floor.layout, page, too_much)
            message = f"its {panel} is {too_much:.1f} mm too long at {floor.size} pt"
            yield _too_long(floor, lines, message, _elsewhere(floor, too_much))


def _taken_by_wide(floor: Floor) -> Mapping[int, float]:
    """Return the height that what is too wide takes of each page, which may be all it lacks.

    In a table it makes the other columns narrow, so that they are higher than they would be.
    """
    placing, taken = floor.placing(), defaultdict[int, float](float)
    widest = _widest(floor, placing)
    wide = {(None, placing.of(line)) for line in widest} | {(line.table, None) for line in widest}
    for line in floor.layout.lines if widest else ():
        if wide & {(line.table, None), (None, placing.of(line))} - {(None, None)}:
            taken[line.page] += (line.bottom - line.top) * AROUND
    return taken


def _elsewhere(floor: Floor, too_much: float) -> str:
    """Return what to do with blocks for which a panel has no room."""
    excess, fewer = floor.excess(), "show fewer blocks"
    roomy = min(excess, key=lambda name: excess[name])
    left = -excess[roomy]
    if left < min(too_much, ROOMY * floor.room):
        return fewer
    move = f"move a block to its {roomy}, which has {left:.0f} mm left"
    return move if left >= too_much else f"{move}, and {fewer}"


def too_many_pages(floor: Floor, pages: int, budget: int) -> Problem:
    """Return the Problem of a product whose panels fit, and which takes too many pages still."""
    page = max(range(len(floor.layout)), key=floor.layout.used)
    lines = pressing(floor.layout, page, floor.layout.used(page) - floor.room)
    message = f"takes {pages} pages, not {budget},"
    return _too_long(floor, lines, f"{message} at {floor.size} pt", "show fewer blocks")


def far_too_long(begun: Floor) -> Problem:
    """Return the Problem of a product that is so long that it was laid out in part only."""
    layout, texts = begun.layout, (text for texts in begun.panels.values() for text in texts)
    share = len(layout.text) / max(sum(len(squeeze(str(text))) for text in texts), 1)
    message = f"would take about {len(layout) / min(share, 1):.0f} pages at {begun.size} pt"
    longest = max(range(len(begun.panels)), key=layout.height)
    lines = [line for line in layout.lines if line.panel == longest]
    panel = list(begun.panels)[longest]
    return _too_long(begun, lines, f"{message}, most for its {panel}", "show fewer blocks")


def _too_long(floor: Floor, lines: Iterable[Line], message: str, other: str) -> Problem:
    """Return the Problem of the string that takes most of some lines."""
    placing = floor.placing()
    shown = Counter(text for line in lines if (text := placing.of(line)))
    longest = sorted(shown, key=lambda text: (-shown[text], -len(str(text)), text.file, text.line))
    first, *others = longest[: 1 + OTHERS] or [Text((), file=floor.template)]
    places = ", ".join(f"{text.file.rsplit('/', 1)[-1]}:{text.line}" for text in others)
    message = f"{message}; the longest in it is {_quoted(first)}"
    ways = [f"shorten it ({len(str(first))} characters)", f"others ({places})" if places else ""]
    hint = ", ".join(filter(None, [*ways, f"or {other}"]))
    return Problem(first.file, first.line, first.column, "does-not-fit", message, hint)


def _too_wide(floor: Floor, edition: Edition, blocks: Sequence[Composed]) -> Iterator[Problem]:
    if any(line.comb_excess > TOLERANCE for line in floor.layout.lines):
        yield _too_wide_comb(floor, blocks)
    placing = floor.placing()
    for line in _widest(floor, placing):
        yield _too_wide_line(line, floor, placing.of(line), edition)


def _too_wide_line(line: Line, floor: Floor, text: Text | None, edition: Edition) -> Problem:
    """Return the Problem of a line that stands out of its cell, or is the widest of its table."""
    much = f"{line.excess:.1f} mm too wide at {floor.size} pt"
    if text is None:
        message = f"{line.text.strip()[:SHOWN]!r} is {much}"
        return Problem(floor.template, 0, 0, "does-not-fit", message, "make it less")
    quoted, hint = _quoted(text), "shorten it"
    word = max(hyphens.words(text), key=lambda word: (word in line.text, len(word)), default="")
    if word and hyphens.parted(word, _language(text, edition)) is None:
        hint += f", or put a soft hyphen, U+00AD, where {word!r} may be parted"
    if line.table is None or line.tag not in CELLS:
        message = f"{quoted} is {much} for its place"
    else:
        message = f"the table around it is {much}; the widest in it is {quoted}"
        hint += ", or give the table fewer columns or more width"
    return Problem(text.file, text.line, text.column, "does-not-fit", message, hint)


def _language(text: Text, edition: Edition) -> str:
    place = edition.place
    return place.tag if place and text.source == "phrases" else edition.language.tag


def _quoted(text: Text) -> str:
    whole = str(text).replace(UNBREAKING, " ")
    return repr(whole if len(whole) <= SHOWN else f"{whole[:SHOWN]}…")


def _too_wide_comb(floor: Floor, blocks: Iterable[Composed]) -> Problem:
    """Return the Problem of the block with the longest comb; no type is small enough for it."""
    block = max(blocks, key=lambda block: max(_combs(block), default=0))
    text = next(editions.texts(block))
    wide = max(line.comb_excess for line in floor.layout.lines)
    message = f"a comb of the block {block.id!r} is {wide:.1f} mm too wide at any size"
    hint = f"a digit takes 4 mm: give {block.id!r} more width, or its comb fewer digits"
    return Problem(text.file, text.line, text.column, "does-not-fit", message, hint)


def _combs(value: Any) -> Iterator[int]:
    """Yield how many digits each comb in a value has."""
    if isinstance(value, tuple):
        for child in value:
            yield from _combs(child)
    elif is_dataclass(value):
        comb = getattr(value, "comb", None)
        if comb is not None:
            yield sum(comb.groups)
        for field in fields(value):
            yield from _combs(getattr(value, field.name))
