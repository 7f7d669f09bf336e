"""What is wrong with a file that a peer made: its pages, its paper, its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unicodedata import category, normalize

import pypdfium2

from bench.contest.commission import Commission

MM_PER_PT: Final = 25.4 / 72
TOLERANCE: Final = 1.0
"""How far a page's edges may be from what they should be, in millimetres."""
WORD: Final = re.compile(r"[^\W_]+")
LEAST: Final = 0.95
"""The share of the text that must read back."""


@dataclass(frozen=True, slots=True)
class Due:
    """What a file must hold: so many pages of a size in millimetres, and `copies` of its text.

    What stands in a margin stands there on every page.
    """

    pages: int
    width: float
    height: float
    script: str
    text: str
    copies: int
    margin: str = ""


def due(commission: Commission) -> Due:
    """Return what the file of a commission must hold."""
    paper = commission.paper
    return Due(
        pages=commission.pages,
        width=paper.width + 2 * paper.bleed,
        height=paper.height + 2 * paper.bleed,
        script=commission.edition.language.script,
        text="\n".join(map(str, commission.texts)),
        copies=commission.copies,
        margin="\n".join(map(str, commission.margin.texts)) if commission.margin else "",
    )


def pages(path: Path) -> int:
    """Return how many pages a file has."""
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def faults(path: Path, due: Due) -> list[str]:
    """Return all that is wrong with a file."""
    if not path.is_file():
        return ["there is no file"]
    try:
        with pypdfium2.PdfDocument(path) as document:
            sizes = [page.get_size() for page in document]
            text = "\n".join(page.get_textpage().get_text_range() for page in document)
    except pypdfium2.PdfiumError as error:
        return [f"it cannot be read: {error}"]
    found = [] if len(sizes) == due.pages else [f"it has {len(sizes)} pages, not {due.pages}"]
    for number, (width, height) in enumerate(sizes, 1):
        width, height = width * MM_PER_PT, height * MM_PER_PT
        if max(abs(width - due.width), abs(height - due.height)) > TOLERANCE:
            found.append(f"page {number} is {width:.1f} x {height:.1f} mm")
    share = read_back(text, due)
    if share < LEAST:
        found.append(f"only {share:.1%} of its text reads back")
    return found


def read_back(text: str, due: Due) -> float:
    """Return the share of what is due that stands in a text, each piece as often as it is due.

    Words are only told apart in Latin letters. Elsewhere engines break lines inside words, and
    viewers turn them round: there the characters count.
    """
    pieces = _words if due.script == "Latn" else _characters
    whole = "\n".join([due.text] * due.copies + [due.margin] * due.pages)
    wanted, there = Counter(pieces(whole)), Counter(pieces(text))
    return 1 - (wanted - there).total() / wanted.total()


def _words(text: str) -> Iterable[str]:
    return WORD.findall(normalize("NFKC", text))


def _characters(text: str) -> Iterable[str]:
    return (char for char in normalize("NFKC", text) if category(char)[0] in "LMN")
