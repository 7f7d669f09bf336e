"""The marks behind what a reader should not take as it stands, each with its sign."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final


class Mark(Enum):
    """A mark, in the order in which paper explains them; each is graver than those before it.

    `sign` is printed behind a text; `key` names the press's own words that say what it means.
    """

    DOUBTFUL = "†", "check-first"
    STALE = "‡", "out-of-date"

    def __init__(self, sign: str, key: str) -> None:
        self.sign, self.key = sign, key


SIGNS: Final = "".join(mark.sign for mark in Mark)


def gravest(marks: Iterable[Mark | None]) -> Mark | None:
    """Return the gravest of some marks, if there is any: a text carries no more than one."""
    found = frozenset(marks)
    return next((mark for mark in reversed(Mark) if mark in found), None)
