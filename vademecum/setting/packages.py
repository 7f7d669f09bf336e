"""The packages that have a hand in the bytes of a print, and their versions."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

FACES: Final = (
    "fontpkg-source-sans-3",
    "fontpkg-noto-sans",
    "fontpkg-ibm-plex-sans-arabic",
    "fontpkg-mukta",
    "fontpkg-sarabun",
    "justmytype-intl-cjk",
    "justmytype-intl-rtl",
)
PACKAGES: Final = (
    *("weasyprint", "pydyf", "cssselect2", "tinycss2", "tinyhtml5", "webencodings"),
    *("pyphen", "pillow", "fonttools", "uharfbuzz", "brotli", "brotlicffi", "zopfli", "cffi"),
    *("jinja2", "markupsafe", "segno", "pikepdf", "lxml", "pypdfium2"),
    *("pyyaml", "pydantic", "pydantic-core", "babel", "langcodes", "phonenumbers"),
    *("email-validator", "idna"),
    *FACES,
)
"""The distributions whose code or data can change a byte of what is printed, or refuse it."""


def versions(more: Iterable[str] = (), path: tuple[str, ...] | None = None) -> dict[str, str]:
    """Return the versions of the distributions in use, and of more, as metadata's folders say.

    The folder's name holds both (PyPA, Binary distribution format); reading metadata is slow.
    """
    wanted, found = {*PACKAGES, *more}, dict[str, str]()
    for folder in path or tuple(sys.path):
        for name in _names(Path(folder)):
            stem, _, kind = name.rpartition(".")
            distribution, _, number = stem.partition("-")
            distribution = distribution.lower().replace("_", "-").replace(".", "-")
            if kind == "dist-info" and distribution in wanted:
                found.setdefault(distribution, number)
    return dict(sorted(found.items()))


def _names(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []
