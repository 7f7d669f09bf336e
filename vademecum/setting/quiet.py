"""The quiet zones of QR codes, which must stay bare paper (ISO/IEC 18004, 6.3.8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from vademecum.setting.layout import PX_PER_MM

QUIET: Final = 4
"""How many modules around a QR code stay bare."""
QR_CLASS: Final = "qr-code"
"""The class of the QR codes that the press draws."""
SCALE: Final = 3.0
"""How many pixels a point has in which a code is looked at."""
PER_MM: Final = SCALE * 72 / 25.4
LIGHT: Final = 190
"""The darkest that a pixel of bare paper may be, of 255: a tint is bare, a letter is not."""
LENIENCE: Final = 1.5
"""By how many pixels a zone may be too narrow: edges are soft."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR code without its quiet zone: its page from 0, and where it is on it, in millimetres.

    `area` is left, top, right and bottom from the trim's corner, `module` how wide a module is, and
    `start` where the text behind it begins in all of the layout's.
    """

    page: int
    area: tuple[float, float, float, float]
    module: float
    start: int


def drawn(element: Any, area: Iterable[float], page: int, start: int) -> Symbol | None:
    """Return the symbol that an image shows which fills an area, in pixels, if it is a QR code."""
    if element is None or element.get("class") != QR_CLASS:
        return None
    left, top, right, bottom = (value / PX_PER_MM for value in area)
    across = float(element.get("viewBox").split()[2])
    module = min(right - left, bottom - top) / across
    half = module * (across / 2 - QUIET)
    x, y = (left + right) / 2, (top + bottom) / 2
    return Symbol(page, (x - half, y - half, x + half, y + half), module, start)


def free(symbols: Iterable[Symbol], data: bytes) -> Iterator[tuple[Symbol, float]]:
    """Yield each symbol of a PDF that has less than its quiet zone, and how many modules it has."""
    from pypdfium2 import PdfDocument  # planning, which knows of codes, has no use for it

    by_page: dict[int, list[Symbol]] = {}
    for symbol in symbols:
        by_page.setdefault(symbol.page, []).append(symbol)
    with PdfDocument(data) as document:
        for number, found in by_page.items():
            seen = document[number].render(scale=SCALE, grayscale=True).to_pil().convert("L")
            for symbol in found:
                gap = _gap(symbol, seen)
                if gap < QUIET * symbol.module * PER_MM - LENIENCE:
                    yield symbol, gap / (symbol.module * PER_MM)


def _gap(symbol: Symbol, seen: Any) -> float:
    """Return how many pixels around a symbol are bare, at most those of its quiet zone."""
    left, top, right, bottom = (value * PER_MM for value in symbol.area)
    wanted = QUIET * symbol.module * PER_MM
    x, y = round(left - wanted), round(top - wanted)
    # What lies beyond the paper is black in it.
    zone = seen.crop((x, y, round(right + wanted), round(bottom + wanted)))
    dark = zone.point(lambda value: 255 if value < LIGHT else 0)
    inside = (left - x - LENIENCE, top - y - LENIENCE, right - x + LENIENCE, bottom - y + LENIENCE)
    dark.paste(0, tuple(map(round, inside)))
    across = (max(left - x - i - 1, x + i - right) for i, _ in _points(dark))
    down = (max(top - y - j - 1, y + j - bottom) for _, j in _points(dark))
    nearest = min(map(max, across, down), default=wanted)
    return float(max(min(wanted, nearest), 0.0))


def _points(image: Any) -> Iterator[tuple[int, int]]:
    """Yield where an image is not black."""
    if image.getbbox() is not None:
        for at, value in enumerate(image.tobytes()):
            if value:
                yield at % image.width, at // image.width
