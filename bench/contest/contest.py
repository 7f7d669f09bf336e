"""The press against other tools that make the same papers, by one process an artifact."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench import stopwatch
from bench.build.builds import Row, cold, desk
from bench.contest import peers
from bench.contest.peers import Rival
from bench.copies import Desk
from bench.stopwatch import Failed, Run
from vademecum.content import reading
from vademecum.content.guide import Guide
from vademecum.content.house import House


def rivals() -> Iterator[Row]:
    """All languages, cold, on two cores, against other tools by one process an artifact."""
    with desk() as d:
        cold(d, "-j", "2")
        guide, _ = reading.load(d.guide, House(d.folder / "templates"))
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

    def press() -> Run:
        return stopwatch.middle(3, lambda: cold(d, "-j", "2"))

    ratio, theirs, ours = stopwatch.paired(times, peer, press)
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
