"""The manifest of a published folder: what every file in it is, and its hash."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import Any, Final, TypeAlias

from vademecum.build import store
from vademecum.build.plan import Artifact

NAME: Final = "manifest.json"
PENDING: Final = ".vademecum.json"
"""The manifest of what is being put in place; when all of it stands there, it is renamed."""
FORMAT: Final = "vademecum manifest 1"
"""What tells a manifest of the press from any other file of its name."""
STEP: Final = re.compile(r"[A-Za-z0-9][\w.@-]*", re.ASCII)
"""What a guide, a language, a product and a paper can be called in a path."""
Entry: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Copy:
    """An artifact to publish: its file in the store, and what is said of its edition.

    `stale` are the ids of the facts on it that are past their shelf life.
    """

    artifact: Artifact
    entry: store.Entry
    reviewed: bool
    facts_checked: str
    stale: tuple[str, ...] = ()


def _entry(copy: Copy) -> Entry:
    """Return what the manifest says of a copy."""
    return {
        "path": copy.artifact.path,
        "guide": copy.artifact.guide,
        "language": copy.artifact.language,
        "product": copy.artifact.product,
        "paper": copy.artifact.paper,
        "pages": copy.entry.pages,
        "size": copy.entry.length,
        "sha256": copy.entry.sha256,
        "type_pt": copy.entry.size,
        "reviewed": copy.reviewed,
        "facts_checked": copy.facts_checked,
        "stale": list(copy.stale),
    }


def written(
    copies: Iterable[Copy],
    kept: Iterable[Entry],
    made_with: Mapping[str, str],
    missing: Sequence[Mapping[str, Any]],
) -> bytes:
    """Return the manifest of copies and of entries that stay, as JSON in UTF-8."""
    entries = [*map(_entry, copies), *kept]
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "press": dict(sorted(made_with.items())),
        "artifacts": sorted(entries, key=lambda entry: str(entry["path"])),
    }
    if missing:
        manifest["missing"] = list(missing)
    text = json.dumps(manifest, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    # A surrogate, of a name that is not UTF-8, is escaped as JSON has it.
    return text.encode("utf-8", "backslashreplace")


def entries(file: Path) -> list[Entry] | None:
    """Return what a manifest says of its files; None where no manifest of the press stands."""
    try:
        if not S_ISREG(file.lstat().st_mode):
            return None
        found = json.loads(file.read_bytes())
        if found["format"] != FORMAT:
            return None
        return [old for old in found["artifacts"] if _is_entry(old)]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def artifact(entry: Entry) -> Artifact:
    """Return the artifact that an entry is of."""
    return Artifact(entry["guide"], entry["language"], entry["product"], entry["paper"])


def _is_entry(old: Any) -> bool:
    """Whether a value can be trusted as an entry: its path is the artifact's, and leads nowhere."""
    steps, others = ("guide", "language", "product", "paper"), ("path", "sha256")
    if not (isinstance(old, dict) and all(isinstance(old.get(k), str) for k in (*steps, *others))):
        return False
    named = all(STEP.fullmatch(old[key]) for key in steps)
    return named and old["path"] == artifact(old).path and _is_proper(old)


def _is_proper(old: Entry) -> bool:
    """Whether proper JSON can say it: Python reads NaN and Infinity, which are none (RFC 8259)."""
    try:
        json.dumps(old, allow_nan=False)
    except (ValueError, RecursionError):
        return False
    return True


def is_whole(path: Path, digest: str) -> bool:
    """Whether a file is there and has a hash."""
    try:
        return path.is_file() and sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False
