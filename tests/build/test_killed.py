"""Publishing is all or nothing: killed at any moment, on a full disk, and two builds at once."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from tests.build.published import one, put
from tests.conftest import ROOT
from vademecum.build import manifest, publish
from vademecum.build.plan import Selection

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and kill")
FORK = get_context("fork")
ENGLISH = Selection(languages=frozenset({"en"}))
Build = dict[str, bytes]


def whole(dist: Path) -> Build:
    """Return the PDFs of a published folder; fail unless they are what its manifest lists."""
    listing = json.loads((dist / manifest.NAME).read_text("utf-8"))
    listed = {entry["path"]: entry["sha256"] for entry in listing["artifacts"]}
    found = {path.relative_to(dist).as_posix(): path.read_bytes() for path in dist.rglob("*.pdf")}
    assert {name: sha256(data).hexdigest() for name, data in found.items()} == listed
    return found


def left_beside(dist: Path) -> list[str]:
    return sorted(path.name for path in dist.parent.iterdir() if path != dist)


OLD = {"g/en/g_en_checklist_a4.pdf": b"old", "g/ru/g_ru_checklist_a4.pdf": b"old"}
NEW = {
    "g/en/g_en_checklist_a4.pdf": b"new",
    "g/en/g_en_card_a4.pdf": b"new",
    "g/ru/g_ru_checklist_a4.pdf": b"old",
}


def publish_old(dist: Path) -> None:
    one("en", b"new"), one("en", b"new", "card")  # in the store before anything is killed
    put(dist, [one("en", b"old"), one("ru", b"old")], Selection(), {})
    (dist / "notes.txt").write_text("mine")


def publish_new(dist: Path) -> None:
    put(dist, [one("en", b"new"), one("en", b"new", "card")], ENGLISH, {})


def kill_at(owner: Any, name: str, number: int, after: bool) -> None:
    """Let this process kill itself before or after a function's call of that number."""
    real, calls = getattr(owner, name), count(1)

    def deadly(*arguments: Any, **keywords: Any) -> Any:
        mine = next(calls) == number
        if mine and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        try:
            return real(*arguments, **keywords)
        finally:
            if mine:
                os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, deadly)


def is_killed(task: Callable[[], None]) -> bool:
    """Run a task in a forked process; return whether it was killed, and fail if it failed."""
    process = FORK.Process(target=task)
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


# Where a build of a part can be killed, and how often at least that place comes by.
MOMENTS = [
    (os, "mkdir", 3), (os, "fsync", 3), (os, "link", 2), (os, "chmod", 1), (os, "unlink", 3),
    (os, "rmdir", 2), (shutil, "rmtree", 1), (publish, "_write_file", 2), (publish, "_keep", 1),
    (publish, "_exchange_at_once", 1), (publish, "_exchange", 1), (publish, "_clear_away", 1),
]  # fmt: skip


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("owner", "name", "least"), MOMENTS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_killed_build_leaves_the_old_folder_or_the_new_one(
    tmp_path: Path, owner: Any, name: str, least: int, after: bool
) -> None:
    for number in count(1):
        dist = tmp_path / str(number) / "dist"
        publish_old(dist)

        def task() -> None:
            kill_at(owner, name, number, after)
            publish_new(dist)

        killed = is_killed(task)
        assert whole(dist) in ((OLD, NEW) if killed else (NEW,))
        assert (dist / "notes.txt").read_text() == "mine"
        put(dist, [one("ru", b"next")], Selection(languages=frozenset({"ru"})), {})
        assert whole(dist)["g/ru/g_ru_checklist_a4.pdf"] == b"next"
        assert (dist / "notes.txt").read_text() == "mine"
        assert left_beside(dist) == []
        if not killed:
            assert number > least
            break


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("name", ["rename", "mkdir", "chmod"])
def test_the_first_build_leaves_nothing_or_all(tmp_path: Path, name: str, after: bool) -> None:
    for number in count(1):
        dist = tmp_path / str(number) / "dist"
        dist.parent.mkdir()

        def task() -> None:
            kill_at(Path, name, number, after)
            put(dist, [one("en", b"new")], Selection(), {})

        killed = is_killed(task)
        if dist.exists():
            assert whole(dist) == {"g/en/g_en_checklist_a4.pdf": b"new"}
        put(dist, [one("en", b"next")], Selection(), {})
        assert whole(dist) == {"g/en/g_en_checklist_a4.pdf": b"next"}
        assert left_beside(dist) == []
        if not killed:
            assert number > 1
            break


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("owner", "name"), [(Path, "rename"), (shutil, "rmtree"), (os, "unlink")])
def test_where_folders_cannot_change_places_at_once_nothing_is_lost(
    tmp_path: Path, owner: Any, name: str, after: bool
) -> None:
    for number in count(1):
        dist = tmp_path / str(number) / "dist"
        publish_old(dist)

        def task() -> None:
            setattr(publish, "_exchange_at_once", lambda stage, folder: False)  # noqa: B010
            kill_at(owner, name, number, after)
            publish_new(dist)

        killed = is_killed(task)
        if dist.exists():
            assert whole(dist) in ((OLD, NEW) if killed else (NEW,))
        put(dist, [one("ru", b"next")], Selection(languages=frozenset({"ru"})), {})
        ours = whole(dist)
        assert ours.pop("g/ru/g_ru_checklist_a4.pdf") == b"next"
        assert ours in ({n: d for n, d in build.items() if "/en/" in n} for build in (OLD, NEW))
        assert (dist / "notes.txt").read_text() == "mine"
        assert left_beside(dist) == []
        if not killed:
            assert number > 1
            break


def test_a_failed_second_rename_gives_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist = tmp_path / "dist"
    publish_old(dist)
    real = Path.rename

    def stubborn(path: Path, target: Path) -> Path:
        if target == dist and path.suffix != publish.OLD:
            raise PermissionError(13, "Permission denied")
        return real(path, target)

    monkeypatch.setattr(publish, "_exchange_at_once", lambda stage, folder: False)
    monkeypatch.setattr(Path, "rename", stubborn)
    with pytest.raises(PermissionError):
        publish_new(dist)
    assert whole(dist) == OLD
    assert left_beside(dist) == []


def test_only_stages_of_this_folder_are_cleared_away(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    names = [".dist.backup", ".dist.stage-mine", ".other.stage-abcdefgh", "dist.stage-abcdefgh"]
    for name in names:
        (tmp_path / name / "inside").mkdir(parents=True)
    (tmp_path / ".dist.stage-abcdefgh").symlink_to(tmp_path / ".dist.backup")
    publish_old(dist)
    assert left_beside(dist) == sorted([*names, ".dist.stage-abcdefgh"])
    assert (tmp_path / ".dist.backup" / "inside").is_dir()


def test_a_live_build_holds_the_lock_while_it_has_a_stage(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    publish_old(dist)
    here, there = FORK.Pipe()

    def waits() -> None:
        real = publish._exchange

        def exchange(stage: Path, folder: Path) -> None:
            there.send(stage.name)
            there.recv()
            real(stage, folder)

        setattr(publish, "_exchange", exchange)  # noqa: B010
        publish_new(dist)

    process = FORK.Process(target=waits)
    process.start()
    stage = here.recv()
    descriptor = os.open(tmp_path, os.O_RDONLY)
    try:
        with pytest.raises(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(descriptor)
        assert left_beside(dist) == [stage]
        here.send("go on")
        process.join()
    assert process.exitcode == 0
    assert whole(dist) == NEW


def test_without_locks_stages_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(descriptor: int, operation: int) -> None:
        raise OSError(9, "Bad file descriptor")  # what NFS says of a folder

    monkeypatch.setattr(fcntl, "flock", none)
    (tmp_path / ".dist.stage-abcdefgh").mkdir()
    publish_old(tmp_path / "dist")
    assert whole(tmp_path / "dist") == OLD
    assert left_beside(tmp_path / "dist") == [".dist.stage-abcdefgh"]


def test_builds_of_different_parts_at_once_lose_nothing(tmp_path: Path) -> None:
    dist, rounds, tags = tmp_path / "dist", 12, ("ar", "en", "ru")
    put(dist, [one("zh", b"old")], Selection(), {})
    start = FORK.Barrier(len(tags))

    def builds(tag: str) -> None:
        start.wait()
        for number in range(rounds):
            prints = [one(tag, f"{tag} {number}".encode())]
            put(dist, prints, Selection(languages=frozenset({tag})), {})

    processes = [FORK.Process(target=builds, args=(tag,)) for tag in tags]
    for process in processes:
        process.start()
    at_once = sys.platform == "linux"
    while any(process.is_alive() for process in processes):
        assert (dist / manifest.NAME).is_file() or not at_once
    for process in processes:
        process.join()
        assert process.exitcode == 0
    expected = {f"g/{tag}/g_{tag}_checklist_a4.pdf": f"{tag} 11".encode() for tag in tags}
    assert whole(dist) == {"g/zh/g_zh_checklist_a4.pdf": b"old", **expected}
    assert left_beside(dist) == []


def test_a_print_never_writes_through_a_link_into_the_old_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist = tmp_path / "dist"
    publish_old(dist)
    (dist / manifest.NAME).write_text("{}")  # so that all its files count as somebody else's

    def fails(stage: Path, folder: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(publish, "_exchange", fails)
    with pytest.raises(OSError, match="Input"):
        publish_new(dist)
    assert {path.read_bytes() for path in dist.rglob("*.pdf")} == {b"old"}


@pytest.mark.parametrize("path", ["../secret.pdf", "/{root}/secret.pdf", "g/../../secret.pdf"])
def test_a_manifest_cannot_name_files_outside_its_folder(tmp_path: Path, path: str) -> None:
    dist = tmp_path / "out" / "dist"
    publish_old(dist)
    secret = tmp_path / "out" / "secret.pdf"
    secret.write_bytes(b"old")
    listing = json.loads((dist / manifest.NAME).read_text("utf-8"))
    for entry in listing["artifacts"]:
        entry["path"] = path.replace("/{root}", str(secret.parent))
    (dist / manifest.NAME).write_text(json.dumps(listing))
    publish_new(dist)
    listing = json.loads((dist / manifest.NAME).read_text("utf-8"))
    assert {entry["language"] for entry in listing["artifacts"]} == {"en"}
    assert secret.read_bytes() == b"old"
    assert [path.name for path in tmp_path.rglob("secret.pdf")] == ["secret.pdf"]


# Publishes twice into the folder named, in a namespace of its own, and tells what became of it.
SCRIPT = """
import json, os, sys
from pathlib import Path
from tests.build.test_killed import Selection, one, publish_old, put, whole

dist, kilobytes = Path(sys.argv[1]) / "dist", int(sys.argv[2])
if kilobytes:
    publish_old(dist)
before, error = whole(dist), ""
try:
    prints = [one(tag, os.urandom(1024 * kilobytes)) for tag in ("en", "ru", "tr")]
    put(dist, prints, Selection(), {})
except OSError as caught:
    error = caught.strerror
beside = [path.name for path in dist.parent.iterdir()]
print(json.dumps([error, whole(dist) == before, beside]))
"""


def in_namespace(mount: str, folder: Path, kilobytes: int) -> Any:
    """Run the script where a mount holds that nobody else sees; skip where there is no such."""
    if not shutil.which("unshare") or not shutil.which("mount"):
        pytest.skip("needs unshare and mount")
    shell = f'{mount} && echo mounted && exec "$0" -c "$1" "$2" "$3"'
    command = ["unshare", "--mount", "--map-root-user", "sh", "-c", shell]
    result = subprocess.run(
        [*command, sys.executable, SCRIPT, str(folder), str(kilobytes)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "FOLDER": str(folder), "PYTHONPATH": str(ROOT)},
    )
    if "mounted" not in result.stdout:
        pytest.skip(f"no private mount here: {result.stderr.strip()}")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout.splitlines()[1])


@pytest.mark.parametrize("kilobytes", [40, 60, 90, 300])
def test_a_full_disk_leaves_the_old_folder_whole(tmp_path: Path, kilobytes: int) -> None:
    mount = 'mount -t tmpfs -o size=128k tmpfs "$FOLDER"'
    error, as_before, beside = in_namespace(mount, tmp_path, kilobytes)
    assert (error, as_before, beside) == ("No space left on device", True, ["dist"])


def test_a_read_only_folder_is_left_as_it_was(tmp_path: Path) -> None:
    publish_old(tmp_path / "dist")
    mount = 'mount --bind "$FOLDER" "$FOLDER" && mount -o remount,bind,ro "$FOLDER"'
    error, as_before, beside = in_namespace(mount, tmp_path, 0)
    assert (error, as_before, beside) == ("Read-only file system", True, ["dist"])


@pytest.fixture(autouse=True)
def _fast_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the disk: what is tested is the order of steps, not the cable."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
