"""The day is an input: before facts are stale no byte depends on it, then what shows them does."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.conftest import Desk
from vademecum.cli import main

CARD = ["build", "-p", "card", "-l", "en"]
PDF = Path("dist/small/en/small_en_card_id1.pdf")
# The card shows mts.name until 24 April 2028, and then mts.balance until 27 April.
FRESH, LAST, STALE = "2026-12-01", "2028-04-24", "2028-04-28"
ON_IT = ["mts.balance", "mts.name"]


def said() -> str:
    """Return what pdfium reads on the card."""
    with pypdfium2.PdfDocument(PDF) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def entry() -> dict[str, Any]:
    (found,) = json.loads(Path("dist/manifest.json").read_text("utf-8"))["artifacts"]
    assert isinstance(found, dict)
    return found


@pytest.mark.usefixtures("nothing_set")
def test_a_paper_is_made_again_on_the_day_after_and_the_manifest_says_what_is_stale(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = {}
    made = {}
    for day in (FRESH, LAST, STALE, FRESH):
        assert main([*CARD, "--today", day]) == 0
        made[day] = "made in" in capsys.readouterr().err
        papers[day] = PDF.read_bytes()
        assert entry()["stale"] == (ON_IT if day == STALE else [])
    assert made == {FRESH: False, LAST: False, STALE: True}
    assert papers[FRESH] == papers[LAST] != papers[STALE]


def test_the_paper_says_which_of_it_is_stale_and_what_the_mark_means(desk: Desk) -> None:
    assert main([*CARD, "-q", "--today", STALE]) == 0
    text = said()
    for marked in ("MTS‡", "*100#‡", "8 800 250-08-90†", "112 "):
        assert marked in text
    assert "† may have changed: ask first" in text
    assert "‡ not checked lately: ask first" in text
    assert main([*CARD, "-q", "--today", LAST]) == 0
    assert "‡" not in said()
    assert "† may have changed: ask first" in said()


@pytest.mark.parametrize(("day", "stale"), [(FRESH, []), (STALE, ON_IT)])
def test_the_day_is_that_of_the_source_date(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, day: str, stale: list[str]
) -> None:
    moment = datetime.fromisoformat(day).replace(hour=23, minute=59, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    assert main([*CARD, "-q"]) == 0
    assert entry()["stale"] == stale
    assert ("‡" in said()) == bool(stale)


@pytest.mark.usefixtures("nothing_set")
def test_a_day_that_is_asked_for_goes_before_the_source_date(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796083200")
    assert main([*CARD, "-q", "--today", STALE]) == 0
    assert entry()["stale"] == ON_IT
