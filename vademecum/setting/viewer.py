"""What a viewer reads in a finished PDF: pdfium's text, in its order and as the eye has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2


def text(data: bytes) -> str:
    """Return the text of a PDF in the viewer's order, as a reader copies it."""
    with pypdfium2.PdfDocument(data) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


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
