"""A picture as blocks show it: its bytes, and how wide it may stand on paper; an icon."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Width = Literal["column", "page", "logo", "icon", "sign"]
"""How wide a picture stands: at most half of the page, all of its spot, as a logo, or as an icon
beside words, larger where it is the sign of a callout."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in one language: a PNG, a JPEG, or an SVG that the press has looked through.

    `name` is that of its file. `letters` are the texts that a drawing writes; the press sets them
    in the edition's type. `digest` is the SHA-256 of the file itself, in hexadecimal digits.
    """

    id: str
    name: str
    data: bytes = field(repr=False)
    letters: tuple[str, ...] = ()
    digest: str = ""

    @property
    def is_drawn(self) -> bool:
        """Whether it is an SVG."""
        return self.data.startswith(b"<")

    @property
    def has_letters(self) -> bool:
        """Whether it has, or may have, letters to read."""
        return not self.is_drawn or any(char.isalpha() for text in self.letters for char in text)


@dataclass(frozen=True, slots=True)
class Icon:
    """A small picture beside words, which says nothing that they do not say.

    A `pictogram` is one of the press's own set: it is drawn in the ink of the words, and with a
    stroke that a copy keeps. A `mirrored` one shows a way, beside words from right to left.
    """

    image: Image
    width: Width = "icon"
    pictogram: bool = False
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Show:
    """A picture that a block shows, by its location below the block in guide.yaml.

    `part` is the id by which `only` chooses it, `column` that of its column; empty: always shown.
    What stands in the `heading` is shown only where that is.
    """

    location: tuple[str | int, ...]
    picture: str
    width: Width
    part: str = ""
    column: str = ""
    heading: bool = False

    @property
    def is_icon(self) -> bool:
        """Whether it is an icon: a picture of the guide, or a pictogram of the press."""
        return self.width in ("icon", "sign")
