"""Every kind of change that can be made to what a paper is made from, and what it touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests.blocks.guides import svg
from tests.conftest import Desk
from vademecum.blocks.registry import KINDS
from vademecum.build import clock, versions
from vademecum.build.plan import Artifact
from vademecum.forms.papers import PAPERS
from vademecum.forms.products import FORMS
from vademecum.setting import pango


@dataclass(frozen=True)
class Shop:
    """A desk with templates of its own; a fact and a label of the place are on the card only."""

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

    def style(self, name: str) -> None:
        """Add a rule to a style sheet, which must be there."""
        path = self.templates / "style" / name
        path.write_text(f"{path.read_text('utf-8')}\nb {{ font-style: normal }}\n", "utf-8")

    def package(self, name: str) -> None:
        """Install another version of a package, as far as its metadata tells."""
        folder = self.desk.folder / "packages"
        metadata = folder / f"{name.replace('-', '_')}-99.0.dist-info"
        metadata.mkdir(parents=True)
        installed = distribution(name)
        (metadata / "METADATA").write_text(f"Name: {name}\nVersion: 99.0\n")
        (metadata / "RECORD").write_text(installed.read_text("RECORD") or "", "utf-8")
        for file in installed.files or ():
            if file.suffix in (".ttf", ".otf"):
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                (folder / file).symlink_to(str(installed.locate_file(file)))
        self.patch.syspath_prepend(str(folder))

    def house(self, name: str, text: str) -> None:
        """Write a file of the house, beside content/."""
        path = self.desk.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def removed(self, name: str) -> None:
        """Take a file of the house away."""
        (self.desk.folder / name).unlink()

    def own(self, name: str, old: str = "", new: str = "") -> None:
        """Write a template of the house: the press's own, with some text replaced."""
        text = (self.templates / name).read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        self.house(f"templates/{name}", text.replace(old, new, 1))

    def paper(self, name: str) -> None:
        """Make a paper a little shorter."""
        paper = PAPERS[name]
        self.patch.setitem(PAPERS, name, replace(paper, height=paper.height - 0.5))

    def form(self, name: str) -> None:
        """Allow a form a little less type; products get it when the guide is read."""
        form = FORMS[name]
        self.patch.setitem(FORMS, name, replace(form, ceiling=form.ceiling - 0.1))

    def day(self, day: date) -> None:
        """Have it be another day."""
        self.patch.setattr(clock, "today", lambda: day)


TODAY = date(2026, 12, 1)
"""On which no fact is past its shelf life."""
POLICE = """police:
  kind: short-number
  value: "102"
  source: a test
  checked: 2026-11-10
  confidence: high
  shelf_life: 540
"""


LABELS = """labels:
  emergency:
    text: "{police} бесплатно"
"""


def prepare(shop: Shop) -> None:
    """Give the small guide a fact that only the card shows, to the place, and one item more."""
    for name, more in (("facts.yaml", POLICE), ("phrases.yaml", LABELS)):
        path = shop.desk.guide / name
        path.write_text(path.read_text("utf-8") + more, "utf-8")
    shop.words("guide.yaml", "level: danger}", "level: danger, reader: place}")
    shop.words("guide.yaml", "- {id: emergency}", "- {id: emergency}\n      - {id: again}")
    for language in ("en", "ar"):
        words = f"words/{language}.yaml"
        shop.words(words, 'text: "{emergency.all}', 'text: "{police}')
        shop.words(
            words, "{emergency.all}.\n", '{emergency.all}.\n      again: "{emergency.all}"\n'
        )


TOP, MAP = "pictures/logo.svg", "pictures/map.svg"
DRAWN = """
logo: {file: logo.svg, source: a test, licence: MIT, checked: 2026-11-01, shelf_life: 365}
map: {file: map.svg, in: {ar: map-ar.svg}, source: a test, licence: MIT, checked: 2026-11-01,
      shelf_life: 365, letters: none}
"""


def draw(shop: Shop) -> None:
    """Give the small guide a logo on all paper, and a map on the checklist, one more for Arabic."""
    for name in (TOP, MAP, "pictures/map-ar.svg"):
        path = shop.desk.guide / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(svg('<circle cx="9" cy="9" r="3"/>'), "utf-8")
    (shop.desk.guide / "pictures.yaml").write_text(DRAWN, "utf-8")
    shop.words("guide.yaml", "lead: true}", "lead: true, logo: logo}")
    shop.words("guide.yaml", "  end: ", "  way: {kind: picture, picture: map}\n  end: ")
    shop.words("guide.yaml", "say, end]", "say, way, end]")
    for language, logo, map in (("en", "Our sign", "A map"), ("ar", "رمزنا", "خريطة")):
        words = f"words/{language}.yaml"
        shop.words(words, "  top:\n", f"  way: {{alt: {map}}}\n  top:\n    alt: {logo}\n")


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


def either(one: Touches, other: Touches) -> Touches:
    return lambda artifact: one(artifact) or other(artifact)


def english(artifact: Artifact) -> bool:
    return artifact.language == "en"


def letter(artifact: Artifact) -> bool:
    return artifact.paper == "letter"


@dataclass(frozen=True)
class Change:
    """Something that is changed, and which artifacts have to be made again for it.

    `before` is what has to be there first.
    """

    name: str
    make: Callable[[Shop], None]
    touches: Touches
    before: Callable[[Shop], None] = lambda shop: None


def _words(name: str, file: str, old: str, new: str, touches: Touches) -> Change:
    return Change(name, lambda shop: shop.words(file, old, new), touches)


def _template(name: str, file: str, old: str, new: str, touches: Touches) -> Change:
    return Change(name, lambda shop: shop.template(file, old, new), touches)


def _style(name: str, file: str, touches: Touches) -> Change:
    return Change(name, lambda shop: shop.style(file), touches)


EN, AR, GUIDE = "words/en.yaml", "words/ar.yaml", "guide.yaml"
KEEPS = "checked: 2026-11-10\n  confidence: high\n  shelf_life: 540"
MACRO = "{% macro block(it) %}\n"
SHOWN: Mapping[str, Touches] = {
    "masthead": everything,
    "text": card,
    "list": checklist,
    "table": everything,
    "fields": everything,
    "qr": checklist,
    "callout": card,
    "phrases": everything,
    "colophon": everything,
}
"""What shows each kind of block; a kind that is not here stands in no product."""


def _kinds() -> Iterator[Change]:
    """Yield two changes a kind of block: of its macro, and of its style."""
    for kind in KINDS:
        touches = SHOWN.get(kind, nothing)
        yield _template(
            f"the macro of the kind {kind}",
            f"blocks/{kind}.html.j2",
            MACRO,
            f"{MACRO}<!-- changed -->\n",
            touches,
        )
        yield _style(f"the style of the kind {kind}", f"blocks/{kind}.css", touches)  # fmt: skip


def _move(shop: Shop) -> None:
    shop.words(GUIDE, "        - emergency\n", "")
    shop.words(GUIDE, "never, end]", "never, emergency, end]")


def _long(shop: Shop) -> None:
    shop.words(GUIDE, "{block: say, short: true}", "say")
    shop.words(EN, "    short:\n      title: Show this\n", "")
    shop.words(AR, "    short:\n      title: اعرض هذا\n", "")


def _for_the_place(shop: Shop) -> None:
    shop.words(GUIDE, "paragraphs: [never]", "paragraphs: [never], reader: place")
    label = "labels:\n  never: {paragraphs: {never: Дайте чек.}}\n"
    shop.words("phrases.yaml", "labels:\n", label)


def _theme(shop: Shop, text: str) -> None:
    (shop.desk.guide / "theme.yaml").write_text(text, "utf-8")


PRESS, OWN, FIELDS = "press.yaml", "templates/words/ar.yaml", "blocks/fields.html.j2"
CARD = "style/forms/card.css"
TALL = "scripts: {Arab: {leading: %s}}\n"
FACE = """faces:
  almarai:
    package: fontpkg-almarai
    regular: files/Almarai-Regular.ttf
    bold: files/Almarai-Bold.ttf
    joined: true
"""
USED = FACE + "scripts: {Arab: {faces: [almarai]}}\n"


def _comes_changes_goes(
    what: str, name: str, one: str, other: str, touches: Touches
) -> Iterator[Change]:
    """Yield three changes of a file of the house."""

    def has(text: str) -> Callable[[Shop], None]:
        return lambda shop: shop.house(name, text)

    yield Change(f"{what}, made", has(one), touches)
    yield Change(f"{what}, changed", has(other), touches, has(one))
    yield Change(f"{what}, removed", lambda shop: shop.removed(name), touches, has(one))


def _override(what: str, name: str, old: str, new: str, touches: Touches) -> Iterator[Change]:
    """Yield four changes of what goes before a file of the press."""

    def own(new: str) -> Callable[[Shop], None]:
        return lambda shop: shop.own(name, old, new)

    yield Change(f"{what} of the house, made", own(new), touches)
    yield Change(
        f"{what} of the house, changed", own(new.replace("ours", "theirs")), touches, own(new)
    )
    yield Change(
        f"{what} of the house, removed", lambda shop: shop.removed(f"templates/{name}"), touches,
        own(new),
    )  # fmt: skip
    yield Change(f"{what} of the house, the same as the press's", own(old), nothing)


def _pictures() -> Iterator[Change]:
    """Yield what can change of pictures, in a guide that shows some."""

    def change(name: str, file: str, old: str, new: str, touches: Touches) -> Change:
        return Change(name, lambda shop: shop.words(file, old, new), touches, draw)

    yield change("a logo on all paper", TOP, "circle", "ellipse", everything)
    yield change("a map", MAP, 'r="3"', 'r="4"', both(english, checklist))
    yield change("a map for one language", "pictures/map-ar.svg", "9", "8", both(arabic, checklist))
    yield change("a remark in a map", MAP, "<circle", "<!-- a remark --><circle", nothing)
    yield change("where a map comes from", "pictures.yaml", "map.svg, in", "map.svg,  in", nothing)
    yield change("what those are told who see no map", EN, "alt: A map", "alt: The map",
                 both(english, checklist))  # fmt: skip
    yield change("how wide a map is", GUIDE, "picture: map}", "picture: map, width: page}",
                 checklist)  # fmt: skip


def _icons() -> Iterator[Change]:
    """Yield what can change of icons, in a guide that has some."""
    water, words = "templates/pictograms/water.svg", "{id: kind, icon: water}"

    def drawn(shop: Shop) -> None:
        draw(shop)
        shop.words(GUIDE, "{id: kind}", words)
        shop.words(GUIDE, "{id: own-number}", "{id: own-number, icon: logo}")
        shop.words(GUIDE, "kind: callout,", "kind: callout, icon: emergency,")

    def change(name: str, file: str, old: str, new: str, touches: Touches) -> Change:
        return Change(name, lambda shop: shop.words(file, old, new), touches, drawn)

    yield change("another icon", GUIDE, words, "{id: kind, icon: fire}", checklist)
    yield change("no icon", GUIDE, " icon: emergency,", "", card)
    yield change("a picture that is an icon", TOP, "circle", "ellipse", everything)

    def redrawn(name: str, id: str, old: str, new: str, touches: Touches) -> Change:
        file = f"pictograms/{id}.svg"
        return Change(f"{name} {id}", lambda shop: shop.template(file, old, new), touches, drawn)

    for id, touches in (("water", checklist), ("emergency", card), ("egg", nothing)):
        larger = 'viewBox="0 0 20 20"', 'viewBox="0 0 21 21"'
        yield redrawn("the pictogram", id, *larger, touches)
        yield redrawn("a remark in the pictogram", id, "</svg>", "<!-- ours --></svg>", nothing)
    ours = svg('<path d="M1 1h9" stroke="currentColor"/>')
    yield Change("a pictogram of the house", lambda shop: shop.house(water, ours), checklist, drawn)
    yield Change("a pictogram of the house that nothing shows",
                 lambda shop: shop.house("templates/pictograms/egg.svg", ours), nothing,
                 drawn)  # fmt: skip


def _house() -> Iterator[Change]:
    """Yield what can come, change and go beside content/."""
    look = "base: sunny\n", "base: sunny\ncorner: 0\n"
    yield from _comes_changes_goes("a theme of the house", "theme.yaml", *look, everything)
    yield Change("a theme", lambda shop: _theme(shop, "base: mono\n"), everything)
    yield Change("a remark in a theme", lambda shop: _theme(shop, "base: mono # black\n"), nothing,
                 lambda shop: _theme(shop, "base: mono\n"))  # fmt: skip
    yield Change("a theme of the house, over which a guide has its own",
                 lambda shop: shop.house("theme.yaml", "base: sunny\n"), nothing,
                 lambda shop: _theme(shop, "base: mono\n"))  # fmt: skip
    yield from _comes_changes_goes(PRESS, PRESS, TALL % 1.45, TALL % 1.5, arabic)
    yield from _override("a macro", FIELDS, MACRO, f"{MACRO}<!-- ours -->\n", everything)
    yield from _override("a style sheet", CARD, "\n", "\n/* ours */\n", card)
    ours, better = (f"check-first: افحص {word} أولا\n" for word in ("هذا", "ذلك"))
    yield from _comes_changes_goes("words of the house", OWN, ours, better, arabic)

    def used(shop: Shop) -> None:
        shop.house(PRESS, USED)

    upgraded = "a package that press.yaml names, upgraded"
    yield Change("a face that press.yaml names", used, arabic)
    yield Change(upgraded, lambda shop: shop.package("fontpkg-almarai"), arabic, used)
    yield Change("a face that no script names", lambda shop: shop.house(PRESS, FACE), nothing)
    yield Change("a template that no other names", lambda shop: shop.house("templates/x", ""),
                 nothing)  # fmt: skip
    silent = "unreviewed-source: هذا النص لم يراجع\n"
    yield Change("words of the house that nothing shows", lambda shop: shop.house(OWN, silent),
                 nothing)  # fmt: skip


CHANGES = (
    *_house(),
    *_pictures(),
    *_icons(),
    _words("a comma in a word", EN, "lead: Do this in order", "lead: Do this, in order",
           both(english, checklist)),
    _words("a short word, of the card", EN, "title: Small card", "title: Smaller card",
           both(english, card)),
    _words("a word that only the card shows", EN, "      never: Never", "      never: Do not",
           both(english, card)),
    _words("a letter that is new to the type", EN, "title: Small card", "title: Small cård",
           english),
    _words("the title", EN, "title: A small guide", "title: The small guide", english),
    _words("a translation", AR, "lead: ", "lead: و", both(arabic, checklist)),
    _words("what stands over QR codes", EN, "title: Sites", "title: Web sites",
           both(english, checklist)),
    Change("a review", lambda shop: shop.review("words/ar.yaml"), arabic),
    Change("a review of the phrases", lambda shop: shop.review("phrases.yaml"), everything),
    _words("a fact that only the card shows", "facts.yaml", '"102"', '"103"', card),
    _words("how sure that fact is", "facts.yaml", "checked: 2026-11-10\n  confidence: high",
           "checked: 2026-11-10\n  confidence: medium", card),
    _words("how long that fact keeps, and still does", "facts.yaml", KEEPS, f"{KEEPS[:-3]}21", card),
    _words("how long that fact kept", "facts.yaml", KEEPS, f"{KEEPS[:-3]}20",
           either(card, arabic)),
    Change("the last day of a claim", lambda shop: shop.day(date(2027, 3, 7)), nothing),
    Change("the day after, on which what rests on it is marked",
           lambda shop: shop.day(date(2027, 3, 8)), either(checklist, arabic)),
    Change("a day on which codes that everything shows are stale",
           lambda shop: shop.day(date(2028, 5, 1)), everything),
    _words("a fact that only the checklist shows", "facts.yaml", "30000-50000", "30000-60000",
           checklist),
    _words("a fact that everything shows", "facts.yaml", "*100#", "*101#", everything),
    _words("what a QR code holds", "facts.yaml", "https://mts.ru", "https://mts.ru/en", checklist),
    _words("the day of the oldest check", "facts.yaml", "2026-11-01", "2026-11-02", everything),
    _words("the day of another check", "facts.yaml", "2026-11-04", "2026-11-06", nothing),
    _words("where a fact comes from", "facts.yaml", "source: a test", "source: a book", nothing),
    _words("a fact that nothing shows", "facts.yaml", "*111*123#", "*111*124#", nothing),
    _words("a remark in a file", EN, "title: A small guide", "# a remark\ntitle: A small guide",
           nothing),
    _words("a phrase", "phrases.yaml", "пожалуйста", "Пожалуйста", everything),
    _words("how a phrase sounds", "phrases.yaml", "Dayte", "Daite", checklist),
    _words("a label of the place", "phrases.yaml", "бесплатно", "так бесплатно", card),
    _words("the order of a table's columns", GUIDE, "columns: [balance, support]",
           "columns: [support, balance]", everything),
    _words("a spot's columns", GUIDE, "{block: codes, short: true, title: false}",
           "{block: codes, columns: [support], short: true, title: false}", card),
    _words("which parts a spot has", GUIDE, "{flow: [trouble]",
           "{flow: [{block: trouble, only: [emergency]}]", checklist),
    _words("parts of a spot that are all there are", GUIDE, "{block: codes, short",
           "{block: codes, only: [mts], short", nothing),
    Change("a spot that is no longer short", _long, card),
    _words("a spot's heading", GUIDE, "{block: say, short: true}",
           "{block: say, short: true, title: false}", card),
    _words("whether headings are numbered", GUIDE, "[trouble], in: 2, numbered: true",
           "[trouble], in: 2", checklist),
    Change("a block moved to another panel", _move, card),
    _words("the order of blocks on a panel", GUIDE, "never, end]", "end, never]", card),
    _words("what blocks stand beside each other", GUIDE, "sites, say, end]", "sites, [say, end]]",
           checklist),
    _words("what a panel is called", GUIDE, "      front: [top, mine", "      outside: [top, mine",
           nothing),
    Change("who a block is for", _for_the_place, card),
    _words("what an item rests on", GUIDE, "{id: kind}", "{id: kind, rests_on: [kiosk.identity]}",
           checklist),
    *_kinds(),
    _style("a rule of the card's style", "forms/card.css", card),
    _style("a rule of the sheet's style", "forms/sheet.css", checklist),
    _style("a rule of the common style", "base.css", everything),
    _template("the template of all products", "product.html.j2", "<body ", '<body data-x="1" ',
              everything),
    _template("the common template", "parts.html.j2", "<meta charset", '<meta data-x="1" charset',
              everything),
    _template("a remark in a template", "product.html.j2", "<body ", "{# a remark #}<body ",
              nothing),
    _template("the press's own words", "words/ar.yaml", "check-first: \"", "check-first: \"و",
              arabic),
    _template("the press's words of stale facts, where there are none", "words/ar.yaml",
              "out-of-date: \"", "out-of-date: \"و", nothing),
    _template("the press's words of QR codes", "words/en.yaml", "QR code leading", "A code leading",
              both(english, checklist)),
    Change("a paper", lambda shop: shop.paper("letter"), letter),
    Change("the paper of the card", lambda shop: shop.paper("id1"), card),
    Change("a paper that nothing is made on", lambda shop: shop.paper("business"), nothing),
    Change("the row of the form of the checklist", lambda shop: shop.form("sheet"), checklist),
    Change("the row of the form of the card", lambda shop: shop.form("card"), card),
    Change("a face of one language", lambda shop: shop.package("fontpkg-ibm-plex-sans-arabic"), arabic),
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
