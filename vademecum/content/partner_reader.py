"""A guide read as a partner has it: the partner's files laid over the guide's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel

from vademecum.blocks.block import MAX_ID, is_id
from vademecum.content import catalogue, door, messages, overlay, themes
from vademecum.content.catalogue import PARTNERS, Usage
from vademecum.content.guide import Review
from vademecum.content.house import House
from vademecum.content.overlay import Overlay
from vademecum.content.partner import FILE, PartnerFile, PartnerPhrases, PartnerWords
from vademecum.content.reading import GuideReader, is_there, shown
from vademecum.content.source import Source, barred, read
from vademecum.problems.problem import Problem, Refused

M = TypeVar("M", bound=BaseModel)
WORDS: Final = "words"
MORE: Final = frozenset({"superfluous-words", "unused-block", "unused-picture"})
"""What is told of something that a product may yet need which a partner leaves out."""
PHRASES, PICTURES = "phrases.yaml", "pictures.yaml"


class PartnerReader(GuideReader):
    """Reads a guide with what a partner lays over it; `own` is the partner's folder."""

    def __init__(self, folder: Path, house: House, name: str) -> None:
        super().__init__(folder, house)
        self.id, self.own = f"{folder.name}@{name}", folder / PARTNERS / name
        self.bases: dict[str, Source] = {}
        self.said: list[Source] = []
        self.reviews: dict[str, tuple[Source, Review]] = {}
        self.unread = False
        self.overlay = None if self.barred else self._overlay(name)
        if self.overlay:
            self.languages = self.overlay.file.languages

    def _overlay(self, name: str) -> Overlay | None:
        """Return what the partner lays over the guide; note what keeps it from being read."""
        try:
            source, file = self._own(PartnerFile, FILE)
            self._check_words()
            if not is_id(name):
                message = f"{name[:MAX_ID]!r} is no name for a partner"
                hint = f"use at most {MAX_ID} lower case letters, digits and hyphens"
                raise Refused([Problem(shown(self.own), 0, 0, "bad-value", message, hint)])
        except Refused as refused:
            self.problems += refused.problems
            self.barred = self.problems[0]
            return None
        return Overlay(file, source)

    def _check_words(self) -> None:
        """Raise Refused where the partner's words are kept out of the guide."""
        try:
            door.check_folder(self.own / WORDS, self.folder)
        except door.Shut as shut:
            raise Refused([barred(shut, shown(shut.path))]) from None

    def _own(self, kind: type[M], name: str) -> tuple[Source, M]:
        """Return a file of the partner's; raise Refused for what is wrong with it."""
        path = self.own / name
        source = read(path, shown(path), self.folder)
        model = messages.modelled(kind, source)
        if isinstance(model, PartnerWords | PartnerPhrases):
            self.reviews[name] = source, model.review
        return source, model

    @property
    def partner(self) -> str:
        """The name of the partner."""
        return self.overlay.file.name if self.overlay else ""

    @property
    def tags(self) -> list[str]:
        """The tags of the languages in which the partner has the guide, sorted."""
        return [tag for tag in super().tags if not self.languages or tag in self.languages]

    @property
    def records(self) -> tuple[Path, ...]:
        """The folders of the guide and of the partner."""
        return (self.folder, self.own)

    def accepting(self, tag: str) -> str:
        """Return the command that puts the partner's words in a language on record."""
        return f"{super().accepting(tag)} --partner {self.own.name}"

    def keeps(self, file: str) -> bool:
        """Whether a file is the partner's."""
        return file.startswith(f"{shown(self.own)}/")

    def heeds(self, problem: Problem) -> bool:
        """Whether a problem is the partner's: the guide has more than a partner needs."""
        return problem.code not in MORE or self.keeps(problem.file)

    def has(self, path: Path) -> bool:
        """Whether the guide or the partner has a file, or what should be one."""
        return super().has(path) or is_there(self.own / path.name)

    def beside(self, picture: str) -> Path:
        """Return the folder of a picture's files: the partner's, of one that it brings."""
        source = self.sources.get("pictures")
        brought = source and source.at((picture,))[0] == shown(self.own / PICTURES)
        return self.own if brought else self.folder

    def source(self, path: Path) -> Source:
        """Return a file of the guide with what the partner lays over it."""
        over, name = self.overlay, path.name
        if over is None or not path.is_relative_to(self.folder):
            return super().source(path)
        if name in (PICTURES, themes.FILE) and is_there(self.own / name):
            own = read(self.own / name, shown(self.own / name), self.folder)
            whole = name == themes.FILE or not super().has(path)
            return own if whole else over.pictures(super().source(path), own)
        base = self.bases[name] = super().source(path)
        if path.parent.name == WORDS:
            return self._words(over, base, f"{WORDS}/{name}")
        if name == PHRASES:
            there = is_there(self.own / name)
            return over.labels(base, self._own(PartnerPhrases, name)[0] if there else None)
        lay = {"guide.yaml": over.guide, "facts.yaml": over.facts}.get(name)
        return lay(base) if lay else base

    def _words(self, over: Overlay, base: Source, name: str) -> Source:
        """Return a language's words with the partner's, which has some if it adds anything."""
        signs = overlay.signed(self.bases["guide.yaml"]) if over.file.logo else ()
        if not over.added and not signs:
            return over.words(base, None, ())
        if not is_there(self.own / name):
            message = f"the partner adds to the guide, and says nothing in {Path(name).stem!r}"
            hint = "write the words of what it adds, or choose other `languages`"
            place = shown(self.own / name)
            raise Refused([Problem(place, 0, 0, "missing-words", message, hint)])
        try:
            own, _ = self._own(PartnerWords, name)
        except Refused:
            self.unread = True  # nobody knows what it names
            raise
        self.said.append(own)
        if strange := tuple(overlay.strange(over, own, signs)):
            raise Refused(strange)
        return over.words(base, own, signs)

    def reviewed(self) -> Iterable[tuple[Source, Review]]:
        """Return the reviews of the partner's words, with the files that they stand in."""
        return self.reviews.values()

    def own_problems(self) -> Iterable[Problem]:
        """Yield what of the partner's file names nothing, or changes what it cannot change."""
        if self.overlay and "guide.yaml" in self.bases:
            facts = self.overlay.file.facts
            said = facts if self.unread else overlay.said(self.overlay, self.said)
            yield from overlay.check(self.overlay, self.bases, super().tags, said)


def readers(
    folders: Iterable[Path],
    house: House,
    partners: Collection[str] = (),
    tags: Collection[str] = (),
) -> tuple[GuideReader, ...]:
    """Return a reader of each guide, and of what each of its partners has of it, or some alone.

    Where languages are asked for, that is of who has one of them, or is not read so that nobody
    knows. Raise Usage where nobody has.
    """
    all_ = (reader for folder in folders for reader in _readers(folder, house, partners))
    found = tuple(reader for reader in all_ if not tags or _has_one(reader, tags))
    if tags and not found:
        raise Usage("no guide has what was asked for")
    return found


def _has_one(reader: GuideReader, tags: Collection[str]) -> bool:
    """Whether a guide has one of some languages, as far as one knows."""
    known = reader.tags
    return bool(set(known) & set(tags) or (reader.barred and not known))


def _readers(folder: Path, house: House, partners: Collection[str]) -> Iterator[GuideReader]:
    if not partners:
        yield GuideReader(folder, house)
    for name in catalogue.partners_of(folder):
        if not partners or name in partners:
            yield PartnerReader(folder, house, name)
