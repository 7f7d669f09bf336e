"""Text as runs, each set alike, and where its words stand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text set alike; `isolated` runs stand left to right and do not break."""

    text: str
    strong: bool = False
    isolated: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A string of an edition as runs; `file`, `line` and `column` say where its words stand.

    A `marked` text rests on a fact of medium confidence: the paper says "check first". `source`
    and `location` find the words in the guide's sources.
    """

    runs: tuple[Run, ...]
    marked: bool = False
    source: str = ""
    location: tuple[str, ...] = ()
    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)
