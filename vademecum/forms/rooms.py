"""How much room pictures have on a form, which says how fine they must be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Room:
    """The width and the height that a picture may take at most, in millimetres."""

    width: float
    height: float

    def printed(self, ratio: float) -> float:
        """Return the width in millimetres of a picture that is `ratio` times as wide as high."""
        return min(self.width, self.height * ratio)


ROOMS: Final[Mapping[str, Mapping[str, Room]]] = {
    "sheet": {
        "page": Room(192, 120),
        "column": Room(96, 90),
        "logo": Room(45, 14),
        "icon": Room(6, 6),
        "sign": Room(9, 9),
    },
    "card": {
        "page": Room(82.1, 30),
        "column": Room(41.1, 24),
        "logo": Room(20, 6),
        "icon": Room(4, 4),
        "sign": Room(6, 6),
    },
}
"""The rooms by the form's id and how wide a picture stands; the style sheets keep to them."""
FINEST: Final = 0.35
"""The thinnest stroke of a pictogram, in millimetres: what is thinner is lost on a copy."""
