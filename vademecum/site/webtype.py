"""The type of a page for browsers: the faces of paper, cut to what the page says, as WOFF2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO

from vademecum.edition.screen import Screen
from vademecum.setting import fonts
from vademecum.setting.fonts import Cut
from vademecum.text import cldr
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
    """All the type of a page; the families are in the order in which browsers try them."""

    families: tuple[str, ...]
    place_families: tuple[str, ...]
    faces: tuple[WebFace, ...]


def webtype(screen: Screen) -> WebType:
    """Return the type of a page: the faces of its edition, for the characters of its own texts.

    A face beside the reader's own has only what is set in it, so it is often that of other pages.
    """
    texts = (*screen.texts(), *_units(screen.language))
    found = fonts.typefaces_of(screen.edition, texts)
    names = {cut.family: cut.face.id for cut in found.cuts}
    own, beside = found.families[0], ""
    if len(names) > 1:
        (face, *_) = (cut.face for cut in found.cuts if cut.family == own)
        lacking = set("".join(map(str, texts))) - fonts.characters_of(face)
        placed = (str(text) for text in texts if text.script == screen.place.script)
        beside = fonts.needed((*placed, *sorted(lacking)))
    cuts = (c if c.family == own else replace(c, characters=beside) for c in found.cuts)
    return WebType(
        tuple(names[family] for family in found.families),
        tuple(names[family] for family in found.place_families),
        tuple(WebFace(cut.face.id, cut.weight, cut) for cut in cuts),
    )
