"""The output folder is its user's: what the press did not make stays as it is, whatever it is."""

from __future__ import annotations

import errno
import json
import os
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.build.published import one, put
from tests.build.test_publish import EN, RU, told, tree
from tests.trying import swept, tried
from vademecum.build import manifest, output, publish, scratch
from vademecum.build.output import NotOurs
from vademecum.build.plan import Selection
from vademecum.problems.problem import Refused

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pipes and modes")
ENGLISH: Final = Selection(languages=frozenset({"en"}))
WEB_APP: Final = '{"name": "Shop", "icons": [], "start_url": "."}'


@pytest.fixture(autouse=True)
def _fast_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


def plant(path: Path, kind: str, mode: int) -> None:
    """Put something of a kind at a path, unless something stands there, or where it leads."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(path):
        return
    if kind == "file":
        path.write_bytes(path.name.encode() * 3)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "dangling":
        return path.symlink_to("nowhere")
    elif kind == "link":
        return path.symlink_to(".")
    else:
        path.mkdir()
    path.chmod(mode)


def state(folder: Path) -> dict[str, tuple[Any, ...]]:
    """Return what all below a folder is, but for times: its kind, mode, inode and content."""
    found = {}
    for path in sorted(folder.rglob("*")):
        at = path.lstat()
        data = path.read_bytes() if stat.S_ISREG(at.st_mode) else b""
        target = str(path.readlink()) if path.is_symlink() else ""
        found[path.relative_to(folder).as_posix()] = at.st_mode, at.st_ino, data, target
    return found


NAMES = st.sampled_from(["a", "b b", "g", "en", ".git", "refs", "ü", "g_en_checklist_a4.pdf"])
PLACES = st.lists(NAMES, min_size=1, max_size=4).map(lambda steps: "/".join(steps))
KINDS = st.sampled_from(["file", "folder", "pipe", "link", "dangling"])
TREES = st.lists(
    st.tuples(PLACES, KINDS, st.sampled_from([0o644, 0o700, 0o755, 0o777])), max_size=8
)
TAGS = st.lists(st.sampled_from(["ar", "en", "ru", "zh"]), max_size=3, unique=True)
BUILDS = st.lists(st.tuples(TAGS, st.sampled_from([b"old", b"new"]), st.booleans()), max_size=4)


def plant_all(dist: Path, planted: list[tuple[str, str, int]]) -> None:
    for place, kind, mode in planted:
        above = [dist.joinpath(*place.split("/")[:n]) for n in range(1, place.count("/") + 1)]
        if all(
            (path.is_dir() and not path.is_symlink()) or not os.path.lexists(path) for path in above
        ):
            plant(dist / place, kind, mode)


@given(planted=TREES, builds=BUILDS)
@tried(max_examples=40)
def test_what_the_press_did_not_make_is_what_it_was_after_any_builds(
    planted: list[tuple[str, str, int]], builds: list[tuple[list[str], bytes, bool]]
) -> None:
    with tempfile.TemporaryDirectory() as home:
        dist = Path(home) / "dist"
        put(dist, [], Selection(), {})
        plant_all(dist, planted)
        before = state(dist)
        # A folder that the press has put files in goes with the last of them.
        for name in (manifest.NAME, "g", "g/ar", "g/en", "g/ru", "g/zh"):
            if (name in before and (dist / name).is_dir()) or name == manifest.NAME:
                del before[name]
        for tags, data, part in builds:
            copies = [one(tag, data) for tag in tags]
            with suppress(Refused):
                put(dist, copies, Selection(languages=frozenset(tags)) if part else Selection(), {})
            after = state(dist)
            assert {name: after.get(name) for name in before} == before
            listed = {entry["path"] for entry in manifest.entries(dist / manifest.NAME) or ()}
            made = {name for name in after if name.endswith(".pdf") and name not in before}
            assert listed == made
            assert not any(".vademecum" in name for name in after)


OTHERS: Final[dict[str, Callable[[Path], object]]] = {
    "a file": lambda path: path.write_text("mine"),
    "an empty file": Path.touch,
    "a folder": Path.mkdir,
    "a pipe": os.mkfifo,
    "a link": lambda path: path.symlink_to(path.parent.parent.parent / "manifest.json"),
    "a link to nothing": lambda path: path.symlink_to("nowhere"),
    "a socket": lambda path: bound(path),
    "a link to a file of the press": lambda path: path.symlink_to("../ru/g_ru_checklist_a4.pdf"),
}


def bound(path: Path) -> None:
    before = Path.cwd()
    os.chdir(path.parent)  # the address of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(before)


@pytest.mark.parametrize("other", OTHERS)
def test_what_stands_in_the_way_is_named_and_nothing_is_published(
    tmp_path: Path, other: str
) -> None:
    dist = tmp_path / "dist"
    put(dist, [one("ru", b"old")], Selection(), {})
    (dist / EN).parent.mkdir()
    OTHERS[other](dist / EN)
    before = state(dist)
    assert told(dist, [one("en"), one("ru")], Selection()) == [("in-the-way", "error", EN)]
    with pytest.raises(Refused, match=r"g_en_checklist_a4\.pdf: in-the-way"):
        put(dist, [one("en"), one("ru")], Selection(), {})
    assert state(dist) == before


@pytest.mark.parametrize("step", ["g", "g/en"])
@pytest.mark.parametrize("kind", ["file", "pipe", "link", "dangling"])
def test_what_stands_where_a_folder_is_to_be_is_in_the_way(
    tmp_path: Path, step: str, kind: str
) -> None:
    dist = tmp_path / "dist"
    put(dist, [], Selection(), {})
    plant(dist / step, kind, 0o644)
    before = state(dist)
    with pytest.raises(Refused, match=f"dist/{step}: in-the-way"):
        put(dist, [one("en")], Selection(), {})
    assert state(dist) == before


def test_a_file_that_happens_to_be_the_same_is_taken_as_it_is(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    put(dist, [], Selection(), {})
    (dist / EN).parent.mkdir(parents=True)
    (dist / EN).write_bytes(b"%PDF")
    inode = (dist / EN).stat().st_ino
    put(dist, [one("en")], Selection(), {})
    assert (dist / EN).stat().st_ino == inode


def test_what_is_removed_is_never_removed_through_a_link(tmp_path: Path) -> None:
    dist, archive = tmp_path / "dist", tmp_path / "archive"
    put(dist, [one("en"), one("ru")], Selection(), {})
    (dist / "g/ru").rename(archive)
    (dist / "g/ru").symlink_to(archive)
    put(dist, [one("en")], Selection(), {})
    assert (archive / Path(RU).name).read_bytes() == b"%PDF"
    assert (dist / "g/ru").is_symlink()


@pytest.mark.parametrize("step", ["g", "g/ru"])
def test_an_empty_folder_behind_a_link_is_not_removed(tmp_path: Path, step: str) -> None:
    """Of what a person has put away only its folder is left, and a link to that."""
    dist, there = tmp_path / "dist", tmp_path / "there"
    put(dist, [one("en"), one("ru")], Selection(), {})
    (dist / RU).unlink()
    (dist / step).rename(there)
    (dist / step).symlink_to(there)
    with suppress(Refused):
        put(dist, [one("tr")] if step == "g/ru" else [], Selection(), {})
    assert (there / "ru" if step == "g" else there).is_dir()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o400, 0o755])
@pytest.mark.parametrize("name", [EN, manifest.NAME])
def test_what_is_replaced_stays_whose_it_was(tmp_path: Path, name: str, mode: int) -> None:
    dist = tmp_path / "dist"
    put(dist, [one("en")], Selection(), {})
    (dist / name).chmod(mode)
    mine = os.geteuid() if os.geteuid() else 12345  # only root gives away
    os.chown(dist / name, mine, -1)
    before = (dist / name).stat()
    put(dist, [one("en", b"new")], Selection(), {})
    after = (dist / name).stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (
        before.st_mode, before.st_uid, before.st_gid,
    )  # fmt: skip
    assert after.st_ino != before.st_ino


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    put(dist, [one("en")], Selection(), {})
    (dist / EN).chmod(0o640)
    put(dist, [one("en", b"new")], Selection(), {})
    assert stat.S_IMODE((dist / EN).stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("manifest.json", WEB_APP), ("manifest.json", "{}"), ("manifest.json", ""),
        ("manifest.json", '{"artifacts": [], "press": {}}'), ("manifest.json", "[" * 100_000),
        ("manifest.json", '{"format": "other 1", "artifacts": []}'), ("index.html", "<p>"),
        ("thesis/one.tex", "x"), ("words/en.yaml", "title: x"), ("guide.yaml", "x"),
        ("guide/guide.yaml", "x"), ("content/guide/guide.yaml", "x"),
    ],
)  # fmt: skip
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / "public" / name
    path.parent.mkdir(parents=True)
    path.write_text(text)
    with pytest.raises(NotOurs, match=r"did not make|holds content"):
        output.check(tmp_path / "public")
    with pytest.raises(NotOurs):
        put(tmp_path / "public", [one("en")], Selection(), {})
    assert list(state(tmp_path / "public")) == sorted({name, *map(str, Path(name).parents)} - {"."})


@pytest.mark.parametrize("kind", ["pipe", "link", "dangling", "folder"])
def test_a_manifest_that_is_no_plain_file_is_somebody_elses(tmp_path: Path, kind: str) -> None:
    plant(tmp_path / "manifest.json", kind, 0o755)
    with pytest.raises(NotOurs, match="did not make"):
        put(tmp_path, [one("en")], Selection(), {})


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("built", [False, True], ids=["new", "built"])
def test_what_has_the_name_of_a_listing_in_the_making_is_somebody_elses(
    tmp_path: Path, built: bool, other: str
) -> None:
    dist = tmp_path / "dist"
    dist.mkdir()
    if built:
        put(dist, [one("ru", b"old")], Selection(), {})
    OTHERS[other](dist / manifest.PENDING)
    before = state(dist)
    with pytest.raises(NotOurs, match=r"did not make: \.vademecum\.json"):
        put(dist, [one("en"), one("ru")], Selection(), {})
    assert state(dist) == before


@pytest.mark.parametrize(
    "others", [[], ["lost+found/"], [".git"], [".git/refs/", ".gitignore"], ["a/", "b/"]]
)
def test_a_folder_in_which_nothing_is_to_be_seen_is_taken(
    tmp_path: Path, others: list[str]
) -> None:
    for name in others:
        plant(tmp_path / name, "folder" if name.endswith("/") else "file", 0o755)
    before = state(tmp_path)
    put(tmp_path, [one("en")], Selection(), {})
    after = state(tmp_path)
    assert {name: after[name] for name in before} == before
    assert tree(tmp_path)[EN] == b"%PDF"


@pytest.mark.parametrize(
    "place", ["content", "content/small", "content/small/words", "content/new", ".", "..", "at/up"]
)
def test_a_folder_that_holds_content_or_stands_in_it_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    guide = tmp_path / "here" / "content" / "small"
    guide.mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    Path("at").mkdir()
    Path("at/up").symlink_to(tmp_path)
    with pytest.raises(NotOurs, match="content"):
        output.check(Path(place), (Path("content"), guide))


def test_a_link_to_a_folder_is_published_through_and_stays(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "dist").symlink_to("there")
    for data in (b"old", b"new"):
        put(tmp_path / "dist", [one("en", data)], Selection(), {})
    assert (tmp_path / "dist").is_symlink()
    assert tree(tmp_path / "there") == {EN: b"new"}


def test_a_folder_that_cannot_be_renamed_is_published_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist, real = tmp_path / "dist", os.rename
    put(dist, [one("en", b"old")], Selection(), {})

    def busy(source: Any, target: Any, **more: Any) -> None:
        if dist in (Path(source), Path(target)):
            raise OSError(errno.EBUSY, "Device or resource busy")
        real(source, target, **more)

    monkeypatch.setattr(os, "rename", busy)
    monkeypatch.setattr(os, "replace", busy)
    put(dist, [one("en", b"new")], Selection(), {})
    assert tree(dist) == {EN: b"new"}


def test_a_folder_within_that_is_another_disk_is_published_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist, real = tmp_path / "dist", os.replace
    put(dist, [one("en", b"old"), one("ru", b"old")], Selection(), {})

    def other(source: Any, target: Any) -> None:
        if ("g/en" in str(source)) != ("g/en" in str(target)) or (
            str(source).startswith(str(dist / ".vademecum-"))
            and Path(target).parent == dist / "g/en"
        ):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        real(source, target)

    monkeypatch.setattr(os, "replace", other)
    put(dist, [one("en", b"new"), one("ru", b"new")], Selection(), {})
    assert tree(dist) == {EN: b"new", RU: b"new"}
    assert list(dist.rglob(".*")) == []


MOUNTED = """
import json, sys
from pathlib import Path
from tests.build.published import one, put
from vademecum.build.plan import Selection
dist = Path(sys.argv[1])
for data in (b"old", b"new"):
    put(dist, [one("en", data), one("ru", data)], Selection(), {})
print(json.dumps(sorted(p.relative_to(dist).as_posix() for p in dist.rglob("*") if p.is_file())))
"""


@pytest.mark.parametrize("place", swept(("dist", "dist/g", "dist/g/en"), "dist/g"))
def test_a_mount_is_published_into(tmp_path: Path, place: str) -> None:
    """Where private mounts may be made, as by root, a real one; else it is skipped."""
    (tmp_path / place).mkdir(parents=True)
    shell = 'mount -t tmpfs tmpfs "$2" && echo mounted && exec "$0" -c "$1" "$3"'
    command = ["unshare", "--mount", "--map-root-user", "sh", "-c", shell, sys.executable, MOUNTED]
    root = str(Path(__file__).parents[2])
    try:
        result = subprocess.run(
            [*command, str(tmp_path / place), str(tmp_path / "dist")],
            capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": root},
        )  # fmt: skip
    except FileNotFoundError:
        pytest.skip("needs unshare")
    if "mounted" not in result.stdout:
        pytest.skip(f"no private mount here: {result.stderr.strip()}")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout.splitlines()[1]) == [EN, RU, "manifest.json"]


def test_a_publication_that_comes_to_nothing_leaves_nothing(tmp_path: Path) -> None:
    with publish.opened(tmp_path / "a" / "dist") as publication:
        publication.stage(EN, b"%PDF")
        assert scratch.left(tmp_path / "a" / "dist", scratch.HIDDEN)
    assert list(tmp_path.iterdir()) == []
