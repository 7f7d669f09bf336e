"""What a browser is told of a view: the parts that change, and where to go if it is no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.preview.test_hub import BAD, CARD, CHOICES, SHEET
from vademecum.preview.hub import Edition, Shown
from vademecum.preview.messages import View
from vademecum.preview.page import PARTS, Pages
from vademecum.setting import template

MADE = Edition(count=3, is_older=False)


def pages(site: Path) -> Pages:
    return Pages(template.folder() / "preview", site)


@pytest.mark.parametrize(
    ("shown", "state"),
    [
        (Shown(CARD), "making"),
        (Shown(CARD, is_being_made=False), "made"),
        (Shown(CARD, is_being_made=False, told=BAD), "faulty"),
        (Shown(SHEET, is_being_made=False, failure="the folder is full"), "faulty"),
    ],
)
def test_every_part_that_changes_is_told_with_how_it_stands(
    tmp_path: Path, shown: Shown, state: str
) -> None:
    told = pages(tmp_path).parts(shown, MADE, CHOICES)
    assert set(told["parts"]) == set(PARTS)
    assert (told["state"], told["lead"], told["isOlder"]) == (state, "", False)
    assert ("no" in told["parts"]["problems"]) == bool(shown.told or shown.failure)
    whole = pages(tmp_path).whole(shown, MADE, CHOICES)
    assert all(part.strip() in whole for part in told["parts"].values())


@pytest.mark.parametrize(
    ("view", "lead"),
    [
        (View("one", "en", "gone", "a4"), "/?guide=one&language=en&product=card&paper=id1"),
        (View("one", "de", "card", "id1"), "/?guide=one&language=en&product=card&paper=id1"),
        (View("two", "ru"), ""),
        (SHEET, ""),
    ],
)
def test_a_view_that_is_no_more_leads_to_the_nearest(tmp_path: Path, view: View, lead: str) -> None:
    assert pages(tmp_path).parts(Shown(view), MADE, CHOICES)["lead"] == lead


def test_the_html_edition_has_another_address_each_time_it_is_made(tmp_path: Path) -> None:
    assert pages(tmp_path).parts(Shown(CARD), MADE, CHOICES)["site"] == ""
    page = tmp_path / "one" / "en" / "index.html"
    page.parent.mkdir(parents=True)
    page.touch()
    for count in (3, 4):
        told = pages(tmp_path).parts(Shown(CARD), Edition(count), CHOICES)
        assert told["site"] == f"/site/one/en/index.html?made={count}"
