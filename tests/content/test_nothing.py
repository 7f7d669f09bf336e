"""A row of which nothing is said is no row: it is told, and neither left out nor asked for twice."""

import pytest

from tests.conftest import Desk

ROWS = [
    # file, what stands there, in place of it, what is named
    ("guide.yaml", "  card:\n    form: card", "  spare: NOTHING\n  card:\n    form: card", "spare"),
    (
        "guide.yaml",
        "      front: [top, mine",
        "      left: NOTHING\n      front: [top, mine",
        "left",
    ),
    ("guide.yaml", "  end: {kind: colophon}", "  spare: NOTHING\n  end: {kind: colophon}", "spare"),
    ("facts.yaml", "mts.site:", "mts.more: NOTHING\nmts.site:", "mts.more"),
    ("phrases.yaml", "  receipt:", "  spare: NOTHING\n  receipt:", "spare"),
]


@pytest.mark.parametrize(("name", "old", "new", "named"), ROWS)
@pytest.mark.parametrize("nothing", ["~", "null", "NULL", "", "# to be written"])
def test_a_row_of_which_nothing_is_said_is_one_problem_at_its_key(
    desk: Desk, name: str, old: str, new: str, named: str, nothing: str
) -> None:
    desk.edit(name, old, new.replace("NOTHING", nothing))
    (problem,) = desk.problems()
    assert (problem.code, problem.severity) == ("bad-value", "error")
    assert problem.message == f"nothing is said of {named!r}"
    line = (desk.guide / name).read_text("utf-8").split("\n")[problem.line - 1]
    assert line[problem.column - 1 :].startswith(named)
    desk.edit(name, f"{line}\n", "")  # as the hint says
    assert desk.problems() == ()


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("facts.yaml", "in: {ru: МТС}", "in: {ru: ~}"),
        ("facts.yaml", "in: {ru: МТС}", "in: ~"),
        ("phrases.yaml", "romanization: Dayte, pozhaluysta, chek.", "romanization: ~"),
        ("phrases.yaml", "phrases:\n", "labels:\n  codes: ~\nphrases:\n"),
        ("words/en.yaml", "    title: Know", "    title: Know\n    short: ~"),
        ("guide.yaml", "  made_by: The tests", "  made_by: The tests\n  reviewed_by: ~"),
        ("guide.yaml", "    note: true\n    also", "    note: true\n    rests_on: ~\n    also"),
        ("guide.yaml", "source: en", "source: en\nregion: null"),
    ],
)
def test_a_text_or_a_key_of_the_press_of_which_nothing_is_said_is_left_out(
    desk: Desk, name: str, old: str, new: str
) -> None:
    desk.edit(name, old, new)
    assert desk.problems() == ()
