"""Reports: for a person with a caret under the place, for a program, for a forge."""

import json
from pathlib import Path

import pytest

from tests.conftest import ROOT, Desk
from vademecum.cli import main
from vademecum.problems import codes, report
from vademecum.problems.problem import Problem

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text("title: A 充值 {x}\nlong: " + "y" * 300 + "!\n", "utf-8")
    return "a.yaml"


def test_the_text_form_shows_the_line_with_a_caret_under_the_place(file: str) -> None:
    problem = Problem(file, 1, 13, "unknown-fact", "no fact 'x'", "add it")
    assert report.text([problem]).splitlines() == [
        "a.yaml:1:13: unknown-fact: no fact 'x'",
        "    | title: A 充值 {x}",
        "    |               ^",
        "    hint: add it",
    ]


def test_a_long_line_is_shown_around_its_fault(file: str) -> None:
    _, line, caret = report.text([Problem(file, 2, 307, "bad-value", "x")]).splitlines()
    assert len(line) < 110
    assert line[caret.index("^")] == "!"


def test_problems_are_grouped_by_file(file: str) -> None:
    problems = [Problem(file, 1, 1, "bad-value", "x"), Problem("b.yaml", 0, 0, "no-file", "y")]
    assert report.text(problems).split("\n\n")[1] == "b.yaml: no-file: y"


def test_a_warning_says_so() -> None:
    problem = Problem("b.yaml", 0, 0, "stale-fact", "old", severity="warning")
    assert report.text([problem]) == "b.yaml: stale-fact (warning): old"


def test_the_json_form_has_every_field() -> None:
    problem = Problem("b.yaml", 2, 3, "bad-value", "x", "y")
    assert json.loads(report.as_json([problem])) == [
        {
            "file": "b.yaml",
            "line": 2,
            "column": 3,
            "severity": "error",
            "code": "bad-value",
            "message": "x",
            "hint": "y",
        }
    ]


def test_the_github_form_is_a_workflow_command_with_its_marks_escaped() -> None:
    problem = Problem("a,b:c.yaml", 2, 3, "bad-value", "50 %\nx", "y", severity="warning")
    assert report.github([problem]) == (
        "::warning file=a%2Cb%3Ac.yaml,line=2,col=3,title=bad-value::50 %25%0Ax; y"
    )


@pytest.mark.parametrize("format", ["text", "json", "github"])
def test_every_format_carries_the_same_codes(desk: Desk, capsys: Captured, format: str) -> None:
    desk.edit("facts.yaml", '"*100#"', '"100"')
    desk.edit("words/ar.yaml", "{fine} ", "")
    assert main(["check", "--format", format]) == 1
    err = capsys.readouterr().err
    assert "fact-value" in err
    assert "placeholder-lost" in err


def test_json_is_pure_even_where_nothing_is_wrong(desk: Desk, capsys: Captured) -> None:
    assert main(["check", "--format", "json", "-q"]) == 0
    assert json.loads(capsys.readouterr().err) == []


def test_every_code_has_a_cause_and_a_cure_and_the_page_is_fresh() -> None:
    for code in codes.CODES.values():
        assert code.cause.endswith(".")
        assert code.cure.endswith(".")
    assert (ROOT / "docs" / "problems.md").read_text("utf-8") == codes.page(), "run: make docs"


def test_every_code_in_the_sources_is_documented_and_every_documented_one_is_used() -> None:
    sources = [path for path in (ROOT / "vademecum").rglob("*.py") if path.name != "codes.py"]
    text = "".join(path.read_text("utf-8") for path in sources)
    assert [code for code in codes.CODES if f'"{code}"' not in text] == []


QUOTED = [
    # the line, the column; what stands before the place, there, and behind it
    ("titel: x", 1, ("", "titel", ": x")),
    ("a: {b.c-d} e", 5, ("a: {", "b.c-d", "} e")),
    ("a: {{b}", 4, ("a: ", "{", "{b}")),
    ("a:  b", 4, ("a: ", " ", " b"[1:])),
    ("a: слово, слово", 4, ("a: ", "слово", ", слово")),
    ("a: b", 9, ("a: b", "", "")),
    ("a: b\x07c", 4, ("a: ", "b", " c")),
    ("x" * 100 + " yy " + "z" * 100, 102, ("…" + "x" * 47 + " ", "yy", " " + "z" * 45 + "…")),
]


@pytest.mark.parametrize(("line", "column", "parts"), QUOTED)
def test_a_line_is_quoted_around_what_is_at_fault(
    tmp_path: Path, line: str, column: int, parts: tuple[str, str, str]
) -> None:
    path = tmp_path / "words.yaml"
    path.write_text(f"first\n{line}\n", "utf-8")
    assert report.quoted(Problem(str(path), 2, column, "bad-value", "no")) == parts
    assert report.quoted(Problem(str(path), 9, 1, "bad-value", "no")) == ("", "", "")
    assert report.quoted(Problem("nowhere", 1, 1, "bad-value", "no")) == ("", "", "")
