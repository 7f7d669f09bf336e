"""The ledger: what a command found and did, so that the same command has nothing to do again.

It is read before anything else is imported, so it stands on the standard library alone.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, Final

from vademecum.build import cache, clock, scratch, versions
from vademecum.content import door

KEPT: Final = 64
"""How many commands are on record; the oldest go first."""
MOST: Final = 64 * 2**20
"""How many bytes a record may take."""


def replay(arguments: Sequence[str]) -> bool:
    """Say again what a command said, if nothing has changed since and all it made is still there.

    Return whether that was so: then there is nothing to do.
    """
    try:
        record = _record(_path(arguments))
        said, told = record["said"], record["told"]
        good = isinstance(said, str) and isinstance(told, str)
        good = good and record["first_day"] <= clock.iso_today() <= record["last_day"]
        good = good and record["state"] == state(record["roots"])
        packages = record["packages"]
        good = good and packages == versions.of(packages)
        files = {Path(path): digest for path, digest in record["files"].items()}
        good = good and all(_hash(path) == digest for path, digest in files.items())
        # What a killed build has left is for the next build to take away.
        folders = {path.parent for path in files}
        good = good and not any(scratch.left(folder, scratch.HIDDEN) for folder in folders)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False
    if good:
        sys.stderr.write(told)
        sys.stdout.write(said)
    return bool(good)


def record(
    arguments: Sequence[str],
    before: str,
    roots: Iterable[str],
    days: tuple[str, str],
    files: Iterable[str],
    said: str,
    told: str,
    packages: Mapping[str, str],
) -> None:
    """Put on record what a command did; where that cannot be written, forget it.

    `before` is the state of its roots before it read them, if it has one, `days` the first and the
    last on which it says the same (ISO 8601), `said` and `told` what it will say on standard output
    and error, `packages` the versions of those that the house's own faces come from.
    """
    first, last = days
    entry = {
        "state": before,
        "roots": sorted(roots),
        "first_day": first,
        "last_day": last,
        "files": {path: _hash(Path(path)) for path in files},
        "said": said,
        "told": told,
        "packages": dict(packages),
    }
    if not before:
        return
    with suppress(OSError):
        cache.own_folder()
        path = _path(arguments)
        path.parent.mkdir(exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}")
        partial.write_text(json.dumps(entry), "ascii")
        partial.replace(path)
        _prune(path.parent)


def state(roots: Iterable[str]) -> str:
    """Return the hash of all versions, and of every file that some roots are or hold.

    It is empty where they hold more than a guide may: then nobody remembers anything of them.
    """
    digest = sha256(repr(sorted(versions.state().items())).encode("utf-8"))
    try:
        for path in (path for root in sorted(roots) for path in door.on_shelf(Path(root))):
            digest.update(f"{path}\0{_mark(path)}\0".encode("utf-8", "surrogateescape"))
    except door.Shut:
        return ""
    return digest.hexdigest()


def _record(path: Path) -> Any:
    """Return a record that this user's press has written; raise OSError for any other's."""
    if not cache.is_ours(path.parent.parent):
        raise OSError(f"others may write into {path.parent.parent}")
    return json.loads(door.plain(path, MOST, cache.user()))


def _path(arguments: Sequence[str]) -> Path:
    """Return where a command of this press is on record, given in this folder and environment."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    asked: list[Any] = [str(versions.PRESS), str(Path.cwd()), list(arguments), epoch]
    return cache.cache_folder() / "ledger" / sha256(json.dumps(asked).encode("ascii")).hexdigest()


def _mark(path: Path) -> str:
    """Return what a path stands for: a plain file for its bytes, unless no press reads so many.

    A link counts by where it leads: what the press reads behind it stands in the folder too.
    """
    try:
        state = path.lstat()
        if stat.S_ISLNK(state.st_mode):
            return f"link {path.readlink()}"
        if stat.S_ISREG(state.st_mode) and state.st_size > door.MAX_BYTES:
            return f"{state.st_size} {state.st_mtime_ns}"
        return sha256(door.plain(path, door.MAX_BYTES)).hexdigest()
    except OSError:  # a folder, or no plain file
        return ""


def _hash(path: Path) -> str:
    """Return the hash of a published file's bytes, or of nothing where there are none to read."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _prune(folder: Path) -> None:
    oldest = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
    for path in oldest[: max(len(oldest) - KEPT, 0)]:
        path.unlink(missing_ok=True)
