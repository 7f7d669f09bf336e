"""The folder of a guide in one language: it stands alone, and works wherever it is put."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

from vademecum.edition.screen import Screen
from vademecum.setting import shelves
from vademecum.site import page
from vademecum.site.printed import Picture, Printed
from vademecum.site.webtype import DIGITS, WebFace, short_hash

PAGE: Final = "index.html"
WORKER: Final = "worker.js"
VERSIONS: Final = "versions.json"
LATE: Final = ("pages/", ".pdf", ".png")
"""What of a folder is kept offline once it was opened, and not before."""

ToMake: TypeAlias = WebFace | Picture
"""A file that takes time to make: it has a name, and a key under which it may be kept."""


@dataclass(frozen=True, slots=True)
class Folder:
    """All files of a guide in one language by their names.

    `source` is the language that the guide was first written in, as a BCP 47 tag, `partner` the
    name of who has it in a way of its own, or empty. `ready` are there already, `to_make` are not,
    and `printed` are PDFs that stand elsewhere.
    """

    guide: str
    language: str
    title: str
    source: str
    partner: str
    ready: Mapping[str, bytes] = field(repr=False)
    to_make: tuple[ToMake, ...]
    printed: tuple[Printed, ...]


def folder(
    screen: Screen, printed: Sequence[Printed], releases: Any, among: Sequence[Path]
) -> Folder:
    """Return the folder of a screen that offers PDFs; raise Refused for faults of its templates.

    `releases` are those of its language as versions.json has them, `among` the folders of
    templates.
    """
    made = page.pour(screen, printed, among)
    shown = tuple(picture for one in made.offers for picture in one.papers[0].pictures)
    ready = {**made.files, VERSIONS: json.dumps(releases).encode("ascii") + b"\n"}
    to_make: tuple[ToMake, ...] = (*made.type.faces, *shown)
    names = dict(_hashes(ready, to_make, printed))
    ready[WORKER] = _worker(names, shelves.read(among, f"{page.FOLDER}/scripts/{WORKER}"))
    edition = screen.edition
    return Folder(
        guide=edition.guide,
        language=screen.language.tag,
        title=str(edition.title),
        source=screen.source,
        partner=screen.partner,
        ready=ready,
        to_make=to_make,
        printed=tuple(printed),
    )


def _hashes(
    ready: Mapping[str, bytes], to_make: Sequence[ToMake], printed: Sequence[Printed]
) -> Iterator[tuple[str, str]]:
    """Yield the name of each file, and what is another once its content is."""
    yield from ((name, short_hash(data)) for name, data in ready.items())
    yield from ((one.name, one.key[:DIGITS]) for one in to_make)
    yield from ((one.name, one.sha256[:DIGITS]) for one in printed)


def _worker(names: Mapping[str, str], script: bytes) -> bytes:
    """Return the service worker of the folder: what stands in it, and the script that keeps it."""
    late = [name for name in names if any(part in name for part in LATE)]
    first = {name: names[name] for name in sorted(names) if name not in late}
    last = {name: names[name] for name in sorted(late)}
    tables = (("FIRST", first), ("LATER", last))
    lines = (f"const {name} = {json.dumps(table, indent=1)};\n" for name, table in tables)
    return "".join(lines).encode("ascii") + script
