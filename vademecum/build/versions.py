"""The versions of everything that has a hand in the bytes of a print, the press's source among it.

The ledger asks for them before anything else is imported, so it stands on little.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from vademecum import __version__
from vademecum.setting import packages, pango

PRESS: Final = Path(__file__).resolve().parent.parent
"""The press's own package."""
APART: Final = frozenset({"__pycache__", "templates", "examples"})
"""Folders in it that are no source; templates count where a document shows them."""


def state(more: Iterable[str] = ()) -> Mapping[str, str]:
    """Return the version of each machine; the press itself counts by the hash of its source.

    `more` are packages of a house's own faces.
    """
    import zlib

    return {
        "press": _source(PRESS),
        "Python": sys.version.split()[0],
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **pango.versions(),
        **packages.versions(more),
    }


def of(names: Iterable[str]) -> dict[str, str]:
    """Return the versions of some packages, nothing for one that is not there."""
    names = tuple(names)
    found = packages.versions(names) if names else {}
    return {name: found.get(name, "") for name in names}


def shown() -> dict[str, str]:
    """Return the versions that people ask for: of the press, its engine, Pango and the faces."""
    found = state()
    names = {"WeasyPrint": "weasyprint", "Pango": "Pango", "HarfBuzz": "HarfBuzz"}
    known = {shown: found[name] for shown, name in names.items() if name in found}
    faces = {name: found[name] for name in packages.FACES if name in found}
    return {"Vademecum": __version__, **known, **faces}


@cache
def _source(package: Path) -> str:
    """Return the hash of every file of the press's own source, in every package of it."""
    digest = sha256()
    for path in sorted(_files(package)):
        name = path.relative_to(package).as_posix()
        digest.update(f"{name}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(package: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(package):
        folders[:] = [name for name in folders if name not in APART]
        yield from (Path(folder, name) for name in names)
