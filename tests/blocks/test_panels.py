"""Blocks on the panels of a product: who reads them, what flows, one product a row."""

from pathlib import Path
from typing import Any

import pytest

from tests.blocks.guides import blocks, guide, said
from vademecum.edition.edition import Group

GUIDE = """
blocks:
  law: {kind: text, paragraphs: [one, two]}
  bag: {kind: list, items: [{id: water}, {id: cash}]}
  pin: {kind: callout, reader: reader}
  help: {kind: text, reader: place, title: false, paragraphs: [help]}
  codes:
    kind: table
    columns: [balance]
    rows: [{id: mts, name: mts.name, cells: {balance: mts.balance}},
           {id: t2, name: t2.name, cells: {balance: t2.balance}}]
  mine: {kind: fields, entries: [{id: operator, choice: [mts.name, t2.name]}]}
  end: {kind: colophon}
products:
  page:
    form: sheet
    panels:
      front: [{flow: [law, pin, bag], in: 2, numbered: true}, [help, [end]]]
      back: [{flow: [codes, mine], in: 3, numbered: true}, pin]
  one:
    form: card
    per: codes
    imposed_on: [a4]
    panels:
      clerk: {reader: place, spots: [codes, {block: mine, title: false}, pin]}
      mine: [codes, law, help]
facts:
  mts.name: {kind: name, value: MTS, in: {ru: МТС}}
  mts.balance: {kind: ussd, value: "*100#"}
  t2.name: {kind: name, value: t2}
  t2.balance: {kind: ussd, value: "*105#"}
labels:
  help: {paragraphs: {help: Помогите.}}
  codes: {title: Коды, columns: {name: Оператор, balance: Баланс}}
  mine: {title: Мои данные, labels: {operator: Оператор}}
words:
  en:
    law: {title: Law, paragraphs: {one: "One is a sentence of some length.", two: "Two is too."}}
    bag: {title: Bag, items: {water: "Water for three days", cash: "Cash in small notes"}}
    pin: {text: Never tell your PIN.}
    help: {paragraphs: {help: Help.}}
    codes: {title: Codes, columns: {name: Operator, balance: Balance}}
    mine: {title: Mine, labels: {operator: Operator}}
  zh-Hans:
    law: {title: 法律, paragraphs: {one: 这是一个句子。, two: 这也是。}}
    bag: {title: 背包, items: {water: 三天的水, cash: 小额现金}}
    pin: {text: 不要透露密码。}
    help: {paragraphs: {help: 帮助。}}
    codes: {title: 代码, columns: {name: 运营商, balance: 余额}}
    mine: {title: 我的, labels: {operator: 运营商}}
  hi:
    law: {title: क़ानून, paragraphs: {one: यह एक वाक्य है।, two: यह भी।}}
    bag: {title: थैला, items: {water: तीन दिन का पानी, cash: छोटे नोट}}
    pin: {text: पिन न बताएँ।}
    help: {paragraphs: {help: मदद।}}
    codes: {title: कोड, columns: {name: ऑपरेटर, balance: शेष}}
    mine: {title: मेरा, labels: {operator: ऑपरेटर}}
  ar:
    law: {title: القانون, paragraphs: {one: هذه جملة., two: وهذه أيضا.}}
    bag: {title: الحقيبة, items: {water: ماء لثلاثة أيام, cash: نقد صغير}}
    pin: {text: لا تقل رقمك السري.}
    help: {paragraphs: {help: النجدة.}}
    codes: {title: الرموز, columns: {name: المشغل, balance: الرصيد}}
    mine: {title: لي, labels: {operator: المشغل}}
"""
TAGS = pytest.mark.parametrize("tag", ["en", "zh-Hans", "hi", "ar"])


def shape(part: Any) -> Any:
    """Return a part as its direction and parts, a block as its id."""
    if isinstance(part, Group):
        return (part.direction, *map(shape, part.parts))
    return part.id


@TAGS
def test_lists_alternate_below_beside_below(tag: str, tmp_path: Path) -> None:
    front = guide(tmp_path, GUIDE).edition(tag).made["page"].panels[0]
    direction, flow, beside = shape(front.body)
    assert (direction, beside) == ("below", ("beside", "help", ("below", "end")))
    assert (flow[0], [column[0] for column in flow[1:]]) == ("beside", ["below", "below"])


def test_a_flow_has_as_many_columns_as_it_says(tmp_path: Path) -> None:
    back = guide(tmp_path, GUIDE).edition().made["page"].panels[1]
    assert len(shape(back.body)[1]) == 1 + 3


@TAGS
def test_numbers_of_headings_go_on_from_panel_to_panel(tag: str, tmp_path: Path) -> None:
    front, back = guide(tmp_path, GUIDE).edition(tag).made["page"].panels
    numbers = [
        (block.id, block.number)
        for panel in (front, back)
        for block in blocks(panel.body)
        if block.title
    ]
    assert numbers == [("law", 1), ("bag", 2), ("codes", 3), ("mine", 4)]


def test_what_has_no_heading_or_does_not_flow_has_no_number(tmp_path: Path) -> None:
    folder = guide(tmp_path, GUIDE)
    assert {block.number for block in folder.panel("front") if block.id in ("pin", "end")} == {None}
    assert {block.number for block in folder.panel("mine", product="one-mts")} == {None}


@pytest.mark.parametrize(
    ("tag", "pin", "help"),
    [
        ("en", "Never tell your PIN.", "Help."),
        ("zh-Hans", "不要透露密码。", "帮助。"),
        ("hi", "पिन न बताएँ।", "मदद।"),
        ("ar", "لا تقل رقمك السري.", "النجدة."),
    ],
)
def test_a_blocks_own_reader_goes_before_its_panels(
    tag: str, pin: str, help: str, tmp_path: Path
) -> None:
    folder = guide(tmp_path, GUIDE)
    *_, clerk = folder.panel("clerk", tag, "one-mts")
    assert (clerk.id, clerk.reader, said(clerk.text)) == ("pin", "reader", pin)
    *_, own = folder.panel("mine", tag, "one-mts")
    assert (own.id, own.reader) == ("help", "place")
    assert [said(words) for words in own.paragraphs] == [f"Помогите. | {help}"]


@TAGS
def test_a_block_and_a_panel_know_their_reader_and_the_panel_its_language(
    tag: str, tmp_path: Path
) -> None:
    folder = guide(tmp_path, GUIDE)
    clerk, mine = folder.edition(tag).made["one-t2"].panels
    assert (clerk.reader, clerk.language.tag) == ("place", "ru")
    assert (mine.reader, mine.language.tag) == ("reader", tag)
    assert [block.reader for block in blocks(clerk.body)] == ["place", "place", "reader"]
    assert [block.reader for block in blocks(mine.body)] == ["reader", "reader", "place"]


@TAGS
def test_each_product_for_a_row_shows_that_row_alone_and_ticks_its_name(
    tag: str, tmp_path: Path
) -> None:
    edition = guide(tmp_path, GUIDE).edition(tag)
    assert list(edition.made) == ["page", "one-mts", "one-t2"]
    assert list(edition.products) == ["page", "one-mts", "one-t2", "one-sheet"]
    for row, balance in (("mts", "*100#"), ("t2", "*105#")):
        codes, mine, _ = blocks(edition.made[f"one-{row}"].panels[0].body)
        assert [one.id for one in codes.rows] == [row]  # type: ignore[attr-defined]
        assert [said(cell.words) for cell in codes.rows[0].cells] == [balance]  # type: ignore[attr-defined]
        ticked = [option.ticked for option in mine.fields[0].entry.options]  # type: ignore[attr-defined]
        assert ticked == [row == "mts", row == "t2"]


def test_a_product_that_is_not_per_row_shows_all_rows_and_ticks_nothing(tmp_path: Path) -> None:
    codes, mine, _ = guide(tmp_path, GUIDE).panel("back")
    assert ([row.id for row in codes.rows], codes.as_pairs) == (["mts", "t2"], False)
    assert not any(option.ticked for option in mine.fields[0].entry.options)


def test_a_spot_may_leave_a_heading_out(tmp_path: Path) -> None:
    folder = guide(tmp_path, GUIDE)
    codes, mine, _ = folder.panel("clerk", product="one-mts")
    assert (said(codes.title), mine.title) == ("Коды | Codes", None)


@pytest.mark.parametrize(
    ("block", "panel"),
    [
        ("{kind: text, title: false, paragraphs: [a]}", "{reader: place, spots: [a]}"),
        ("{kind: text, title: false, reader: place, paragraphs: [a]}", "[a]"),
        ("{kind: table, title: false, also_in_place: true, rows: [{id: a}]}", "[a]"),
    ],
)
def test_a_guide_without_a_place_has_no_words_for_it(
    block: str, panel: str, tmp_path: Path
) -> None:
    folder = guide(
        tmp_path,
        f"""
        place: none
        blocks: {{a: {block}}}
        panels: {{front: {panel}}}
        words: {{en: {{a: {"{paragraphs: {a: A}}" if "text" in block else "{rows: {a: {name: A}}}"}}}}}
        """,
    )
    assert folder.problems() == {("bad-value", "words for the place, and the guide has no place")}
