"""A house's templates held against the press's: what seems to go before one, and does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from vademecum.content import door, languages
from vademecum.content.house import SUFFIX, House
from vademecum.content.reading import shown
from vademecum.content.source import barred
from vademecum.problems.problem import Problem


def check(house: House) -> Iterator[Problem]:
    """Yield a warning for each file that is named almost like one of the press's, and asked for by
    none; an error where there is more than is looked at.
    """
    if house.templates is None:
        return
    try:
        own = _files(house.templates)
    except door.Shut as shut:
        yield barred(shut, shown(shut.path))
        return
    known, asked = _files(house.press), _asked(own)
    for name, path in own.items():
        if right := _right(name, known, asked):
            message, hint = f"nothing asks for {name!r}", f"did you mean {right!r}?"
            yield Problem(shown(path), 0, 0, "unused-template", message, hint, "warning")


def _files(folder: Path) -> Mapping[str, Path]:
    paths = (path for path in door.below(folder) if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in paths}


def _asked(own: Mapping[str, Path]) -> str:
    """Return all that the house's templates and style sheets say, in which they name others."""
    texts = (path.read_bytes() for name, path in own.items() if name.endswith((".j2", ".css")))
    return b"\n".join(texts).decode("utf-8", "replace")


def _right(name: str, known: Mapping[str, Path], asked: str) -> str | None:
    """Return the name that is most likely meant by one that nothing asks for."""
    folder, _, file = name.rpartition("/")
    if folder == "words":
        tag, dot, suffix = file.partition(".")
        right = f"words/{languages.meant(tag)}{SUFFIX}"
        return right if dot and suffix in ("yaml", "yml") and right != name else None
    if name in known or file in asked:
        return None
    return next(iter(get_close_matches(name, known, 1, 0.8)), None)
