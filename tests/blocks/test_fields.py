"""Fields: a label and a value, lines or combs to write on, boxes to choose from."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.blocks.guides import guide, parse, said, slots, uses

GUIDE = """
blocks:
  mine:
    kind: fields
    warning: true
    note: true
    entries:
      - {id: number, comb: {digits: 10, groups: [3, 3, 2, 2], prefix: code}}
      - {id: pin, comb: {digits: 4}}
      - {id: help, value: [mts.name, mts.support]}
      - {id: operator, choice: [mts.name, t2.name, {words: other}]}
      - {id: remarks, lines: 3}
      - {id: fee}
  codes:
    kind: table
    rows: [{id: mts, name: mts.name}, {id: t2, name: t2.name}]
products:
  page:
    form: sheet
    panels:
      mine: [mine]
      clerk: {reader: place, spots: [{block: mine, only: [fee, operator]}]}
  brief: {form: card, panels: {mine: [{block: mine, short: true, only: [fee]}]}}
  one: {form: card, per: codes, panels: {mine: [{block: mine, only: [operator]}]}}
  all: {form: card, panels: {mine: [codes]}}
facts:
  code: {kind: digits, value: "+7"}
  mts.name: {kind: name, value: MTS, in: {ru: МТС}}
  t2.name: {kind: name, value: t2}
  mts.support: {kind: phone, value: 8 800 250-08-90, confidence: medium}
labels:
  mine:
    title: Мои данные
    note: Пишите ясно.
    warning: Без пароля.
    labels: {operator: Оператор, fee: Комиссия}
    choices: {other: другой}
words:
  en:
    codes: {title: Codes}
    mine:
      title: Fill in
      note: Write clearly.
      warning: No PIN here.
      labels: {number: My number, pin: Digits, help: Help, operator: Operator, remarks: Remarks,
               fee: The fee}
      choices: {other: another}
      short: {labels: {fee: Fee}}
  zh-Hans:
    codes: {title: 代码}
    mine:
      title: 填写
      note: 请写清楚。
      warning: 不要写密码。
      labels: {number: 我的号码, pin: 数字, help: 帮助, operator: 运营商, remarks: 备注, fee: 手续费}
      choices: {other: 其他}
      short: {labels: {fee: 费}}
  hi:
    codes: {title: कोड}
    mine:
      title: भरें
      note: साफ़ लिखें।
      warning: यहाँ पिन नहीं।
      labels: {number: मेरा नंबर, pin: अंक, help: मदद, operator: ऑपरेटर, remarks: टिप्पणी,
               fee: यह शुल्क}
      choices: {other: दूसरा}
      short: {labels: {fee: शुल्क}}
  ar:
    codes: {title: الرموز}
    mine:
      title: املأ
      note: اكتب بوضوح.
      warning: لا رقم سري هنا.
      labels: {number: رقمي, pin: أرقام, help: مساعدة, operator: المشغل, remarks: ملاحظات,
               fee: هذه الرسوم}
      choices: {other: آخر}
      short: {labels: {fee: الرسوم}}
"""


def options(field: Any) -> list[tuple[str | None, bool]]:
    """Return what can be chosen in a field, and whether it is ticked."""
    return [(said(option.words), option.ticked) for option in field.entry.options]


def test_it_asks_for_labels_for_choices_in_words_and_for_its_warning() -> None:
    text = "kind: fields, entries: [{id: a}, {id: b, choice: [f, {words: x}]}, {id: c, value: g}]"
    asked = {
        ("labels.a", "panel"),
        ("labels.b", "panel"),
        ("labels.c", "panel"),
        ("choices.x", "panel"),
    }
    title = ("title", "panel")
    assert slots(parse(f"{{{text}}}")) == {title, *asked}
    assert slots(parse(f"{{{text}, title: false}}")) == asked
    assert slots(parse(f"{{{text}, note: true}}")) == {title, ("note", "panel"), *asked}
    assert slots(parse(f"{{{text}, warning: true}}")) == {title, ("warning", "panel"), *asked}


def test_its_values_choices_and_prefixes_are_facts_of_any_printed_kind() -> None:
    block = parse(
        """
        kind: fields
        rests_on: [r]
        entries:
          - {id: a, value: f}
          - {id: b, value: [g, h]}
          - {id: c, choice: [i, {words: x}, j]}
          - {id: d, comb: {digits: 3, prefix: k}}
          - {id: e, lines: 2}
        """
    )
    assert uses(block) == {
        ("rests_on.0", "r", "claim"),
        ("entries.0.value", "f", "print"),
        ("entries.1.value.0", "g", "print"),
        ("entries.1.value.1", "h", "print"),
        ("entries.2.choice.0", "i", "print"),
        ("entries.2.choice.2", "j", "print"),
        ("entries.3.comb.prefix", "k", "print"),
    }
    assert block.parts == ("a", "b", "c", "d", "e")


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{id: a, lines: 2, value: f}", "one of value and lines is expected here, not both"),
        ("{id: a, comb: {digits: 4}, choice: [f]}", "one of comb and choice"),
        ("{id: a, comb: {digits: 4, groups: [2, 3]}}", "groups of 4 digits in all"),
        ("{id: a, comb: {digits: 4, groups: [5, -1]}}", "groups of 4 digits in all"),
        ("{id: a, comb: {digits: 0}}", "greater than or equal to 1"),
        ("{id: a, lines: 0}", "greater than or equal to 1"),
        ("{id: a, choice: []}", "at least 1 item"),
        ("{id: a, value: []}", "at least 1 item"),
        ("{id: a, value: {b: c}}", "a text or a list is expected here"),
        ("{lines: 2}", "Field required"),
    ],
)
def test_an_entry_has_one_way_to_be_filled(entry: str, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        parse(f"{{kind: fields, entries: [{entry}]}}")


def test_every_way_of_an_entry_comes_to_what_it_says(tmp_path: Path) -> None:
    block = guide(tmp_path, GUIDE).block()
    number, pin, help, operator, remarks, fee = block.fields
    assert (number.entry.comb.groups, said(number.entry.comb.prefix)) == ((3, 3, 2, 2), "+7")
    assert (pin.entry.comb.groups, pin.entry.comb.prefix) == ((4,), None)
    assert [said(value) for value in help.entry.values] == ["MTS", "8 800 250-08-90*"]
    assert options(operator) == [("MTS", False), ("t2", False), ("another", False)]
    assert [field.entry.lines for field in block.fields] == [0, 0, 0, 0, 3, 1]
    assert [said(field.label) for field in (number, remarks, fee)] == [
        "My number",
        "Remarks",
        "The fee",
    ]
    assert (said(block.warning), said(block.note)) == ("No PIN here.", "Write clearly.")
    assert block.has_values


def test_to_the_place_its_labels_lead_and_names_are_the_places(tmp_path: Path) -> None:
    block = guide(tmp_path, GUIDE).block("clerk")
    operator, fee = block.fields
    assert [said(operator.label), said(fee.label)] == ["Оператор | Operator", "Комиссия | The fee"]
    assert options(operator) == [("МТС", False), ("t2", False), ("другой | another", False)]
    assert said(block.title) == "Мои данные | Fill in"
    assert said(block.warning) == "Без пароля. | No PIN here."
    assert not block.has_values


def test_a_short_one_has_short_labels_and_keeps_its_warning(tmp_path: Path) -> None:
    block = guide(tmp_path, GUIDE).block(product="brief")
    assert [said(field.label) for field in block.fields] == ["Fee"]
    assert (said(block.title), said(block.warning)) == ("Fill in", "No PIN here.")
    assert block.note is None


def test_a_product_for_one_row_has_its_name_ticked(tmp_path: Path) -> None:
    folder = guide(tmp_path, GUIDE)
    (field,) = folder.block(product="one-t2").fields
    assert options(field) == [("MTS", False), ("t2", True), ("another", False)]
    (field,) = folder.block(product="one-mts", tag="ar").fields
    assert options(field) == [("MTS", True), ("t2", False), ("آخر", False)]


@pytest.mark.parametrize(
    ("tag", "title", "fee", "brief", "other"),
    [
        ("zh-Hans", "填写", "手续费", "费", "其他"),
        ("hi", "भरें", "यह शुल्क", "शुल्क", "दूसरा"),
        ("ar", "املأ", "هذه الرسوم", "الرسوم", "آخر"),
    ],
)
def test_it_speaks_every_language(
    tag: str, title: str, fee: str, brief: str, other: str, tmp_path: Path
) -> None:
    folder = guide(tmp_path, GUIDE)
    block = folder.block(tag=tag)
    assert (said(block.title), said(block.fields[-1].label)) == (title, fee)
    assert options(block.fields[3])[2] == (other, False)
    clerk = folder.block("clerk", tag).fields
    assert said(clerk[1].label) == f"Комиссия | {fee}"
    assert options(clerk[0])[2] == (f"другой | {other}", False)
    assert said(folder.block(tag=tag, product="brief").fields[0].label) == brief
