"""The JSON Schemas of the content files, for editors; made from the model."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias

from pydantic import BaseModel, TypeAdapter

from vademecum.blocks.block import FactId, IconId, Id, PictureId
from vademecum.blocks.pictograms import PICTOGRAMS
from vademecum.blocks.registry import KINDS
from vademecum.content.guide import Facts, Phrases, PressWords, Prose, Structure, Words
from vademecum.content.house_file import HouseFile
from vademecum.content.kinds.registry import FACT_KINDS
from vademecum.content.partner import PartnerFile
from vademecum.content.pictures import Pictures
from vademecum.content.theme_file import ThemeFile
from vademecum.content.themes import THEMES
from vademecum.forms.products import FORMS, SHEETS

Node: TypeAlias = "dict[str, Any]"

MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "guide": Structure,
    "facts": Facts,
    "phrases": Phrases,
    "pictures": Pictures,
    "words": Words,
    "press": PressWords,
    "house": HouseFile,
    "theme": ThemeFile,
    "partner": PartnerFile,
}
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
NAMED: Final[Mapping[str, Node]] = {
    name: TypeAdapter(kind).json_schema()
    for name, kind in (
        ("Id", Id),
        ("FactId", FactId),
        ("PictureId", PictureId),
        ("IconId", IconId),
    )
}
"""The texts that are ids, by the names they are defined under."""
REFERENCE: Final = re.compile(r'"#/\$defs/(\w+)"')
BOUNDS: Final = {"ge": "minimum", "le": "maximum"}
"""What pydantic calls bounds as in Python, where a number has a validator of its own."""
BY_PATTERN: Final = {node["pattern"]: name for name, node in NAMED.items()}


@cache
def _said(model: type[BaseModel]) -> str:
    """Return what pydantic says of a model, as JSON."""
    return json.dumps(model.model_json_schema(by_alias=True))


class Definitions:
    """Brings what pydantic says of a model into the shape that editors complete best.

    Every model and every sort of id is defined once, by its name, and nothing may be null.
    """

    def __init__(self) -> None:
        self.found: dict[str, Node] = {}

    def model(self, model: type[BaseModel]) -> Node:
        """Return a model; what it is made of is among the definitions found."""
        node: Node = json.loads(_said(model))
        for name, definition in node.pop("$defs", {}).items():
            self.found[name] = {}  # before what it is made of
            self.found[name] = self._tidy(definition)
        return _keyed(self._tidy(node))

    def _tidy(self, node: Node) -> Node:
        """Return a node without titles, its ids and models by reference."""
        kept = {BOUNDS.get(key, key): child for key, child in node.items() if key != "title"}
        return {key: self._child(key, child) for key, child in kept.items()}

    def _child(self, key: str, child: Any) -> Any:
        if key in ("properties", "patternProperties"):
            return {name: self._part(part) for name, part in child.items()}
        return child if key in ("default", "enum", "const", "required") else self._part(child)

    def _part(self, node: Any) -> Any:
        """Return a node that stands in another one."""
        if isinstance(node, list):
            return [self._part(child) for child in node]
        if not isinstance(node, dict):
            return node
        node = _without_null(node)
        if (name := BY_PATTERN.get(node.get("pattern", ""))) and node.get("type") == "string":
            self.found[name] = NAMED[name]
            return reference(name, node.get("description"))
        if "properties" in node and "title" in node:
            name = node["title"]
            self.found[name] = self._tidy(node)
            return reference(name)
        return _keyed(self._tidy(node))


def _without_null(node: Node) -> Node:
    options = node.get("anyOf", [])
    if {"type": "null"} not in options:
        return node
    others = [option for option in options if option != {"type": "null"}]
    rest = {k: v for k, v in node.items() if k != "anyOf" and (k, v) != ("default", None)}
    return {**others[0], **rest} if len(others) == 1 else {"anyOf": others, **rest}


def _keyed(node: Node) -> Node:
    """Return a mapping by ids as one that has no other keys."""
    if len(node.get("patternProperties", ())) != 1:
        return node
    ((pattern, values),) = node["patternProperties"].items()
    rest = {key: child for key, child in node.items() if key != "patternProperties"}
    names = {**node.get("propertyNames", {}), "pattern": pattern}
    return {**rest, "propertyNames": names, "additionalProperties": values}


def reference(name: str, description: str | None = None) -> Node:
    """Return a reference to a definition, and what is said of it here."""
    found = {"$ref": f"#/$defs/{name}"}
    return {**found, "description": description} if description else found


def document(name: str) -> Node:
    """Return a content file's JSON Schema."""
    definitions = Definitions()
    node = definitions.model(MODELS[name])
    if name in ("guide", "partner"):
        _set_blocks(node, definitions)
    if name == "guide":
        _set_products(definitions.found)
        _set_icons(definitions.found)
    if name == "facts":
        _set_facts(node, definitions)
    if name == "partner":
        _set_facts(node["properties"]["facts"], definitions)
    if name == "theme":
        node["properties"]["base"]["enum"] = list(THEMES)
    for key in ("blocks", "labels"):
        if name not in ("guide", "partner") and key in node.get("properties", ()):
            node["properties"][key]["additionalProperties"] = reference("WordTree")
            definitions.found |= word_tree()
    used = _referred_to(node, definitions.found)
    defined = {key: definitions.found[key] for key in sorted(used)}
    return {"$schema": DIALECT, **node, **({"$defs": defined} if defined else {})}


def _referred_to(node: Node, found: Mapping[str, Node]) -> set[str]:
    """Return the names of the definitions that a schema refers to, in itself or in another one."""
    used, waiting = set[str](), [node]
    while waiting:
        for name in set(REFERENCE.findall(json.dumps(waiting.pop()))) - used:
            used.add(name)
            waiting.append(found[name])
    return used


def _set_blocks(guide: Node, definitions: Definitions) -> None:
    """Say which keys a block has by its kind."""
    definitions.found["Block"] = _by_kind("a block", KINDS, definitions)
    guide["properties"]["blocks"]["additionalProperties"] = reference("Block")


def _set_icons(found: dict[str, Node]) -> None:
    """Say which pictograms there are; any other icon is a picture of the guide."""
    pictograms = {"description": "a pictogram of the press", "enum": list(PICTOGRAMS)}
    found["IconId"] = {
        "description": NAMED["IconId"]["description"],
        "anyOf": [pictograms, reference("PictureId")],
    }


def _set_facts(facts: Node, definitions: Definitions) -> None:
    """Say which values a fact has by its kind."""
    definitions.found["Fact"] = _by_kind("a fact", FACT_KINDS, definitions)
    facts["additionalProperties"] = reference("Fact")


def _by_kind(what: str, kinds: Mapping[str, type[BaseModel]], definitions: Definitions) -> Node:
    """Return what has other keys by its kind."""
    chosen = []
    for name, kind in kinds.items():
        definitions.found[kind.__name__] = definitions.model(kind)
        when = {"properties": {"kind": {"const": name}}, "required": ["kind"]}
        chosen.append({"if": when, "then": reference(kind.__name__)})
    described = [f"{name}: {sentence(kind)}" for name, kind in kinds.items()]
    return {
        "description": f"{what}; which keys it has is said by its kind",
        "type": "object",
        "properties": {
            "kind": {"enum": list(kinds), "description": "\n".join(described)},
        },
        "required": ["kind"],
        "allOf": chosen,
    }


def sentence(kind: type[BaseModel]) -> str:
    """Return what a model says it is."""
    return (kind.__doc__ or "").strip().splitlines()[0]


def _set_products(found: dict[str, Node]) -> None:
    """Say what can stand on a spot, and which forms and papers there are."""
    found["BlockId"] = {**NAMED["Id"], "description": "the id of a block"}
    panel, flow, product = found["Panel"], found["Flow"]["properties"]["flow"], found["MadeProduct"]
    found["Spot"] = {
        "description": "a block, a block with a choice, blocks that flow, or spots in a list",
        "anyOf": [*map(reference, ("BlockId", "Shown", "Flow", "Spots"))],
    }
    found["Spots"] = {**panel["properties"]["spots"], "items": reference("Spot"), "minItems": 1}
    found["Spots"].pop("default", None)
    panel["properties"]["spots"] = reference("Spots")
    flow["items"] = {"anyOf": [reference("BlockId"), reference("Shown")]}
    found["Shown"]["properties"]["block"] = reference("BlockId")
    properties = product["properties"]
    properties["per"] |= reference("BlockId")
    properties["panels"]["additionalProperties"] = {
        "anyOf": [reference("Spots"), reference("Panel")]
    }
    properties["form"]["enum"] = list(FORMS)
    papers = dict.fromkeys(paper for form in FORMS.values() for paper in form.papers)
    properties["papers"]["items"] = {"enum": list(papers)}
    properties["imposed_on"]["items"] = {"enum": list(SHEETS)}
    product["allOf"] = [
        {
            "if": {"properties": {"form": {"const": form.id}}, "required": ["form"]},
            "then": {
                "properties": {
                    "papers": {"items": {"enum": list(form.papers)}},
                    "panels": {"maxProperties": form.panels},
                    **({} if form.imposable else {"imposed_on": {"maxItems": 0}}),
                }
            },
        }
        for form in FORMS.values()
    ]


def word_tree() -> dict[str, Node]:
    """Return the definitions of words below any keys, at any depth."""
    tree = {"type": "object", "additionalProperties": reference("WordsOrTree")}
    both = {"anyOf": [reference("Prose"), reference("WordTree")]}
    return {"Prose": prose(), "WordTree": tree, "WordsOrTree": both}


def prose() -> Node:
    """Return what any words are."""
    return dict(TypeAdapter(Prose).json_schema())


def schema(name: str) -> str:
    """Return a content file's JSON Schema (draft 2020-12) as text."""
    return serialized(document(name))


def serialized(node: Node) -> str:
    """Return a schema as the text of its file."""
    return json.dumps(node, ensure_ascii=False, indent=2) + "\n"


def file_name(name: str) -> str:
    """Return what the file of a schema is called."""
    return f"{name}.schema.json"


def main(folder: Path = Path("schema")) -> None:
    """Write all schemas into a folder."""
    folder.mkdir(exist_ok=True)
    for name in MODELS:
        (folder / file_name(name)).write_text(schema(name), "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
