"""What there is to ask for: guides, languages, products and papers, by the names people type."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vademecum.content import door
from vademecum.content import languages as languages_of
from vademecum.forms.products import Product
from vademecum.problems.problem import did_you_mean, short

if TYPE_CHECKING:  # who only names languages need not read a guide
    from vademecum.content.reading import GuideReader

CONTENT: Final = Path("content")
GUIDE: Final = "guide.yaml"
PARTNERS: Final = "partners"
"""The folder of a guide's partners, each in a folder of its own."""


class Usage(Exception):
    """The command was given what does not exist; the message says what was meant."""


def folders(guides: Sequence[str]) -> tuple[Path, ...]:
    """Return the folders of the guides named, or all below content/.

    A guide is named by its folder; a folder that holds guides, such as examples/, names them all.
    """
    found: dict[Path, Path] = {}
    for path in (path for root in roots(guides) for path in _below(root)):
        real = Path(os.path.realpath(path))
        if found.setdefault(real, path).is_symlink():
            found[real] = path  # a guide's own name goes before that of a link to it
    if not found:
        raise Usage(f"{CONTENT}/ holds no guide")
    return tuple(found.values())


def roots(guides: Sequence[str]) -> tuple[Path, ...]:
    """Return the folders that are named, of a guide or of several, or content/ if none is."""
    if not door.is_folder(CONTENT) and not guides:
        hint = "run vademecum where content/ is, or name a guide's folder"
        raise Usage(f"no folder {CONTENT}/ here; {hint}")
    known = {path.name: path for path in _inside(CONTENT)}
    for name in guides:
        if name not in known and not door.is_folder(Path(name)):
            hint = did_you_mean(name, list(known)) if known else "there is none here"
            raise Usage(f"unknown guide {short(name)!r}; {hint}")
    return tuple(known.get(name) or Path(name) for name in guides) or (CONTENT,)


def _below(root: Path) -> Sequence[Path]:
    """Return the guides in a folder or, where it is none of guides, the folder itself."""
    guides = _inside(root)
    is_shelf = root == CONTENT or any(door.is_file(path / GUIDE) for path in guides)
    return guides if is_shelf and not door.is_file(root / GUIDE) else (root,)


def _inside(root: Path) -> Sequence[Path]:
    try:
        found = sorted(path for path in root.iterdir() if path.name[0] not in "._")
    except OSError:  # there is nothing, or nobody may look
        return ()
    return [path for path in found if door.is_folder(path) or _is_gone(path)]


def _is_gone(path: Path) -> bool:
    """Whether a path may be a guide that a link led to: what was published of it is to stay."""
    return path.is_symlink() and not path.suffix and not door.is_file(path)


def languages(folders: Iterable[Path]) -> set[str]:
    """Return the BCP 47 tags for which the guides have words, under whatever name."""
    return {tag for folder in folders for tag in languages_of.spoken(folder)}


def partners_of(folder: Path) -> tuple[str, ...]:
    """Return the partners of a guide, by the names of their folders, in order."""
    where = folder / PARTNERS
    return tuple(name for name in door.names(where, folder) if door.was_folder(where / name))


def partners(folders: Iterable[Path], values: Iterable[str]) -> frozenset[str]:
    """Return the partners that are named, whom some of the guides must have."""
    known = {name for folder in folders for name in partners_of(folder)}
    return chosen("partner", values, known) if (values := tuple(values)) else frozenset()


def chosen(what: str, values: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """Return the names in an option's values, which commas may part."""
    known = sorted(known)
    for name in (names := named(values)):
        if name not in known:
            raise Usage(f"unknown {what} {short(name)!r}; {did_you_mean(name, known)}")
    return frozenset(names)


def named(values: Iterable[str]) -> dict[str, None]:
    """Return the names in an option's values, each once, in order."""
    parts = (name.strip() for value in values for name in value.split(","))
    return dict.fromkeys(name for name in parts if name)


def products(reader: GuideReader) -> tuple[Product, ...]:
    """Return the products of a guide or, where it cannot be read, none."""
    from vademecum.content.products import products

    structure = reader.structure()
    try:
        return tuple(products(structure).values()) if structure else ()
    except KeyError:  # a form or a table that there is not
        return ()
