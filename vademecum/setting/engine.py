"""The door to WeasyPrint, through which alone it is loaded: environment, fetcher, strict log."""

from __future__ import annotations

import logging
import os
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import count
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
from cssselect2 import ElementWrapper  # type: ignore[import-untyped]
from weasyprint.css import find_stylesheets
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from vademecum.setting import boxtree, feet, hyphens, ink, layout, repairs
from vademecum.setting.layout import Layout
from vademecum.setting.overlaps import Ink, Side, touching
from vademecum.setting.quiet import Symbol

repairs.apply(weasyprint)
ink.note(weasyprint)

BASE: Final = "file:///templates/"
"""Where a document believes to stand; its files are given to it, none is read from there."""
LOADING: Final = re.compile(rb"@import|@font-face|url\(", re.I)
"""What makes a style sheet one of its document: it loads more, from the document's files."""
PICTURE: Final = "picture:"
"""How the address of a guide's picture begins; the hash of its bytes follows."""
TYPES: Final[Mapping[str, str]] = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}


class EngineComplaint(Exception):
    """What the engine logged about a document, or about one style sheet that it names."""

    def __init__(self, messages: tuple[str, ...], sheet: str = "") -> None:
        self.messages, self.sheet = messages, sheet
        super().__init__("; ".join(messages))


class ProjectFetcher(URLFetcher):  # type: ignore[misc]  # the engine is untyped
    """Fetches the files that the document's key knows of, and the edition's type: nothing else."""

    def __init__(self, files: Mapping[str, bytes], type: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols={"file", "font", "picture"}, allow_redirects=False)
        self._fail_on_errors = True
        self._files, self._type = files, type

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return what stands at a URL, or raise ValueError."""
        if url.startswith(PICTURE) and url in self._files:
            data = self._files[url]
            return URLFetcherResponse(url, data, {"Content-Type": _kind(data)})
        if url in self._type:
            return URLFetcherResponse(url, self._type[url], {"Content-Type": "font/ttf"})
        name = unquote(url.removeprefix(BASE))
        kind = TYPES.get(PurePosixPath(name).suffix)
        if not url.startswith(BASE) or name not in self._files or kind is None:
            raise ValueError(f"blocked: {url}")
        return URLFetcherResponse(url, self._files[name], {"Content-Type": kind})


def _kind(data: bytes) -> str:
    """Return the media type of a picture, which the press has looked through, by its content."""
    if data.startswith(b"<"):
        return "image/svg+xml"
    return "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"


@dataclass(frozen=True, slots=True)
class Pages:
    """A document laid out: `layout` is what the checks look at, the rest becomes a PDF."""

    document: Any
    layout: Layout

    def sides(self) -> tuple[Side, ...]:
        """Return what each page draws; this is found sooner once it has been drawn."""
        return tuple(ink.sides(self.document))

    def touching(self) -> Iterator[tuple[Ink, Ink]]:
        """Yield what lies on what, each pair once, in the order of the pages."""
        return touching(self.sides())

    def symbols(self) -> Iterator[Symbol]:
        """Yield the QR codes."""
        return ink.symbols(self.document)

    def pdf(self, variant: str, actual_size: bool) -> bytes:
        """Return the document as PDF; raise EngineComplaint for anything that is logged.

        What is printed at its `actual_size` is shown at its trim.
        """

        def finish(document: Any, pdf: pydyf.PDF) -> None:
            preferences = pdf.catalog.get("ViewerPreferences", pydyf.Dictionary())
            if actual_size:
                preferences["PrintScaling"] = "/None"
                _crop(pdf)
            pdf.catalog["ViewerPreferences"] = preferences

        feet.settle(self.document)
        with _strict_log():
            data = self.document.write_pdf(finisher=finish, pdf_variant=variant)
        assert isinstance(data, bytes)
        return data


def _crop(pdf: pydyf.PDF) -> None:
    """Let viewers show each page at its trim, without what is cut away (ISO 32000-2, 14.11.2)."""
    for page in pdf.objects:
        if isinstance(page, pydyf.Dictionary) and "TrimBox" in page:
            page["CropBox"] = page["TrimBox"]


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

    Files are given by name; `parted` are words that may be parted at the end of a line. Raise
    EngineComplaint for a warning.
    """

    def __init__(
        self,
        html: str,
        files: Mapping[str, bytes],
        font_set: FontSet,
        parted: frozenset[str] = frozenset(),
    ) -> None:
        fetcher = ProjectFetcher(files, font_set.type)
        self._fonts = font_set.fonts
        with _strict_log():
            self._html = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetcher)
            self._sheets = self._read_sheets(files)
        hyphens.part(self._html.etree_element, parted)
        _name_sides(self._html.etree_element)

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

    @property
    def panels(self) -> int:
        """How many children the body has: the panels of a product."""
        return len(_body(self._html.etree_element))

    def lay_out(
        self, style: str = "", most_pages: int | None = None, panel: int | None = None
    ) -> Pages:
        """Lay the document out with one more style sheet, as far as the most pages that are wanted.

        Of one `panel` alone nothing is laid out but that. Raise EngineComplaint for a warning.
        """
        html = self._html if panel is None else _alone(self._html, panel)
        html.most_pages = most_pages
        with _strict_log():
            sheet = weasyprint.CSS(string=style, url_fetcher=html.url_fetcher)
            document = html.render(font_config=self._fonts, stylesheets=[*self._sheets, sheet])
        return Pages(document, boxtree.layout(document))


def _name_sides(root: Any) -> None:
    """Name the columns that stand beside each other, of which none is a part of another."""
    groups, stack = count(), [root]
    while stack:
        element = stack.pop()
        sides = [child for child in element if _is_side(child)]
        if len(sides) > 1:
            group = next(groups)
            for number, side in enumerate(sides):
                side.set(boxtree.SIDE, f"{group}-{number}")
        stack += (child for child in element if child not in sides or len(sides) < 2)


def _is_side(element: Any) -> bool:
    return "side" in element.get("class", "").split()


def joined(parts: Sequence[Pages]) -> Pages:
    """Return panels of one document, each laid out alone, as the pages of the whole."""
    first = parts[0].document
    document = first.copy([page for part in parts for page in part.document.pages])
    return Pages(document, layout.joined([part.layout for part in parts]))


def _body(root: Any) -> Any:
    return next(child for child in root if child.tag == "body")


def _alone(html: Any, panel: int) -> Any:
    """Return a document with one panel; of the others stands an empty element for the selectors."""
    root, body = copy(html.etree_element), copy(_body(html.etree_element))
    for number, child in enumerate(body):
        if number != panel:
            body[number] = child.makeelement(child.tag, {**child.attrib, "style": "display: none"})
    root[list(root).index(_body(root))] = body
    alone = copy(html)
    alone.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
    alone.etree_element = root
    return alone


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
