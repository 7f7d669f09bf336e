"""An edition poured into a product's template: HTML for the engine.

Templates are code: whoever may write them runs what they like (docs/trust.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final, TypeVar

import segno
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from vademecum.blocks.image import Icon, Image
from vademecum.content.reading import shown
from vademecum.edition.edition import Edition
from vademecum.forms.papers import Paper
from vademecum.forms.products import Form, Product
from vademecum.forms.rooms import ROOMS, Room
from vademecum.problems.problem import Refused
from vademecum.setting import icons, lettering, room
from vademecum.setting.fit import Fitted
from vademecum.setting.fonts import Typefaces
from vademecum.setting.quiet import QR_CLASS, QUIET
from vademecum.setting.shelves import environment, fault, find, read
from vademecum.text.marks import Mark
from vademecum.text.runs import Run, Text
from vademecum.text.scripts import SCRIPTS
from vademecum.text.ties import WORD_JOINER, unparted

T = TypeVar("T")
PACKAGE: Final = Path(__file__).resolve().parent.parent
UNBROKEN: Final = re.compile(r"[\w*#.:@+]+")
"""What no line is broken in, though nothing says so (UAX #14)."""
TAG: Final = re.compile(r"""<(?!a\s)\w(?:[^<>"']|"[^"]*"|'[^']*')*>""")
"""A tag that may name a file: not that of a link, and nothing in words, where < is escaped."""
CSS_NAMED: Final = re.compile(r"""(?:url\(|@import(?!\s*url\())\s*["']?([^"':()]+)["']?""")


def folder() -> Path:
    """Return the folder of templates: inside the installed package, or beside it in a checkout."""
    installed = PACKAGE / "templates"
    return installed if installed.is_dir() else PACKAGE.parent / "templates"


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that went into a document: its address there, its file, and the text it has."""

    address: str
    name: str
    text: Text


@dataclass(frozen=True, slots=True)
class Document:
    """A product's document in one edition, the same for every paper and size, with all it names.

    `files` are style sheets and images by their paths, `panels` the texts of each part of the
    product that has a page to itself. `places` are the files' paths as a person would type them.
    `pictures` are those that went into it, as often as they did.
    """

    html: str
    files: Mapping[str, bytes]
    panels: Mapping[str, tuple[Text, ...]]
    places: Mapping[str, str] = field(default_factory=dict)
    pictures: tuple[Shown, ...] = ()

    def place(self, name: str) -> str:
        """Return the path of a file, or else of the template, as a person would type it."""
        return self.places.get(name) or self.places.get(TEMPLATE, TEMPLATE)

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text that went into the document, in order."""
        return tuple(text for texts in self.panels.values() for text in texts)


TEMPLATE: Final = "product.html.j2"
"""The template of all products."""
SLUG_TEMPLATE: Final = "slug.html.j2"
"""The template of what stands in the margin of sheets."""
SEEN: Final[Mapping[str, str]] = {
    "edition": "the guide in one language: `guide`, its id, `title`, `subject`, `author`",
    "made": "the product: `product`, with its `form`; `panels`, `blocks`, `kinds`, and `colophon`",
    "language": "the reader's: `tag`, `script`, `direction`, and `setting`, how it is set",
    "place": "the language of the place, or else the reader's",
    "typefaces": "the type: `families`, `place_families`, and `cuts`",
    "rooms": "how large a picture may be on the form, by its width, in mm: an `icon`, a `sign`",
    "panel": "begins a page: to be called with a panel's `id`",
    "created": "the day and time that are written into the file, or nothing",
    "setter": "remembers what was set; the filters use it",
}
"""What a template is told, by name."""
QR_SIDE: Final = 15.0
"""How wide a QR code is without its quiet zone, where a template says nothing, in millimetres."""
LONGEST: Final = 5_000_000
"""How long a document may be, in characters."""


def pour(
    edition: Edition,
    typefaces: Typefaces,
    product: Product,
    created: str = "",
    among: Sequence[Path] = (),
) -> Document:
    """Return a product of an edition poured into its template; raise Refused for its faults.

    Of sheets, that is what stands in their margin.
    `created` is the day and time that is written into the files (ISO 8601), or empty. `among` are
    the folders of templates, in the order in which a file is looked for, or else the press's own.
    """
    rooms = ROOMS[product.form.id]
    setter, among = TextSetter(edition, rooms), tuple(among) or (folder(),)
    values = {
        "setter": setter,
        "edition": edition,
        "made": edition.poured(product.id),
        "language": edition.language,
        "place": edition.place or edition.language,
        "typefaces": typefaces,
        "rooms": rooms,
        "panel": setter.panel,
        "created": created,
    }
    templates = _environment(among)
    try:
        name = SLUG_TEMPLATE if product.originals else TEMPLATE
        html = templates.get_template(name).render(values)
        if len(html) > LONGEST:
            raise ValueError(f"it makes {len(html):,} characters; {LONGEST:,} are the most")
        files = {**_files(html, among), **setter.pictures}
    except Exception as error:  # a template is code, and may come to any end
        raise Refused([fault(error, templates, among)]) from None
    panels = {name: tuple(texts) for name, texts in setter.panels.items()}
    named = {file: find(among, file) for file in files if file not in setter.pictures}
    found = {TEMPLATE: find(among, name), **named}
    places = {file: shown(path) for file, path in found.items() if path}
    return Document(html, files, panels, places, tuple(setter.shown))


@dataclass(slots=True)
class TextSetter:
    """Sets the texts of one edition, and remembers every text that went into each panel.

    `rooms` say how large pictures are; `pictures` are the bytes of those shown, by their addresses.
    """

    edition: Edition
    rooms: Mapping[str, Room] = field(default_factory=dict)
    panels: dict[str, list[Text]] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)

    def panel(self, name: str) -> str:
        """Begin a panel, a part of the product that has a page to itself."""
        self.panels[name] = []
        return ""

    def set(self, text: Text) -> Markup:
        """Return a text as markup, and remember it."""
        self._remember(text)
        return Markup("").join(
            _joiner(before, run, text) + _set_run(run, text) + marked(run.mark)
            for before, run in pairwise((None, *text.runs))
            if run
        )

    def plain(self, text: Text) -> str:
        """Return a text as it stands inside a link, and remember it.

        The engine makes an annotation for every inline box in a link, and tags only the first.
        """
        self._remember(text)
        return str(text)

    def picture(self, image: Image, text: Text) -> str:
        """Return the address of a picture, the hash of its bytes, and remember it."""
        data = lettering.lettered(image, self.edition) if image.letters else image.data
        return self._shown(image, data, text)

    def icon(self, icon: Icon, text: Text) -> str:
        """Return the address of an icon as it is drawn at its size, and remember it."""
        if not icon.pictogram:
            return self.picture(icon.image, text)
        return self._shown(icon.image, icons.printable(icon, self.rooms[icon.width]), text)

    def _shown(self, image: Image, data: bytes, text: Text) -> str:
        address = f"picture:{sha256(data).hexdigest()[:32]}"
        self.pictures[address] = data
        self.shown.append(Shown(address, image.name, text))
        return address

    def _remember(self, text: Text) -> None:
        if not self.panels:
            self.panel("page")
        self.panels[next(reversed(self.panels))].append(text)


def _joiner(before: Run | None, run: Run, around: Text) -> str:
    """Return what keeps an ending on the line of the number that it belongs to."""
    if before is None:
        return ""
    meeting = before.text[-1:] + run.text[:1]
    return WORD_JOINER if unparted(meeting, around.script) != meeting else ""


def _set_run(run: Run, around: Text) -> Markup:
    """Return a run as markup: one element where it is strong, kept or isolated, else none.

    The engine breaks lines too early before nested inlines.
    """
    markup, attributes = escape(unparted(run.text, around.script)), Markup("")
    if run.kept and (not UNBROKEN.fullmatch(run.text) or _is_unspaced(around)):
        attributes += Markup(' class="kept"')
    if run.direction not in (None, around.direction):
        attributes += Markup(' dir="{}"').format(run.direction)
    if not (run.strong or attributes):
        return markup
    tag = "strong" if run.strong else "bdi" if "dir=" in attributes else "span"
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(tag), attributes, markup)


def marked(mark: Mark | None) -> Markup:
    """Return what stands behind a text that carries a mark, if it does; it begins no line."""
    if mark is None:
        return Markup("")
    return Markup('<span class="mark">{}</span>').format(f"{WORD_JOINER}{mark.sign}")


def _is_unspaced(text: Text) -> bool:
    """Whether a text is of a script without spaces, which is broken by dictionary."""
    return text.script in SCRIPTS and SCRIPTS[text.script].scriptio_continua


def measures(paper: Paper, fitted: Fitted, form: Form) -> str:
    """Return the style sheet of one setting: its paper, the sizes of its type, and air."""
    page = f"@page {{ size: {paper.width}mm {paper.height}mm; bleed: {paper.bleed}mm }}"
    shown = "; ".join(
        f"--{use}: {size:.4g}pt" for use, size in form.shown.at(fitted.size, fitted.modest).items()
    )
    rules = [f"html {{ font-size: {fitted.size}pt; --air: {fitted.air}em; {shown} }}"]
    rules += (f'[data-side="{side}"] {{ --air: {air}em }}' for side, air in fitted.sides)
    return "\n".join((page, *rules, ""))


def halves(items: Sequence[T]) -> tuple[Sequence[T], Sequence[T]]:
    """Return the items in two columns, an odd one in the first; the order is kept."""
    half = (len(items) + 1) // 2
    return items[:half], items[half:]


def _qr(url: str, title: str, module: float = 0.0) -> Markup:
    """Return a QR code as inline SVG with its title (ISO/IEC 18004, error correction M).

    Its quiet zone is a part of it. A `module` is as wide as is said, in millimetres, or else so
    that all of them take 15 mm.
    """
    code = _code(url)
    across = code.symbol_size(border=0)[0]
    side = round((across + 2 * QUIET) * (module or QR_SIDE / across), 3)
    kind = {"svgclass": QR_CLASS, "lineclass": None, "title": title}
    svg = code.svg_inline(border=QUIET, omitsize=True, **kind).removeprefix("<svg")
    return Markup(f'<svg width="{side}mm" height="{side}mm"{svg}')


@lru_cache(maxsize=256)
def _code(url: str) -> segno.QRCode:
    return segno.make(url, error="m", micro=False)


def _files(html: str, among: Sequence[Path]) -> Mapping[str, bytes]:
    """Return the files below folders of templates that a document names, by their paths there."""
    found: dict[str, bytes] = {}
    wanted = _named(html)
    while wanted:
        name = normpath(wanted.pop())
        if name not in found and find(among, name):  # the engine says of what is missing
            found[name] = read(among, name)
            text = found[name].decode("utf-8", "replace") if name.endswith(".css") else ""
            wanted += [join(dirname(name), other) for other in CSS_NAMED.findall(text)]
    return found


class _Naming(HTMLParser):
    """Notes what the tags of a document name with `href` and `src`, but for addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = (value for key, value in attrs if key in ("href", "src") and value)
        self.names += [name for name in found if ":" not in name and not name.startswith("#")]


def _named(html: str) -> list[str]:
    """Return the files that a document names in its tags, whatever its words look like."""
    naming = _Naming()
    naming.feed("".join(tag for tag in TAG.findall(html) if "href=" in tag or "src=" in tag))
    return naming.names


@cache
def _environment(among: tuple[Path, ...]) -> Environment:
    return environment(among, FILTERS)


@pass_context
def _set(context: Context, text: Text) -> Markup:
    """Return a text as markup, which the page then must show."""
    setter: TextSetter = context["setter"]
    return setter.set(text)


@pass_context
def _plain(context: Context, text: Text) -> str:
    """Return a text without markup, as it stands inside a link."""
    setter: TextSetter = context["setter"]
    return setter.plain(text)


@pass_context
def _picture(context: Context, image: Image, text: Text) -> str:
    """Return the address of a picture, which the page then must show; `text` is told of it."""
    setter: TextSetter = context["setter"]
    return setter.picture(image, text)


@pass_context
def _icon(context: Context, icon: Icon, text: Text) -> str:
    """Return the address of an icon, which the page then must show beside `text`."""
    setter: TextSetter = context["setter"]
    return setter.icon(icon, text)


FILTERS: Final[Mapping[str, Callable[..., object]]] = {
    "set": _set,
    "plain": _plain,
    "picture": _picture,
    "icon": _icon,
    "qr": _qr,
    "halves": halves,
    "marked": marked,
    "comb_class": room.comb_class,
    "stands_above": room.stands_above,
    "stand_beside": room.stand_beside,
}
"""What a template can do to a value, besides what Jinja has."""
