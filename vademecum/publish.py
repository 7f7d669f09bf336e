"""The published folder: artifacts and their manifest, replaced as a whole or not at all."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from vademecum.plan import Artifact, Selection
from vademecum.press import Print

MANIFEST: Final = "manifest.json"
OLD: Final = ".old"
RENAME_EXCHANGE: Final = 2  # linux/fs.h
AT_FDCWD: Final = -100  # fcntl.h


class NotOurs(Exception):
    """The output folder holds something else than a published folder; names the folder."""


def check(folder: Path) -> None:
    """Raise NotOurs unless the folder is new, empty or published by the press."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise NotOurs(f"{folder} is not a folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MANIFEST).is_file():
        raise NotOurs(f"{folder} holds files that Vademecum did not make")


def publish(
    folder: Path,
    prints: Iterable[Print],
    selection: Selection,
    made_with: Mapping[str, str],
    missing: Sequence[Mapping[str, Any]] = (),
) -> tuple[Path, ...]:
    """Put the prints into `folder`, in place of what the selection had there.

    `missing` says which languages are not there, and why. Artifacts outside the selection stay,
    and so do files that the press did not make. Everything is written into a new folder beside the
    old one, and the two change places at once; where that fails, the old folder is untouched and
    OSError goes up. Return the paths of the prints.
    """
    prints = tuple(prints)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _lock(folder) as locked:
        if locked:
            _clear_away(folder)
        check(folder)
        stage = Path(tempfile.mkdtemp(prefix=_prefix(folder), dir=folder.parent))
        try:
            entries = [_write(stage, one) for one in prints]
            entries += _keep(folder, stage, selection)
            manifest: dict[str, Any] = {
                "press": dict(sorted(made_with.items())),
                "artifacts": sorted(entries, key=lambda entry: str(entry["path"])),
            }
            if missing:
                manifest["missing"] = list(missing)
            text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
            _write_file(stage / MANIFEST, text.encode("utf-8"))
            stage.chmod(0o755)
            _exchange(stage, folder)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    return tuple(folder / one.artifact.path for one in prints)


def entry(one: Print) -> dict[str, Any]:
    """Return what the manifest says of a print."""
    return {
        "path": one.artifact.path,
        "guide": one.artifact.guide,
        "language": one.artifact.language,
        "product": one.artifact.product,
        "paper": one.artifact.paper,
        "pages": one.pages,
        "size": len(one.data),
        "sha256": one.sha256,
        "type_pt": one.size,
        "reviewed": one.reviewed,
        "facts_checked": one.facts_checked,
    }


def _write(stage: Path, one: Print) -> dict[str, Any]:
    _write_file(stage / one.artifact.path, one.data)
    return entry(one)


def _write_file(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Never through a link: it would change the published folder too.
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _keep(folder: Path, stage: Path, selection: Selection) -> list[dict[str, Any]]:
    """Link what stays into the stage, after the prints, and return its entries in the manifest."""
    if not folder.is_dir():
        return []
    kept, known = [], {MANIFEST}
    for old in _entries(folder):
        known.add(old["path"])
        artifact = Artifact(old["guide"], old["language"], old["product"], old["paper"])
        # A path that leads out of the folder leads to the same place from the stage.
        whole, target = folder / old["path"], stage / old["path"]
        if artifact not in selection and not target.exists() and _is_whole(whole, old["sha256"]):
            _link(whole, target)
            kept.append(old)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name not in known and (path.is_file() or path.is_symlink()):
            _link(path, stage / name)
    return kept


def _entries(folder: Path) -> list[dict[str, Any]]:
    """Return what the manifest says of its files."""
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))["artifacts"]
        return [old for old in found if _is_entry(old)]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []


def _is_entry(old: Any) -> bool:
    keys = ("path", "guide", "language", "product", "paper", "sha256")
    return isinstance(old, dict) and all(isinstance(old.get(key), str) for key in keys)


def _is_whole(path: Path, digest: str) -> bool:
    return path.is_file() and sha256(path.read_bytes()).hexdigest() == digest


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
