"""The ledger: what a command found and did, so that the same command has nothing to do again.

It is read before anything else is imported, so it stands on the standard library alone.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from vademecum.build import clock, scratch, versions

KEPT: Final = 64
"""How many commands are on record; the oldest go first."""
PASSED_OVER: Final = ".schema"
"""Folders of this name hold schemas for editors, from which nothing is made."""


def replay(arguments: Sequence[str]) -> bool:
    """Say again what a command said, if nothing has changed since and all it made is still there.

    Return whether that was so: then there is nothing to do.
    """
    try:
        record = json.loads(_path(arguments).read_bytes())
        said, told = record["said"], record["told"]
        good = isinstance(said, str) and isinstance(told, str)
        good = good and record["first_day"] <= clock.iso_today() <= record["last_day"]
        good = good and record["state"] == state(record["roots"])
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
) -> None:
    """Put on record what a command did; where that cannot be written, forget it.

    `before` is the state of its roots before it read them, `days` the first and the last on which
    it says the same (ISO 8601), `said` and `told` what it will say on standard output and error.
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
    }
    with suppress(OSError):
        path = _path(arguments)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}")
        partial.write_text(json.dumps(entry), "ascii")
        partial.replace(path)
        _prune(path.parent)


def state(roots: Iterable[str]) -> str:
    """Return the hash of all versions, and of every file that some roots are or hold."""
    digest = sha256(repr(sorted(versions.state().items())).encode("utf-8"))
    for root in sorted(roots):
        for path in below(Path(root)):
            digest.update(f"{path}\0{_hash(path)}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def below(root: Path) -> list[Path]:
    """Return all that is below a folder, in order; also behind links, which a guide may be.

    Of a file, return the file itself. Schemas for editors are passed over.
    """
    found: list[Path] = [root] if root.is_file() else []
    seen: set[tuple[int, int]] = set()
    for folder, folders, names in os.walk(root, followlinks=True):
        try:
            stat = Path(folder).stat()
        except OSError:  # it has just vanished
            continue
        if (stat.st_dev, stat.st_ino) in seen:  # a link to a folder that it stands in
            folders.clear()
            continue
        seen.add((stat.st_dev, stat.st_ino))
        folders[:] = [name for name in folders if name != PASSED_OVER]
        found += [Path(folder, name) for name in (*folders, *names)]
    return sorted(found)


def cache_folder() -> Path:
    """Return the press's folder below XDG_CACHE_HOME or ~/.cache (XDG Base Directory 0.8).

    A relative path is ignored, as it says there. Raise OSError for a user without a home.
    """
    asked, home = Path(os.environ.get("XDG_CACHE_HOME", "")), Path("~").expanduser
    try:
        return (asked if asked.is_absolute() else home() / ".cache") / "vademecum"
    except RuntimeError as error:
        raise OSError(str(error)) from None


def _path(arguments: Sequence[str]) -> Path:
    """Return where a command of this press is on record, given in this folder and environment."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    asked: list[Any] = [str(versions.PRESS), str(Path.cwd()), list(arguments), epoch]
    return cache_folder() / "ledger" / sha256(json.dumps(asked).encode("ascii")).hexdigest()


def _hash(path: Path) -> str:
    """Return the hash of a file's bytes, or of nothing where there are none to read."""
    try:
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""


def _prune(folder: Path) -> None:
    oldest = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
    for path in oldest[: max(len(oldest) - KEPT, 0)]:
        path.unlink(missing_ok=True)
