"""Icons beside words: which there are, where one can stand, and none twice on a side."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.blocks.guides import Folder, guide, svg
from tests.conftest import HOUSE, ROOT
from vademecum.blocks.pictograms import PICTOGRAMS
from vademecum.content import own_schema, reading
from vademecum.problems.problem import Problem

GUIDE = """
blocks:
  pack: {kind: list<PACK>, items: [{id: a<A>}, {id: b<B>, items: [{id: c<C>}]}]}
  call: {kind: table, columns: [{id: when<K>}], rows: [{id: x<X>, cells: {when: words}}]}
  ours: {kind: fields, entries: [{id: name<N>}]}
  say: {kind: phrases, phrases: [help, {id: pay<P>}]}
  loud: {kind: callout<LOUD>}
  end: {kind: colophon<END>}
panels:
  front: FRONT
  back: BACK
phrases: {help: {text: Помогите!}, pay: {text: "Сколько это стоит?"}}
pictures: {boat: <path d="M1 1h9v9z"/>, bus: <circle cx="9" cy="9" r="4"/>}
words:
  en:
    pack: {title: Pack, items: {a: A, b: B, b.c: C}}
    call: {title: Call, columns: {name: Who, when: When}, rows: {x: {name: X, when: Now}}}
    ours: {title: Ours, labels: {name: Name}}
    say: {title: Say, meanings: {help: Help!, pay: "How much is it?"}}
    loud: {text: Run!}
"""
SLOTS = ("PACK", "A", "B", "C", "K", "X", "N", "P", "LOUD", "END")
FRONT = "[pack, call, ours, say, loud, end]"


def made(folder: Path, front: str = FRONT, back: str = "", **icons: str) -> Folder:
    """Write the guide with icons at some of its slots, and read it."""
    text = GUIDE.replace("FRONT", front)
    text = text.replace("BACK", back) if back else text.replace("  back: BACK\n", "")
    for slot in SLOTS:
        text = text.replace(f"<{slot}>", f", icon: {icons[slot]}" if slot in icons else "")
    return guide(folder, text)


def seen(folder: Folder) -> list[tuple[str, str, str]]:
    """Return code, what stands at the place, and message of all problems but of unused pictures."""
    found = []
    for problem in folder.load()[1]:
        if problem.code != "unused-picture":
            line = Path(problem.file).read_text("utf-8").splitlines()[problem.line - 1]
            found.append((problem.code, line[problem.column - 1 :].strip("'\""), problem.message))
    return found


@pytest.mark.parametrize("slot", [slot for slot in SLOTS if slot != "END"])
@pytest.mark.parametrize("icon", ["water", "boat"])
def test_icons_stand_beside_headings_items_rows_columns_labels_sentences_and_warnings(
    slot: str, icon: str, tmp_path: Path
) -> None:
    assert seen(made(tmp_path, **{slot: icon})) == []


@pytest.mark.parametrize(
    ("icon", "hint"),
    [
        ("wather", "did you mean 'water'?"),
        ("bot", "did you mean 'boat'?"),
        ("toilette", "did you mean 'toilet'?"),
        ("wlan", "what is meant may be 'wifi'"),
        ("umbrela", "what is meant may be 'rain'"),
        ("pasport", "did you mean 'passport'?"),
        ("zzzzzz", "`vademecum list icons WORD` finds one; or draw it, and write it in pictures.yaml"),
        ("atm", "what is meant may be 'cash-machine'"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("slot", ["C", "K"])
def test_an_unknown_icon_is_told_with_the_nearest(
    slot: str, icon: str, hint: str, tmp_path: Path
) -> None:
    problems = [p for p in made(tmp_path, **{slot: icon}).load()[1] if p.severity == "error"]
    (problem,) = problems
    assert (problem.code, problem.message) == ("unknown-icon", f"no icon {icon!r}")
    assert problem.hint == hint


def test_one_mistake_made_twice_is_told_once(tmp_path: Path) -> None:
    assert [code for code, _, _ in seen(made(tmp_path, A="wather", X="wather"))] == ["unknown-icon"]


WRONG = {
    "an icon that is none": ("A", "[water]", "bad-value"),
    "a name that is no id": ("A", "Water", "bad-value"),
    "an icon with a suffix": ("A", "water.svg", "bad-value"),
    "an icon of nothing": ("A", "''", "bad-value"),
    "a mapping": ("N", "{id: water}", "bad-value"),
    "a path": ("PACK", "pictures/boat.svg", "bad-value"),
    "beside no heading": ("END", "water", "bad-value"),
    "a number": ("K", "7%", "bad-value"),
    "two": ("P", "water bus", "bad-value"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_no_icon_is_told_at_its_place(case: str, tmp_path: Path) -> None:
    slot, value, code = WRONG[case]
    found = seen(made(tmp_path, **{slot: value}))
    assert [one[0] for one in found] == [code], found


def test_an_icon_of_a_block_without_a_heading_stands_beside_no_word(tmp_path: Path) -> None:
    found = seen(made(tmp_path, PACK="water, title: false"))
    ((code, place, message),) = [one for one in found if one[0] != "superfluous-words"]
    assert (code, message) == (
        "bad-value",
        "an icon stands beside a heading, and this block has none",
    )
    assert place.startswith("water")


def test_a_picture_that_is_an_icon_is_used(tmp_path: Path) -> None:
    problems = made(tmp_path, X="boat").load()[1]
    assert [p.message for p in problems] == ["no block shows the picture 'bus'"]


def test_a_picture_of_the_guide_goes_before_a_pictogram_of_the_same_name(tmp_path: Path) -> None:
    folder = made(tmp_path, A="bus", LOUD="boat")
    pack, *_, loud, _ = folder.panel("front")
    assert not pack.items[0].icon.pictogram
    assert b"circle" in pack.items[0].icon.image.data
    assert (loud.icon.width, loud.icon.image.id) == ("sign", "boat")


ALIKE = {
    "two items": ({"A": "water", "B": "water"}, FRONT, "", ["B"]),
    "an item and one below it": ({"B": "water", "C": "water"}, FRONT, "", ["C"]),
    "a block and its own item": ({"PACK": "water", "C": "water"}, FRONT, "", ["C"]),
    "parts of two blocks": ({"A": "bus", "N": "bus"}, FRONT, "", ["N"]),
    "three": ({"K": "egg", "N": "egg", "LOUD": "egg"}, FRONT, "", ["N", "LOUD"]),
    "on two sides": ({"A": "water", "N": "water"}, "[pack, call]", "[ours, say, loud, end]", []),
    "the same block on two sides": ({"A": "water"}, FRONT, "[pack]", []),
    "one that is not chosen": (
        {"A": "water", "N": "water"}, "[{block: pack, only: [b]}, ours, call, say, loud, end]", "", [],
    ),
    "below one that is not chosen": (
        {"C": "water", "N": "water"}, "[{block: pack, only: [a]}, ours, call, say, loud, end]", "", [],
    ),
    "a heading that is not shown": (
        {"PACK": "water", "N": "water"}, "[{block: pack, title: false}, ours, call, say, loud, end]",
        "", [],
    ),
    "icons that are left out": (
        {"A": "water", "N": "water"}, "[{block: pack, icons: false}, ours, call, say, loud, end]",
        "", [],
    ),
    "a sign without a heading": (
        {"N": "water", "LOUD": "water"}, "[pack, ours, call, say, {block: loud, title: false}, end]",
        "", ["LOUD"],
    ),
    "a column that is not chosen": (
        {"K": "egg", "N": "egg"}, "[pack, {block: call, columns: [when]}, ours, say, loud, end]", "",
        ["N"],
    ),
    "a picture of the guide": ({"X": "boat", "P": "boat"}, FRONT, "", ["P"]),
    "two of a kind": ({"A": "water", "B": "hot-drink"}, FRONT, "", []),
}  # fmt: skip
ORDER = ["PACK", "A", "B", "C", "K", "X", "N", "P", "LOUD"]


@pytest.mark.parametrize("case", ALIKE)
def test_no_icon_stands_twice_on_a_side(case: str, tmp_path: Path) -> None:
    icons, front, back, second = ALIKE[case]
    folder = made(tmp_path, front, back, **icons)
    found = [p for p in folder.load()[1] if p.code == "same-icon"]
    lines = folder.path.joinpath("guide.yaml").read_text("utf-8").splitlines()
    places = [(n + 1, line.index("icon: ") + 7) for n, line in enumerate(lines) if "icon: " in line]
    named = dict(zip([slot for slot in ORDER if slot in icons], places, strict=True))
    assert sorted((p.line, p.column) for p in found) == sorted(named[slot] for slot in second)
    assert {p.severity for p in found} <= {"warning"}
    first = named[next(slot for slot in ORDER if slot in icons)]
    for problem in found:
        assert f"guide.yaml:{first[0]}:{first[1]}" in problem.message


PER = """
region: DE
blocks:
  ways: {kind: table, columns: [fee], rows: [{id: a, name: n.a, icon: bus, cells: {fee: f}},
        {id: b, name: n.b, icon: bus, cells: {fee: f}}]}
  loud: {kind: callout, icon: ICON}
products:
  one: {form: card, per: ways, panels: {front: [ways, loud]}}
facts:
  n.a: {kind: name, value: Ah}
  n.b: {kind: name, value: Beh}
  f: {kind: price, value: 2 EUR}
place: none
words: {en: {ways: {title: W, columns: {name: N, fee: F}}, loud: {text: Run!}}}
"""


@pytest.mark.parametrize(("icon", "number"), [("train", 0), ("bus", 1)])
def test_rows_that_have_a_product_each_stand_on_no_one_side(
    icon: str, number: int, tmp_path: Path
) -> None:
    problems = guide(tmp_path, PER.replace("ICON", icon)).load()[1]
    assert [p.code for p in problems] == ["same-icon"] * number


def own(tmp_path: Path, drawing: str | bytes) -> tuple[bool, list[Problem]]:
    """Return whether a guide is good whose house draws water in its own way, and the problems."""
    templates = tmp_path / "templates"
    (templates / "pictograms").mkdir(parents=True)
    data = drawing.encode() if isinstance(drawing, str) else drawing
    (templates / "pictograms" / "water.svg").write_bytes(data)
    folder = made(tmp_path, A="water")
    found, problems = reading.load(folder.path, replace(HOUSE, templates=templates))
    return found is not None, [p for p in problems if p.code != "unused-picture"]


def test_a_house_may_draw_a_pictogram_in_its_own_way(tmp_path: Path) -> None:
    assert own(tmp_path, svg('<path d="M1 1h8" stroke="currentColor"/>')) == (True, [])


HOSTILE: Mapping[str, tuple[str | bytes, str, int]] = {
    "a script": (svg("<g/>\n<script>1</script>"), "picture-element", 2),
    "a reference": (svg('\n\n<use href="file:///etc/passwd"/>'), "picture-element", 3),
    "an entity": ("<!DOCTYPE svg>" + svg("<g/>"), "picture-element", 1),
    "a text": (svg('<text x="1" y="9">Hi</text>'), "picture-element", 0),
    "no SVG": ("<html/>", "picture-file", 0),
    "no XML": ("water", "picture-file", 0),
    "a PNG": (b"\x89PNG\r\n\x1a\n\0", "picture-file", 0),
    "no size": (svg("<g/>", ""), "picture-element", 1),
    "too long": (svg("<g/>" + " " * 2_000_001), "too-large", 0),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_a_house_draws_is_looked_through(case: str, tmp_path: Path) -> None:
    drawing, code, line = HOSTILE[case]
    good, (problem,) = own(tmp_path, drawing)
    assert not good
    assert (problem.code, problem.line) == (code, line)
    assert problem.file.endswith("templates/pictograms/water.svg")


def test_a_house_leads_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_text(svg("<g/>"), "utf-8")
    (tmp_path / "templates" / "pictograms").mkdir(parents=True)
    (tmp_path / "templates" / "pictograms" / "water.svg").symlink_to(tmp_path / "secret.svg")
    house = replace(HOUSE, templates=tmp_path / "templates")
    found, problems = reading.load(made(tmp_path, A="water").path, house)
    assert found is None
    assert [p.code for p in problems if p.code != "unused-picture"] == ["unreadable"]


def test_editors_are_told_of_all_pictograms_and_pictures(tmp_path: Path) -> None:
    whole = json.loads((ROOT / "schema" / "guide.schema.json").read_text("utf-8"))
    known, other = whole["$defs"]["IconId"]["anyOf"]
    assert known["enum"] == list(PICTOGRAMS)
    assert other == {"$ref": "#/$defs/PictureId"}
    found = made(tmp_path).load()[0]
    assert found
    for pictures, refers in ((["boat"], True), ([], False)):
        made_of = own_schema.schemas(found.structure, found.facts, {}, pictures)
        icon = json.loads(made_of["guide.schema.json"])["$defs"]["IconId"]
        assert ({"$ref": "#/$defs/PictureId"} in icon["anyOf"]) == refers
