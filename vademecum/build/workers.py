"""The workers of this machine: forked processes, each bound in time and memory."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from vademecum.build import bounds, lifeline, making, scratch
from vademecum.build.lifeline import Lifeline
from vademecum.build.making import Hears, Outcome, died, run_on
from vademecum.build.packed import PackedJob

SECONDS = 120
"""The processor time that a job may use."""
GARBAGE = 500_000
"""How many objects, of 300 bytes about, a worker may leave uncollected: most end before that."""
SHIFT = 32
"""How many jobs a worker makes, about, before a new one takes over: libraries leak."""


def run(packed_jobs: Iterable[PackedJob], workers: int, done: Hears) -> None:
    """Run packed jobs, the longest first, in forked processes.

    A worker that dies takes the pool with it: what was left is then run job by job, so that only
    the culprit's job becomes a problem.
    """
    packed_jobs = tuple(packed_jobs)
    import vademecum.setting.printing  # noqa: F401  (with the engine, once, before the workers are forked)

    gc.freeze()  # the workers share the engine's memory as long as nobody writes to it
    try:
        evened = _evened(packed_jobs, workers)  # which takes a while: nothing is to be left of it
        with scratch.folder(Path(tempfile.gettempdir())) as folder, lifeline.opened() as line:
            _run(evened, workers, _Home(str(folder), line), done)
    finally:
        gc.unfreeze()


@contextmanager
def pool(number: int) -> Iterator[Executor]:
    """Yield forked processes for small work, each bound in memory, and gone with their parent."""
    gc.freeze()
    try:
        with (
            scratch.folder(Path(tempfile.gettempdir())) as folder,
            lifeline.opened() as line,
            _pool(number, _Home(str(folder), line)) as executor,
        ):
            yield executor
    finally:
        gc.unfreeze()


@dataclass(frozen=True, slots=True)
class _Home:
    """Where workers leave their temporary files, and by what they know that their parent lives."""

    folder: str
    line: Lifeline

    def clear(self) -> None:
        """Remove what the workers have left."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _run(packed_jobs: tuple[PackedJob, ...], workers: int, home: _Home, done: Hears) -> None:
    """Run packed jobs in forked processes."""
    left: list[PackedJob] = []
    for start in range(0, len(packed_jobs), workers * SHIFT):
        some = packed_jobs[start : start + workers * SHIFT]
        with _pool(min(workers, len(some)), home) as executor:
            left += run_on(executor, some, done, _rationed)
    for packed in left:
        with _pool(1, home) as executor:
            if run_on(executor, (packed,), done, _rationed):
                done(died(packed, "its worker died, or ran out of time or memory"))


def _evened(packed_jobs: tuple[PackedJob, ...], workers: int) -> tuple[PackedJob, ...]:
    """Return the jobs with the lightest, one a worker, in parts: so all workers end together."""
    if workers == 1:
        return packed_jobs
    heaviest = sorted(packed_jobs, key=lambda packed: -packed.weight)
    whole, last = heaviest[:-workers], heaviest[-workers:]
    return (*whole, *(part for packed in last for part in packed.parts()))


def _pool(workers: int, home: _Home) -> ProcessPoolExecutor:
    context = get_context("fork")
    return ProcessPoolExecutor(workers, context, initializer=_confine, initargs=(home,))


def _confine(home: _Home) -> None:
    """Bound what a worker may use, so that no document can stop the machine.

    What it leaves in its folder is removed at the end, however it dies. Its garbage is collected
    between jobs, once there is much of it: in the midst of layouts that took a seventh of the time.
    """
    home.line.follow(home.clear)
    tempfile.tempdir = home.folder
    gc.disable()
    bounds.confine()


def _rationed(packed: PackedJob) -> Outcome:
    """Make a job within its share of processor time, beyond which the system kills the worker."""
    bounds.ration(SECONDS)
    if gc.get_count()[0] > GARBAGE:
        gc.collect()
    return making.unpack(packed)
