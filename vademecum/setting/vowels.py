"""Words from right to left with marks above or below their letters, as viewers read them.

A mark takes no room and stands higher or lower than its letter: poppler and pdfium read it beside
another letter, or as a line of its own. So the letters of a word are drawn first and its marks
behind them, where nothing is read of what is drawn.

poppler reads what the word says, in the order in which its letters stand on the page. pdfium turns
letters round, but not always what is said of them; so it reads the letters as they are drawn, and
between them spaces without ink that say the marks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final
from unicodedata import bidirectional

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import ffi, pango

from vademecum.setting.directions import kind, places
from vademecum.setting.glyphs import characters, has_marks, is_marks, meaning, nominal
from vademecum.setting.showing import (
    MARKS,
    Shown,
    mark,
    operators,
    read_as,
    said,
)

WEAK: Final = frozenset({"AN", "BN", "CS", "EN", "ES", "ET"})
"""Figures and signs that pdfium reads from left to right, together with marks beside them."""
SMALL: Final = 0.1
"""The size of a space that says marks, of its letter's: pdfium drops one that seems the last."""
GAP: Final = 0.01
"""How far what pdfium is to read first stands before the next, of the size: places are rounded."""
NOTHING: Final = "\t"
"""What is not read by pdfium, nor is what it stands for."""
WITH_INK, WITHOUT_INK = 0, 3
"""Ways to draw glyphs (ISO 32000-2, 9.3.6)."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph and where it stands in its text, in pixels.

    `text` is that of its cluster, in the order in which it is drawn.
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
    def is_mark(self) -> bool:
        """Whether it is drawn above or below a letter."""
        own = characters(self.font).get(self.id, ())
        return is_marks("".join(own) or self.text)


@dataclass(frozen=True, slots=True)
class Part:
    """What is drawn at once; pdfium reads the glyphs, or else what they say."""

    glyphs: tuple[Glyph, ...]
    says: str = ""
    ink: int = WITH_INK

    def moved(self, x: float) -> Part:
        """Return it with its first glyph at a place."""
        by = x - self.glyphs[0].x
        return replace(self, glyphs=tuple(replace(one, x=one.x + by) for one in self.glyphs))


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a sign: what poppler reads, its parts, and what is drawn behind and not read."""

    says: str
    parts: tuple[Part, ...]
    behind: tuple[Glyph, ...] = ()
    is_weak: bool = False


@contextmanager
def reading(stream: Any, box: Any) -> Iterator[None]:
    """Draw a box so that marks above and below letters from right to left are read with them."""
    start = len(stream.stream)
    yield
    if not isinstance(box, boxes.TextBox) or box.style["direction"] == "ltr":
        return
    drawn = list(operators(stream, stream.stream[start:]))
    if has_marks(box.text) and (glyphs := list(_glyphs(drawn, box))):
        stream.stream[start:] = _drawn(drawn, glyphs)


def _glyphs(drawn: Iterable[Shown], box: Any) -> Iterator[Glyph]:
    """Yield the glyphs that were drawn, from left to right, with what they stand for."""
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
    """Yield where in its text each glyph's cluster begins, and what it says as it is drawn."""
    layout = box.pango_layout
    layout.reactivate(box.style)
    line, _ = layout.get_first_line()
    text, run = layout.text.encode(), line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        starts = [glyphs.log_clusters[place] for place in range(glyphs.num_glyphs)]
        ends = dict(zip(sorted({*starts}), [*sorted({*starts})[1:], item.length], strict=True))
        for place, start in enumerate(starts):
            if glyphs.glyphs[place].glyph != pango.PANGO_GLYPH_EMPTY:
                found = text[item.offset + start : item.offset + ends[start]].decode()
                yield item.offset + start, found[::-1] if item.analysis.level % 2 else found
        run = run.next
    layout.deactivate()


def _pieces(glyphs: Sequence[Glyph]) -> list[Piece]:
    """Return the words and signs of a text, from left to right."""
    pieces = list[Piece]()
    for cluster_of_word, found in groupby(glyphs, _of_word):
        if cluster_of_word is None:
            pieces.append(_word([*found]))
        else:
            pieces.append(_sign([*found]))
    return list(_turned(pieces))


def _of_word(glyph: Glyph) -> int | None:
    """Return the cluster of a glyph, or None where it is part of a word."""
    return None if all(kind(char) == "r" for char in glyph.text) else glyph.cluster


def _sign(glyphs: Sequence[Glyph]) -> Piece:
    first, text = glyphs[0], glyphs[0].text
    if text.isspace():
        # One alone takes no room.
        glyphs = [first, replace(first, x=first.x + first.width / 2)]
    is_weak = all(bidirectional(char) in WEAK for char in text)
    return Piece(text, (Part((*glyphs,)),), is_weak=is_weak)


def _word(glyphs: Sequence[Glyph]) -> Piece:
    says, parts, behind, waiting = "", list[Part](), list[Glyph](), ""
    for _, found in groupby(glyphs, lambda glyph: glyph.cluster):
        cluster = [*found]
        text = cluster[0].text
        says += text
        waiting = "".join(char for char in text[::-1] if is_marks(char)) + waiting
        letters = [glyph for glyph in cluster if not glyph.is_mark]
        behind += [glyph for glyph in cluster if glyph.is_mark]
        if not letters:
            continue
        if waiting:
            parts.append(_says(letters[0], waiting))
            waiting = ""
        drawn = _letters(letters, "".join(char for char in text if not is_marks(char)))
        if drawn.ink == WITHOUT_INK:
            behind += letters
        parts.append(drawn)
    if waiting:
        parts.append(_says(glyphs[-1], waiting))
    return Piece(says, (*reversed([*_apart(reversed(parts), GAP * glyphs[0].size)]),), (*behind,))


def _apart(parts: Iterable[Part], gap: float) -> Iterator[Part]:
    """Yield parts, from right to left, of which those without ink stand before the next."""
    limit = math.inf
    for part in parts:
        first = part.glyphs[0]
        if part.says or part.ink == WITHOUT_INK:
            part = part.moved(min(first.x, limit - gap))
        limit = part.glyphs[0].x
        yield part


def _says(letter: Glyph, marks: str) -> Part:
    """Return a space at a letter's place that says its marks."""
    glyph = nominal(letter.font, " ")
    if glyph is None:
        return Part((letter,))
    first = replace(letter, id=glyph, size=letter.size * SMALL, rise=0.0)
    # One alone takes no room.
    return Part((first, replace(first, x=first.x + first.width)), marks)


def _letters(glyphs: Sequence[Glyph], text: str) -> Part:
    """Return letters as they are drawn, or others without ink where they do not read as a text."""
    first = glyphs[0]
    has_room = any(glyph.width for glyph in glyphs)
    if has_room and "".join(meaning(glyph.font, glyph.id) for glyph in glyphs) == text:
        return Part((*glyphs,))
    found, x = list[Glyph](), first.x
    for char in text:
        glyph = nominal(first.font, char)
        if glyph is None:
            return Part((*glyphs,))
        found.append(replace(first, id=glyph, x=x, rise=0.0))
        x += found[-1].width
    return Part((*found,), ink=WITHOUT_INK)


def _turned(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces in which the marks of a word's last letter stand before weak signs behind it."""
    weak = list[Piece]()
    for piece in pieces:
        if piece.is_weak:
            weak.append(piece)
            continue
        first, *rest = piece.parts
        if weak and first.says:
            start = weak[0].parts[0].glyphs[0]
            yield Piece("", (first.moved(start.x - GAP * start.size),))
            piece = replace(piece, parts=(*rest,))
        yield from weak
        weak.clear()
        yield piece
    yield from weak


def _drawn(drawn: Sequence[Shown], glyphs: Sequence[Glyph]) -> list[Any]:
    """Return operators that draw the glyphs of others so that they are read."""
    pieces = list(_pieces(glyphs))
    texts = [place for place, one in enumerate(drawn) if one.tokens]
    first, last = texts[0], texts[-1]
    pen, at = _Pen(drawn[first]), 0
    pen.stream.stream += [one.operator for one in drawn[:first]]
    needed = places("".join(piece.says for piece in pieces))
    for piece in pieces:
        if at in needed and piece.says:
            pen.mark(piece.parts[0].glyphs[0])
        pen.draw(piece)
        at += len(piece.says)
    if at in needed:
        pen.mark(replace(glyphs[-1], x=glyphs[-1].x + glyphs[-1].width))
    pen.take(drawn[last].font, drawn[last].size, 0.0)
    return [*pen.stream.stream, *(one.operator for one in drawn[last + 1 :])]


class _Pen:
    """Draws glyphs at their places in a text."""

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
        """Draw a mark of direction in the type of a glyph."""
        self.take(glyph.font, glyph.size, 0.0)
        self.stream.show_text(self._move(glyph))
        self.x = glyph.x
        mark(self.stream, glyph.font, MARKS["rtl"])

    def draw(self, piece: Piece) -> None:
        """Draw a piece, and behind it what is not read."""
        with said(self.stream, "Span", piece.says):
            for part in piece.parts:
                self.show(part)
        if piece.behind:
            with read_as(self.stream, "", NOTHING):
                self._show(piece.behind)

    def show(self, part: Part) -> None:
        """Draw a part; one that is read by its glyphs says nothing else."""
        if part.ink != WITH_INK:
            self.stream.set_text_rendering(part.ink)
        with said(self.stream, "Sign", part.says):
            self._show(part.glyphs)
        if part.ink != WITH_INK:
            self.stream.set_text_rendering(WITH_INK)

    def _show(self, glyphs: Iterable[Glyph]) -> None:
        for (_, size, rise), found in groupby(
            glyphs, lambda one: (one.font.hash, one.size, one.rise)
        ):
            string = ""
            for glyph in found:
                self.take(glyph.font, size, rise)
                string += f"{self._move(glyph)}<{glyph.id:04x}>"
                self.x = glyph.x + glyph.width
            self.stream.show_text(string)

    def _move(self, glyph: Glyph) -> str:
        """Return the move to a glyph, in thousandths of the type, or nothing."""
        move = round((self.x - glyph.x) * 1000 / glyph.size, 3)
        return f"{move:g} " if move else ""
