"""The texts of a drawing set in an edition's type, as outlines.

The engine sets a drawing's texts letter by letter, so that no Arabic or Indic word holds together.
What is read aloud in their place is the picture's own text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, Final
from unicodedata import bidirectional

import uharfbuzz as hb

from vademecum.blocks.image import Image
from vademecum.edition.edition import Edition
from vademecum.setting import fonts
from vademecum.text.faces import WEIGHTS, Face

SVG: Final = "{http://www.w3.org/2000/svg}"
SIZE: Final = 16.0
"""Of type that has no size of its own, in the drawing's units (CSS, font-size: medium)."""
UNITS: Final = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
BOLD: Final = frozenset({"bold", "bolder", "600", "700", "800", "900"})
SHIFTS: Final = {"central": 0.35, "middle": 0.35, "hanging": 0.75, "text-before-edge": 0.75}
"""How far below its point type stands, in ems, by `dominant-baseline`."""
NUMBERS: Final = frozenset({"EN", "AN"})
SEPARATED: Final = frozenset({("ES", "EN"), ("CS", "EN"), ("CS", "AN")})
"""Signs that part two numbers of a kind (UAX #9, W4)."""
PLACED: Final = frozenset({"x", "y", "dx", "dy", "font-size", "font-weight", "text-anchor"})
"""What outlines have no more use for."""


def lettered(image: Image, edition: Edition) -> bytes:
    """Return a drawing with outlines of the edition's type in place of its texts."""
    from lxml import etree

    root = etree.fromstring(image.data)
    faces = fonts.faces(edition)
    for text in list(root.iter(f"{SVG}text")):
        outlines = etree.Element(f"{SVG}g", {k: v for k, v in text.items() if k not in PLACED})
        for piece, path, left in _set(_pieces(text), faces):
            own = {k: v for k, v in piece.element.items() if k not in PLACED}
            own = {} if piece.element is text else own
            place = f"translate({left:.3f} {piece.top:.3f})"
            etree.SubElement(outlines, f"{SVG}path", {**own, "transform": place, "d": path})
        outlines.tail = None
        text.getparent().replace(text, outlines)
    return bytes(etree.tostring(root, encoding="utf-8"))


def sizes(root: Any) -> Iterator[tuple[Any, float]]:
    """Yield the size of each piece of text in a drawing, in its own units, with its element."""
    for text in root.iter(f"{SVG}text"):
        yield from ((piece.element, piece.size) for piece in _pieces(text) if piece.text)


@dataclass(slots=True)
class Piece:
    """Some type of one size and weight; `start` is where it begins, else it follows the last.

    `top` is its base line. Lengths are in the drawing's units.
    """

    text: str
    element: Any
    start: float | None
    shift: float
    top: float
    size: float
    weight: int
    anchor: str
    is_to_left: bool


def _pieces(text: Any) -> list[Piece]:
    """Return the pieces of a text in order, without the space that XML has around them."""
    found: list[Piece] = []
    top = 0.0
    for element, string in _strings(text):
        is_first = not any(piece.element is element for piece in found)
        start = _length(element.get("x"), 0) if is_first and element.get("x") else None
        size = _size(element)
        if is_first and element.get("y"):
            top = _length(element.get("y"), size)
        if is_first:
            top += _length(element.get("dy"), size)
        start = 0.0 if start is None and not found else start
        found.append(
            Piece(
                string,
                element,
                start,
                _length(element.get("dx"), size) if is_first else 0.0,
                top + SHIFTS.get(_inherited(element, "dominant-baseline", ""), 0.0) * size,
                size,
                WEIGHTS[_inherited(element, "font-weight", "") in BOLD],
                _inherited(element, "text-anchor", "start"),
                _inherited(element, "direction", "ltr") == "rtl",
            )
        )
    return _trimmed(found)


def _strings(element: Any) -> Iterator[tuple[Any, str]]:
    """Yield the strings in a text, each with the element whose style it has."""
    yield element, element.text or ""
    for child in element:
        yield from _strings(child)
        yield element, child.tail or ""


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with one space at most between words, and none where a line begins or ends."""
    before = " "
    for piece in pieces:
        before = " " if piece.start is not None else before
        string = re.sub(r"\s+", " ", piece.text)
        piece.text = string.lstrip() if before.endswith(" ") else string
        before = piece.text or before
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        if after is None or after.start is not None:
            piece.text = piece.text.rstrip()
    return [piece for piece in pieces if piece.text or piece.start is not None]


def _inherited(element: Any, key: str, default: str) -> str:
    while element is not None:
        if (value := element.get(key)) not in (None, "inherit"):
            return str(value)
        element = element.getparent()
    return default


def _size(element: Any) -> float:
    """Return the size of an element's type; a share is of what it stands in."""
    above = element.getparent()
    around = _size(above) if above is not None else SIZE
    value = element.get("font-size", "")
    return (_length(value, around) or around) if value else around


def _length(value: str | None, size: float) -> float:
    """Return the first length in a value, in the drawing's units."""
    found = re.match(r"\s*([-+\d.]+(?:[eE][-+]?\d+)?)([a-z%]*)", value or "")
    if found is None:
        return 0.0
    shares = {"em": size, "ex": size / 2, "%": size / 100}
    return float(found[1]) * (shares.get(found[2]) or UNITS.get(found[2], 1))


def _set(pieces: Sequence[Piece], faces: Sequence[Face]) -> Iterator[tuple[Piece, str, float]]:
    """Yield each piece with its outline, and where that begins; lines stand at their anchors."""
    lines: list[list[Piece]] = []
    for piece in pieces:
        if piece.start is not None or not lines:
            lines.append([])
        lines[-1].append(piece)
    for line in lines:
        made = [(piece, *_outline(piece, faces)) for piece in line]
        width = sum(piece.shift + advance for piece, _, advance in made)
        left = (line[0].start or 0.0) - _share(line[0]) * width
        for piece, path, advance in made:
            left += piece.shift
            if path:
                yield piece, path, left
            left += advance


def _share(piece: Piece) -> float:
    """Return which share of a line stands before its anchor."""
    share = {"middle": 0.5, "end": 1.0}.get(piece.anchor, 0.0)
    return 1.0 - share if piece.is_to_left else share


def _outline(piece: Piece, faces: Sequence[Face]) -> tuple[str, float]:
    """Return a piece's outline from its left end, and how far it reaches."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    pen, left = SVGPathPen(None, lambda value: f"{value:.3f}".rstrip("0").rstrip(".")), 0.0
    for level, face, string in _runs(piece.text, piece.is_to_left, faces):
        font = _font(face, piece.weight)
        scale = piece.size / font.face.upem
        buffer = hb.Buffer()
        buffer.add_str(string)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if level % 2 else "ltr"
        hb.shape(font, buffer)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            x, y = left + place.x_offset * scale, -place.y_offset * scale
            font.draw_glyph_with_pen(info.codepoint, TransformPen(pen, (scale, 0, 0, -scale, x, y)))
            left += place.x_advance * scale
    return pen.getCommands(), left


@cache
def _font(face: Face, weight: int) -> hb.Font:
    font = hb.Font(fonts.opened(face.path(weight)))
    font.set_variations({"wght": weight})
    return font


def _runs(text: str, is_to_left: bool, faces: Sequence[Face]) -> Iterator[tuple[int, Face, str]]:
    """Yield the runs of a text from the left to the right: its level, its face, what it says."""
    is_to_left = is_to_left or _first_is_to_left(text)
    signs = zip(_levels(text, 1 if is_to_left else 0), _faces(text, faces), text, strict=True)
    runs = [
        (level, face, "".join(sign for _, _, sign in group))
        for (level, face), group in groupby(signs, key=lambda sign: sign[:2])
    ]
    yield from _ordered(runs)


def _first_is_to_left(text: str) -> bool:
    """Whether the first letter runs from right to left (UAX #9, P2)."""
    kinds = (bidirectional(char) for char in text)
    return next((kind in ("R", "AL") for kind in kinds if kind in ("L", "R", "AL")), False)


def _levels(text: str, base: int) -> list[int]:
    """Return the level of each character; a drawing's labels have no levels inside levels.

    What is neutral takes the side of both its neighbours, or else that of the line; numbers count
    as right to left (UAX #9, N1, N2, I1, I2).
    """
    kinds = _kinds(text, base)
    outer = "R" if base else "L"
    sides = ["R" if kind in NUMBERS else kind if kind in ("L", "R") else "" for kind in kinds]
    for start, side in enumerate(sides):
        if not side:
            before = sides[start - 1] if start else outer
            after = next(filter(None, sides[start:]), outer)
            sides[start] = before if before == after else outer
    levels = {"L": 2 * base, "R": 1}
    return [2 if kind in NUMBERS else levels[side] for kind, side in zip(kinds, sides, strict=True)]


def _kinds(text: str, base: int) -> list[str]:
    """Return what each character is: L or R, EN or AN in a number, or neutral (UAX #9, W2 to W7).

    A sign inside a number is of it, and so is one beside it that says what the number counts.
    """
    kinds, last = [bidirectional(char) for char in text], "R" if base else "L"
    strong: list[str] = []
    for place, kind in enumerate(kinds):
        last = kind if kind in ("L", "R", "AL") else last
        strong.append(last)
        kinds[place] = "AN" if (kind, last) == ("EN", "AL") else "R" if kind == "AL" else kind
    for place, kind in enumerate(kinds):
        before, after = kinds[place - 1 : place], kinds[place + 1 : place + 2]
        if before == after and (kind, *before) in SEPARATED:
            kinds[place] = before[0]
    for place, kind in enumerate(kinds):
        if kind == "ET" and "EN" in (*kinds[place - 1 : place], *kinds[place + 1 : place + 2]):
            kinds[place] = "EN"
    return ["L" if pair == ("EN", "L") else pair[0] for pair in zip(kinds, strong, strict=True)]


def _faces(text: str, faces: Sequence[Face]) -> Iterator[Face]:
    """Yield the first face that has each character; a space stays with what stands before."""
    last = faces[0]
    for char in text:
        if not char.isspace():
            last = next((face for face in faces if char in fonts.characters_of(face)), faces[0])
        yield last


def _ordered(runs: Iterable[tuple[int, Face, str]]) -> list[tuple[int, Face, str]]:
    """Return runs in the order in which they stand on the line (UAX #9, L2)."""
    found = list(runs)
    for level in range(max((run[0] for run in found), default=0), 0, -1):
        ordered: list[tuple[int, Face, str]] = []
        for is_in, group in groupby(found, key=lambda run: run[0] >= level):
            signs = list(group)
            ordered += reversed(signs) if is_in else signs
        found = ordered
    return found
