"""The drawing of a sheet of cards."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from vademecum.forms.sheet import Place, Sheet, deal

PT_PER_MM: Final = 72 / 25.4
MARK_WIDTH: Final = 0.25
"""In points."""


def draw(cards: Sequence[bytes], sheet: Sheet) -> tuple[bytes, int]:
    """Return sheets of cards as PDF, a page with fronts and one with backs each, and their number.

    Each card is a PDF with TrimBox and BleedBox, of one page or two; each page is drawn once a
    sheet, as a form XObject, and placed by reference (ISO 32000-2, 8.10).
    """
    with ExitStack() as stack, pikepdf.new() as pdf:
        sources = [stack.enter_context(pikepdf.open(BytesIO(card))) for card in cards]
        for dealt in deal(len(sheet.places), len(cards)):
            for number, side in enumerate((sheet, sheet.back())[: len(sources[0].pages)]):
                _draw_side(pdf, side, dealt, [source.pages[number] for source in sources])
        _describe(pdf, sources[0])
        out = BytesIO()
        pdf.save(out, deterministic_id=True, linearize=False)
        return out.getvalue(), len(pdf.pages)


def _draw_side(
    pdf: pikepdf.Pdf, side: Sheet, dealt: Sequence[int | None], pages: Sequence[pikepdf.Page]
) -> None:
    """Add a page with one side of a sheet."""
    pdf.add_blank_page(page_size=_points(side.paper.width, side.paper.height))
    target = pdf.pages[-1]
    target.TrimBox = target.BleedBox = target.MediaBox
    names = {kind: f"Card{kind}" if kind else "Card" for kind in dealt if kind is not None}
    forms = Dictionary()
    for kind, name in names.items():
        form = pdf.copy_foreign(pages[kind].as_form_xobject())
        form.BBox = Array([float(v) for v in pages[kind].BleedBox])
        forms[f"/{name}"] = form
    target.Resources = Dictionary(XObject=forms)
    placed = [
        (place, names[kind], [float(v) for v in pages[kind].TrimBox])
        for place, kind in zip(side.places, dealt, strict=True)
        if kind is not None
    ]
    target.Contents = pdf.make_stream(_content(side, placed))


def _points(width: float, height: float) -> tuple[float, float]:
    return width * PT_PER_MM, height * PT_PER_MM


def _content(side: Sheet, placed: Sequence[tuple[Place, str, list[float]]]) -> bytes:
    """Return the content stream of one side."""
    lines = ["/Artifact BMC", f"q 0 G {MARK_WIDTH} w"]
    for mark in side.marks:
        x1, y1, x2, y2 = (v * PT_PER_MM for v in (mark.x1, mark.y1, mark.x2, mark.y2))
        lines.append(f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S")
    lines.append("Q")
    for place, name, trim in placed:
        left, bottom, right, top = place.bleed
        clip = (
            (place.x - left) * PT_PER_MM,
            (place.y - bottom) * PT_PER_MM,
            (place.width + left + right) * PT_PER_MM,
            (place.height + bottom + top) * PT_PER_MM,
        )
        lines.append("q " + " ".join(f"{v:.3f}" for v in clip) + " re W n")
        lines.append(" ".join(f"{v:.4f}" for v in _matrix(place, trim)) + f" cm /{name} Do Q")
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
