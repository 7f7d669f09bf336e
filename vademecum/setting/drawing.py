"""The drawing of a sheet of cards, and whether a card's artwork bleeds."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from io import BytesIO
from typing import Final

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

from vademecum.forms.imposition import MARK_WIDTH
from vademecum.forms.sheet import Mark, Place, Sheet, deal

PT_PER_MM: Final = 72 / 25.4
SEEN: Final = 2.0
"""How many pixels a point has in which a bleed is looked at."""
WHITE: Final = 250
"""The darkest that a pixel of bare paper may be, of 255."""


def bleeds(cards: Sequence[bytes]) -> bool:
    """Whether anything is printed beyond the trim of a card."""
    return any(_bleeds(card) for card in cards)


def _bleeds(card: bytes) -> bool:
    with pypdfium2.PdfDocument(card) as document:
        for page in document:
            outer, trim = page.get_mediabox(), page.get_trimbox()
            page.set_cropbox(*outer)
            seen = page.render(scale=SEEN, grayscale=True).to_pil().convert("L")
            left, bottom = ((trim[i] - outer[i]) * SEEN for i in (0, 1))
            right, top = ((trim[i] - outer[i - 2]) * SEEN for i in (2, 3))
            # A pixel on the edge shows something of both sides.
            edges = (left - 1, seen.height - top - 1, right + 1, seen.height - bottom + 1)
            seen.paste(255, tuple(round(edge) for edge in edges))
            if seen.getextrema()[0] < WHITE:
                return True
    return False


def draw(cards: Sequence[bytes], sheet: Sheet, slug: bytes) -> tuple[bytes, int]:
    """Return sheets of cards as PDF, a page with fronts and one with backs each, and their number.

    Each card is a PDF with TrimBox and BleedBox, of one page or two; `slug` is one of a page, which
    stands in the margin. A page is drawn once a sheet, as a form XObject, and placed by reference
    (ISO 32000-2, 8.10).
    """
    with ExitStack() as stack, pikepdf.new() as pdf:
        sources = [stack.enter_context(pikepdf.open(BytesIO(card))) for card in cards]
        words = stack.enter_context(pikepdf.open(BytesIO(slug))).pages[0]
        for dealt in deal(len(sheet.places), len(cards)):
            for number, side in enumerate((sheet, sheet.back())[: len(sources[0].pages)]):
                _draw_side(pdf, side, dealt, [source.pages[number] for source in sources], words)
        _describe(pdf, sources[0])
        out = BytesIO()
        pdf.save(out, deterministic_id=True, linearize=False)
        return out.getvalue(), len(pdf.pages)


def _draw_side(
    pdf: pikepdf.Pdf,
    side: Sheet,
    dealt: Sequence[int | None],
    pages: Sequence[pikepdf.Page],
    words: pikepdf.Page,
) -> None:
    """Add a page with one side of a sheet."""
    pdf.add_blank_page(page_size=_points(side.paper.width, side.paper.height))
    target = pdf.pages[-1]
    target.TrimBox = target.BleedBox = target.MediaBox
    names = {kind: f"Card{kind}" if kind else "Card" for kind in dealt if kind is not None}
    forms = Dictionary(Slug=_form(pdf, words))
    for kind, name in names.items():
        forms[f"/{name}"] = _form(pdf, pages[kind])
    target.Resources = Dictionary(XObject=forms)
    placed = [
        (place, names[kind], [float(v) for v in pages[kind].TrimBox])
        for place, kind in zip(side.places, dealt, strict=True)
        if kind is not None
    ]
    placed.append((side.slug.words, "Slug", [float(v) for v in words.TrimBox]))
    target.Contents = pdf.make_stream(_content(side, placed))


def _form(pdf: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Object:
    """Return a page as a form XObject that shows it with its bleed."""
    form = pdf.copy_foreign(page.as_form_xobject())
    form.BBox = Array([float(v) for v in page.BleedBox])
    return form


def _points(width: float, height: float) -> tuple[float, float]:
    return width * PT_PER_MM, height * PT_PER_MM


def _content(side: Sheet, placed: Sequence[tuple[Place, str, list[float]]]) -> bytes:
    """Return the content stream of one side."""
    lines = ["/Artifact BMC", f"q 0 G {MARK_WIDTH * PT_PER_MM:.3f} w"]
    lines += [*map(_line, side.marks), *map(_line, side.slug.ruler), "Q"]
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


def _line(mark: Mark) -> str:
    """Return the operators that draw a line."""
    x1, y1, x2, y2 = (v * PT_PER_MM for v in (mark.x1, mark.y1, mark.x2, mark.y2))
    return f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S"


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
