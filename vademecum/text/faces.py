"""The typefaces that the press knows, each a file or two of an installed font package."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Final

WEIGHTS: Final = (400, 700)
"""Regular and bold, as CSS numbers them."""


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface in a font package: two static files, or one with an axis of weight, named twice.

    Paths begin where the package is installed. The letters of a `joined` face make ligatures that
    are taken apart, and its words stay whole.
    """

    id: str
    distribution: str
    regular: str
    bold: str
    joined: bool = False

    def path(self, weight: int) -> Path:
        """Return the path of the file that holds a weight."""
        return _root(self.distribution) / (self.regular if weight == WEIGHTS[0] else self.bold)


@cache
def _root(distribution: str) -> Path:
    """Return the folder in which a package is installed; nothing of it is imported."""
    return Path(str(metadata.distribution(distribution).locate_file("")))


def is_installed(face: Face) -> bool:
    """Whether all files of a face are there."""
    try:
        return all(face.path(weight).is_file() for weight in WEIGHTS)
    except metadata.PackageNotFoundError:
        return False


def normal(distribution: str) -> str:
    """Return the one name of a distribution (PyPA, Names and normalization)."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def _package(distribution: str) -> str:
    return distribution.replace("-", "_")


def _variable(id: str, distribution: str, file: str) -> Face:
    path = f"{_package(distribution)}/{file}"
    return Face(id, distribution, path, path)


def _static(id: str, distribution: str, stem: str, joined: bool = False) -> Face:
    regular, bold = (
        f"{_package(distribution)}/files/{stem}-{style}.ttf" for style in ("Regular", "Bold")
    )
    return Face(id, distribution, regular, bold, joined)


FACES: Final[Mapping[str, Face]] = {
    face.id: face
    for face in (
        _variable("source-sans", "fontpkg-source-sans-3", "files/SourceSans3[wght].ttf"),
        _variable("noto-sans", "fontpkg-noto-sans", "files/NotoSans[wdth,wght].ttf"),
        _static("plex-arabic", "fontpkg-ibm-plex-sans-arabic", "IBMPlexSansArabic", joined=True),
        _variable(
            "noto-hebrew",
            "justmytype-intl-rtl",
            "fonts/ofl/notosanshebrew/NotoSansHebrew[wdth,wght].ttf",
        ),
        _static("mukta", "fontpkg-mukta", "Mukta"),
        _static("sarabun", "fontpkg-sarabun", "Sarabun"),
        *(
            _variable(
                f"noto-sans-{code}",
                "justmytype-intl-cjk",
                f"fonts/ofl/notosans{code}/NotoSans{code.upper()}[wght].ttf",
            )
            for code in ("sc", "tc", "jp", "kr")
        ),
    )
}
"""By their ids."""
BESIDE: Final = FACES["source-sans"]
"""Sets what no face of a script has: Latin and Cyrillic letters, figures, signs."""
