"""Lists: boxes to tick, bullets, numbered steps; two levels."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.blocks.guides import guide, parse, said, slots, uses

GUIDE = """
blocks:
  bag:
    kind: list
    style: number
    items:
      - {id: water, amount: water.litres}
      - {id: papers, items: [{id: passport}, {id: copies, amount: copies, rests_on: [copies.law]}]}
      - {id: cash, rests_on: [cards.atm]}
products:
  page:
    form: sheet
    panels: {mine: [bag], clerk: {reader: place, spots: [{block: bag, only: [papers]}]}}
  brief: {form: card, panels: {mine: [{block: bag, short: true}]}}
facts:
  water.litres: {kind: number, value: "1500"}
  copies: {kind: number, value: 2-3}
  copies.law: {kind: claim, value: "A copy is enough for a hotel."}
  cards.atm: {kind: claim, value: "Foreign cards fail at all machines.", confidence: medium}
labels:
  bag: {title: Сумка, items: {papers: Бумаги, papers.passport: Паспорт, papers.copies: Копии}}
words:
  en:
    bag:
      title: The bag
      items: {water: Water, papers: Papers, papers.passport: A passport, papers.copies: Copies,
              cash: Cash at hand}
      short: {items: {cash: Cash}}
  zh-Hans:
    bag:
      title: 背包
      items: {water: 水, papers: 证件, papers.passport: 护照, papers.copies: 复印件, cash: 手头现金}
      short: {items: {cash: 现金}}
  hi:
    bag:
      title: थैला
      items: {water: पानी, papers: काग़ज़, papers.passport: पासपोर्ट, papers.copies: प्रतियाँ,
              cash: हाथ में नक़द}
      short: {items: {cash: नक़द}}
  ar:
    bag:
      title: الحقيبة
      items: {water: ماء, papers: أوراق, papers.passport: جواز, papers.copies: نسخ,
              cash: نقد في اليد}
      short: {items: {cash: نقد}}
"""


def test_it_asks_for_each_item_and_by_a_dotted_key_for_those_below() -> None:
    block = parse("{kind: list, items: [{id: a, items: [{id: b}, {id: c}]}, {id: b}]}")
    words = {("items.a", "panel"), ("items.a.b", "panel"), ("items.a.c", "panel")}
    words.add(("items.b", "panel"))
    assert slots(block) == {("title", "panel"), *words}
    assert {slot.path for slot in block.slots(frozenset())} >= {("items", "a.b"), ("items", "b")}
    assert slots(parse("{kind: list, title: false, note: true, items: [{id: a}]}")) == {
        ("note", "panel"),
        ("items.a", "panel"),
    }


def test_its_amounts_are_numbers_and_its_claims_of_any_kind() -> None:
    block = parse(
        """
        kind: list
        rests_on: [all]
        items: [{id: a, amount: m, rests_on: [n], items: [{id: b, amount: o, rests_on: [p]}]}]
        """
    )
    assert uses(block) == {
        ("rests_on.0", "all", "claim"),
        ("items.0.amount", "m", "amount"),
        ("items.0.rests_on.0", "n", "claim"),
        ("items.0.items.0.amount", "o", "amount"),
        ("items.0.items.0.rests_on.0", "p", "claim"),
    }


def test_it_has_two_levels_and_three_styles() -> None:
    for style in ("bullet", "check", "number"):
        parse(f"{{kind: list, style: {style}, items: [{{id: a}}]}}")
    for wrong in (
        "{kind: list, style: star, items: [{id: a}]}",
        "{kind: list, items: []}",
        "{kind: list, items: [{id: a, items: [{id: b, items: [{id: c}]}]}]}",
        "{kind: list, items: [a]}",
    ):
        with pytest.raises(ValidationError):
            parse(wrong)


def test_only_chooses_among_the_items_of_the_first_level() -> None:
    assert parse("{kind: list, items: [{id: a, items: [{id: b}]}, {id: c}]}").parts == ("a", "c")


def test_an_id_that_stands_twice_on_one_level_is_told(tmp_path: Path) -> None:
    folder = guide(
        tmp_path,
        """
        blocks:
          bag: {kind: list, items: [{id: a, items: [{id: b}, {id: b}]}, {id: b}, {id: a}]}
        panels: {mine: [bag]}
        words: {en: {bag: {title: T, items: {a: A, a.b: B, b: B}}}}
        """,
    )
    assert folder.problems() == {
        ("bad-value", "'a' stands here a second time"),
        ("bad-value", "'a.b' stands here a second time"),
    }


def test_an_item_has_its_amount_its_mark_and_what_stands_below_it(tmp_path: Path) -> None:
    block = guide(tmp_path, GUIDE).block()
    assert (block.style, block.start) == ("number", 1)
    water, papers, cash = block.items
    assert (said(water.words), said(water.amount), water.items) == ("Water", "1,500", ())
    below = [(one.id, said(one.words), said(one.amount)) for one in papers.items]
    assert below == [("passport", "A passport", None), ("copies", "Copies", "2–3")]
    assert said(cash.words) == "Cash at hand*"


def test_to_the_place_its_labels_lead(tmp_path: Path) -> None:
    block = guide(tmp_path, GUIDE).block("clerk")
    (papers,) = block.items
    assert said(block.title) == "Сумка | The bag"
    assert said(papers.words) == "Бумаги | Papers"
    assert [said(one.words) for one in papers.items] == ["Паспорт | A passport", "Копии | Copies"]


def test_a_short_item_falls_back_to_its_long_words(tmp_path: Path) -> None:
    block = guide(tmp_path, GUIDE).block(product="brief")
    assert [said(item.words) for item in block.items] == ["Water", "Papers", "Cash*"]


@pytest.mark.parametrize(
    ("tag", "title", "cash", "amount", "copies"),
    [
        ("zh-Hans", "背包", "手头现金", "1,500", "Копии | 复印件"),
        ("hi", "थैला", "हाथ में नक़द", "1,500", "Копии | प्रतियाँ"),
        ("ar", "الحقيبة", "نقد في اليد", "1,500", "Копии | نسخ"),
    ],
)
def test_it_speaks_every_language(
    tag: str, title: str, cash: str, amount: str, copies: str, tmp_path: Path
) -> None:
    folder = guide(tmp_path, GUIDE)
    block = folder.block(tag=tag)
    assert (said(block.title), said(block.items[2].words)) == (title, f"{cash}*")
    assert said(block.items[0].amount) == amount
    assert said(folder.block("clerk", tag).items[0].items[1].words) == copies


def test_it_is_cut_between_items_and_numbered_on(tmp_path: Path) -> None:
    block = guide(tmp_path, GUIDE).block()
    assert block.weights == (5, 6 + 10 + 6, 12)
    first, rest = block.first(2), block.rest(2)
    assert [item.id for item in first.items] == ["water", "papers"]
    assert [item.id for item in rest.items] == ["cash"]
    assert (first.start, rest.start, rest.rest(0).start) == (1, 3, 3)
    assert (said(first.title), rest.title) == ("The bag", None)
