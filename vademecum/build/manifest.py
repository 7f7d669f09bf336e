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
from vademecum.build.plan import Artifact, SiteFile

NAME: Final = "manifest.json"
PENDING: Final = ".vademecum.json"
"""The manifest of what is being put in place; when all of it stands there, it is renamed."""
NAMES: Final = (NAME, PENDING)
FORMAT: Final = "vademecum manifest 1"
"""What tells a manifest of the press from any other file of its name."""
STEP: Final = re.compile(r"[A-Za-z0-9][\w.@-]*", re.ASCII)
"""What a guide, a language, a product and a paper can be called in a path."""
Entry: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Copy:
    """An artifact to publish: its file in the store, and what is said of its edition.

    `stale` are the ids of the facts and pictures on it that are past their shelf life.
    """

    artifact: Artifact
    entry: store.Entry
    reviewed: bool
    facts_checked: str
    stale: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteCopy:
    """A file of the site to publish.

    Of a page `title` is what it is called, `source` the language that its guide was first written
    in, as a BCP 47 tag, and `partner` the name of who has that in a way of its own, or empty.
    """

    artifact: SiteFile
    entry: store.Entry
    title: str = ""
    source: str = ""
    partner: str = ""

    @property
    def about(self) -> Mapping[str, str]:
        """What the manifest says of a page."""
        said = {"title": self.title, "source": self.source} if self.title else {}
        return {**said, "partner": self.partner} if self.partner else said


AnyCopy: TypeAlias = Copy | SiteCopy


def _entry(copy: AnyCopy) -> Entry:
    """Return what the manifest says of a copy."""
    if isinstance(copy, SiteCopy):
        return {
            "path": copy.artifact.path,
            "guide": copy.artifact.guide,
            "language": copy.artifact.language,
            "name": copy.artifact.name,
            "size": copy.entry.length,
            "sha256": copy.entry.sha256,
            **copy.about,
        }
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
    copies: Iterable[AnyCopy],
    kept: Iterable[Entry],
    made_with: Mapping[str, str],
    missing: Sequence[Mapping[str, Any]],
) -> bytes:
    """Return the manifest of copies and of entries that stay, as JSON in UTF-8."""
    entries = sorted((*map(_entry, copies), *kept), key=lambda entry: str(entry["path"]))
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "press": dict(sorted(made_with.items())),
        "artifacts": [entry for entry in entries if not _is_of_site(entry)],
    }
    if site := [entry for entry in entries if _is_of_site(entry)]:
        manifest["site"] = site
    if missing:
        manifest["missing"] = list(missing)
    text = json.dumps(manifest, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    # A surrogate, of a name that is not UTF-8, is escaped as JSON has it.
    return text.encode("utf-8", "backslashreplace")


class Foreign(Exception):
    """What has the name of a manifest is none of the press's."""


def entries(file: Path) -> list[Entry] | None:
    """Return what a manifest says of its files, or None where none is to be seen.

    Raise Foreign where something else stands there.
    """
    try:
        is_file = S_ISREG(file.lstat().st_mode)
    except OSError:
        return None
    try:
        found = json.loads(file.read_bytes()) if is_file else {}
        if found["format"] != FORMAT:
            raise Foreign
        listed = (*found["artifacts"], *found.get("site", ()))
        return [old for old in listed if _is_entry(old)]
    except FileNotFoundError:  # another build has just put it in its place
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Foreign from error


def _is_of_site(entry: Entry) -> bool:
    return "product" not in entry


def artifact(entry: Entry) -> Artifact | SiteFile:
    """Return what an entry is of."""
    if _is_of_site(entry):
        return SiteFile(entry["guide"], entry["language"], entry["name"])
    return Artifact(entry["guide"], entry["language"], entry["product"], entry["paper"])


def _is_entry(old: Any) -> bool:
    """Whether a value can be trusted as an entry: its path is the artifact's, and leads nowhere."""
    if not isinstance(old, dict):
        return False
    steps = ("guide", "language", *(("name",) if _is_of_site(old) else ("product", "paper")))
    if not all(isinstance(old.get(key), str) for key in (*steps, "path", "sha256")):
        return False
    return _is_named(old) and old["path"] == artifact(old).path and _is_proper(old)


def _is_named(old: Entry) -> bool:
    """Whether what an entry is called can stand in a path."""
    named: list[str] = [old["guide"], old["language"]]
    if not _is_of_site(old):
        return all(map(STEP.fullmatch, (*named, old["product"], old["paper"])))
    named = [] if named == ["", ""] else named
    return all(map(STEP.fullmatch, (*named, *old["name"].split("/"))))


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
