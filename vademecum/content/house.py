"""The house: what stands beside content/, and goes before the press's own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from vademecum.content import themes
from vademecum.content.themes import DEFAULT, THEMES, Theme
from vademecum.text import language as languages
from vademecum.text.faces import FACES, Face
from vademecum.text.language import Language
from vademecum.text.scripts import SCRIPTS, Script
from vademecum.text.tags import UnknownLanguage

FILE: Final = "press.yaml"
TEMPLATES: Final = "templates"
PICTOGRAMS: Final = "pictograms"
SUFFIX: Final = ".yaml"


@dataclass(frozen=True, slots=True)
class House:
    """What a house sets and says in its own way.

    `press` is the folder of the press's own templates, `templates` that of the house, or None where
    it has none. `region` is that of guides that name none (ISO 3166), `scripts` are all that can be
    set, `packages` the distributions from which the house's own faces come, `faces` all that it can
    name, by their ids. `theme` is that of guides that have none. Corrections go to the `contact`;
    at the `site` the newest editions stand, an https address without a slash at its end.
    """

    press: Path
    templates: Path | None = None
    region: str | None = None
    scripts: Mapping[str, Script] = field(default_factory=lambda: SCRIPTS)
    packages: tuple[str, ...] = ()
    faces: Mapping[str, Face] = field(default_factory=lambda: FACES)
    theme: Theme = THEMES[DEFAULT]
    contact: str = ""
    site: str = ""

    @property
    def shelves(self) -> tuple[Path, ...]:
        """The folders of templates, in the order in which a file is looked for."""
        return (self.templates, self.press) if self.templates else (self.press,)

    def language(self, tag: str) -> Language:
        """Return the language of a canonical BCP 47 tag, or raise UnknownLanguage."""
        return languages.language(tag, self.scripts)

    def words(self, tag: str) -> Iterator[Path]:
        """Yield the files with the press's words for a language, the one that goes first first.

        Of a shelf with none for the very tag, it is that of the same language in the same script,
        such as pt for pt-BR and zh-Hant for zh-HK.
        """
        try:
            ways = dict.fromkeys((tag, *self.language(tag).ways))
        except UnknownLanguage:
            ways = {tag: None}
        for shelf in self.shelves:
            paths = (shelf / "words" / f"{way}{SUFFIX}" for way in ways)
            yield from [path for path in paths if os.path.lexists(path)][:1]

    def pictogram(self, id: str) -> Path:
        """Return the file of a pictogram, the house's own or else the press's."""
        paths = [shelf / PICTOGRAMS / f"{id}.svg" for shelf in self.shelves]
        return next((path for path in paths if os.path.lexists(path)), paths[-1])

    def words_to_write(self, tag: str) -> Path:
        """Return the file in which a house says what the press does not know to say."""
        return Path(TEMPLATES, "words", f"{tag}{SUFFIX}")


def templates(folder: Path, press: Path) -> Path | None:
    """Return the folder of a house's own templates; in a checkout that is the press's own."""
    own = folder / TEMPLATES
    return own if own.is_dir() and not own.samefile(press) else None


def roots() -> tuple[str, ...]:
    """Return what of the house a change can change what a build makes, or says."""
    return FILE, themes.FILE, TEMPLATES
