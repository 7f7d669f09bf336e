"""Which source sentence each translated string was made from, and what has changed since."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from vademecum.content import asked
from vademecum.content.guide import Facts, Structure
from vademecum.content.reading import GuideReader, shown
from vademecum.content.source import MAX_BYTES, Source, read
from vademecum.content.tree import Location, Tree
from vademecum.content.wording import sentences
from vademecum.problems.problem import Problem, Refused

RECORD: Final = "translations.json"
"""Stands beside guide.yaml and holds hashes by language; translators never open it."""
Hashes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WordsStatus:
    """How the words of a language stand against their source; strings by dotted id."""

    language: str
    total: int
    outdated: tuple[str, ...]
    missing: tuple[str, ...]
    superfluous: tuple[str, ...]
    reviewed: bool

    @property
    def current(self) -> int:
        """How many strings are there and made from today's source."""
        return self.total - len(self.missing) - len(self.outdated)


@dataclass(frozen=True, slots=True)
class _Words:
    """The strings of a language, the guide's and the press's: where each stands."""

    places: Mapping[str, tuple[Source, Location]]
    sentences: Mapping[str, str]
    reviewed: bool


class Translations:
    """The languages of a guide as they are on the disk, whatever is wrong with them.

    All of them or, where `tags` are given, those and the one that all are made from. What is read
    already need not be read again: `known` files. Raise Refused where guide.yaml, phrases.yaml or
    the source language cannot be read.
    """

    def __init__(
        self,
        folder: Path,
        press: Path,
        tags: Collection[str] = (),
        known: Iterable[Source] = (),
    ) -> None:
        reader = GuideReader(folder, press)
        structure = reader.model(Structure, folder / "guide.yaml")
        if structure is None:
            raise Refused(reader.problems)
        self.folder, self.source = folder, structure.source
        sources = {source.file: source for source in known}
        self.words = {
            path.stem: _words(path, press, sources)
            for path in sorted((folder / "words").glob("*.yaml"))
            if not tags or path.stem in {*tags, self.source}
        }
        facts = reader.model(Facts, folder / "facts.yaml")
        phrases = read(folder / "phrases.yaml").tree if structure.place else {}
        source = self.words.get(self.source)
        self.hashes = _hashes(source, phrases, structure) if source else {}
        values = facts.root if facts else None
        own = {key for key in self.hashes if key.startswith("press.")}
        own |= set(map(_key, asked.optional(structure, values))) & set(self.hashes)
        self.wanted = set(map(_key, asked.words(structure, values))) | own
        self.record = _record(folder)

    def statuses(self) -> Iterator[WordsStatus]:
        """Yield how each language stands, the source language with nothing outdated."""
        for tag, words in self.words.items():
            have = set(words.places)
            yield WordsStatus(
                tag,
                len(self.wanted),
                tuple(sorted(self._outdated(tag))),
                tuple(sorted(self.wanted - have)),
                tuple(sorted(have - self.wanted)),
                words.reviewed,
            )

    def warnings(self) -> Iterator[Problem]:
        """Yield a warning for each string whose source sentence has changed since.

        A language of which nothing is on record gets a single warning.
        """
        for tag, words in self.words.items():
            if tag not in (*self.record, self.source):
                message = "it is not on record which source this translation was made from"
                hint = f"when it is complete, run: vademecum accept -l {tag}"
                file = shown(self.folder / "words" / f"{tag}.yaml")
                yield Problem(file, 0, 0, "outdated-words", message, hint, "warning")
                continue
            for key in sorted(self._outdated(tag)):
                source, location = words.places[key]
                place = source.place(location)
                known = key in self.record.get(tag, {})
                what = "has changed since" if known else "is not on record for"
                message = f"the source sentence of {key!r} {what} this translation"
                hint = f"compare the two, then run: vademecum accept -l {tag}"
                code, line, column = "outdated-words", place.line, place.column
                yield Problem(source.file, line, column, code, message, hint, "warning")

    def accept(self, tags: Collection[str]) -> int:
        """Record that languages are made from today's source; return how many strings were not."""
        changed = sum(len(self._outdated(tag)) for tag in tags)
        for tag in tags:
            have = set(self.words[tag].places) & set(self.hashes)
            self.record[tag] = {key: self.hashes[key] for key in sorted(have)}
        kept = {tag: self.record[tag] for tag in sorted(self.record) if tag in self.words}
        kept.pop(self.source, None)
        _write(self.folder / RECORD, json.dumps(kept, indent=1) + "\n")
        return changed

    def _outdated(self, tag: str) -> set[str]:
        if tag == self.source:
            return set()
        made_from = self.record.get(tag, {})
        have = set(self.words[tag].places) & set(self.hashes)
        return {key for key in have if made_from.get(key) != self.hashes[key]}


def _words(path: Path, press: Path, known: Mapping[str, Source]) -> _Words:
    """Return the strings of a language; of files that cannot be read, none."""
    places: dict[str, tuple[Source, Location]] = {}
    found: dict[str, str] = {}
    reviewed = False
    for file, prefix in ((path, ""), (press / path.name, "press.")):
        try:
            source = known.get(shown(file)) or read(file, shown(file))
        except Refused:
            continue
        for location, sentence in sentences(source.tree):
            key = prefix + ".".join(map(str, location))
            places[key], found[key] = (source, location), sentence
        if file == path and isinstance(source.tree, dict):
            review = source.tree.get("review")
            reviewed = isinstance(review, dict) and "reviewed_by" in review
    return _Words(places, found, reviewed)


def _hashes(words: _Words, phrases: Tree, structure: Structure) -> dict[str, str]:
    """Return the hash of each source sentence; the meaning of a phrase is made from it too."""
    spoken = dict(sentences(phrases))
    said: dict[Location, str] = {
        ("blocks", id, *path): phrase
        for id, block in structure.blocks.items()
        for path, phrase in block.meanings.items()
    }
    found = {}
    for key, (_, location) in words.places.items():
        sentence = words.sentences[key]
        if location in said:
            sentence += "\n" + spoken.get(("phrases", said[location], "text"), "")
        found[key] = sha256(sentence.encode("utf-8")).hexdigest()[:16]
    return found


def _key(location: Location) -> str:
    return ".".join(map(str, location))


def _record(folder: Path) -> dict[str, Hashes]:
    """Return what is on record: by language, the hash of the source sentence of each string."""
    path = folder / RECORD
    try:
        whole = path.is_file() and path.stat().st_size <= MAX_BYTES
        record = json.loads(path.read_text("utf-8")) if whole else {}
    except (OSError, ValueError, RecursionError):
        return {}
    pairs = record.items() if isinstance(record, dict) else ()
    return {tag: hashes for tag, hashes in pairs if isinstance(hashes, dict)}


def _write(path: Path, text: str) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).chmod(0o644)
    Path(name).replace(path)
