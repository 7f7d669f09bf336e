"""What fitted before: sizes found for documents, kept by the hash of all that decides them."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

MOST: Final = 4096
"""How many sizes are kept; the oldest go first."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """The type in points and the air in ems with which a document filled its pages."""

    size: float
    air: float


@dataclass(frozen=True, slots=True)
class Memory:
    """A folder of sizes; safe to delete, to share between builds, and to find unwritable."""

    folder: Path

    def recall(self, key: str) -> Fitted | None:
        """Return what is kept under a key, if it is there and whole."""
        try:
            size, air = (self.folder / key).read_text("ascii").split()
            return Fitted(float(size), float(air))
        except (OSError, ValueError):
            return None

    def keep(self, key: str, fitted: Fitted) -> None:
        """Keep a size under a key; where the folder cannot be written, forget it."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(f"{fitted.size} {fitted.air}\n")
            Path(name).replace(self.folder / key)
            self._prune()

    def _prune(self) -> None:
        kept = list(self.folder.iterdir())
        if len(kept) > MOST:
            kept.sort(key=lambda path: path.stat().st_mtime)
            for path in kept[: len(kept) - MOST]:
                path.unlink(missing_ok=True)


def default() -> Memory:
    """Return the user's memory, below XDG_CACHE_HOME or ~/.cache (XDG Base Directory 0.8)."""
    root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Memory(Path(root) / "vademecum" / "fits")


def key(html: str, templates: Path, versions: dict[str, str]) -> str:
    """Return the hash of a document at its smallest, its style sheets, and what sets them.

    The document names its type by content, so that faces count too.
    """
    digest = sha256(html.encode("utf-8"))
    for path in sorted((templates / "style").glob("*.css")):
        digest.update(path.read_bytes())
    digest.update(repr(sorted(versions.items())).encode("utf-8"))
    digest.update(_press().encode("ascii"))
    return digest.hexdigest()


@cache
def _press() -> str:
    """Return the hash of the press's own source."""
    digest = sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
