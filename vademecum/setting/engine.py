"""The only module that imports WeasyPrint: its environment, fetcher and strict log."""

from __future__ import annotations

import logging
import os
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import unquote

# Read when the libraries are loaded: no system font may be reachable (engine-notes, Fonts).
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fontconfig.xml"))

with warnings.catch_warnings():
    # Both are as intended: no fonts, and repairs that need no libharfbuzz-subset.
    warnings.filterwarnings("ignore", "No fonts configured in FontConfig", UserWarning)
    warnings.filterwarnings("ignore", ".*[Hh]arf[Bb]uzz.*", DeprecationWarning)
    import weasyprint

import pydyf
from weasyprint.css import find_stylesheets
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from vademecum.setting import repairs
from vademecum.setting.layout import Layout, Line
from vademecum.setting.proof import squeeze

repairs.apply(weasyprint)

PX_PER_MM: Final = 96 / 25.4
DIGITS: Final = "digits"
"""The class of a group of boxes to write into, in the templates."""
BASE: Final = "file:///templates/"
"""Where a document believes to stand; its files are given to it, none is read from there."""
LOADING: Final = re.compile(rb"@import|@font-face|url\(", re.I)
"""What makes a style sheet one of its document: it loads more, from the document's files."""
TYPES: Final[Mapping[str, str]] = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}


class EngineComplaint(Exception):
    """What the engine logged about a document, or about one style sheet that it names."""

    def __init__(self, messages: tuple[str, ...], sheet: str = "") -> None:
        self.messages, self.sheet = messages, sheet
        super().__init__("; ".join(messages))


class ProjectFetcher(URLFetcher):  # type: ignore[misc]  # the engine is untyped
    """Fetches the files that the document's key knows of, and the edition's type: nothing else."""

    def __init__(self, files: Mapping[str, bytes], type: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols={"file", "font"}, allow_redirects=False)
        self._fail_on_errors = True
        self._files, self._type = files, type

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return what stands at a URL, or raise ValueError."""
        if url in self._type:
            return URLFetcherResponse(url, self._type[url], {"Content-Type": "font/ttf"})
        name = unquote(url.removeprefix(BASE))
        kind = TYPES.get(PurePosixPath(name).suffix)
        if not url.startswith(BASE) or name not in self._files or kind is None:
            raise ValueError(f"blocked: {url}")
        return URLFetcherResponse(url, self._files[name], {"Content-Type": kind})


@dataclass(frozen=True, slots=True)
class Pages:
    """A document laid out: `layout` is what the checks look at, the rest becomes a PDF."""

    document: Any
    layout: Layout

    def pdf(self, variant: str, actual_size: bool) -> bytes:
        """Return the document as PDF; raise EngineComplaint for anything that is logged."""

        def finish(document: Any, pdf: pydyf.PDF) -> None:
            preferences = pdf.catalog.get("ViewerPreferences", pydyf.Dictionary())
            if actual_size:
                preferences["PrintScaling"] = "/None"
            pdf.catalog["ViewerPreferences"] = preferences

        with _strict_log():
            data = self.document.write_pdf(finisher=finish, pdf_variant=variant)
        assert isinstance(data, bytes)
        return data


class FontSet:
    """The type of one edition by its addresses, for all its documents; no other finds it there.

    Pango keeps 200 kB of each for ever, so there is one an edition. Raise ValueError where there is
    no type: with no font at all Pango crashes the process.
    """

    def __init__(self, type: Mapping[str, bytes]) -> None:
        if not type:
            raise ValueError("there is no type to set a document in")
        self.type, self.fonts = type, FontConfiguration()


class LoadedDocument:
    """A document read once, with its style sheets and its type, to be laid out again and again.

    Files are given by name. Raise EngineComplaint for a warning.
    """

    def __init__(self, html: str, files: Mapping[str, bytes], font_set: FontSet) -> None:
        fetcher = ProjectFetcher(files, font_set.type)
        self._fonts = font_set.fonts
        with _strict_log():
            self._html = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher)
            self._sheets = self._read_sheets(files)

    def _read_sheets(self, files: Mapping[str, bytes]) -> list[Any]:
        """Return the style sheets that the document names, which the engine then passes over."""
        html, sheets = self._html, list[Any]()
        for wrapper in html.wrapper_element.query_all("style", "link[rel=stylesheet]"):
            element = wrapper.etree_element
            name = element.get("href", "")
            data = files.get(name, b"")
            with _strict_log(name):
                if data and element.get("media") is None and not LOADING.search(data):
                    sheets.append(_sheet(data, name))
                else:
                    sheets += find_stylesheets(
                        wrapper, html.media_type, html.url_fetcher, BASE, self._fonts, {}, {},
                        None, None,
                    )  # fmt: skip
            element.set("type", "text/read")
        return sheets

    def lay_out(self, style: str = "") -> Pages:
        """Lay the document out with one more style sheet; raise EngineComplaint for a warning."""
        with _strict_log():
            sheet = weasyprint.CSS(string=style, url_fetcher=self._html.url_fetcher)
            document = self._html.render(
                font_config=self._fonts, stylesheets=[*self._sheets, sheet]
            )
        return Pages(document, _layout(document))


@lru_cache(maxsize=64)
def _sheet(data: bytes, name: str) -> Any:
    """Return a style sheet that is the same for every document, read once.

    Raise EngineComplaint for a warning, to every document that names it.
    """
    with _strict_log(name):
        return weasyprint.CSS(file_obj=BytesIO(data), url_fetcher=ProjectFetcher({}, {}))


@contextmanager
def _strict_log(sheet: str = "") -> Iterator[None]:
    """Raise EngineComplaint where the engine logs a warning or is refused an address.

    `sheet` is the style sheet that it is about, if it is about one alone.
    """
    messages: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    log, listener = logging.getLogger("weasyprint"), Listener(logging.WARNING)
    before, log.handlers = log.handlers, [listener]
    try:
        yield
    except FatalURLFetchingError as error:  # a BaseException, so that nothing catches it by chance
        messages.append(str(error))
    finally:
        log.handlers = before
    if messages:
        raise EngineComplaint(tuple(dict.fromkeys(messages)), sheet)


def _layout(document: Any) -> Layout:
    """Return the pages of a document as plain values."""
    pages = [page._page_box for page in document.pages]
    lines = tuple(line for number, page in enumerate(pages) for line in _lines(page, number))
    return Layout(
        rooms=tuple(round(page.height / PX_PER_MM, 2) for page in pages),
        lines=lines,
        text=squeeze("".join(line.text for line in lines)),
        overhang=max(max(_overhangs(page)) for page in pages),
        comb_overhang=max(_overhangs(page)[1] for page in pages),
        measure=round(pages[0].width / PX_PER_MM, 2),
    )


def _lines(page: Any, number: int) -> Iterator[Line]:
    """Yield the lines and images of a page in the order of the document."""
    x, y = page.content_box_x(), page.content_box_y()
    stack: list[tuple[Any, _Place]] = [(page, _Place())]
    while stack:
        box, place = stack.pop()
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        place = place.inside(box)
        if isinstance(box, (boxes.LineBox, boxes.ReplacedBox)):
            top, left = box.position_y - y, box.position_x - x
            bottom, right = top + box.margin_height(), left + box.margin_width()
            text = "".join(_texts(box))
            if text.strip() or isinstance(box, boxes.ReplacedBox):
                yield Line(
                    page=number,
                    top=_mm(top),
                    bottom=_mm(bottom),
                    tag=place.tag,
                    text=text,
                    item=place.item,
                    panel=place.panel,
                    block=place.block,
                    left=_mm(left),
                    right=_mm(right),
                    free=0.0 if _is_forced(box) else _mm(place.width - box.width),
                )
        else:
            stack += [(child, place) for child in reversed(getattr(box, "children", ()))]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a box stands in the document; `panels` are the body's children, once inside it."""

    tag: str = ""
    item: int | None = None
    block: int | None = None
    panel: int = 0
    width: float = 0.0
    panels: Mapping[int, int] = field(default_factory=dict)

    def inside(self, box: Any) -> _Place:
        """Return the place of what stands inside a box."""
        element = box.element
        if element is None or not isinstance(box, (boxes.BlockLevelBox, boxes.TableCellBox)):
            return self
        if element.tag == "body":
            return _Place(panels={id(child): count for count, child in enumerate(element)})
        block = id(element)
        item = block if element.tag == "li" else self.item
        tag = element.tag if isinstance(box, boxes.BlockLevelBox) else self.tag
        panel = self.panels.get(block, self.panel)
        return _Place(tag, item, block, panel, box.width, self.panels)


def _texts(box: Any) -> Iterator[str]:
    """Yield the texts in a line; also those of what floats in it."""
    stack = [box]
    while stack:
        box = stack.pop()
        if isinstance(box, boxes.TextBox):
            yield box.text
        stack += reversed(getattr(box, "children", ()))


def _is_forced(line: Any) -> bool:
    """Whether a line ends where the document says so."""
    stack = [line]
    while stack:
        box = stack.pop()
        if box.element is not None and box.element.tag == "br":
            return True
        stack += getattr(box, "children", ())
    return False


def _overhangs(page: Any) -> tuple[float, float]:
    """Return how far anything stands out sideways of where it belongs, in mm.

    First type, images and tables, which belong into their cell or the page's text area, so that
    nothing lies on its neighbour; then boxes to write into, which cannot be broken, and belong
    into their paragraph.
    """
    farthest, combs = 0.0, 0.0
    area = page.content_box_x(), page.content_box_x() + page.width
    stack: list[tuple[Any, tuple[float, float], tuple[float, float]]] = [(page, area, area)]
    while stack:
        box, column, cell = stack.pop()
        if isinstance(box, boxes.BlockBox):
            column = box.content_box_x(), box.content_box_x() + box.width
        is_whole = isinstance(box, boxes.InlineBlockBox) and box.element.get("class") == DIGITS
        if is_whole or isinstance(box, (boxes.TextBox, boxes.ReplacedBox, boxes.TableBox)):
            left, right = column if is_whole else cell
            start = box.border_box_x() if is_whole else box.position_x
            width = box.border_width() if is_whole else box.margin_width()
            excess = max(left - start, start + width - right)
            farthest, combs = (
                (farthest, max(combs, excess)) if is_whole else (max(farthest, excess), combs)
            )
        if isinstance(box, boxes.TableCellBox):
            cell = box.position_x, box.position_x + box.margin_width()
        stack += ((child, column, cell) for child in getattr(box, "children", ()))
    return _mm(farthest), _mm(combs)


def _mm(length: float) -> float:
    return round(length / PX_PER_MM, 2)
