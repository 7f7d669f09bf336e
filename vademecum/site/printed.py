"""What of a page can be printed: finished PDFs, and pictures of their pages."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Final

from vademecum.forms.papers import PAPERS, Paper
from vademecum.site.webtype import DIGITS

WIDTH: Final = 600
"""How wide a picture of a page is, in pixels."""
QUALITY: Final = 75
EFFORT: Final = 2
"""How hard the encoder tries, of 6: beyond it a picture takes four times as long for a tenth."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF of a product on a paper; `length` is in bytes, `name` that of its file."""

    product: str
    paper: str
    name: str
    sha256: str
    pages: int
    length: int

    @property
    def sheet(self) -> Paper:
        """The paper."""
        return PAPERS[self.paper]

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures of its pages."""
        return tuple(Picture(self, number) for number in range(self.pages))


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a page of a PDF, numbered from 0."""

    printed: Printed
    page: int

    @property
    def key(self) -> str:
        """The hash of all that the file is made from, but for what makes it."""
        made_from = self.printed.sha256, self.page, WIDTH, QUALITY, EFFORT
        return sha256(f"page {made_from}".encode("ascii")).hexdigest()

    @property
    def name(self) -> str:
        """The name of the file."""
        stem = f"{self.printed.product}-{self.printed.paper}-{self.page + 1}"
        return f"pages/{stem}.{self.key[:DIGITS]}.webp"

    @property
    def size(self) -> tuple[int, int]:
        """Its width and height in pixels; a page is as large as its paper with bleed."""
        sheet = self.printed.sheet
        width, height = sheet.width + 2 * sheet.bleed, sheet.height + 2 * sheet.bleed
        return WIDTH, round(WIDTH * height / width)

    def make(self, pdf: bytes) -> bytes:
        """Return the picture as WebP, from the PDF."""
        import pypdfium2
        from pypdfium2 import raw

        size, data = self.size, BytesIO()
        with pypdfium2.PdfDocument(pdf) as document:
            drawn = pypdfium2.PdfBitmap.new_native(*size, raw.FPDFBitmap_BGR)
            drawn.fill_rect((255, 255, 255, 255), 0, 0, *size)
            # At its very size: to draw it larger and make it smaller takes half as long again.
            page = document[self.page]
            raw.FPDF_RenderPageBitmap(drawn, page, 0, 0, *size, 0, raw.FPDF_ANNOT)
            drawn.to_pil().save(data, "WEBP", quality=QUALITY, method=EFFORT)
        return data.getvalue()
