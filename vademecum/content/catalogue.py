"""What there is to ask for: guides, languages, products and papers, by the names people type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vademecum.content import door
from vademecum.forms.products import Product
from vademecum.problems.problem import did_you_mean

if TYPE_CHECKING:  # who only names languages need not read a guide
    from vademecum.content.reading import GuideReader

CONTENT: Final = Path("content")


class Usage(Exception):
    """The command was given what does not exist; the message says what was meant."""


def folders(guides: Sequence[str]) -> tuple[Path, ...]:
    """Return the folders of the guides named, or all below content/."""
    if not CONTENT.is_dir() and not guides:
        hint = "run vademecum where content/ is, or name a guide's folder"
        raise Usage(f"no folder {CONTENT}/ here; {hint}")
    known = {path.name: path for path in sorted(CONTENT.glob("[!._]*")) if path.is_dir()}
    if not guides and not known:
        raise Usage(f"{CONTENT}/ holds no guide")
    found = {}
    for name in guides or known:
        path = known.get(name) or Path(name)
        if not path.is_dir():
            hint = did_you_mean(name, list(known)) if known else "there is none here"
            raise Usage(f"unknown guide {name!r}; {hint}")
        found[path.resolve()] = path
    return tuple(found.values())


def languages(folders: Iterable[Path]) -> set[str]:
    """Return the BCP 47 tags for which the guides have words."""
    return {path.stem for folder in folders for path in door.words(folder)}


def chosen(what: str, values: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """Return the names in an option's values, which commas may part."""
    known = sorted(known)
    for name in (names := named(values)):
        if name not in known:
            raise Usage(f"unknown {what} {name!r}; {did_you_mean(name, known)}")
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
