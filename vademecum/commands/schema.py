"""`vademecum schema`: writes the schemas of a guide, by which editors complete its own ids."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from vademecum.content import catalogue, door, house, own_schema, schema, themes
from vademecum.content.guide import Facts, Words
from vademecum.content.house import House
from vademecum.content.reading import GuideReader, shown
from vademecum.content.wording import sentences
from vademecum.problems.policy import Policy
from vademecum.problems.problem import Problem, Refused
from vademecum.problems.streams import plain

FOLDER: Final = ".schema"
"""Where they stand in a guide; nothing is made from a hidden folder."""


def write(guides: Sequence[str], policy: Policy) -> int:
    """Write the schemas of guides that are not fresh; say which on standard output."""
    problems: list[Problem] = []
    failed = False
    for folder in (Path(), *catalogue.folders(guides)):
        try:
            for path, text in _stale(folder, made(folder) if folder.name else of_house()):
                _write(path, text)
                print(plain(str(path)))
        except Refused as refused:
            problems += refused.problems
        except OSError as error:
            said = f"{folder.name}: its schemas cannot be written: {error}"
            print(plain(said), file=sys.stderr)
            failed = True
    return int(policy.show(problems, "the schemas of these guides stay as they are") or failed)


def of_house() -> Mapping[str, str]:
    """Return the schemas of the house's files by their names, as far as they are here."""
    own = {"house": house.FILE, "theme": themes.FILE}
    return _of_files({name: Path(file) for name, file in own.items()})


def _of_files(files: Mapping[str, Path]) -> Mapping[str, str]:
    """Return schemas by the names of their files, of those files that are there."""
    there = (name for name, path in files.items() if os.path.lexists(path))
    return {schema.file_name(name): schema.schema(name) for name in there}


def made(folder: Path) -> Mapping[str, str]:
    """Return the schemas of a guide by their files' names.

    Raise Refused where the guide, its facts, or the words that all are made from cannot be read;
    of a source language that has no words yet, nothing is quoted.
    """
    reader = GuideReader(folder, House(folder))
    structure, facts = reader.structure(), reader.model(Facts, folder / "facts.yaml")
    pictures = reader.pictures()
    if structure is None or facts is None or pictures is None:
        raise Refused(reader.problems)
    name = f"words/{structure.source}"
    if os.path.lexists(path := folder / f"{name}.yaml"):
        reader.model(Words, path)  # what a person has yet to write is no fault here
        if name not in reader.sources:
            raise Refused(reader.problems)
    source = reader.sources.get(name)
    said = dict(sentences(source.tree)) if source else {}
    made = own_schema.schemas(structure, facts.root, said, tuple(pictures.root))
    return {**made, **_of_files({"theme": folder / themes.FILE})}


def old(folder: Path) -> Iterator[Problem]:
    """Yield a warning where a guide has schemas that were made from something else.

    Of a guide that cannot be read, other problems tell.
    """
    if not door.is_folder(_folder(folder)):
        return
    try:
        stale = any(_stale(folder, made(folder)))
    except Refused:
        return
    if stale:
        message = "the schemas were made before the guide was changed"
        hint = f"run: vademecum schema {folder.name}"
        yield Problem(shown(_folder(folder)), 0, 0, "old-schema", message, hint, "warning")


def _folder(guide: Path) -> Path:
    return guide / FOLDER


def _stale(folder: Path, texts: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """Yield the files that are not there or hold something else, with what they should hold."""
    for name, text in texts.items():
        path = _folder(folder) / name
        try:
            fresh = door.plain(path, len(text.encode("utf-8"))) == text.encode("utf-8")
        except OSError:
            fresh = False
        if not fresh:
            yield path, text


def _write(path: Path, text: str) -> None:
    """Write a file, which is there whole or not at all, and never behind a link."""
    path.parent.mkdir(exist_ok=True)
    if path.parent.is_symlink():
        raise OSError(f"{path.parent} is a link")
    door.write(path, text.encode())
