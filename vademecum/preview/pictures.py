"""The pages of finished files as pictures, drawn when somebody looks, and kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from threading import Lock
from typing import Final

POINT: Final = 25.4 / 72
"""A point in millimetres."""
WIDTHS: Final = (400, 800, 1200, 1600, 2400)
"""How wide pictures are, in pixels."""
KEPT: Final = 96
"""How many pictures are kept; the oldest go first."""
LEVEL: Final = 1
"""How hard the encoder of PNG tries, of 9: the picture travels no further than this machine."""


@dataclass(frozen=True, slots=True)
class Page:
    """How large a page is, in millimetres."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished file, named by its hash, with its pages."""

    digest: str
    pages: tuple[Page, ...]
    data: bytes = field(repr=False)

    @classmethod
    def of(cls, data: bytes) -> Printed:
        """Return a PDF with its pages; raise ValueError for what is none."""
        import pypdfium2

        try:
            with _LOCK, pypdfium2.PdfDocument(data) as document:
                sizes = [page.get_size() for page in document]
        except pypdfium2.PdfiumError as error:
            raise ValueError(str(error)) from None
        pages = tuple(Page(width * POINT, height * POINT) for width, height in sizes)
        return cls(sha256(data).hexdigest()[:16], pages, data)


_LOCK: Final = Lock()
"""PDFium draws one page at a time."""


class Pictures:
    """Pictures of pages, each drawn once."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()

    def picture(self, printed: Printed, number: int, width: int) -> bytes:
        """Return the picture of a page, numbered from 0, as PNG, at least so wide if it may be."""
        fit = next((one for one in WIDTHS if one >= width), WIDTHS[-1])
        key = printed.digest, number, fit
        with _LOCK:
            if key not in self._kept:
                self._kept[key] = _drawn(printed, number, fit)
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]


def _drawn(printed: Printed, number: int, width: int) -> bytes:
    import pypdfium2

    with pypdfium2.PdfDocument(printed.data) as document:
        page = document[number]
        drawn = page.render(scale=width / page.get_width()).to_pil()
    data = BytesIO()
    drawn.convert("RGB").save(data, "PNG", compress_level=LEVEL)
    return data.getvalue()
