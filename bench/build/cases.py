"""What is timed, and what it is held against: each case yields rows of the results."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from bench import stopwatch
from bench.build.builds import Row, build, cold, desk, listed, made
from bench.contest.contest import rivals
from bench.copies import GUIDE, ROOT, Desk
from bench.stopwatch import Run, python

HEAVY: Final = ("weasyprint", "pydantic", "pydantic_core", "yaml", "jinja2", "babel")
MANY: Final = 200
"""How many languages are no trouble."""


def nothing() -> Iterator[Row]:
    """Nothing to do, against a Python that does nothing."""
    with desk() as d:
        cold(d, site=True)
        build(d, site=True)
        ratio, press, bare = stopwatch.paired(
            15, lambda: build(d, site=True), lambda: stopwatch.run(python("-c", "pass"), d.folder)
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

        def edit() -> Run:
            d.edit(f"content/{GUIDE}/words/en.yaml", "\ntitle: ", "\ntitle: A")
            return build(d)

        ratio, press, least = stopwatch.paired(5, edit, lambda: floor(d, "en"))
        english = listed(d, language="en")
        yield Row(
            "one word changed in one language",
            f"{made(press)} files made in {press.seconds:.2f} s, {ratio:.2f} x the"
            f" {least.seconds:.2f} s of importing the engine and setting them",
            f"only that language's {english} files, at most 1.5 x",
            ratio <= 1.5 and made(press) == english,
        )
        d.edit(f"content/{GUIDE}/facts.yaml", "value: 1-8\n", "value: 1-9\n")
        fact, checklists = build(d), listed(d, product="checklist")
        yield Row(
            "one fact changed that the checklist shows",
            f"{made(fact)} files made in {fact.seconds:.2f} s",
            f"only the {checklists} checklists",
            made(fact) == checklists,
        )
        d.edit("templates/style/forms/card.css", "margin: 3mm", "margin: 2.9mm")
        style, cards = build(d), listed(d, product="card")
        yield Row(
            "the card's style sheet changed",
            f"{made(style)} files made in {style.seconds:.2f} s",
            f"only the {cards} cards and sheets of cards",
            made(style) == cards,
        )


def floor(desk: Desk, language: str) -> Run:
    """Return the least that it can take to make a language, by its own process's clock."""
    script = str(ROOT / "bench" / "setting" / "floor.py")
    environment = {"PYTHONPATH": str(desk.folder)}
    run = stopwatch.run(python(script, str(desk.guide), language), desk.folder, environment)
    return Run(sum(map(float, run.output.split())))


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
        ratio <= 1.15 and made(all_) * number == made(one) * MANY,
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


def site() -> Iterator[Row]:
    """The site, against the papers that it offers."""
    with desk() as d:
        cold(d, site=True)
        ratio, both, papers = stopwatch.paired(
            3, lambda: cold(d, "-j", "2", site=True), lambda: cold(d, "-j", "2")
        )
    yield Row(
        "the site beside the papers",
        f"{papers.seconds:.1f} s without, {both.seconds:.1f} s with it: {ratio:.2f} x",
        "at most 1.5 x",
        ratio <= 1.5,
    )


def layouts() -> Iterator[Row]:
    """How often a product is laid out until it fits."""
    with desk() as d:
        script = str(ROOT / "bench" / "setting" / "layouts.py")
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
            f"{mean:.2f} on average, {most:g} at most, in {len(counts)} documents",
            "at most 3 on average, 5 at most" if bounded else "",
            mean <= 3 and most <= 5 if bounded else None,
        )


CASES: Final[Mapping[str, Callable[[], Iterator[Row]]]] = {
    case.__name__: case for case in (nothing, edits, rivals, languages, cores, site, layouts)
}
"""The registry of cases, in the order in which they are timed."""
