"""What the builder and the server tell each other: which views are wanted, what came of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, astuple, dataclass
from typing import TypeAlias
from urllib.parse import urlencode

from vademecum.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class View:
    """What somebody looks at: a product of a guide in a language, on a paper.

    Of a guide that cannot be read, product and paper are empty.
    """

    guide: str
    language: str
    product: str = ""
    paper: str = ""

    @property
    def path(self) -> str:
        """Where it stands in the published folder."""
        return f"{self.guide}/{self.language}/{'_'.join(astuple(self))}.pdf"

    @property
    def query(self) -> str:
        """The view as an address asks for it."""
        return urlencode(asdict(self))


@dataclass(frozen=True, slots=True)
class Choice:
    """What there is to look at of a guide: languages by tag, papers by product."""

    languages: Mapping[str, str]
    products: Mapping[str, tuple[str, ...]]

    def view(self, guide: str, asked: Mapping[str, str]) -> View:
        """Return the view that is asked for, or the nearest to it that there is."""
        language = _among(self.languages, asked.get("language", ""))
        product = _among(self.products, asked.get("product", ""))
        paper = _among(self.products.get(product, ()), asked.get("paper", ""))
        return View(guide, language, product, paper)


def nearest(choices: Choices, asked: Mapping[str, str]) -> View | None:
    """Return the view that is asked for, or the nearest to it, if there is any at all."""
    guide = _among(choices, asked.get("guide", ""))
    return choices[guide].view(guide, asked) if guide else None


def _among(known: Collection[str], asked: str) -> str:
    return asked if asked in known else next(iter(known), "")


Choices: TypeAlias = Mapping[str, Choice]
"""What there is to look at, by guide."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The views that somebody looks at."""

    views: tuple[View, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to look at now."""

    choices: Choices


@dataclass(frozen=True, slots=True)
class Begun:
    """A view is being made."""

    view: View


@dataclass(frozen=True, slots=True)
class Told:
    """A Problem with its line: what stands before its place, there, and behind it."""

    problem: Problem
    quoted: tuple[str, str, str] = ("", "", "")


@dataclass(frozen=True, slots=True)
class Made:
    """A view was made, or could not be: then there are problems, or a `failure` is told.

    `seconds` are what it took.
    """

    view: View
    is_good: bool
    told: tuple[Told, ...] = ()
    failure: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Bound:
    """The HTML edition of a guide in a language was made, or could not be."""

    guide: str
    language: str
    is_good: bool
    told: tuple[Told, ...] = ()
    failure: str = ""


Message: TypeAlias = Known | Begun | Made | Bound
