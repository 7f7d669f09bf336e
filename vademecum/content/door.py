"""The door to other people's files: bounded, and never through a link out of their folder.

The ledger comes through it before anything else is imported, so it stands on the standard library
alone and says what is wrong without a Problem.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final

from vademecum.content.locks import lock

MAX_BYTES: Final = 2_000_000
"""How long a file may be."""
MAX_NAMES: Final = 10_000
"""How many files and folders a guide may hold."""
MAX_LEVELS: Final = 8
"""How deep its folders may stand in one another."""
FLAGS: Final = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY")
)
KINDS: Final = {
    stat.S_IFLNK: "a link to itself",
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
"""What is no plain file, by the system's name for it."""
OF_TOOLS: Final = (".", "~$")
"""How the names begin of what editors and systems keep beside the files of a person."""
YAML: Final = frozenset({".yaml", ".yml"})
"""How a file of YAML may be called, here or elsewhere, in any capitals."""
START: Final = "start from a copy of the same file of another language or guide"


class Shut(Exception):
    """What is not read: `code` is that of its problem, `message` says why, `hint` what to do."""

    def __init__(self, path: Path, code: str, message: str, hint: str = "") -> None:
        self.path, self.code, self.message, self.hint = path, code, message, hint
        super().__init__(f"{path}: {message}")


def data(path: Path, inside: Path) -> bytes:
    """Return the bytes of a plain file in a folder, of at most 2 MB; raise Shut for any other."""
    real, where = Path(os.path.realpath(path)), f"{Path(os.path.realpath(inside)).name}/"
    if leads_out(path, inside):
        message = f"the file is a link that leads out of {where} or into a hidden folder of it"
        raise Shut(path, "unreadable", message, "put a copy here")
    try:
        return plain(real, MAX_BYTES)
    except FileNotFoundError:
        raise Shut(path, "no-file", "the file does not exist", f"write it; {START}") from None
    except OSError as error:
        if error.errno == errno.EFBIG:
            message = f"the file is longer than {MAX_BYTES // 1_000_000} MB"
            raise Shut(path, "too-large", message, "split the guide") from None
        reason = (error.strerror or "cannot be opened").lower()
        raise Shut(path, "unreadable", f"the file: {reason}") from None


def leads_out(path: Path, inside: Path) -> bool:
    """Whether a path leads out of a folder, or into a hidden one of it, which nobody looks at."""
    real, folder = Path(os.path.realpath(path)), Path(os.path.realpath(inside))
    if not real.is_relative_to(folder):
        return True
    return any(part.startswith(".") for part in real.relative_to(folder).parts[:-1])


def plain(path: Path, most: int, owner: int | None = None) -> bytes:
    """Return the bytes of a file that is no link, pipe, socket, device or folder.

    Raise OSError for these, for more than `most` bytes (EFBIG), and for another owner's (EPERM).
    """
    _check(path.lstat(), most, owner)  # to open a device may already do something
    with os.fdopen(os.open(path, FLAGS), "rb") as file:
        _check(os.fstat(file.fileno()), most, owner)
        found: bytes | None = file.read(most + 1)
    if found is None:  # it may have something to say later, as a device of the system's
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    if len(found) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return found


def write(path: Path, data: bytes, prefix: str = "", mode: int = 0o644) -> None:
    """Write a file, which is there whole or not at all; raise OSError where that cannot be.

    What is half written stands beside it, under a name with the prefix, which whoever gives it
    clears away; else under a hidden one, and the next to write takes away what is left of it.
    A file that stood there keeps its permissions.
    """
    import tempfile

    if not prefix:
        _clear(path)
    descriptor, name = tempfile.mkstemp(prefix=prefix or f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            lock(descriptor, wait=False)
            file.write(data)
            file.flush()
            Path(name).chmod(_mode(path) or mode)
            Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _clear(path: Path) -> None:
    """Remove what killed processes have left beside a file; what is locked is being written."""
    half = re.compile(re.escape(f".{path.name}.") + "[a-z0-9_]{8}")
    for entry in _entries(path.parent, MAX_NAMES):
        if half.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
            with suppress(OSError), os.fdopen(os.open(entry.path, FLAGS)) as left:
                if lock(left.fileno(), wait=False):
                    Path(entry.path).unlink()


def _mode(path: Path) -> int:
    """Return the permissions of a plain file, or 0 where there is none."""
    with suppress(OSError):
        state = path.lstat()
        return stat.S_IMODE(state.st_mode) if stat.S_ISREG(state.st_mode) else 0
    return 0


def _check(state: os.stat_result, most: int, owner: int | None) -> None:
    if not stat.S_ISREG(state.st_mode):
        kind = KINDS.get(stat.S_IFMT(state.st_mode), "something else")
        raise OSError(errno.EINVAL, f"this is {kind}, no plain file")
    if state.st_size > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    if owner is not None and state.st_uid != owner:
        raise OSError(errno.EPERM, "this belongs to somebody else")


def survey(folder: Path) -> None:
    """Raise Shut where a guide is not there, holds more than it may, or keeps a part elsewhere."""
    check_folder(folder, folder)
    for _ in below(folder):
        pass
    for name in ("words", "partners"):
        check_folder(folder / name, folder)


def shut(folder: Path) -> Shut | None:
    """Return why nothing of a guide is read, if that is so."""
    try:
        survey(folder)
    except Shut as found:
        return found
    return None


def check_folder(path: Path, inside: Path) -> None:
    """Raise Shut where a folder of a guide is a link that leads out of the guide, or nowhere."""
    if leads_out(path, inside):
        message = "the folder is a link that leads out of the guide"
        raise Shut(path, "unreadable", message, "put a copy here")
    if was_folder(path) and not is_folder(path):
        message = "the folder is a link that leads nowhere"
        raise Shut(path, "unreadable", message, "correct the link, or take it away")


def words(folder: Path) -> tuple[Path, ...]:
    """Return what stands among a guide's words, in order; nothing of a guide that holds too much.

    What editors keep there is none of them.
    """
    where = folder / "words"
    names = [] if leads_out(where, folder) else [one.name for one in _entries(where, MAX_NAMES)]
    known = names if len(names) <= MAX_NAMES else []
    return tuple(where / name for name in known if not name.startswith(OF_TOOLS))


def names(where: Path, inside: Path) -> tuple[str, ...]:
    """Return the names of what stands in a folder of a guide, in order, but what editors keep."""
    entries = [] if leads_out(where, inside) else _entries(where, MAX_NAMES)
    return tuple(entry.name for entry in entries if not entry.name.startswith(OF_TOOLS))


def namesake(path: Path, inside: Path) -> str:
    """Return what is named like a file of YAML but for capitals and its ending, or nothing."""

    def is_like(other: Path) -> bool:
        return other.stem.lower() == path.stem.lower() and other.suffix.lower() in YAML

    known = (name for name in names(path.parent, inside) if name != path.name)
    return next((name for name in known if is_like(Path(name))), "")


def on_shelf(root: Path) -> Iterator[Path]:
    """Yield what a root holds, a guide or a folder of guides, each of them within its bounds.

    A guide may itself be a link. A root that is a file holds itself. Raise Shut as below() does.
    """
    if is_file(root):
        yield root
    entries = _entries(root, MAX_NAMES)
    _count(root, entries, MAX_NAMES)
    for entry in entries:
        path = Path(entry.path)
        if _is_open(entry):
            yield path
            yield from below(path)
        elif not _is_hidden_folder(entry):
            yield path
            if entry.is_symlink() and is_file(path / "guide.yaml"):
                yield from below(path)


def below(folder: Path) -> Iterator[Path]:
    """Yield all that stands below a folder, in order, but for hidden folders; follow no link.

    Raise Shut where it holds more files and folders, or deeper ones, than a guide may.
    """
    left, waiting = MAX_NAMES, [(folder, 0)]
    while waiting:
        where, level = waiting.pop()
        entries = _entries(where, left)
        left -= _count(folder, entries, left)
        if level > MAX_LEVELS:
            message = f"folders stand in one another more than {MAX_LEVELS} deep"
            raise Shut(where, "too-large", message, "move away what is not of the guide")
        yield from (Path(entry.path) for entry in entries if not _is_hidden_folder(entry))
        waiting += [(Path(entry.path), level + 1) for entry in entries if _is_open(entry)]


def _count(folder: Path, entries: list[os.DirEntry[str]], most: int) -> int:
    if len(entries) > most:
        message = f"the folder holds more than {MAX_NAMES:,} files and folders"
        raise Shut(folder, "too-large", message, "move away what is not of the guide")
    return len(entries)


def _entries(folder: Path, most: int) -> list[os.DirEntry[str]]:
    """Return what stands in a folder by name, or one more than the most; nothing where it went."""
    try:
        with os.scandir(folder) as entries:
            return sorted(islice(entries, most + 1), key=lambda entry: entry.name)
    except OSError:
        return []


def _is_open(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a folder into which one looks: no link, and not hidden."""
    return entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")


def _is_hidden_folder(entry: os.DirEntry[str]) -> bool:
    return entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)


def is_file(path: Path) -> bool:
    """Whether a path leads to a file, as far as one may look."""
    return _kind(path) == stat.S_IFREG


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder, as far as one may look."""
    return _kind(path) == stat.S_IFDIR


def was_folder(path: Path) -> bool:
    """Whether a path leads to a folder, or is a link to what is there no more."""
    return is_folder(path) or (path.is_symlink() and not _kind(path))


def _kind(path: Path) -> int:
    """Return what a path leads to, or 0 where there is nothing, or nobody may look."""
    try:
        return stat.S_IFMT(path.stat().st_mode)
    except (OSError, ValueError):
        return 0
