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

WORD_JOINER: Final = "\u2060"
"""Stands where no line breaks between two characters; no reader of the paper meets it."""
DAY: Final = re.compile(r"(?<=[0-9])(?=[年月日])|(?<=[年月])(?=[0-9])")
UNPARTED: Final[Mapping[str, re.Pattern[str]]] = {
    "Kore": re.compile(r"(?<=[\uac00-\ud7a30-9A-Za-z)”’%])(?=[\uac00-\ud7a3.,?!)”’])"),
    **dict.fromkeys(("Hans", "Hant", "Jpan"), DAY),
}
"""Where a line of a script is not broken, by ISO 15924 code, though UAX #14 would break it.

In Korean that is inside a word and before an ending (`word-break: keep-all`), in Chinese and
Japanese inside a date.
"""

SEEN: Final = 3
"""How many characters before a space a tie may look at."""


def tie(text: str, language: Language) -> str:
    """Return the text with spaces that do not break where the language wants them."""
    ties = TIES.get(language.tag.partition("-")[0])
    return ties.sub(UNBREAKING, text) if ties else text


def tied(runs: Sequence[Run], language: Language) -> Iterator[Run]:
    """Yield the runs with ties across them too, and a number never parted from what it counts."""
    befores, afters = ("", *(run.text for run in runs)), (*(run.text for run in runs[1:]), "")
    number = False
    for before, run, after in zip(befores, runs, afters, strict=False):
        text = run.text if run.isolated else _between(before, run.text, after, language)
        if number and not run.isolated and text.startswith(" "):
            text = f"{UNBREAKING}{text[1:]}"
        yield replace(run, text=text)
        number = run.isolated and run.text[-1:].isdigit()


def _between(before: str, text: str, after: str, language: Language) -> str:
    """Return a text with the ties that it has between others."""
    before = before[-SEEN:]
    return tie(f"{before}{text}{after[:1]}", language)[len(before) :][: len(text)]


def unparted(text: str, script: str) -> str:
    """Return a text with joiners where its script (ISO 15924) is not broken."""
    pairs = UNPARTED.get(script)
    return pairs.sub(WORD_JOINER, text) if pairs else text
