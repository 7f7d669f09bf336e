"""The drawing of a sheet of cards."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from vademecum.forms.sheet import Place, Sheet

PT_PER_MM: Final = 72 / 25.4
MARK_WIDTH: Final = 0.25
"""In points."""


def draw(card: bytes, sheet: Sheet) -> bytes:
    """Return the sheet as PDF, its first page with fronts, its second with backs.

    `card` is a PDF of two pages with TrimBox and BleedBox; each is drawn once, as a form XObject,
    and placed by reference (ISO 32000-2, 8.10).
    """
    with pikepdf.open(BytesIO(card)) as source, pikepdf.new() as pdf:
        for side, page in zip((sheet, sheet.back()), source.pages, strict=True):
            pdf.add_blank_page(page_size=_points(side.paper.width, side.paper.height))
            target = pdf.pages[-1]
            target.TrimBox = target.BleedBox = target.MediaBox
            form = pdf.copy_foreign(page.as_form_xobject())
            form.BBox = Array([float(v) for v in page.BleedBox])
            trim = [float(v) for v in page.TrimBox]
            target.Resources = Dictionary(XObject=Dictionary(Card=form))
            target.Contents = pdf.make_stream(_content(side, trim))
        _describe(pdf, source)
        out = BytesIO()
        pdf.save(out, deterministic_id=True, linearize=False)
        return out.getvalue()


def _points(width: float, height: float) -> tuple[float, float]:
    return width * PT_PER_MM, height * PT_PER_MM


def _content(side: Sheet, trim: list[float]) -> bytes:
    """Return the content stream of one side."""
    lines = ["/Artifact BMC", f"q 0 G {MARK_WIDTH} w"]
    for mark in side.marks:
        x1, y1, x2, y2 = (v * PT_PER_MM for v in (mark.x1, mark.y1, mark.x2, mark.y2))
        lines.append(f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S")
    lines.append("Q")
    for place in side.places:
        left, bottom, right, top = place.bleed
        clip = (
            (place.x - left) * PT_PER_MM,
            (place.y - bottom) * PT_PER_MM,
            (place.width + left + right) * PT_PER_MM,
            (place.height + bottom + top) * PT_PER_MM,
        )
        lines.append("q " + " ".join(f"{v:.3f}" for v in clip) + " re W n")
        lines.append(" ".join(f"{v:.4f}" for v in _matrix(place, trim)) + " cm /Card Do Q")
    lines.append("EMC")
    return "\n".join(lines).encode("ascii")


def _matrix(place: Place, trim: list[float]) -> tuple[float, float, float, float, float, float]:
    """Return the matrix that puts the card's trim on its place (ISO 32000-2, 8.3.4)."""
    x, y = place.x * PT_PER_MM, place.y * PT_PER_MM
    width, height = place.width * PT_PER_MM, place.height * PT_PER_MM
    if place.angle == 90:
        return 0, 1, -1, 0, x + width + trim[1], y - trim[0]
    if place.angle == 270:
        return 0, -1, 1, 0, x - trim[1], y + height + trim[0]
    return 1, 0, 0, 1, x - trim[0], y - trim[1]


def _describe(pdf: pikepdf.Pdf, source: pikepdf.Pdf) -> None:
    """Give the sheet the card's title, author and language, and tell printers how to print it."""
    for key in ("/Title", "/Author", "/Subject", "/CreationDate", "/ModDate"):
        if key in source.docinfo:
            pdf.docinfo[key] = str(source.docinfo[key])
    if "/Lang" in source.Root:
        pdf.Root.Lang = pikepdf.String(str(source.Root.Lang))
    pdf.Root.ViewerPreferences = Dictionary(
        PrintScaling=Name("/None"),
        Duplex=Name("/DuplexFlipLongEdge"),
        DisplayDocTitle=True,
    )
