"""Colours that can be read: how much two must differ, and the nearest one that does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

Colour: TypeAlias = Any
"""A colour of coloraide, which is slow to import, and needed only where colours are worked out."""
Against: TypeAlias = tuple[str, float]
"""Another colour, as #rrggbb, and the contrast that there must be to it."""
WORDS: Final = 7.0
"""The contrast that words and headings must have on their ground (WCAG 2.2, 1.4.6)."""
READ: Final = 4.5
"""The contrast of all else that is read (WCAG 2.2, 1.4.3)."""


def colour(text: str) -> Colour:
    """Return a colour that is written as #rrggbb."""
    from coloraide import Color

    return Color(text)


def written(one: Colour) -> str:
    """Return a colour as #rrggbb, the nearest that a screen shows."""
    return str(one.convert("srgb").fit().to_string(hex=True))


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours (WCAG 2.2)."""
    return float(one.contrast(other, method="wcag21"))


def nearest(text: str, end: float, others: Iterable[Against], step: float) -> str | None:
    """Return the colour itself, or moved by steps of L* towards an end, 0 or 100, that can be read.

    Its hue and chroma stay. It is None where even the end differs too little from others.
    """
    against = [(colour(other), needed) for other, needed in others]
    found = colour(text).convert("lch-d65")
    while True:
        shown = colour(written(found))
        if all(contrast(shown, other) >= needed for other, needed in against):
            return written(found)
        if found["lightness"] == end:
            return None
        found["lightness"] += max(-step, min(step, end - found["lightness"]))
