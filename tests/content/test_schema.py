"""The JSON Schemas that editors use: fresh, named by every content file, and true of them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.conftest import CONTENT, ROOT, SMALL
from vademecum.content.schema import MODELS, main, schema
from vademecum.setting import template

FILES = sorted(
    path
    for folder in (CONTENT, SMALL, template.folder() / "words")
    for path in folder.rglob("*.yaml")
)
KINDS = {"guide": "guide", "facts": "facts", "phrases": "phrases"}


def kind(path: Path) -> str:
    if path.parent.name == "words":
        return "press" if path.parent.parent == template.folder() else "words"
    return KINDS[path.stem]


def as_an_editor_reads(value: Any) -> Any:
    """Return YAML as YAML 1.2 has it: dates are strings."""
    if isinstance(value, dict):
        return {key: as_an_editor_reads(child) for key, child in value.items()}
    if isinstance(value, list):
        return [as_an_editor_reads(child) for child in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("name", MODELS)
def test_the_committed_schema_is_fresh(name: str) -> None:
    committed = (ROOT / "schema" / f"{name}.schema.json").read_text("utf-8")
    assert committed == schema(name), "run: make schema"


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
    tree = as_an_editor_reads(yaml.safe_load(path.read_text("utf-8")))
    jsonschema.validate(tree, json.loads(target.read_text("utf-8")))
