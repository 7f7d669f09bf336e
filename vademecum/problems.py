"""What is wrong with content or paper, and where: collected, sorted, shown once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]

# Every code a Problem may carry, with its cause. The cure is the hint of the problem itself.
CODES: dict[str, str] = {
    "no-guide": "A folder of content/ holds no guide.yaml.",
    "no-file": "A file that a guide needs is not there.",
    "unreadable": "A file cannot be opened.",
    "not-utf-8": "A file is not UTF-8.",
    "empty-file": "A file holds no YAML at all.",
    "too-large": "A file is longer than any guide could be.",
    "yaml-syntax": "A file is not well-formed YAML.",
    "yaml-alias": "A file uses an anchor, an alias or a tag, which content may not.",
    "yaml-duplicate-key": "A mapping holds the same key twice.",
    "yaml-depth": "A file is nested deeper than any guide could be.",
    "control-character": "A string holds a control or bidirectional control character.",
    "unknown-key": "A mapping holds a key that the model does not know.",
    "missing-key": "A mapping lacks a key that the model asks for.",
    "bad-value": "A value is not of the kind that the model asks for.",
    "unknown-language": "A language tag is not a BCP 47 tag that CLDR knows.",
    "no-script": "A language is written in a script for which the press has no faces.",
    "missing-words": "A language lacks the words for an id of the guide.",
    "superfluous-words": "A language has words for an id that the guide does not have.",
    "unknown-fact": "A fact is named that facts.yaml does not have.",
    "low-confidence": "Words rest on a fact of low confidence, which is never printed.",
    "claim-in-words": "Words quote a claim, which has no value to print.",
    "placeholder-lost": "A translation lacks a placeholder that its source has.",
    "placeholder-added": "A translation has a placeholder that its source does not have.",
    "placeholder-syntax": "A brace in words does not belong to a placeholder.",
    "fact-value": "A fact's value is not of its kind.",
    "unknown-phrase": "A phrase is named that phrases.yaml does not have.",
    "missing-glyph": "No face of the edition covers a character.",
    "engine-log": "The engine warned about a template or a style sheet.",
    "does-not-fit": "The words do not fit the product, even at its smallest type.",
    "heading-alone": "A heading stands at the foot of a page, and what it announces on the next.",
    "step-torn": "A step begins on one page and ends on the next.",
    "thin-page": "The last page is less than a tenth full.",
    "text-layer": "Text copied from the PDF is not what was written.",
    "lost-text": "A string of the edition does not stand on the laid-out pages.",
    "job-failed": "A job of the press died.",
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault at a place; line and column count from 1, and 0 means the whole file.

    Problems sort by place. `hint` says what to do about it.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = field(default="error", compare=False)

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"undocumented problem code {self.code!r}")

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        hint = f"\n    hint: {self.hint}" if self.hint else ""
        return f"{place}: {self.code}: {self.message}{hint}"


class Refused(Exception):
    """Content or paper that the press does not accept; carries its problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[Refused], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that begins with `word` or is most like it, or else None."""
    known = sorted(known)
    matches = [other for other in known if other.startswith(word)] if word else []
    matches = matches or get_close_matches(word, known, n=1, cutoff=0.5)
    return matches[0] if matches else None


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return a hint that names the nearest known word, or else all of them."""
    match = nearest(word, known)
    return f"did you mean {match!r}?" if match else f"known are: {', '.join(sorted(known))}"
