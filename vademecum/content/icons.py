"""The pictograms that a guide has beside its words: read from the house's folder or the press's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from vademecum.blocks.image import Image
from vademecum.blocks.pictograms import PICTOGRAMS
from vademecum.content import door
from vademecum.content.guide import Structure
from vademecum.content.house import House
from vademecum.content.pictures import Pictures
from vademecum.content.source import barred
from vademecum.content.unfit import Unfit
from vademecum.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class Drawer:
    """The pictograms that were read, by their ids, and the problems of those that are unfit."""

    images: Mapping[str, Image]
    problems: tuple[Problem, ...]


def named(structure: Structure, pictures: Pictures) -> Iterator[str]:
    """Yield the ids of the pictograms that stand beside a guide's words, each once."""
    shows = (show for block in structure.blocks.values() for show in block.shows())
    ids = dict.fromkeys(show.picture for show in shows if show.is_icon)
    yield from (id for id in ids if id in PICTOGRAMS and id not in pictures.root)


def read(
    structure: Structure, pictures: Pictures, house: House, called: Callable[[Path], str]
) -> Drawer:
    """Read the pictograms that a guide names; each is looked through like a picture.

    A house may have its own; `called` says how a file is named to people.
    """
    images: dict[str, Image] = {}
    problems: list[Problem] = []
    for id in named(structure, pictures):
        path = house.pictogram(id)
        try:
            images[id] = _image(id, path, house)
        except door.Shut as shut:
            problems.append(barred(shut, called(shut.path)))
        except ExceptionGroup as group:
            problems += (_problem(called(path), fault) for fault in group.exceptions)
    return Drawer(images, tuple(problems))


def _image(id: str, path: Path, house: House) -> Image:
    """Return a pictogram; raise Shut, or an ExceptionGroup of Unfit."""
    # Few guides have icons, and what reads them takes long to import.
    from vademecum.content import svg

    shelf = next(shelf for shelf in house.shelves if path.is_relative_to(shelf))
    data, letters = svg.printable(door.data(path, shelf))
    if letters:
        message = f"a pictogram writes {letters[0][:40]!r}"
        raise ExceptionGroup("a file", [Unfit("picture-element", message, "take the text out")])
    return Image(id, path.name, data)


def _problem(file: str, fault: Exception) -> Problem:
    """Return what is wrong with a file, at the line where that is known."""
    assert isinstance(fault, Unfit)
    found = re.fullmatch(r"line (\d+): (.*)", fault.message, re.DOTALL)
    line, message = (int(found[1]), found[2]) if found else (0, fault.message)
    return Problem(file, line, min(line, 1), fault.code, message, fault.hint)
