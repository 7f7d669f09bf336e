"""Templates of a house: they go before the press's own, their faults are Problems, and they end."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Desk
from tests.trying import one_in
from vademecum.build import bounds, portions, pouring, production
from vademecum.build.plan import Planner, artifacts
from vademecum.build.production import Order
from vademecum.cli import main
from vademecum.content.reading import GuideReader

Captured = pytest.CaptureFixture[str]
CALLOUT = "templates/blocks/callout.html.j2"
HEAD = "{% macro block(it) %}\n"
FAULTS = {
    "a macro that never ends": (f"{HEAD}<p>\n", 2, "Unexpected end of template"),
    "a tag that there is not": (f"{HEAD}{{% blok %}}\n{{% endmacro %}}", 2, "unknown tag 'blok'"),
    "a filter that there is not": (
        f"{HEAD}\n  {{{{ it.id | plaim }}}}{{% endmacro %}}", 3, "did you mean 'plain'?",
    ),
    "a name that there is not": (f"{HEAD}{{{{ itt.id }}}}{{% endmacro %}}", 2, "'itt' is undefined"),
    "a field that there is not": (f"{HEAD}\n{{{{ it.idd }}}}{{% endmacro %}}", 3, "'idd'"),
    "a template that there is not": (
        '{% import "blocks/nothing.html.j2" as n %}', 1, "no template 'blocks/nothing.html.j2'",
    ),
    "a macro that is not there": ("\n", 0, "blocks/callout.html.j2' (imported on line"),
    "a sum that fails": (f"{HEAD}{{{{ it.number // 0 }}}}{{% endmacro %}}", 2, "Error"),
    "a macro that calls itself": (f"{HEAD}\n\n{{{{ block(it) }}}}{{% endmacro %}}", 4, "Recursion"),
    "what is no UTF-8": (b"\xff", 0, "utf-8"),
}  # fmt: skip


def write(text: str | bytes, name: str = CALLOUT) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)


@pytest.mark.parametrize(("text", "line", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_a_template_is_one_problem_at_its_line(
    desk: Desk, capsys: Captured, text: str | bytes, line: int, said: str
) -> None:
    write(text)
    assert production.produce(Order(products=("card",))).code == 1
    err = capsys.readouterr().err
    assert err.count("template-fault") == 1
    assert said in err
    assert "Traceback" not in err
    if line:
        assert f"{CALLOUT}:{line}:" in err
    assert not Path("dist").exists()


def test_a_template_of_the_house_goes_before_that_of_the_press(desk: Desk) -> None:
    write(f"{HEAD}<p>ours</p>{{{{ it.id }}}}{{% endmacro %}}")
    pours = list(_documents(desk))
    assert len(pours) == 2
    for poured in pours:
        assert isinstance(poured, dict)
        assert "<p>ours</p>" in poured["card"].html
        assert poured["card"].place("style/base.css") != "templates/style/base.css"


def _documents(desk: Desk) -> list[pouring.Poured]:
    house = portions.house()
    shelves = house.shelves
    (portion,) = portions.read([GuideReader(desk.guide, house)], date(2026, 11, 24))
    planner = Planner("", shelves)
    pours = [planner._pour(edition, [*artifacts(edition)]) for edition in portion.editions]
    return list(pouring.pour(pours, shelves))


@one_in(3)
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% for i in range(10**9) %}{% for j in range(10**9) %}{% endfor %}{% endfor %}", "no end"),
        ("{{ 'x' * 10**10 }}", "more memory"),
        ("{% set ns = namespace(a=['x']) %}{% for i in range(60) %}"
         "{% set ns.a = ns.a + ns.a %}{% endfor %}", "the template"),
    ],
)  # fmt: skip
def test_no_template_can_stop_the_machine(
    desk: Desk, capsys: Captured, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    monkeypatch.setattr(pouring, "SECONDS", 1)
    monkeypatch.setattr(bounds, "MEMORY", 2**30)
    write(f"{HEAD}\n{text}\n{{% endmacro %}}")
    assert production.produce(Order(products=("card",))).code == 1
    err = capsys.readouterr().err
    assert f"{CALLOUT}:3:1: endless-template: the template" in err
    assert said in err
    assert err.count("endless-template") == 1


def test_a_process_that_dies_is_told_of(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    write(f"{HEAD}{{% endmacro %}}")
    monkeypatch.setattr(pouring, "_poured", lambda *_: os._exit(9))
    dead = _documents(desk)
    assert len(dead) == 2
    for poured in dead:
        assert not isinstance(poured, dict)
        assert "more time or memory" in str(poured)


def test_how_deep_a_template_may_call_is_not_its_parents_affair(
    desk: Desk, capsys: Captured
) -> None:
    write(f"{HEAD}{{{{ block(it) }}}}{{% endmacro %}}")
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(1_000_000)
    try:
        assert production.produce(Order(products=("card",))).code == 1
    finally:
        sys.setrecursionlimit(before)
    assert "Recursion" in capsys.readouterr().err


def test_a_style_sheet_of_the_house_is_told_of_at_its_line(desk: Desk, capsys: Captured) -> None:
    style = "templates/style/blocks/callout.css"
    write("b { color: red }\n\n  p { colour: red }\n", style)
    assert production.produce(Order(products=("card",))).code == 1
    err = capsys.readouterr().err
    assert f"{style}:3:7: engine-log" in err
    assert err.count("engine-log") == 1


def test_a_link_out_of_the_house_is_not_followed(desk: Desk, capsys: Captured) -> None:
    outside = desk.folder / "outside.j2"
    outside.write_text(f"{HEAD}secret{{% endmacro %}}", "utf-8")
    Path("templates/blocks").mkdir(parents=True)
    Path(CALLOUT).symlink_to(outside)
    assert main(["build", "-p", "card"]) == 1
    err = capsys.readouterr().err
    assert f"{CALLOUT}: unreadable: " in err
    assert err.count("unreadable") == 1


def test_without_templates_of_its_own_nothing_is_forked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pouring, "get_context", None)
    assert all(isinstance(poured, dict) for poured in _documents(desk))
