"""Icons of blocks and their parts: which a block shows, and where they stand once composed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.blocks.guides import guide, parse
from vademecum.blocks.registry import KINDS

ICONS = {
    "{kind: masthead, icon: map}": {("icon", "map", "icon", "", "", True)},
    "{kind: callout, icon: map}": {("icon", "map", "sign", "", "", False)},
    "{kind: text, icon: map, paragraphs: [a]}": {("icon", "map", "icon", "", "", True)},
    "{kind: list, items: [{id: a, icon: key}, {id: b, items: [{id: c, icon: egg}]}]}": {
        ("items.0.icon", "key", "icon", "a", "", False),
        ("items.1.items.0.icon", "egg", "icon", "b", "", False),
    },
    "{kind: table, columns: [a, {id: b, icon: bus}], rows: [{id: c}, {id: d, icon: key}]}": {
        ("columns.1.icon", "bus", "icon", "", "b", False),
        ("rows.1.icon", "key", "icon", "d", "", False),
    },
    "{kind: fields, entries: [{id: a, icon: key, lines: '2'}, {id: b}]}": {
        ("entries.0.icon", "key", "icon", "a", "", False),
    },
    "{kind: phrases, phrases: [a, {id: b, icon: key, entry: {lines: '1'}}]}": {
        ("phrases.1.icon", "key", "icon", "b", "", False),
    },
    "{kind: qr, icon: scan, codes: [{id: a, target: f}]}": {
        ("icon", "scan", "icon", "", "", True),
    },
    "{kind: picture, icon: map, title: 'true', picture: a-map}": {
        ("icon", "map", "icon", "", "", True),
        ("picture", "a-map", "column", "", "", False),
    },
    "{kind: masthead, icon: map, logo: sign}": {
        ("icon", "map", "icon", "", "", True),
        ("logo", "sign", "logo", "", "", False),
    },
    "{kind: list, items: [{id: a}]}": set(),
}


@pytest.mark.parametrize("block", ICONS)
def test_a_block_says_which_icons_it_has_and_where(block: str) -> None:
    shown = {
        (
            ".".join(map(str, one.location)),
            one.picture,
            one.width,
            one.part,
            one.column,
            one.heading,
        )
        for one in parse(block).shows()
    }
    assert shown == ICONS[block]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_takes_an_icon(kind: str) -> None:
    assert "icon" in KINDS[kind].model_fields


NOWHERE = [
    "{kind: list, items: [a]}",
    "{kind: fields, entries: [{id: a, value: {icon: key}}]}",
    "{kind: phrases, phrases: [{id: a, entry: {icon: key}}]}",
    "{kind: qr, codes: [{id: a, target: f, icon: key}]}",
    "{kind: text, paragraphs: [{id: a, icon: key}]}",
    "{kind: table, columns: [{icon: key}], rows: [{id: a}]}",
    "{kind: table, rows: [{icon: key}]}",
    "{kind: table, columns: [{id: a, icon: key, name: f}], rows: [{id: a}]}",
    "{kind: callout, icon: [key]}",
    "{kind: callout, icon: Key}",
]


@pytest.mark.parametrize("block", NOWHERE)
def test_an_icon_stands_nowhere_else(block: str) -> None:
    with pytest.raises(ValidationError):
        parse(block)


GUIDE = """
blocks:
  codes: {kind: table, icon: map, columns: [{id: a, icon: bus}, b], rows: [{id: x, icon: key, cells:
          {a: words, b: words}}, {id: y, cells: {a: words, b: words}}]}
  many: {kind: list, icon: info, items: [{id: one}, {id: two, icon: direction}, {id: six}]}
  loud: {kind: callout, title: true, icon: fire}
panels:
  mine: [codes, many, loud]
  back: [{block: codes, title: false, columns: [b], only: [y]}, {block: loud, title: false}]
place: none
titles: {ar: ا}
words:
  en: &en
    codes: {title: C, columns: {name: N, a: A, b: B}, rows: {x: {name: X, a: 'n', b: m}, y:
            {name: Y, a: k, b: j}}}
    many: {title: M, items: {one: One or another, two: Two or more, six: Six or seven}}
    loud: {title: L, text: Run}
"""


def test_icons_stand_beside_what_a_spot_shows(tmp_path: Path) -> None:
    folder = guide(tmp_path, GUIDE)
    codes, many, loud = folder.panel("mine")
    first, rest = many.first(2), many.rest(2)
    assert codes.icon.image.id == "map"
    assert {column: icon.image.id for column, icon in codes.icons.items()} == {"a": "bus"}
    assert [row.icon and row.icon.image.id for row in codes.rows] == ["key", None]
    assert (first.icon.image.id, rest.icon) == ("info", None)
    assert [item.icon is None for item in (*first.items, *rest.items)] == [True, False, True]
    assert (loud.icon.image.id, loud.icon.width) == ("fire", "sign")
    codes, loud = folder.panel("back")
    assert (codes.icon, codes.icons, codes.rows[0].icon) == (None, {}, None)
    assert (loud.title, loud.icon.image.id) == (None, "fire")


BARE = {
    "callout": ("{kind: callout, icon: fire}", "{text: Run}"),
    "list": ("{kind: list, icon: info, items: [{id: a, icon: key, items: [{id: b,"
             " icon: bus}]}]}", "{title: T, items: {a: A, a.b: B}}"),
    "table": ("{kind: table, icon: map, columns: [{id: a, icon: bus}], rows: [{id: x, icon: key,"
              " cells: {a: words}}]}",
              "{title: T, columns: {name: N, a: A}, rows: {x: {name: X, a: m}}}"),
    "fields": ("{kind: fields, icon: write, entries: [{id: a, icon: key}]}",
               "{title: T, labels: {a: A}}"),
    "phrases": ("{kind: phrases, icon: message, phrases: [{id: hi, icon: key}]}",
                "{title: T, meanings: {hi: Hello.}}"),
    "text": ("{kind: text, icon: info, paragraphs: [a]}", "{title: T, paragraphs: {a: A}}"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BARE)
def test_a_spot_may_leave_the_icons_of_its_block_out(kind: str, tmp_path: Path) -> None:
    block, words = BARE[kind]
    folder = guide(
        tmp_path,
        f"""
blocks: {{it: {block}}}
panels: {{mine: [it], back: [{{block: it, icons: false}}]}}
place: ru
phrases: {{hi: {{text: "Привет."}}}}
words: {{en: &en {{it: {words}}}}}
""",
    )
    assert "icon=Icon(" in repr(folder.panel("mine")[0])
    assert "Icon(" not in repr(folder.panel("back")[0])
