"""How boxes of text run, what viewers tear of them, and which of a line they read together.

pdfium takes a line apart into stretches of letters from right to left, of letters from left to
right, of figures with the signs among them, and of all else. Where more stretches of letters run
from right to left than the other way it turns the stretches round, and in each the letters from
right to left, with all else behind these. Where that is what is written, no fence parts a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count, groupby
from typing import Any, Final, Literal
from unicodedata import bidirectional

from weasyprint.formatting_structure import boxes

from vademecum.setting.boxtree import within
from vademecum.setting.glyphs import TYPED, has_marks
from vademecum.setting.showing import TURNED, UNKNOWN
from vademecum.text.isolation import RIGHT

STRETCHES: Final[Mapping[str, str]] = {
    "L": "left",
    **dict.fromkeys(RIGHT, "right"),
    **dict.fromkeys(("AN", "BN", "CS", "EN", "ES", "ET", "NSM"), "weak"),
}
"""What pdfium makes of a bidirectional class; all others are neither."""
WEAK: Final[Mapping[str, str]] = {
    **dict.fromkeys(("AN", "EN"), "0"),
    **dict.fromkeys(("CS", "ES"), "."),
    "ET": "%",
}
"""Figures and signs that pdfium never turns round."""
NUMBER: Final = re.compile(r"%*0+(?:\.0+)*%*")
"""What runs from left to right wherever it stands (UAX #9, W4 and W5)."""
NEITHER: Final = "neither"
Side = Literal["left to right", "right to left", "with marks", "without letters"]
Groups = Mapping[Any, int]
"""Boxes of text, each with the number of its group."""


def side_of(box: Any) -> Side:
    """Return how a box of text runs."""
    if box.style["direction"] == "ltr":
        return "left to right"
    if not RIGHT.intersection(map(bidirectional, box.text)):
        return "without letters"
    return "with marks" if has_marks(box.text) else "right to left"


def says(box: Any) -> str | None:
    """Return what a box reads, if no viewer can tell it from its type, or else None.

    Signs and ranges of numbers follow each other from right to left in a right-to-left text. Where
    they stand without letters, a viewer takes them to run from left to right.
    """
    signs = sum(not char.isspace() for char in box.text)
    return str(box.text) if signs > 1 and side_of(box) == "without letters" else None


def is_torn(box: Any) -> bool:
    """Whether viewers do not read a text from right to left that stands on one line alone.

    They tear marks from their letters, and put a sign before the figures that it follows.
    """
    if box.style["direction"] == "ltr" or side_of(box) == "without letters":
        return False
    runs = _runs(_typed(box))
    return has_marks(box.text) or any(weak and _turns("".join(run)) for weak, run in runs)


def _turns(signs: str) -> bool:
    """Whether figures and signs beside each other do not stand as they are written."""
    kinds = "".join(WEAK[bidirectional(char)] for char in signs)
    return len({*signs}) > 1 and not NUMBER.fullmatch(kinds)


def unparted(page: Any) -> Groups:
    """Return the boxes on a page's lines of both directions that need no fence between them."""
    lines = (box for box in within(page) if isinstance(box, boxes.LineBox))
    numbers, found = count(), dict[Any, int]()
    for line in lines:
        texts = [box for box in within(line) if isinstance(box, boxes.TextBox) and box.text]
        if line.style["direction"] == "rtl" and _is_mixed(texts):
            for group in _groups(texts):
                found.update(dict.fromkeys(group, next(numbers)))
    return found


def _is_mixed(texts: Sequence[Any]) -> bool:
    return len({box.style["direction"] for box in texts}) > 1


def _groups(texts: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield boxes that are read one after the other, as many as can be, at least two."""
    start = 0
    while start < len(texts):
        ends = range(len(texts), start + 1, -1)
        end = next((end for end in ends if _is_read(texts[start:end])), start + 1)
        if end > start + 1:
            yield texts[start:end]
        start = end


def _is_read(texts: Sequence[Any]) -> bool:
    """Whether pdfium reads boxes on a line one after the other."""
    if len({round(box.position_y + box.baseline, 2) for box in texts}) > 1:
        return False
    drawn = sorted(texts, key=lambda box: float(box.position_x))
    if drawn != [*reversed(texts)] or any(has_marks(box.text) for box in texts):
        return False
    line = "".join(map(_drawn, drawn))
    return UNKNOWN not in line and read(line) == "".join(map(_typed, texts))


def _typed(box: Any) -> str:
    return str(box.text).translate(TYPED)


def _drawn(box: Any) -> str:
    """Return what a box shows, from left to right, or what is not known."""
    text = _typed(box)
    if box.style["direction"] == "ltr":
        return text
    if says(box) or is_torn(box) or "L" in map(bidirectional, text):
        return UNKNOWN
    runs = reversed([(weak, "".join(run)) for weak, run in _runs(text)])
    return "".join(run if weak else _round(run) for weak, run in runs)


def _runs(text: str) -> Iterator[tuple[bool, Iterator[str]]]:
    """Yield the runs of figures and signs that are not turned round, and those between them."""
    return groupby(text, lambda char: bidirectional(char) in WEAK)


def read(line: str) -> str:
    """Return what pdfium reads of a line that shows some letters and signs from left to right."""
    stretches = [(kind, "".join(found)) for kind, found in groupby(line, _stretch)]
    kinds = [kind for kind, _ in stretches]
    turns = kinds.count("right") > kinds.count("left")
    return "".join(_ordered(reversed(stretches) if turns else stretches, turns))


def _ordered(stretches: Any, turns: bool) -> Iterator[str]:
    for kind, text in stretches:
        turns = {"right": True, "left": False}.get(kind, turns)
        yield _round(text) if kind == "right" or (kind == NEITHER and turns) else text


def _stretch(char: str) -> str:
    return STRETCHES.get(bidirectional(char), NEITHER)


def _round(text: str) -> str:
    """Return a text in the other direction, with its brackets."""
    return "".join(TURNED.get(char, char) for char in reversed(text))
