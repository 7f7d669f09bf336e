"""Faces from installed font packages, cut down to one edition's characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Final
from unicodedata import name as character_name
from unicodedata import normalize

import uharfbuzz as hb

from vademecum.edition import Edition
from vademecum.guide import Guide
from vademecum.language import Language
from vademecum.ligatures import take_apart
from vademecum.problems import Problem

WEIGHTS: Final = (400, 700)
# Set by the press itself: the mark, the space, hyphens and joiners.
OWN_CHARACTERS: Final = "†·  -‑–0123456789/"
# Invisible to the reader, so no face need cover them (Unicode, Default_Ignorable_Code_Point).
IGNORABLE: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060")
# HarfBuzz takes these apart while shaping, so their parts must be in the face too.
DECOMPOSED: Final[Mapping[str, str]] = {"\u0e33": "\u0e4d\u0e32", "\u0eb3": "\u0ecd\u0eb2"}


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface in a font package: one variable file, or a static file a weight.

    The letters of a `joined` face make ligatures that are taken apart.
    """

    distribution: str
    package: str
    files: Mapping[int, str]
    joined: bool = False

    def path(self, weight: int) -> Path:
        """Return the path of the file that holds a weight."""
        return Path(str(files(self.package).joinpath(self.files[weight])))


def _variable(distribution: str, file: str) -> Face:
    return Face(distribution, distribution.replace("-", "_"), dict.fromkeys(WEIGHTS, file))


def _static(distribution: str, stem: str, joined: bool = False) -> Face:
    package = distribution.replace("-", "_")
    names = {400: f"files/{stem}-Regular.ttf", 700: f"files/{stem}-Bold.ttf"}
    return Face(distribution, package, names, joined)


FACES: Final[Mapping[str, Face]] = {
    "source-sans": _variable("fontpkg-source-sans-3", "files/SourceSans3[wght].ttf"),
    "almarai": _static("fontpkg-almarai", "Almarai", joined=True),
    "mukta": _static("fontpkg-mukta", "Mukta"),
    "sarabun": _static("fontpkg-sarabun", "Sarabun"),
    "noto-sans-sc": _variable("justmytype-intl-cjk", "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"),
    "noto-sans-kr": _variable("justmytype-intl-cjk", "fonts/ofl/notosanskr/NotoSansKR[wght].ttf"),
}


@dataclass(frozen=True, slots=True)
class Cut:
    """A face cut to an edition's characters; `family` is found in no other edition."""

    family: str
    face: str
    weight: int
    data: bytes

    @property
    def url(self) -> str:
        """The address under which the engine fetches it: its content's hash."""
        return f"font:{sha256(self.data).hexdigest()[:32]}"


@dataclass(frozen=True, slots=True)
class Fount:
    """All the type of one edition.

    `families` and `place_families` are in the order in which CSS tries them, for the reader's
    language and for that of the place.
    """

    families: tuple[str, ...]
    place_families: tuple[str, ...]
    cuts: tuple[Cut, ...]


def stack(language: Language) -> tuple[str, ...]:
    """Return the faces of a language; every stack ends in the Latin and Cyrillic face."""
    return tuple(dict.fromkeys((*language.setting.faces, "source-sans")))


def _faces(edition: Edition) -> tuple[str, ...]:
    """Return all faces of an edition, the reader's language's first."""
    return tuple(dict.fromkeys((*stack(edition.language), *stack(edition.place))))


def cast(edition: Edition) -> Fount:
    """Cut the faces of an edition to the characters of all its texts."""
    characters = _needed(map(str, edition.texts()))
    own, place = stack(edition.language), stack(edition.place)
    names = {face: f"{edition.guide} {edition.language.tag} {face}" for face in _faces(edition)}
    cuts = tuple(
        Cut(name, face, weight, _cut(FACES[face], weight, characters))
        for face, name in names.items()
        for weight in WEIGHTS
    )
    return Fount(tuple(names[f] for f in own), tuple(names[f] for f in place), cuts)


def coverage(guide: Guide, edition: Edition) -> Iterator[Problem]:
    """Yield a Problem for each character that no face of the edition has, where it stands."""
    faces = _faces(edition)
    known = frozenset().union(*(_characters(face) for face in faces)) | IGNORABLE
    for text in edition.texts():
        for char in sorted(set(str(text)) - known):
            label = character_name(char, "unnamed")
            message = f"no face has {char!r}, U+{ord(char):04X} {label}"
            hint = f"the faces are {', '.join(faces)}; write it another way"
            source = guide.sources[text.source]
            yield source.problem(text.location, "missing-glyph", message, hint, needle=char)


def versions() -> dict[str, str]:
    """Return the version of every font package by its distribution's name."""
    return {face.distribution: version(face.distribution) for face in FACES.values()}


def _needed(strings: Iterable[str]) -> frozenset[str]:
    """Return the characters that setting the strings can ask of a face."""
    text = "".join(strings) + OWN_CHARACTERS
    found = {char for form in ("NFC", "NFD", "NFKC") for char in normalize(form, text)}
    found |= set(text)
    found |= {part for char in found & set(DECOMPOSED) for part in DECOMPOSED[char]}
    return frozenset(found | IGNORABLE)


@cache
def _characters(face: str) -> frozenset[str]:
    """Return the characters that a face has in every weight."""
    sets = [frozenset(map(chr, _open(FACES[face].path(w)).unicodes)) for w in WEIGHTS]
    return frozenset.intersection(*sets)


@cache
def _open(path: Path) -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(str(path)))


def _cut(face: Face, weight: int, characters: frozenset[str]) -> bytes:
    """Return the file cut to the characters, with all features, the weight axis pinned."""
    whole = _open(face.path(weight))
    plan = hb.SubsetInput()
    plan.sets(hb.SubsetInputSets.UNICODE).update(sorted(map(ord, characters)))
    features = plan.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG)
    features.clear()
    features.invert()
    plan.flags |= hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.DOWNGRADE_CFF2
    for axis in whole.axis_infos:
        value = weight if axis.tag == "wght" else axis.default_value
        plan.pin_axis_location(whole, axis.tag, value)
    data = bytes(hb.subset(whole, plan).blob.data)
    return take_apart(data) if face.joined else data
