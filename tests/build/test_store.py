"""The store: whatever happens to its files, what is found is whole and the rest is missing."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
import time
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build.test_killed import FORK, is_killed, kill_at
from tests.trying import tried
from vademecum.build import manifest
from vademecum.build import store as stores
from vademecum.build.cache import cache_folder
from vademecum.build.store import PREFIX, Store
from vademecum.setting.finished import Finished

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and kill")
OLD: Final = 10 * stores.IN_USE  # seconds
STEPS: Final = [(Path, "mkdir"), (os, "open"), (os, "fdopen"), (Path, "replace")]


def key(name: str) -> str:
    return sha256(name.encode()).hexdigest()


def pdf(text: str, size: int = 1000) -> Finished:
    return Finished(text.encode().ljust(size, b"."), 2, 9.5)


def files(store: Store, kind: str) -> list[Path]:
    return sorted(path for path in (store.folder / kind).rglob("*") if path.is_file())


def age(path: Path, seconds: float) -> None:
    os.utime(path, (time.time() - seconds,) * 2)


def keep_aged(store: Store, name: str, seconds: float) -> None:
    """Keep a file that was last used some seconds ago."""
    entry = store.keep(key(name), pdf(name))
    age(store._object(entry.sha256), seconds)
    age(store._entry(key(name)), seconds)


def standing(store: Store) -> str:
    """Return the names of one letter that have a file and an entry, without using them."""
    there = {path.name for kind in ("objects", "entries") for path in files(store, kind)}
    return "".join(n for n in "abcdef" if {key(n), sha256(pdf(n).data).hexdigest()} <= there)


def assert_whole(store: Store) -> None:
    """Fail unless every object is what its name says, and every entry is of an object."""
    for path in files(store, "objects"):
        assert sha256(path.read_bytes()).hexdigest() == path.name or path.name.startswith(PREFIX)
    for path in files(store, "entries"):
        assert store.find(path.name) or path.name.startswith(PREFIX)


def test_what_is_kept_is_found_as_it_was(tmp_path: Path) -> None:
    store, kept = Store(tmp_path), Finished(b"%PDF \x00\xff", 3, 7.25)
    entry = store.keep(key("a"), kept)
    assert (entry.sha256, entry.length) == (sha256(kept.data).hexdigest(), 7)
    assert Store(tmp_path).find(key("a")) == entry
    assert Store(tmp_path).finished(entry) == kept


def test_the_same_bytes_under_two_keys_stand_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    entry = store.keep(key("a"), pdf("x"))
    assert store.keep(key("b"), pdf("x")) == store.find(key("a")) == store.find(key("b")) == entry
    assert len(files(store, "objects")) == 1


@pytest.mark.parametrize("damaged", [b"X" + pdf("x").data[1:], b"x...", b"", None])
def test_a_damaged_object_is_missing_till_mended(tmp_path: Path, damaged: bytes | None) -> None:
    store = Store(tmp_path)
    entry = store.keep(key("a"), pdf("x"))
    path = store._object(entry.sha256)
    path.unlink() if damaged is None else path.write_bytes(damaged)
    assert store.find(key("a")) is None
    with pytest.raises((OSError, ValueError)):
        store.data(entry)
    store.keep(key("b"), pdf("x"))
    assert store.find(key("a")) == entry
    assert store.finished(entry) == pdf("x")


@pytest.mark.parametrize(
    "wrong",
    [
        "", "{", "null", "[]", '["a", 1, 2, 9.5]', "[" * 100_000, '{"sha256": "a"}', "\x00", "NaN",
        {"sha256": 7}, {"sha256": None}, {"sha256": ""}, {"sha256": "\x00"}, {"sha256": "\ud800"},
        {"sha256": "../entries"}, {"sha256": [["a"]]}, {"more": 1}, {"length": "1000"},
        {"length": 999}, {"pages": "two"}, {"pages": None}, {"pages": [2]}, {"size": "9.5"},
        {"pages": 3}, {"size": 9.25}, {"size": float("nan")}, {"size": float("inf")}, {"size": 9},
        {"size": -9.5}, {"size": 10**400}, {"pages": True}, {"length": 1000.0}, {"proof": ""},
        {"proof": None}, {"proof": "0" * 64}, {"sha256": "0" * 64}, "1" * 5000,
    ],
    ids=lambda wrong: str(wrong)[:20],
)  # fmt: skip
def test_a_damaged_entry_counts_as_missing_and_is_mended(
    tmp_path: Path, wrong: str | dict[str, Any]
) -> None:
    store = Store(tmp_path)
    store.keep(key("a"), pdf("x"))
    path = store._entry(key("a"))
    good = json.loads(path.read_text())
    path.write_text(wrong if isinstance(wrong, str) else json.dumps(good | wrong))
    assert store.find(key("a")) is None
    assert store.keep(key("a"), pdf("x")) == store.find(key("a"))


def test_the_store_can_be_deleted_at_any_time() -> None:
    for _ in range(2):
        with stores.opened() as store:
            assert store is not None
            for name in "ab":
                entry = store.keep(key(name), pdf(name))
                shutil.rmtree(store.folder)
                assert store.find(key(name)) is None
                with pytest.raises(OSError):
                    store.data(entry)
                store.prune()
            assert store.keep(key("b"), pdf("b")) == store.find(key("b"))
            shutil.rmtree(store.folder)


def test_builds_at_once_find_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "MOST", 0)  # so that prune() removes all that it may
    store, start = Store(tmp_path), FORK.Barrier(2)

    def builds(own: str) -> None:
        start.wait()
        for number in range(200):
            for name in (f"{own} {number}", f"both {number}", f"both {199 - number}"):
                store.keep(key(name), pdf(name, 20_000))
                entry = store.find(key(name))
                assert entry is not None
                assert store.finished(entry) == pdf(name, 20_000)
            if number % 10 == 0:
                store.prune()

    processes = [FORK.Process(target=builds, args=(own,)) for own in ("one", "other")]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert len(files(store, "objects")) == len(files(store, "entries")) == 600
    assert_whole(store)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("owner", "name"), STEPS, ids=[step[1] for step in STEPS])
def test_a_build_killed_at_any_step_leaves_nothing_half_written(
    tmp_path: Path, owner: Any, name: str, after: bool
) -> None:
    for number in count(1):
        store = Store(tmp_path / str(number))

        def task() -> None:
            kill_at(owner, name, number, after)
            store.keep(key("a"), pdf("a"))

        killed = is_killed(task)
        assert_whole(store)
        assert store.keep(key("a"), pdf("a")) == store.find(key("a"))
        if not killed:
            break
    assert number > 2


def test_a_build_killed_at_any_moment_leaves_nothing_half_written(tmp_path: Path) -> None:
    store, (here, there) = Store(tmp_path), FORK.Pipe()

    def keeps() -> None:
        for number in count():
            store.keep(key(f"{number % 50}"), pdf(f"{number}", 500_000))
            if number == 0:
                there.send("begun")

    for moment in range(12):
        process = FORK.Process(target=keeps)
        process.start()
        here.recv()
        time.sleep(0.0037 * moment)
        process.kill()
        process.join()
        assert process.exitcode == -signal.SIGKILL
        assert_whole(store)


def test_what_was_unused_for_longest_goes_first_and_what_was_used_lately_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    store = Store(cache_folder() / "store")
    for number, name in enumerate("abcdef"):
        keep_aged(store, name, OLD - number)
    store.prune()
    assert standing(store) == "abcdef"
    assert store.find(key("b")) is not None
    monkeypatch.setattr(stores, "MOST", 2500)
    store.prune()
    assert standing(store) == "bf"
    monkeypatch.setattr(stores, "MOST", 0)
    with stores.opened():
        pass
    assert standing(store) == "b"
    assert [path.name for path in files(store, "entries")] == [key("b")]


@pytest.mark.parametrize("kind", ["objects", "entries"])
def test_what_killed_builds_have_left_is_removed_when_it_is_old(tmp_path: Path, kind: str) -> None:
    store = Store(tmp_path)
    keep_aged(store, "a", 2 * OLD)
    for name in ("old", "fresh"):
        (files(store, kind)[0].parent / f"{PREFIX}{name}").write_bytes(b"half")
    age(files(store, kind)[0].parent / f"{PREFIX}old", OLD)
    store.prune()
    assert [p.name for p in files(store, kind) if PREFIX in p.name] == [f"{PREFIX}fresh"]
    assert standing(store) == "a"


def test_a_store_that_is_not_asked_for_is_none() -> None:
    with stores.opened(False) as store:
        assert store is None


@pytest.mark.parametrize("place", ["", "vademecum", "vademecum/store", "vademecum/store/objects"])
def test_where_the_users_store_cannot_be_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    blocked = tmp_path / "cache" / place
    blocked.parent.mkdir(parents=True, exist_ok=True)
    blocked.write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with stores.opened() as store:
        assert store is None
    assert blocked.read_text() == "no folder"


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs users")
@pytest.mark.parametrize("part", ["objects", "entries"])
def test_a_store_that_cannot_be_written_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """Root may write anywhere, so the disk itself says no."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    mkstemp = tempfile.NamedTemporaryFile

    def refuses(*, dir: Path, prefix: str) -> Any:
        if dir.name == part:
            raise OSError(30, "Read-only file system")
        return mkstemp(dir=dir, prefix=prefix)

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuses)
    with stores.opened() as store:
        assert store is None


@pytest.mark.parametrize(
    ("sizes", "stays"),
    [
        ([2**29, 2**29], "ab"),  # one GiB in all is good
        ([2**29, 2**29 + 1], "b"),  # the one unused for longest goes
        ([2**30 + 1, 10], "b"),
        ([10, 2**30], "b"),
        ([10, 2**30 - 10], "ab"),
    ],
)
def test_objects_may_take_one_gibibyte(tmp_path: Path, sizes: list[int], stays: str) -> None:
    """Of holes, which take no room on the disk."""
    store = Store(tmp_path)
    for number, (name, size) in enumerate(zip("ab", sizes, strict=True)):
        keep_aged(store, name, OLD - number)
        path = store._object(sha256(pdf(name).data).hexdigest())
        os.truncate(path, size)
        age(path, OLD - number)
    store.prune()
    assert standing(store) == stays


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[" * 100_000, b"null", b"\xff", b"7" * 5000, b'{"sha256": 7}']
)
def test_a_damaged_entry_goes_when_room_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes
) -> None:
    monkeypatch.setattr(stores, "MOST", 1500)
    store = Store(tmp_path)
    for number, name in enumerate("ab"):
        keep_aged(store, name, 2 * OLD - number)
    store._entry(key("b")).write_bytes(damage)
    age(store._entry(key("b")), OLD)
    store.prune()
    assert [path.name for path in files(store, "entries")] == []
    assert standing(store) == ""
    assert len(files(store, "objects")) == 1


@pytest.mark.parametrize(("seconds", "stays"), [(3500, True), (3700, False)])
def test_what_was_used_within_the_hour_stays_however_much_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: int, stays: bool
) -> None:
    monkeypatch.setattr(stores, "MOST", 0)
    store = Store(tmp_path)
    keep_aged(store, "a", seconds)
    store.prune()
    assert (standing(store) == "a") is stays


NAMES: Final = tuple("abcdef")


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return a store of six files, two of them alike, for many to break and mend."""
    store = Store(tmp_path_factory.mktemp("six"))
    for name in NAMES:
        store.keep(key(name), of_six(name))
    return store


def of_six(name: str) -> Finished:
    return Finished(b"%PDF " + name.replace("f", "e").encode() * 40, 2, 9.5)


def found(store: Store) -> dict[str, Finished | None]:
    entries = {name: store.find(key(name)) for name in NAMES}
    return {name: store.finished(entry) if entry else None for name, entry in entries.items()}


@tried(max_examples=30)
@given(st.permutations(NAMES), st.sampled_from(["entries", "objects"]))
def test_files_that_have_changed_places_are_noticed(
    six: Store, places: list[str], kind: str
) -> None:
    paths = {name: six._entry(key(name)) for name in NAMES}
    if kind == "objects":
        paths = {n: six._object(sha256(of_six(n).data).hexdigest()) for n in NAMES}
    before = {name: paths[name].read_bytes() for name in NAMES}
    for name, place in zip(NAMES, places, strict=True):
        paths[place].write_bytes(before[name])
    good = {n for n in NAMES if paths[n].read_bytes() == before[n]}
    try:
        assert found(six) == {n: of_six(n) if n in good else None for n in NAMES}
        for name in NAMES:  # what is missing is made again
            six.keep(key(name), of_six(name))
        assert found(six) == {name: of_six(name) for name in NAMES}
    finally:
        for name in NAMES:
            paths[name].write_bytes(before[name])


@tried(max_examples=150)
@given(st.data(), st.sampled_from(NAMES), st.sampled_from(["entry", "object"]))
def test_a_flipped_byte_is_noticed_wherever_it_is(
    six: Store, data: st.DataObject, name: str, kind: str
) -> None:
    entry = six.find(key(name))
    assert entry is not None
    path = six._entry(key(name)) if kind == "entry" else six._object(entry.sha256)
    before = path.read_bytes()
    place = data.draw(st.integers(0, len(before) - 1))
    flip = data.draw(st.integers(1, 255))
    path.write_bytes(before[:place] + bytes([before[place] ^ flip]) + before[place + 1 :])
    try:
        assert six.find(key(name)) is None
    finally:
        path.write_bytes(before)


def sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 6 * 2**30)


THINGS: Final[dict[str, Any]] = {
    "a pipe": os.mkfifo,
    "a link to itself": lambda path: path.symlink_to(path.name),
    "an endless file": lambda path: path.symlink_to("/dev/zero"),
    "6 GB": sparse,
    "a folder": Path.mkdir,
    "a link to a good one": lambda path: path.symlink_to(path.with_name("kept")),
}


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("kind", ["entries", "objects"])
def test_what_is_no_plain_file_counts_as_missing(tmp_path: Path, kind: str, thing: str) -> None:
    store = Store(tmp_path)
    store.keep(key("a"), pdf("a"))
    (path,) = files(store, kind)
    path.rename(path.with_name("kept"))
    THINGS[thing](path)
    assert store.find(key("a")) is None
    store.prune()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives away")
@pytest.mark.parametrize("kind", ["entries", "objects"])
def test_what_somebody_else_has_put_there_is_not_read(tmp_path: Path, kind: str) -> None:
    store = Store(tmp_path)
    entry = store.keep(key("a"), pdf("a"))
    os.chown(files(store, kind)[0], 12345, -1)
    assert store.find(key("a")) is None
    assert store.keep(key("a"), pdf("a")) == entry == store.find(key("a"))


def test_the_users_folder_is_made_for_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a" / "cache"))
    before = os.umask(0o022)
    try:
        with stores.opened():
            assert cache_folder().stat().st_mode & 0o777 == 0o700
    finally:
        os.umask(before)


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o707, 0o1777, 0o720, 0o702])
def test_what_others_could_write_into_is_closed_and_emptied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with stores.opened() as store:
        assert store
        store.keep(key("a"), pdf("a"))
    cache_folder().chmod(mode)
    with stores.opened() as store:
        assert store
        assert store.find(key("a")) is None
        assert store.folder == cache_folder() / "store"
        assert store.keep(key("a"), pdf("a")) == store.find(key("a"))
    assert cache_folder().stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("mode", [0o700, 0o755, 0o500 + 0o200, 0o711])
def test_what_others_can_only_read_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with stores.opened() as store:
        assert store
        entry = store.keep(key("a"), pdf("a"))
    cache_folder().chmod(mode)
    with stores.opened() as store:
        assert store
        assert store.find(key("a")) == entry


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives away")
def test_the_folder_of_somebody_else_is_not_used_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with stores.opened() as store:
        assert store
        store.keep(key("a"), pdf("a"))
    before = sorted(cache_folder().rglob("*"))
    os.chown(cache_folder(), 12345, -1)
    assert stores._lasting() is None
    assert sorted(cache_folder().rglob("*")) == before
    said = capsys.readouterr().err
    assert said.startswith(f"the cache is not used: {cache_folder()} belongs to somebody else")
    assert said.count("\n") == 1


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_no_manifest_and_no_entry_holds_what_is_no_json(tmp_path: Path, value: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        Store(tmp_path).keep(key("a"), Finished(b"%PDF", 1, value))
    assert not files(Store(tmp_path), "entries")
    old = {"path": "g/en/g_en_card_id1.pdf", "guide": "g", "language": "en", "product": "card",
           "paper": "id1", "sha256": "0", "type_pt": value}  # fmt: skip
    file = tmp_path / "manifest.json"
    file.write_text(json.dumps({"format": manifest.FORMAT, "artifacts": [old]}))
    assert manifest.entries(file) == []
    with pytest.raises(ValueError, match="JSON"):
        manifest.written([], [old], {}, ())
