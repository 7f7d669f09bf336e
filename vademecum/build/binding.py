"""The site of a build: its pages are poured, and what they need is made or taken from the store."""

from __future__ import annotations

import json
import os
import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeAlias

from vademecum.build import making, pouring
from vademecum.build.executors import Workers
from vademecum.build.manifest import Copy, SiteCopy
from vademecum.build.plan import Artifact, Selection, SiteFile
from vademecum.build.publish import Publication
from vademecum.build.store import Entry, Store
from vademecum.content import door
from vademecum.content.house import House
from vademecum.content.themes import Theme
from vademecum.edition.screen import Screen
from vademecum.problems.problem import Problem, Refused
from vademecum.setting.finished import Finished
from vademecum.site import chooser, folder
from vademecum.site.chooser import Choice, ChooserType
from vademecum.site.folder import Folder, ToMake
from vademecum.site.printed import Picture, Printed
from vademecum.text.language import Language
from vademecum.text.tags import UnknownLanguage

FEW: Final = 4
"""How many files are made here: it takes longer to start workers for them."""
Place: TypeAlias = tuple[str, str]
"""A guide and a language, by its tag."""
ALL: Final[Place] = ("", "")
"""Where all guides and languages are told of."""


@dataclass(frozen=True, slots=True)
class PackedScreen:
    """A screen packed, so that many can wait until all that they offer is made.

    `folder` is that of the guide's content.
    """

    folder: Path
    content: bytes

    @classmethod
    def of(cls, screen: Screen, folder: Path) -> PackedScreen:
        """Return a screen packed."""
        return cls(folder, zlib.compress(pickle.dumps(screen), 1))

    def screen(self) -> Screen:
        """Return the screen; only ever one that this press has packed."""
        screen = pickle.loads(zlib.decompress(self.content))
        assert isinstance(screen, Screen)
        return screen


@dataclass(frozen=True, slots=True)
class Bound:
    """What became of some pages: copies to publish, and the problems of those that failed."""

    copies: tuple[SiteCopy, ...]
    faults: Mapping[Place, tuple[Problem, ...]]


class Binder:
    """Binds the site of a build; `versions` are those of all that makes its files."""

    def __init__(
        self,
        house: House,
        publication: Publication,
        store: Store | None,
        workers: Workers,
        versions: Mapping[str, str],
    ) -> None:
        self.house, self.publication, self.store = house, publication, store
        self.workers = workers if isinstance(workers, int) else os.cpu_count() or 1
        self.versions = sorted(versions.items())
        self.first: dict[str, str] = {}

    def bind(self, screens: Mapping[Place, PackedScreen], copies: Mapping[Artifact, Copy]) -> Bound:
        """Return the pages of screens, which offer the artifacts that are to be published."""
        printed: dict[Place, list[tuple[Artifact, Printed]]] = {place: [] for place in screens}
        for artifact, copy in copies.items():
            if (place := (artifact.guide, artifact.language)) in printed:
                printed[place].append((artifact, _printed(copy)))
        pours = [(screens[place], [one for _, one in found]) for place, found in printed.items()]
        poured = pouring.pour_each(pours, self.house.shelves, _poured)
        results = dict(zip(screens, poured, strict=True))
        folders = {place: one for place, one in results.items() if isinstance(one, Folder)}
        faults = {place: one for place, one in results.items() if not isinstance(one, Folder)}
        pdfs = {one: artifact for found in printed.values() for artifact, one in found}
        made, failed = self._made(folders, pdfs)
        bound: list[SiteCopy] = []
        for place, found in folders.items():
            if place not in failed:
                bound += self._copies(place, found, made, pdfs, copies)
        return Bound(tuple(bound), {**faults, **failed})

    def chooser(self, pages: Sequence[SiteCopy], selection: Selection) -> tuple[SiteCopy, ...]:
        """Return the page that leads to some pages, and to those that an earlier build has left."""
        kept = (entry for entry in self.publication.kept(selection) if entry.get("title"))
        choices = [_kept(entry) for entry in kept]
        for page in pages:
            if page.title:
                at = page.artifact
                choices.append(Choice(at.guide, at.language, page.title, page.source, page.partner))
        if not choices:
            return ()
        type = chooser.type_of(choices, self._languages(choices))
        choosing = choices, type, self.house.theme
        made = next(pouring.pour_each([choosing], self.house.shelves, _chooser))
        if not isinstance(made, dict):
            raise Refused(made)
        found = Folder(*ALL, "", "", "", made, type.faces, ())
        faces, failed = self._made({ALL: found}, {})
        if failed:
            raise Refused(failed[ALL])
        return tuple(self._copies(ALL, found, faces, {}, {}))

    def _languages(self, choices: Iterable[Choice]) -> Iterator[Language]:
        """Yield the languages of pages, as far as the house can set them: it could once."""
        for tag in dict.fromkeys(choice.language for choice in choices):
            with suppress(UnknownLanguage):
                yield self.house.language(tag)

    def _made(
        self, folders: Mapping[Place, Folder], pdfs: Mapping[Printed, Artifact]
    ) -> tuple[dict[str, Entry], dict[Place, tuple[Problem, ...]]]:
        """Return what takes time by its key, from the store or made now, and what failed."""
        found: dict[str, Entry] = {}
        missing: dict[str, tuple[ToMake, Place]] = {}
        for place, one in folders.items():
            for to_make in one.to_make:
                key = self._key(to_make)
                if entry := self._found(key, to_make, place):
                    found[key] = entry
                else:
                    missing[key] = to_make, place
        failed: dict[Place, tuple[Problem, ...]] = {}
        tasks = {key: self._task(one, pdfs) for key, (one, _) in missing.items()}
        for key, result in _run(tasks, self.workers):
            to_make, place = missing[key]
            if isinstance(result, bytes):
                found[key] = self._keep(key, to_make, place, result)
            else:
                failed[place] = (_failure(place, to_make, result),)
        return found, failed

    def _found(self, key: str, one: ToMake, place: Place) -> Entry | None:
        """Return what the store has under a key, once it is gathered: the store may vanish."""
        entry = self.store.find(key) if self.store else None
        file = SiteFile(*place, one.name)
        if self.store and entry and not self._is_gathered(file, entry):
            if not (finished := self.store.finished(entry)):
                return None
            self.publication.stage(file.path, finished.data)
        if entry:
            self.first[key] = file.path
        return entry

    def _task(self, one: ToMake, pdfs: Mapping[Printed, Artifact]) -> Callable[[], bytes]:
        if not isinstance(one, Picture):
            return one.make
        path, digest = pdfs[one.printed].path, one.printed.sha256
        return partial(one.make, self.publication.data(path, digest))

    def _keep(self, key: str, one: ToMake, place: Place, data: bytes) -> Entry:
        """Gather a file that was made, and keep it in the store, if that takes it."""
        finished = Finished(data, 1, 0.0)
        self.first[key] = SiteFile(*place, one.name).path
        self.publication.stage(self.first[key], data)
        entry = Entry.of(finished)
        with suppress(OSError):
            entry = self.store.keep(key, finished) if self.store else entry
        return entry

    def _copies(
        self,
        place: Place,
        found: Folder,
        made: Mapping[str, Entry],
        pdfs: Mapping[Printed, Artifact],
        copies: Mapping[Artifact, Copy],
    ) -> Iterator[SiteCopy]:
        """Yield every file of a folder, gathered."""
        for name, data in found.ready.items():
            copy = self._ready(SiteFile(*place, name), data)
            if name == folder.PAGE and found.title:
                said = found.title, found.source, found.partner
                copy = SiteCopy(copy.artifact, copy.entry, *said)
            yield copy
        for one in found.to_make:
            key, file = self._key(one), SiteFile(*place, one.name)
            entry = made[key]
            if not self._is_gathered(file, entry):
                data = self.publication.data(self.first[key], entry.sha256)
                self.publication.stage(file.path, data)
            yield SiteCopy(file, entry)
        for printed in found.printed:
            file, entry = SiteFile(*place, printed.name), copies[pdfs[printed]].entry
            if not self._is_gathered(file, entry):
                data = self.publication.data(pdfs[printed].path, printed.sha256)
                self.publication.stage(file.path, data)
            yield SiteCopy(file, entry)

    def _ready(self, file: SiteFile, data: bytes) -> SiteCopy:
        entry = Entry.of(Finished(data, 1, 0.0))
        if not self._is_gathered(file, entry):
            self.publication.stage(file.path, data)
        return SiteCopy(file, entry)

    def _is_gathered(self, file: SiteFile, entry: Entry) -> bool:
        with suppress(OSError):
            return bool(self.publication.data(file.path, entry.sha256)) or True
        return False

    def _key(self, one: ToMake) -> str:
        return sha256(json.dumps([one.key, self.versions]).encode("ascii")).hexdigest()


def _kept(entry: Mapping[str, Any]) -> Choice:
    """Return the page that an earlier build has left, by what the manifest says of it."""
    said = (str(entry.get(key, "")) for key in ("guide", "language", "title", "source", "partner"))
    return Choice(*said)


def _printed(copy: Copy) -> Printed:
    artifact, entry = copy.artifact, copy.entry
    name = artifact.path.rpartition("/")[2]
    return Printed(artifact.product, artifact.paper, name, entry.sha256, entry.pages, entry.length)


Pour: TypeAlias = tuple[PackedScreen, list[Printed]]


def _poured(pour: Pour, shelves: Sequence[Path]) -> Folder | tuple[Problem, ...]:
    packed, printed = pour
    screen = packed.screen()
    try:
        return folder.folder(screen, printed, _releases(packed.folder, screen), shelves)
    except Refused as refused:
        return refused.problems


def _chooser(
    choosing: tuple[list[Choice], ChooserType, Theme], shelves: Sequence[Path]
) -> dict[str, bytes] | tuple[Problem, ...]:
    try:
        return chooser.pour(*choosing, shelves)
    except Refused as refused:
        return refused.problems


def _releases(content: Path, screen: Screen) -> Any:
    """Return the releases of a screen's language, the newest last, as versions.json has them."""
    try:
        found = json.loads(door.data(content / folder.VERSIONS, content))
        return found.get(screen.language.tag, [])
    except (OSError, ValueError, AttributeError, door.Shut):
        return []


def _run(
    tasks: Mapping[str, Callable[[], bytes]], workers: int
) -> Iterator[tuple[str, bytes | Exception]]:
    """Yield what each task came to: here, or in processes where there are many."""
    if len(tasks) < FEW or workers == 1:
        for key, task in tasks.items():
            yield key, _tried(task)
        return
    from vademecum.build import workers as local

    with local.pool(min(workers, len(tasks))) as executor:
        futures = {key: executor.submit(task) for key, task in tasks.items()}
        for key, future in futures.items():
            yield key, _tried(future.result)


def _tried(task: Callable[[], bytes]) -> bytes | Exception:
    try:
        return task()
    except Exception as error:  # whatever a library makes of it is that file's problem
        return error


def _failure(place: Place, one: ToMake, error: Exception) -> Problem:
    of_page = f"{one.name} of the page of {place[0]} in {place[1]}"
    message = f"{of_page} could not be made: {making.told(error)}"
    return Problem(place[0], 0, 0, "job-failed", message, making.cure(error))
