"""The bench: `python -m bench [CASE...]` times the press, or some of it, and writes RESULTS.md."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from shutil import which
from typing import Final

from bench import stopwatch
from bench.build.builds import Row
from bench.build.cases import CASES
from bench.contest.peers import BROWSERS
from bench.copies import GUIDE, ROOT
from vademecum.build import versions

RESULTS: Final = ROOT / "bench" / "RESULTS.md"
KEPT: Final = ROOT / "bench" / "rows.json"
"""The rows of each case as they were last timed, and the phases."""
BEFORE: Final = ROOT / "bench" / "before.json"
"""What the phases took at a commit before the press was made fast, on a machine like this one."""
PART_OF: Final = {"repairs: fonts cut again": "PDF written"}
ENGINE: Final = ("styles computed", "boxes built", "pages laid out")
"""The phases that are the engine's own layout."""


def main(names: list[str]) -> int:
    """Run the cases named, or all of them, and the phases; renew their rows in the results."""
    if unknown := sorted(set(names) - set(CASES)):
        print(f"no case is called {', '.join(unknown)}; there are {', '.join(CASES)}")
        return 2
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {"cases": {}}
    for name in names or CASES:
        print(f"{name} ...", file=sys.stderr)
        kept["cases"][name] = lines = list(map(_line, CASES[name]()))
        print("\n".join(lines))
    kept["phases"] = _phases()
    KEPT.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")
    lines = [line for name in CASES for line in kept["cases"].get(name, ())]
    RESULTS.write_text("\n".join(_page(lines, kept["phases"])) + "\n", "utf-8")
    print(RESULTS.relative_to(ROOT))
    return 0


def _phases() -> Mapping[str, float]:
    command = stopwatch.python("-m", "bench.build.phases", str(ROOT / "content" / GUIDE))
    seconds: dict[str, float] = json.loads(stopwatch.run(command, ROOT).output)["seconds"]
    return seconds


def _line(row: Row) -> str:
    met = {True: "met", False: "**not met**", None: ""}[row.met]
    return f"| {row.case} | {row.measured} | {row.bound} | {met} |"


def _page(lines: Iterable[str], phases: Mapping[str, float]) -> Iterator[str]:
    """Yield the lines of the results."""
    yield "# Results of the bench"
    yield ""
    yield "Written by `make bench`; the cases are in `bench/build/cases.py`. Whole processes are"
    yield "timed, in turn with what they are held against, a case in one run: trust the ratios, not"
    yield "the seconds."
    yield ""
    yield from _circumstances()
    yield ""
    yield "| case | measured | bound | |"
    yield "|---|---|---|---|"
    yield from lines
    yield ""
    yield "## Where the time goes"
    yield ""
    before = json.loads(BEFORE.read_text("utf-8"))
    yield "The seconds of one process that makes every file of the guide, cold. Before is at commit"
    yield f"{before['commit']}: there a document was laid out eight times on average, here twice."
    yield ""
    yield from _comparison(before["seconds"], phases)


def _comparison(before: Mapping[str, float], after: Mapping[str, float]) -> Iterator[str]:
    """Yield a table of the phases, before the press was made fast and now."""
    yield "| phase | before | now | share |"
    yield "|---|---|---|---|"
    whole = after["whole"]
    for name in after:
        if name != "whole":
            shown = f"of it {name}" if name in PART_OF else name
            share = f"{after[name] / whole:.0%}"
            yield f"| {shown} | {before.get(name, 0):.2f} | {after[name]:.2f} | {share} |"
    parts = {name: s for name, s in after.items() if name != "whole" and name not in PART_OF}
    rest = [
        seconds["whole"] - sum(s for name, s in seconds.items() if name in parts)
        for seconds in (before, after)
    ]
    yield f"| all else | {rest[0]:.2f} | {rest[1]:.2f} | {rest[1] / whole:.0%} |"
    yield f"| **whole** | **{before['whole']:.2f}** | **{whole:.2f}** | |"
    yield ""
    own = sum(after[name] for name in ENGINE)
    yield f"The engine's own layout ({', '.join(ENGINE)}) takes {own / whole:.0%} of it."


def _circumstances() -> Iterator[str]:
    """Yield the machine, the day and the versions."""
    known = {**versions.shown(), **_peers()}
    system = f"{platform.system()} {platform.machine()}"
    yield f"- {datetime.now(UTC):%Y-%m-%d}, {system}, {_processor()}"
    yield f"- Python {platform.python_version()}, " + ", ".join(
        f"{name} {number}" for name, number in known.items()
    )


def _processor() -> str:
    """Return the name of the processor, as far as the system tells, and how many there are."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{names[0] if names else platform.processor()}, {os.cpu_count()} cores"


def _peers() -> Mapping[str, str]:
    found = {}
    with suppress(PackageNotFoundError):
        found["Typst"] = version("typst")
    if browser := next(filter(None, map(which, BROWSERS)), None):
        said = subprocess.run([browser, "--version"], capture_output=True, text=True, check=False)
        found["Chromium"] = said.stdout.strip().removeprefix("Chromium ").split(" ")[0]
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
