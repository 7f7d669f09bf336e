"""What the press can make: the registry of forms, and products, which guides make of them."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Final, Literal

from vademecum.forms.papers import PAPERS
from vademecum.forms.sizes import Range, Shown
from vademecum.text.scripts import Script


@dataclass(frozen=True, slots=True)
class Form:
    """A form of paper: what it is printed on, how many panels it has, how large its type is.

    `papers` are those that it can be made on, `usual` those where a product names none. A panel
    is a page. `floor` names the floor of a script that its type keeps to, `shown` how large it
    speaks to the place, `ceiling` its largest running text in points, and `opening` the size at
    which most languages come out on the first paper: the search for theirs begins there. Sheets of
    it may be printed where `imposable`. It `is_read` where viewers copy and search its text: what
    stands in a margin is an artefact.
    """

    id: str
    papers: tuple[str, ...]
    usual: tuple[str, ...]
    panels: int
    floor: Literal["sheet_floor", "card_floor"]
    shown: Shown
    ceiling: float
    opening: float
    imposable: bool = False
    is_read: bool = True

    def sizes(self, script: Script, paper: str = "") -> Range:
        """Return the sizes of type in points that the form allows in a script, on a paper.

        The same words take the same share of two papers where type grows with the root of the area.
        """
        if not self.papers:
            return Range(getattr(script, self.floor), self.ceiling, opening=self.opening)
        first, own = PAPERS[self.papers[0]], PAPERS[paper or self.papers[0]]
        opening = self.opening * sqrt(own.width * own.height / (first.width * first.height))
        return Range(getattr(script, self.floor), self.ceiling, opening=opening)


FORMS: Final[dict[str, Form]] = {
    form.id: form
    for form in (
        Form(
            "sheet",
            ("a4", "letter"),
            ("a4", "letter"),
            2,
            "sheet_floor",
            Shown(key=18.0, rest=12.0, steps=2),
            11.0,
            9.9,
        ),
        Form(
            "card",
            ("id1", "business", "business-us"),
            ("id1",),
            2,
            "card_floor",
            Shown(key=10.6, rest=7.8, steps=1),
            9.0,
            7.2,
            imposable=True,
        ),
    )
}
"""The forms by their ids; a new one is a row here and a style sheet of its name."""
SLUG: Final = Form("slug", (), (), 1, "card_floor", FORMS["card"].shown, 9.0, 9.0, is_read=False)
"""The words in the margin of a sheet of something smaller; no guide asks for them."""
SHEETS: Final = FORMS["sheet"].papers
"""The papers on which sheets of something smaller are printed."""


@dataclass(frozen=True, slots=True)
class Product:
    """Something that a guide is made into: a form with panels or, of `originals`, sheets of them.

    `pages` is how many it has; of sheets, the two sides of one. `base` is what the guide calls it,
    `row` the row of a table that it is made for, if it is one of several.
    """

    id: str
    form: Form
    papers: tuple[str, ...]
    pages: int
    originals: tuple[Product, ...] = ()
    base: str = ""
    row: str = ""

    @property
    def poured(self) -> tuple[Product, ...]:
        """What is poured into templates to make it: of sheets, the cards and then the margin."""
        return (*self.originals, self)


def originals(product: Product, paper: str) -> tuple[tuple[Product, str], ...]:
    """Return what is set to make a product on a paper, with its paper: of sheets, the cards."""
    if not product.originals:
        return ((product, paper),)
    return tuple((one, one.papers[0]) for one in product.originals)
