"""What keeps its order: words of the other direction and facts, each isolated in its text.

A reader reads a line in the direction of its language, and an isolate in its own (UAX #9, 2.4).
In words an isolate is a run of letters and digits of the other direction, with the signs that
belong to it. A range of numbers is none of the other direction: CLDR writes it for Arabic, Urdu
and Hebrew as for English, `{0}–{1}` without a mark of direction, and by UAX #9 (W2, N1) the dash
then runs with the text, so that its lower end is read first, at the right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import bidirectional

from vademecum.text.language import Language
from vademecum.text.runs import Run
from vademecum.text.scripts import Direction
from vademecum.text.ties import UNBREAKING, tie

OTHER: Final[dict[Direction, Direction]] = {"ltr": "rtl", "rtl": "ltr"}
RIGHT: Final = frozenset({"R", "AL"})
INHERITED: Final = frozenset({"NSM", "BN"})
"""Marks and joiners are of the kind of what they follow."""
KINDS: Final[dict[Direction, dict[str, str]]] = {
    "rtl": {**dict.fromkeys(("R", "AL"), "o"), **dict.fromkeys(("L", "EN", "AN"), "w")},
    "ltr": {**dict.fromkeys(("R", "AL", "AN"), "w"), "L": "o", "EN": "d"},
}
"""By bidirectional class: own letters, foreign letters and digits, digits that are of neither."""
TOKEN: Final = re.compile("[wdp]*w[wdp]*")
GAP: Final = re.compile(" (?:[dp]*d[dp]* )*")
OPENING: Final[dict[str, str]] = {"(": ")", "[": "]", "{": "}"}
CLOSING: Final = frozenset(OPENING.values())
QUOTES: Final = "\"'«»“”„‘’‹›"
BEFORE: Final = frozenset(f"{QUOTES}—…,;:!?،؛؟")
"""Signs before a word that belong to the text, not to the word."""
BEHIND: Final = frozenset(f"{QUOTES}-–—….,;:!?،؛؟")
JOINTS: Final = frozenset("-–־/.&+")
"""Signs that join a word to a letter of the text, as in a prefix; they are the text's."""
SIGNED: Final = re.compile(r"\+\d")
"""A sign that is its number's, as in a phone, whatever stands before it."""
NUMBER: Final = re.compile(r"\d+")
AMOUNT: Final = r"\d+(?:[.,:٫٬ \u00a0]\d+)*"
RANGE: Final = re.compile(f"{AMOUNT}–{AMOUNT}[%٪]?")
KEPT: Final = 24
"""How long foreign words may be that stay on one line, in characters."""
SPACES: Final = dict.fromkeys(map(ord, "\u202f\u2007\u2009"), UNBREAKING)
"""What CLDR writes where no line breaks; all are printed as one."""


def direction_of(text: str) -> Direction | None:
    """Return the direction of the first letter, or None where there is none (UAX #9, P2)."""
    for kind in map(bidirectional, text):
        if kind == "L" or kind in RIGHT:
            return "ltr" if kind == "L" else "rtl"
    return None


def is_range(text: str) -> bool:
    """Whether a text is a range of numbers, such as 19–20 or 08:00–20:00."""
    return RANGE.fullmatch(text.strip()) is not None


def isolate(text: str, strong: bool, language: Language) -> Run:
    """Return what stands as one in a text of a language: a code, an address, a number, a name."""
    direction = language.direction if is_range(text) else direction_of(text) or "ltr"
    return Run(text, strong, direction, kept=True)


def words(text: str, strong: bool, language: Language, breaks: bool = True) -> Iterator[Run]:
    """Yield the runs of a fact that is written in words of a language, as a date is."""
    return prose(text if breaks else text.replace(" ", UNBREAKING), strong, language)


def prose(string: str, strong: bool, language: Language) -> Iterator[Run]:
    """Yield the runs of plain words; those of the other direction stand alone."""
    string, position = tie(string.translate(SPACES), language), 0
    for start, end in _foreign(string, language.direction):
        text = string[start:end]
        if NUMBER.fullmatch(text):
            continue  # it runs from left to right in any text (UAX #9, W4)
        if start > position:
            yield Run(string[position:start], strong)
        direction = language.direction if is_range(text) else direction_of(text) or "ltr"
        kept = len(text) <= KEPT
        yield Run(text.replace(UNBREAKING, " ") if kept else text, strong, direction, kept)
        position = end
    if position < len(string):
        yield Run(string[position:], strong)


def _foreign(string: str, direction: Direction) -> Iterator[tuple[int, int]]:
    """Yield where the runs of the other direction begin and end, with the signs they have."""
    kinds = _kinds(string, direction)
    chain: tuple[int, int] | None = None
    for token in TOKEN.finditer(kinds):
        start, end = token.span()
        if chain and _joins(string, kinds, chain, start):
            chain = chain[0], end
            continue
        if chain:
            yield _trimmed(string, kinds, *chain)
        chain = start, end
    if chain:
        yield _trimmed(string, kinds, *chain)


def _kinds(string: str, direction: Direction) -> str:
    """Return a letter for each character: own, foreign (w), digit, sign (p), or a space."""
    found: list[str] = []
    for char in string:
        kind = bidirectional(char)
        if kind in INHERITED and found and found[-1] != " ":
            found.append(found[-1])
        else:
            found.append(" " if char.isspace() else KINDS[direction].get(kind, "p"))
    return "".join(found)


def _joins(string: str, kinds: str, chain: tuple[int, int], start: int) -> bool:
    """Whether the token that begins at `start` goes on with what stands before it."""
    if not GAP.fullmatch(kinds, chain[1], start):
        return False
    if string[chain[1] - 1] in BEHIND or string[start] in BEFORE:
        return False
    if not _balanced(string[chain[0] : chain[1]]):
        return False
    closed = _partner(string, start) if string[start] in OPENING else start
    return closed is not None and "o" not in kinds[start:closed]


def _trimmed(string: str, kinds: str, start: int, end: int) -> tuple[int, int]:
    """Return a run without the signs at its ends that are the text's."""
    if start and kinds[start - 1] == "o":
        while string[start] in JOINTS and not SIGNED.match(string, start):
            start += 1
    if end < len(kinds) and kinds[end] == "o":
        while string[end - 1] in JOINTS:
            end -= 1
    while string[start] in BEFORE or _is_alone(string, start, end, start):
        start += 1
    while string[end - 1] in BEHIND or _is_alone(string, start, end, end - 1):
        end -= 1
    return start, end


def _is_alone(string: str, start: int, end: int, position: int) -> bool:
    """Whether a bracket's partner is not in the run."""
    if string[position] in OPENING:
        partner = _partner(string, position)
        return partner is None or partner >= end
    return string[position] in CLOSING and not _balanced(string[start:end])


def _partner(string: str, position: int) -> int | None:
    """Return where the bracket that opens at a position is closed."""
    depth = 0
    for place in range(position, len(string)):
        depth += (string[place] in OPENING) - (string[place] in CLOSING)
        if depth == 0:
            return place
    return None


def _balanced(text: str) -> bool:
    """Whether no bracket of a text is closed that was not opened."""
    depth = 0
    for char in text:
        depth += (char in OPENING) - (char in CLOSING)
        if depth < 0:
            return False
    return True
