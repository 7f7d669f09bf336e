"""A build that is killed, or whose cache vanishes: no process, no litter, and all is published."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final

import pytest

from tests.build.test_killed import FORK, whole
from tests.conftest import ROOT, Desk, settled
from tests.trying import one_in, swept
from vademecum.build import pouring, production, scratch
from vademecum.build.production import Order
from vademecum.build.store import Store

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
CARD: Final = Order(products=("card",), languages=("en",))


def workers(mark: str) -> list[int]:
    """Return the marked processes that are builds: one that looks for a library is none."""
    return [one for one in processes(mark) if _is_build(Path(f"/proc/{one}"))]


def _is_build(process: Path) -> bool:
    try:
        return b"build.py" in (process / "cmdline").read_bytes()
    except OSError:
        return False


def processes(mark: str) -> list[int]:
    """Return the processes that were given a mark in their environment, and still live."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            given = mark.encode() in (path / "environ").read_bytes()
            dead = (path / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
        except OSError:
            continue
        if given and not dead:
            found.append(int(path.name))
    return found


def wait_for(condition: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("moment", swept(("workers", "gathered"), "workers"))
def test_a_killed_build_leaves_no_process_and_the_next_one_takes_its_litter_away(
    desk: Desk, tmp_path: Path, moment: str
) -> None:
    mark, litter = f"MARK={tmp_path}", tmp_path / "tmp"
    litter.mkdir()
    environment = {**os.environ, "MARK": str(tmp_path), "TMPDIR": str(litter)}
    command = [sys.executable, str(ROOT / "build.py"), "--no-cache", "-j", "2"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    build = subprocess.Popen(command, env=environment, **quiet)  # type: ignore[call-overload]
    if moment == "workers":
        wait_for(lambda: len(workers(mark)) > 2)
    else:
        wait_for(lambda: any((desk.folder / "dist").glob(".vademecum-work-*/**/*.pdf")))
    build.send_signal(signal.SIGKILL)
    build.wait()
    wait_for(lambda: not processes(mark))
    command += ["-p", "card", "-l", "en"]
    assert subprocess.run(command, env=environment, check=False, **quiet).returncode == 0  # type: ignore[call-overload]
    assert len(whole(desk.folder / "dist")) == 1
    assert list(litter.iterdir()) == []
    assert scratch.left(desk.folder / "dist", scratch.HIDDEN) == []


def _lives(process: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False


def _tells_much(number: int, shelves: Sequence[Path]) -> bytes:
    return f"{os.getpid()} ".encode().ljust(1_000_000, b".")


def _never_ends(number: int, shelves: Sequence[Path]) -> bytes:
    while number:
        time.sleep(60)
    return f"{os.getpid()} ".encode()


@pytest.mark.parametrize("pour", [_tells_much, _never_ends])
def test_a_killed_build_leaves_none_that_pours_into_the_templates_of_a_house(
    pour: Callable[[int, Sequence[Path]], bytes],
) -> None:
    """Neither one that waits to be heard nor one that is in the midst of it."""
    here, there = FORK.Pipe()

    def pours() -> None:
        poured = pouring.pour_each(range(9), [Path("ours"), Path("theirs")], pour)
        there.send(int(next(iter(poured)).split()[0]))  # type: ignore[union-attr]
        time.sleep(60)

    build = FORK.Process(target=pours)
    build.start()
    worker = here.recv()
    try:
        os.kill(worker, 0)
        build.kill()
        build.join()
        wait_for(lambda: not _lives(worker), 5)
    finally:
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)


STEPS: Final = ("find", "finished", "keep")


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.usefixtures("nothing_set")
def test_the_cache_may_vanish_at_any_step(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, step: str, after: bool
) -> None:
    production.produce(CARD)
    shutil.rmtree("dist")
    if step == "keep":
        shutil.rmtree("cache")
    real = getattr(Store, step)

    def vanishing(store: Store, *given: object) -> object:
        if not after:
            shutil.rmtree("cache", ignore_errors=True)
        try:
            return real(store, *given)
        finally:
            shutil.rmtree("cache", ignore_errors=True)

    monkeypatch.setattr(Store, step, vanishing)
    assert production.produce(CARD).code == 0
    assert len(whole(desk.folder / "dist")) == 1


SITE: Final = Order(languages=("en",), paper=False, site=True, workers=1)


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder where a site was made, and its cache has all of it."""
    with pytest.MonkeyPatch.context() as patch:
        desk = settled(tmp_path_factory.mktemp("warm"), patch)
        assert production.produce(SITE).code == 0
    return desk.folder


@one_in(21)
@pytest.mark.parametrize("call", range(1, 16))
@pytest.mark.parametrize("step", ["find", "finished", "data"])
def test_the_cache_may_vanish_at_any_step_of_a_site(
    warm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, call: int
) -> None:
    shutil.copytree(warm, tmp_path, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "dist")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    real, calls = getattr(Store, step), count(1)

    def vanishing(store: Store, *given: object) -> object:
        try:
            return real(store, *given)
        finally:
            if next(calls) == call:
                shutil.rmtree(tmp_path / "cache", ignore_errors=True)

    monkeypatch.setattr(Store, step, vanishing)
    assert production.produce(SITE).code == 0
    assert next(calls) > call
    assert published(Path("dist")) == published(warm / "dist")


def published(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.usefixtures("nothing_set")
def test_a_cache_that_takes_nothing_stops_no_build(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(store: Store, *given: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Store, "keep", full)
    assert production.produce(CARD).code == 0
    assert len(whole(desk.folder / "dist")) == 1


def test_scratch_of_a_live_build_stays_and_that_of_a_dead_one_goes(tmp_path: Path) -> None:
    (tmp_path / "vademecum-work-deadbeef").mkdir()
    (tmp_path / "vademecum-work-deadbeef" / "file").touch()
    with scratch.folder(tmp_path) as one:
        assert scratch.left(tmp_path) == [one]
        with scratch.folder(tmp_path) as other:
            assert scratch.left(tmp_path) == sorted([one, other])
    assert list(tmp_path.iterdir()) == []
