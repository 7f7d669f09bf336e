"""Repairs to WeasyPrint 70, each for a fault that cannot be mended in the finished PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from types import ModuleType
from typing import Any, Final
from xml.etree.ElementTree import Element

import pydyf
import uharfbuzz as hb

from vademecum.setting import directions, torn
from vademecum.setting.fences import fence
from vademecum.setting.glyphs import TYPED, has_marks, meaning, unsaid
from vademecum.setting.sides import is_torn, says, unparted

VERSION: Final = "70."
DROPPED: Final = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "HVAR", "JSTF", "STAT")
# Indic, Thai, Lao, Tibetan, Burmese, Khmer: several characters make a glyph, or change places.
COMPLEX: Final = (("\u0900", "\u0dff"), ("\u0e00", "\u109f"), ("\u1780", "\u17ff"))
PT_PER_PX: Final = 0.75
PRINT: Final = 4
"""The flag of an annotation that is printed (ISO 32000-2, 12.5.3)."""
UNWRITTEN: Final = "\u200d"
"""Stands for a glyph to which no character of its own belongs (ISO 14289-1, 7.21.7)."""
INHERIT: Final = "inherit"
SOFT_HYPHEN: Final = "\u00ad"


def apply(weasyprint: ModuleType) -> None:
    """Repair an imported WeasyPrint; raise RuntimeError for a version not looked at."""
    if not weasyprint.VERSION.startswith(VERSION):
        raise RuntimeError(f"repairs were made for WeasyPrint {VERSION}x; look at them again")
    fonts, stream = weasyprint.pdf.fonts, weasyprint.pdf.stream
    fonts.Font.subset = _subset
    stream.Stream.marked = _marked
    stream.Stream.show_text = _whole(stream.Stream.show_text)
    weasyprint.pdf.build_fonts_dictionary = _mapped(fonts.build_fonts_dictionary)
    weasyprint.images.SVGImage.draw = _inked(weasyprint.images.SVGImage.draw)
    document = weasyprint.document
    document.draw_page = _surveyed(document.draw_page)
    layout = weasyprint.layout
    layout.make_all_pages = _bounded(layout.make_all_pages)
    tags = weasyprint.pdf.tags
    tags._build_box_tree = _told(tags._build_box_tree)


def _inked(draw: Callable[..., Any]) -> Callable[..., Any]:
    """Return `draw`, which gives the ink of the words around it to a drawing that asks for it.

    `color="inherit"` asks: the engine draws what stands in a style sheet as if it stood nowhere.
    """

    def drawn(image: Any, stream: Any, width: float, height: float, style: Any) -> None:
        plain = image._svg
        root = plain.tree._etree_node
        if root.get("color") == INHERIT:
            # No copy: in Python 3.11 it would share the attributes.
            inked = Element(root.tag, {**root.attrib, "color": _hex(style["color"])})
            inked.extend(root)
            image._svg = type(plain)(inked, plain.url, plain.font_config, plain.url_fetcher)
        draw(image, stream, width, height, style)
        image._svg = plain

    return drawn


def _surveyed(draw: Callable[..., None]) -> Callable[..., None]:
    """Return `draw_page`, whose stream knows what marks of direction its page needs."""

    def draw_page(page: Any, stream: Any) -> None:
        stream.surplus = directions.surplus(page)
        stream.groups = unparted(page) if stream.surplus is not None else {}
        draw(page, stream)

    return draw_page


def _hex(color: Any) -> str:
    """Return a colour as a drawing says it."""
    parts = (min(max(round(255 * part), 0), 255) for part in color.to("srgb").coordinates)
    return "#" + "".join(f"{part:02x}" for part in parts)


def _bounded(make: Callable[..., Any]) -> Callable[..., Any]:
    """Return `make_all_pages`, which ends where the document says so in `most_pages`.

    A book that was to be a card would be laid out to its last page, only to be refused.
    """

    def make_all_pages(context: Any, root: Any, html: Any, pages: Any) -> Iterator[Any]:
        return islice(make(context, root, html, pages), getattr(html, "most_pages", None))

    return make_all_pages


def _subset(font: Any, to_unicode: dict[int, str], hinting: bool) -> None:
    """Cut a font to its used glyphs with the HarfBuzz of our own dependencies.

    The engine takes the system's libharfbuzz-subset, or else fontTools, which writes the time of
    day and is slow: the same input gave other bytes on a machine with other libraries.
    """
    if not to_unicode:
        return
    plan = hb.SubsetInput()
    plan.sets(hb.SubsetInputSets.GLYPH_INDEX).update(sorted(to_unicode))
    plan.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
        int.from_bytes(tag.encode(), "big") for tag in DROPPED
    )
    plan.flags |= hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING
    face = hb.Face(hb.Blob(font.file_content), font.index)
    font.file_content = bytes(hb.subset(face, plan).blob.data)


@contextmanager
def _marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
    """Mark a box's content; text of a complex script says what it reads (ISO 32000-2, 14.9.4).

    The engine maps each glyph to the first characters it stood for, which loses Indic and Thai
    text. Right-to-left text gets no ActualText: viewers reverse it (WeasyPrint issue 2841).
    """
    if stream._tags is None:
        yield
        return
    if is_decoration(box):
        with stream.artifact():
            yield
        return
    text = None
    if hasattr(box, "text"):
        fence(stream, box)
        text = _says(box)
    mcid = len(stream._tags)
    stream._tags[box] = {"tag": tag, "mcid": mcid}
    properties = {"MCID": mcid}
    if text:
        properties["ActualText"] = pydyf.String(text)
    stream.begin_marked_content(tag, pydyf.Dictionary(properties))
    try:
        with torn.reading(stream, box), directions.reading(stream, box, text):
            yield
    finally:
        stream.end_marked_content()
        directions.mark_edges(stream, box)


def _whole(show: Callable[[Any, str], None]) -> Callable[[Any, str], None]:
    """Return `show_text` without strings that are empty.

    pdfium forgets a move that ends an array in which one stands: what follows in another face then
    lies on the word before it.
    """

    def show_text(stream: Any, text: str) -> None:
        show(stream, text.replace("<>", " "))

    return show_text


def is_decoration(box: Any) -> bool:
    """Whether a box is an image of which nothing is to be read: its text is empty."""
    element = box.element
    return element is not None and element.tag == "img" and element.get("alt") == ""


def _says(box: Any) -> str | None:
    """Return what a box of text reads as typed, where its glyphs do not tell, or else None.

    A word that is parted at the end of a line reads without its hyphen (ISO 32000-2, 14.8.2.2.3).
    """
    text = str(box.text)
    if SOFT_HYPHEN in text:
        said = text.removesuffix(SOFT_HYPHEN + box.style["hyphenate_character"])
    else:
        ranged = any(first <= char <= last for char in text for first, last in COMPLEX)
        said = text if ranged or has_marks(text) or is_torn(box) else says(box) or ""
    return said.translate(TYPED) or None


def _mapped(build: Callable[..., Any]) -> Callable[..., Any]:
    """Return `build_fonts_dictionary`, with a character of its own for each glyph."""

    def build_fonts_dictionary(pdf: Any, fonts: dict[str, Any], *rest: Any) -> Any:
        for font in fonts.values():
            for glyph in [*font.to_unicode, *sorted(unsaid(font) - {*font.to_unicode})]:
                font.to_unicode[glyph] = meaning(font, glyph).translate(TYPED) or UNWRITTEN
        return build(pdf, fonts, *rest)

    return build_fonts_dictionary


def _told(build: Callable[..., Any]) -> Callable[..., Any]:
    """Return `_build_box_tree`, whose elements say their language, scope and place on the page.

    An image that says that it is none to be read has no element.
    """

    def _build_box_tree(
        box: Any, parent: Any, pdf: Any, page: int, nums: Any, annotations: Any, tags: Any
    ) -> Iterator[Any]:
        if is_decoration(box):
            return
        if hasattr(box, "page_type"):
            pdf.height = box.margin_height()
        element = box.element
        own = element is not None and box.element_tag == element.tag not in ("html", "body")
        for structure in build(box, parent, pdf, page, nums, annotations, tags):
            if own and box.element is element:
                _tell(structure, box, element, pdf)
            yield structure

    return _build_box_tree


def _tell(structure: Any, box: Any, element: Any, pdf: Any) -> None:
    """Add to a structure element what the engine leaves out (ISO 32000-2, 14.8.5 and 14.9.2)."""
    if element.get("lang"):
        structure["Lang"] = pydyf.String(element.get("lang"))
    if structure["S"] == "/TH":
        structure["A"]["Scope"] = "/Row" if element.get("scope") == "row" else "/Column"
    if structure["S"] == "/Figure":
        left, top = box.content_box_x(), box.content_box_y()
        corners = (left, pdf.height - top - box.height, left + box.width, pdf.height - top)
        structure["A"]["BBox"] = pydyf.Array([round(value * PT_PER_PX, 2) for value in corners])
    if box.link_annotation:
        box.link_annotation["F"] = PRINT
