"""`vademecum watch`: what an edit touches is made again at once, and a problem stops nothing.

The press looks itself, five times a second: a library would watch in a thread of its own, and a
process that has threads must not fork workers.
"""

from __future__ import annotations

import signal
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from vademecum.build import clock, production
from vademecum.build.production import Order, Result
from vademecum.commands.build import roots
from vademecum.content import door
from vademecum.content.catalogue import Usage
from vademecum.content.leftovers import is_leftover
from vademecum.problems.policy import count, few
from vademecum.problems.streams import plain
from vademecum.setting import pango

PAUSE: Final = 0.2
"""The seconds between two looks."""
State = Mapping[Path, tuple[int, int, int]]


def watch(order: Order) -> int:
    """Build what is ordered, and what an edit touches again, until the user stops it."""
    folders = [Path(root) for root in roots(order)]
    if pango.is_missing():
        return 1
    try:
        follow(order, edits(folders))
    except KeyboardInterrupt:
        print("stopped watching", file=sys.stderr)
    return 0


def follow(order: Order, edits: Iterable[tuple[Path, ...]]) -> None:
    """Build once, and again after each set of edited files; say each time what and how long."""
    load()
    build(order, ())
    for paths in edits:
        build(order, paths)


def load() -> None:
    """Load the engine, once: each build forks from here. Ctrl-C is heard when that is done.

    Amid modules that are made of strings, as data classes are, Python takes it for unhandled,
    whoever handles it, and ends with another exit code than that of the command.
    """
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: heard.append(number))
    try:
        import vademecum.setting.printing  # noqa: F401
    finally:
        signal.signal(signal.SIGINT, before)
    if heard:
        raise KeyboardInterrupt


def build(order: Order, edited: tuple[Path, ...]) -> Result:
    """Build, and say in one line what was made and how long it took, or that nothing was.

    What does not exist is a failure of this build: the next edit may bring it.
    """
    began = time.monotonic()
    order = replace(order, policy=replace(order.policy, day=clock.today()))
    try:
        result = production.produce(order)
    except Usage as error:
        print(f"Error: {error}", file=sys.stderr)
        result = Result(2, failure=str(error))
    seconds = time.monotonic() - began
    told = "watching on" if result.code else _told(result, seconds)
    said = f"{few(path.name for path in edited)}: {told}" if edited else told
    print(plain(said), file=sys.stderr)
    return result


def edits(roots: Iterable[Path], sleep: Callable[[float], None] = time.sleep) -> Iterator[
    tuple[Path, ...]
]:  # fmt: skip
    """Yield the files below some folders that were changed, added or removed, as that happens.

    An editor that saves in several steps is waited for: a set ends with a look without change.
    """
    roots = tuple(roots)
    return _edits(roots, sleep, _state(roots))


def _edits(
    roots: tuple[Path, ...], sleep: Callable[[float], None], before: State
) -> Iterator[tuple[Path, ...]]:
    last = before
    while True:
        sleep(PAUSE)
        now = _state(roots)
        if now == last and now != before:
            changed = {path for path in {**now, **before} if now.get(path) != before.get(path)}
            before = now
            yield tuple(sorted(changed))
        last = now


def _state(roots: Iterable[Path]) -> State:
    """Return the inode, size and time of change of every file below some folders.

    Of a root with more in it than a guide may hold, none: the build tells what is wrong.
    """
    found: dict[Path, tuple[int, int, int]] = {}
    for root in roots:
        try:
            found |= _seen(door.on_shelf(root))
        except door.Shut:
            continue
    return found


def _seen(paths: Iterable[Path]) -> State:
    """Return the state of each file that somebody wrote, and of none that a tool has left."""
    found = {}
    for path in paths:
        with suppress(OSError):  # it has just vanished
            state = path.lstat()
            if not stat.S_ISDIR(state.st_mode) and not is_leftover(path.name):
                found[path] = state.st_ino, state.st_size, state.st_mtime_ns
    return found


def _told(result: Result, seconds: float) -> str:
    made = [f"{a.language} {a.product} {a.paper}" for a in result.made]
    made += [f"{page.language} site" for page in result.pages]
    if not made:
        return f"nothing to make ({seconds:.1f} s)"
    return f"{count(len(made), 'file')} made in {seconds:.1f} s: {few(made)}"
