"""Pictograms as symbols of a page: drawn once, and shown in the colour of the words beside them."""

from __future__ import annotations

import re
from typing import Final

from vademecum.blocks.image import Image

SVG: Final = "http://www.w3.org/2000/svg"
LED_TO: Final = re.compile(r"url\(#([^)]+)\)")
SIZED: Final = ("width", "height", "color", "id")
"""What a drawing says of itself that is not the symbol's to say."""


def name(image: Image) -> str:
    """Return the id of a pictogram in a page: with a dot, which no id of an author's has."""
    return f"pictogram.{image.id}"


def symbol(image: Image) -> str:
    """Return a pictogram as a symbol (SVG 2, 5.5); the ids in it are found in no other."""
    from lxml import etree

    root, own = etree.fromstring(image.data), name(image)
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == "id":
                element.set(key, f"{own}.{value}")
            elif key == "href":
                element.set(key, f"#{own}.{value.removeprefix('#')}")
            else:
                element.set(key, LED_TO.sub(rf"url(#{own}.\1)", value))
    for key in SIZED:
        root.attrib.pop(key, None)
    root.tag = f"{{{SVG}}}symbol"
    root.set("id", own)
    return str(etree.tostring(root, encoding="unicode")).replace(f' xmlns="{SVG}"', "", 1)
