"""What a content stream shows, and how it lets viewers read something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import pydyf

from vademecum.setting.glyphs import characters, space

MARKS: Final = {"ltr": "\u200e", "rtl": "\u200f"}
"""LEFT-TO-RIGHT MARK and RIGHT-TO-LEFT MARK."""
TURNED: Final = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
"""What a sign stands for that is drawn in a text from right to left (UAX #9, L4)."""
FONT: Final = re.compile(rb"/(\S+) (\S+) Tf")
RISE: Final = re.compile(rb"(\S+) Ts")
SHOWN: Final = re.compile(rb"\[(.*)\] TJ", re.S)
TOKEN: Final = re.compile(r"<([0-9a-f]*)>|([^<>\s]+)")
UNKNOWN: Final = "\0"
NARROW: Final = 1
"""The width of a mark, in per cent of a space."""
BEFORE: Final = 3000
"""How far a mark stands before what it marks, in thousandths of its type: places are rounded."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An operator of a content stream; one that shows text has glyphs and moves, and their type."""

    operator: Any
    font: Any = None
    size: float = 0.0
    rise: float = 0.0
    tokens: tuple[int | str, ...] = ()

    @property
    def characters(self) -> list[str]:
        """What its glyphs stand for, a character each."""
        return [character(self.font, token) for token in self.tokens if isinstance(token, int)]

    @property
    def begins_without_room(self) -> bool:
        """Whether its first glyph is as dots of a letter are in some faces, drawn onto the next.

        Where a line ends in one, poppler takes the letter for a line of its own.
        """
        glyph = next((token for token in self.tokens if isinstance(token, int)), None)
        return glyph is not None and not self.font.widths[glyph]


def operators(stream: Any, drawn: Sequence[Any]) -> Iterator[Shown]:
    """Yield operators that were drawn to a stream, with what they show."""
    fonts, font, size, rise = {font.hash: font for font in stream._fonts.values()}, None, 0.0, 0.0
    for operator in drawn:
        data = operator if isinstance(operator, bytes) else b""
        if found := FONT.fullmatch(data):
            font, size = fonts[found[1].decode()], float(found[2])
        elif found := RISE.fullmatch(data):
            rise = float(found[1])
        if font is not None and (found := SHOWN.fullmatch(data)):
            yield Shown(operator, font, size, rise, tuple(_tokens(found[1].decode())))
        else:
            yield Shown(operator)


def _tokens(string: str) -> Iterator[int | str]:
    """Yield the glyphs and the moves of what an operator shows."""
    for codes, move in TOKEN.findall(string):
        yield from (int(codes[place : place + 4], 16) for place in range(0, len(codes), 4))
        if move:
            yield move


def character(font: Any, glyph: int) -> str:
    """Return what a glyph stands for, one character."""
    own = characters(font).get(glyph) or font.to_unicode.get(glyph)
    return own[0] if own else UNKNOWN


def mark(stream: Any, font: Any, marks: str) -> None:
    """Add marks of direction to a stream, in a font that is set; what follows stays in place."""
    glyph = space(font)
    if glyph is None:
        return
    stream.stream.append(f"{NARROW} Tz")
    stream.begin_marked_content("Span", reads(marks))
    stream.show_text(f"{BEFORE}<{glyph:04x}>")
    stream.end_marked_content()
    # A space ends poppler's word: it tears the next one where letters of one word overlap.
    stream.show_text(f"<{glyph:04x}>{2 * font.widths[glyph] - BEFORE}")
    stream.stream.append("100 Tz")


@contextmanager
def read_as(stream: Any, text: str, closest: str) -> Iterator[None]:
    """Let poppler read a text in what is drawn, and pdfium another, or the glyphs if it is empty.

    poppler asks what spans say; pdfium asks what is said closest to the glyphs.
    """
    with said(stream, "Span", text), said(stream, "Sign", closest):
        yield


@contextmanager
def said(stream: Any, tag: str, text: str) -> Iterator[None]:
    """Draw what says a text (ISO 32000-2, 14.9.4)."""
    stream.begin_marked_content(tag, reads(text))
    yield
    stream.end_marked_content()


def reads(text: str) -> Any:
    """Return the properties of marked content that reads as a text."""
    return pydyf.Dictionary({"ActualText": pydyf.String(text)})
