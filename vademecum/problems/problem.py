"""What is wrong with content or paper, and where: collected, sorted, shown once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final, Literal, NamedTuple

from vademecum.problems.codes import CODES

Severity = Literal["error", "warning"]


class MadeFor(NamedTuple):
    """A guide in a language, and a product of it on a paper, as messages name them."""

    edition: str
    item: str

    @classmethod
    def of(cls, guide: str, language: str, product: str, paper: str) -> MadeFor:
        """Return it by the ids of all four."""
        return cls(f"{guide} in {language}", f"{product} on {paper}")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault at a place; line and column count from 1, and 0 means the whole file.

    Problems sort by place. `hint` says what to do about it. A warning stops a build only where
    it is told to be strict. What was found on paper says `made_for` what, and what was `said`
    before that was put into the message. Raise ValueError for a code that is not in the registry.
    """

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = field(default="error", compare=False)
    made_for: tuple[MadeFor, ...] = field(default=(), compare=False)
    said: str = field(default="", compare=False)

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


MAX_SHOWN: Final = 400
"""How long a message may be, in characters."""


def short(text: str, length: int = MAX_SHOWN) -> str:
    """Return a text, or its beginning where it is longer than a person reads."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that begins with `word` or is most like it, or else None."""
    known = sorted(known)
    matches = [other for other in known if other.startswith(word)] if word else []
    matches = matches or get_close_matches(word, known, n=1, cutoff=0.5)
    return matches[0] if matches else None


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return a hint that names the nearest known word, or else all of them."""
    match = nearest(word, known)
    if not known:
        return "there is none yet; write it, or take this out"
    return perhaps(word, match) if match else f"known are: {', '.join(sorted(known))}"


def perhaps(word: str, right: str) -> str:
    """Return a hint that names the right word, and a letter of the other that only looks right."""
    odd = next((char for char in word if not char.isascii() and char not in right), "")
    strange = f" {named(odd)} stands in it" if odd else ""
    return f"did you mean {right!r}?{strange}"


def named(char: str) -> str:
    """Return a character as U+XXXX, with its name in Unicode where it has one."""
    from unicodedata import name  # only what is wrong needs it

    said = {"\t": "tab"}.get(char) or name(char, "").lower()
    return f"U+{ord(char):04X} ({said})" if said else f"U+{ord(char):04X}"
