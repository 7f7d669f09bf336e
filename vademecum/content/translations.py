"""Which source sentence each translated string was made from, and what has changed since."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from vademecum.content import asked, door, languages
from vademecum.content.facts import Fact
from vademecum.content.guide import Guide, Structure
from vademecum.content.reading import GuideReader, check_names, shown
from vademecum.content.source import UNOPENED, Source, barred
from vademecum.content.tree import Location, Tree, dotted
from vademecum.content.wording import sentences
from vademecum.problems.problem import Problem, Refused
from vademecum.text.markup import PLACEHOLDER

RECORD: Final = "translations.json"
"""Stands beside guide.yaml and holds hashes by language; translators never open it."""
OF_PRESS: Final = "press."
"""Before the keys of what the press says: a language need not have all of it."""
Hashes = Mapping[str, str]
SAME: Final = "="
"""Stands behind the hash of a sentence that was accepted word for word."""
AROUND: Final = ".,;:!?…\"'«»“”„‘’()[]。，、；：！？"
"""Signs around words, which a translation tool may change where it leaves the words."""
UNSPACED: Final = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+"
)
"""What is written without spaces: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""


@dataclass(frozen=True, slots=True)
class WordsStatus:
    """How the words of a language stand against their source; strings by dotted id."""

    language: str
    total: int
    outdated: tuple[str, ...]
    untranslated: tuple[str, ...]
    missing: tuple[str, ...]
    superfluous: tuple[str, ...]
    reviewed: bool

    @property
    def current(self) -> int:
        """How many strings are there, in this language and made from today's source."""
        return self.total - len(self.missing) - len({*self.outdated, *self.untranslated})


@dataclass(frozen=True, slots=True)
class _Words:
    """The strings of a language, the guide's and the press's: where each stands.

    `closed` are the problems of files that cannot be read.
    """

    places: Mapping[str, tuple[Source, Location]]
    sentences: Mapping[str, str]
    reviewed: bool
    closed: tuple[Problem, ...] = ()


class Translations:
    """Languages of a guide as they are on the disk, whatever is wrong with them.

    `words` are their strings by BCP 47 tag, the source language's among them. `misnamed` are the
    problems of files that hold the words of no language, by the tag that is meant.
    """

    def __init__(
        self,
        reader: GuideReader,
        structure: Structure,
        facts: Mapping[str, Fact] | None,
        phrases: Tree,
        words: Mapping[str, _Words],
        misnamed: Sequence[Problem] = (),
    ) -> None:
        self.reader, self.source, self.words = reader, structure.source, words
        self.misnamed = misnamed
        source = words.get(self.source)
        self.hashes = _hashes(source, phrases, structure) if source else {}
        own = set(map(dotted, asked.optional(structure, facts))) & set(self.hashes)
        self.wanted = set(map(dotted, asked.words(structure, facts))) | own
        self.record, self._closed = _records(reader.records)

    @classmethod
    def read(cls, reader: GuideReader, tags: Collection[str] = ()) -> Translations:
        """Read some languages of a guide and the one that all are made from, or all.

        Raise Refused where guide.yaml, phrases.yaml or the source language cannot be read.
        """
        folder = reader.folder
        structure = reader.structure()
        if structure is None:
            raise Refused(reader.problems)
        facts, path = reader.facts(), folder / "phrases.yaml"
        phrases = reader.source(path).tree if structure.place else {}
        wanted = _wanted(reader, tags, structure.source)
        misnamed = tuple(check_names(folder, reader.house, wanted, structure.source))
        odd = {problem.file for problem in misnamed}
        words = {
            path.stem: _read(path, reader)
            for path in languages.files(folder)
            if languages.is_wanted(path, wanted) and shown(path) not in odd
        }
        known = facts.root if facts else None
        found = cls(reader, structure, known, phrases, words, misnamed)
        found._closed += _closed(reader.problems)
        return found

    @classmethod
    def of(cls, guide: Guide, reader: GuideReader) -> Translations:
        """Return the languages of a guide that a reader has read, as far as they could be read."""
        sources = guide.sources
        phrases = sources["phrases"].tree if guide.structure.place else {}
        words = {
            tag: _words(source, sources.get(f"house/{tag}"), sources.get(f"press/{tag}"))
            for name, source in sources.items()
            if (tag := name.removeprefix("words/")) != name
        }
        return cls(reader, guide.structure, guide.facts, phrases, words)

    def closed(self, tags: Collection[str] = ()) -> tuple[Problem, ...]:
        """Return the problems of files that cannot be read, of some languages or all."""
        own = (p for tag in tags or self.words for p in self.words[tag].closed)
        return (*self._closed, *own)

    def statuses(self) -> Iterator[WordsStatus]:
        """Yield how each language stands, the source language with nothing outdated."""
        for tag, words in self.words.items():
            have = set(words.places)
            wanted = self.wanted | {key for key in have if key.startswith(OF_PRESS)}
            yield WordsStatus(
                tag,
                len(wanted),
                tuple(sorted(self._outdated(tag))),
                tuple(sorted(self._untranslated(tag))),
                tuple(sorted(wanted - have)),
                tuple(sorted(have - wanted)),
                words.reviewed,
            )

    def warnings(self) -> Iterator[Problem]:
        """Yield a warning for each string that is the source's own, or whose source has changed.

        A language of which nothing is on record gets a single warning, and so does a record that
        is not opened.
        """
        if warnings := [problem for problem in self._closed if problem.severity == "warning"]:
            yield from warnings
            return
        for tag in self.words:
            yield from self._unchanged(tag)
            if tag not in (*self.record, self.source):
                message = "it is not on record which source this translation was made from"
                hint = f"when it is complete, run: vademecum accept -l {tag}"
                file = shown(self.reader.folder / "words" / f"{tag}.yaml")
                yield Problem(file, 0, 0, "outdated-words", message, hint, "warning")
                continue
            for key in self._told(tag, self._outdated(tag) - self._untranslated(tag)):
                known = key in self.record.get(tag, {})
                what = "has changed since" if known else "is not on record for"
                message = f"the source sentence of {key!r} {what} this translation"
                hint = f"compare the two, then run: {self.reader.accepting(tag)}"
                yield self._warning(tag, key, "outdated-words", message, hint)

    def _unchanged(self, tag: str) -> Iterator[Problem]:
        for key in self._told(tag, self._untranslated(tag)):
            message = f"{key!r} says the same, word for word, as the source language"
            hint = f"translate it or, if it is meant so, run: {self.reader.accepting(tag)}"
            yield self._warning(tag, key, "untranslated-words", message, hint)

    def _told(self, tag: str, keys: Collection[str]) -> list[str]:
        """Return the strings of which this reading tells; of others that of the guide does."""
        return sorted(key for key in keys if self._is_own(tag, key))

    def _warning(self, tag: str, key: str, code: str, message: str, hint: str) -> Problem:
        source, location = self.words[tag].places[key]
        return source.warning(location, code, message, hint)

    def accept(self, tags: Collection[str]) -> int:
        """Record that languages are made from today's source; return how many strings were not."""
        changed = sum(len(self._outdated(tag) | self._untranslated(tag)) for tag in tags)
        *_, own = self.reader.records
        record, _ = _record(own)
        for tag in tags:
            have = set(self.words[tag].places) & set(self.hashes)
            made = {key: self._mark(tag, key) for key in sorted(have) if self._is_own(tag, key)}
            record[tag] = made
            self.record[tag] = {**self.record.get(tag, {}), **made}
        there = {*self.words, *languages.spoken(self.reader.folder)}
        kept = {tag: record[tag] for tag in sorted(record) if tag in there}
        kept.pop(self.source, None)
        door.write(own / RECORD, f"{json.dumps(kept, indent=1)}\n".encode())
        return changed

    def _is_own(self, tag: str, key: str) -> bool:
        """Whether a string is on the record of what is accepted, and not on that below it."""
        source, location = self.words[tag].places[key]
        return self.reader.keeps(source.at(location)[0])

    def _outdated(self, tag: str) -> set[str]:
        if tag == self.source:
            return set()
        made_from = self.record.get(tag, {})
        have = set(self.words[tag].places) & set(self.hashes)
        hashes = self.hashes
        return {k for k in have if made_from.get(k) not in (hashes[k], hashes[k] + SAME)}

    def _untranslated(self, tag: str) -> set[str]:
        """Return the strings that say the source's own words, and are not on record to be meant."""
        if _base(tag) == _base(self.source):
            return set()
        made_from = self.record.get(tag, {})
        same = {key for key in self.words[tag].places if self._is_same(tag, key)}
        return {key for key in same if made_from.get(key) != self.hashes[key] + SAME}

    def _is_same(self, tag: str, key: str) -> bool:
        sentence = self.words[tag].sentences[key]
        source = self.words[self.source].sentences if self.source in self.words else {}
        return _said(source.get(key, "")) == _said(sentence) and _is_prose(sentence)

    def _mark(self, tag: str, key: str) -> str:
        return self.hashes[key] + (SAME if self._is_same(tag, key) else "")


def _base(tag: str) -> str:
    return tag.partition("-")[0]


def _said(sentence: str) -> list[str]:
    """Return the words of a sentence, however they are set off, in small letters."""
    words = (word.strip(AROUND) for word in sentence.replace("**", "").casefold().split())
    return [word for word in words if word]


def _is_prose(sentence: str) -> bool:
    """Whether a sentence has two words or more, so that no two languages say it alike."""
    text = PLACEHOLDER.sub(" ", sentence)
    unspaced = sum(map(len, UNSPACED.findall(text))) // 4
    spaced = [part for part in UNSPACED.sub(" ", text).split() if sum(map(str.isalpha, part)) > 1]
    return len(spaced) + unspaced > 1


def _closed(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.code in UNOPENED)


def _wanted(reader: GuideReader, tags: Collection[str], source: str) -> set[str]:
    """Return which of the languages asked for a reading has, and the source; nothing for all."""
    own = reader.languages
    return {source, *(set(tags or own) & set(own or tags))} if tags or own else set()


def _read(path: Path, reader: GuideReader) -> _Words:
    """Return the strings of a language from its file and the press's, as far as they are read."""
    sources: list[Source | None] = []
    closed: tuple[Problem, ...] = ()
    for file in (path, *reader.house.words(path.stem)):
        try:
            sources.append(reader.source(file))
        except Refused as refused:
            sources.append(None)
            # Of the press's own words that are not there yet, a build tells.
            closed += tuple(found for found in refused.problems if found.code != "no-file")
    return replace(_words(*sources), closed=closed)


def _words(own: Source | None, *press: Source | None) -> _Words:
    """Return the strings of a language; of files that could not be read, none.

    Of what both the house and the press say, that of the press counts, which comes last.
    """
    places: dict[str, tuple[Source, Location]] = {}
    found: dict[str, str] = {}
    for source, prefix in ((own, ""), *((source, OF_PRESS) for source in press)):
        if source is None:
            continue
        for location, sentence in sentences(source.tree):
            key = prefix + dotted(location)
            places[key], found[key] = (source, location), sentence
    review = own.tree.get("review") if own and isinstance(own.tree, dict) else None
    return _Words(places, found, isinstance(review, dict) and "reviewed_by" in review)


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


def _records(folders: Iterable[Path]) -> tuple[dict[str, Hashes], tuple[Problem, ...]]:
    """Return what is on record in some folders, a later one before an earlier."""
    whole: dict[str, Hashes] = {}
    closed: tuple[Problem, ...] = ()
    for folder in folders:
        record, problems = _record(folder)
        closed += problems
        whole |= {tag: {**whole.get(tag, {}), **hashes} for tag, hashes in record.items()}
    return whole, closed


def _record(folder: Path) -> tuple[dict[str, Hashes], tuple[Problem, ...]]:
    """Return what is on record: by language, the hash of the source sentence of each string.

    Of one that is not opened return a warning: `accept` writes a new one in its place.
    """
    path = folder / RECORD
    try:
        record = json.loads(door.data(path, folder))
    except door.Shut as shut:
        if shut.code == "no-file":
            return {}, ()
        return {}, (replace(barred(shut, shown(path)), severity="warning"),)
    except (ValueError, RecursionError):
        return {}, ()
    pairs = record.items() if isinstance(record, dict) else ()
    return {tag: hashes for tag, hashes in pairs if isinstance(hashes, dict)}, ()
