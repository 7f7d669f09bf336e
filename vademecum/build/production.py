"""A build from end to end: content is read, what is not in the store is made, all is published."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from vademecum.build import clock, executors, portions, publish, versions
from vademecum.build import store as stores
from vademecum.build.executors import Workers
from vademecum.build.making import Outcome
from vademecum.build.manifest import Copy
from vademecum.build.packed import PackedJob
from vademecum.build.plan import Artifact, Job, Planner, Selection
from vademecum.build.progress import Progress, Volume
from vademecum.build.store import Entry, Store
from vademecum.content import catalogue
from vademecum.content.catalogue import Usage
from vademecum.content.reading import GuideReader
from vademecum.forms.papers import PAPERS
from vademecum.problems.policy import Policy
from vademecum.problems.problem import Problem
from vademecum.setting import pango

NOTHING: Final = "nothing was published"


@dataclass(frozen=True, slots=True)
class Order:
    """What a build is asked for: names of guides and so on, none for all of them.

    `cache` says whether the user's store may be used.
    """

    guides: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    output: Path = Path("dist")
    workers: Workers = 1
    volume: Volume = "normal"
    policy: Policy = field(default_factory=lambda: Policy(clock.today()))
    keep_going: bool = False
    cache: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """What a build came to: its exit code, what was published, and what of it was made now.

    `days` are the first and the last on which the same content has the same problems.
    """

    code: int
    paths: tuple[Path, ...] = ()
    made: tuple[Artifact, ...] = ()
    problems: tuple[Problem, ...] = ()
    days: tuple[date, date] = (date.max, date.min)


def produce(order: Order) -> Result:
    """Make what is ordered and publish it, whole or, to keep going, the languages that are good.

    Raise Usage for what does not exist.
    """
    folders = catalogue.folders(order.guides)
    _check_names(folders)
    _check_output(order.output)
    readers = tuple(map(portions.reader, folders))
    selection = _selection(order, readers)
    with stores.opened(order.cache) as store:
        return _Production(order, readers, selection, store).result()


class Unkept(Exception):
    """What was made cannot be kept in the store: its disk is full, say."""


class _Production:
    """One build: what has been read, what is in the store, what went wrong."""

    def __init__(
        self, order: Order, readers: tuple[GuideReader, ...], selection: Selection, store: Store
    ) -> None:
        self.order, self.readers = order, readers
        self.folders = tuple(reader.folder for reader in readers)
        self.selection, self.store = selection, store
        self.problems: list[Problem] = []
        self.days = (date.min, date.max)
        self.faults: dict[tuple[str, str], tuple[Problem, ...]] = {}
        self.copies: dict[Artifact, Copy] = {}
        self.keys: dict[Artifact, str] = {}
        self.sayings: dict[tuple[str, str], tuple[bool, str]] = {}
        self.made: set[Artifact] = set()

    def result(self) -> Result:
        """Read, make and publish."""
        policy, keep_going = self.order.policy, self.order.keep_going
        packed_jobs = self._plan()
        if not keep_going and any(map(policy.stops, self.problems)):
            policy.show(self.problems, NOTHING)
            return Result(1)
        if not packed_jobs and not self.copies and not self.problems:
            raise Usage("nothing to make: no guide has what was asked for")
        if packed_jobs and pango.is_missing():
            return Result(1)
        try:
            self.problems += self._press(packed_jobs)
        except Unkept as error:
            print(f"could not keep what was made: {error}; {NOTHING}", file=sys.stderr)
            return Result(1)
        some = "they are left out" if keep_going and self.copies else NOTHING
        stopping = policy.show(self.problems, some)
        if stopping and not (keep_going and self.copies):
            return Result(1)
        return self._publish(1 if stopping else 0)

    def _plan(self) -> tuple[PackedJob, ...]:
        """Read the guides; return the jobs of what the store has not, and note all else."""
        moment = clock.source_date()
        planner = Planner(moment.isoformat() if moment else "")
        packed_jobs: list[PackedJob] = []
        for reading in portions.read(self.readers, self.order.policy.day):
            self.problems += reading.problems
            stops = {p.file for p in reading.problems if self.order.policy.stops(p)}
            tags = [tag for tag, files in reading.files.items() if not files & stops]
            editions = [e for e in reading.editions if e.language.tag in tags]
            first, last = reading.days
            self.days = max(first, self.days[0]), min(last, self.days[1])
            for job in planner.jobs(editions, self.selection):
                packed_jobs += self._sort(job)
        return tuple(packed_jobs)

    def _sort(self, job: Job) -> Iterator[PackedJob]:
        """Note what the store has of a job; yield the job of what it has not."""
        edition = job.edition
        checked = edition.oldest_check
        saying = edition.reviewed, checked.isoformat() if checked else ""
        self.sayings[edition.guide, job.language] = saying
        self.keys.update(job.keys)
        found = {a: entry for a, key in job.keys.items() if (entry := self.store.find(key))}
        for artifact, entry in found.items():
            self._note(artifact, entry)
        if len(found) < len(job.keys):
            kept = {artifact: self.store.finished(entry) for artifact, entry in found.items()}
            yield PackedJob.of(job.without({a: one for a, one in kept.items() if one}))

    def _note(self, artifact: Artifact, entry: Entry) -> None:
        saying = self.sayings[artifact.guide, artifact.language]
        self.copies[artifact] = Copy(artifact, entry, *saying)

    def _press(self, packed_jobs: tuple[PackedJob, ...]) -> list[Problem]:
        """Make what is not in the store; return what is wrong with what cannot be made."""
        progress = Progress(len(self.keys) - len(self.copies), self.order.volume)
        progress.kept(self.copies.values())
        with progress as report:

            def keep(outcome: Outcome) -> None:
                for artifact, finished in outcome.prints.items():
                    try:
                        entry = self.store.keep(self.keys[artifact], finished)
                    except OSError as error:
                        raise Unkept(str(error)) from None
                    self._note(artifact, entry)
                    self.made.add(artifact)
                if outcome.problems:
                    edition = outcome.guide, outcome.language
                    self.faults[edition] = (*self.faults.get(edition, ()), *outcome.problems)
                report(outcome)

            executors.run(packed_jobs, self.order.workers, keep)
        for artifact in [a for a in self.copies if (a.guide, a.language) in self.faults]:
            del self.copies[artifact]
        return [problem for problems in self.faults.values() for problem in problems]

    def _publish(self, code: int) -> Result:
        output = self.order.output
        copies = tuple(self.copies[artifact] for artifact in self.keys if artifact in self.copies)
        try:
            paths = publish.publish(
                output,
                copies,
                self.store,
                self.selection,
                versions.shown(),
                list(self._missing()),
            )
        except (OSError, ValueError, publish.NotOurs) as error:
            print(f"could not publish into {output}: {error}; it is as it was", file=sys.stderr)
            return Result(1)
        made = tuple(artifact for artifact in self.keys if artifact in self.made)
        return Result(code, paths, made, tuple(self.problems), self.days)

    def _missing(self) -> Iterator[dict[str, Any]]:
        """Yield what the manifest says of each language that was asked for and is not published."""
        published = {(artifact.guide, artifact.language) for artifact in self.copies}
        for folder in self.folders:
            for tag in sorted(catalogue.languages([folder])):
                wanted = self.selection.asks_for(folder.name, tag)
                if wanted and (folder.name, tag) not in published:
                    own = [p for p in self.problems if self._concerns(p, folder, tag)]
                    own += self.faults.get((folder.name, tag), ())
                    said = [f"{p.file}: {p.code}: {p.message}" for p in dict.fromkeys(own)]
                    yield {"guide": folder.name, "language": tag, "problems": said}

    def _concerns(self, problem: Problem, folder: Path, tag: str) -> bool:
        """Whether a problem stops a guide's language, or the guide itself."""
        path = Path(problem.file)
        if not self.order.policy.stops(problem):
            return False
        if path.parent.name == "words":
            return path.stem == tag and (folder.name in path.parts or "templates" in path.parts)
        return folder.name in path.parts


def _selection(order: Order, readers: tuple[GuideReader, ...]) -> Selection:
    """Return what is selected; raise Usage for names that nothing has."""
    made = {reader.folder.name: catalogue.products(reader) for reader in readers}
    every = [product for products in made.values() for product in products]
    papers = {paper for product in every for paper in product.papers}
    names = {product.id for product in every} | {product.base for product in every}
    if not all(made.values()):  # of a guide that cannot be read, only its problems are told
        names |= set(catalogue.named(order.products))
    chosen = catalogue.chosen("product", order.products, names)
    rows = {p.id for p in every if p.row and p.base in chosen}
    return Selection(
        frozenset(made) if order.guides else frozenset(),
        catalogue.chosen(
            "language", order.languages, catalogue.languages(reader.folder for reader in readers)
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


def _check_output(output: Path) -> None:
    try:
        publish.check(output)
    except publish.NotOurs as error:
        raise Usage(f"{error}; choose another folder with -o") from None
