"""What a viewer reads in a finished PDF: pdfium's text in its order, and what its search finds."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
from pypdfium2 import raw

from vademecum.text.ties import UNBREAKING


class Viewer:
    """A PDF opened in pdfium."""

    def __init__(self, document: Any) -> None:
        self._pages = [page.get_textpage() for page in document]

    @property
    def text(self) -> str:
        """The text in the viewer's order, as a reader copies it."""
        return "\n".join(page.get_text_range() for page in self._pages)

    def finds(self, string: str) -> bool:
        """Whether a reader who types a string into the viewer's search finds it, case and all."""
        units = f"{string}\0".replace(UNBREAKING, " ").encode("utf-16-le")
        typed = (ctypes.c_ushort * (len(units) // 2)).from_buffer_copy(units)
        return any(_finds(page, typed) for page in self._pages)


@contextmanager
def opened(data: bytes) -> Iterator[Viewer]:
    """Open a PDF in a viewer."""
    with pypdfium2.PdfDocument(data) as document:
        yield Viewer(document)


def _finds(page: Any, typed: Any) -> bool:
    search = raw.FPDFText_FindStart(page.raw, typed, raw.FPDF_MATCHCASE, 0)
    try:
        return bool(raw.FPDFText_FindNext(search))
    finally:
        raw.FPDFText_FindClose(search)
