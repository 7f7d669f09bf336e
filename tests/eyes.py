"""A reader's eyes: the text, the lines and the pictures that pdfium sees in a PDF."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
import pypdfium2

from vademecum.setting.proof import comparable as plain
from vademecum.setting.viewer import text, visual_lines

__all__ = ["boxes", "fonts", "picture", "plain", "text", "visual_lines"]

MM = 72 / 25.4
ARABIC = re.compile(r"[\u0600-\u06ff]+")


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
