"""A build from end to end: content is read, what is not in the store is made, all is published."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from vademecum.build import binding, clock, executors, output, portions, publish, versions
from vademecum.build import store as stores
from vademecum.build.binding import Binder, PackedScreen
from vademecum.build.executors import Workers
from vademecum.build.making import Outcome
from vademecum.build.manifest import AnyCopy, Copy, SiteCopy
from vademecum.build.output import NotOurs
from vademecum.build.packed import PackedJob
from vademecum.build.plan import Artifact, Job, Planner, Selection, SiteFile
from vademecum.build.progress import Progress, Volume
from vademecum.build.publish import HalfDone, Publication
from vademecum.build.store import Entry, Store
from vademecum.content import catalogue, languages, overrides, partner_reader
from vademecum.content.catalogue import Usage
from vademecum.content.house import House
from vademecum.content.reading import GuideReader, shown
from vademecum.edition.screen import Screen
from vademecum.forms.papers import PAPERS
from vademecum.problems.gathering import gathered
from vademecum.problems.policy import Policy
from vademecum.problems.problem import MadeFor, Problem, Refused
from vademecum.setting import pango
from vademecum.setting.finished import Finished

NOTHING: Final = "nothing was published"


@dataclass(frozen=True, slots=True)
class Order:
    """What a build is asked for: names of guides and so on, none for all of them.

    `cache` says whether the user's store may be used. `paper` and `site` say what is published; a
    site offers all that is made of its guides, so it is not asked for with some products or papers.
    `ids` are those of the guides named, and of what partners have of them, such as hostel@inn, that
    alone are wanted; none for all.
    """

    guides: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    output: Path = Path("dist")
    workers: Workers = 1
    volume: Volume = "normal"
    policy: Policy = field(default_factory=lambda: Policy(clock.today()))
    keep_going: bool = False
    cache: bool = True
    ids: tuple[str, ...] = ()
    paper: bool = True
    site: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What a build came to: its exit code, what was published, and what of it was made now.

    `paths` are those that people open, papers and pages; `files` are all. `pages` were made now.
    `problems` are all that were found, and `failure` is what else kept it from being published.
    `removed` are the files of earlier builds that nothing asked for makes any more.
    `days` are the first and the last on which the same content has the same problems; `settled`
    is whether the output folder has none of its own; `packages` are the versions of those that the
    house's own faces come from.
    """

    code: int
    paths: tuple[Path, ...] = ()
    made: tuple[Artifact, ...] = ()
    removed: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
    days: tuple[date, date] = (date.max, date.min)
    settled: bool = False
    packages: Mapping[str, str] = field(default_factory=dict)
    failure: str = ""
    files: tuple[Path, ...] = ()
    pages: tuple[SiteFile, ...] = ()


def produce(order: Order) -> Result:
    """Make what is ordered and publish it, whole or, to keep going, the languages that are good.

    Raise Usage for what does not exist.
    """
    folders = accepted(order)
    try:
        house = portions.house()
    except Refused as refused:
        order.policy.show(refused.problems, NOTHING)
        return Result(1, problems=refused.problems)
    readers = readers_of(order, folders, house)
    chosen = selection(order, readers)
    with publish.opened(order.output) as publication, stores.opened(order.cache) as store:
        return _Production(order, readers, house, chosen, publication, store).result()


class Unpublished(Exception):
    """Nothing, or not all, could be published; says why, and how the output folder is."""


@contextmanager
def _publishing() -> Iterator[None]:
    try:
        yield
    except HalfDone as error:
        end = "some files are new, build again to publish the rest"
        raise Unpublished(f"{error}; {end}") from error
    except (OSError, NotOurs, Refused) as error:
        raise Unpublished(f"{error}; it is as it was") from error


class _Production:
    """One build: what has been read, what is in the store, what went wrong."""

    def __init__(
        self,
        order: Order,
        readers: tuple[GuideReader, ...],
        house: House,
        selection: Selection,
        publication: Publication,
        store: Store | None,
    ) -> None:
        self.order, self.readers, self.selection = order, readers, selection
        self.published = replace(selection, paper=order.paper, site=order.site)
        self.house, self.packages = house, versions.of(house.packages)
        self.publication, self.store = publication, store
        self.problems: list[Problem] = []
        self.days = (date.min, date.max)
        self.faults: dict[tuple[str, str], tuple[Problem, ...]] = {}
        self.copies: dict[Artifact, Copy] = {}
        self.keys: dict[Artifact, str] = {}
        self.sayings: dict[Artifact, tuple[bool, str, tuple[str, ...]]] = {}
        self.made: set[Artifact] = set()
        self.screens: dict[binding.Place, PackedScreen] = {}
        self.site: list[SiteCopy] = []
        self.warnings: list[Problem] = []

    def result(self) -> Result:
        """Read, make and publish, or say why that cannot be."""
        try:
            return self._result()
        except Unpublished as error:
            failure = f"could not publish into {self.order.output}: {error}"
            print(failure, file=sys.stderr)
            return Result(1, failure=failure)

    def _result(self) -> Result:
        policy, keep_going = self.order.policy, self.order.keep_going
        packed_jobs = self._plan()
        known = [*self.problems, *self._faults()]
        if not keep_going and any(map(policy.stops, known)):
            policy.show(known, NOTHING)
            return Result(1, problems=tuple(known))
        if not packed_jobs and not self.copies and not known:
            raise Usage("nothing to make: no guide has what was asked for")
        if packed_jobs and pango.is_missing():
            return Result(1)
        self.problems += self._press(packed_jobs)
        some = "they are left out" if keep_going and self.copies else NOTHING
        stopping = policy.show(self.problems, some)
        if stopping and not (keep_going and self.copies):
            return Result(1, problems=tuple(self.problems))
        return self._publish(1 if stopping else 0)

    def _plan(self) -> tuple[PackedJob, ...]:
        """Read the guides; return the jobs of what the store has not, and note all else."""
        moment = clock.source_date()
        planner = Planner(moment.isoformat() if moment else "", self.house.shelves)
        packed_jobs: list[PackedJob] = []
        self.problems += overrides.check(self.house, (reader.folder for reader in self.readers))
        asked_for = self.selection.languages
        day, site = self.order.policy.day, self.order.site
        for reading in portions.read(self.readers, day, asked_for, site):
            self.problems += reading.problems
            stops = {p.file for p in reading.problems if self.order.policy.stops(p)}
            tags = [tag for tag, files in reading.files.items() if not files & stops]
            editions = [e for e in reading.editions if e.language.tag in tags]
            first, last = reading.days
            self.days = max(first, self.days[0]), min(last, self.days[1])
            for job in planner.jobs(editions, self.selection):
                packed_jobs += self._sort(job)
            self._note_screens(s for s in reading.screens if s.language.tag in tags)
        self.faults.update(planner.faults)
        return tuple(packed_jobs)

    def _note_screens(self, screens: Iterable[Screen]) -> None:
        folders = {reader.id: reader.records[-1] for reader in self.readers}
        for screen in screens:
            guide = screen.edition.guide
            packed = PackedScreen.of(screen, folders[guide])
            self.screens[guide, screen.language.tag] = packed

    def _sort(self, job: Job) -> Iterator[PackedJob]:
        """Note what the store has of a job; yield the job of what it has not."""
        edition = job.edition
        checked = edition.oldest_check
        said = edition.reviewed, checked.isoformat() if checked else ""
        self.sayings |= {a: (*said, edition.stale(a.product)) for a in job.keys}
        self.keys.update(job.keys)
        found = {a: entry for a, key in job.keys.items() if (entry := self._found(a, key))}
        for artifact, entry in found.items():
            self._note(artifact, entry)
        if len(found) < len(job.keys):
            kept = {a: one for a, entry in found.items() if (one := self._read(entry))}
            yield PackedJob.of(job.without(kept))

    def _found(self, artifact: Artifact, key: str) -> Entry | None:
        """Return what the store has under a key, once it is gathered: the store may vanish."""
        entry = self.store.find(key) if self.store else None
        if entry and not self.publication.holds(artifact.path, entry.sha256):
            if not (finished := self._read(entry)):
                return None
            with _publishing():
                self.publication.stage(artifact.path, finished.data)
        return entry

    def _read(self, entry: Entry) -> Finished | None:
        return self.store.finished(entry) if self.store else None

    def _keep(self, artifact: Artifact, finished: Finished) -> None:
        """Gather a file that was made, and keep it in the store, if that takes it."""
        with _publishing():
            self.publication.stage(artifact.path, finished.data)
        entry = Entry.of(finished)
        with suppress(OSError):
            entry = self.store.keep(self.keys[artifact], finished) if self.store else entry
        self._note(artifact, entry)
        self.made.add(artifact)

    def _note(self, artifact: Artifact, entry: Entry) -> None:
        self.copies[artifact] = Copy(artifact, entry, *self.sayings[artifact])

    def _press(self, packed_jobs: tuple[PackedJob, ...]) -> list[Problem]:
        """Make what is not in the store; return what is wrong with what cannot be made."""
        progress = Progress(len(self.keys) - len(self.copies), self.order.volume)
        progress.kept(self.copies.values())
        with progress as report:

            def keep(outcome: Outcome) -> None:
                for artifact, finished in outcome.prints.items():
                    self._keep(artifact, finished)
                if outcome.problems:
                    edition = outcome.guide, outcome.language
                    self.faults[edition] = (*self.faults.get(edition, ()), *outcome.problems)
                report(outcome)

            executors.run(packed_jobs, self.order.workers, keep)
        self.warnings = self._look_at_the_output(self._papers())
        if self.order.site:
            self._bind()
        for artifact in [a for a in self.copies if (a.guide, a.language) in self.faults]:
            del self.copies[artifact]
        return [*self.warnings, *self._faults()]

    def _faults(self) -> Iterator[Problem]:
        """Return what is wrong with editions, one mistake once, whichever of them it shows in."""
        order = (MadeFor.of(a.guide, a.language, a.product, a.paper) for a in self.keys)
        return gathered((one for found in self.faults.values() for one in found), order)

    def _papers(self) -> tuple[Copy, ...]:
        """Return the papers to publish, in the order in which they are made."""
        return tuple(self._planned().values()) if self.order.paper else ()

    def _planned(self) -> Mapping[Artifact, Copy]:
        """Return the copies in the order of the plan, whichever of them was made first."""
        return {a: self.copies[a] for a in self.keys if a in self.copies}

    def _bind(self) -> None:
        """Make the pages of what is good, and the one that leads to them."""
        made_by, workers = versions.state(self.packages), self.order.workers
        binder = Binder(self.house, self.publication, self.store, workers, made_by)
        good = {place: one for place, one in self.screens.items() if place not in self.faults}
        with _publishing():
            bound = binder.bind(good, self._planned())
        self.faults.update(bound.faults)
        self.warnings += self._look_at_the_output(bound.copies)
        self.site = [c for c in bound.copies if _place(c) not in self.faults]
        with _publishing():
            chooser = binder.chooser(self.site, self.published)
        self._look_at_the_output(chooser)
        self.site += chooser

    def _look_at_the_output(self, copies: Sequence[AnyCopy]) -> list[Problem]:
        """Note what is in the way of editions; return the warnings."""
        at = {copy.artifact.path: _place(copy) for copy in copies}
        with _publishing():
            found = self.publication.problems(copies, self.published)
        for problem, path in found:
            if problem.severity == "error":
                self.faults[at[path]] = (*self.faults.get(at[path], ()), problem)
        return [problem for problem, _ in found if problem.severity == "warning"]

    def _publish(self, code: int) -> Result:
        copies: tuple[AnyCopy, ...] = (*self._papers(), *self.site)
        pages = [copy.artifact for copy in self.site if copy.title]
        made = tuple(artifact for artifact in self.keys if artifact in self.made)
        new = tuple(page for page in pages if not self._stands(page))
        missing = list(self._missing())
        with _publishing():
            done = self.publication.put(copies, self.published, versions.shown(), missing)
        told = [copy.artifact for copy in copies if not isinstance(copy, SiteCopy) or copy.title]
        return Result(
            code,
            tuple(self.order.output / artifact.path for artifact in told),
            made if self.order.paper else (),
            done.removed,
            tuple(self.problems),
            self.days,
            not self.warnings,
            self.packages,
            files=done.paths,
            pages=new,
        )

    def _stands(self, page: SiteFile) -> bool:
        """Whether a page to publish stands in its place already."""
        digest = next(c.entry.sha256 for c in self.site if c.artifact == page)
        return self.publication.holds(page.path, digest)

    def _missing(self) -> Iterator[dict[str, Any]]:
        """Yield what the manifest says of each language that was asked for and is not published."""
        published = {(artifact.guide, artifact.language) for artifact in self.copies}
        for reader in self.readers:
            for tag in reader.tags:
                wanted = self.selection.asks_for(reader.id, tag)
                if wanted and (reader.id, tag) not in published:
                    own = [p for p in self.problems if self._concerns(p, reader.folder, tag)]
                    own += self.faults.get((reader.id, tag), ())
                    said = [f"{p.file}: {p.code}: {p.message}" for p in dict.fromkeys(own)]
                    yield {"guide": reader.id, "language": tag, "problems": said}

    def _concerns(self, problem: Problem, folder: Path, tag: str) -> bool:
        """Whether a problem stops a guide's language, or the guide itself."""
        path = Path(problem.file)
        if not self.order.policy.stops(problem):
            return False
        if path.parent.name == "words":
            of_guide = folder.name in path.parts or "templates" in path.parts
            return of_guide and languages.meant(path.stem) == shown(Path(tag))
        return folder.name in path.parts


def _place(copy: AnyCopy) -> binding.Place:
    return copy.artifact.guide, copy.artifact.language


def accepted(order: Order) -> tuple[Path, ...]:
    """Return the folders of the guides that are ordered; raise Usage where they cannot be built."""
    folders = catalogue.folders(order.guides)
    _check_names(folders)
    _check_output(order.output, folders)
    return folders


def readers_of(order: Order, folders: tuple[Path, ...], house: House) -> tuple[GuideReader, ...]:
    """Return readers of the guides that are ordered, and of what partners have of them."""
    partners = catalogue.partners(folders, order.partners)
    found = partner_reader.readers(folders, house, partners)
    return tuple(one for one in found if not order.ids or one.id in order.ids)


def selection(order: Order, readers: tuple[GuideReader, ...]) -> Selection:
    """Return what is selected; raise Usage for names that nothing has."""
    made = {reader.id: catalogue.products(reader) for reader in readers}
    every = [product for products in made.values() for product in products]
    papers = {paper for product in every for paper in product.papers}
    names = {product.id for product in every} | {product.base for product in every}
    if not all(made.values()):  # of a guide that cannot be read, only its problems are told
        names |= set(catalogue.named(order.products))
    chosen = catalogue.chosen("product", order.products, names)
    rows = {p.id for p in every if p.row and p.base in chosen}
    return Selection(
        frozenset(made) if order.guides or order.partners else frozenset(),
        catalogue.chosen(
            "language",
            order.languages,
            catalogue.languages(reader.folder for reader in readers),
        ),
        chosen | rows,
        catalogue.chosen("paper", order.papers, papers or PAPERS),
        frozenset(
            (name, product.id)
            for name, products in made.items()
            for product in products
            if len(product.papers) == 1
        ),
        frozenset(
            (name, p.base) for name, ps in made.items() for p in ps if p.row and p.base in chosen
        ),
        frozenset((name, p.id) for name, ps in made.items() for p in ps),
    )


def _check_names(folders: tuple[Path, ...]) -> None:
    """Raise Usage for guides of one name: what is made of them would have one place."""
    named: dict[str, Path] = {}
    for folder in folders:
        other = named.setdefault(folder.name, folder)
        if other != folder:
            hint = "build each into a folder of its own with -o"
            raise Usage(f"{other} and {folder} have one name; {hint}")


def _check_output(folder: Path, guides: tuple[Path, ...]) -> None:
    try:
        output.check(folder, (catalogue.CONTENT, *guides))
    except (OSError, NotOurs) as error:
        raise Usage(f"{error}; choose another folder with -o") from None
