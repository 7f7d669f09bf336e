"""A house's templates: what goes before nothing of the press's is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Desk
from vademecum.build import portions
from vademecum.cli import main
from vademecum.content import door, overrides

Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("blocks/calout.html.j2", "blocks/callout.html.j2"),
        ("block/callout.html.j2", "blocks/callout.html.j2"),
        ("blocks/callout.html", "blocks/callout.html.j2"),
        ("style/block/list.css", "style/blocks/list.css"),
        ("style/forms/cards.css", "style/forms/card.css"),
        ("part.html.j2", "parts.html.j2"),
        ("words/rus.yaml", "words/ru.yaml"),
        ("words/zh_Hans.yml", "words/zh-Hans.yaml"),
        ("words/en.yml", "words/en.yaml"),
        ("words/UZ.YML", "words/uz.yaml"),
        ("word/uz.yaml", "words/uz.yaml"),
        ("Words/uz.yaml", "words/uz.yaml"),
        ("uz.yaml", "words/uz.yaml"),
        ("zh_hant.yml", "words/zh-Hant.yaml"),
        ("callout.html.j2", "blocks/callout.html.j2"),
        ("fields.css", "style/blocks/fields.css"),
        ("blocks/callout.css", "style/blocks/callout.css"),
        ("Style/base.css", "style/base.css"),
        ("bus.svg", "pictograms/bus.svg"),
        ("pictograms/Bus.svg", "pictograms/bus.svg"),
        ("blocks/callout.html.j2", None),
        ("style/base.css", None),
        ("words/sw.yaml", None),
        ("words/README.md", None),
        ("notes.txt", None),
        ("notes.yaml", None),
        ("LICENSE", None),
        ("mine/parts.yaml", None),
        (".hidden/callout.html.j2", None),
    ],
)
def test_a_file_that_is_named_almost_like_one_of_the_press(
    desk: Desk, name: str, right: str | None
) -> None:
    path = Path("templates", name)
    path.parent.mkdir(parents=True)
    path.write_text("", "utf-8")
    found = [(p.file, p.severity, p.hint) for p in overrides.check(portions.house())]
    told = [(f"templates/{name}", "warning", f"did you mean {right!r}?")]
    assert found == (told if right else [])


@pytest.mark.parametrize("name", ["uzbek", "ar copy", "english-uk", "base", "arabic", "1", "xx-yy"])
def test_words_that_are_named_by_no_language_are_told(desk: Desk, name: str) -> None:
    path = Path("templates/words", f"{name}.yaml")
    path.parent.mkdir(parents=True)
    path.touch()
    (found,) = overrides.check(portions.house())
    assert (found.file, found.severity) == (str(path), "warning")
    assert "name it by the tag of its language (BCP 47)" in found.hint


LEFT = ["{}~", "#{}#", ".#{}", ".{}.swp", "._{}", "{}.orig", "{}.bak", "{}.tmp", "~${}", "4913"]


@pytest.mark.parametrize("form", LEFT)
def test_what_editors_leave_among_templates_is_not_told(desk: Desk, form: str) -> None:
    for name in ("style/base.css", "blocks/qr.html.j2", "words/ar.yaml", "pictograms/bus.svg"):
        path = Path("templates", name)
        path.parent.mkdir(parents=True)
        path.with_name(form.format(path.name)).write_bytes(b"b0VIM 9.0\0\xff")
    assert list(overrides.check(portions.house())) == []


@pytest.mark.parametrize(
    "folder",
    ["template", "Templates", "TEMPLATES", "tempaltes", "my-templates", "content/small/templates"],
)
@pytest.mark.parametrize("name", ["words/ar.yaml", "style/base.css", "parts.html.j2"])
def test_templates_that_stand_elsewhere_are_told(
    desk: Desk, capsys: Captured, folder: str, name: str
) -> None:
    path = Path(folder, name)
    path.parent.mkdir(parents=True)
    path.touch()
    assert main(["check"]) == 0
    err = capsys.readouterr().err
    assert f"{folder}: unused-template (warning): nothing asks for '{Path(folder).name}/'" in err
    assert "templates stand in templates/, beside content/" in err
    Path(folder).rename("elsewhere")
    assert main(["check", "--strict", "--today", "2026-11-20"]) == 0


@pytest.mark.parametrize("folder", ["template", "content/small/templates", "temples"])
def test_a_folder_of_something_else_is_not_told(desk: Desk, folder: str) -> None:
    Path(folder).mkdir()
    Path(folder, "letter.odt").touch()
    assert list(overrides.check(portions.house(), [desk.guide])) == []


@pytest.mark.parametrize(
    ("name", "right"),
    [("press.yml", "press.yaml"), ("Press.yaml", "press.yaml"), ("PRESS.YML", "press.yaml"),
     ("press.Yaml", "press.yaml"), ("theme.yml", "theme.yaml"), ("Theme.yaml", "theme.yaml"),
     ("theme.YAML", "theme.yaml"), ("press.txt", None), ("house.yaml", None),
     ("~$press.yaml", None), ("press.yaml~", None)],
)  # fmt: skip
def test_a_file_of_a_house_under_almost_its_name_is_told(
    desk: Desk, name: str, right: str | None
) -> None:
    Path(name).write_text("region: RU\n")
    found = [(p.file, p.code, p.severity, p.hint) for p in overrides.check(portions.house())]
    assert found == ([(name, "file-name", "warning", f"name it {right}")] if right else [])


@pytest.mark.parametrize("thing", ["a file", "a link to nothing", "a link to itself", "a pipe"])
def test_templates_that_are_no_folder_are_told(desk: Desk, capsys: Captured, thing: str) -> None:
    path = Path("templates")
    make: dict[str, Callable[[], object]] = {
        "a file": path.touch,
        "a link to nothing": lambda: path.symlink_to("nowhere"),
        "a link to itself": lambda: path.symlink_to("templates"),
        "a pipe": lambda: os.mkfifo(path),
    }
    make[thing]()
    for command in ("check", "build", "status", "release"):
        assert main([command]) == 1
        assert "templates: unreadable: this is no folder" in capsys.readouterr().err


@pytest.mark.parametrize("thing", ["nowhere", "ar.yaml", "/etc/hostname", "../../content"])
def test_words_of_a_house_that_lead_nowhere_are_told(
    desk: Desk, capsys: Captured, thing: str
) -> None:
    path = Path("templates/words/ar.yaml")
    path.parent.mkdir(parents=True)
    path.symlink_to(thing)
    assert main(["check"]) == 1
    assert capsys.readouterr().err.startswith("templates/words/ar.yaml: ")
    assert main(["check", "-l", "en"]) == 0


def test_no_heap_of_templates_is_read_whole(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("templates").mkdir()
    for name in ("a.css", "b.j2"):
        Path("templates", name).touch()
        os.truncate(Path("templates", name), 6 * 2**30)
    read: list[int] = []
    plain = door.plain

    def counted(path: Path, most: int) -> bytes:
        found = plain(path, most)
        read.append(len(found))
        return found

    monkeypatch.setattr(door, "plain", counted)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"reads {path} whole"))
    assert list(overrides.check(portions.house())) == []
    assert max(read, default=0) <= door.MAX_BYTES


def test_what_another_template_asks_for_is_meant_so(desk: Desk) -> None:
    blocks = Path("templates/blocks")
    blocks.mkdir(parents=True)
    (blocks / "callout.html.j2").write_text('{% import "blocks/callouts.html.j2" as c %}', "utf-8")
    (blocks / "callouts.html.j2").write_text("", "utf-8")
    assert list(overrides.check(portions.house())) == []


def test_check_and_build_tell_it_and_no_more_is_looked_at_than_a_guide_may_hold(
    desk: Desk, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("templates/words").mkdir(parents=True)
    Path("templates/words/rus.yaml").write_text("qr: x", "utf-8")
    assert main(["check"]) == 0
    assert "templates/words/rus.yaml: unused-template (warning)" in capsys.readouterr().err
    assert main(["build", "--strict"]) == 1
    assert "unused-template" in capsys.readouterr().err
    monkeypatch.setattr(door, "MAX_NAMES", 1)
    assert [p.code for p in overrides.check(portions.house())] == ["too-large"]
