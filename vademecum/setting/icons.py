"""Pictograms made ready for paper: in the ink of their words, bold enough, the right way round."""

from __future__ import annotations

import re
from typing import Any, Final

from vademecum.blocks.image import Icon
from vademecum.forms.rooms import FINEST, Room
from vademecum.setting import legible

SVG: Final = "{http://www.w3.org/2000/svg}"
THIN: Final = 1.0
"""How wide a stroke is that says nothing of it, in the drawing's units (SVG 2, 13.5.2)."""


def printable(icon: Icon, room: Room) -> bytes:
    """Return the SVG of a pictogram as it is drawn in a room.

    No stroke is thinner than the finest that is printed; all that is drawn in `currentColor` has
    the ink of the words beside it (setting/repairs.py), and what is mirrored is turned round.
    """
    from lxml import etree

    root = etree.fromstring(icon.image.data)
    left, _, width, height = map(float, root.get("viewBox").split())
    finest = FINEST * width / room.printed(width / height)
    for element in root.iter():
        if "stroke-width" in element.attrib or element is root:
            _thicken(element, finest / legible.scale(element))
    root.set("color", "inherit")
    if icon.mirrored:
        _mirror(root, 2 * left + width)
    return bytes(etree.tostring(root, encoding="utf-8"))


def _thicken(element: Any, finest: float) -> None:
    """Give an element a stroke of a width at least, in its own units."""
    said = re.match(r"[\d.]+", element.get("stroke-width", ""))
    if (float(said[0]) if said else THIN) < finest:
        element.set("stroke-width", f"{finest:.4g}")


def _mirror(root: Any, width: float) -> None:
    """Turn a drawing round, from the left to the right."""
    turned = root.makeelement(f"{SVG}g", {"transform": f"matrix(-1 0 0 1 {width:g} 0)"})
    turned.extend(list(root))
    root.append(turned)
