"""Publishing is whole, file by file: killed at any moment, on a full disk, two builds at once."""

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
from tests.trying import one_in, swept
from vademecum.build import manifest, publish, scratch
from vademecum.build.plan import Selection
from vademecum.problems.problem import Refused

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
    (os, "mkdir", 3), (os, "fsync", 3), (os, "chmod", 1), (os, "replace", 4),
    (os, "rmdir", 1), (shutil, "rmtree", 1), (publish, "_put", 1), (publish, "_move", 2),
    (publish.Publication, "stage", 3), (publish.Publication, "put", 1), (scratch, "clear", 1),
]  # fmt: skip


def pieces(dist: Path) -> Build:
    """Return the PDFs of a folder that nobody has repaired yet, but not those being gathered."""
    found = (path.relative_to(dist) for path in dist.rglob("*.pdf"))
    return {p.as_posix(): (dist / p).read_bytes() for p in found if not p.parts[0].startswith(".")}


def assert_nothing_left(dist: Path) -> None:
    assert left_beside(dist) == []
    assert [path.name for path in dist.rglob(".*")] == []
    assert [path for path in dist.rglob("*") if path.is_dir() and not any(path.iterdir())] == []


@one_in(3)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("owner", "name", "least"), MOMENTS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_killed_build_leaves_each_file_whole_and_the_next_one_repairs(
    tmp_path: Path, owner: Any, name: str, least: int, after: bool
) -> None:
    for number in count(1):
        dist = tmp_path / str(number) / "dist"
        publish_old(dist)

        def task() -> None:
            kill_at(owner, name, number, after)
            publish_new(dist)

        killed = is_killed(task)
        for path, data in pieces(dist).items():
            assert data in (OLD.get(path), NEW.get(path))
        if not killed:
            assert whole(dist) == NEW
        put(dist, [one("ru", b"next")], Selection(languages=frozenset({"ru"})), {})
        found = whole(dist)
        assert found.pop("g/ru/g_ru_checklist_a4.pdf") == b"next"
        assert all(data in (OLD.get(path), NEW.get(path)) for path, data in found.items())
        assert (dist / "notes.txt").read_text() == "mine"
        assert_nothing_left(dist)
        if not killed:
            assert number > least
            break


@one_in(3)
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("name", ["replace", "mkdir", "fsync", "unlink", "rmdir"])
def test_a_first_build_that_is_killed_does_not_stop_the_next(
    tmp_path: Path, name: str, after: bool
) -> None:
    for number in count(1):
        dist = tmp_path / str(number) / "dist"
        dist.parent.mkdir()

        def task() -> None:
            kill_at(os, name, number, after)
            put(dist, [one("en", b"new"), one("ru", b"new")], Selection(), {})

        killed = is_killed(task)
        assert set(pieces(dist).values()) <= {b"new"}
        put(dist, [one("en", b"next")], Selection(), {})
        assert whole(dist) == {"g/en/g_en_checklist_a4.pdf": b"next"}
        assert_nothing_left(dist)
        if not killed:
            break


@pytest.mark.parametrize("name", ["unlink", "rmdir"])
def test_a_build_that_takes_much_away_can_be_killed_at_each_removal(
    tmp_path: Path, name: str
) -> None:
    for number in count(1):
        dist = tmp_path / str(number) / "dist"
        put(dist, [one(tag, b"old") for tag in ("ar", "en", "ru", "tr")], Selection(), {})

        def task() -> None:
            kill_at(os, name, number, True)
            put(dist, [one("en", b"new")], Selection(), {})

        killed = is_killed(task)
        put(dist, [one("en", b"next")], Selection(), {})
        assert whole(dist) == {"g/en/g_en_checklist_a4.pdf": b"next"}
        assert_nothing_left(dist)
        if not killed:
            assert number > 3
            break


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied"), "Permission denied"),
        (OSError(28, "No space left on device"), "No space left"),
        (KeyboardInterrupt(), "it was stopped"),
    ],
)
def test_a_file_that_cannot_be_put_in_place_is_told_and_the_next_build_puts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, said: str
) -> None:
    dist, real = tmp_path / "dist", publish._move
    publish_old(dist)

    def stubborn(source: Path, target: Path) -> None:
        if "card" in target.name:
            raise error
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(publish, "_move", stubborn)
        with pytest.raises(publish.HalfDone, match=said):
            publish_new(dist)
    publish_new(dist)
    assert whole(dist) == NEW


def test_only_what_builds_gather_in_this_folder_is_cleared_away(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    names = [
        ".vademecum-work-mine",
        ".vademecum",
        "vademecum-work-abcdefgh",
        ".vademecum-work-ABCDEFGH",
    ]
    put(dist, [], Selection(), {})
    for name in (*names, ".vademecum-work-deadbeef"):
        (dist / name / "inside").mkdir(parents=True)
    (dist / ".vademecum-work-abcdefgh").symlink_to(dist / ".vademecum")
    (dist / ".vademecum-work-12345678").write_text("mine")
    publish_old(dist)
    left = {path.name for path in dist.iterdir()} - {"g", "notes.txt", manifest.NAME}
    assert left == {*names, ".vademecum-work-abcdefgh", ".vademecum-work-12345678"}
    assert (dist / ".vademecum" / "inside").is_dir()


def test_a_live_build_holds_its_lock_and_what_it_gathers_is_left_alone(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    publish_old(dist)
    here, there = FORK.Pipe()

    def waits() -> None:
        real = publish._put

        def slow(stage: Path, *rest: Any) -> None:
            there.send(stage.name)
            there.recv()
            real(stage, *rest)

        setattr(publish, "_put", slow)  # noqa: B010
        publish_new(dist)

    process = FORK.Process(target=waits)
    process.start()
    stage = here.recv()
    descriptor = os.open(dist, os.O_RDONLY)
    try:
        with pytest.raises(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        scratch.clear(dist, scratch.HIDDEN)
        left = [path.name for path in scratch.left(dist, scratch.HIDDEN)]
    finally:
        os.close(descriptor)
        here.send("go on")
        process.join()
    assert left == [stage]
    assert process.exitcode == 0
    assert whole(dist) == NEW


def test_without_locks_what_others_gather_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(descriptor: int, operation: int) -> None:
        raise OSError(9, "Bad file descriptor")  # what NFS says of a folder

    monkeypatch.setattr(fcntl, "flock", none)
    (tmp_path / "dist" / ".vademecum-work-abcdefgh").mkdir(parents=True)
    publish_old(tmp_path / "dist")
    assert whole(tmp_path / "dist") == OLD
    assert (tmp_path / "dist" / ".vademecum-work-abcdefgh").is_dir()


@pytest.mark.parametrize("before", [("zh",), ()], ids=["after others", "the first"])
def test_builds_of_different_parts_at_once_lose_nothing(
    tmp_path: Path, before: tuple[str, ...]
) -> None:
    dist, rounds, tags = tmp_path / "dist", 12, ("ar", "en", "ru")
    for tag in before:
        put(dist, [one(tag, b"old")], Selection(), {})
    start = FORK.Barrier(len(tags))

    def builds(tag: str) -> None:
        start.wait()
        for number in range(rounds):
            prints = [one(tag, f"{tag} {number}".encode())]
            put(dist, prints, Selection(languages=frozenset({tag})), {})

    processes = [FORK.Process(target=builds, args=(tag,)) for tag in tags]
    for process in processes:
        process.start()
    old = {f"g/{tag}/g_{tag}_checklist_a4.pdf": b"old" for tag in before}
    while any(process.is_alive() for process in processes):
        assert {name: (dist / name).read_bytes() for name in old} == old
        assert manifest.entries(dist / manifest.NAME) or not before
    for process in processes:
        process.join()
        assert process.exitcode == 0
    expected = {f"g/{tag}/g_{tag}_checklist_a4.pdf": f"{tag} 11".encode() for tag in tags}
    assert whole(dist) == {**old, **expected}
    assert left_beside(dist) == []


GUIDES = ["/tmp/out", "..", "../out", ".", "", "g/../../out", "g\0", "-r", ".g"]


@pytest.mark.parametrize("guide", GUIDES)
def test_an_entry_whose_names_lead_elsewhere_is_not_trusted(tmp_path: Path, guide: str) -> None:
    publish_old(tmp_path)
    listing = json.loads((tmp_path / manifest.NAME).read_text("utf-8"))
    path = f"{guide}/en/{guide}_en_checklist_a4.pdf"
    listing["artifacts"].append(listing["artifacts"][0] | {"guide": guide, "path": path})
    (tmp_path / manifest.NAME).write_text(json.dumps(listing))
    found = manifest.entries(tmp_path / manifest.NAME) or ()
    assert [entry["guide"] for entry in found] == ["g", "g"]


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
    with pytest.raises(Refused):  # what the manifest does not say is the press's is in the way
        publish_new(dist)
    shutil.rmtree(dist / "g")
    publish_new(dist)
    assert set(whole(dist)) == {path for path in NEW if "/en/" in path}
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


@pytest.mark.parametrize("kilobytes", swept((40, 60, 90, 300), 60, 300))
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
