"""Marks of direction for viewers that put a line in order by its letters (poppler: Evince, Okular).

poppler takes a page to run as most of its letters do, and a line for stretches of letters that run
alike. What stands between them it gives to one of the two by tables of its own: a full stop, a
comma and a colon run as numbers do, other signs as the page. So signs change places with words.

A mark of direction beside a sign says where it belongs (UAX #9, 2.6). It is the ActualText of a
space without room, which pdfium passes over. Brackets that are turned round say what they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any, Final
from unicodedata import bidirectional

import pydyf
from weasyprint.formatting_structure import boxes

from vademecum.setting.glyphs import spaced
from vademecum.setting.showing import MARKS, TURNED, Shown, character, mark, operators, read_as
from vademecum.setting.sides import says

KINDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("R", "AL", "NSM"), "r"),
    **dict.fromkeys(("L", "EN", "AN"), "l"),
    **dict.fromkeys(("ES", "ET", "CS"), "n"),
}
"""What poppler makes of a bidirectional class: letters from right to left, letters and numbers from
left to right, signs that it takes for numbers. All others are neither."""
CLEAR: Final = "ln"
"""The kinds that need no mark at the edge of a text from left to right."""
NUMBER: Final = re.compile("l(?:n?l)*")
SIZE: Final = 6
"""Of the type of marks that belong to a page, and how far they stand from its corner, in pixels."""


def surplus(page: Any) -> int | None:
    """Return how many marks make a page run as its edition does, from right to left.

    It is None where nothing on the page runs so, and 0 where enough does, or the edition does not.
    """
    within = page.descendants(placeholders=True)
    texts = [str(box.text) for box in within if isinstance(box, boxes.TextBox)]
    kinds = Counter(bidirectional(char) for text in texts for char in text)
    right = kinds["R"] + kinds["AL"]
    if not right:
        return None
    if page.children[0].style["direction"] == "ltr":
        return 0
    # Each text may have a mark at both its ends.
    return max(kinds["L"] + 2 * len(texts) - right, 0)


@contextmanager
def reading(stream: Any, box: Any, said: str | None) -> Iterator[None]:
    """Draw a box so that it is read as it runs; its marked content may say what it reads."""
    start = len(stream.stream)
    yield
    if not _is_text(box) or _surplus(stream) is None or box.style["direction"] == "ltr":
        return
    shown = list(operators(stream, stream.stream[start:]))
    if said is None:
        stream.stream[start:] = _marked(shown, _edged(shown))
    elif says(box):
        stream.stream[start:] = _framed(shown, said)


def mark_edges(stream: Any, box: Any) -> None:
    """Mark the edges of a text from left to right that was drawn; add what its page lacks."""
    if not _is_text(box) or _surplus(stream) is None:
        return
    if stream.surplus:
        _draw(stream, MARKS["rtl"] * stream.surplus, SIZE, SIZE, SIZE)
        stream.surplus = 0
    if box.style["direction"] == "ltr":
        bottom, size = box.position_y + box.baseline, box.style["font_size"]
        for char, x in ((box.text[0], 0), (box.text[-1], box.width)):
            if kind(char) not in CLEAR:
                _draw(stream, MARKS["ltr"], size, box.position_x + x, bottom)


def _is_text(box: Any) -> bool:
    """Whether a box is drawn as text."""
    shown = isinstance(box, boxes.TextBox) and box.style["visibility"] == "visible"
    return shown and bool(box.text.strip())


def _surplus(stream: Any) -> int | None:
    found: int | None = getattr(stream, "surplus", None)
    return found


def _draw(stream: Any, marks: str, size: float, x: float, y: float) -> None:
    """Draw marks of direction at a place on the page, as no part of what it says."""
    if (font := spaced(stream)) is not None:
        with stream.artifact():
            stream.begin_text()
            stream.set_font_size(font.hash, size)
            stream.set_text_matrix(1, 0, 0, -1, x, y)
            mark(stream, font, marks)
            stream.end_text()


def kind(char: str) -> str:
    """Return what poppler takes a character for, as one of `KINDS`."""
    return KINDS.get(bidirectional(char), " ")


def places(characters: str) -> set[int]:
    """Return the places, from left to right as a text is drawn, where it must have a mark.

    It stands at an edge that is no letter, and to the left of what poppler takes for numbers: the
    end of a word, or of a sentence.
    """
    kinds = "".join(map(kind, characters))
    numbers = (range(found.start() + 1, found.end()) for found in NUMBER.finditer(kinds))
    between = {place for number in numbers for place in number}
    behind = {n for n in range(1, len(kinds)) if kinds[n] in "ln" and kinds[n - 1] != "r"}
    left = {0} if kinds[:1] != "r" else set()
    right = {len(kinds)} if kinds[-1:] != "r" else set()
    return behind - between | left | right


def _edged(shown: Sequence[Shown]) -> set[int]:
    """Return where what is shown must have a mark; also before a glyph that takes no room."""
    texts = [one for one in shown if one.tokens]
    left = {0} if any(one.begins_without_room for one in texts[:1]) else set()
    return places("".join(char for one in texts for char in one.characters)) | left


def _marked(shown: Sequence[Shown], places: Collection[int]) -> list[Any]:
    """Return operators with marks of direction at some places in what they show."""
    stream, place = pydyf.Stream(), 0
    last = sum(len(one.characters) for one in shown)
    for one in shown:
        if not one.tokens:
            stream.stream.append(one.operator)
            continue
        _show(stream, one, {at - place for at in places})
        place += len(one.characters)
        if place == last and last in places:
            mark(stream, one.font, MARKS["rtl"])
    found: list[Any] = stream.stream
    return found


def _show(stream: Any, one: Shown, places: Collection[int]) -> None:
    """Show a text with marks at some places in it, and brackets that read what they are."""
    string, glyphs = "", count()
    for token in one.tokens:
        if isinstance(token, str):
            string += f"{token} "
            continue
        turned, marked = TURNED.get(character(one.font, token)), next(glyphs) in places
        if string and (turned or marked):
            stream.show_text(string)
            string = ""
        if marked:
            mark(stream, one.font, MARKS["rtl"])
        if turned:
            with read_as(stream, turned, ""):
                stream.show_text(f"<{token:04x}>")
        else:
            string += f"<{token:04x}>"
    if string:
        stream.show_text(string)


def _framed(shown: Sequence[Shown], said: str) -> list[Any]:
    """Return operators that show signs alone, which poppler is to read as they are said."""
    texts = [place for place, one in enumerate(shown) if one.tokens]
    found: list[Any] = [one.operator for one in shown]
    if not texts:
        return found
    first, last, stream = texts[0], texts[-1], pydyf.Stream()
    stream.stream += found[:first]
    mark(stream, shown[first].font, MARKS["rtl"])
    with read_as(stream, f"{MARKS['ltr']}{said}{MARKS['ltr']}", said):
        stream.stream += found[first : last + 1]
    mark(stream, shown[last].font, MARKS["rtl"])
    stream.stream += found[last + 1 :]
    return list(stream.stream)
