"""Text as runs, each set alike, and where its words stand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from vademecum.text.marks import Mark, gravest
from vademecum.text.scripts import Direction


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text set alike; what is `kept` stays on one line.

    One with a `direction` is an isolate: inside it runs that way, around it that of its text. A
    `mark` stands behind it: that of the fact that it shows, or of what its text rests on. `fact` is
    the id of the fact that it is, if it stands for one.
    """

    text: str
    strong: bool = False
    direction: Direction | None = None
    kept: bool = False
    mark: Mark | None = None
    fact: str = field(default="", compare=False)

    @property
    def isolated(self) -> bool:
        """Whether it keeps its own order."""
        return self.direction is not None


@dataclass(frozen=True, slots=True)
class Text:
    """A string of an edition as runs; `file`, `line` and `column` say where its words stand.

    `direction` and `script` are those of the language that it is written in. `source` and
    `location` find the words in the guide's sources.
    """

    runs: tuple[Run, ...]
    source: str = ""
    location: tuple[str, ...] = ()
    file: str = ""
    line: int = 0
    column: int = 0
    direction: Direction = "ltr"
    script: str = ""

    @property
    def mark(self) -> Mark | None:
        """The gravest mark that stands in it, if any does."""
        return gravest(run.mark for run in self.runs)

    def marked(self, mark: Mark | None) -> Text:
        """Return the text with a mark at its end, or a graver one that stands there already."""
        if mark is None or not self.runs:
            return self
        *first, last = self.runs
        return replace(self, runs=(*first, replace(last, mark=gravest((last.mark, mark)))))

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)
