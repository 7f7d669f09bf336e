"""The press: runs the jobs of a plan on an executor, each edition in a worker of its own."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    as_completed,
)
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing import get_context

from vademecum.plan import Artifact, Job
from vademecum.problems import Problem, Refused

SECONDS = 120
"""The processor time that a job may use."""
MEMORY = 4 * 2**30
"""The address space that a worker may use, in bytes."""


@dataclass(frozen=True, slots=True)
class Print:
    """A finished file; `size` is its type in points."""

    artifact: Artifact
    data: bytes = field(repr=False)
    pages: int
    size: float
    reviewed: bool
    facts_checked: str

    @property
    def sha256(self) -> str:
        """The hash of the file, in hexadecimal."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job."""

    job: str
    prints: tuple[Print, ...] = ()
    problems: tuple[Problem, ...] = ()


def run(jobs: Iterable[Job], workers: int, done: Callable[[Outcome], None]) -> tuple[Outcome, ...]:
    """Run the jobs in forked processes and return their outcomes in the jobs' order.

    `done` hears of each outcome as it comes. A worker that dies takes the pool with it: what was
    left is then run job by job, so that only the culprit's job becomes a problem.
    """
    jobs = tuple(jobs)
    if not jobs:
        return ()
    import vademecum.engine  # noqa: F401  (imported once, before the workers are forked)

    gc.freeze()
    outcomes: dict[str, Outcome] = {}

    def keep(outcome: Outcome) -> None:
        outcomes[outcome.job] = outcome
        done(outcome)

    with _pool(min(workers, len(jobs))) as executor:
        left = run_on(executor, jobs, keep, _rationed)
    for job in left:
        with _pool(1) as executor:
            if run_on(executor, (job,), keep, _rationed):
                keep(_died(job, "its worker died, or ran out of time or memory"))
    return tuple(outcomes[job.name] for job in jobs)


def run_on(
    executor: Executor,
    jobs: tuple[Job, ...],
    done: Callable[[Outcome], None],
    work: Callable[[Job], Outcome] | None = None,
) -> tuple[Job, ...]:
    """Run the jobs on an executor; return those whose worker died before it was heard of."""
    futures: dict[Future[Outcome], Job] = {executor.submit(work or make, job): job for job in jobs}
    left = []
    for future in as_completed(futures):
        job = futures[future]
        try:
            done(future.result())
        except BrokenExecutor:
            left.append(job)
        except Exception as error:  # whatever the engine makes of a document is that job's problem
            done(_died(job, f"{type(error).__name__}: {error}"))
    return tuple(job for job in jobs if job in left)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("fork"), initializer=_confine)


def _confine() -> None:
    """Bound what a worker may use, so that no document can stop the machine."""
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard < 0 or hard > MEMORY:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))


def _rationed(job: Job) -> Outcome:
    """Make a job within its share of processor time, beyond which the system kills the worker."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + SECONDS
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (limit if hard < 0 else min(limit, hard), hard))
    return make(job)


def make(job: Job) -> Outcome:
    """Make all artifacts of a job's edition."""
    from vademecum import printing  # it loads the engine, which planning and publishing never need

    try:
        return Outcome(job.name, tuple(printing.prints(job)))
    except Refused as refused:
        return Outcome(job.name, problems=refused.problems)


def _died(job: Job, reason: str) -> Outcome:
    source = job.guide.sources[f"words/{job.language}"].file
    message = f"the job {job.name} failed: {reason}"
    hint = "run the build again with -j 1 -v; if it fails again, please report it"
    return Outcome(job.name, problems=(Problem(source, 0, 0, "job-failed", message, hint),))
