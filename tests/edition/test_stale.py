"""Stale facts: what shows one, or rests on one, is marked, and the product says what that means."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.blocks import guides
from tests.blocks.guides import SIGNS, plain
from tests.setting.specimen import specimen
from tests.trying import left_to_the_gates, tried
from vademecum.content.facts import Fact
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.edition.edition import Edition, marks, texts
from vademecum.edition.screening import screen
from vademecum.text.marks import Mark

LATE = date(2060, 1, 1)
DAY = date(2026, 12, 1)
ENDS = (date(2027, 3, 7), date(2027, 7, 31), date(2028, 4, 24), date(2028, 4, 27))
"""The last days of kiosk.identity, mts.site, mts.name and mts.balance of the small guide."""


def carried(edition: Edition, product: str) -> dict[str, str]:
    """Return the marks of a product's texts, of those that carry one."""
    found = texts(edition.made[product].panels)
    return {plain(text): SIGNS[text.mark] for text in found if text.mark}


def legend(edition: Edition, product: str) -> list[tuple[str, str]]:
    """Return the marks that the sides of a product explain, with what they say of them."""
    feet = [panel.foot for panel in edition.made[product].panels]
    found = {meaning for foot in feet if foot for meaning in foot.marks}
    return sorted((meaning.mark.sign, str(meaning.text)) for meaning in found)


@pytest.mark.parametrize(
    ("day", "phone", "code", "site", "balance", "signs"),
    [
        (date(2000, 1, 1), "*", "*", "*", "", "†"),
        (DAY, "*", "*", "*", "", "†"),
        (ENDS[0], "*", "*", "*", "", "†"),
        (ENDS[0] + timedelta(1), "*", "‡", "*", "", "†‡"),
        (ENDS[1], "*", "‡", "*", "", "†‡"),
        (ENDS[1] + timedelta(1), "*", "‡", "‡", "", "†‡"),
        (ENDS[3], "*", "‡", "‡", "", "†‡"),
        (ENDS[3] + timedelta(1), "*", "‡", "‡", "‡", "†‡"),
        (date(2028, 4, 29), "‡", "‡", "‡", "‡", "‡"),
        (LATE, "‡", "‡", "‡", "‡", "‡"),
    ],
)
def test_what_is_stale_on_a_day_carries_a_mark_graver_than_that_of_doubt(
    small: Guide, day: date, phone: str, code: str, site: str, balance: str, signs: str
) -> None:
    """A step that rests on a claim, a number in a table, and where a QR code leads."""
    edition = compose(small, "en", day)
    found = carried(edition, "checklist")
    assert found.get("8 800 250-08-90", "") == phone
    assert found.get("Dial *100# at MTS.", "") == code
    assert found.get("mts.ru", "") == site
    assert found.get("*100#", "") == balance
    meanings = {"†": "may have changed: ask first", "‡": "not checked lately: ask first"}
    assert legend(edition, "checklist") == [(sign, meanings[sign]) for sign in signs]


@pytest.mark.parametrize(
    ("day", "checklist", "card"),
    [
        (ENDS[0], [], []),
        (ENDS[0] + timedelta(1), ["kiosk.identity"], []),
        (ENDS[1] + timedelta(1), ["kiosk.identity", "mts.site"], []),
        (ENDS[2] + timedelta(1), ["kiosk.identity", "mts.name", "mts.site"], ["mts.name"]),
    ],
)
def test_a_product_knows_which_stale_facts_it_shows_and_a_sheet_those_of_its_cards(
    small: Guide, day: date, checklist: list[str], card: list[str]
) -> None:
    edition = compose(small, "ar", day)
    assert list(edition.stale("checklist")) == checklist
    assert list(edition.stale("card")) == list(edition.stale("card-sheet")) == card


@given(st.dates(max_value=ENDS[0]), st.sampled_from(["en", "ar"]))
@tried(max_examples=30)
def test_before_the_first_shelf_life_ends_nothing_depends_on_the_day(
    small: Guide, day: date, tag: str
) -> None:
    assert compose(small, tag, day) == compose(small, tag)


@given(st.dates(ENDS[0] + timedelta(1), ENDS[1]))
@tried(max_examples=30)
def test_between_two_ends_nothing_depends_on_the_day(small: Guide, day: date) -> None:
    assert compose(small, "en", day) == compose(small, "en", ENDS[1])


def aged(guide: Guide, id: str) -> Guide:
    """Return a guide in which one fact alone is stale on the day."""

    def fresh(fact: Fact) -> Fact:
        return fact.model_copy(update={"shelf_life": 3650, "checked": DAY})

    old = guide.facts[id].model_copy(update={"checked": DAY - timedelta(2), "shelf_life": 1})
    return replace(guide, facts={**{i: fresh(f) for i, f in guide.facts.items()}, id: old})


@left_to_the_gates
@pytest.mark.parametrize("tag", ["en", "ru"])
def test_no_stale_fact_of_the_real_guide_is_shown_without_its_mark(russia: Guide, tag: str) -> None:
    shown = compose(russia, tag, LATE)
    assert set(shown.made["card"].stale) < set(shown.made["checklist"].stale) < set(russia.facts)
    for id in shown.made["checklist"].stale:
        edition = compose(aged(russia, id), tag, DAY)
        for product, made in edition.made.items():
            assert list(made.stale) == [id] * (id in shown.made[product].stale)
            assert (Mark.STALE in marks(made.panels)) == bool(made.stale), id
            assert ("‡" in dict(legend(edition, product))) == bool(made.stale), id


def test_every_kind_of_block_on_every_form_marks_every_stale_fact(tmp_path: Path) -> None:
    whole = specimen(tmp_path)
    stale = {id for made in compose(whole, "en", LATE).made.values() for id in made.stale}
    for id in stale & set(whole.facts):
        for product, made in compose(aged(whole, id), "en", DAY).made.items():
            assert (Mark.STALE in marks(made.panels)) == bool(made.stale), (id, product)


PICTURED = """
blocks:
  way: {kind: picture, picture: map, CAPTION}
  law: {kind: text, paragraphs: [one]}
products:
  page: {form: sheet, panels: {mine: [law, way], clerk: [law]}}
  brief: {form: card, panels: {mine: [law]}}
pictures: {map: <path d="M0 0h9"/>}
facts: {ask: {kind: phone, value: "+7 495 739-70-00"}}
words:
  en: {way: {alt: A map, WORDS}, law: {title: Law, paragraphs: {one: "Ask {ask}."}}}
"""


@pytest.mark.parametrize("caption", ["caption: true", "width: page"])
@pytest.mark.parametrize("days", [0, 1, 89, 90, 91, 400])
def test_a_stale_picture_is_marked_and_counts_as_stale_and_says_until_when_a_paper_is_good(
    tmp_path: Path, caption: str, days: int
) -> None:
    said = "caption: The way" if caption == "caption: true" else ""
    text = PICTURED.replace("CAPTION", caption).replace(", WORDS", f", {said}" if said else "")
    folder = guides.guide(tmp_path, text)
    whole = folder.guide()
    entry = whole.gallery.entries["map"].model_copy(update={"checked": DAY, "shelf_life": 90})
    whole = replace(whole, gallery=replace(whole.gallery, entries={"map": entry}))
    edition = compose(whole, "en", DAY + timedelta(days))
    old = ["map"] if days > 90 else []
    for product, stale in (("page", old), ("brief", [])):
        made = edition.made[product]
        assert [id for id in made.stale if id == "map"] == stale
        assert (Mark.STALE in marks(made.panels)) == bool(made.stale)
        assert ("‡" in dict(legend(edition, product))) == bool(made.stale)
    day = min(entry.best_before, whole.facts["ask"].best_before)
    assert screen(whole, "en", DAY + timedelta(days)).good_until == day
    end = str(edition.made["page"].colophon.good_until)
    assert ("March" in end) == (entry.best_before < whole.facts["ask"].best_before)


ONE_SIDE = """
blocks:
  law: {kind: text, rests_on: [law], paragraphs: [one]}
  plain: {kind: text, paragraphs: [one]}
  end: {kind: colophon}
products:
  page: {form: sheet, panels: {mine: [law], clerk: {reader: place, spots: [plain, law]}}}
  brief: {form: card, panels: {plain: [plain, end], mine: [law]}}
facts:
  law: {kind: claim, value: "Roaming is cut off for a day.", confidence: SURE}
words:
  en: {law: {title: Law, paragraphs: {one: One.}}, plain: {title: Plain, paragraphs: {one: It.}}}
  ar: {law: {title: القانون, paragraphs: {one: واحد.}}, plain: {title: عادي, paragraphs: {one: هو.}}}
labels: {law: {title: Закон, paragraphs: {one: Один.}}, plain: {title: Просто, paragraphs: {one: Да.}}}
"""


@pytest.mark.parametrize(
    ("sure", "day", "sign"),
    [("high", DAY, ""), ("high", LATE, "‡"), ("medium", DAY, "†"), ("medium", LATE, "‡")],
)
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_each_side_that_carries_a_mark_says_what_to_do_and_no_other_does(
    tmp_path: Path, tag: str, sure: str, day: date, sign: str
) -> None:
    edition = compose(guides.guide(tmp_path, ONE_SIDE.replace("SURE", sure)).guide(), tag, day)
    told = {
        (product, panel.id): "".join(meaning.mark.sign for meaning in panel.foot.marks)
        for product, made in edition.made.items()
        for panel in made.panels
        if panel.foot
    }
    marked = {("page", "mine"), ("page", "clerk"), ("brief", "mine")}
    assert told == dict.fromkeys(marked, sign) | {("brief", "plain"): ""}
