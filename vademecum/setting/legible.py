"""The letters of drawings held against the smallest type that a form allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import sqrt
from typing import Any, Final

from vademecum.blocks.image import Image
from vademecum.content.guide import Guide
from vademecum.edition.edition import Edition, Made, every
from vademecum.forms.rooms import ROOMS, Room
from vademecum.problems.problem import Problem
from vademecum.setting import lettering

PT_PER_MM: Final = 72 / 25.4
TURN: Final = re.compile(r"(matrix|scale)\s*\(([^)]*)\)")


def small(guide: Guide, edition: Edition) -> Iterator[Problem]:
    """Yield a Problem for each drawing with letters that are printed smaller than may be.

    Of one in which nothing has to be read nothing is said.
    """
    told: set[Image] = set()
    for made in edition.made.values():
        for image, room in _shown(guide, made):
            if image in told or not image.letters:
                continue
            entry = guide.gallery.entries[image.id]
            if entry.letters == "none":
                continue
            floor, size = (
                made.product.form.sizes(edition.language.setting).floor,
                _size(image, room),
            )
            if size < floor:
                told.add(image)
                message = f"{image.name} has letters that are printed at {size:.1f} pt"
                message = f"{message} on a {made.product.form.id}; {floor:g} pt are the least"
                hint = f"write them {floor / size:.1f} times as large, or show it wider"
                where = (image.id, *entry.location(image.name))
                yield guide.sources["pictures"].problem(where, "small-letters", message, hint)


def _shown(guide: Guide, made: Made) -> Iterator[tuple[Image, Room]]:
    """Yield the pictures of a product, each with the room that it has there."""
    rooms = ROOMS[made.product.form.id]
    for block in made.blocks:
        shown = tuple(guide.structure.blocks[block.id].shows())
        for image in every(Image, block):
            yield from ((image, rooms[show.width]) for show in shown if show.picture == image.id)


def _size(image: Image, room: Room) -> float:
    """Return the size in points of the smallest type of a drawing in a room."""
    from lxml import etree

    root = etree.fromstring(image.data)
    ratio = float(root.get("width")) / float(root.get("height"))
    width = float(root.get("viewBox").split()[2])
    sizes = [size * scale(element) for element, size in lettering.sizes(root)]
    return min(sizes, default=width) / width * room.printed(ratio) * PT_PER_MM


def scale(element: Any) -> float:
    """Return how much larger an element is drawn than it says, by what it stands in."""
    found = 1.0
    while element is not None:
        for name, values in TURN.findall(element.get("transform", "")):
            numbers = [float(number) for number in re.split(r"[\s,]+", values.strip()) if number]
            found *= sqrt(abs(_area(name, numbers)))
        element = element.getparent()
    return found


def _area(name: str, numbers: list[float]) -> float:
    """Return how much larger an area becomes."""
    if name == "scale":
        return numbers[0] * numbers[-1]
    return numbers[0] * numbers[3] - numbers[1] * numbers[2] if len(numbers) == 6 else 1.0
