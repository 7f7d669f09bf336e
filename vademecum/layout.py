"""What was laid out, as plain values: pages, their lines, and how far type stands out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of type or an image; lengths in millimetres from the top of the page's text area.

    `page` counts from 0, `tag` is the HTML element of its block, `item` numbers the list item it
    belongs to.
    """

    page: int
    top: float
    bottom: float
    tag: str
    text: str
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of a document.

    `rooms` are the heights of the text areas in millimetres, `text` is all text in its order,
    squeezed, and `overhang` tells how far anything stands out of the text areas sideways.
    """

    rooms: tuple[float, ...]
    lines: tuple[Line, ...]
    text: str
    overhang: float = 0.0

    def __len__(self) -> int:
        return len(self.rooms)

    def used(self, page: int) -> float:
        """Return the height that the lines of a page take, in millimetres."""
        return max((line.bottom for line in self.lines if line.page == page), default=0.0)
