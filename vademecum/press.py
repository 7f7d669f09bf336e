"""The press: runs the jobs of a plan on an executor, each edition in a worker of its own."""

from __future__ import annotations

import gc
import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from dataclasses import dataclass, field
from multiprocessing import get_context
from tempfile import TemporaryDirectory
from typing import Final, TypeAlias

from vademecum import plant
from vademecum.finished import Finished
from vademecum.parcel import Parcel
from vademecum.plan import Artifact, Job
from vademecum.problems import Problem, Refused

SECONDS = 120
"""The processor time that a job may use."""
MEMORY = 4 * 2**30
"""The address space that a worker may use, in bytes."""
SHIFT = 32
"""How many jobs a worker makes, about, before a new one takes over: libraries leak."""
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


Workers: TypeAlias = int | str
"""How many processes of this machine run jobs, or the address of a cluster that does."""
Hears: TypeAlias = Callable[[Outcome], None]
"""Hears of each outcome as it comes; nobody else keeps its prints."""


def run(parcels: Iterable[Parcel], workers: Workers, done: Hears) -> None:
    """Run packed jobs, the longest first, in forked processes or on a cluster.

    A worker that dies takes the pool with it: what was left is then run job by job, so that only
    the culprit's job becomes a problem.
    """
    parcels = tuple(parcels)
    if not parcels:
        return
    if isinstance(workers, str):
        from vademecum import cluster

        cluster.run(workers, parcels, done)
        return
    import vademecum.printing  # noqa: F401  (with the engine, once, before the workers are forked)

    gc.freeze()  # the workers share the engine's memory as long as nobody writes to it
    try:
        with TemporaryDirectory(prefix="vademecum-") as folder:
            _run(_evened(parcels, workers), workers, folder, done)
    finally:
        gc.unfreeze()


def _run(parcels: tuple[Parcel, ...], workers: int, folder: str, done: Hears) -> None:
    """Run packed jobs in forked processes, whose temporary files stand in a folder."""
    left: list[Parcel] = []
    for start in range(0, len(parcels), workers * SHIFT):
        some = parcels[start : start + workers * SHIFT]
        with _pool(min(workers, len(some)), folder) as executor:
            left += run_on(executor, some, done, _rationed)
    for parcel in left:
        with _pool(1, folder) as executor:
            if run_on(executor, (parcel,), done, _rationed):
                done(died(parcel, "its worker died, or ran out of time or memory"))


def _evened(parcels: tuple[Parcel, ...], workers: int) -> tuple[Parcel, ...]:
    """Return the jobs with the lightest, one a worker, in parts: so all workers end together."""
    if workers == 1:
        return parcels
    heaviest = sorted(parcels, key=lambda parcel: -parcel.weight)
    whole, last = heaviest[:-workers], heaviest[-workers:]
    return (*whole, *(part for parcel in last for part in parcel.parts()))


def run_on(
    executor: Executor,
    parcels: Iterable[Parcel],
    done: Hears,
    work: Callable[[Parcel], Outcome] | None = None,
) -> tuple[Parcel, ...]:
    """Run packed jobs on an executor; return those whose worker died before it was heard of."""
    heaviest = sorted(parcels, key=lambda parcel: -parcel.weight)
    futures: dict[Future[Outcome], Parcel] = {
        executor.submit(work or unpack, parcel): parcel for parcel in heaviest
    }
    left = []
    while futures:
        for future in wait(futures, return_when=FIRST_COMPLETED).done:
            parcel = futures.pop(future)  # and with it its prints: memory is to stay flat
            try:
                outcome = future.result()
            except BrokenExecutor:
                left.append(parcel)
                continue
            except Exception as error:  # whatever the engine makes of it is that job's problem
                outcome = died(parcel, f"{type(error).__name__}: {error}")
            done(outcome)
    return tuple(left)


def _pool(workers: int, folder: str) -> ProcessPoolExecutor:
    context = get_context("fork")
    return ProcessPoolExecutor(workers, context, initializer=_confine, initargs=(folder,))


def _confine(folder: str) -> None:
    """Bound what a worker may use, so that no document can stop the machine.

    What it leaves in its folder is removed at the end, however it dies. Its garbage is collected
    between jobs: in the midst of layouts that took a seventh of the time.
    """
    import resource

    tempfile.tempdir = folder
    gc.disable()
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard < 0 or hard > MEMORY:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))


def _rationed(parcel: Parcel) -> Outcome:
    """Make a job within its share of processor time, beyond which the system kills the worker."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + SECONDS
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (limit if hard < 0 else min(limit, hard), hard))
    gc.collect()
    return unpack(parcel)


def unpack(parcel: Parcel) -> Outcome:
    """Make what a packed job asks for."""
    return make(parcel.job())


def make(job: Job) -> Outcome:
    """Make all artifacts of a job's edition, by the same machines as it was planned for."""
    guide, language = job.edition.guide, job.language
    if said := _differences(job.plant):
        hint = "install the same press and the same locked requirements on every worker"
        message = f"the job {job.name} came to another plant: {said}"
        problem = Problem(job.edition.title.file, 0, 0, "job-failed", message, hint)
        return Outcome(guide, language, problems=(problem,))
    from vademecum import printing  # it loads the engine, which planning and publishing never need

    with ONE_AT_A_TIME:
        try:
            return Outcome(guide, language, dict(printing.prints(job)))
        except Refused as refused:
            return Outcome(guide, language, problems=refused.problems)


def died(parcel: Parcel, reason: str) -> Outcome:
    """Return the outcome of a job that came to no end."""
    message = f"the job {parcel.name} failed: {' '.join(reason.split())}"
    hint = "run the build again with -j 1 -v; if it fails again, please report it"
    problem = Problem(parcel.file, 0, 0, "job-failed", message, hint)
    return Outcome(parcel.guide, parcel.language, problems=(problem,))


def _differences(planned: Mapping[str, str]) -> str:
    """Return in what this worker's plant is not the one that a job was planned for."""
    here = plant.state()
    names = sorted(n for n in {**here, **planned} if here.get(n) != planned.get(n))
    return ", ".join(f"{n} is {planned.get(n)} here, {here.get(n)} there" for n in names)[:400]
