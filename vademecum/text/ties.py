"""What a line must not part: a dash from the word before it, a number from what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from vademecum.text.language import Language
from vademecum.text.runs import Run

UNBREAKING: Final = "\u00a0"
"""A space that does not break; it is a plain space to who reads, copies or searches the paper."""
# Where a line must not break: before a dash, after a short word that leans on the next.
TIES: Final[Mapping[str, re.Pattern[str]]] = {
    "ru": re.compile(
        r"(?<=[\w»)]) (?=[—–])|(?<=\b\w) (?=\w)|(?<=\b(?:не|ни|из|до|от|по|на|за|об|во|со|ко)) ",
        re.I,
    ),
}


def tie(text: str, language: Language) -> str:
    """Return the text with spaces that do not break where the language wants them."""
    ties = TIES.get(language.tag.partition("-")[0])
    return ties.sub(UNBREAKING, text) if ties else text


def tied(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield the runs, a number never parted from the word that counts."""
    number = False
    for run in runs:
        tie = number and not run.isolated and run.text.startswith(" ")
        yield replace(run, text=f"{UNBREAKING}{run.text[1:]}") if tie else run
        number = run.isolated and run.text[-1:].isdigit()
