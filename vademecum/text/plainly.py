"""Printed values in characters that a reader could type."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import bidirectional, category

SPACES: Final = {ord(space): " " for space in "\u00a0\u2009\u202f"}
MARKS: Final = dict.fromkeys(map(ord, "\u061c\u200e\u200f"))
STACKED: Final = 3
"""As many marks stand on a letter in the scripts that have the most."""
JOINERS: Final = re.compile(
    r"(?<=[^\W\d_])[\u200c\u200d](?=[^\W\d_])|(?<=[\u094d\u0d4d])[\u200c\u200d]"
)
"""Joiners where they shape letters, as in Persian and Hindi."""


def plainly(text: str) -> str:
    """Return a printed value without marks of direction, its spaces plain ones.

    The value stands as one isolate that does not break, so it needs neither.
    """
    return text.translate(SPACES).translate(MARKS)


def oddity(text: str) -> str | None:
    """Return what nobody sees or types in a text, or None."""
    if text != text.strip():
        return "begins or ends with a space"
    if not any(char.isalnum() for char in text):
        return "has neither letter nor digit"
    stacked = 0
    for char in JOINERS.sub("", text):
        kind = category(char)
        if kind.startswith("C") or (kind.startswith("Z") and char != " "):
            return f"holds the character U+{ord(char):04X}, which nobody sees"
        stacked = stacked + 1 if kind.startswith("M") else 0
        if stacked > STACKED:
            return f"has more than {STACKED} marks on one letter"
    return "begins with a mark on no letter" if category(text[0]) == "Mn" else None


def is_rtl(text: str) -> bool:
    """Whether a text has letters that are written from right to left."""
    return any(bidirectional(char) in ("R", "AL") for char in text)
