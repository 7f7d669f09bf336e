"""Every kind of change that can be made to what a paper is made from, and what it touches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.conftest import Desk
from vademecum.build import versions
from vademecum.build.plan import Artifact
from vademecum.forms.papers import PAPERS
from vademecum.forms.products import PRODUCTS
from vademecum.setting import pango


@dataclass(frozen=True)
class Shop:
    """A desk, with templates of its own and a guide of which one fact is on the card only."""

    desk: Desk
    templates: Path
    patch: pytest.MonkeyPatch

    def words(self, name: str, old: str, new: str) -> None:
        """Replace some text of a file of the guide."""
        self.desk.edit(name, old, new)

    def review(self, *names: str) -> None:
        """Have files of the guide reviewed."""
        for name in names:
            done = "\n  reviewed_by: A reader\n  reviewed_on: 2026-11-20"
            self.words(name, "made_by: The tests", f"made_by: The tests{done}")

    def template(self, name: str, old: str, new: str) -> None:
        """Replace some text below the templates, which must be there."""
        path = self.templates / name
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), "utf-8")

    def package(self, name: str) -> None:
        """Install another version of a package, as far as its metadata tells."""
        folder = self.desk.folder / "packages"
        (folder / f"{name.replace('-', '_')}-99.0.dist-info").mkdir(parents=True)
        self.patch.syspath_prepend(str(folder))

    def paper(self, name: str) -> None:
        """Make a paper a little shorter."""
        paper = PAPERS[name]
        self.patch.setitem(PAPERS, name, replace(paper, height=paper.height - 0.5))

    def product(self, name: str) -> None:
        """Allow a product a little less type."""
        product = PRODUCTS[name]
        self.patch.setitem(PRODUCTS, name, replace(product, ceiling=product.ceiling - 0.1))


POLICE = """police:
  kind: short-number
  value: "102"
  source: a test
  checked: 2026-11-10
  confidence: high
  shelf_life: 540
"""


def prepare(shop: Shop) -> None:
    """Give the small guide a fact that only the card shows."""
    path = shop.desk.guide / "facts.yaml"
    path.write_text(path.read_text("utf-8") + POLICE, "utf-8")
    for language in ("en", "ar"):
        shop.words(f"words/{language}.yaml", 'emergency: "{emergency.all}', 'emergency: "{police}')


Touches = Callable[[Artifact], bool]


def everything(_: Artifact) -> bool:
    return True


def nothing(_: Artifact) -> bool:
    return False


def checklist(artifact: Artifact) -> bool:
    return artifact.product == "checklist"


def card(artifact: Artifact) -> bool:
    """Whether it is a card, or a sheet of cards."""
    return artifact.product in ("card", "card-sheet")


def arabic(artifact: Artifact) -> bool:
    return artifact.language == "ar"


def both(one: Touches, other: Touches) -> Touches:
    return lambda artifact: one(artifact) and other(artifact)


def english(artifact: Artifact) -> bool:
    return artifact.language == "en"


def letter(artifact: Artifact) -> bool:
    return artifact.paper == "letter"


@dataclass(frozen=True)
class Change:
    """Something that is changed, and which artifacts have to be made again for it."""

    name: str
    make: Callable[[Shop], None]
    touches: Touches


def _words(name: str, file: str, old: str, new: str, touches: Touches) -> Change:
    return Change(name, lambda shop: shop.words(file, old, new), touches)


def _template(name: str, file: str, old: str, new: str, touches: Touches) -> Change:
    return Change(name, lambda shop: shop.template(file, old, new), touches)


EN, AR = "words/en.yaml", "words/ar.yaml"
CHANGES = (
    _words("a comma in a word", EN, "lead: Do this in order", "lead: Do this, in order",
           both(english, checklist)),
    _words("a word of the card", EN, "title: Small card", "title: Smaller card",
           both(english, card)),
    _words("the title", EN, "title: A small guide", "title: The small guide", english),
    _words("a translation", AR, "lead: ", "lead: و", both(arabic, checklist)),
    _words("what a QR code says", EN, "title: Sites", "title: Web sites", both(english, checklist)),
    Change("a review", lambda shop: shop.review("words/ar.yaml", "phrases.yaml"), arabic),
    _words("a fact that only the card shows", "facts.yaml", '"102"', '"103"', card),
    _words("how sure that fact is", "facts.yaml", "checked: 2026-11-10\n  confidence: high",
           "checked: 2026-11-10\n  confidence: medium", card),
    _words("a fact that only the checklist shows", "facts.yaml", "30000-50000", "30000-60000",
           checklist),
    _words("a fact that everything shows", "facts.yaml", "*100#", "*101#", everything),
    _words("the day of the oldest check", "facts.yaml", "2026-11-01", "2026-11-02", everything),
    _words("the day of another check", "facts.yaml", "2026-11-04", "2026-11-06", nothing),
    _words("where a fact comes from", "facts.yaml", "source: a test", "source: a book", nothing),
    _words("a fact that nothing shows", "facts.yaml", "*111*123#", "*111*124#", nothing),
    _words("a remark in a file", EN, "title: A small guide", "# a remark\ntitle: A small guide",
           nothing),
    _words("a phrase", "phrases.yaml", "пожалуйста", "Пожалуйста", everything),
    _words("how a phrase sounds", "phrases.yaml", "Dayte", "Daite", checklist),
    _words("the order of the card's columns", "guide.yaml", "card:\n  columns: [balance, support]",
           "card:\n  columns: [support, balance]", card),
    _template("a rule of the card's style", "style/card.css", "0.9mm", "0.8mm", card),
    _template("a rule of the checklist's style", "style/checklist.css", "2.6mm", "2.5mm", checklist),
    _template("a rule of the common style", "style/base.css", "#16202a", "#16202b", everything),
    _template("the card's template", "card.html.j2", '<section class="back">', '<section class="back x">', card),
    _template("the common template", "parts.html.j2", 'scope="col"', 'scope="col" data-x="1"',
              everything),
    _template("a remark in a template", "card.html.j2", "<body", "{# a remark #}<body", nothing),
    _template("the press's own words", "words/ar.yaml", "check-first: ", "check-first: و", arabic),
    _template("the press's words of QR codes", "words/en.yaml", "QR code leading", "A code leading",
              both(english, checklist)),
    Change("a paper", lambda shop: shop.paper("letter"), letter),
    Change("the paper of the card", lambda shop: shop.paper("id1"), card),
    Change("a row of the products", lambda shop: shop.product("checklist"), checklist),
    Change("a face of one language", lambda shop: shop.package("fontpkg-almarai"), arabic),
    Change("the face of all", lambda shop: shop.package("fontpkg-source-sans-3"), everything),
    Change("a face that nothing is set in", lambda shop: shop.package("fontpkg-mukta"), nothing),
    Change("the engine", lambda shop: shop.package("weasyprint"), everything),
    Change("a package of no concern", lambda shop: shop.package("mypy"), nothing),
    Change("Pango", lambda shop: shop.patch.setattr(pango, "versions", lambda: {"Pango": "1.99"}),
           everything),
    Change("the press itself", lambda shop: shop.patch.setattr(versions, "_source", lambda press: "other"),
           everything),
    Change("the source date", lambda shop: shop.patch.setenv("SOURCE_DATE_EPOCH", "1800000000"),
           everything),
)  # fmt: skip
