"""The plant: every machine that has a hand in the bytes of a print, and its version."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from vademecum import __version__, pango

FACES: Final = (
    "fontpkg-source-sans-3",
    "fontpkg-almarai",
    "fontpkg-mukta",
    "fontpkg-sarabun",
    "justmytype-intl-cjk",
)
PACKAGES: Final = (
    *("weasyprint", "pydyf", "cssselect2", "tinycss2", "tinyhtml5", "webencodings"),
    *("pyphen", "pillow", "fonttools", "uharfbuzz", "brotli", "brotlicffi", "zopfli", "cffi"),
    *("jinja2", "markupsafe", "segno", "pikepdf", "lxml", "pypdfium2"),
    *("pyyaml", "pydantic", "pydantic-core", "babel", "phonenumbers"),
    *FACES,
)
"""The distributions whose code or data can change a byte of what is printed, or refuse it."""


def state() -> Mapping[str, str]:
    """Return the version of each machine; the press itself counts by the hash of its source."""
    import zlib

    return {
        "press": _source(),
        "Python": sys.version.split()[0],
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **pango.versions(),
        **packages(),
    }


def versions() -> dict[str, str]:
    """Return the versions that people ask for: of the press, its engine, Pango and the faces."""
    found = state()
    names = {"WeasyPrint": "weasyprint", "Pango": "Pango", "HarfBuzz": "HarfBuzz"}
    known = {shown: found[name] for shown, name in names.items() if name in found}
    faces = {name: found[name] for name in FACES if name in found}
    return {"Vademecum": __version__, **known, **faces}


def packages(path: tuple[str, ...] | None = None) -> dict[str, str]:
    """Return the versions of the distributions in use, by the names of their metadata's folders.

    The folder's name holds both (PyPA, Binary distribution format); reading metadata is slow.
    """
    found: dict[str, str] = {}
    for folder in path or tuple(sys.path):
        for name in _names(Path(folder)):
            stem, _, kind = name.rpartition(".")
            distribution, _, number = stem.partition("-")
            distribution = distribution.lower().replace("_", "-").replace(".", "-")
            if kind == "dist-info" and distribution in PACKAGES:
                found.setdefault(distribution, number)
    return dict(sorted(found.items()))


def _names(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []


@cache
def _source() -> str:
    """Return the hash of the press's own source."""
    digest = sha256()
    for path in sorted(Path(__file__).parent.iterdir()):
        if path.suffix in (".py", ".xml"):
            digest.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()
