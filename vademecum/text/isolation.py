"""What keeps its order and its line: words isolated by direction, ties between words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from vademecum.text.language import Language
from vademecum.text.runs import Run

# Words of a left-to-right script inside a right-to-left text, with what joins them.
LETTERS: Final = r"[A-Za-z\u00c0-\u024f\u0400-\u04ff0-9]+"
LTR_RUN: Final = re.compile(rf"{LETTERS}(?:[ \-‑–/.:’'&+]{LETTERS})*")
NO_BREAK: Final = {ord("-"): "\u2011", ord(" "): "\u00a0"}


def unbroken(text: str) -> str:
    """Return a text that stays on one line."""
    return text.translate(NO_BREAK)


def prose(string: str, strong: bool, reader: Language) -> Iterator[Run]:
    """Yield the runs of plain words; in a right-to-left text, left-to-right words stand alone."""
    string, position = reader.tie(string), 0
    for match in LTR_RUN.finditer(string) if reader.direction == "rtl" else ():
        if match.start() > position:
            yield Run(string[position : match.start()], strong)
        yield Run(match[0], strong, isolated=True)
        position = match.end()
    if position < len(string):
        yield Run(string[position:], strong)


def tied(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield the runs, a number never parted from the word that counts."""
    number = False
    for run in runs:
        tie = number and not run.isolated and run.text.startswith(" ")
        yield replace(run, text=f"\u00a0{run.text[1:]}") if tie else run
        number = run.isolated and run.text[-1:].isdigit()
