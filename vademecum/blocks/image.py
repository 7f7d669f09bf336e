"""A picture as blocks show it: its bytes, and how wide it may stand on paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Width = Literal["column", "page", "logo"]
"""How wide a picture stands: at most half of the page, all of its spot, or as a logo."""


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
class Show:
    """A picture that a block shows, by its location below the block in guide.yaml."""

    location: tuple[str | int, ...]
    picture: str
    width: Width
