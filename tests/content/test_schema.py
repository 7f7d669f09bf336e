"""The JSON Schemas that editors use: fresh, named by every content file, and true of them."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.conftest import CONTENT, ROOT, SMALL
from vademecum.blocks.registry import KINDS
from vademecum.content.schema import MODELS, document, main, schema
from vademecum.forms.products import FORMS
from vademecum.setting import template

FILES = sorted(
    path
    for folder in (CONTENT, SMALL, template.folder() / "words")
    for path in folder.rglob("*.yaml")
    if "partners" not in path.parts or path.stem == "partner"  # words for what is added alone
)
NAMES = {name: name for name in ("guide", "facts", "phrases", "pictures", "theme", "partner")}


def kind(path: Path) -> str:
    if path.parent.name == "words":
        return "press" if path.parent.parent == template.folder() else "words"
    return NAMES[path.stem]


def as_an_editor_reads(value: Any) -> Any:
    """Return YAML as YAML 1.2 has it: dates are strings."""
    if isinstance(value, dict):
        return {key: as_an_editor_reads(child) for key, child in value.items()}
    if isinstance(value, list):
        return [as_an_editor_reads(child) for child in value]
    return value.isoformat() if isinstance(value, date) else value


def read(path: Path) -> Any:
    return as_an_editor_reads(yaml.safe_load(path.read_text("utf-8")))


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    if isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from nodes(child)


@pytest.mark.parametrize("name", MODELS)
def test_the_committed_schema_is_fresh(name: str) -> None:
    committed = (ROOT / "schema" / f"{name}.schema.json").read_text("utf-8")
    assert committed == schema(name), "run: make schema"


@pytest.mark.parametrize("name", MODELS)
def test_a_schema_is_one_and_all_that_it_refers_to_is_there(name: str) -> None:
    node = document(name)
    jsonschema.Draft202012Validator.check_schema(node)
    named = {child["$ref"] for child in nodes(node) if "$ref" in child}
    assert named == {f"#/$defs/{name}" for name in node.get("$defs", ())}
    assert {"type": "null"} not in list(nodes(node))


def test_the_schemas_are_written_into_a_folder(tmp_path: Path) -> None:
    main(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}.schema.json" for name in MODELS}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_content_file_names_its_schema_and_keeps_to_it(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    target = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
    if SMALL in path.parents:  # stands two levels higher than a guide in content/
        target = ROOT / "schema" / target.name
    assert target == ROOT / "schema" / f"{kind(path)}.schema.json"
    jsonschema.validate(read(path), json.loads(target.read_text("utf-8")))


def test_an_editor_knows_all_kinds_forms_and_papers() -> None:
    found = document("guide")["$defs"]
    assert found["Block"]["properties"]["kind"]["enum"] == list(KINDS)
    assert len(found["Block"]["allOf"]) == len(KINDS)
    product = found["MadeProduct"]["properties"]
    assert product["form"]["enum"] == list(FORMS)
    papers = {paper for form in FORMS.values() for paper in form.papers}
    assert set(product["papers"]["items"]["enum"]) == papers


def change(tree: Any, path: str, value: Any) -> None:
    *steps, last = path.split("/")
    for step in steps:
        tree = tree[int(step) if step.isdecimal() else step]
    tree[int(last) if last.isdecimal() else last] = value


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("blocks/top/kind", "mast"),
        ("blocks/top/items", []),
        ("blocks/top", {"lead": True}),
        ("blocks/know/style", "star"),
        ("blocks/know/items/0", {"name": "kind"}),
        ("blocks/Know", {"kind": "colophon"}),
        ("blocks/mine/entries/0/lines", 0),
        ("blocks/codes/rows/0/cells/balance", "No Fact"),
        ("products/card/form", "poster"),
        ("products/card/papers", ["a4"]),
        ("products/checklist/imposed_on", ["a4"]),
        ("products/card/panels/front", []),
        ("products/card/panels/front/0", {"blocks": "top"}),
        ("products/card/panels/front/0", ["top", ["mine", {"flow": "know"}]]),
        ("products/card/panels/front", {"reader": "clerk", "spots": ["top"]}),
        ("products/card/panels/third", ["top"]),
        ("sections", []),
    ],
)
def test_a_wrong_guide_is_marked(path: str, value: Any) -> None:
    tree = read(SMALL / "guide.yaml")
    change(tree, path, value)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tree, document("guide"))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("products/card/panels/front/0", ["top", ["mine", ["know", {"block": "say"}]]]),
        ("products/card/panels/front", {"reader": "place", "spots": [["top", "mine"]]}),
        ("products/card/per", "codes"),
        ("blocks/mine/entries/0/value", ["mts.name", "mts.balance"]),
        ("blocks/mine/entries/0/choice", ["mts.name", {"words": "other"}]),
    ],
)
def test_a_guide_of_another_shape_is_not(path: str, value: Any) -> None:
    tree = read(SMALL / "guide.yaml")
    change(tree, path, value)
    jsonschema.validate(tree, document("guide"))


@pytest.mark.parametrize(
    ("name", "file", "path", "value"),
    [
        ("words", "words/en.yaml", "blocks/know/items/kind", ["a list"]),
        ("words", "words/en.yaml", "blocks/know/items", {"kind": {"deep": 1}}),
        ("words", "words/en.yaml", "sections", {}),
        ("phrases", "phrases.yaml", "labels", {"top": ["a list"]}),
        ("facts", "facts.yaml", "Fine", {}),
        ("facts", "facts.yaml", "fine/kind", "numbers"),
    ],
)
def test_wrong_words_and_facts_are_marked(name: str, file: str, path: str, value: Any) -> None:
    tree = read(SMALL / file)
    change(tree, path, value)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tree, document(name))
