"""What there is to ask for: guides, languages, products and papers, by the names people type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from vademecum.problems import did_you_mean

CONTENT: Final = Path("content")
CLUSTER: Final = re.compile(r"dask://(?:\[[\da-fA-F:.]+\]|[\w.-]+):(\d{1,5})", re.ASCII)
"""The address of a Dask scheduler, with its port."""


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


def is_cluster(address: str) -> bool:
    """Whether an address is dask://HOST:PORT, with a port that there can be."""
    match = CLUSTER.fullmatch(address)
    return match is not None and 0 < int(match[1]) < 2**16
