"""The door: what stands in a guide is read within bounds, and nothing outside of it ever is."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Desk
from tests.trying import one_in, swept, tried
from vademecum.cli import main
from vademecum.content import door

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no pipes in folders")
Captured = pytest.CaptureFixture[str]
Put = Callable[[Path], object]
SECRET: Final = "token-of-somebody-else"
GIGABYTES: Final = 6 * 2**30
FILES: Final = ("guide.yaml", "facts.yaml", "phrases.yaml", "words/en.yaml", "words/ar.yaml")


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    """Fail, rather than wait for what never comes."""

    def ring(*_: object) -> None:
        raise TimeoutError("the press waits for what never comes")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def sparse(path: Path, size: int = GIGABYTES) -> None:
    path.touch()
    os.truncate(path, size)


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, pytest.MonkeyPatch.context() as patch:
        patch.chdir(path.parent)  # a socket's path is short
        server.bind(path.name)


def device(path: Path) -> None:
    try:
        os.mknod(path, 0o20666, os.makedev(1, 5))  # /dev/zero, which never ends
    except PermissionError:
        path.symlink_to("/dev/zero")


def hidden(path: Path) -> None:
    kept = path.parent / ".git"
    kept.mkdir(exist_ok=True)
    (kept / "config").write_text(SECRET)
    path.symlink_to(".git/config")


def twice(path: Path) -> None:
    path.with_name("between").symlink_to(path.parents[3] / "secret")
    path.symlink_to("between")


THINGS: Final[dict[str, Put]] = {
    "a file outside": lambda path: path.symlink_to(path.parents[3] / "secret"),
    "a file outside, by two links": twice,
    "another guide's": lambda path: path.symlink_to(
        path.parents[3] / "content" / "other" / "guide.yaml"
    ),
    "a file in a hidden folder": hidden,
    "nothing outside": lambda path: path.symlink_to("/nonexistent/file"),
    "a pipe": os.mkfifo,
    "a socket": listening,
    "a device": device,
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a folder": Path.mkdir,
    "6 GB": sparse,
    "endless memory": lambda path: path.symlink_to("/proc/self/mem"),
}


@pytest.fixture
def secret(desk: Desk) -> Desk:
    """Return a desk beside which stands what no guide may quote, and another guide of it."""
    (desk.folder / "secret").write_text(f"{SECRET}: {{{SECRET}}}\n")
    other = desk.folder / "content" / "other"
    other.mkdir()
    for name in FILES:
        (other / Path(name).name).write_text(f"title: {SECRET}\n")
    return desk


def put(desk: Desk, name: str, thing: Put) -> None:
    path = desk.guide / name
    path.unlink()
    at = path if path.parent.name == "words" else desk.guide / "words" / "thing"
    thing(at)
    if at != path:  # so that links of both depths lead to the same
        at.rename(path) if not at.is_symlink() else path.symlink_to(at)


@one_in(3)
@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("name", swept(FILES, "facts.yaml", "words/ar.yaml"))
def test_no_command_reads_what_is_no_file_of_the_guide(
    secret: Desk, capsys: Captured, name: str, thing: str
) -> None:
    put(secret, name, THINGS[thing])
    for command in (["check"], ["build", "-p", "card"]):
        assert main([*command, "small"]) == 1
        said = capsys.readouterr()
        assert f"content/small/{name}: " in said.err
        assert SECRET not in said.out + said.err
    for command in (["status", "small"], ["accept", "small"], ["schema", "small"], ["list"]):
        main(command)
        said = capsys.readouterr()
        assert SECRET not in said.out + said.err
    assert SECRET not in "".join(p.read_text() for p in secret.guide.glob(".schema/*"))
    assert SECRET not in (secret.guide / "translations.json").read_text()


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("command", ["accept", "status"])
def test_accept_and_status_say_which_file_they_do_not_open(
    secret: Desk, capsys: Captured, command: str, name: str
) -> None:
    put(secret, name, THINGS["a file outside"])
    before = (secret.guide / "translations.json").read_bytes()
    main([command, "small"])
    said = capsys.readouterr().err
    assert f"content/small/{name}: unreadable: the file is a link that leads out of small/" in said
    assert (secret.guide / "translations.json").read_bytes() == before


@pytest.mark.parametrize("thing", [name for name in THINGS if name != "a folder"])
def test_a_record_that_is_not_opened_is_a_warning_that_accept_cures(
    secret: Desk, capsys: Captured, thing: str
) -> None:
    put(secret, "translations.json", THINGS[thing])
    assert main(["check", "small"]) == 0
    said = capsys.readouterr().err
    assert said.count("(warning)") == 1
    assert "content/small/translations.json: " in said
    assert SECRET not in said
    assert main(["accept", "small"]) == 0
    assert (secret.folder / "secret").read_text().startswith(SECRET)
    capsys.readouterr()
    assert main(["check", "small"]) == 0
    assert "(warning)" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "code", "said"),
    [
        (lambda p: p.write_bytes(b"x" * door.MAX_BYTES), "", ""),
        (lambda p: p.write_bytes(b""), "", ""),
        (lambda p: (p.with_name("y").touch(), p.symlink_to("y")), "", ""),
        (lambda p: p.symlink_to("nothing"), "no-file", "does not exist"),
        (lambda p: None, "no-file", "does not exist"),
        (lambda p: p.write_bytes(b"x" * (door.MAX_BYTES + 1)), "too-large", "longer than 2 MB"),
        (sparse, "too-large", "longer than 2 MB"),
        (os.mkfifo, "unreadable", "a pipe, no plain file"),
        (listening, "unreadable", "a socket, no plain file"),
        (Path.mkdir, "unreadable", "a folder, no plain file"),
        (lambda p: p.symlink_to(p.name), "unreadable", "a link to itself, no plain file"),
        (lambda p: p.symlink_to("/dev/zero"), "unreadable", "a link that leads out of guide/"),
        (lambda p: p.symlink_to("../guide2/f"), "unreadable", "a link that leads out of guide/"),
        (hidden, "unreadable", "into a hidden folder"),
    ],
)  # fmt: skip
def test_a_file_comes_in_or_it_is_said_why_not(
    tmp_path: Path, file: Put, code: str, said: str
) -> None:
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide2").mkdir()
    (tmp_path / "guide2" / "f").write_text(SECRET)
    path = tmp_path / "guide" / "f"
    file(path)
    if not code:
        assert door.data(path, path.parent) == path.read_bytes()
        return
    with pytest.raises(door.Shut, match=said) as caught:
        door.data(path, path.parent)
    assert caught.value.code == code


def test_a_pipe_that_took_the_place_of_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, pipe = tmp_path / "file", tmp_path / "pipe"
    file.write_text("x")
    os.mkfifo(pipe)
    state = file.lstat()
    monkeypatch.setattr(Path, "lstat", lambda path: state)
    with pytest.raises(OSError, match="a pipe"):
        door.plain(pipe, 10)


STEPS = st.lists(st.sampled_from(["..", "a", "b", "c", "f", "guide", "outside"]), max_size=6)


@tried(max_examples=60)
@given(st.dictionaries(st.sampled_from(["a", "b", "c", "a/d", "b/e"]), STEPS), STEPS)
def test_whatever_links_there_are_nothing_outside_is_read(
    tmp_path_factory: pytest.TempPathFactory, links: dict[str, list[str]], asked: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    guide = folder / "guide"
    for place, text in (("guide", "inside"), ("outside", SECRET), (".", SECRET)):
        (folder / place).mkdir(exist_ok=True)
        (folder / place / "f").write_text(text)
    for name, steps in links.items():
        path = guide / name
        if path.parent.is_dir() and not path.is_symlink() and path.parent.resolve() == guide:
            path.symlink_to(Path(*steps, "f") if len(steps) % 2 else Path(".", *steps))
    try:
        found = door.data(guide.joinpath(*asked, "f"), guide)
    except door.Shut:
        return
    assert found == b"inside"


def deep(folder: Path, levels: int) -> None:
    folder.joinpath(*["d"] * levels).mkdir(parents=True)
    folder.joinpath(*["d"] * levels, "f").touch()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda guide: [(guide / f"n{n}").touch() for n in range(51)], "more than 50 files"),
        (lambda guide: [(guide / f"words/{n}").touch() for n in range(51)], "more than 50 files"),
        (lambda guide: [(guide / f"words/{n}.yaml").touch() for n in range(51)], "more than 50"),
        (lambda guide: [(guide / f"{a}/{b}").mkdir(parents=True) for a in range(10)
                        for b in range(4)], "more than 50 files"),
        (lambda guide: [(guide / f"n{n}").symlink_to("/proc") for n in range(51)], "more than 50"),
        (lambda guide: deep(guide, 9), "more than 8 deep"),
        (lambda guide: deep(guide, 200), "more than 8 deep"),
        (lambda guide: ((guide / "words").rename(guide.parent.parent / "w"),
                        (guide / "words").symlink_to("../../w")), "a link that leads out"),
    ],
)  # fmt: skip
def test_a_guide_beyond_its_bounds_is_one_problem_for_every_command(
    desk: Desk, capsys: Captured, monkeypatch: pytest.MonkeyPatch, make: Put, said: str
) -> None:
    monkeypatch.setattr(door, "MAX_NAMES", 50)
    make(desk.guide)
    for command in ("check", "status", "accept", "release", "schema", "build"):
        assert main([command]) == 1
        err = capsys.readouterr().err
        assert f"content/small{'' if '50' in said else '/'}" in err
        assert said in err
        assert "1 problem in 1 file" in err
    assert main(["list"]) == 0


def test_a_guide_at_its_bounds_is_good(desk: Desk) -> None:
    deep(desk.guide, 8)
    for n in range(10_000 - len([*door.below(desk.guide)])):
        (desk.guide / f"n{n}").touch()
    assert len([*door.below(desk.guide)]) == 10_000
    assert desk.problems() == ()
    (desk.guide / "one-more").touch()
    assert [problem.code for problem in desk.problems()] == ["too-large"]


def test_a_folder_without_an_end_is_left_early(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def endless(folder: Path) -> Iterator[Iterator[os.DirEntry[str]]]:
        yield repeat(entry)

    with os.scandir(desk.folder) as entries:
        entry = next(entries)
    monkeypatch.setattr(os, "scandir", endless)
    assert door.words(desk.guide) == ()
    for look in (door.below, door.on_shelf):
        with pytest.raises(door.Shut, match="more than 10,000 files"):
            list(look(desk.guide))


def test_what_the_press_has_no_use_for_may_be_anything(secret: Desk) -> None:
    for name, thing in THINGS.items():
        thing(secret.guide / "words" / name)
    (secret.guide / "proc").symlink_to("/proc")
    (secret.guide / "up").symlink_to("..")
    (secret.guide / ".git").mkdir()
    assert secret.problems() == ()


SHELF = [
    # what stands on a shelf, and whether it is among what the shelf holds
    ("notes.txt", True), (".editorconfig", True), ("one/guide.yaml", True), ("one/words/en.yaml", True),
    (".git/config", False), ("one/.cache/x", False), ("one/.hidden", True), ("one/deep/er/file", True),
]  # fmt: skip


def test_a_shelf_holds_all_but_hidden_folders(tmp_path: Path) -> None:
    for name, _ in SHELF:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = {path.relative_to(tmp_path).as_posix() for path in door.on_shelf(tmp_path)}
    assert {name for name, _ in SHELF if name in found} == {name for name, held in SHELF if held}
    assert found - {name for name, _ in SHELF} == {"one", "one/words", "one/deep", "one/deep/er"}
    assert not any("/.cache" in f"/{name}" or name.startswith(".git") for name in found)


@pytest.mark.parametrize("is_guide", [True, False])
def test_of_a_link_on_a_shelf_a_guide_is_looked_into(tmp_path: Path, is_guide: bool) -> None:
    shelf, elsewhere = tmp_path / "shelf", tmp_path / "elsewhere"
    shelf.mkdir()
    elsewhere.mkdir()
    (elsewhere / ("guide.yaml" if is_guide else "notes.yaml")).touch()
    (shelf / "linked").symlink_to(elsewhere)
    found = {path.relative_to(shelf).as_posix() for path in door.on_shelf(shelf)}
    assert found == ({"linked", "linked/guide.yaml"} if is_guide else {"linked"})


def test_a_root_that_is_a_file_holds_itself(tmp_path: Path) -> None:
    (tmp_path / "guide.yaml").touch()
    assert list(door.on_shelf(tmp_path / "guide.yaml")) == [tmp_path / "guide.yaml"]
    assert list(door.on_shelf(tmp_path / "nowhere")) == []
