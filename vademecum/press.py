"""The press: runs the jobs of a plan on an executor, each edition in a worker of its own."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    as_completed,
)
from dataclasses import dataclass, field, replace
from hashlib import sha256
from multiprocessing import get_context

from vademecum.edition import Edition, Text, compose
from vademecum.layout import Layout
from vademecum.plan import Artifact, Job
from vademecum.problems import Problem
from vademecum.products import PAPERS, PRODUCTS, Paper, Product

VARIANT = "pdf/ua-1"
"""What checklist and card conform to (ISO 14289-1)."""


SECONDS = 120
"""The processor time that a job may use."""
MEMORY = 4 * 2**30
"""The address space that a worker may use, in bytes."""
ENDLESS = 3000.0
"""The height of the paper on which the press measures what does not fit, in millimetres."""


@dataclass(frozen=True, slots=True)
class Print:
    """A finished file; `size` is its type in points, 0 where nothing was set."""

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
    return _Maker(job).outcome()


def _died(job: Job, reason: str) -> Outcome:
    source = job.guide.sources[f"words/{job.language}"].file
    message = f"the job {job.name} failed: {reason}"
    hint = "run the build again with -j 1 -v; if it fails again, please report it"
    return Outcome(job.name, problems=(Problem(source, 0, 0, "job-failed", message, hint),))


@dataclass(slots=True)
class _Setting:
    """A product as set: its PDF and the size of its type."""

    data: bytes
    pages: int
    size: float


class _Maker:
    """Makes the artifacts of one edition, each product set once a paper."""

    def __init__(self, job: Job) -> None:
        from vademecum import fonts

        self.job = job
        self.edition: Edition = compose(job.guide, job.language)
        self.problems = list(fonts.coverage(job.guide, self.edition))
        self.fount = None if self.problems else fonts.cast(self.edition)
        self.set: dict[tuple[str, str], _Setting | None] = {}

    def outcome(self) -> Outcome:
        """Return what became of the job."""
        if self.problems:
            return Outcome(self.job.name, problems=tuple(self.problems))
        prints = [self._print(artifact) for artifact in self.job.artifacts]
        if self.problems:
            return Outcome(self.job.name, problems=tuple(dict.fromkeys(self.problems)))
        return Outcome(self.job.name, tuple(p for p in prints if p is not None))

    def _print(self, artifact: Artifact) -> Print | None:
        product = PRODUCTS[artifact.product]
        if product.imposes:
            setting = self._imposed(PRODUCTS[product.imposes], artifact.paper)
        else:
            setting = self._set(product, artifact.paper)
        if setting is None:
            return None
        checked = self.edition.oldest_check.isoformat()
        return Print(
            artifact,
            setting.data,
            setting.pages,
            setting.size,
            self.edition.reviewed,
            checked,
        )

    def _imposed(self, product: Product, paper: str) -> _Setting | None:
        from vademecum import impose

        card = self._set(product, product.papers[0])
        if card is None:
            return None
        sheet = impose.plan(PAPERS[paper], PAPERS[product.papers[0]])
        return _Setting(impose.draw(card.data, sheet), 2, card.size)

    def _set(self, product: Product, paper: str) -> _Setting | None:
        key = (product.id, paper)
        if key not in self.set:
            self.set[key] = self._set_anew(product, paper)
        return self.set[key]

    def _set_anew(self, product: Product, paper_id: str) -> _Setting | None:
        from vademecum import engine, proof, template
        from vademecum.fit import AIR, largest

        assert self.fount is not None
        paper, fount = PAPERS[paper_id], self.fount
        forme = template.Forme(self.edition, fount, product, self.job.created)
        tried: dict[tuple[float, float], engine.Pages] = {}

        def lay_out(paper: Paper, size: float, air: float) -> engine.Pages:
            return engine.lay_out(forme.html(paper, size, air), template.folder(), fount)

        def fits(size: float, air: float) -> bool:
            tried[size, air] = lay_out(paper, size, air)
            return proof.fits(tried[size, air].layout, product)

        try:
            sizes = product.sizes(self.edition.language.setting)
            size = largest(sizes, lambda size: fits(size, 0.0))
            if size is None:
                tall = lay_out(replace(paper, height=ENDLESS), sizes.floor, 0.0).layout
                layout = tried[sizes.floor, 0.0].layout
                self.problems += proof.too_long(
                    layout, tall, product, paper, self.edition, forme.panels
                )
                return None
            air = largest(AIR, lambda air: fits(size, air)) or 0.0
            pages = tried[size, air]
            rtl = self.edition.language.direction == "rtl"
            data = pages.pdf(VARIANT, rtl, actual_size=paper.bleed > 0)
            self.problems += self._proof(product, pages.layout, forme.texts, data)
            return _Setting(data, len(pages.layout), size)
        except engine.EngineComplaint as complaint:
            self.problems += proof.complaints(complaint.messages, product.template)
            return None

    def _proof(
        self, product: Product, layout: Layout, texts: tuple[Text, ...], data: bytes
    ) -> Iterator[Problem]:
        """Yield what is wrong with a product that was set."""
        from vademecum import proof, viewer

        rtl = self.edition.language.direction == "rtl"
        yield from proof.lost(layout, texts)
        yield from proof.broken(layout, product.template, texts)
        seen = viewer.visual_lines(data) if rtl else ""
        yield from proof.unreadable(viewer.text(data), seen, texts, rtl)
