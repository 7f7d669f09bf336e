"""How problems are judged and shown: on which day, how strictly, in which format."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from vademecum.problems import report
from vademecum.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class Policy:
    """What the press makes of problems.

    `day` is the one on which facts are judged, `asked` whether it was asked for.
    """

    day: date
    strict: bool = False
    format: str = "text"
    asked: bool = False

    def stops(self, problem: Problem) -> bool:
        """Whether a problem stops the press."""
        return self.strict or problem.severity == "error"

    def show(self, problems: Iterable[Problem], end: str) -> bool:
        """Show problems on standard error and return whether any of them stops the press."""
        found = sorted(set(problems))
        stopping = [problem for problem in found if self.stops(problem)]
        if found or self.format == "json":
            print(report.FORMATS[self.format](found), file=sys.stderr)
        if stopping and self.format == "text":
            files = len({problem.file for problem in stopping})
            print(
                f"\n{count(len(stopping), 'problem')} in {count(files, 'file')}; {end}",
                file=sys.stderr,
            )
        return bool(stopping)


def count(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it must be."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


FEW: Final = 4
"""How many names are said one by one."""


def few(names: Iterable[str]) -> str:
    """Return the first of some names, and how many more there are."""
    names = tuple(names)
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return ", ".join(names[:FEW]) + more
