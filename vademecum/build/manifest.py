"""The manifest of a published folder: what every file in it is, and its hash."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeAlias

from vademecum.build import store
from vademecum.build.plan import Artifact

NAME: Final = "manifest.json"
Entry: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Copy:
    """An artifact to publish: its file in the store, and what is said of its edition."""

    artifact: Artifact
    entry: store.Entry
    reviewed: bool
    facts_checked: str


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
        "press": dict(sorted(made_with.items())),
        "artifacts": sorted(entries, key=lambda entry: str(entry["path"])),
    }
    if missing:
        manifest["missing"] = list(missing)
    text = json.dumps(manifest, ensure_ascii=False, indent=2, allow_nan=False)
    return f"{text}\n".encode()


def entries(folder: Path) -> list[Entry]:
    """Return what a published folder's manifest says of its files; of a damaged one, nothing."""
    try:
        found = json.loads((folder / NAME).read_text("utf-8"))["artifacts"]
        return [old for old in found if _is_entry(old)]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []


def artifact(entry: Entry) -> Artifact:
    """Return the artifact that an entry is of."""
    return Artifact(entry["guide"], entry["language"], entry["product"], entry["paper"])


def _is_entry(old: Any) -> bool:
    """Whether a value can be trusted as an entry: its path is the artifact's, and leads nowhere."""
    keys = ("path", "guide", "language", "product", "paper", "sha256")
    if not (isinstance(old, dict) and all(isinstance(old.get(key), str) for key in keys)):
        return False
    return (
        old["path"] == artifact(old).path and ".." not in old["path"].split("/") and _is_proper(old)
    )


def _is_proper(old: Entry) -> bool:
    """Whether proper JSON can say it: Python reads NaN and Infinity, which are none (RFC 8259)."""
    try:
        json.dumps(old, allow_nan=False)
    except (ValueError, RecursionError):
        return False
    return True


def is_whole(path: Path, digest: str) -> bool:
    """Whether a file is there and has a hash."""
    return path.is_file() and sha256(path.read_bytes()).hexdigest() == digest
