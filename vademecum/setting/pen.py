"""Glyphs and where they stand in their text, and a pen that draws them there again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Any

import pydyf
from weasyprint.text.ffi import ffi, pango

from vademecum.setting.glyphs import characters, is_marks
from vademecum.setting.showing import MARKS, Shown, mark


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph and where it stands in its text, in pixels.

    `cluster` is where in the text that begins what it is drawn for, alone or with others; `text` is
    what these say together, in the order in which it is drawn.
    """

    id: int
    font: Any
    size: float
    x: float
    rise: float
    cluster: int = 0
    text: str = ""

    @property
    def width(self) -> float:
        """The room that it takes, in pixels."""
        return float(self.font.widths[self.id]) * self.size / 1000

    @property
    def end(self) -> Glyph:
        """The glyph where its room ends."""
        return replace(self, x=self.x + self.width)

    @property
    def is_mark(self) -> bool:
        """Whether it stands above or below a letter."""
        own = characters(self.font).get(self.id, ())
        return is_marks("".join(own) or self.text)


def placed(drawn: Iterable[Shown], box: Any) -> Iterator[Glyph]:
    """Yield the glyphs of a box of text that were drawn, from left to right."""
    x, clusters = 0.0, _clusters(box)
    for one in drawn:
        for token in one.tokens:
            if isinstance(token, str):
                x -= float(token) * one.size / 1000
            else:
                glyph = Glyph(token, one.font, one.size, x, one.rise, *next(clusters))
                x += glyph.width
                yield glyph


def _clusters(box: Any) -> Iterator[tuple[int, str]]:
    """Yield of each glyph where its cluster begins, and what that says as it is drawn.

    What is drawn as nothing belongs to the glyph behind it.
    """
    layout = box.pango_layout
    layout.reactivate(box.style)
    line, _ = layout.get_first_line()
    text, run = layout.text.encode(), line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        starts = [glyphs.log_clusters[place] for place in range(glyphs.num_glyphs)]
        edges = sorted({*starts, item.length})
        ends = dict(pairwise(edges))
        unseen = ""
        for place, start in enumerate(starts):
            said = text[item.offset + start : item.offset + ends[start]].decode()
            said = said[::-1] if item.analysis.level % 2 else said
            if glyphs.glyphs[place].glyph == pango.PANGO_GLYPH_EMPTY:
                unseen += said if starts.count(start) == 1 else ""
            else:
                yield item.offset + start, unseen + said
                unseen = ""
        run = run.next
    layout.deactivate()


class Pen:
    """Draws glyphs to a stream of its own, each at its place in its text."""

    def __init__(self, first: Shown) -> None:
        self.stream: Any = pydyf.Stream()
        self.x, self.type, self.rise = 0.0, (first.font.hash, first.size), first.rise

    def take(self, font: Any, size: float, rise: float) -> None:
        """Set the type, and how far it stands above the line."""
        if self.type != (font.hash, size):
            self.type = (font.hash, size)
            self.stream.set_font_size(*self.type)
        if self.rise != rise:
            self.rise = rise
            self.stream.set_text_rise(rise)

    def mark(self, glyph: Glyph) -> None:
        """Draw a mark of direction where a glyph stands, in its type."""
        self.take(glyph.font, glyph.size, 0.0)
        self.stream.show_text(self._move(glyph))
        self.x = glyph.x
        mark(self.stream, glyph.font, MARKS["rtl"])

    def show(self, glyphs: Iterable[Glyph]) -> None:
        """Draw glyphs."""
        for _, found in groupby(glyphs, lambda one: (one.font.hash, one.size, one.rise)):
            string = ""
            for glyph in found:
                self.take(glyph.font, glyph.size, glyph.rise)
                string += f"{self._move(glyph)}<{glyph.id:04x}>"
                self.x = glyph.end.x
            self.stream.show_text(string)

    def _move(self, glyph: Glyph) -> str:
        """Return the move to a glyph, in thousandths of its type, or nothing."""
        move = round((self.x - glyph.x) * 1000 / glyph.size, 3)
        return f"{move:g} " if move else ""
