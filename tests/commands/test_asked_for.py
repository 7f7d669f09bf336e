"""A command that is asked for one language reads it and its source, and no other."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Desk
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


@pytest.mark.parametrize("format", ["text", "json"])
def test_status_tells_of_the_languages_that_were_asked_for(
    desk: Desk, capsys: Captured, format: str
) -> None:
    assert main(["status", "-l", "ar", "--format", format]) == 0
    out = capsys.readouterr().out
    assert "ar" in out
    assert "en " not in out
    assert '"en"' not in out
