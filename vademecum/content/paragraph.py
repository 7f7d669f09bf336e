"""A scalar of YAML as one paragraph, however it is broken into lines and set out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce
from itertools import pairwise
from typing import Final
from unicodedata import east_asian_width, name

BREAKS: Final = re.compile(r"[ \t]*[\n\t][ \n\t]*")
"""What sets a text out in lines and columns, and is a space on paper."""
CONTEXT: Final = 8
"""By how many characters before and behind it a line's end is found again, at most."""


def paragraph(value: str, lines: Iterable[str]) -> str:
    """Return a value in one line; `lines` are those of the file in which it stands.

    Where a line ends there is a space, but none between two characters of Chinese or Japanese,
    which have none between words (CSS Text 3, 4.1.3).
    """
    text = reduce(_with, filter(None, BREAKS.split(value)), "")
    for before, after in pairwise(line.strip(" \t") for line in lines):
        end, start = before[-CONTEXT:], after[:CONTEXT]
        if _is_close(end, start):  # YAML has put a space there
            text = text.replace(f"{end} {start}", end + start, 1)
    return text


def _with(text: str, part: str) -> str:
    return text + part if not text or _is_close(text, part) else f"{text} {part}"


def _is_close(end: str, start: str) -> bool:
    """Whether nothing stands between what ends a line and what starts the next."""
    return bool(end and start) and _is_han(end[-1]) and _is_han(start[0])


def _is_han(char: str) -> bool:
    """Whether a character is written as wide as it is high, and is not Korean."""
    return east_asian_width(char) in "WF" and not name(char, "").startswith("HANGUL")
