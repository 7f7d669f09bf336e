"""Folders for work in progress: what a killed build leaves of them, the next one takes away.

A folder is locked as long as its build, or a worker of it, lives. The ledger asks whether any are
left before anything else is imported, so this stands on the standard library alone.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISDIR
from typing import Final

from vademecum.content.locks import lock

PREFIX: Final = "vademecum-work-"
HIDDEN: Final = f".{PREFIX}"


@contextmanager
def folder(parent: Path, prefix: str = PREFIX) -> Iterator[Path]:
    """Yield a new folder in `parent`, and remove it; first remove what killed builds left there."""
    import shutil

    clear(parent, prefix)
    made, descriptor = _made(parent, prefix)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
        _close(descriptor)


@contextmanager
def locked(folder: Path) -> Iterator[bool]:
    """Let one build at a time work on a folder; a killed one leaves no lock behind.

    Yield whether there is a lock: some systems and some network drives have none.
    """
    descriptor = _opened(folder)
    try:
        yield lock(descriptor)
    finally:
        _close(descriptor)


def clear(parent: Path, prefix: str = PREFIX) -> None:
    """Remove the user's folders in `parent` whose builds have ended without doing so."""
    import shutil

    for path in left(parent, prefix):
        with suppress(OSError):
            descriptor = _opened(path)
            try:
                if lock(descriptor, wait=False):
                    shutil.rmtree(path, ignore_errors=True)
            finally:
                _close(descriptor)


def left(parent: Path, prefix: str = PREFIX) -> list[Path]:
    """Return the user's folders in `parent` that builds made, those at work and those killed."""
    name = re.compile(re.escape(prefix) + r"[a-z0-9_]{8}")
    try:
        with os.scandir(parent) as found:
            return sorted(Path(e) for e in found if name.fullmatch(e.name) and _is_own(e))
    except OSError:
        return []


def _is_own(entry: os.DirEntry[str]) -> bool:
    if sys.platform == "win32":
        return entry.is_dir(follow_symlinks=False)
    state = entry.stat(follow_symlinks=False)
    return S_ISDIR(state.st_mode) and state.st_uid == os.geteuid()


def _made(parent: Path, prefix: str) -> tuple[Path, int]:
    """Make a folder and lock it; another build may take it away before it is locked."""
    import tempfile

    while True:
        made = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        with suppress(FileNotFoundError):
            descriptor = _opened(made)
            lock(descriptor)
            if made.exists():
                return made, descriptor
            _close(descriptor)


def _opened(folder: Path) -> int:
    """Return a descriptor to lock a folder by; below 0 where the system has none."""
    return -1 if sys.platform == "win32" else os.open(folder, os.O_RDONLY)


def _close(descriptor: int) -> None:
    if descriptor >= 0:
        os.close(descriptor)
