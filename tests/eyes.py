"""A reader's eyes: the text, the lines and the pictures that pdfium sees in a PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2

from vademecum.setting.proof import comparable as plain
from vademecum.setting.proof import comparable_from_right_to_left as plain_to_left
from vademecum.setting.viewer import opened

__all__ = ["boxes", "finds", "fonts", "picture", "plain", "plain_to_left", "text", "visual_lines"]

MM = 72 / 25.4


def text(data: bytes) -> str:
    """Return the text of a PDF in the viewer's order, as a reader copies it."""
    with opened(data) as viewer:
        return viewer.text


def finds(data: bytes, string: str) -> bool:
    """Whether the viewer's search finds a string."""
    with opened(data) as viewer:
        return viewer.finds(string)


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
