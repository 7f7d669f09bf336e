"""Faces from installed font packages, cut down to one edition's characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Final
from unicodedata import name as character_name
from unicodedata import normalize

import uharfbuzz as hb

from vademecum.blocks.image import Image
from vademecum.content.guide import Guide
from vademecum.edition.edition import Edition, every
from vademecum.problems.problem import Problem
from vademecum.setting import packages
from vademecum.text.faces import BESIDE, WEIGHTS, Face
from vademecum.text.language import Language
from vademecum.text.marks import SIGNS
from vademecum.text.runs import Text
from vademecum.text.scripts import alphabet

# Set by the press itself: marks, the space, hyphens and joiners.
OWN_CHARACTERS: Final = f"{SIGNS}·\u00a0\u2011–" + "".join(map(chr, range(0x20, 0x7F)))
# Invisible to the reader, so no face need cover them (Unicode, Default_Ignorable_Code_Point).
IGNORABLE: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060")
BLANK: Final = frozenset("\t\n\r")
"""What a drawing may have between its words."""
# HarfBuzz takes these apart while shaping, so their parts must be in the face too.
DECOMPOSED: Final[Mapping[str, str]] = {"\u0e33": "\u0e4d\u0e32", "\u0eb3": "\u0ecd\u0eb2"}


@dataclass(frozen=True, slots=True)
class Cut:
    """A face to be cut to an edition's characters; `family` is found in no other edition.

    `version` is that of the face's package.
    """

    family: str
    face: Face
    weight: int
    version: str
    characters: str

    @property
    def url(self) -> str:
        """The address under which the engine fetches it: the hash of all that it is made from."""
        made_from = (self.face, self.version, self.weight, self.characters)
        return f"font:{sha256(repr(made_from).encode('utf-8')).hexdigest()[:32]}"

    def data(self) -> bytes:
        """Return the file cut to the characters, with all features, the weight axis pinned."""
        data = self.plain()
        if not self.face.joined:
            return data
        from vademecum.setting import kerning, ligatures  # slow to import, and seldom needed

        return kerning.close(ligatures.take_apart(data))

    def plain(self) -> bytes:
        """Return the file cut to the characters as its maker drew it, for who sets type well."""
        return _cut(opened(self.face.path(self.weight)), self.weight, self.characters)


@dataclass(frozen=True, slots=True)
class Typefaces:
    """All the type of one edition.

    `families` and `place_families` are in the order in which CSS tries them, for the reader's
    language and for that of the place; so are those of `heading`, where headings have their own.
    """

    families: tuple[str, ...]
    place_families: tuple[str, ...]
    cuts: tuple[Cut, ...]
    heading: tuple[str, ...] = ()

    @property
    def packages(self) -> dict[str, str]:
        """The versions of the packages that the type comes from, by their distributions."""
        return {cut.face.distribution: cut.version for cut in self.cuts}

    def files(self) -> Mapping[str, bytes]:
        """Return the cut files by their addresses."""
        return {cut.url: cut.data() for cut in self.cuts}


OTHERWISE: Final = "write it another way, or name a face that has it in press.yaml (docs/house.md)"
"""The cure for a character that no face has; it is one mistake, in however many editions."""


def stack(language: Language, characters: Iterable[str]) -> tuple[Face, ...]:
    """Return the faces that set characters in a language, the Latin and Cyrillic face last.

    The language is set whole in the first face that lacks the fewest of its letters: two designs
    inside a word would be seen, and would not join.
    """
    faces, alphabets = language.setting.faces, language.setting.alphabets
    own = {char for char in characters if alphabet(char) in alphabets} if len(faces) > 1 else set()
    chosen = min(faces, key=lambda face: len(own - characters_of(face)))
    return tuple(dict.fromkeys((chosen, BESIDE)))


def _stacks(edition: Edition) -> tuple[tuple[Face, ...], tuple[Face, ...]]:
    """Return the faces of the reader's language and of that of the place."""
    characters = frozenset().union(*map(str, edition.texts()))
    languages = edition.language, edition.place or edition.language
    own, place = (stack(language, characters) for language in languages)
    return own, place


def faces(edition: Edition) -> tuple[Face, ...]:
    """Return all faces of an edition, in the order in which they are tried."""
    return tuple(dict.fromkeys(chain(*_stacks(edition))))


def typefaces(edition: Edition) -> Typefaces:
    """Return the type of an edition: its faces, to be cut to the characters of all its texts."""
    return typefaces_of(edition, edition.texts())


def typefaces_of(edition: Edition, texts: Iterable[Text]) -> Typefaces:
    """Return the faces of an edition, to be cut to the characters of some texts."""
    characters = needed(map(str, texts))
    own, place = _stacks(edition)
    heading = _heading(edition)
    names = {f: f"{edition.guide} {edition.language.tag} {f.id}" for f in (*own, *place, *heading)}
    found = cuts(dict.fromkeys(names, characters))
    named = tuple(replace(cut, family=names[cut.face]) for cut in found)
    led = (*heading, *own) if heading else ()
    families, place_families, leading = (
        tuple(names[face] for face in stack) for stack in (own, place, led)
    )
    return Typefaces(families, place_families, named, leading)


def cuts(characters: Mapping[Face, str]) -> tuple[Cut, ...]:
    """Return faces to be cut to the characters of each, in all weights, by names of their own."""
    installed = packages.versions(face.distribution for face in characters)
    return tuple(
        Cut(face.id, face, weight, installed.get(face.distribution, ""), wanted)
        for face, wanted in characters.items()
        for weight in WEIGHTS
    )


def _heading(edition: Edition) -> tuple[Face, ...]:
    """Return the theme's face for headings, if it has all letters of the edition's languages.

    A heading in two faces would be seen; so where one letter lacks, all are set as the words are.
    """
    if edition.heading is None:
        return ()
    alphabets = {*edition.language.setting.alphabets}
    alphabets |= {*edition.place.setting.alphabets} if edition.place else set()
    text = set().union(*map(str, edition.texts()))
    letters = {char for char in text if alphabet(char) in alphabets}
    return (edition.heading,) if letters <= characters_of(edition.heading) else ()


def coverage(
    guide: Guide, edition: Edition, texts: Iterable[Text] | None = None
) -> Iterator[Problem]:
    """Yield a Problem for each character of an edition, or of some texts, that no face has."""
    chosen = faces(edition)
    known = frozenset().union(*(characters_of(face) for face in chosen)) | IGNORABLE
    for text in edition.texts() if texts is None else texts:
        for char in sorted(set(str(text)) - known):
            label = character_name(char, "unnamed")
            message = f"no face has {char!r}, U+{ord(char):04X} {label}"
            source = guide.sources[text.source]
            yield source.problem(text.location, "missing-glyph", message, OTHERWISE, needle=char)
    for image in dict.fromkeys(every(Image, edition)):
        if lacking := "".join(sorted(set("".join(image.letters)) - known - BLANK)):
            source, message = guide.sources["pictures"], f"{image.name} writes {lacking!r}"
            hint = f"the faces are {', '.join(face.id for face in chosen)}; give it as outlines"
            where = guide.gallery.entries[image.id].location(image.name)
            message = f"{message}, which no face has in {edition.language.tag}"
            yield source.problem((image.id, *where), "missing-glyph", message, hint)


def needed(strings: Iterable[str]) -> str:
    """Return the characters that setting the strings can ask of a face, in order.

    All of ASCII is among them: another number in a table leaves the type as it is.
    """
    text = "".join(strings) + OWN_CHARACTERS
    found = {char for form in ("NFC", "NFD", "NFKC") for char in normalize(form, text)}
    found |= set(text)
    found |= {part for char in found & set(DECOMPOSED) for part in DECOMPOSED[char]}
    return "".join(sorted(found | IGNORABLE))


@cache
def characters_of(face: Face) -> frozenset[str]:
    """Return the characters that a face has in every weight."""
    sets = [frozenset(map(chr, opened(face.path(w)).unicodes)) for w in WEIGHTS]
    return frozenset.intersection(*sets)


@cache
def opened(path: Path) -> hb.Face:
    """Return an installed font file, opened once."""
    return hb.Face(hb.Blob.from_file_path(str(path)))


def _cut(whole: hb.Face, weight: int, characters: str) -> bytes:
    plan = hb.SubsetInput()
    plan.sets(hb.SubsetInputSets.UNICODE).update(map(ord, characters))
    features = plan.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG)
    features.clear()
    features.invert()
    plan.flags |= hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.DOWNGRADE_CFF2
    for axis in whole.axis_infos:
        value = weight if axis.tag == "wght" else axis.default_value
        plan.pin_axis_location(whole, axis.tag, value)
    return bytes(hb.subset(whole, plan).blob.data)
