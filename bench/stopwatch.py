"""Whole processes timed from outside: their seconds, and the memory of parent and children."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

PAUSE: Final = 0.05
"""The seconds between two looks at the memory in use."""
KIB_PER_MIB: Final = 1024


class Failed(Exception):
    """A process that is timed ended with an error; says which and why."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took: seconds from start to end, and the most memory in MiB.

    `parent` is the memory of the process itself, `child` that of the largest of its children; both
    are 0 where the system does not tell.
    """

    seconds: float
    parent: float = 0.0
    child: float = 0.0
    output: str = field(default="", repr=False)
    log: str = field(default="", repr=False)


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run a process to its end; raise Failed where that is not a good one."""
    began = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        watcher = _Memory(process.pid)
        watcher.start()
        output, log = process.communicate()
        seconds = time.perf_counter() - began
        watcher.stop()
    if process.returncode:
        raise Failed(f"{' '.join(command)[:200]} ended with {process.returncode}: {log[-2000:]}")
    return Run(seconds, watcher.parent, watcher.child, output, log)


def run_all(commands: Iterable[Sequence[str]], folder: Path, at_once: int = 1) -> Run:
    """Run processes one after the other, or some at once; return what they took together."""
    began = time.perf_counter()
    with ThreadPoolExecutor(at_once) as executor:
        for _ in executor.map(lambda command: run(command, folder), commands):
            pass
    return Run(time.perf_counter() - began)


def python(*arguments: str) -> tuple[str, ...]:
    """Return the command that runs this Python with arguments."""
    return (sys.executable, *arguments)


def middle(times: int, measure: Callable[[], Run]) -> Run:
    """Return the run that took the median time of several."""
    runs = sorted((measure() for _ in range(times)), key=lambda run: run.seconds)
    return runs[len(runs) // 2]


def paired(times: int, one: Callable[[], Run], other: Callable[[], Run]) -> tuple[float, Run, Run]:
    """Run two in turn; return the median of the ratios one / other, pair by pair, and a pair.

    Pairs keep their ratio where the machine's speed drifts.
    """
    pairs = [(one(), other()) for _ in range(times)]
    ratios = [first.seconds / second.seconds for first, second in pairs]
    ratio = median(ratios)
    nearest = min(range(times), key=lambda number: abs(ratios[number] - ratio))
    return ratio, *pairs[nearest]


class _Memory(threading.Thread):
    """Looks again and again at the resident memory of a process and of its children."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.parent, self.child = pid, 0.0, 0.0
        self._over = threading.Event()

    def run(self) -> None:
        while not self._over.wait(PAUSE):
            self.parent = max(self.parent, _resident(self.pid))
            self.child = max([self.child, *map(_resident, _children(self.pid))])

    def stop(self) -> None:
        self._over.set()
        self.join()


def _children(pid: int) -> list[int]:
    try:
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (OSError, ValueError):
        return []


def _resident(pid: int) -> float:
    """Return the resident memory of a process in MiB, or 0 (proc(5), VmRSS)."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    sizes = [line.split()[1] for line in lines if line.startswith("VmRSS")]
    return int(sizes[0]) / KIB_PER_MIB if sizes else 0.0
