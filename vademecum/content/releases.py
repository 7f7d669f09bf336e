"""What the releases of a guide said, language by language: the model of versions.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from itertools import pairwise
from typing import Annotated, Any, Final, TypeAlias

from pydantic import AfterValidator, Field, RootModel

from vademecum.blocks.block import Model
from vademecum.content.tree import Location

DIGITS: Final = 8
"""How many hexadecimal digits a hash has, of the 64 of SHA-256."""
GONE: Final = ""
"""Stands in a release for the hash of what it does not say any more."""
Hashes: TypeAlias = "Mapping[str, str]"


def hashed(value: Any) -> str:
    """Return the hash of plain data: of its JSON in ASCII, its keys sorted, without spaces."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("ascii")).hexdigest()[:DIGITS]


@dataclass(frozen=True, slots=True)
class Contents:
    """What an edition says, as hashes of 8 hexadecimal digits.

    `words` are by their dotted place in the file, such as blocks.top.title, with the names of facts
    for their values; `facts` and `pictures` are by their ids.
    """

    words: Hashes = field(default_factory=dict)
    facts: Hashes = field(default_factory=dict)
    pictures: Hashes = field(default_factory=dict)

    @property
    def version(self) -> str:
        """The version of the edition, 8 hexadecimal digits, which paper carries as `?v=`."""
        return hashed(asdict(self))

    def changes(self, since: Contents) -> Contents:
        """Return what is said otherwise than before; what is not said any more is GONE."""
        new, old = asdict(self), asdict(since)
        return Contents(**{part: _changes(old[part], new[part]) for part in new})

    def __len__(self) -> int:
        return len(self.words) + len(self.facts) + len(self.pictures)


def _changes(old: Hashes, new: Hashes) -> Hashes:
    keys = sorted({key for key, _ in old.items() ^ new.items()})
    return {key: new.get(key, GONE) for key in keys}


@dataclass(frozen=True, slots=True)
class Release:
    """What was said otherwise in a language from a day on."""

    version: str
    day: date
    changes: Contents


def said(releases: Iterable[Release]) -> Contents:
    """Return all that was said after some releases, from the first."""
    parts: dict[str, dict[str, str]] = {part: {} for part in asdict(Contents())}
    for release in releases:
        for part, known in parts.items():
            known.update(getattr(release.changes, part))
    return Contents(**{part: _there(known) for part, known in parts.items()})


def _there(known: Hashes) -> Hashes:
    return {key: known[key] for key in sorted(known) if known[key] != GONE}


@dataclass(frozen=True, slots=True)
class Releases:
    """The releases of a guide by BCP 47 tag, the newest last."""

    by_tag: Mapping[str, tuple[Release, ...]] = field(default_factory=dict)

    def newest(self, tag: str) -> Release | None:
        """Return the newest release in a language, if there was one."""
        return next(reversed(self.by_tag.get(tag, ())), None)

    def said(self, tag: str) -> Contents:
        """Return what the newest release in a language said; nothing where there was none."""
        return said(self.by_tag.get(tag, ()))

    def with_release(self, tag: str, contents: Contents, day: date) -> Releases:
        """Return these and a new release, or these where nothing has changed since the newest."""
        newest = self.newest(tag)
        if newest and newest.version == contents.version:
            return self
        release = Release(contents.version, day, contents.changes(self.said(tag)))
        return Releases({**self.by_tag, tag: (*self.by_tag.get(tag, ()), release)})

    def as_json(self) -> str:
        """Return them as versions.json has them: of each release, what changed with it."""
        plain = {tag: [_plain(one) for one in self.by_tag[tag]] for tag in sorted(self.by_tag)}
        return f"{json.dumps(plain, indent=1)}\n"


def _plain(release: Release) -> dict[str, Any]:
    head = {"version": release.version, "day": release.day.isoformat()}
    return {**head, **asdict(release.changes)}


def _is_hash(text: str) -> str:
    """Return a hash; raise ValueError for what is none."""
    if len(text) != DIGITS or set(text) - set("0123456789abcdef"):
        raise ValueError(f"{text[:60]!r} is no hash of {DIGITS} hexadecimal digits")
    return text


def _is_change(text: str) -> str:
    return text if text == GONE else _is_hash(text)


Hash = Annotated[str, AfterValidator(_is_hash)]
Changes = Annotated[
    Mapping[str, Annotated[str, AfterValidator(_is_change)]], Field(max_length=10_000)
]


class Entry(Model):
    """A release as versions.json has it: what changed with it."""

    version: Hash
    day: date = Field(ge=date(2000, 1, 1), le=date(2099, 12, 31))
    words: Changes
    facts: Changes
    pictures: Changes

    @property
    def release(self) -> Release:
        """The release."""
        changes = Contents(self.words, self.facts, self.pictures)
        return Release(self.version, self.day, changes)


class Record(RootModel[Annotated[Mapping[str, tuple[Entry, ...]], Field(max_length=200)]]):
    """versions.json: the releases by BCP 47 tag, the newest last."""

    def releases(self) -> Releases:
        """Return the releases."""
        return Releases({tag: tuple(one.release for one in self.root[tag]) for tag in self.root})

    def misfits(self) -> Iterator[tuple[Location, str]]:
        """Yield what does not go together: where it stands, and what to say."""
        for tag, releases in self.releases().by_tag.items():
            if releases and said(releases).version != releases[-1].version:
                yield _torn(tag, releases)
            for number, (before, after) in enumerate(pairwise(releases), 1):
                if after.day < before.day:
                    yield (tag, number, "day"), "the release before this one is of a later day"


def _torn(tag: str, releases: tuple[Release, ...]) -> tuple[Location, str]:
    """Return the first version that is not that of what was released until then."""
    for number, release in enumerate(releases):
        found = said(releases[: number + 1]).version
        if found != release.version:
            break
    return (tag, number, "version"), f"what was released comes to {found!r}, not to this"
