"""Facts past their shelf life: a warning, a problem when strict, and a date on the paper."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.conftest import Desk
from vademecum.build import clock
from vademecum.cli import main
from vademecum.content import freshness
from vademecum.content.guide import Guide


def test_a_fact_is_stale_on_the_day_after_its_shelf_life(small: Guide) -> None:
    # kiosk.identity was checked on 2026-11-07 and keeps 120 days.
    assert [p.message for p in freshness.stale(small, date(2027, 3, 7))] == []
    (found,) = freshness.stale(small, date(2027, 3, 8))
    assert found.code == "stale-fact"
    assert found.severity == "warning"
    assert found.file.endswith("small/facts.yaml")
    assert found.line == 42
    assert "121 days ago; it keeps 120" in found.message


def test_facts_that_are_never_printed_are_never_stale(small: Guide) -> None:
    names = {p.message.split("'")[1] for p in freshness.stale(small, date(2040, 1, 1))}
    assert "mts.promised-payment" not in names
    assert len(names) == len(small.facts) - 1


@pytest.mark.usefixtures("nothing_set")
def test_a_stale_fact_warns_and_stops_only_a_strict_build(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--today", "2027-03-08"]) == 0
    assert "stale-fact (warning)" in capsys.readouterr().err
    assert main(["check", "--today", "2027-03-08", "--strict"]) == 1
    assert main(["check", "--today", "2027-03-07", "--strict"]) == 0
    assert main(["build", "-p", "card", "-q", "--today", "2027-03-08", "--strict"]) == 1
    assert not (desk.folder / "dist").exists()
    assert main(["build", "-p", "card", "-q", "--today", "2027-03-08"]) == 0


def test_today_comes_from_the_source_date(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2026, 12, 1, 23, 59, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    assert clock.today() == date(2026, 12, 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert clock.source_date() is None


def test_a_day_that_is_none_is_wrong_usage(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--today", "tomorrow"]) == 2
    assert "tomorrow" in capsys.readouterr().err


DAY = date(2026, 11, 27)
AHEAD = [
    # days from 27 November 2026, whether a check on that day is a problem
    (-365, False), (-1, False), (0, False), (1, False), (2, True), (30, True), (366, True),
    (9000, True),
]  # fmt: skip


@pytest.mark.parametrize(("days", "wrong"), AHEAD)
@pytest.mark.parametrize(
    ("name", "old"),
    [
        ("facts.yaml", "checked: 2026-11-01"),
        ("words/ar.yaml", "  made_by: The tests"),
        ("phrases.yaml", "  made_by: The tests"),
    ],
)
def test_what_was_done_was_done_on_a_day_that_has_been(
    desk: Desk, name: str, old: str, days: int, wrong: bool
) -> None:
    day = (DAY + timedelta(days=days)).isoformat()
    review = f"{old}\n  reviewed_by: Anna Petrova\n  reviewed_on: {day}"
    desk.edit(name, old, f"checked: {day}" if name == "facts.yaml" else review)
    guide, problems = desk.load()
    assert guide
    assert not [p for p in problems if p.severity == "error"]
    found = [(p.file, p.code) for p in freshness.ahead(guide, DAY)]
    assert found == ([(f"content/small/{name}", "future-day")] if wrong else [])


def test_no_day_after_the_later_of_today_and_the_source_date_has_been(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = datetime.now(UTC).date()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert clock.latest() == now
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2061, 1, 2, tzinfo=UTC).timestamp())))
    assert clock.latest() == date(2061, 1, 2)
