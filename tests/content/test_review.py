"""A review is somebody's, and somebody else's, on a day."""

import pytest

from tests.conftest import Desk
from vademecum.cli import main

NAMES = [
    "Anna Petrova",
    "李",
    "Ng",
    "O",
    "محمد",
    "No Doe",
    "Dr. Nope",
    "A. B.",
    "Zoë",
    "Yes Minister Ltd",
]
"""Who may have reviewed; the short ones may not."""
SHORT = {"李", "O"}
NOBODIES = [
    "no", "None", "FALSE", "n/a", "N/A", "TBD", "tbd.", "-", "--", "?", "...", "off", "todo", "x",
    "Nobody", "(none)", "42", "unknown",
]  # fmt: skip


def faults(desk: Desk, *lines: str) -> list[tuple[str, str]]:
    """Return the codes and messages of a review in Arabic words."""
    maker = "  made_by: The tests"
    desk.edit("words/ar.yaml", maker, "\n".join([maker, *(f"  {line}" for line in lines)]))
    return [(p.code, p.message) for p in desk.load()[1]]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_taken(desk: Desk, name: str) -> None:
    found = faults(desk, f"reviewed_by: {name!r}", "reviewed_on: 2026-11-02")
    assert bool(found) is (name in SHORT), found


@pytest.mark.parametrize("name", [*NOBODIES, "нет", "not yet", "TBD: Anna"])
def test_a_word_that_names_nobody_is_a_problem(desk: Desk, name: str) -> None:
    ((code, _),) = faults(desk, f"reviewed_by: {name!r}", "reviewed_on: 2026-11-02")
    assert code == "bad-value"


@pytest.mark.parametrize(
    "name", ["The tests", "the tests", "THE  TESTS", "The Tests", "Tests, the", "T. Tests"]
)
def test_who_made_it_does_not_review_it(desk: Desk, name: str) -> None:
    ((_, message),) = faults(desk, f"reviewed_by: {name}", "reviewed_on: 2026-11-02")
    assert "somebody else's" in message


@pytest.mark.parametrize("line", ["reviewed_by: Anna Petrova", "reviewed_on: 2026-11-02"])
def test_a_review_has_somebody_and_a_day(desk: Desk, line: str) -> None:
    ((_, message),) = faults(desk, line)
    assert "give `" in message


@pytest.mark.parametrize("nothing", ["~", "null", ""])
def test_a_review_that_is_left_open_is_none(desk: Desk, nothing: str) -> None:
    assert not faults(desk, f"reviewed_by: {nothing}", f"reviewed_on: {nothing}")


@pytest.mark.usefixtures("nothing_set")
@pytest.mark.parametrize(
    ("name", "line", "place"),
    [
        ("guide.yaml", "  made_by: 李雷", "guide.yaml:5:12"),
        ("words/ar.yaml", "  made_by: 李雷", "words/ar.yaml:3:12"),
        ("words/ar.yaml", "  made_by: Li 雷", "words/ar.yaml:3:15"),
        ("words/ar.yaml", "  made_by: ก. สมชาย", "words/ar.yaml:3:12"),
        (
            "words/ar.yaml",
            "  made_by: Li\n  reviewed_by: 韩梅\n  reviewed_on: 2026-11-02",
            "words/ar.yaml:4:16",
        ),
        (
            "words/en.yaml",
            "  made_by: Li\n  reviewed_by: देवी\n  reviewed_on: 2026-11-02",
            "words/en.yaml:4:16",
        ),
        (
            "words/en.yaml",
            "  made_by: Li\n  reviewed_by: Han 梅\n  reviewed_on: 2026-11-02",
            "words/en.yaml:4:20",
        ),
        ("guide.yaml", "  made_by: '李雷'", "guide.yaml:5:13"),
    ],
)
def test_a_name_that_no_face_has_is_told_where_it_stands(
    desk: Desk, capsys: pytest.CaptureFixture[str], name: str, line: str, place: str
) -> None:
    desk.edit(name, "  made_by: The tests", line)
    assert main(["check"]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"content/small/{place}: missing-glyph: no face has ")
    assert "templates/words" not in told
