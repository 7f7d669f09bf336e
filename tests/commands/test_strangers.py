"""Whatever is typed and wherever it points, a command ends with a documented code and words."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import Desk
from tests.trying import one_in
from vademecum.cli import main

Captured = pytest.CaptureFixture[str]
ODD = [
    "", " ", ".", "..", "~", "-", "--", "x" * 300, "a/" * 3000, "\udcff", "a\nb", "\x1b[31m", "*",
    "[!", "{}", "%s", "file", "loop", "dangling", "empty", "pipe", "around", "folders", "small/..",
    "content/small/guide.yaml", "/dev/null", "/proc/self", "file/x", "loop/x", "ar,", ",", "AR",
    "ａｒ", "🛶", "-l", "nan", "9999-99-99", "٢٠٢٦-١١-٢٧", "$(x)", "small=", "small\0", "content\\small",
]  # fmt: skip
COMMANDS = [
    ["check"], ["check", "-l"], ["check", "--today"], ["check", "--format"], ["status"],
    ["status", "-l"], ["accept"], ["accept", "-l"], ["schema"], ["list"], ["build", "-q", "-p"],
    ["release"], ["release", "--partner"], ["serve", "--port"],
    ["build", "-q", "-p", "card", "-s"], ["build", "-q", "-p", "none", "-j"], ["build", "-q", "-l"],
    ["new-command"], [],
]  # fmt: skip


@pytest.fixture
def odd_desk(desk: Desk) -> Desk:
    """Return the desk with what else may stand in a folder."""
    Path("file").write_text("x")
    Path("loop").symlink_to("loop")
    Path("dangling").symlink_to("nowhere")
    Path("empty").mkdir()
    os.mkfifo("pipe")
    Path("around/words").mkdir(parents=True)
    Path("around/guide.yaml").symlink_to("guide.yaml")
    Path("around/words/en.yaml").symlink_to("../words")
    Path("folders/guide.yaml").mkdir(parents=True)
    Path("folders/words/en.yaml").mkdir(parents=True)
    return desk


@one_in(3)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_argument_is_too_odd(odd_desk: Desk, capsys: Captured, command: list[str]) -> None:
    for argument in ODD:
        if command[:1] == ["build"] and argument.strip(" ,") in ("", "ar"):
            continue  # that is no mistake, and takes its time
        code = main([*command, argument])
        out, err = capsys.readouterr()
        assert code in (0, 1, 2), argument
        assert code == 0 or err.strip(), argument
        assert "Traceback" not in err, argument
        assert all(char.isprintable() for char in (out + err).replace("\n", "")), argument


@pytest.mark.parametrize(
    "closed",
    ["content", "content/small", "content/small/words", "content/small/guide.yaml",
     "content/small/words/ar.yaml", "content/small/facts.yaml", "content/small/translations.json",
     "content/small/.schema", "content/small/.schema/guide.schema.json", "."],
)  # fmt: skip
@pytest.mark.parametrize("mode", [0o000, 0o111, 0o444, 0o555])
@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_what_nobody_may_open_is_told(desk: Desk, capsys: Captured, closed: str, mode: int) -> None:
    assert main(["schema", "small"]) == 0
    path = desk.folder / closed
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        for command in ("check", "status", "accept", "release", "schema", "list"):
            capsys.readouterr()
            code = main([command])
            assert code in (0, 1, 2)
            assert code == 0 or capsys.readouterr().err.strip()
    finally:
        path.chmod(before)


LEFT_BY_EDITORS = [
    ".#{}", "{}~", "#{}#", ".{}.swp", ".{}.swo", ".{}.un~", "{}.orig", "{}.rej", "{}.bak", "{}.tmp",
    "{}.swp", "{}.part", ".~lock.{}#", "._{}", "4913", "Thumbs.db", "desktop.ini", ".DS_Store",
    "{}___jb_tmp___", "{}___jb_old___", ".{}.kate-swp", "{}.crdownload", ".goutputstream-X1",
]  # fmt: skip


def leave(path: Path, kind: str) -> None:
    """Leave a thing of an editor, where there is none of this name."""
    if os.path.lexists(path):
        return
    if kind == "file":
        path.write_bytes(b"b0VIM 9.0\0\xff")
    elif kind == "link":
        path.symlink_to("somebody@somewhere.4711:1")
    else:
        path.mkdir()


@pytest.mark.parametrize("kind", ["file", "link", "folder"])
def test_what_editors_leave_stops_nothing(desk: Desk, capsys: Captured, kind: str) -> None:
    for form in LEFT_BY_EDITORS:
        for where in ("words/ar.yaml", "guide.yaml", "translations.json"):
            path = desk.guide / where
            leave(path.with_name(form.format(path.name)), kind)
        shutil.copy(desk.guide / "words/ar.yaml", desk.guide / "words" / f"{form.format('ar')}~")
    for command in (["check"], ["status"], ["list"], ["check", "-l", "ar"]):
        assert main(command) == 0
        said = "".join(capsys.readouterr())
        assert [form for form in LEFT_BY_EDITORS if form.format("ar.yaml") in said] == []
