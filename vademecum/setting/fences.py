"""Fences between what runs to the left and what runs to the right, for viewers that read lines.

pdfium (Chrome, Android) gathers what stands on one line, and if most of it runs from right to left
turns all of it round, sign by sign: `*100#` beside Arabic words is read as `#100*`. It ends a line
where type follows that stands elsewhere on the page. A fence is such type: a space without ink, an
artifact, between what is drawn before and after it. So each piece is read in its own direction,
and the pieces in the order in which they are drawn, which is that of the document.
"""

from __future__ import annotations

from typing import Any, Final

from vademecum.setting.glyphs import space, spaced
from vademecum.setting.sides import Groups, Side, side_of

SIZE: Final = 6
"""Of the fence's type, and how far its line stands below the page's upper edge, in pixels."""
PLACES: Final = 16
"""Where fences stand in turn: what is drawn again where it was, pdfium passes over."""
UNSEEN: Final = 3
"""Draws no glyph (ISO 32000-2, 9.3.6)."""

ALONE: Final = frozenset({"with marks", "without letters"})
"""The sides of boxes that are fenced one by one."""


def fence(stream: Any, box: Any) -> None:
    """Fence a box of text off from what was drawn before, if a viewer would turn one of them round.

    Where all text runs from left to right there are no fences. Signs without letters are read from
    left to right: two boxes of them, such as a currency and a full stop, are fenced one by one. So
    are words with marks above or below their letters, where what is drawn is read as it comes.
    """
    side, before = _side(stream, box), getattr(stream, "side", None)
    stream.side = side
    if before is not None and (before != side or side in ALONE):
        _draw(stream)


def _side(stream: Any, box: Any) -> Side | int:
    """Return the side of a box, or the number of its group where no fence is to part it."""
    groups: Groups = getattr(stream, "groups", {})
    return groups[box] if box in groups else side_of(box)


def _draw(stream: Any) -> None:
    """Draw a space without ink in the corner of the page, in the first type that has one."""
    if (font := spaced(stream)) is None:
        return
    glyph = space(font)
    stream.fences = getattr(stream, "fences", 0) + 1
    with stream.artifact(), stream.stacked():
        stream.begin_text()
        stream.set_font_size(font.hash, SIZE)
        stream.set_text_rendering(UNSEEN)
        stream.set_text_matrix(1, 0, 0, -1, SIZE * (stream.fences % PLACES), SIZE)
        stream.show_text(f"<{glyph:04x}{glyph:04x}>")  # one alone takes no room
        stream.end_text()
