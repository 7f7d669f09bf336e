"""Facts past their shelf life: a warning, a problem when strict, and a date on the paper."""

from datetime import UTC, date, datetime

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
