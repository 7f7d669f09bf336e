"""The schemas of one guide: they know its ids and words, and nothing is made from them."""

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.blocks.guides import draw
from tests.conftest import CONTENT, Desk
from tests.content.test_schema import change, nodes, read
from vademecum.build import ledger
from vademecum.cli import main
from vademecum.commands import schema, watch
from vademecum.content import door

Captured = pytest.CaptureFixture[str]
FOLDER = Path("content/small/.schema")
NAMES = ("guide", "words", "facts", "phrases")
RUSSIA = CONTENT / "russia-sim-top-up"


def load(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8"))


def codes(capsys: Captured) -> list[str]:
    return [problem["code"] for problem in json.loads(capsys.readouterr().err)]


def test_they_are_written_once_and_told(desk: Desk, capsys: Captured) -> None:
    assert main(["schema", "small"]) == 0
    paths = [f"{FOLDER}/{name}.schema.json" for name in NAMES]
    assert capsys.readouterr() == ("".join(f"{path}\n" for path in paths), "")
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(Path(p).name for p in paths)
    before = {path: path.stat().st_mtime_ns for path in FOLDER.iterdir()}
    assert main(["schema"]) == 0
    assert capsys.readouterr() == ("", "")
    assert {path: path.stat().st_mtime_ns for path in FOLDER.iterdir()} == before


@pytest.mark.parametrize("folder", [RUSSIA, None], ids=["russia", "small"])
def test_a_guide_keeps_to_its_own(desk: Desk, folder: Path | None) -> None:
    folder = folder or desk.guide
    for name, text in schema.made(folder).items():
        node = json.loads(text)
        jsonschema.Draft202012Validator.check_schema(node)
        named = {child["$ref"] for child in nodes(node) if isinstance(child.get("$ref"), str)}
        assert named == {f"#/$defs/{name}" for name in node["$defs"]}
        stem = name.removesuffix(".schema.json")
        files = folder.glob("words/*.yaml") if stem == "words" else [folder / f"{stem}.yaml"]
        for file in files:
            jsonschema.validate(read(file), node)


@pytest.mark.parametrize(
    ("file", "path", "value"),
    [
        ("guide.yaml", "products/card/panels/front/0", "tops"),
        ("guide.yaml", "products/card/panels/front/0", {"block": "tops"}),
        ("guide.yaml", "products/card/panels/front/0", {"block": "codes", "only": ["mtt"]}),
        ("guide.yaml", "products/card/panels/front/0", {"block": "codes", "columns": ["blance"]}),
        ("guide.yaml", "products/card/panels/front/0", {"block": "top", "only": ["mts"]}),
        ("guide.yaml", "products/card/per", "know"),
        ("guide.yaml", "blocks/codes/rows/0/cells/balance", "mts.balances"),
        ("guide.yaml", "blocks/codes/rows/0/name", "mts"),
        ("guide.yaml", "blocks/know/items/0/amount", "fines"),
        ("guide.yaml", "blocks/know/rests_on", ["kiosk"]),
        ("words/ar.yaml", "blocks/know/items/kinds", "a text"),
        ("words/ar.yaml", "blocks/knows", {}),
        ("words/ar.yaml", "blocks/know", {"title": "a text"}),
        ("phrases.yaml", "labels", {"codes": {"title": "a text"}}),
        ("phrases.yaml", "phrases", {}),
    ],
)
def test_what_the_guide_does_not_have_is_marked(
    desk: Desk, file: str, path: str, value: Any
) -> None:
    name = "words" if file.startswith("words/") else file.removesuffix(".yaml")
    node, tree = json.loads(schema.made(desk.guide)[f"{name}.schema.json"]), read(desk.guide / file)
    change(tree, path, value)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tree, node)


def test_a_cell_may_have_words(desk: Desk) -> None:
    node, tree = json.loads(schema.made(desk.guide)["guide.schema.json"]), desk.guide / "guide.yaml"
    found = read(tree)
    change(found, "blocks/codes/rows/0/cells/balance", "words")
    jsonschema.validate(found, node)


def test_each_slot_quotes_its_source_sentence(desk: Desk) -> None:
    assert main(["schema"]) == 0
    blocks = load("words")["properties"]["blocks"]["properties"]
    assert blocks["know"]["properties"]["title"]["description"] == "Know"
    short = blocks["top"]["properties"]["short"]["properties"]
    assert short["title"]["description"] == "Small card"
    assert short["lead"]["description"] == "Do this in order."
    phrases = load("phrases")["properties"]["phrases"]["properties"]
    assert phrases["receipt"]["description"] == "A receipt, please."


def test_labels_are_asked_for_where_a_panel_is_for_the_place(desk: Desk) -> None:
    desk.edit("guide.yaml", "front: [top, mine,", "front: [top, {block: mine},")
    desk.edit(
        "guide.yaml", "  mine:\n    kind: fields", "  mine:\n    kind: fields\n    reader: place"
    )
    made = json.loads(schema.made(desk.guide)["phrases.schema.json"])
    mine = made["properties"]["labels"]["properties"]["mine"]
    assert mine["required"] == ["title", "labels", "warning"]
    assert mine["properties"]["labels"]["properties"]["own-number"]["description"] == "My number"
    assert "labels" in made["required"]


def test_check_says_when_they_are_old(desk: Desk, capsys: Captured) -> None:
    assert main(["check", "-q", "--format", "json"]) == 0
    assert codes(capsys) == []
    assert main(["schema"]) == 0
    capsys.readouterr()
    assert main(["check", "-q", "--format", "json"]) == 0
    assert codes(capsys) == []
    desk.edit("guide.yaml", "kind: table\n    note: true", "kind: table")
    desk.edit("words/en.yaml", "    note: Press call.\n", "")
    assert main(["check"]) == 1
    assert "content/small/.schema: old-schema (warning): " in (err := capsys.readouterr().err)
    assert "hint: run: vademecum schema small" in err
    assert main(["schema"]) == 0
    capsys.readouterr()
    main(["check", "-q", "--format", "json"])
    assert "old-schema" not in codes(capsys)


def test_a_guide_that_cannot_be_read_leaves_them_as_they_are(desk: Desk, capsys: Captured) -> None:
    assert main(["schema"]) == 0
    before = (FOLDER / "guide.schema.json").read_bytes()
    desk.edit("guide.yaml", "kind: table", "kind: tables")
    capsys.readouterr()
    assert main(["schema"]) == 1
    out, err = capsys.readouterr()
    assert (out, "no kind of block 'tables'" in err) == ("", True)
    assert (FOLDER / "guide.schema.json").read_bytes() == before
    assert main(["check", "-q", "--format", "json"]) == 1
    assert "old-schema" not in codes(capsys)


def test_a_guide_that_has_no_words_yet_has_schemas(desk: Desk, capsys: Captured) -> None:
    shutil.rmtree(desk.guide / "words")
    assert main(["schema"]) == 0
    assert "description" not in load("words")["properties"]["title"]
    (desk.guide / "words").mkdir()
    (desk.guide / "words" / "en.yaml").write_text("title: [", "utf-8")
    assert main(["schema"]) == 1
    assert "yaml-syntax" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_told(desk: Desk, capsys: Captured) -> None:
    FOLDER.write_text("a file", "utf-8")
    assert main(["schema"]) == 1
    assert "small: its schemas cannot be written" in capsys.readouterr().err


def test_a_guide_without_a_place_has_none_for_phrases(desk: Desk) -> None:
    text = (desk.guide / "guide.yaml").read_text("utf-8")
    text = text.replace("place: ru\n", "").replace("phrases: [receipt]", "phrases: [thanks]")
    (desk.guide / "guide.yaml").write_text(text, "utf-8")
    assert set(schema.made(desk.guide)) == {
        "guide.schema.json",
        "words.schema.json",
        "facts.schema.json",
    }


def test_nothing_is_made_from_them(desk: Desk) -> None:
    roots = ["content"]
    before = ledger.state(roots), [*door.on_shelf(Path("content"))], desk.load()[1]
    assert main(["schema"]) == 0
    assert FOLDER.is_dir()
    assert (ledger.state(roots), [*door.on_shelf(Path("content"))], desk.load()[1]) == before


def test_writing_them_is_no_edit(desk: Desk) -> None:
    looks: list[int] = []

    def sleep(seconds: float) -> None:
        looks.append(main(["schema"]))
        if len(looks) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        next(watch.edits([Path("content")], sleep))
    assert looks == [0, 0, 0]
    assert FOLDER.is_dir()


def test_a_house_gets_the_schema_of_its_own_file(desk: Desk, capsys: Captured) -> None:
    Path("press.yaml").write_text("region: KE\n", "utf-8")
    assert main(["schema", "small"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == ".schema/house.schema.json"
    node = json.loads(Path(".schema/house.schema.json").read_text("utf-8"))
    jsonschema.validate({"region": "KE", "scripts": {"Arab": {"leading": 1.5}}}, node)
    bad: Any
    for bad in ({"regio": "KE"}, {"scripts": {"arab": {}}}, {"faces": {"a": {"package": "b"}}}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(bad, node)


def test_nothing_is_written_behind_a_link(desk: Desk, capsys: Captured) -> None:
    (desk.folder / "elsewhere").mkdir()
    FOLDER.symlink_to(desk.folder / "elsewhere")
    assert main(["schema"]) == 1
    assert "its schemas cannot be written" in capsys.readouterr().err
    assert list((desk.folder / "elsewhere").iterdir()) == []


def test_an_editor_knows_the_pictures_of_a_guide(desk: Desk) -> None:
    draw(desk.guide, {"map": "<path/>", "sign": "<path/>"})
    made = {name: json.loads(text) for name, text in schema.made(desk.guide).items()}
    assert made["guide.schema.json"]["$defs"]["PictureId"]["enum"] == ["map", "sign"]
    jsonschema.validate(read(desk.guide / "pictures.yaml"), made["pictures.schema.json"])
    odd: tuple[Any, ...] = ({"a": {}}, {"A B": read(desk.guide / "pictures.yaml")["map"]})
    for wrong in odd:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, made["pictures.schema.json"])
    tree = read(desk.guide / "guide.yaml")
    tree["blocks"]["top"]["logo"] = "sign"
    jsonschema.validate(tree, made["guide.schema.json"])
    tree["blocks"]["top"]["logo"] = "sing"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tree, made["guide.schema.json"])
