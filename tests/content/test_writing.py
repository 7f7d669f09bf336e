"""What the press writes into a guide is there whole or not at all, and nothing is left of it."""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.build.test_killed import FORK, is_killed, kill_at
from vademecum.content import door, locks

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and kill")
OLD, NEW, NEXT = (name * 10_000 for name in (b"old", b"new", b"next"))
STEPS = [(os, "open"), (os, "fdopen"), (locks, "lock"), (os, "chmod"), (os, "replace")]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("owner", "name"), STEPS, ids=[step[1] for step in STEPS])
def test_one_killed_at_any_step_leaves_the_file_whole_and_the_next_takes_its_litter_away(
    tmp_path: Path, owner: Any, name: str, after: bool
) -> None:
    for number in count(1):
        file = tmp_path / str(number) / "versions.json"
        file.parent.mkdir()
        file.write_bytes(OLD)

        def task() -> None:
            kill_at(owner, name, number, after)
            if owner is locks:
                setattr(door, "lock", locks.lock)  # noqa: B010
            door.write(file, NEW)

        killed = is_killed(task)
        assert file.read_bytes() in (OLD, NEW)
        door.write(file, NEXT)
        assert [(path.name, path.read_bytes()) for path in file.parent.iterdir()] == [
            ("versions.json", NEXT)
        ]
        if not killed:
            assert number > 1
            break


def test_what_another_is_writing_and_what_is_somebody_elses_stays(tmp_path: Path) -> None:
    here, there = FORK.Pipe()

    def writes() -> None:
        real = Path.replace

        def slow(path: Path, target: Path) -> Path:
            there.send(path.name)
            there.recv()
            return real(path, target)

        setattr(Path, "replace", slow)  # noqa: B010
        door.write(tmp_path / "versions.json", NEW)

    others = [
        ".versions.json.ABCDEFGH",
        ".versions.json.abc",
        ".versions.json",
        ".other.json.abcdefgh",
    ]
    for name in others:
        (tmp_path / name).write_text("mine")
    (tmp_path / ".versions.json.abcdefgh").mkdir()
    (tmp_path / ".versions.json.12345678").symlink_to("nowhere")
    process = FORK.Process(target=writes)
    process.start()
    half = here.recv()
    before = {path.name for path in tmp_path.iterdir()}
    door.write(tmp_path / "versions.json", NEXT)
    assert {path.name for path in tmp_path.iterdir()} == before | {"versions.json"}
    here.send("go on")
    process.join()
    assert process.exitcode == 0
    assert (tmp_path / "versions.json").read_bytes() == NEW
    assert {path.name for path in tmp_path.iterdir()} == (before | {"versions.json"}) - {half}


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o400, 0o444, 0o755, 0o666])
def test_a_file_that_stood_there_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "translations.json"
    file.write_bytes(OLD)
    file.chmod(mode)
    door.write(file, NEW)
    assert (file.stat().st_mode & 0o777, file.read_bytes()) == (mode, NEW)
