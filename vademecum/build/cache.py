"""The press's folder in its user's cache: where it is, and whether nobody else writes into it.

The ledger asks before anything else is imported, so it stands on the standard library alone.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

OTHERS: Final = stat.S_IWGRP | stat.S_IWOTH
PARTS: Final = ("store", "ledger")


class NotOurs(OSError):
    """The folder is somebody else's, or others may write into it; says what to do."""


def cache_folder() -> Path:
    """Return the press's folder below XDG_CACHE_HOME or ~/.cache (XDG Base Directory 0.8).

    A relative path is ignored, as it says there. Raise OSError for a user without a home.
    """
    asked, home = Path(os.environ.get("XDG_CACHE_HOME", "")), Path("~").expanduser
    try:
        return (asked if asked.is_absolute() else home() / ".cache") / "vademecum"
    except RuntimeError as error:
        raise OSError(str(error)) from None


def user() -> int | None:
    """Return whom files must belong to, or None where the system does not say."""
    return os.geteuid() if hasattr(os, "geteuid") else None


def is_ours(folder: Path) -> bool:
    """Whether a folder is there, belongs to the user, and nobody else may write into it."""
    state = folder.stat()
    return user() is None or (state.st_uid == user() and not state.st_mode & OTHERS)


def own_folder() -> Path:
    """Return the press's folder, made for its user alone; raise OSError where it cannot be.

    What others could write into is closed to them, and what stood in it is thrown away.
    """
    folder = cache_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(0o700, exist_ok=True)
    if not is_ours(folder) and folder.stat().st_uid == user():
        _close(folder)
    if not is_ours(folder):
        hint = "remove it, or set XDG_CACHE_HOME to a folder of your own"
        raise NotOurs(f"{folder} belongs to somebody else, or others may write into it; {hint}")
    return folder


def _close(folder: Path) -> None:
    import shutil

    folder.chmod(0o700)
    for part in PARTS:
        shutil.rmtree(folder / part, ignore_errors=True)
