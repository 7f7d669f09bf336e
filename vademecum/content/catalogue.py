"""What there is to ask for: guides, languages, products and papers, by the names people type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from vademecum.problems.problem import did_you_mean

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
    return {path.stem for folder in folders for path in folder.glob("words/*.yaml")}


def chosen(what: str, values: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """Return the names in an option's values, which commas may part."""
    known = sorted(known)
    names = [name.strip() for value in values for name in value.split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise Usage(f"unknown {what} {name!r}; {did_you_mean(name, known)}")
    return frozenset(names)
