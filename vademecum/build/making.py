"""The making of packed jobs, on any executor: what became of each is told as it comes."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from tempfile import gettempdir
from typing import Final, TypeAlias

from vademecum.build import versions
from vademecum.build.packed import PackedJob
from vademecum.build.plan import Artifact, Job
from vademecum.problems.problem import Problem, Refused
from vademecum.setting.finished import Finished

AGAIN: Final = "run the build again with -j 1 -v; if it fails again, please report it"
FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
"""The errors of a disk that has no room."""
ONE_AT_A_TIME: Final = threading.Lock()
"""The engine and its log are one a process; an executor may run jobs in threads."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: its prints, or the problems that kept them from being made."""

    guide: str
    language: str
    prints: Mapping[Artifact, Finished] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def job(self) -> str:
        """The job's name."""
        return f"{self.guide} in {self.language}"


Hears: TypeAlias = Callable[[Outcome], None]
"""Hears of each outcome as it comes; nobody else keeps its prints."""


def run_on(
    executor: Executor,
    packed_jobs: Iterable[PackedJob],
    done: Hears,
    work: Callable[[PackedJob], Outcome] | None = None,
) -> tuple[PackedJob, ...]:
    """Run packed jobs on an executor; return those whose worker died before it was heard of."""
    heaviest = sorted(packed_jobs, key=lambda packed: -packed.weight)
    futures: dict[Future[Outcome], PackedJob] = {
        executor.submit(work or unpack, packed): packed for packed in heaviest
    }
    left = []
    while futures:
        ended = wait(futures, return_when=FIRST_COMPLETED).done
        while ended:
            future = ended.pop()
            packed = futures.pop(future)  # and with it its prints: memory is to stay flat
            try:
                outcome = future.result()
            except BrokenExecutor:
                left.append(packed)
                continue
            except Exception as error:  # whatever the engine makes of it is that job's problem
                outcome = died(packed, told(error), cure(error))
            done(outcome)
    return tuple(left)


def unpack(packed: PackedJob) -> Outcome:
    """Make what a packed job asks for."""
    return make(packed.job())


def make(job: Job) -> Outcome:
    """Make all artifacts of a job's edition, by the same machines as it was planned for."""
    guide, language = job.edition.guide, job.language
    if said := _differences(job):
        hint = "install the same press and the same locked requirements on every worker"
        message = f"the job {job.name} came to another plant: {said}"
        problem = Problem(job.edition.title.file, 0, 0, "job-failed", message, hint)
        return Outcome(guide, language, problems=(problem,))
    with ONE_AT_A_TIME:
        try:
            return Outcome(guide, language, _prints(job))
        except Refused as refused:
            return Outcome(guide, language, problems=refused.problems)


def _prints(job: Job) -> dict[Artifact, Finished]:
    """Return what a job makes; raise Refused with all that is wrong with it."""
    # It loads the engine, which planning and publishing never need.
    from vademecum.setting.printing import Assignment, Item, prints

    items = {artifact: Item(artifact.product, artifact.paper) for artifact in job.artifacts}
    cards = {Item(a.product, a.paper): finished for a, finished in job.cards.items()}
    type = job.type or job.typefaces.files()
    assignment = Assignment(job.edition, job.documents, type, tuple(items.values()), cards)
    made = dict(prints(assignment))
    return {artifact: made[item] for artifact, item in items.items()}


def died(packed: PackedJob, reason: str, hint: str = AGAIN) -> Outcome:
    """Return the outcome of a job that came to no end."""
    message = f"the job {packed.name} failed: {' '.join(reason.split())}"
    problem = Problem(packed.file, 0, 0, "job-failed", message, hint)
    return Outcome(packed.guide, packed.language, problems=(problem,))


def told(error: Exception) -> str:
    """Return in one line what a library made of a task."""
    return " ".join(f"{type(error).__name__}: {error}".split())


def cure(error: Exception) -> str:
    """Return what to do about an error: a full disk is no fault of the press."""
    if isinstance(error, OSError) and error.errno in FULL:
        return f"make room in {gettempdir()}, or name a folder with room as TMPDIR"
    return AGAIN


def _differences(job: Job) -> str:
    """Return which versions of this worker are not those that a job was planned for."""
    planned, here = job.versions, versions.state(job.typefaces.packages)
    names = sorted(n for n in {**here, **planned} if here.get(n) != planned.get(n))
    return ", ".join(f"{n} is {planned.get(n)} here, {here.get(n)} there" for n in names)[:400]
