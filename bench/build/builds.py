"""Builds to be timed, each on a desk of its own, and what is told of them."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench import stopwatch
from bench.copies import Desk
from bench.stopwatch import Run, python

MADE: Final = re.compile(r"(\d+) files? made")


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


def build(desk: Desk, *options: str, site: bool = False) -> Run:
    """Print what is on a desk, with the cache that belongs to it, and make its `site` if asked."""
    cache = {"XDG_CACHE_HOME": str(desk.folder / "cache")}
    papers = () if site else desk.papers
    return stopwatch.run(python("build.py", *options, *papers), desk.folder, cache)


def cold(desk: Desk, *options: str, site: bool = False) -> Run:
    """Print what is on a desk as if for the first time."""
    for name in ("cache", "dist"):
        shutil.rmtree(desk.folder / name, ignore_errors=True)
    return build(desk, *options, site=site)


def listed(desk: Desk, **wanted: str) -> int:
    """Return how many files the manifest lists whose values begin like those wanted."""
    manifest = json.loads((desk.folder / "dist" / "manifest.json").read_text("utf-8"))
    return sum(
        all(entry[key].startswith(value) for key, value in wanted.items())
        for entry in manifest["artifacts"]
    )


def made(run: Run) -> int:
    """Return how many files a build says that it has made."""
    found = MADE.search(run.log)
    return int(found[1]) if found else 0
