"""A screen poured into the page of its language: HTML, its style and its script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment

from vademecum.edition.screen import Offer, Screen
from vademecum.problems.problem import Refused
from vademecum.setting import shelves
from vademecum.site.album import Album
from vademecum.site.markup import FILTERS
from vademecum.site.palette import palette
from vademecum.site.printed import Printed
from vademecum.site.webtype import WebType, short_hash, webtype

FOLDER: Final = "site"
"""Where the site's templates stand among the others."""
TEMPLATE: Final = f"{FOLDER}/page.html.j2"
TYPE: Final = f"{FOLDER}/type.css.j2"
APP: Final = f"{FOLDER}/app.webmanifest.j2"
STYLES: Final = ("base", "page", "show")
SCRIPTS: Final = ("keep", "copy", "show", "paper", "offline")
LONGEST: Final = 5_000_000
"""How long a page may be, in characters."""
SEEN: Final[Mapping[str, str]] = {
    "screen": "the guide for screens: `head`, `sections`, `colophon`, `credits`, `contact`",
    "edition": "the guide in one language: `guide`, its id, `title`, `subject`, `author`",
    "language": "the reader's: `tag`, `script`, `direction`, and `setting`, how it is set",
    "place": "the language of the place, or else the reader's",
    "said": "the press's own words by their keys",
    "offers": "what can be printed: `offer`, with its `name`, and `papers`, each a PDF",
    "type": "the type: `families`, `place_families`, those of `heading`, and `faces`",
    "palette": "the colours by `day` and by `night`, by their names in style sheets",
    "album": "gathers the pictures and pictograms; the filters use it",
    "style": "the address of the style sheet",
    "script": "the address of the script",
}
"""What a template of the site is told, by name."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A product that is offered, on each of its papers."""

    offer: Offer
    papers: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as files by their names; its type and its pictures are still to be made."""

    files: Mapping[str, bytes]
    type: WebType
    offers: tuple[Offered, ...]


def pour(screen: Screen, printed: Sequence[Printed], among: Sequence[Path]) -> Page:
    """Return the page of a screen that offers PDFs; raise Refused for faults of its templates.

    `among` are the folders of templates, in the order in which a file is looked for.
    """
    environment = _environment(tuple(among))
    try:
        return _poured(screen, printed, environment, among)
    except Exception as error:  # a template is code, and may come to any end
        raise Refused([shelves.fault(error, environment, among)]) from None


def _poured(
    screen: Screen, printed: Sequence[Printed], templates: Environment, among: Sequence[Path]
) -> Page:
    type, offers, album = webtype(screen), tuple(_offered(screen, printed)), Album(screen.edition)
    values = {
        "screen": screen,
        "edition": screen.edition,
        "language": screen.language,
        "place": screen.place,
        "said": screen.said,
        "offers": offers,
        "type": type,
        "palette": palette(screen.edition.theme),
        "album": album,
    }
    style = b"\n".join(
        [
            *(shelves.read(among, f"{FOLDER}/style/{name}.css") for name in _styles(screen)),
            _rendered(templates, TYPE, values),
        ]
    )
    script = b"\n".join(shelves.read(among, f"{FOLDER}/scripts/{name}.js") for name in SCRIPTS)
    named = {f"style.{short_hash(style)}.css": style, f"page.{short_hash(script)}.js": script}
    values["style"], values["script"] = named
    files = {
        "index.html": _rendered(templates, TEMPLATE, values),
        "app.webmanifest": _rendered(templates, APP, values),
        **named,
        **album.files,
        **{name: shelves.read(among, f"{FOLDER}/icons/{name}") for name in ICONS},
    }
    return Page(files, type, offers)


ICONS: Final = ("icon.svg", "icon-192.png", "icon-512.png")


def _rendered(templates: Environment, name: str, values: Mapping[str, object]) -> bytes:
    text = templates.get_template(name).render(values)
    if len(text) > LONGEST:
        raise ValueError(f"it makes {len(text):,} characters; {LONGEST:,} are the most")
    return f"{text.strip()}\n".encode()


def _styles(screen: Screen) -> Iterable[str]:
    shown = (*((screen.head,) if screen.head else ()), *screen.sections)
    kinds = sorted({section.block.kind for section in shown})
    return (*STYLES, *(f"blocks/{kind}" for kind in kinds))


def _offered(screen: Screen, printed: Sequence[Printed]) -> Iterator[Offered]:
    for offer in screen.offers:
        papers = tuple(one for one in printed if one.product == offer.product.id)
        if papers:
            yield Offered(offer, papers)


@cache
def _environment(among: tuple[Path, ...]) -> Environment:
    return shelves.environment(among, FILTERS)
