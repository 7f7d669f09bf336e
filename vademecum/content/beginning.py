"""The beginning of a guide: a copy of an example in the languages that are wanted."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final
from unicodedata import normalize

from vademecum.blocks.block import MAX_ID
from vademecum.content import released
from vademecum.content.house import SUFFIX, House
from vademecum.text.faces import is_installed
from vademecum.text.tags import UnknownLanguage

SCHEMAS: Final = {
    "guide.yaml": ".schema/guide.schema.json",
    "facts.yaml": ".schema/facts.schema.json",
    "phrases.yaml": ".schema/phrases.schema.json",
    "pictures.yaml": ".schema/pictures.schema.json",
    "theme.yaml": ".schema/theme.schema.json",
    "words": "../.schema/words.schema.json",
}
"""By a file, or the folder that it stands in: the schema that an editor completes it by."""
FIRST_LINE: Final = "# yaml-language-server: $schema="
MADE_BY: Final = re.compile(r"(?<=\bmade_by: )[^\n,}]+")
REVIEWED: Final = re.compile(r"(?m)^ +reviewed_(?:by|on):.*\n|, reviewed_(?:by|on): [^\n,}]+")


def name_like(name: str) -> str:
    """Return the name for a guide that is most like a text, or nothing."""
    letters = normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:MAX_ID].strip("-")


def lacking(tag: str, house: House) -> str | None:
    """Return what a language needs before it can be set, as a line to type, or None."""
    try:
        faces = house.language(tag).setting.faces
    except UnknownLanguage as error:
        return error.cure
    if any(map(is_installed, faces)):
        return None
    return f"pip install {faces[0].distribution}"


def copy(example: Path, folder: Path, tags: Collection[str]) -> None:
    """Write an example into an empty folder, with the words of some languages, as a new guide.

    Nobody has reviewed it, its structure is its author's, and each file names its schema. The days
    on which facts were checked stay as they are.
    """
    for path in _files(example, tags):
        target = folder / path.relative_to(example)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix != SUFFIX:
            shutil.copyfile(path, target)
            continue
        text = REVIEWED.sub("", path.read_text("utf-8"))
        if path.name == "guide.yaml":
            text = MADE_BY.sub(f"The authors of {folder.name}", text, count=1)
        target.write_text(_headed(text, path, example), "utf-8")


def _files(example: Path, tags: Collection[str]) -> Iterator[Path]:
    """Yield the files of an example without its releases, and of its words those in some tags."""
    for path in sorted(example.rglob("[!.]*")):
        hidden = any(part.startswith(".") for part in path.relative_to(example).parts)
        is_other = path.parent == example / "words" and path.stem not in tags
        is_history = path == example / released.FILE
        if path.is_file() and not (hidden or is_other or is_history):
            yield path


def _headed(text: str, path: Path, example: Path) -> str:
    """Return the text of a file under a first line that names the schema of the new guide."""
    place = path.name if path.parent == example else path.parent.name
    rest = text.partition("\n")[2] if text.startswith(FIRST_LINE) else text
    return f"{FIRST_LINE}{SCHEMAS[place]}\n{rest}" if place in SCHEMAS else text
