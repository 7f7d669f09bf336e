"""What is timed, and what it is held against: each case yields rows of the results."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench import peers, stopwatch
from bench.copies import GUIDE, ROOT, Desk
from bench.peers import Rival
from bench.stopwatch import Failed, Run, python
from vademecum import manuscript
from vademecum.guide import Guide

HEAVY: Final = ("weasyprint", "pydantic", "pydantic_core", "yaml", "jinja2", "babel")
MADE: Final = re.compile(r"(\d+) files? made")
MANY: Final = 200
"""How many languages are no trouble."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the results: what was measured, what it had to be, and whether it was."""

    case: str
    measured: str
    bound: str = ""
    met: bool | None = None


@contextmanager
def desk() -> Iterator[Desk]:
    """Yield a desk of its own for a case; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield Desk(Path(folder))


def build(desk: Desk, *options: str) -> Run:
    """Build what is on a desk, with the cache that belongs to the desk."""
    cache = {"XDG_CACHE_HOME": str(desk.folder / "cache")}
    return stopwatch.run(python("build.py", *options), desk.folder, cache)


def cold(desk: Desk, *options: str) -> Run:
    """Build what is on a desk as if for the first time."""
    for name in ("cache", "dist"):
        shutil.rmtree(desk.folder / name, ignore_errors=True)
    return build(desk, *options)


def made(run: Run) -> int:
    """Return how many files a build says that it has made."""
    found = MADE.search(run.log)
    return int(found[1]) if found else 0


def nothing() -> Iterator[Row]:
    """Nothing to do, against a Python that does nothing."""
    with desk() as d:
        cold(d)
        build(d)
        ratio, press, bare = stopwatch.paired(
            15, lambda: build(d), lambda: stopwatch.run(python("-c", "pass"), d.folder)
        )
        seen = (
            "import sys; from vademecum.__main__ import main; main(['build']);"
            f"print('HEAVY', *[name for name in {HEAVY} if name in sys.modules])"
        )
        cache = {"XDG_CACHE_HOME": str(d.folder / "cache")}
        output = stopwatch.run(python("-c", seen), d.folder, cache).output
        imported = output.splitlines()[-1].removeprefix("HEAVY").split()
    yield Row(
        "nothing to do",
        f"{ratio:.1f} x `python -c pass` ({press.seconds * 1000:.0f} ms against"
        f" {bare.seconds * 1000:.0f} ms); imported of {', '.join(HEAVY)}:"
        f" {', '.join(imported) or 'none'}",
        "at most 10 x, and none imported",
        ratio <= 10 and not imported,
    )


def edits() -> Iterator[Row]:
    """One word, one fact, one style sheet changed."""
    with desk() as d:
        cold(d)
        number = 0

        def edit() -> Run:
            nonlocal number
            d.edit(f"content/{GUIDE}/words/en.yaml", "\ntitle: ", "\ntitle: A")
            number += 1
            return build(d)

        ratio, press, least = stopwatch.paired(5, edit, lambda: floor(d, "en"))
        yield Row(
            "one word changed in one language",
            f"{made(press)} files made in {press.seconds:.2f} s, {ratio:.2f} x the"
            f" {least.seconds:.2f} s of importing the engine and setting them",
            "only that language's 5 files, at most 1.5 x",
            ratio <= 1.5 and made(press) == 5,
        )
        d.edit(f"content/{GUIDE}/facts.yaml", "value: 1-8\n", "value: 1-9\n")
        fact = build(d)
        yield Row(
            "one fact changed that the checklist shows",
            f"{made(fact)} files made in {fact.seconds:.2f} s",
            "only the 16 checklists",
            made(fact) == 16,
        )
        d.edit("templates/style/card.css", "2.8mm 3.4mm 2.4mm", "2.8mm 3.4mm 2.3mm")
        style = build(d)
        yield Row(
            "the card's style sheet changed",
            f"{made(style)} files made in {style.seconds:.2f} s",
            "only the 24 cards and sheets",
            made(style) == 24,
        )


def floor(desk: Desk, language: str) -> Run:
    """Return the least that it can take to make a language, by its own process's clock."""
    script = str(ROOT / "bench" / "floor.py")
    environment = {"PYTHONPATH": str(desk.folder)}
    run = stopwatch.run(python(script, str(desk.guide), language), desk.folder, environment)
    return Run(sum(map(float, run.output.split())))


def rivals() -> Iterator[Row]:
    """All languages, cold, on two cores, against other tools by one process an artifact."""
    with desk() as d:
        cold(d, "-j", "2")
        guide, _ = manuscript.load(d.guide, d.folder / "templates" / "words")
        if guide is None:
            raise Failed("the guide cannot be read")
        for name, times, least, bound in (
            ("weasyprint", 1, 10.0, "at least 10 x"),
            ("chromium", 1, 4.0, "at least 4 x"),
            ("typst", 3, 1.0, "faster"),
        ):
            yield from _rival(d, guide, name, times, least, bound)


def _rival(d: Desk, guide: Guide, name: str, times: int, least: float, bound: str) -> Iterator[Row]:
    case = f"all languages, cold: one {name} process an artifact, one after the other"
    folder = d.folder / name
    try:
        processes = peers.PEERS[name](guide, sizes(d), folder)
    except peers.Missing as missing:
        yield Row(case, f"not measured: {missing}", bound)
        return

    def peer() -> Run:
        made = peers.PEERS[name](guide, sizes(d), folder)
        return stopwatch.run_all((rival.command for rival in made), folder)

    ratio, theirs, ours = stopwatch.paired(times, peer, lambda: cold(d, "-j", "2"))
    if wrong := [fault for rival in processes for fault in peers.check(rival)]:
        raise Failed(f"{name} made something else: {wrong}")
    yield Row(
        case,
        f"ours {ours.seconds:.1f} s, theirs {theirs.seconds:.1f} s: {ratio:.2f} x",
        bound,
        ratio >= least,
    )
    if name == "typst":
        yield _searching(guide, d, folder)


def _searching(guide: Guide, d: Desk, folder: Path) -> Row:
    """Let Typst find the largest size too, as we do, by halving the range of sizes."""
    processes = peers.typst(guide, sizes(d), folder)
    seconds, runs = 0.0, 0
    for rival in processes:
        for run in _search(rival, folder):
            seconds, runs = seconds + run.seconds, runs + 1
    ours = cold(d, "-j", "2").seconds
    return Row(
        "the same, but Typst has to find the size of type too",
        f"ours {ours:.1f} s, theirs {seconds:.1f} s in {runs} processes: {seconds / ours:.2f} x",
    )


def _search(rival: Rival, folder: Path) -> Iterator[Run]:
    """Yield the runs that find the largest size at which a product keeps to its pages."""
    data = folder / rival.command[3]
    if not rival.sizes:
        yield stopwatch.run(rival.command, folder)
        return
    low, high = 0, len(rival.sizes) - 1
    while low <= high:
        middle = (low + high) // 2
        words = json.loads(data.read_text("utf-8"))
        data.write_text(json.dumps({**words, "size": rival.sizes[middle]}), "utf-8")
        yield stopwatch.run(rival.command, folder)
        low, high = (middle + 1, high) if rival.fits() else (low, middle - 1)


def sizes(desk: Desk) -> Mapping[str, float]:
    """Return the size of type of each published file, in points."""
    manifest: dict[str, Any] = json.loads((desk.folder / "dist" / "manifest.json").read_text())
    return {entry["path"]: entry["type_pt"] for entry in manifest["artifacts"]}


def languages() -> Iterator[Row]:
    """Many languages, against the guide's own."""
    with desk() as few, desk() as many:
        many.multiply(MANY)
        press = {"XDG_CACHE_HOME": str(many.folder / "cache")}
        stopwatch.run(python("-m", "vademecum", "accept"), many.folder, press)
        one = stopwatch.middle(3, lambda: cold(few, "-j", "2"))
        all_ = cold(many, "-j", "2")
        number = len(few.languages)
        each, every = one.seconds / made(one), all_.seconds / made(all_)
        again = build(many, "-j", "2")
    ratio = every / each
    yield Row(
        f"{MANY} languages, cold, 2 cores: time",
        f"{made(all_)} files in {all_.seconds:.0f} s, {every * 1000:.0f} ms each; with {number}"
        f" languages {each * 1000:.0f} ms each: {ratio:.2f} x",
        "at most 1.15 x a file",
        ratio <= 1.15 and made(all_) == 5 * MANY,
    )
    yield Row(
        f"{MANY} languages: most resident memory",
        f"parent {all_.parent:.0f} MiB, largest worker {all_.child:.0f} MiB; with {number}"
        f" languages {one.parent:.0f} and {one.child:.0f} MiB",
        "flat (at most 1.25 x)",
        all_.parent <= 1.25 * one.parent and all_.child <= 1.25 * one.child,
    )
    yield Row(f"{MANY} languages, nothing to do", f"{again.seconds * 1000:.0f} ms")


def cores() -> Iterator[Row]:
    """A second core."""
    with desk() as d:
        cold(d)
        ratio, one, two = stopwatch.paired(
            5, lambda: cold(d, "-j", "1"), lambda: cold(d, "-j", "2")
        )
    yield Row(
        "a second core",
        f"{one.seconds:.1f} s with 1 job, {two.seconds:.1f} s with 2: {ratio:.2f} x",
        "at least 1.7 x",
        ratio >= 1.7,
    )


def layouts() -> Iterator[Row]:
    """How often a product is laid out until it fits."""
    with desk() as d:
        script = str(ROOT / "bench" / "layouts.py")
        found = json.loads(
            stopwatch.run(
                python(script, str(d.guide)), d.folder, {"PYTHONPATH": str(d.folder)}
            ).output
        )
    for product, counts in found.items():
        mean, most = sum(counts) / len(counts), max(counts)
        bounded = product == "card"
        yield Row(
            f"layouts of a {product}",
            f"{mean:.2f} on average, {most} at most, in {len(counts)} documents",
            "at most 3 on average, 5 at most" if bounded else "",
            mean <= 3 and most <= 5 if bounded else None,
        )


CASES: Final[Mapping[str, Callable[[], Iterator[Row]]]] = {
    case.__name__: case for case in (nothing, edits, rivals, languages, cores, layouts)
}
"""The registry of cases, in the order in which they are timed."""
