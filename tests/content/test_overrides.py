"""A house's templates: what goes before nothing of the press's is told."""

from __future__ import annotations

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
        ("blocks/callout.html.j2", None),
        ("style/base.css", None),
        ("words/sw.yaml", None),
        ("words/README.md", None),
        ("notes.txt", None),
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
