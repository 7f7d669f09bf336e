"""A reader's eyes: the text, the lines and the pictures that pdfium sees in a PDF.

No code of the press takes part, for its own view of a PDF is under test too.
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import pikepdf
import pypdfium2
from pypdfium2 import raw

from tests import told

MM = 72 / 25.4
Corners: TypeAlias = "tuple[float, float, float, float]"
"""Left, bottom, right and top."""


def text(data: bytes) -> str:
    """Return the text of a PDF in the viewer's order, as a reader copies it."""
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def plain(text: str) -> str:
    """Return a text as copies of it are compared, without marks."""
    return told.squeezed(text.replace(told.MARK, ""))


def plain_to_left(text: str) -> str:
    """Return a text that was copied from right to left, as copies of it are compared."""
    return told.squeezed(text.replace(told.MARK, ""), "ar")


def finds(data: bytes, string: str) -> bool:
    """Whether pdfium's search finds a string, case and all, spaces as they are typed."""
    units = f"{string}\0".encode("utf-16-le")
    typed = (ctypes.c_ushort * (len(units) // 2)).from_buffer_copy(units)
    with pypdfium2.PdfDocument(data) as document:
        return any(_is_on(page.get_textpage(), typed) for page in document)


def _is_on(page: Any, typed: Any) -> bool:
    search = raw.FPDFText_FindStart(page.raw, typed, raw.FPDF_MATCHCASE, 0)
    found = bool(raw.FPDFText_FindNext(search))
    raw.FPDFText_FindClose(search)
    return found


def visual_lines(data: bytes) -> str:
    """Return the characters of a PDF line by line, each line from left to right."""
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(line for page in document for line in _lines(page.get_textpage()))


def _lines(page: Any) -> Iterator[str]:
    rows: dict[int, list[tuple[float, str]]] = {}
    for index in range(page.count_chars()):
        left, bottom, _, top = page.get_charbox(index, loose=True)
        rows.setdefault(round((bottom + top) / 2), []).append((left, page.get_text_range(index, 1)))
    for row in rows.values():
        yield "".join(char for _, char in sorted(row, key=lambda item: item[0]))


def picture(data: bytes, page: int, dpi: int) -> Any:
    """Return a page as a picture."""
    with pypdfium2.PdfDocument(data) as document:
        return document[page].render(scale=dpi / 72).to_pil().convert("RGB")


def squares(data: bytes, least: float, most: float) -> list[Corners]:
    """Return what is drawn as a square of a side within bounds, on all pages, in points."""
    with pypdfium2.PdfDocument(data) as document:
        paths = [p for page in document for p in page.get_objects([raw.FPDF_PAGEOBJ_PATH])]
        return list(squares_of(paths, least, most))


def squares_of(paths: Iterable[Any], least: float, most: float) -> Iterator[Corners]:
    """Yield which of a page's paths are squares of a side within bounds, in points."""
    for path in paths:
        left, bottom, right, top = path.get_bounds()
        is_square = abs((right - left) - (top - bottom)) < 0.1
        if least < right - left < most and is_square and _has_four_sides(path):
            yield left, bottom, right, top


def _has_four_sides(path: Any) -> bool:
    """Whether lines run along all four sides of what a path covers; a cross has none there."""
    ends, drawn = [], []
    for number in range(raw.FPDFPath_CountSegments(path.raw)):
        segment = raw.FPDFPath_GetPathSegment(path.raw, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        ends.append((x.value, y.value))
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO:
            drawn.append(ends[-2:])
    sides = set()
    for axis in (0, 1):
        low, high = min(end[axis] for end in ends), max(end[axis] for end in ends)
        for one, other in drawn:
            level = abs(one[axis] - other[axis]) < 0.01
            if level and abs(one[1 - axis] - other[1 - axis]) > (high - low) / 2:
                sides |= {(axis, end) for end in (low, high) if abs(one[axis] - end) < 0.01}
    return len(sides) == 4


def boxes(data: bytes) -> list[dict[str, tuple[float, ...]]]:
    """Return the boxes of every page in millimetres: left, bottom, right, top."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            {
                name: tuple(round(float(value) / MM, 3) for value in getattr(page, name))
                for name in ("MediaBox", "TrimBox", "BleedBox")
            }
            for page in pdf.pages
        ]


def fonts(data: bytes) -> dict[str, bool]:
    """Return the names of a PDF's fonts, and whether each is embedded."""
    found = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                embedded = any(key in item for key in ("/FontFile2", "/FontFile3"))
                found[str(item.FontName)] = embedded
    return found
