"""Where the engine's boxes put ink on a page: glyphs, images, and what is drawn to write into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from types import ModuleType
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from vademecum.setting import quiet
from vademecum.setting.boxtree import edges, inner, is_drawn, reads, within
from vademecum.setting.layout import squeeze
from vademecum.setting.overlaps import Area, Cell, Ink, Place, Set, Side
from vademecum.setting.quiet import Symbol

PT_PER_PX: Final = 0.75
NOTED: Final = "noted_ink"
"""The attribute of a box of text under which its ink is noted, once it has been drawn."""


def note(weasyprint: ModuleType) -> None:
    """Let an imported WeasyPrint note the ink of each box of text as it draws it.

    To look for it later, each would have to be shaped again, which takes ten times as long.
    """
    text = weasyprint.draw.text
    text.draw_first_line = _noting(text.draw_first_line)


def _noting(draw: Callable[..., Any]) -> Callable[..., Any]:
    """Return `draw_first_line`, which notes ink."""

    def draw_first_line(stream: Any, box: Any, *rest: Any) -> Any:
        drawn = draw(stream, box, *rest)
        setattr(box, NOTED, _extents(box, box.pango_layout.get_first_line()[0]))
        return drawn

    return draw_first_line


def sides(document: Any) -> Iterator[Side]:
    """Yield what each page of a laid-out document draws."""
    start = 0
    for page in document.pages:
        inks, start = _inks(page._page_box, start)
        yield Side(tuple(inks), page._page_box.margin_width(), page._page_box.margin_height())


def symbols(document: Any) -> Iterator[Symbol]:
    """Yield the QR codes of a laid-out document."""
    start = 0
    for number, page in enumerate(document.pages):
        for box in within(page._page_box):
            if isinstance(box, boxes.TextBox):
                start += len(squeeze(reads(box)))
            elif isinstance(box, boxes.ReplacedBox):
                left, top = box.content_box_x(), box.content_box_y()
                area = (left, top, left + box.width, top + box.height)
                if symbol := quiet.drawn(box.element, area, number, start):
                    yield symbol


def _inks(page: Any, start: int) -> tuple[list[Ink], int]:
    """Return what a page draws, and how much text stands before the next page."""
    found: list[Ink] = []
    stack = [(page, Place())]
    while stack:
        box, place = stack.pop()
        box = inner(box)
        if isinstance(box, boxes.TextBox):
            text = reads(box)
            if text.strip():
                found.append(_type(box, text, start, place))
            start += len(squeeze(text))
        elif isinstance(box, boxes.ReplacedBox):
            left, top = box.content_box_x(), box.content_box_y()
            area = (left, top, left + box.width, top + box.height)
            found.append(_whole(area, start, True, place))
        elif is_drawn(box):
            found.append(_whole(edges(box), start, False, _inside(box, place)))
        else:
            place = _inside(box, place)
            stack += ((child, place) for child in reversed(getattr(box, "children", ())))
    return found, start


def _inside(box: Any, place: Place) -> Place:
    """Return the place of what stands inside a box."""
    if isinstance(box, boxes.LineBox):
        return replace(place, line=id(box), goes_left=box.style["direction"] == "rtl")
    if isinstance(box, boxes.TableBox):
        return replace(place, cells=(*place.cells, Cell(id(box))))
    if isinstance(box, boxes.TableRowBox):
        return _in_cell(place, row=id(box))
    if isinstance(box, boxes.TableCellBox):
        place = _in_cell(place, column=box.grid_x)
    element = box.element
    if element is None:
        return place
    if element.tag == "li" and isinstance(box, boxes.BlockBox):
        place = replace(place, item=id(element))
    if (kind := element.get("class")) and place.kinds[:1] != (kind,):
        place = replace(place, kinds=(kind, *place.kinds))
    return place


def _in_cell(place: Place, **where: int) -> Place:
    """Return a place whose innermost cell is known better."""
    return replace(place, cells=(*place.cells[:-1], place.cells[-1]._replace(**where)))


def _whole(area: Area, start: int, is_read: bool, place: Place) -> Ink:
    return Ink(area, "", start, lambda: [area], is_read, place)


def _type(box: Any, text: str, start: int, place: Place) -> Ink:
    """Return the ink of a box of text; its glyphs are looked at only where it may touch."""
    area = getattr(box, NOTED, None)
    if area is None:
        with _Set(box) as line:
            area = _extents(box, line)

    def parts() -> list[Area]:
        with _Set(box) as line:
            return list(_glyphs(box, line))

    left, style = box.position_x, box.style
    how = Set(
        size=style["font_size"] * PT_PER_PX,
        left=left,
        right=left + box.width,
        baseline=box.position_y + box.baseline,
    )
    return Ink(area, text, start, parts, True, place, how)


def _extents(box: Any, line: Any) -> Area:
    """Return the area of all ink of a line."""
    rectangle = ffi.new("PangoRectangle *")
    pango.pango_layout_line_get_extents(line, rectangle, ffi.NULL)
    return _area(box, 0, 0, rectangle)


class _Set:
    """A box of text whose line the engine has let go of, taken up again for a while."""

    def __init__(self, box: Any) -> None:
        self.box = box

    def __enter__(self) -> Any:
        self.box.pango_layout.reactivate(self.box.style)
        line, _ = self.box.pango_layout.get_first_line()
        return line

    def __exit__(self, *_: object) -> None:
        self.box.pango_layout.deactivate()


def _glyphs(box: Any, line: Any) -> Iterator[Area]:
    """Yield the area of each glyph of a line that has ink."""
    x, run, rectangle = 0, line.runs, ffi.new("PangoRectangle *")
    while run != ffi.NULL:
        item, run = run.data, run.next
        font = item.item.analysis.font
        for glyph in item.glyphs.glyphs[0 : item.glyphs.num_glyphs]:
            pango.pango_font_get_glyph_extents(font, glyph.glyph, rectangle, ffi.NULL)
            geometry = glyph.geometry
            if rectangle.width and rectangle.height:
                yield _area(box, x + geometry.x_offset, geometry.y_offset, rectangle)
            x += geometry.width


def _area(box: Any, x: int, y: int, rectangle: Any) -> Area:
    """Return where ink lies that Pango measures from the beginning of a box's base line."""
    left = box.position_x + (x + rectangle.x) * FROM_UNITS
    top = box.position_y + box.baseline + (y + rectangle.y) * FROM_UNITS
    width, height = rectangle.width * FROM_UNITS, rectangle.height * FROM_UNITS
    return left, top, left + width, top + height
