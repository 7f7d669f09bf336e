"""Tables: a row a thing, a column a property; for one row alone, pairs of label and value."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from tests.blocks.guides import guide, parse, said, slots, uses

GUIDE = """
blocks:
  codes:
    kind: table
    note: true
    also_in_place: true
    columns: [balance, support, mind]
    rows:
      - {id: mts, name: mts.name, cells: {balance: mts.balance, support: mts.support, mind: words}}
      - {id: kiosk, cells: {balance: kiosk.balance}}
  ways:
    kind: table
    title: false
    rows: [{id: shop}]
products:
  page:
    form: sheet
    panels:
      mine: [codes]
      clerk: {reader: place, spots: [{block: codes, only: [kiosk], columns: [support]}]}
  brief:
    form: card
    panels:
      mine: [{block: codes, short: true, columns: [mind, balance]}]
      more: [ways]
  one:
    form: card
    per: codes
    panels: {mine: [codes], clerk: {reader: place, spots: [codes]}}
facts:
  mts.name: {kind: name, value: MTS, in: {ru: МТС}}
  mts.balance: {kind: ussd, value: "*100#"}
  mts.support: {kind: phone, value: 8 800 250-08-90, confidence: medium}
  kiosk.balance: {kind: ussd, value: "*1#", confidence: low}
labels:
  codes:
    title: Коды
    note: Нажмите вызов.
    columns: {name: Оператор, balance: Баланс, support: Помощь, mind: Учтите}
    rows: {kiosk: {name: Киоск}, mts: {mind: Медленно}}
    missing: спросите
words:
  en:
    codes:
      title: Codes
      note: Press call.
      columns: {name: Operator, balance: Balance, support: Support, mind: Mind}
      rows: {kiosk: {name: A kiosk}, mts: {mind: It is slow}}
      missing: ask
      short: {columns: {balance: Money}}
    ways: {rows: {shop: {name: A shop}}}
  zh-Hans:
    codes:
      title: 代码
      note: 请按拨号键。
      columns: {name: 运营商, balance: 余额, support: 客服, mind: 注意}
      rows: {kiosk: {name: 售货亭}, mts: {mind: 很慢}}
      missing: 请询问
      short: {columns: {balance: 钱}}
    ways: {rows: {shop: {name: 商店}}}
  hi:
    codes:
      title: कोड
      note: कॉल दबाएँ।
      columns: {name: ऑपरेटर, balance: शेष, support: सहायता, mind: ध्यान}
      rows: {kiosk: {name: कियोस्क}, mts: {mind: धीमा है}}
      missing: पूछें
      short: {columns: {balance: पैसे}}
    ways: {rows: {shop: {name: दुकान}}}
  ar:
    codes:
      title: الرموز
      note: اضغط اتصال.
      columns: {name: المشغل, balance: الرصيد, support: الدعم, mind: انتبه}
      rows: {kiosk: {name: كشك}, mts: {mind: بطيء}}
      missing: اسأل
      short: {columns: {balance: المال}}
    ways: {rows: {shop: {name: متجر}}}
"""


def rows(block: Any) -> list[list[str | None]]:
    """Return what stands in each row, its name first."""
    return [[said(row.name), *(said(cell.words) for cell in row.cells)] for row in block.rows]


def test_it_asks_for_heads_and_for_the_words_of_rows_and_cells() -> None:
    block = parse(
        """
        kind: table
        columns: [how, cost]
        rows: [{id: a, name: a.name, cells: {how: words, cost: a.cost}},
               {id: b, cells: {how: b.how, cost: words}}]
        """
    )
    asked = {
        ("columns.name", "panel"),
        ("columns.how", "panel"),
        ("columns.cost", "panel"),
        ("rows.a.how", "panel"),
        ("rows.b.name", "panel"),
        ("rows.b.cost", "panel"),
    }
    assert slots(block) == {("title", "panel"), *asked}
    for switched, expected in (
        ({"title": False}, asked),
        ({"note": True}, {("title", "panel"), ("note", "panel"), *asked}),
    ):
        assert slots(block.model_copy(update=switched)) == expected


def test_it_asks_what_stands_for_what_is_missing_only_where_something_may_be() -> None:
    whole = parse("{kind: table, columns: [c], rows: [{id: a, name: n, cells: {c: f}}]}")
    heads = {("title", "panel"), ("columns.name", "panel"), ("columns.c", "panel")}
    assert slots(whole) == heads
    assert slots(whole, ["f"]) == {*heads, ("missing", "panel")}
    assert slots(whole, ["n", "other"]) == heads
    left_out = parse("{kind: table, columns: [c], rows: [{id: a, name: n}]}")
    assert slots(left_out) == {*heads, ("missing", "panel")}


def test_without_columns_it_asks_for_no_heads() -> None:
    assert slots(parse("{kind: table, title: false, rows: [{id: a}]}")) == {
        ("rows.a.name", "panel")
    }


def test_rows_named_in_both_languages_are_asked_for_in_both() -> None:
    block = parse("{kind: table, also_in_place: true, rows: [{id: a}, {id: b, name: b.name}]}")
    assert slots(block) == {("title", "panel"), ("rows.a.name", "both")}


def test_its_names_are_of_kind_name_and_its_cells_of_any_printed_kind() -> None:
    block = parse("{kind: table, columns: [c], rows: [{id: a, name: n, cells: {c: f}}, {id: b}]}")
    assert uses(block) == {("rows.0.name", "n", "name"), ("rows.0.cells.c", "f?", "print")}


RESTING = """
blocks:
  t:
    kind: table
    columns: [needs, mind]
    rows: [{id: shop, cells: {needs: NEEDS, mind: words}}]
products: {page: {form: sheet, panels: {mine: [t]}}}
facts:
  law: {kind: claim, value: A law that says so., confidence: high}
  rumour: {kind: claim, value: A rumour that says so., confidence: medium}
  code: {kind: ussd, value: "*1#", confidence: medium}
words: {en: {t: {title: T, columns: {name: N, needs: X, mind: M}, rows: {shop: WORDS}}}}
"""


@pytest.mark.parametrize(
    ("needs", "words", "printed"),
    [
        ("words", "Cash", "Cash"),
        ("{rests_on: [law]}", "Cash", "Cash"),
        ("{rests_on: [rumour]}", "Cash", "Cash*"),
        ("{rests_on: [law, rumour]}", "Cash", "Cash*"),
        ("{rests_on: [rumour]}", "**Cash**", "Cash*"),
        ("words", "Dial {code}", "Dial *1#*"),
        ("{rests_on: [law]}", "Dial {code}", "Dial *1#*"),
        ("{rests_on: [rumour]}", "Dial {code}", "Dial *1#*"),
    ],
)
def test_the_mark_of_a_claim_stands_in_the_cell_that_rests_on_it(
    tmp_path: Path, needs: str, words: str, printed: str
) -> None:
    text = RESTING.replace("WORDS", f'{{name: Shop, needs: "{words}", mind: Queues}}')
    text = text.replace("needs: NEEDS", f"needs: {needs}")
    block = guide(tmp_path, text).panel()[0]
    assert rows(block) == [["Shop", printed, "Queues"]]
    assert not any(cell.is_code or cell.is_missing for cell in block.rows[0].cells)


@pytest.mark.parametrize(
    "needs", ["{}", "{rests_on: []}", "{rests_on: law}", "{rest_on: [law]}", "[law]"]
)
def test_a_cell_of_another_shape_is_one_mistake(tmp_path: Path, needs: str) -> None:
    text = RESTING.replace("WORDS", "{name: Shop, needs: Cash, mind: Queues}")
    found = guide(tmp_path, text.replace("NEEDS", needs)).load()[1]
    assert len([problem for problem in found if problem.severity == "error"]) == 1, found


def test_a_claim_of_a_cell_that_is_not_there_is_told_at_its_place(tmp_path: Path) -> None:
    text = RESTING.replace("WORDS", "{name: Shop, needs: Cash, mind: Queues}")
    text = text.replace("NEEDS", "{rests_on: [lawe]}")
    assert ("unknown-fact", "no fact 'lawe'") in guide(tmp_path, text).problems()


def test_it_has_rows() -> None:
    for wrong in (
        "{kind: table}",
        "{kind: table, rows: []}",
    ):
        with pytest.raises(ValidationError):
            parse(wrong)


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("columns: [c], rows: [{id: a, cells: {c: f}}]", []),
        ("columns: [c], rows: [{id: a}]", []),
        ("columns: [name], rows: [{id: a}]", ["columns.0: "]),
        ("columns: [c], rows: [{id: a, cells: {d: f}}]", ["rows.0.cells.d: d c"]),
        ("columns: [c], rows: [{id: a}, {id: b, cells: {d: f}}]", ["rows.1.cells.d: d c"]),
        ("rows: [{id: a, cells: {d: f}}, {id: b, cells: {d: f}}]", ["rows.0.cells: "]),
        ("rows: [{id: a}, {id: b, cells: {d: f, e: f}}]", ["rows.1.cells: "]),
        (
            "columns: [c, e], rows: [{id: a, cells: {c: f, d: f}}, {id: b, cells: {d: f}}]",
            ["columns.1: e d"],
        ),
        (
            "columns: [c], rows: [{id: a, cells: {c: f, d: f}}, {id: b, cells: {c: f, e: f}}]",
            ["rows.0.cells.d: d c", "rows.1.cells.e: e c"],
        ),
    ],
)
def test_what_does_not_go_together_is_told_where_it_stands(table: str, found: list[str]) -> None:
    """A column that is misspelt once, or taken out, is one misfit, however many rows name it."""
    misfits = parse(f"{{kind: table, {table}}}").misfits()
    assert [
        f"{'.'.join(map(str, m.location))}: {' '.join(filter(None, (m.name, *m.known)))}"
        for m in misfits
    ] == found


def test_a_misspelt_column_asks_for_no_other_words(tmp_path: Path) -> None:
    folder = guide(tmp_path, GUIDE)
    path = folder.path / "guide.yaml"
    path.write_text(path.read_text("utf-8").replace("- mind", "- mnid", 1), "utf-8")
    assert folder.problems() == {("bad-value", "the table has no column 'mind'")}


def test_it_says_which_parts_columns_and_rows_a_spot_or_a_product_may_choose() -> None:
    block = parse("{kind: table, columns: [c, d], rows: [{id: a, name: a.n}, {id: b}]}")
    assert block.parts == ("a", "b")
    assert block.column_ids == ("c", "d")
    assert block.rows_by_name == {"a": "a.n", "b": ""}


def test_a_row_or_a_column_that_stands_twice_is_told(tmp_path: Path) -> None:
    folder = guide(
        tmp_path,
        """
        blocks: {t: {kind: table, columns: [a, a], rows: [{id: a}, {id: a}]}}
        panels: {mine: [t]}
        words: {en: {t: {title: T, missing: none, columns: {name: N, a: A}, rows: {a: {name: A}}}}}
        """,
    )
    _, problems = folder.load()
    assert [problem.message for problem in problems] == ["'a' stands here a second time"] * 2


def test_to_the_reader_it_is_whole_and_names_rows_for_the_place_too(tmp_path: Path) -> None:
    block = guide(tmp_path, GUIDE).block()
    assert {column: said(head) for column, head in block.heads.items()} == {
        "name": "Operator",
        "balance": "Balance",
        "support": "Support",
        "mind": "Mind",
    }
    assert rows(block) == [
        ["MTS | МТС", "*100#", "8 800 250-08-90*", "It is slow"],
        ["A kiosk | Киоск", "ask", "ask", "ask"],
    ]
    cells = block.rows[0].cells + block.rows[1].cells
    assert [cell.is_code for cell in cells] == [True, True, False, False, False, False]
    assert [cell.is_missing for cell in cells] == [False, False, False, True, True, True]
    assert (said(block.note), block.as_pairs) == ("Press call.", False)


def test_to_the_place_the_chosen_row_and_column_stand_under_labels(tmp_path: Path) -> None:
    block = guide(tmp_path, GUIDE).block("clerk")
    assert said(block.title) == "Коды | Codes"
    assert said(block.note) == "Нажмите вызов. | Press call."
    heads = {column: said(head) for column, head in block.heads.items()}
    assert heads == {"name": "Оператор | Operator", "support": "Помощь | Support"}
    assert rows(block) == [["Киоск | A kiosk", "спросите | ask"]]


def test_in_a_short_spot_rows_are_named_once_and_heads_are_short_where_they_may(
    tmp_path: Path,
) -> None:
    block = guide(tmp_path, GUIDE).block(product="brief")
    heads = {column: said(head) for column, head in block.heads.items()}
    assert heads == {"name": "Operator", "balance": "Money", "mind": "Mind"}
    assert rows(block) == [["MTS", "*100#", "It is slow"], ["A kiosk", "ask", "ask"]]
    assert block.note is None


def test_a_product_for_one_row_has_it_alone_in_pairs(tmp_path: Path) -> None:
    folder = guide(tmp_path, GUIDE)
    block = folder.block(product="one-mts")
    assert rows(block) == [["MTS | МТС", "*100#", "8 800 250-08-90*", "It is slow"]]
    assert block.as_pairs
    other = folder.block("clerk", product="one-kiosk")
    assert rows(other) == [["Киоск | A kiosk", *["спросите | ask"] * 3]]
    assert other.as_pairs


def test_a_table_of_names_alone_has_no_heads(tmp_path: Path) -> None:
    block = guide(tmp_path, GUIDE).block("more", product="brief")
    assert (block.heads, block.title, rows(block)) == ({}, None, [["A shop"]])


@pytest.mark.parametrize(
    ("tag", "title", "name", "mind", "missing"),
    [
        ("zh-Hans", "代码", "售货亭", "很慢", "请询问"),
        ("hi", "कोड", "कियोस्क", "धीमा है", "पूछें"),
        ("ar", "الرموز", "كشك", "بطيء", "اسأل"),
    ],
)
def test_it_speaks_every_language(
    tag: str, title: str, name: str, mind: str, missing: str, tmp_path: Path
) -> None:
    folder = guide(tmp_path, GUIDE)
    block = folder.block(tag=tag)
    assert said(block.title) == title
    assert rows(block) == [
        ["MTS | МТС", "*100#", "8 800 250-08-90*", mind],
        [f"{name} | Киоск", missing, missing, missing],
    ]
    assert rows(folder.block("clerk", tag)) == [[f"Киоск | {name}", f"спросите | {missing}"]]


def test_it_stays_whole_in_columns(tmp_path: Path) -> None:
    block = guide(tmp_path, GUIDE).block()
    assert block.weights == (len("*100#8 800 250-08-90It is slow" + 3 * "ask"),)
    assert block.first(1) == block


TWICE = """
blocks: {{t: {{kind: table, title: false, also_in_place: true, columns: [c],
               rows: [{{id: r, cells: {{c: code}}}}]}}}}
panels: {{mine: {{reader: {reader}, spots: [{{block: t, short: {short}}}]}}}}
facts: {{code: {{kind: ussd, value: "*100#"}}}}
words: {{en: {{t: {{columns: {{name: N, c: C}}, rows: {{r: {{name: R}}}}}}}}}}
"""


@pytest.mark.parametrize(
    ("reader", "short", "asked"),
    [("reader", "true", False), ("reader", "false", True), ("place", "true", True),
     ("place", "false", True)],
)  # fmt: skip
def test_rows_named_twice_ask_for_labels_but_in_a_short_spot_for_the_reader(
    tmp_path: Path, reader: str, short: str, asked: bool
) -> None:
    found = guide(tmp_path, TWICE.format(reader=reader, short=short)).problems()
    assert [code for code, _ in found] == (["missing-words"] if asked else [])
