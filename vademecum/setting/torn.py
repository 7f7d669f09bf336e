"""Texts from right to left that viewers tear, drawn so that they are read whole.

A mark above or below a letter takes no room and stands higher or lower: poppler and pdfium read it
beside another letter, or as a line of its own. So the letters of a word are drawn first and its
marks behind them, where nothing is read of what is drawn.

poppler reads what the word says, in the order in which its letters stand on the page. pdfium turns
letters round, but not always what is said of them: it reads the letters as they are drawn, and
between them spaces without ink that say the marks. Figures with the signs beside them it never
turns round: it reads them once more, without ink, in their order.

Around all stands what the text says, as it is written: that is what the standard lets others read
(ISO 32000-2, 14.9.4).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final
from unicodedata import bidirectional

from weasyprint.formatting_structure import boxes

from vademecum.setting.directions import kind, places
from vademecum.setting.glyphs import is_marks, meaning, nominal, unsaid
from vademecum.setting.pen import Glyph, Pen, placed
from vademecum.setting.showing import Shown, operators, read_as, said
from vademecum.setting.sides import is_torn

WEAK: Final = frozenset({"AN", "BN", "CS", "EN", "ES", "ET"})
"""Figures and signs that pdfium reads from left to right, together with marks beside them."""
SMALL: Final = 0.1
"""The size of a space that says marks, of its letter's: pdfium drops one that seems the last."""
GAP: Final = 0.01
"""How far what pdfium is to read first stands before the next, of the size: places are rounded."""
STEP: Final = 0.08
"""How far a letter without ink does: pdfium takes one that is closer to its like for the same."""
NOTHING: Final = "\t"
"""What pdfium does not read, nor what says it."""
WITH_INK, WITHOUT_INK = 0, 3
"""Ways to draw glyphs (ISO 32000-2, 9.3.6)."""


@dataclass(frozen=True, slots=True)
class Part:
    """What pdfium reads at once: glyphs, or what they say. What is `behind` nobody reads."""

    glyphs: tuple[Glyph, ...]
    says: str = ""
    ink: int = WITH_INK
    behind: tuple[Glyph, ...] = ()

    @property
    def is_drawn(self) -> bool:
        """Whether it is letters as they are drawn."""
        return self.ink == WITH_INK and not self.says

    def moved(self, x: float) -> Part:
        """Return it with its first glyph at a place."""
        by = x - self.glyphs[0].x
        return replace(self, glyphs=tuple(replace(one, x=one.x + by) for one in self.glyphs))


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a sign: its first and last glyph, what poppler reads, and its parts."""

    first: Glyph
    last: Glyph
    says: str
    parts: tuple[Part, ...]

    @property
    def is_weak(self) -> bool:
        """Whether it is a figure or a sign that pdfium reads from left to right."""
        return bool(self.says) and all(map(_is_weak, self.says))

    @property
    def unread(self) -> Piece:
        """The piece as it is drawn, and pdfium reads nothing of it."""
        return replace(self, parts=tuple(replace(part, says=NOTHING) for part in self.parts))


def _is_weak(char: str) -> bool:
    return bidirectional(char) in WEAK and not char.isspace()


@contextmanager
def reading(stream: Any, box: Any) -> Iterator[None]:
    """Draw a box so that it is read as it is written, if viewers would tear it."""
    start = len(stream.stream)
    yield
    if not isinstance(box, boxes.TextBox) or not is_torn(box):
        return
    drawn = list(operators(stream, stream.stream[start:]))
    if glyphs := list(placed(drawn, box)):
        stream.stream[start:] = _drawn(drawn, glyphs)
        _forget(glyphs)


def _forget(glyphs: Iterable[Glyph]) -> None:
    """Let the engine say once more what glyphs stand for of which it found nothing.

    Of a letter and its mark one has both, and the other nothing, wherever it is drawn.
    """
    for glyph in glyphs:
        if not glyph.font.to_unicode.get(glyph.id):
            glyph.font.to_unicode.pop(glyph.id, None)
            unsaid(glyph.font).add(glyph.id)


def _drawn(drawn: Sequence[Shown], glyphs: Sequence[Glyph]) -> list[Any]:
    """Return operators that draw the glyphs of others, piece by piece."""
    texts = [place for place, one in enumerate(drawn) if one.tokens]
    first, last = texts[0], texts[-1]
    pen, pieces, at = Pen(drawn[first]), list(_turned(_pieces(glyphs))), 0
    needed = places("".join(piece.says for piece in pieces))
    for piece in pieces:
        if at in needed and piece.says:
            pen.mark(piece.first)
        _draw(pen, piece)
        at += len(piece.says)
    if at in needed:
        pen.mark(glyphs[-1].end)
    pen.take(drawn[last].font, drawn[last].size, 0.0)
    before, behind = drawn[:first], drawn[last + 1 :]
    return [*(o.operator for o in before), *pen.stream.stream, *(o.operator for o in behind)]


def _draw(pen: Pen, piece: Piece) -> None:
    """Draw a piece, and behind it what is not read."""
    with said(pen.stream, "Span", piece.says):
        for part in piece.parts:
            if part.ink != WITH_INK:
                pen.stream.set_text_rendering(part.ink)
            with said(pen.stream, "Sign", part.says):
                pen.show(part.glyphs)
            if part.ink != WITH_INK:
                pen.stream.set_text_rendering(WITH_INK)
        if not piece.parts[-1].is_drawn and (blank := _alone(" ", piece.last.end)):
            # poppler takes a piece to be of the size in which it ends.
            pen.show(replace(one, x=2 * one.x - one.end.x) for one in blank)
    if behind := [glyph for part in piece.parts for glyph in part.behind]:
        with read_as(pen.stream, "", NOTHING):
            pen.show(behind)


def _pieces(glyphs: Iterable[Glyph]) -> Iterator[Piece]:
    """Yield the words and the signs of a text, from left to right."""
    for is_word, found in groupby(glyphs, _is_of_word):
        clusters = [[*cluster] for _, cluster in groupby(found, lambda glyph: glyph.cluster)]
        if is_word:
            yield _word(clusters)
        else:
            yield from map(_sign, clusters)


def _is_of_word(glyph: Glyph) -> bool:
    return all(kind(char) == "r" or is_marks(char) for char in glyph.text)


def _sign(glyphs: Sequence[Glyph]) -> Piece:
    first = glyphs[0]
    # A space alone takes no room for pdfium.
    second = [replace(first, x=first.x + first.width / 2)] if first.text.isspace() else []
    return Piece(first, glyphs[-1], first.text, (Part((*glyphs, *second)),))


def _word(clusters: Sequence[Sequence[Glyph]]) -> Piece:
    parts = [*_apart(reversed([*_parts(clusters)]), clusters[0][0].size)]
    said = "".join(cluster[0].text for cluster in clusters)
    return Piece(clusters[0][0], clusters[-1][-1], said, (*_joined(reversed(parts)),))


def _parts(clusters: Iterable[Sequence[Glyph]]) -> Iterator[Part]:
    """Yield each letter of a word, from left to right, behind its marks.

    pdfium reads several marks as they follow each other, and turns them round with their letter.
    """
    waiting, marks, last = "", list[Glyph](), None
    for cluster in clusters:
        text, last = cluster[0].text, cluster[-1]
        waiting = "".join(filter(is_marks, reversed(text))) + waiting
        marks += [glyph for glyph in cluster if glyph.is_mark]
        if letters := [glyph for glyph in cluster if not glyph.is_mark]:
            if waiting:
                yield _saying(_leftmost(letters), waiting)
            yield _letters(letters, "".join(char for char in text if not is_marks(char)), marks)
            waiting, marks = "", []
    if waiting and last:
        yield replace(_saying(last, waiting), behind=(*marks,))


def _saying(letter: Glyph, marks: str) -> Part:
    """Return spaces at a letter's place that say its marks: one alone takes no room."""
    glyph = nominal(letter.font, " ")
    first = replace(letter, id=glyph or letter.id, size=letter.size * SMALL, rise=0.0)
    return Part((first, first.end), marks)


def _letters(glyphs: Sequence[Glyph], text: str, behind: Iterable[Glyph]) -> Part:
    """Return letters as they are drawn, or others without ink if they do not read as a text."""
    drawn = Part((*glyphs,), behind=(*behind,))
    read = "".join(meaning(glyph.font, glyph.id) for glyph in glyphs)
    room = sum(glyph.width for glyph in glyphs)
    first = _leftmost(glyphs)
    own = _alone(text, first)
    if (room and read == text) or not own:
        return drawn
    # In the room of what is seen: pdfium drops what lies on the same letter.
    scale = room / (own[-1].end.x - own[0].x) if room else SMALL
    hidden = (*drawn.behind, *glyphs)
    return Part((*_alone(text, first, scale),), ink=WITHOUT_INK, behind=hidden)


def _leftmost(glyphs: Sequence[Glyph]) -> Glyph:
    """Return the first glyph that takes room, or else the first."""
    return next((glyph for glyph in glyphs if glyph.width), glyphs[0])


def _alone(text: str, first: Glyph, scale: float = 1.0) -> list[Glyph]:
    """Return glyphs as letters have them that stand alone, at a place; none if one is missing."""
    place, found = replace(first, size=first.size * scale, rise=0.0), list[Glyph]()
    for char in text:
        if (glyph := nominal(first.font, char)) is None:
            return []
        found.append(replace(place, id=glyph))
        place = found[-1].end
    return found


def _apart(parts: Iterable[Part], size: float) -> Iterator[Part]:
    """Yield parts, from right to left, of which those without ink stand before the next."""
    limit = math.inf
    for part in parts:
        x = part.glyphs[0].x
        gap = GAP if part.ink == WITH_INK else STEP
        limit = x if part.is_drawn else min(x, limit - gap * size)
        yield part.moved(limit)


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield parts of which letters with no marks between them are one."""
    for is_drawn, found in groupby(parts, lambda part: part.is_drawn):
        group = [*found]
        if is_drawn:
            glyphs = (glyph for part in group for glyph in part.glyphs)
            behind = (glyph for part in group for glyph in part.behind)
            yield Part((*glyphs,), behind=(*behind,))
        else:
            yield from group


def _turned(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces in which pdfium reads weak signs in order, behind the marks beside them."""
    weak = list[Piece]()
    for piece in pieces:
        if piece.is_weak:
            weak.append(piece)
            continue
        first, *rest = piece.parts
        if weak and first.says and rest:
            place = weak[0].first
            yield Piece(place, place, "", (first.moved(place.x - GAP * place.size),))
            piece = replace(piece, parts=(*rest,))
        yield from _in_order(weak)
        weak.clear()
        yield piece
    yield from _in_order(weak)


def _in_order(weak: Sequence[Piece]) -> Iterator[Piece]:
    """Yield figures and signs, or before them what pdfium reads if they do not stand in order."""
    written = sorted(weak, key=lambda piece: piece.first.cluster)
    if written == [*weak]:
        yield from weak
        return
    first = weak[0].first
    read = _alone("".join(piece.says for piece in written), first)
    if read:
        yield Piece(first, first, "", (Part((*read,), ink=WITHOUT_INK),))
    yield from (piece.unread if read else piece for piece in weak)
