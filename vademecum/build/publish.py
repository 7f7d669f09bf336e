"""Publishing: finished files are gathered in the output folder, and then put in their places.

Each file is there whole, the old one or the new one, at any moment, whatever is killed. Nothing is
touched that the press did not make.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from errno import EXDEV
from itertools import takewhile
from pathlib import Path
from stat import S_IMODE
from typing import Any

from vademecum.build import manifest, output, scratch
from vademecum.build.manifest import AnyCopy, Entry
from vademecum.build.output import Problems, Standing
from vademecum.build.plan import Selection
from vademecum.problems.problem import Refused


class HalfDone(OSError):
    """Some files were put in their places, then one could not be; the next build puts the rest."""


@dataclass(frozen=True, slots=True)
class Published:
    """What stands in the output folder by a publication, and what it took away."""

    paths: tuple[Path, ...]
    removed: tuple[Path, ...]


class Publication:
    """What is to be published into a folder, gathered in a hidden folder in it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self._stack = folder, stack
        self._hidden: Path | None = None

    def holds(self, path: str, digest: str) -> bool:
        """Whether a file stands there already; `path` is below the folder."""
        return manifest.is_whole(self.folder / path, digest)

    def kept(self, selection: Selection) -> tuple[Entry, ...]:
        """Return the manifest's entries of what stays, for it is not of a selection."""
        return output.standing(self.folder, (), selection).kept

    def data(self, path: str, digest: str) -> bytes:
        """Return the bytes of a file that is gathered, or stands there; raise OSError if neither.

        `digest` is its hash.
        """
        for folder in (self._hidden, self.folder):
            if folder and manifest.is_whole(folder / path, digest):
                return (folder / path).read_bytes()
        raise OSError(f"{self.folder / path} was changed during the build")

    def stage(self, path: str, data: bytes) -> None:
        """Gather a file that is to stand at `path` below the folder; raise OSError if need be."""
        staged = self._stage() / path
        staged.parent.mkdir(parents=True, exist_ok=True)
        with staged.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def problems(self, copies: Iterable[AnyCopy], selection: Selection) -> Problems:
        """Return what is in the way or was changed by somebody, with the path it is about."""
        return output.standing(self.folder, copies, selection).problems

    def put(
        self,
        copies: Iterable[AnyCopy],
        selection: Selection,
        made_with: Mapping[str, str],
        missing: Sequence[Mapping[str, Any]] = (),
    ) -> Published:
        """Put copies in their places, and remove what else the selection had there.

        `missing` says which languages are not there, and why. A folder that is already so is left
        as it is. Raise Refused or NotOurs where something is in the way, OSError where the folder
        is as it was, and HalfDone where it is not.
        """
        copies = tuple(copies)
        if not self.folder.is_dir():
            self._stage()
        with scratch.locked(self.folder):
            output.check(self.folder)
            standing = output.standing(self.folder, copies, selection)
            if errors := [p for p, _ in standing.problems if p.severity == "error"]:
                raise Refused(errors)
            removed = tuple(filter(os.path.lexists, standing.superseded))
            text = manifest.written(copies, standing.kept, made_with, missing)
            waiting = tuple(self._waiting(copies))
            if waiting or standing.superseded or not self._is_listed(text):
                self.stage(manifest.NAME, text)
                _put(self._stage(), self.folder, waiting, standing)
            scratch.clear(self.folder, scratch.HIDDEN)
        return Published(tuple(self.folder / copy.artifact.path for copy in copies), removed)

    def _waiting(self, copies: Iterable[AnyCopy]) -> Iterator[str]:
        """Yield the paths of copies that are gathered and do not stand in their places."""
        for path, digest in ((copy.artifact.path, copy.entry.sha256) for copy in copies):
            if self.holds(path, digest):
                continue
            if not manifest.is_whole(self._stage() / path, digest):
                raise OSError(f"{self.folder / path} was changed during the build")
            yield path

    def _is_listed(self, text: bytes) -> bool:
        pending = os.path.lexists(self.folder / manifest.PENDING)
        with suppress(OSError):
            return not pending and (self.folder / manifest.NAME).read_bytes() == text
        return False

    def _stage(self) -> Path:
        if self._hidden is None:
            output.check(self.folder)
            self._stack.callback(_unmake, _make(self.folder))
            self._hidden = self._stack.enter_context(scratch.folder(self.folder, scratch.HIDDEN))
        return self._hidden


@contextmanager
def opened(folder: Path) -> Iterator[Publication]:
    """Yield a publication into a folder; what is not put in its place is removed again."""
    with ExitStack() as stack:
        yield Publication(folder, stack)


def _put(stage: Path, folder: Path, waiting: Sequence[str], standing: Standing) -> None:
    """Remove and rename, in an order after which no moment leaves a file that nobody knows of."""
    try:
        needed = {above for name in waiting for above in (folder / name).parents}
        for path in standing.superseded:
            path.unlink(missing_ok=True)
            _unmake(takewhile(lambda above: above not in {folder, *needed}, path.parents))
        _dress(stage / manifest.NAME, folder / manifest.NAME)
        (stage / manifest.NAME).replace(folder / manifest.PENDING)
        for name in waiting:
            _move(stage / name, folder / name)
        (folder / manifest.PENDING).replace(folder / manifest.NAME)
    except (OSError, KeyboardInterrupt) as error:
        raise HalfDone(str(error) or "it was stopped") from error


def _move(source: Path, target: Path) -> None:
    """Put a file in its place at once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    _dress(source, target)
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != EXDEV:
            raise
        # Somebody has mounted another disk here.
        with scratch.folder(target.parent, scratch.HIDDEN) as beside:
            copy = Path(shutil.copy(source, beside))
            _dress(copy, target)
            copy.replace(target)


def _dress(source: Path, target: Path) -> None:
    """Give a file the owner and the permissions of the one whose place it takes, if any."""
    with suppress(FileNotFoundError):
        stood = target.lstat()
        if hasattr(os, "chown"):
            with suppress(OSError):  # only root gives away, and not on every system
                os.chown(source, stood.st_uid, stood.st_gid)
        source.chmod(S_IMODE(stood.st_mode))


def _make(folder: Path) -> list[Path]:
    """Make a folder; return what was made, the innermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _unmake(folders: Iterable[Path]) -> None:
    """Remove folders as long as they are empty, the innermost first."""
    with suppress(OSError):
        for folder in folders:
            folder.rmdir()
