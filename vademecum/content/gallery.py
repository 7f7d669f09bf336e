"""The pictures of a guide as files: read through the door, looked through, ready to be printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from vademecum.blocks.image import Image
from vademecum.content import asked, door
from vademecum.content.guide import Structure
from vademecum.content.pictures import FOLDER, Gallery, Pictures
from vademecum.content.source import Source
from vademecum.content.unfit import Unfit
from vademecum.forms.products import FORMS
from vademecum.forms.rooms import ROOMS, Room
from vademecum.problems.problem import Problem, did_you_mean

MARKS: Final[Mapping[bytes, str]] = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"RIFF": "WebP",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"%PDF": "PDF",
    b"\x1f\x8b": "compressed",
}
"""How files begin, by what they are."""
TYPES: Final[Mapping[str, str]] = {"svg": "SVG", "png": "PNG", "jpg": "JPEG", "jpeg": "JPEG"}


def read(
    beside: Callable[[str], Path],
    pictures: Pictures,
    structure: Structure,
    source: Source,
    languages: Sequence[tuple[str, ...]] = (),
) -> tuple[Gallery, tuple[Problem, ...]]:
    """Read the files that pictures.yaml names; return the good ones, and what is wrong with others.

    Each is made for the widest room that the guide has for it. `beside` says in which folder the
    files of a picture stand, below its own `pictures`. Of some languages, each with its tags from
    its own to the widest, only theirs are read, or else all.
    """
    images: dict[tuple[str, str], Image] = {}
    problems: list[Problem] = []
    for id, entry in pictures.root.items():
        rooms = tuple(_rooms(structure, id))
        wanted = {entry.name(ways) for ways in languages}
        for where, name in entry.files():
            if (id, name) in images or (wanted and name not in wanted):
                continue
            try:
                images[id, name] = image(id, bytes_of(beside(id), name), name, rooms)
            except ExceptionGroup as group:
                for fault in group.exceptions:
                    assert isinstance(fault, Unfit)
                    message = f"{FOLDER}/{name} {_told(fault.message)}"
                    problems.append(source.problem((id, *where), fault.code, message, fault.hint))
    return Gallery(pictures.root, images), tuple(problems)


def _told(message: str) -> str:
    """Return what is wrong with a file behind its name."""
    return message if not message.startswith("line ") else message.replace("line ", "in line ", 1)


def _rooms(structure: Structure, id: str) -> Iterator[Room]:
    """Yield the rooms that a guide has for a picture."""
    for spot in asked.spots(structure):
        block = structure.blocks.get(spot.shown.block)
        form = structure.products[spot.product].form
        for show in block.shows() if block and form in FORMS else ():
            if show.picture == id:
                yield ROOMS[form][show.width]


def bytes_of(folder: Path, name: str) -> bytes:
    """Return the bytes of a picture's file; raise an ExceptionGroup of Unfit."""
    try:
        return door.data(folder / FOLDER / name, folder)
    except door.Shut as shut:
        message, hint = _of_file(shut.message), shut.hint
        if shut.code == "no-file":
            message, hint = "is not there", _nearest(folder, name)
        elif shut.code == "too-large":
            hint = "make it smaller"
        raise ExceptionGroup("a file", [Unfit(shut.code, message, hint)]) from None


def _of_file(message: str) -> str:
    """Return what is said of "the file", to stand behind its name."""
    rest = message.removeprefix("the file")
    if not rest.startswith(":"):
        return rest.strip()
    said = rest.removeprefix(": ")
    return said.removeprefix("this ") if said.startswith("this is ") else f"is not read: {said}"


def _nearest(folder: Path, name: str) -> str:
    known = door.names(folder / FOLDER, folder)
    return did_you_mean(name, known) if known else f"put it into {FOLDER}/"


def image(id: str, data: bytes, name: str, rooms: tuple[Room, ...]) -> Image:
    """Return the picture in a file; raise an ExceptionGroup of Unfit."""
    # Few guides have pictures, and what reads them takes long to import.
    from vademecum.content import raster, svg

    wanted, found = TYPES[name.rpartition(".")[2].lower()], _kind(data)
    if found != wanted:
        message = f"is named as {wanted}, and is {found or 'something else'}"
        hint = "name it by what it is" if found in TYPES.values() else "save it as SVG, PNG or JPEG"
        raise ExceptionGroup("a file", [Unfit("picture-file", message, hint)])
    digest = sha256(data).hexdigest()
    if wanted == "SVG":
        return Image(id, name, *svg.printable(data), digest)
    try:
        return Image(id, name, raster.printable(data, rooms), digest=digest)
    except Unfit as fault:
        raise ExceptionGroup("a file", [fault]) from None


def _kind(data: bytes) -> str:
    """Return what a file is by its content, or nothing where nobody knows."""
    known = (kind for mark, kind in MARKS.items() if data.startswith(mark))
    head = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    return next(known, "SVG" if head.startswith(b"<") else "")
