"""The output folder as it stands: whose it is, what in it is the press's, what is in the way."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, TypeAlias

from vademecum.build import manifest
from vademecum.build.manifest import AnyCopy, Entry
from vademecum.build.plan import Selection
from vademecum.content.reading import shown
from vademecum.problems.problem import Problem

CONTENT: Final = ("guide.yaml", "words/*.yaml", "*/guide.yaml", "content/*/guide.yaml")
"""What tells that a folder is a guide, or holds guides."""


class NotOurs(Exception):
    """Nothing may be published into a folder; names what stands against it."""


def check(folder: Path, content: Iterable[Path] = ()) -> None:
    """Raise NotOurs unless the folder is new, holds nothing to see, or was published by the press.

    It may be a link to a folder, or a mount. It must hold no guide and stand in none; `content`
    are folders of guides. Hidden files and empty folders may be anybody's: nothing touches them.
    """
    if os.path.lexists(folder) and not folder.is_dir():
        raise NotOurs(f"{folder} is not a folder")
    _check_apart(folder, content)
    # A build that is at it lists what it makes before any of it can be seen, first as pending.
    seen = next((path.name for path in _seen(folder)), "")
    is_ours = False
    for name in reversed(manifest.NAMES):
        try:
            is_ours |= manifest.entries(folder / name) is not None
        except manifest.Foreign:
            raise _strange(folder, name) from None
    if seen and not is_ours:
        raise _strange(folder, seen)


def _strange(folder: Path, name: str) -> NotOurs:
    return NotOurs(f"{folder} holds files that Vademecum did not make: {name}")


def _check_apart(folder: Path, content: Iterable[Path]) -> None:
    """Raise NotOurs where a folder and content stand in each other."""
    place = Path(os.path.realpath(folder))
    if any(next(place.glob(pattern), None) for pattern in CONTENT):
        raise NotOurs(f"{folder} holds content")
    for other in map(Path, map(os.path.realpath, content)):
        if other.is_relative_to(place):
            raise NotOurs(f"{folder} holds content")
        if place.is_relative_to(other):
            raise NotOurs(f"{folder} stands in content")


def _seen(folder: Path) -> Iterator[Path]:
    """Yield what a person sees in a folder: files that are not hidden, folders with any."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        within = path.is_dir() and not path.is_symlink()
        # Of a folder like lost+found, which may not be looked into, nothing is seen.
        empty = within and not any(files for _, _, files in os.walk(path))
        if not path.name.startswith(".") and not empty:
            yield path


Problems: TypeAlias = tuple[tuple[Problem, str], ...]
"""Problems, each with the path of the copy or the file that it is about, below the folder."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What becomes of an output folder when some copies are put there.

    `kept` are the manifest's entries of what stays, `superseded` the files to remove. Of the
    problems, errors tell what is in the way of a copy, warnings what was changed by somebody.
    """

    kept: tuple[Entry, ...]
    superseded: tuple[Path, ...]
    problems: Problems


def standing(folder: Path, copies: Iterable[AnyCopy], selection: Selection) -> Standing:
    """Return what becomes of a folder when copies are put there in place of a selection."""
    known, new = _known(folder), {copy.artifact.path: copy for copy in copies}
    problems = [(p, name) for name, copy in new.items() for p in _against(folder, copy, known)]
    kept, superseded = [], []
    for name, entries in known.items():
        path = folder / name
        if name in new:
            continue
        if not os.path.lexists(path):
            # Its folder is what was left of it, unless a link leads there.
            superseded += [path] * (path.parent.is_dir() and not _obstacle(folder, name))
            continue
        whole = next((old for old in entries if manifest.is_whole(path, old["sha256"])), None)
        wanted = manifest.artifact(entries[0]) in selection
        if not whole or (wanted and _obstacle(folder, name)):
            problems.append((_changed(path, wanted), name))
        elif wanted:
            superseded.append(path)
        if not wanted:
            kept.append(whole or entries[0])
    return Standing(tuple(kept), tuple(superseded), tuple(problems))


def _known(folder: Path) -> dict[str, list[Entry]]:
    """Return by their paths the entries of what is the press's, after a killed build of two."""
    known: dict[str, list[Entry]] = {}
    for name in manifest.NAMES:
        with suppress(manifest.Foreign):
            for entry in manifest.entries(folder / name) or ():
                known.setdefault(entry["path"], []).append(entry)
    return known


def _against(folder: Path, copy: AnyCopy, known: Mapping[str, object]) -> Iterator[Problem]:
    """Yield a Problem where something that the press did not make stands in the way of a copy."""
    name = copy.artifact.path
    path = folder / name
    if manifest.is_whole(path, copy.entry.sha256):
        return
    obstacle = _obstacle(folder, name) or (path if path.exists() and name not in known else None)
    if obstacle:
        message = "Vademecum did not make this, and what it makes is to stand there"
        hint = "move it away, or choose another folder with -o"
        yield Problem(shown(obstacle), 0, 0, "in-the-way", message, hint)


def _obstacle(folder: Path, name: str) -> Path | None:
    """Return what no file may be put in place of, or behind: a link, a pipe, a wrong folder."""
    path = folder
    *above, last = PurePosixPath(name).parts
    for step in above:
        path /= step
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            return path
    path /= last
    return path if path.is_symlink() or (path.exists() and not path.is_file()) else None


def _changed(path: Path, wanted: bool) -> Problem:
    what = "is no longer made" if wanted else "was not asked for now"
    message = f"this was changed since the press made it, and {what}: it stays as it is"
    hint = "remove it, or move it away" if wanted else "build all to have it made again"
    return Problem(shown(path), 0, 0, "changed-file", message, hint, "warning")
