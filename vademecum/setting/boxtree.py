"""What the engine's boxes show, as plain values: the lines of each page, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from vademecum.setting.hyphens import SOFT_HYPHEN
from vademecum.setting.layout import PX_PER_MM, Layout, Line, squeeze

SIDE: Final = "data-side"
"""The attribute that names a column beside others."""
PT_PER_PX: Final = 0.75
DIGITS: Final = "digits"
"""The class of a group of boxes to write into, in the templates."""


def layout(document: Any) -> Layout:
    """Return the pages of a document as plain values."""
    pages = [page._page_box for page in document.pages]
    found, texts, start = list[Line](), list[str](), 0
    for number, page in enumerate(pages):
        for line in _lines(page, number):
            found.append(replace(line, start=start))
            texts.append(squeeze(line.text))
            start += len(texts[-1])
    rooms = tuple(mm(page.height) for page in pages)
    shown = tuple(address for page in pages for address in _pictures(page))
    return Layout(rooms, tuple(found), "".join(texts), mm(pages[0].width), shown)


def _pictures(page: Any) -> Iterator[str]:
    """Yield the addresses of the pictures on a page that take any room."""
    for box in within(page):
        takes_room = isinstance(box, boxes.ReplacedBox) and box.width and box.height
        if takes_room and (address := box.element.get("src")):
            yield address


def inner(box: Any) -> Any:
    """Return the box that stands where the engine has put a placeholder."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def within(box: Any) -> Iterator[Any]:
    """Yield a box and all that stands in it, in the order of the document."""
    stack = [box]
    while stack:
        box = inner(stack.pop())
        yield box
        stack += reversed(getattr(box, "children", ()))


def reads(box: Any) -> str:
    """Return what a box of text says; the hyphen where it is parted is drawn, and not written."""
    text, hyphen = str(box.text), box.style["hyphenate_character"]
    return text.removesuffix(hyphen) if text.endswith(SOFT_HYPHEN + hyphen) else text


def mm(length: float) -> float:
    """Return a length in millimetres."""
    return round(length / PX_PER_MM, 2)


def is_drawn(box: Any) -> bool:
    """Whether a box has a border and nothing to read: a line or a field to write into."""
    borders = (box.style[f"border_{side}_width"] for side in ("bottom", "top"))
    if not isinstance(box, (boxes.BlockBox, boxes.InlineBlockBox)) or not any(borders):
        return False
    return not any(isinstance(child, (boxes.TextBox, boxes.ReplacedBox)) for child in within(box))


def _is_rule(box: Any) -> bool:
    """Whether a box is a line to write on."""
    return isinstance(box, boxes.BlockBox) and not box.children and is_drawn(box)


def is_comb(box: Any) -> bool:
    """Whether a box is a group of boxes to write into, which cannot be broken."""
    return isinstance(box, boxes.InlineBlockBox) and box.element.get("class") == DIGITS


def edges(box: Any) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of a box with its border, in pixels of the page."""
    left, top = box.border_box_x(), box.border_box_y()
    return left, top, left + box.border_width(), top + box.border_height()


def _lines(page: Any, number: int) -> Iterator[Line]:
    """Yield the lines and images of a page in the order of the document."""
    x, y = page.content_box_x(), page.content_box_y()
    stack: list[tuple[Any, _Place]] = [(page, _Place(cell=(x, x + page.width)))]
    while stack:
        box, place = stack.pop()
        box = inner(box)
        place = place.inside(box)
        if not isinstance(box, (boxes.LineBox, boxes.ReplacedBox)) and not _is_rule(box):
            stack += [(child, place) for child in reversed(getattr(box, "children", ()))]
            continue
        text, comb = "".join(_texts(box)), _comb_excess(box, place)
        images = [edges(one) for one in within(box) if isinstance(one, boxes.ReplacedBox)]
        if text.strip() or comb is not None or images or not isinstance(box, boxes.LineBox):
            top, left = box.position_y - y, box.position_x - x
            bottom = max([box.position_y + box.margin_height(), *(image[3] for image in images)])
            yield Line(
                page=number,
                top=mm(top),
                bottom=mm(bottom - y),
                tag=place.tag,
                text=text,
                item=place.item,
                panel=place.panel,
                block=place.block,
                left=mm(left),
                right=mm(left + box.margin_width()),
                column=(mm(place.column[0] - x), mm(place.column[1] - x)),
                free=0.0 if _is_forced(box) else mm(place.width - box.width),
                excess=mm(max(_excess(box, place.cell), place.excess, 0.0)),
                comb_excess=mm(max(comb or 0.0, 0.0)),
                table=place.table if place.excess > 0 else None,
                side=place.side,
                size=_size(box),
            )


Bounds = tuple[float, float]
"""Where something begins and ends from left to right, in pixels."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a box stands in the document; `panels` are the body's children, once inside it.

    `cell` is what belongs to it from left to right, `column` the room of its block; `excess` is how
    far the table around it stands out of its own cell.
    """

    tag: str = ""
    item: int | None = None
    block: int | None = None
    panel: int = 0
    width: float = 0.0
    panels: Mapping[int, int] = field(default_factory=dict)
    cell: Bounds = (0.0, 0.0)
    column: Bounds = (0.0, 0.0)
    table: int | None = None
    excess: float = 0.0
    side: str = ""

    def inside(self, box: Any) -> _Place:
        """Return the place of what stands inside a box."""
        if not isinstance(box, (boxes.BlockLevelBox, boxes.TableCellBox)):
            return self
        place = self._bounded(box)
        element = box.element
        if element is None:
            return place
        if element.tag == "body":
            count = {id(child): count for count, child in enumerate(element)}
            return replace(place, tag="", panels=count)
        block = id(element)
        return replace(
            place,
            tag=element.tag if isinstance(box, boxes.BlockLevelBox) else self.tag,
            item=block if element.tag == "li" else self.item,
            block=block,
            panel=self.panels.get(block, self.panel),
            width=box.width,
            side=element.get(SIDE, self.side),
        )

    def _bounded(self, box: Any) -> _Place:
        """Return the place with the bounds that a box sets to what stands in it."""
        if isinstance(box, boxes.TableCellBox):
            left = box.content_box_x()
            return replace(self, cell=_room(box), column=(left, left + box.width))
        if isinstance(box, boxes.TableBox):
            excess = _beyond(_outside(box), self.cell)
            return replace(self, table=id(box), excess=excess) if excess > 0 else self
        if isinstance(box, boxes.BlockBox):
            left = box.content_box_x()
            return replace(self, column=(left, left + box.width))
        return self


def _room(cell: Any) -> Bounds:
    """Return the room of a cell's type: a sign may hang before it, but none stands behind it."""
    (left, right), start = _outside(cell), cell.content_box_x()
    is_leftwards = cell.style["direction"] == "rtl"
    return (start, right) if is_leftwards else (left, start + cell.width)


def _outside(box: Any) -> Bounds:
    return box.position_x, box.position_x + box.margin_width()


def _beyond(found: Bounds, bounds: Bounds) -> float:
    """Return how far something stands out of its bounds."""
    return max(bounds[0] - found[0], found[1] - bounds[1])


def _excess(line: Any, cell: Bounds) -> float:
    """Return how far type and images of a line stand out of a cell; what is below 0 is room.

    A box inside the line, as wide as it is said to be, is the cell of its own words.
    """
    found = -cell[1]
    stack = [(line, cell)]
    while stack:
        box, bounds = stack.pop()
        box = inner(box)
        shows = box.text.strip() if isinstance(box, boxes.TextBox) else None
        if shows:
            found = max(found, _beyond(_outside(box), bounds))
        elif isinstance(box, boxes.ReplacedBox):
            left, _, right, _ = edges(box)
            found = max(found, _beyond((left, right), bounds))
        if isinstance(box, boxes.InlineBlockBox):
            left, (start, end) = box.border_box_x(), _outside(box)
            bounds = min(left, start), max(left + box.border_width(), end)
        stack += ((child, bounds) for child in getattr(box, "children", ()))
    return found


def _comb_excess(line: Any, place: _Place) -> float | None:
    """Return how far combs in a line stand out of their paragraph, or None where it has none."""
    combs = [box for box in within(line) if is_comb(box)]
    ends = ((box.border_box_x(), box.border_box_x() + box.border_width()) for box in combs)
    return max((_beyond(found, place.column) for found in ends), default=None)


def _size(box: Any) -> float:
    """Return the size of the largest type in a line, in points, or 0 where there is none."""
    found = (child for child in within(box) if isinstance(child, boxes.TextBox))
    sizes = (float(child.style["font_size"]) for child in found if child.text.strip())
    return round(max(sizes, default=0.0) * PT_PER_PX, 2)


def _texts(box: Any) -> Iterator[str]:
    """Yield the texts in a line; also those of what floats in it."""
    return (reads(child) for child in within(box) if isinstance(child, boxes.TextBox))


def _is_forced(line: Any) -> bool:
    """Whether a line ends where the document says so."""
    return any(box.element is not None and box.element.tag == "br" for box in within(line))
