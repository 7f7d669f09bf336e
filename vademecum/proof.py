"""Checks on laid-out pages, each a pure function that returns Problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Protocol

from vademecum.edition import Edition, Text
from vademecum.problems import Problem
from vademecum.products import Paper, Product

TOLERANCE: Final = 0.1
"""How far type may stand out of the page's text area, in millimetres."""
LONGEST: Final = 5
"""How many strings a translator is shown where a product is too long."""
# What a reader does not see: the press's marks, joiners and soft hyphens.
UNWRITTEN: Final = "†\u2060\u200b\u00ad"


class LaidOut(Protocol):
    """What the checks look at: pages, all their text, and how far type stands out in mm."""

    @property
    def text(self) -> str:
        """All text on the pages, squeezed."""

    @property
    def overhang(self) -> float:
        """How far type stands out of the text area, in millimetres."""

    def __len__(self) -> int: ...


def squeeze(text: str) -> str:
    """Return a text without white space, marks and what does not show."""
    return "".join(char for char in text if not char.isspace() and char not in UNWRITTEN)


def fits(pages: LaidOut, product: Product) -> bool:
    """Whether the pages keep to the product's budget and nothing stands out of them."""
    return len(pages) <= product.pages and pages.overhang <= TOLERANCE


def too_long(
    pages: LaidOut, product: Product, paper: Paper, edition: Edition, texts: Iterable[Text]
) -> Iterator[Problem]:
    """Yield a Problem for each of the longest strings of a product that does not fit.

    Only the language's own words are named: nothing else can be made shorter.
    """
    floor = product.sizes(edition.language.setting).floor
    how = (
        f"it takes {len(pages)} pages, not {product.pages}"
        if len(pages) > product.pages
        else f"type stands {pages.overhang:.1f} mm out of the page"
    )
    own = {text for text in texts if text.file.endswith(f"/{edition.language.tag}.yaml")}
    for text in sorted(own, key=lambda text: (-len(str(text)), text.line))[:LONGEST]:
        what = f"{product.id} on {paper.id} in {edition.language.tag}"
        message = f"{what} does not fit at {floor} pt: {how}"
        hint = f"shorten this string of {len(str(text))} characters"
        yield Problem(text.file, text.line, text.column, "does-not-fit", message, hint)


def lost(pages: LaidOut, texts: Iterable[Text]) -> Iterator[Problem]:
    """Yield a Problem for each string that went into the template and is not on the pages."""
    for text in dict.fromkeys(texts):
        if squeeze(str(text)) not in pages.text:
            message = f"not on the page: {str(text)[:60]!r}"
            hint = "the template drops or cuts it"
            yield Problem(text.file, text.line, text.column, "lost-text", message, hint)


def complaints(messages: Iterable[str], template: str) -> Iterator[Problem]:
    """Yield a Problem for each thing the engine logged."""
    for message in messages:
        yield Problem(f"templates/{template}", 0, 0, "engine-log", message)
