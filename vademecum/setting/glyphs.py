"""What the glyphs of a document's type stand for, and those that are drawn for a character."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from unicodedata import category

import uharfbuzz as hb

COMBINING: Final = frozenset({"Mn", "Me"})
"""The categories of marks above or below a letter."""
NON_JOINER: Final = "\u200c"
"""Stands behind a letter that is not joined to the next, and is drawn as nothing."""
TYPED: Final = {0x00A0: " ", 0x2060: None, 0x200B: None, 0x00AD: None}
"""What a reader types, who looks for words that are kept together or may be parted on the page."""


def is_marks(text: str) -> bool:
    """Whether a text is nothing but marks of a letter, above, below or behind it."""
    return bool(text) and all(map(_is_mark, text))


def has_marks(text: str) -> bool:
    """Whether a text has marks of a letter, above, below or behind it."""
    return any(map(_is_mark, text))


def _is_mark(char: str) -> bool:
    return category(char) in COMBINING or char == NON_JOINER


def characters(font: Any) -> Mapping[int, list[str]]:
    """Return the characters for which a font has a glyph, by the glyph, the lowest first."""
    if not hasattr(font, "characters"):
        face = hb.Face(hb.Blob(font.file_content), font.index)
        plain, font.characters = hb.Font(face), dict[int, list[str]]()
        for code in sorted(face.unicodes):
            font.characters.setdefault(plain.get_nominal_glyph(code), []).append(chr(code))
    found: Mapping[int, list[str]] = font.characters
    return found


def meaning(font: Any, glyph: int) -> str:
    """Return what a glyph reads as wherever it is drawn: a character of its own, if it has one.

    The engine gives a glyph what it was first seen in: of a letter and its mark one takes both, and
    the other is left without a character wherever it stands (WeasyPrint issue 2841).
    """
    text, own = str(font.to_unicode.get(glyph, "")), characters(font).get(glyph, ())
    return text if text in own or not own else own[0]


def unsaid(font: Any) -> set[int]:
    """Return glyphs of a font that were drawn and may stand for nothing."""
    if not hasattr(font, "unsaid"):
        font.unsaid = set[int]()
    found: set[int] = font.unsaid
    return found


def nominal(font: Any, char: str) -> int | None:
    """Return the glyph of a character that stands alone, which is then in the PDF, or None."""
    type = hb.Font(hb.Face(hb.Blob(font.file_content), font.index))
    glyph = type.get_nominal_glyph(ord(char))
    if glyph and glyph not in font.to_unicode:
        font.to_unicode[glyph] = char
        font.widths[glyph] = round(type.get_glyph_h_advance(glyph) * 1000 / type.face.upem)
    return int(glyph) if glyph else None


def space(font: Any) -> int | None:
    """Return the glyph of a font's space, which is then in the PDF, or None."""
    for drawn, text in font.to_unicode.items():
        if text in (" ", "\u00a0"):
            return int(drawn)
    return nominal(font, " ")


def spaced(stream: Any) -> Any:
    """Return the first font of a stream that has a space, or None."""
    return next((font for font in stream._fonts.values() if space(font)), None)
