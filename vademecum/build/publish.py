"""The published folder: artifacts and their manifest, replaced as a whole or not at all."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from vademecum.build import manifest
from vademecum.build.manifest import Copy
from vademecum.build.plan import Selection
from vademecum.build.store import Store

OLD: Final = ".old"
RENAME_EXCHANGE: Final = 2  # linux/fs.h
AT_FDCWD: Final = -100  # fcntl.h


class NotOurs(Exception):
    """The output folder holds something else than a published folder; names the folder."""


def check(folder: Path) -> None:
    """Raise NotOurs unless the folder is new, empty or published by the press."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise NotOurs(f"{folder} is not a folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / manifest.NAME).is_file():
        raise NotOurs(f"{folder} holds files that Vademecum did not make")


def publish(
    folder: Path,
    copies: Iterable[Copy],
    store: Store,
    selection: Selection,
    made_with: Mapping[str, str],
    missing: Sequence[Mapping[str, Any]] = (),
) -> tuple[Path, ...]:
    """Put copies of files in a store into `folder`, in place of what the selection had there.

    `missing` says which languages are not there, and why. Artifacts outside the selection stay,
    and so do files that the press did not make. Everything is written into a new folder beside the
    old one, and the two change places at once; where that fails, the old folder is untouched and
    OSError or ValueError goes up. A folder that is already so is left as it is. Return the paths.
    """
    copies = tuple(copies)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _lock(folder) as locked:
        if locked:
            _clear_away(folder)
        check(folder)
        kept = _kept(folder, selection, {copy.artifact.path for copy in copies})
        text = manifest.written(copies, kept, made_with, missing)
        if not _stands(folder, text, copies):
            stage = Path(tempfile.mkdtemp(prefix=_prefix(folder), dir=folder.parent))
            try:
                for copy in copies:
                    _write_file(stage / copy.artifact.path, store.data(copy.entry))
                _keep(folder, stage, kept)
                _write_file(stage / manifest.NAME, text)
                stage.chmod(0o755)
                _exchange(stage, folder)
            finally:
                shutil.rmtree(stage, ignore_errors=True)
    return tuple(folder / copy.artifact.path for copy in copies)


def _stands(folder: Path, text: bytes, copies: Iterable[Copy]) -> bool:
    """Whether a folder already holds what is to be published, to the byte."""
    try:
        same = (folder / manifest.NAME).read_bytes() == text
    except OSError:
        return False
    return same and all(
        manifest.is_whole(folder / copy.artifact.path, copy.entry.sha256) for copy in copies
    )


def _write_file(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Never through a link: it would change the published folder too.
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _kept(folder: Path, selection: Selection, new: set[str]) -> list[manifest.Entry]:
    """Return the manifest's entries of what stays: it is whole, not selected and not replaced."""
    return [
        old
        for old in manifest.entries(folder)
        if manifest.artifact(old) not in selection
        and old["path"] not in new
        and manifest.is_whole(folder / old["path"], old["sha256"])
    ]


def _keep(folder: Path, stage: Path, kept: Iterable[manifest.Entry]) -> None:
    """Link into the stage what stays, and the files that the press did not make."""
    if not folder.is_dir():
        return
    known = {manifest.NAME, *(old["path"] for old in manifest.entries(folder))}
    for old in kept:
        _link(folder / old["path"], stage / old["path"])
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name not in known and (path.is_file() or path.is_symlink()):
            _link(path, stage / name)


def _link(source: Path, target: Path) -> None:
    if target.is_file():  # a new print stands there
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _prefix(folder: Path) -> str:
    return f".{folder.name}.stage-"


def _clear_away(folder: Path) -> None:
    """Remove the stages of builds that were killed; the lock says that no live one holds any.

    A build killed between two renames left the folder under another name: it gets its own back.
    """
    stage = re.compile(rf"{re.escape(_prefix(folder))}[a-z0-9_]{{8}}({re.escape(OLD)})?")
    for path in sorted(folder.parent.iterdir()):
        if stage.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
            if path.suffix == OLD and not folder.exists():
                path.rename(folder)
            else:
                shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _lock(folder: Path) -> Iterator[bool]:
    """Let one build at a time publish into a folder; a killed build leaves no lock behind.

    Yield whether there is a lock: some systems and some network drives have none.
    """
    if sys.platform == "win32":
        yield False
        return
    descriptor = os.open(folder.parent, os.O_RDONLY)
    try:
        yield _flock(descriptor)
    finally:
        os.close(descriptor)


def _flock(descriptor: int) -> bool:
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError as error:
        # What NFS says of a folder, and drives without any locks.
        if error.errno in (errno.EBADF, errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP):
            return False
        raise
    return True


def _exchange(stage: Path, folder: Path) -> None:
    """Put the stage in the folder's place; the old folder, if any, ends up as the stage."""
    if not folder.exists():
        stage.rename(folder)
    elif not _exchange_at_once(stage, folder):
        old = stage.with_name(stage.name + OLD)
        folder.rename(old)
        try:
            stage.rename(folder)
        finally:
            if not folder.exists():
                old.rename(folder)
        shutil.rmtree(old, ignore_errors=True)


def _exchange_at_once(stage: Path, folder: Path) -> bool:
    """Let two folders change places in one step, where the system can (renameat2)."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    names = os.fsencode(stage), os.fsencode(folder)
    return bool(rename(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0)
