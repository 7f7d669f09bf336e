"""The store: finished files by the key of all that they are made from, safe to delete and to share.

Objects are named by their own hash, entries by their key, which each of them proves; both are
written beside their place and renamed into it, so that a killed build leaves nothing half-written
under a name. What somebody else has put there is not read.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import Final

from vademecum.build import cache
from vademecum.content import door
from vademecum.setting.finished import Finished

MOST: Final = 2**30
"""How many bytes the objects may take; those unused for longest go first."""
IN_USE: Final = 3600
"""For how long nothing that was used is removed, in seconds: another build may be about to."""
MOST_OF_ENTRY: Final = 4096
"""How many bytes an entry may take."""
PREFIX: Final = ".new-"


DAMAGE: Final = OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError
"""What is raised for an entry that is not as it was kept."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is on record of a finished file; `length` is in bytes, `size` of its type in points."""

    sha256: str
    length: int
    pages: int
    size: float

    @classmethod
    def of(cls, finished: Finished) -> Entry:
        """Return the entry of a finished file."""
        data = finished.data
        return cls(sha256(data).hexdigest(), len(data), finished.pages, finished.size)

    @classmethod
    def read(cls, key: str, data: bytes) -> Entry:
        """Return the entry in a record of a key; raise ValueError or TypeError for any other."""
        kept = json.loads(data)
        del kept["proof"]
        entry = cls(**kept)
        kinds = {"sha256": (str,), "length": (int,), "pages": (int,), "size": (int, float)}
        if not all(type(getattr(entry, name)) in kinds[name] for name in kinds):
            raise TypeError(f"damaged: {entry}")
        if entry.written(key) != data:
            raise ValueError(f"not what was kept under this key: {entry}")
        return entry

    def written(self, key: str) -> bytes:
        """Return the record of the entry under a key; raise ValueError for what is no number.

        Its proof is a hash of the key and all else: no record stands for another key.
        """
        kept = asdict(self)
        said = json.dumps([key, kept], allow_nan=False)
        proof = sha256(said.encode("ascii")).hexdigest()
        return json.dumps({**kept, "proof": proof}).encode("ascii")


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of finished files. What is damaged in it counts as missing."""

    folder: Path

    def keep(self, key: str, finished: Finished) -> Entry:
        """Keep a finished file under a key; raise OSError where it cannot be written."""
        entry = Entry.of(finished)
        _write(self._object(entry.sha256), finished.data)
        _write(self._entry(key), entry.written(key))
        return entry

    def find(self, key: str) -> Entry | None:
        """Return the entry under a key if its file is there and whole; it now counts as used."""
        try:
            entry = self._read(key)
            self.data(entry)
            os.utime(self._object(entry.sha256))
            os.utime(self._entry(key))
        except DAMAGE:
            return None
        return entry

    def data(self, entry: Entry) -> bytes:
        """Return the bytes of an entry; raise ValueError where they are not what they were."""
        data = door.plain(self._object(entry.sha256), entry.length, cache.user())
        if sha256(data).hexdigest() != entry.sha256 or len(data) != entry.length:
            raise ValueError(f"damaged: {entry.sha256}")
        return data

    def finished(self, entry: Entry) -> Finished | None:
        """Return the finished file of an entry, or None where it has just been removed."""
        try:
            return Finished(self.data(entry), entry.pages, entry.size)
        except (OSError, ValueError):
            return None

    def prune(self) -> None:
        """Remove what is too much, the longest unused first, and what killed builds have left."""
        with suppress(OSError):
            idle = time.time() - IN_USE
            objects = sorted(_files(self.folder / "objects"))
            total = before = sum(size for _, size, _ in objects)
            for used, size, path in objects:
                if used < idle and (total > MOST or path.name.startswith(PREFIX)):
                    path.unlink(missing_ok=True)
                    total -= size
            for used, _, path in _files(self.folder / "entries"):
                left = path.name.startswith(PREFIX) or (total < before and self._is_void(path))
                if used < idle and left:
                    path.unlink(missing_ok=True)

    def _is_void(self, path: Path) -> bool:
        """Whether an entry is damaged, or its object gone."""
        try:
            return not self._object(self._read(path.name).sha256).exists()
        except DAMAGE:
            return True

    def _read(self, key: str) -> Entry:
        return Entry.read(key, door.plain(self._entry(key), MOST_OF_ENTRY, cache.user()))

    def _object(self, digest: str) -> Path:
        return self.folder / "objects" / digest[:2] / digest

    def _entry(self, key: str) -> Path:
        return self.folder / "entries" / key[:2] / key


@contextmanager
def opened(asked: bool = True) -> Iterator[Store | None]:
    """Yield the user's store, or None where it is not asked for or cannot be."""
    folder = _lasting() if asked else None
    store = Store(folder) if folder else None
    yield store
    if store:
        store.prune()


def _lasting() -> Path | None:
    """Return the folder of the user's store, or None where nothing can be written into it."""
    try:
        folder = cache.own_folder() / "store"
        for part in ("objects", "entries"):
            (folder / part).mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=folder / part, prefix=PREFIX):
                pass
    except cache.NotOurs as error:
        print(f"the cache is not used: {error}", file=sys.stderr)
        return None
    except OSError:
        return None
    return folder


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    door.write(path, data, PREFIX, 0o600)


def _files(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """Yield when each file below a folder was last used, its size and its path."""
    for path in folder.glob("*/*"):
        with suppress(OSError):
            state = path.stat()
            if S_ISREG(state.st_mode):
                yield state.st_mtime, state.st_size, path
