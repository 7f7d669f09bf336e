"""The pictures of a page: what its blocks show, as files beside it, or drawn in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final

from markupsafe import Markup

from vademecum.blocks.image import Image
from vademecum.edition.edition import Edition
from vademecum.setting import lettering
from vademecum.site import symbols
from vademecum.site.webtype import short_hash

NUMBER: Final = re.compile(r"[0-9]*\.?[0-9]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a file of the site, and its size in pixels, or in a drawing's own units."""

    name: str
    width: int
    height: int


@dataclass(slots=True)
class Album:
    """Gathers the pictures of one page by their names, and its pictograms by their ids there."""

    edition: Edition
    files: dict[str, bytes] = field(default_factory=dict)
    drawn: dict[str, Markup] = field(default_factory=dict)

    def show(self, image: Image) -> Shown:
        """Return where a picture is found; what a drawing writes is set in the edition's type."""
        data = lettering.lettered(image, self.edition) if image.letters else image.data
        name = f"pictures/{image.id}.{short_hash(data)}.{_suffix(image)}"
        self.files[name] = data
        width, height = _drawn(data) if image.is_drawn else _photographed(data)
        return Shown(name, width, height)

    def draw(self, pictogram: Image) -> str:
        """Return the id of the symbol that a pictogram is in the page."""
        name = symbols.name(pictogram)
        if name not in self.drawn:
            self.drawn[name] = Markup(symbols.symbol(pictogram))
        return name


def _suffix(image: Image) -> str:
    if image.is_drawn:
        return "svg"
    return "jpg" if image.data.startswith(b"\xff\xd8") else "png"


def _drawn(data: bytes) -> tuple[int, int]:
    """Return the size of a drawing: that of its view box, or what it says (SVG 2, 8.2)."""
    from lxml import etree

    root: Mapping[str, str] = etree.fromstring(data).attrib
    box = root.get("viewBox", "").replace(",", " ").split()
    sides = box[2:] if len(box) == 4 else [root.get("width", ""), root.get("height", "")]
    numbers = (NUMBER.match(side) for side in sides)
    width, height = (max(1, round(float(found[0]))) if found else 1 for found in numbers)
    return width, height


def _photographed(data: bytes) -> tuple[int, int]:
    from PIL import Image as Raster

    with Raster.open(BytesIO(data)) as opened:
        return opened.size
