"""The JSON Schemas of the content files, for editors; made from the model."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

from pydantic import BaseModel, TypeAdapter

from vademecum.blocks.block import FactId, Id
from vademecum.blocks.registry import KINDS
from vademecum.content import asked
from vademecum.content.facts import Fact
from vademecum.content.guide import Facts, Phrases, PressWords, Prose, Structure, Words
from vademecum.content.tree import Location
from vademecum.forms.products import FORMS, SHEETS

Node: TypeAlias = "dict[str, Any]"

MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "guide": Structure,
    "facts": Facts,
    "phrases": Phrases,
    "words": Words,
    "press": PressWords,
}
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
NAMED: Final[Mapping[str, Node]] = {
    name: TypeAdapter(kind).json_schema() for name, kind in (("Id", Id), ("FactId", FactId))
}
"""The texts that are ids, by the names they are defined under."""
BY_PATTERN: Final = {node["pattern"]: name for name, node in NAMED.items()}


class Definitions:
    """Brings what pydantic says of a model into the shape that editors complete best.

    Every model and every sort of id is defined once, by its name, and nothing may be null.
    """

    def __init__(self) -> None:
        self.found: dict[str, Node] = {}

    def model(self, model: type[BaseModel]) -> Node:
        """Return a model; what it is made of is among the definitions found."""
        node = model.model_json_schema(by_alias=True)
        for name, definition in node.pop("$defs", {}).items():
            self.found[name] = {}  # before what it is made of
            self.found[name] = self._tidy(definition)
        return _keyed(self._tidy(node))

    def _tidy(self, node: Node) -> Node:
        """Return a node without titles, its ids and models by reference."""
        kept = {key: child for key, child in node.items() if key != "title"}
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
            return _reference(name, node.get("description"))
        if "properties" in node and "title" in node:
            name = node["title"]
            self.found[name] = self._tidy(node)
            return _reference(name)
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


def _reference(name: str, description: str | None = None) -> Node:
    reference = {"$ref": f"#/$defs/{name}"}
    return {**reference, "description": description} if description else reference


def document(name: str) -> Node:
    """Return a content file's JSON Schema."""
    definitions = Definitions()
    node = definitions.model(MODELS[name])
    if name == "guide":
        _set_blocks(node, definitions)
        _set_products(definitions.found)
    for key in ("blocks", "labels"):
        if name != "guide" and key in node.get("properties", ()):
            node["properties"][key]["additionalProperties"] = _reference("WordTree")
            definitions.found |= _word_tree()
    defined = {key: definitions.found[key] for key in sorted(definitions.found)}
    return {"$schema": DIALECT, **node, **({"$defs": defined} if defined else {})}


def _set_blocks(guide: Node, definitions: Definitions) -> None:
    """Say which keys a block has by its kind."""
    chosen = []
    for name, kind in KINDS.items():
        definitions.found[kind.__name__] = definitions.model(kind)
        when = {"properties": {"kind": {"const": name}}, "required": ["kind"]}
        chosen.append({"if": when, "then": _reference(kind.__name__)})
    described = [f"{name}: {sentence(kind)}" for name, kind in KINDS.items()]
    kinds = {"enum": list(KINDS), "description": "\n".join(described)}
    block = {
        "description": "a block; which keys it has is said by its kind",
        "type": "object",
        "properties": {"kind": kinds},
        "required": ["kind"],
        "allOf": chosen,
    }
    definitions.found["Block"] = block
    guide["properties"]["blocks"]["additionalProperties"] = _reference("Block")


def sentence(kind: type[BaseModel]) -> str:
    """Return what a model says it is."""
    return (kind.__doc__ or "").strip().splitlines()[0]


def _set_products(found: dict[str, Node]) -> None:
    """Say what can stand on a spot, and which forms and papers there are."""
    found["BlockId"] = {**NAMED["Id"], "description": "the id of a block"}
    panel, flow, product = found["Panel"], found["Flow"]["properties"]["flow"], found["MadeProduct"]
    found["Spot"] = {
        "description": "a block, a block with a choice, blocks that flow, or spots in a list",
        "anyOf": [*map(_reference, ("BlockId", "Shown", "Flow", "Spots"))],
    }
    found["Spots"] = {**panel["properties"]["spots"], "items": _reference("Spot"), "minItems": 1}
    found["Spots"].pop("default", None)
    panel["properties"]["spots"] = _reference("Spots")
    flow["items"] = {"anyOf": [_reference("BlockId"), _reference("Shown")]}
    found["Shown"]["properties"]["block"] = _reference("BlockId")
    properties = product["properties"]
    properties["per"] |= _reference("BlockId")
    properties["panels"]["additionalProperties"] = {
        "anyOf": [_reference("Spots"), _reference("Panel")]
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


def _word_tree() -> dict[str, Node]:
    tree = {"type": "object", "additionalProperties": _reference("WordsOrTree")}
    both = {"anyOf": [_reference("Prose"), _reference("WordTree")]}
    return {"Prose": _prose(), "WordTree": tree, "WordsOrTree": both}


def _prose() -> Node:
    return dict(TypeAdapter(Prose).json_schema())


def own(
    structure: Structure, facts: Mapping[str, Fact], said: Mapping[Location, str]
) -> dict[str, str]:
    """Return the schemas of one guide by their files' names; `said` is what its source says."""
    made = {"guide": _own_guide(structure, facts), "words": _own_words(structure, facts, said)}
    if structure.place:
        made["phrases"] = _own_phrases(structure, facts, said)
    return {_file(name): _text(node) for name, node in made.items()}


def _own_guide(structure: Structure, facts: Mapping[str, Fact]) -> Node:
    """Return the schema of guide.yaml that knows the guide's own ids."""
    node = document("guide")
    found = node["$defs"]
    found["BlockId"] = {"description": "a block of this guide", **_one_of(structure.blocks)}
    found["FactId"] = {"description": "a fact of facts.yaml", **_one_of(facts)}
    tables = [id for id, block in structure.blocks.items() if block.rows_by_name]
    found["MadeProduct"]["properties"]["per"] = {
        "description": found["MadeProduct"]["properties"]["per"]["description"],
        **_one_of(tables),
    }
    found["Shown"]["allOf"] = [
        {
            "if": {"properties": {"block": {"const": id}}, "required": ["block"]},
            "then": {
                "properties": {
                    "only": {"items": _one_of(block.parts)},
                    "columns": {"items": _one_of(block.column_ids)},
                }
            },
        }
        for id, block in structure.blocks.items()
    ]
    return node


def _one_of(ids: Iterable[str]) -> Node:
    known = list(ids)
    return {"enum": known} if known else {"not": {}}


def _own_words(
    structure: Structure, facts: Mapping[str, Fact], said: Mapping[Location, str]
) -> Node:
    """Return the schema of words/ that asks for the guide's slots and has no other keys."""
    node = document("words")
    slots = Slots(said)
    for location in asked.words(structure, facts):
        slots.add(location, location, required=True)
    for location in asked.optional(structure, facts):
        slots.add(location, _long(location), required=False)
    return _with_slots(node, slots.root, "blocks")


def _own_phrases(
    structure: Structure, facts: Mapping[str, Fact], said: Mapping[Location, str]
) -> Node:
    """Return the schema of phrases.yaml that asks for the guide's sentences and labels."""
    node = document("phrases")
    slots = Slots(said)
    for location in asked.labels(structure, facts):
        slots.add(location, ("blocks", *location[1:]), required=True)
    for location in asked.short_labels(structure, facts):
        slots.add(location, _long(("blocks", *location[1:])), required=False)
    phrases = {
        phrase: {**_reference("Phrase"), **_described(said.get(("blocks", id, *path)))}
        for id, block in structure.blocks.items()
        for path, phrase in block.meanings.items()
    }
    if phrases:
        node["properties"]["phrases"] |= {"properties": phrases, "required": list(phrases)}
    return _with_slots(node, slots.root, "labels")


def _long(location: Location) -> Location:
    """Return where the long form of a short slot stands."""
    return (*location[:2], *location[3:]) if location[2:3] == ("short",) else location


def _with_slots(node: Node, slots: Node, key: str) -> Node:
    """Return a schema with slots in place of any words; below `key` there are no others."""
    for name in _word_tree():
        node["$defs"].pop(name)
    if slots["properties"]:
        node["$defs"]["Prose"] = {k: v for k, v in _prose().items() if k != "description"}
    node["properties"] |= {key: _mapping(), **slots["properties"]}
    node["required"] = list(dict.fromkeys([*node["required"], *slots["required"]]))
    return node


class Slots:
    """A tree of mappings with a text at each slot, described by what the source says there."""

    def __init__(self, said: Mapping[Location, str]) -> None:
        self.said, self.root = said, _mapping()

    def add(self, location: Location, long: Location, required: bool) -> None:
        """Add a slot; where the source is silent there, `long` says what it is about."""
        node = self.root
        for step in location[:-1]:
            _require(node, step, required)
            node = node["properties"].setdefault(step, _mapping())
        _require(node, location[-1], required)
        text = self.said.get(location) or self.said.get(long)
        node["properties"][location[-1]] = {**_reference("Prose"), **_described(text)}


def _mapping() -> Node:
    return {"type": "object", "properties": {}, "required": [], "additionalProperties": False}


def _require(node: Node, step: str | int, required: bool) -> None:
    if required and step not in node["required"]:
        node["required"].append(step)


def _described(text: str | None) -> Node:
    return {"description": text} if text else {}


def schema(name: str) -> str:
    """Return a content file's JSON Schema (draft 2020-12) as text."""
    return _text(document(name))


def _text(node: Node) -> str:
    return json.dumps(node, ensure_ascii=False, indent=2) + "\n"


def _file(name: str) -> str:
    return f"{name}.schema.json"


def main(folder: Path = Path("schema")) -> None:
    """Write all schemas into a folder."""
    folder.mkdir(exist_ok=True)
    for name in MODELS:
        (folder / _file(name)).write_text(schema(name), "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
