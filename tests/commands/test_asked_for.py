"""A command that is asked for one language reads it and its source, and no other."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Desk
from tests.trying import one_in
from vademecum.cli import main
from vademecum.content.door import MAX_BYTES

pytestmark = pytest.mark.usefixtures("nothing_set")
Captured = pytest.CaptureFixture[str]

OTHERS: dict[str, tuple[str, bytes]] = {
    "a tag that no language has": ("qqq.yaml", b"title: x\n"),
    "an old tag": ("iw.yaml", b"title: x\n"),
    "a tag in capitals": ("TR.yaml", b"title: x\n"),
    "another suffix": ("tr.yml", b"title: x\n"),
    "what is not YAML": ("tr.yaml", b"title: [x\n"),
    "what is not UTF-8": ("tr.yaml", b"title: \xff\n"),
    "a control character": ("tr.yaml", b"title: \x07\n"),
    "too much": ("tr.yaml", b"#" * (MAX_BYTES + 1)),
    "nothing": ("tr.yaml", b""),
    "hardly anything": ("tr.yaml", b"title: x\n"),
    "a language without a face": ("am.yaml", b"title: x\n"),
    "a name that is no text": ("\udcff.yaml", b"title: x\n"),
}
COMMANDS = [
    ["build", "-p", "card"],
    ["build", "-p", "card", "--strict", "--today", "2026-11-20"],
    ["check"],
    ["check", "--strict", "--today", "2026-11-20"],
    ["status"],
    ["accept"],
]


@pytest.fixture(params=OTHERS.values(), ids=list(OTHERS))
def beside(request: pytest.FixtureRequest, desk: Desk) -> Desk:
    """Return the desk with a file of words that is at fault."""
    name, data = request.param
    (desk.guide / "words" / name).write_bytes(data)
    return desk


@one_in(3)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_another_language_stops_none_that_was_asked_for(
    beside: Desk, capsys: Captured, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(beside.folder.parent / "made before"))
    assert main([*command, "-l", "ar"]) == 0
    assert "problem in" not in capsys.readouterr().err


def test_it_is_told_where_all_are_asked_for(beside: Desk, capsys: Captured) -> None:
    assert main(["check"]) == 1
    assert "words/" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "tag", "code"),
    [
        ("qqq.yaml", "qqq", "unknown-language"),
        ("iw.yaml", "he", "language-tag"),
        ("TR.yaml", "tr", "language-tag"),
        ("tr.yml", "tr", "file-name"),
        ("zh_hant.yaml", "zh-Hant", "language-tag"),
    ],
)
@pytest.mark.parametrize("command", [["build"], ["check"], ["accept"]], ids=" ".join)
def test_a_file_under_another_name_is_told_when_its_language_is_asked_for(
    desk: Desk, capsys: Captured, command: list[str], name: str, tag: str, code: str
) -> None:
    (desk.guide / "words" / name).write_text("title: x\n")
    assert main([*command, "-l", tag]) == 1
    err = capsys.readouterr().err
    assert f"content/small/words/{name}: {code}: " in err
    assert "outdated-words" not in err
    assert "1 problem in 1 file" in err


def test_a_broken_source_language_stops_what_is_made_from_it(desk: Desk, capsys: Captured) -> None:
    (desk.guide / "words" / "en.yaml").write_text("title: [x\n")
    for command in ("build", "check"):
        assert main([command, "-l", "ar"]) == 1
        assert "words/en.yaml:1:8: yaml-syntax" in capsys.readouterr().err


def test_what_was_accepted_of_other_languages_stays_on_record(desk: Desk) -> None:
    words, record = desk.guide / "words", desk.guide / "translations.json"
    (words / "tr.yaml").write_text((words / "ar.yaml").read_text("utf-8"), "utf-8")
    assert main(["accept"]) == 0
    before = json.loads(record.read_bytes())
    (words / "tr.yaml").write_text("title: [x\n")
    assert main(["accept", "-l", "ar"]) == 0
    assert json.loads(record.read_bytes()) == before


def test_a_language_that_cannot_be_read_is_not_accepted(desk: Desk, capsys: Captured) -> None:
    record = desk.guide / "translations.json"
    before = record.read_bytes()
    (desk.guide / "words" / "ar.yaml").write_text("title: [x\n")
    assert main(["accept"]) == 1
    assert "words/ar.yaml:1:8: yaml-syntax" in capsys.readouterr().err
    assert record.read_bytes() == before


def test_a_guide_without_the_language_is_left_alone(desk: Desk, capsys: Captured) -> None:
    other = desk.guide.with_name("other")
    desk.guide.rename(other)
    (desk.guide / "words").mkdir(parents=True)
    (desk.guide / "guide.yaml").write_text("source: [en\n")
    (desk.guide / "words" / "en.yaml").write_text("title: x\n")
    for command in (["check"], ["accept"], ["status"]):
        main([*command, "-l", "ar"])
        assert "yaml-syntax" not in capsys.readouterr().err


PICTURE = """
map:
  file: map.svg
  in: {ar: other.svg, tr: other.svg}
  source: drawn for a test
  licence: MIT
  checked: 2026-11-01
  shelf_life: 900
"""
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
PICTURES: dict[str, Callable[[Path], object]] = {
    "is not there": lambda path: None,
    "is broken": lambda path: path.write_text("<svg"),
    "is empty": lambda path: path.write_text(""),
    "is a PNG": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n"),
    "is a link out": lambda path: path.symlink_to("/etc/hostname"),
    "is a pipe": os.mkfifo,
    "is a folder": Path.mkdir,
    "has a script": lambda path: path.write_text(DRAWN.replace("<path", "<script/><path")),
    "is too long": lambda path: path.write_bytes(b"x" * (MAX_BYTES + 1)),
}


@pytest.fixture(params=PICTURES.values(), ids=list(PICTURES))
def pictured(request: pytest.FixtureRequest, desk: Desk) -> Desk:
    """Return the desk with a picture whose Arabic file is at fault."""
    desk.edit("guide.yaml", "  mine:\n", "  see: {kind: picture, picture: map}\n  mine:\n")
    desk.edit("guide.yaml", "[top, mine", "[top, see, mine")
    for tag in ("en", "ar"):
        desk.edit(f"words/{tag}.yaml", "blocks:\n", "blocks:\n  see: {alt: The way}\n")
    (desk.guide / "pictures.yaml").write_text(PICTURE)
    (desk.guide / "pictures").mkdir()
    (desk.guide / "pictures/map.svg").write_text(DRAWN)
    request.param(desk.guide / "pictures/other.svg")
    return desk


@one_in(3)
@pytest.mark.parametrize("command", [["check"], ["build", "-p", "card"]], ids=" ".join)
def test_a_picture_of_another_language_stops_none_that_was_asked_for(
    pictured: Desk, capsys: Captured, command: list[str]
) -> None:
    assert main([*command, "-l", "en"]) == 0
    for more in (["-l", "ar"], []):
        capsys.readouterr()
        assert main([*command, *more]) == 1
        assert "pictures/other.svg" in capsys.readouterr().err


def test_letters_in_a_picture_are_told_of_the_languages_that_were_asked_for(
    pictured: Desk, capsys: Captured
) -> None:
    drawn = DRAWN.replace("</svg>", '<text x="1" y="5">A way</text></svg>')
    (pictured.guide / "pictures/map.svg").write_text(drawn)
    path = pictured.guide / "pictures.yaml"
    path.write_text(path.read_text().replace("ar: other.svg, ", ""))
    assert main(["check", "-l", "en"]) == 0
    assert "picture-letters" not in capsys.readouterr().err
    assert main(["check", "-l", "ar"]) == 0
    assert "has no file for ar" in capsys.readouterr().err


@pytest.mark.parametrize("format", ["text", "json"])
def test_status_tells_of_the_languages_that_were_asked_for(
    desk: Desk, capsys: Captured, format: str
) -> None:
    assert main(["status", "-l", "ar", "--format", format]) == 0
    out = capsys.readouterr().out
    assert "ar" in out
    assert "en " not in out
    assert '"en"' not in out
