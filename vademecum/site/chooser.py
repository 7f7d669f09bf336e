"""The page on which a reader chooses a language: every guide of the site, in all its languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment

from vademecum.content.themes import Theme
from vademecum.problems.problem import Refused
from vademecum.setting import fonts, shelves
from vademecum.site import page
from vademecum.site.markup import FILTERS
from vademecum.site.palette import palette
from vademecum.site.webtype import WebFace, short_hash
from vademecum.text import cldr, scripts, tags
from vademecum.text.faces import Face
from vademecum.text.language import Language

TEMPLATE: Final = f"{page.FOLDER}/chooser.html.j2"
TYPE: Final = f"{page.FOLDER}/chooser.css.j2"


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """A page of the site: its guide, its language by BCP 47 tag, and its title in that language.

    `source` is the language that the guide was first written in, `partner` the name of who has it
    in a way of its own, or empty.
    """

    guide: str
    language: str
    title: str
    source: str
    partner: str = ""

    @property
    def address(self) -> str:
        """The address of the page, from the chooser's."""
        return f"{self.guide}/{self.language}/index.html"

    @property
    def autonym(self) -> str:
        """What the language calls itself."""
        return cldr.autonym(self.language)

    @property
    def direction(self) -> str:
        """The direction of the language's script."""
        return scripts.direction(tags.subtags(self.language).script)


@dataclass(frozen=True, slots=True)
class ChooserType:
    """The type of the chooser: `families` say by its tag in which face a language is set."""

    families: Mapping[str, str]
    faces: tuple[WebFace, ...]


def type_of(choices: Iterable[Choice], languages: Iterable[Language]) -> ChooserType:
    """Return the type in which some languages are set, for what choices say in them."""
    said: dict[str, str] = {}
    for choice in choices:
        before = said.get(choice.language, " ")
        said[choice.language] = f"{before}{choice.autonym}{choice.title}{choice.partner}"
    chosen = {one.tag: fonts.stack(one, said[one.tag])[0] for one in languages if one.tag in said}
    characters: dict[Face, set[str]] = {}
    for tag, face in chosen.items():
        characters.setdefault(face, set()).update(said[tag])
    cuts = fonts.cuts({face: "".join(sorted(found)) for face, found in characters.items()})
    faces = tuple(WebFace(cut.face.id, cut.weight, cut) for cut in cuts)
    return ChooserType({tag: face.id for tag, face in chosen.items()}, faces)


def pour(
    choices: Iterable[Choice], type: ChooserType, theme: Theme, among: Sequence[Path]
) -> dict[str, bytes]:
    """Return the chooser as files by their names; raise Refused for faults of its templates."""
    environment = _environment(tuple(among))
    try:
        return _poured(_guides(choices), type, theme, environment, among)
    except Exception as error:  # a template is code, and may come to any end
        raise Refused([shelves.fault(error, environment, among)]) from None


def _guides(choices: Iterable[Choice]) -> dict[str, list[Choice]]:
    """Return the pages by their guides, the one in a guide's first language first."""
    guides: dict[str, list[Choice]] = {}
    for choice in sorted(choices, key=lambda one: (one.guide, one.language != one.source, one)):
        guides.setdefault(choice.guide, []).append(choice)
    return guides


def _poured(
    guides: Mapping[str, list[Choice]],
    type: ChooserType,
    theme: Theme,
    templates: Environment,
    among: Sequence[Path],
) -> dict[str, bytes]:
    sheets = (f"{page.FOLDER}/style/{name}.css" for name in ("base", "chooser"))
    colours = palette(theme)
    cut = templates.get_template(TYPE).render({"type": type, "palette": colours}).encode()
    style = b"\n".join((*(shelves.read(among, sheet) for sheet in sheets), cut))
    script = shelves.read(among, f"{page.FOLDER}/scripts/chooser.js")
    styled, scripted = f"style.{short_hash(style)}.css", f"chooser.{short_hash(script)}.js"
    values = {"guides": guides, "style": styled, "script": scripted, "palette": colours}
    text = templates.get_template(TEMPLATE).render(values).strip()
    icon = shelves.read(among, f"{page.FOLDER}/icons/icon.svg")
    return {
        "index.html": f"{text}\n".encode(),
        styled: style,
        scripted: script,
        "icon.svg": icon,
    }


@cache
def _environment(among: tuple[Path, ...]) -> Environment:
    return shelves.environment(among, FILTERS)
