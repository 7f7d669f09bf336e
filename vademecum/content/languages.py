"""The languages of a guide's folder: its files of words, and the tags that they are named by."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from vademecum.content import door
from vademecum.content.house import SUFFIX
from vademecum.text.tags import UnknownLanguage, canonical


def files(folder: Path) -> list[Path]:
    """Return a guide's files of words, sorted."""
    return [path for path in door.words(folder) if path.suffix == SUFFIX]


def tags(folder: Path) -> list[str]:
    """Return the tags by which a guide's files of words are named, sorted."""
    return [path.stem for path in files(folder)]


def spoken(folder: Path) -> list[str]:
    """Return the tags by which a guide's files of words are named, or should be, sorted."""
    return sorted({meant(path.stem) for path in (*files(folder), *misnamed(folder))})


def is_wanted(path: Path, wanted: Collection[str]) -> bool:
    """Whether a file is meant to hold the words of one of some languages, or any are wanted."""
    return not wanted or meant(path.stem) in wanted


def misnamed(folder: Path) -> Iterator[Path]:
    """Yield the files that seem to hold words, and that nobody would look into."""
    for path in door.words(folder):
        if path.suffix != SUFFIX and path.suffix.lower() in door.YAML:
            yield path


def meant(tag: str) -> str:
    """Return the canonical form of a tag or, where it has none, the tag."""
    try:
        return canonical(tag)
    except UnknownLanguage:
        return tag
