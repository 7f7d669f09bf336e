"""The registry of what can be made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Final, Literal

from vademecum.forms.papers import PAPERS
from vademecum.forms.sizes import Range
from vademecum.text.language import Script


@dataclass(frozen=True, slots=True)
class Product:
    """Something the press makes.

    `template` sets it; or else `imposes` names the product whose pages are placed on its paper.
    `pages` is the most it may have, or exactly has where `exact`. `floor` names the floor of a
    script that its type keeps to, `ceiling` its largest type in points, and `opening` the size at
    which most languages come out on the first paper: the search for theirs begins there.
    """

    id: str
    title: str
    papers: tuple[str, ...]
    pages: int
    template: str = ""
    imposes: str = ""
    exact: bool = False
    floor: Literal["checklist_floor", "card_floor"] = "checklist_floor"
    ceiling: float = 11.0
    opening: float = 9.9

    def sizes(self, script: Script, paper: str = "") -> Range:
        """Return the sizes of type in points that the product allows in a script, on a paper.

        The same words take the same share of two papers where type grows with the root of the area.
        """
        first, own = PAPERS[self.papers[0]], PAPERS[paper or self.papers[0]]
        opening = self.opening * sqrt(own.width * own.height / (first.width * first.height))
        return Range(getattr(script, self.floor), self.ceiling, opening=opening)


PRODUCTS: Final[Mapping[str, Product]] = {
    product.id: product
    for product in (
        Product("checklist", "Checklist", ("a4", "letter"), pages=2, template="checklist.html.j2"),
        Product(
            "card",
            "Pocket card",
            ("id1",),
            pages=2,
            template="card.html.j2",
            exact=True,
            floor="card_floor",
            ceiling=9.0,
            opening=7.2,
        ),
        Product("card-sheet", "Sheet of pocket cards", ("a4", "letter"), pages=2, imposes="card"),
    )
}


def original(product: Product, paper: str) -> tuple[Product, str]:
    """Return what is set to make a product on a paper, and its paper: of a sheet, the card."""
    if not product.imposes:
        return product, paper
    single = PRODUCTS[product.imposes]
    return single, single.papers[0]
