"""The type of a page for browsers: the faces of paper, cut to what the page says, as WOFF2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO

from vademecum.edition.screen import Screen
from vademecum.setting import fonts
from vademecum.setting.fonts import Cut, Typefaces
from vademecum.text import cldr
from vademecum.text.faces import WEIGHTS
from vademecum.text.language import Language
from vademecum.text.runs import Run, Text

DIGITS = 8
"""How many hexadecimal digits tell a file's content in its name."""


def short_hash(data: bytes) -> str:
    """Return the hash of a content as names of files have it."""
    return sha256(data).hexdigest()[:DIGITS]


@dataclass(frozen=True, slots=True)
class WebFace:
    """A cut face as a file of the site; `family` is what the page's style calls it."""

    family: str
    weight: int
    cut: Cut

    @property
    def key(self) -> str:
        """The hash of all that the file is made from, but for what makes it."""
        return sha256(f"woff2 {self.cut.url}".encode("ascii")).hexdigest()

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"type/{self.cut.face.id}-{self.weight}.{self.key[:DIGITS]}.woff2"

    def make(self) -> bytes:
        """Return the file (WOFF 2.0, W3C)."""
        from fontTools.ttLib import TTFont, woff2

        woff2.brotli = _Brotli
        font, packed = TTFont(BytesIO(self.cut.plain()), recalcTimestamp=False), BytesIO()
        font.flavor = "woff2"
        font.save(packed, reorderTables=False)
        return packed.getvalue()


def _units(language: Language) -> Iterator[Text]:
    """Yield how lengths and sizes of files are written: the page tells them of what it offers."""
    yield Text((Run(cldr.kilobytes(1000, language.locale)),))
    yield Text((Run(cldr.millimetres((1.5, 1.5), language.locale)),))


class _Brotli:
    """Brotli as the library asks for it, but a step below the hardest.

    That one, which cannot be chosen away, takes three times as long for two parts in a hundred.
    """

    MODE_FONT = 2

    @staticmethod
    def compress(data: bytes, mode: int) -> bytes:
        """Return data compressed (RFC 7932)."""
        import brotli

        return bytes(brotli.compress(data, mode=mode, quality=10))


@dataclass(frozen=True, slots=True)
class WebType:
    """All the type of a page; the families are in the order in which browsers try them.

    Those of `heading` are there where headings have a face of their own.
    """

    families: tuple[str, ...]
    place_families: tuple[str, ...]
    faces: tuple[WebFace, ...]
    heading: tuple[str, ...] = ()


def webtype(screen: Screen) -> WebType:
    """Return the type of a page: the faces of its edition, for the characters of its own texts.

    A face beside the reader's own has only what is set in it, so it is often that of other pages;
    one that sets headings alone is bold.
    """
    texts = (*screen.texts(), *_units(screen.language))
    found = fonts.typefaces_of(screen.edition, texts)
    names = {cut.family: cut.face.id for cut in found.cuts}
    wanted = _wanted(screen, found, texts)
    running = {*found.families, *found.place_families}
    return WebType(
        tuple(names[family] for family in found.families),
        tuple(names[family] for family in found.place_families),
        tuple(
            WebFace(cut.face.id, cut.weight, replace(cut, characters=wanted[cut.family]))
            for cut in found.cuts
            if cut.family in running or cut.weight == WEIGHTS[-1]
        ),
        tuple(names[family] for family in found.heading),
    )


def _wanted(screen: Screen, found: Typefaces, texts: Sequence[Text]) -> Mapping[str, str]:
    """Return the characters that each family is to have."""
    wanted = {cut.family: cut.characters for cut in found.cuts}
    own, leading = found.families[0], found.heading[:1]
    if beside := {*found.families[1:], *found.place_families} - {own}:
        (face, *_) = (cut.face for cut in found.cuts if cut.family == own)
        lacking = set("".join(map(str, texts))) - fonts.characters_of(face)
        placed = (str(text) for text in texts if text.script == screen.place.script)
        wanted |= dict.fromkeys(beside, fonts.needed((*placed, *sorted(lacking))))
    if leading and leading[0] != own:
        said = "".join(map(str, screen.headings()))
        before = wanted[leading[0]] if leading[0] in beside else ""
        wanted[leading[0]] = fonts.needed((before, said))
    return wanted
