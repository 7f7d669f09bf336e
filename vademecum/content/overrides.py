"""A house's templates held against the press's: what seems to go before one, and does not."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from vademecum.content import door, house, languages, themes
from vademecum.content.house import SUFFIX, TEMPLATES, House
from vademecum.content.leftovers import is_leftover
from vademecum.content.reading import shown
from vademecum.content.source import barred, misnamed
from vademecum.problems.problem import Problem
from vademecum.text import tags

LIKE: Final = 0.8
"""How much a name is like another that is meant, by difflib's measure."""
WORDS: Final = "words"


def check(own: House, guides: Iterable[Path] = ()) -> Iterator[Problem]:
    """Yield a warning for each file of a house that seems to go before one of the press's, and that
    nobody looks for where it stands; an error where there is more than is looked at.

    `guides` are the folders of guides, which have no templates.
    """
    yield from _misplaced(own, guides)
    if own.templates is None:
        return
    try:
        files = _files(own.templates)
    except door.Shut as shut:
        yield barred(shut, shown(shut.path))
        return
    known, asked = _files(own.press), _asked(own.templates, files)
    for name, path in files.items():
        if cure := _cure(name, known, asked):
            yield _unused(path, name, cure)


def _unused(path: Path, name: str, hint: str) -> Problem:
    message = f"nothing asks for {name!r}"
    return Problem(shown(path), 0, 0, "unused-template", message, hint, "warning")


def _misplaced(own: House, guides: Iterable[Path]) -> Iterator[Problem]:
    """Yield what is named almost like a house's file or folder, and the templates in guides."""
    here = Path()
    for file in (house.FILE, themes.FILE):
        if not os.path.lexists(here / file) and (found := misnamed(here / file, file, here)):
            yield replace(found, severity="warning")
    hint = f"a house's templates stand in {TEMPLATES}/, beside content/"
    folders = [guide / TEMPLATES for guide in guides]
    if own.templates is None:
        folders += (here / name for name in door.names(here, here) if _is_alike(name))
    for folder in filter(Path.is_dir, folders):
        if any((folder / name).is_file() for name in _files(own.press)):
            yield _unused(folder, f"{folder.name}/", hint)


def _is_alike(name: str) -> bool:
    """Whether the name of a folder is almost that of a house's templates."""
    return name != TEMPLATES and bool(get_close_matches(name.lower(), [TEMPLATES], 1, LIKE))


def _files(folder: Path) -> Mapping[str, Path]:
    """Return what people wrote below a folder; raise Shut where that is more than is looked at."""
    paths = (path for path in door.below(folder) if path.is_file() and not is_leftover(path.name))
    return {path.relative_to(folder).as_posix(): path for path in paths}


def _asked(folder: Path, files: Mapping[str, Path]) -> str:
    """Return all that the house's templates and style sheets say, in which they name others."""
    texts: list[bytes] = []
    for name, path in files.items():
        with suppress(door.Shut):  # who asks for it is told
            texts += [door.data(path, folder)] if name.endswith((".j2", ".css")) else []
    return b"\n".join(texts).decode("utf-8", "replace")


def _cure(name: str, known: Iterable[str], asked: str) -> str:
    """Return what to do about a name that nothing asks for, or nothing where one is asked for."""
    folder, _, file = name.rpartition("/")
    tag, dot, suffix = file.partition(".")
    if dot and f".{suffix.lower()}" in door.YAML:
        right = f"{WORDS}/{languages.meant(tag)}{SUFFIX}"
        if _is_language(tag) and (not folder or _is_like_words(folder)):
            return f"did you mean {right!r}?" if right != name else ""
        if folder == WORDS:
            return "name it by the tag of its language (BCP 47), such as 'words/uz.yaml'"
    if folder == WORDS or name in known or file in asked:
        return ""
    namesakes = [one for one in known if one.rpartition("/")[2] == file] if dot else []
    near = get_close_matches(name, namesakes, 1, 0) or get_close_matches(name, known, 1, LIKE)
    return f"did you mean {near[0]!r}?" if near else ""


def _is_like_words(folder: str) -> bool:
    return bool(get_close_matches(folder.lower(), [WORDS], 1, LIKE))


def _is_language(tag: str) -> bool:
    try:
        tags.subtags(languages.meant(tag))
    except tags.UnknownLanguage:
        return False
    return True
