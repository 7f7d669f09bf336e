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
from dataclasses import dataclass
from itertools import count
from typing import Any, Final
from unicodedata import bidirectional

import pydyf
from weasyprint.formatting_structure import boxes

from vademecum.setting.fences import says
from vademecum.setting.glyphs import characters, space, spaced

MARKS: Final = {"ltr": "\u200e", "rtl": "\u200f"}
"""LEFT-TO-RIGHT MARK and RIGHT-TO-LEFT MARK."""
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
TURNED: Final = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
"""What a sign stands for that is drawn in a text from right to left (UAX #9, L4)."""
FONT: Final = re.compile(rb"/(\S+) \S+ Tf")
SHOWN: Final = re.compile(rb"\[(.*)\] TJ", re.S)
TOKEN: Final = re.compile(r"<([0-9a-f]*)>|([^<>\s]+)")
UNKNOWN: Final = "\0"
SIZE: Final = 6
"""Of the type of marks that belong to a page, and how far they stand from its corner, in pixels."""
NARROW: Final = 1
"""The width of a mark, in per cent of a space."""
BEFORE: Final = 3000
"""How far a mark stands before what it marks, in thousandths of its type: places are rounded."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An operator of a content stream; one that shows text has glyphs and moves, and their font."""

    operator: Any
    font: Any = None
    tokens: tuple[int | str, ...] = ()

    @property
    def characters(self) -> list[str]:
        """What its glyphs stand for, a character each."""
        return [_character(self.font, token) for token in self.tokens if isinstance(token, int)]

    @property
    def begins_without_room(self) -> bool:
        """Whether its first glyph is as dots of a letter are in some faces, drawn onto the next.

        Where a line ends in one, poppler takes the letter for a line of its own.
        """
        glyph = next((token for token in self.tokens if isinstance(token, int)), None)
        return glyph is not None and not self.font.widths[glyph]


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
    shown = list(_shown(stream, stream.stream[start:]))
    if said is None:
        stream.stream[start:] = _marked(shown, _places(shown))
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
            if _kind(char) not in CLEAR:
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
            _mark(stream, font, marks)
            stream.end_text()


def _kind(char: str) -> str:
    return KINDS.get(bidirectional(char), " ")


def _places(shown: Sequence[Shown]) -> set[int]:
    """Return the places, from left to right as it is drawn, where a text must have a mark.

    It stands at an edge that is no letter, and to the left of what poppler takes for numbers: the
    end of a word, or of a sentence.
    """
    texts = [one for one in shown if one.tokens]
    kinds = "".join(_kind(char) for one in texts for char in one.characters)
    numbers = (range(found.start() + 1, found.end()) for found in NUMBER.finditer(kinds))
    between = {place for number in numbers for place in number}
    behind = {n for n in range(1, len(kinds)) if kinds[n] in "ln" and kinds[n - 1] != "r"}
    left = {0} if kinds[:1] != "r" or any(one.begins_without_room for one in texts[:1]) else set()
    right = {len(kinds)} if kinds[-1:] != "r" else set()
    return behind - between | left | right


def _shown(stream: Any, operators: Sequence[Any]) -> Iterator[Shown]:
    fonts, font = {font.hash: font for font in stream._fonts.values()}, None
    for operator in operators:
        data = operator if isinstance(operator, bytes) else b""
        if found := FONT.fullmatch(data):
            font = fonts[found[1].decode()]
        if font is not None and (found := SHOWN.fullmatch(data)):
            yield Shown(operator, font, tuple(_tokens(found[1].decode())))
        else:
            yield Shown(operator)


def _tokens(string: str) -> Iterator[int | str]:
    """Yield the glyphs and the moves of what an operator shows."""
    for codes, move in TOKEN.findall(string):
        yield from (int(codes[place : place + 4], 16) for place in range(0, len(codes), 4))
        if move:
            yield move


def _character(font: Any, glyph: int) -> str:
    own = characters(font).get(glyph) or font.to_unicode.get(glyph)
    return own[0] if own else UNKNOWN


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
            _mark(stream, one.font, MARKS["rtl"])
    found: list[Any] = stream.stream
    return found


def _show(stream: Any, one: Shown, places: Collection[int]) -> None:
    """Show a text with marks at some places in it, and brackets that read what they are."""
    string, glyphs = "", count()
    for token in one.tokens:
        if isinstance(token, str):
            string += f"{token} "
            continue
        turned, marked = TURNED.get(_character(one.font, token)), next(glyphs) in places
        if string and (turned or marked):
            stream.show_text(string)
            string = ""
        if marked:
            _mark(stream, one.font, MARKS["rtl"])
        if turned:
            with _read_as(stream, turned, ""):
                stream.show_text(f"<{token:04x}>")
        else:
            string += f"<{token:04x}>"
    if string:
        stream.show_text(string)


def _framed(shown: Sequence[Shown], said: str) -> list[Any]:
    """Return operators that show signs alone, which poppler is to read as they are said."""
    texts = [place for place, one in enumerate(shown) if one.tokens]
    operators = [one.operator for one in shown]
    if not texts:
        return operators
    first, last, stream = texts[0], texts[-1], pydyf.Stream()
    stream.stream += operators[:first]
    _mark(stream, shown[first].font, MARKS["rtl"])
    with _read_as(stream, f"{MARKS['ltr']}{said}{MARKS['ltr']}", said):
        stream.stream += operators[first : last + 1]
    _mark(stream, shown[last].font, MARKS["rtl"])
    stream.stream += operators[last + 1 :]
    found: list[Any] = stream.stream
    return found


def _mark(stream: Any, font: Any, marks: str) -> None:
    """Add marks of direction to a stream, in a font that is set; what follows stays in place."""
    glyph = space(font)
    if glyph is None:
        return
    stream.stream.append(f"{NARROW} Tz")
    stream.begin_marked_content("Span", _reads(marks))
    stream.show_text(f"{BEFORE}<{glyph:04x}>")
    stream.end_marked_content()
    # A space ends poppler's word: it tears the next one where letters of one word overlap.
    stream.show_text(f"<{glyph:04x}>{2 * font.widths[glyph] - BEFORE}")
    stream.stream.append("100 Tz")


@contextmanager
def _read_as(stream: Any, text: str, closest: str) -> Iterator[None]:
    """Let poppler read a text in what is drawn, and pdfium another, or the glyphs if it is empty.

    poppler asks what spans say; pdfium asks what is said closest to the glyphs.
    """
    stream.begin_marked_content("Span", _reads(text))
    stream.begin_marked_content("Sign", _reads(closest))
    yield
    stream.end_marked_content()
    stream.end_marked_content()


def _reads(text: str) -> Any:
    return pydyf.Dictionary({"ActualText": pydyf.String(text)})
