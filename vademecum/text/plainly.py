"""Printed values in characters that a reader could type."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import bidirectional, category, combining, normalize

SPACES: Final = {ord(space): " " for space in "\u00a0\u2009\u202f"}
MARKS: Final = dict.fromkeys(map(ord, "\u061c\u200e\u200f"))
ACCENTS: Final = 3
"""As many stand on a letter, above or below, in the scripts that have the most."""
MARKS_ON_ONE: Final = 6
"""As many marks of any sort belong to a letter, as vowels and second consonants do in Burmese."""
BLANK: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks that show nothing (Default_Ignorable_Code_Point), and blank Braille."""
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
    if "  " in text:
        return "has two spaces together, which are printed as one"
    if not any(char.isalnum() for char in text):
        return "has neither letter nor digit"
    for char in JOINERS.sub("", text):
        kind = category(char)
        blank = kind.startswith("C") or (kind.startswith("Z") and char != " ")
        if blank or char in BLANK:
            return f"holds the character U+{ord(char):04X}, which nobody sees"
    return _oddly_marked(text)


def _oddly_marked(text: str) -> str | None:
    """Return what is odd about the marks in a text, or None."""
    marks: list[str] = []
    before = " "
    for char in normalize("NFD", JOINERS.sub("", text)):
        if category(char)[0] != "M":
            marks, before = [], char
            continue
        marks.append(char)
        if not before.isalnum():
            return "has a mark on no letter"
        if sum(map(bool, map(combining, marks))) > ACCENTS or len(marks) > MARKS_ON_ONE:
            return f"has more than {ACCENTS} marks on one letter"
    return None


def is_rtl(text: str) -> bool:
    """Whether a text has letters that are written from right to left."""
    return any(bidirectional(char) in ("R", "AL") for char in text)
