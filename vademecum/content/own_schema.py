"""The JSON Schemas of one guide's content files, which know its own ids, slots and words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from vademecum.content import asked
from vademecum.content.facts import Fact
from vademecum.content.guide import Structure
from vademecum.content.schema import (
    Node,
    document,
    file_name,
    prose,
    reference,
    serialized,
    word_tree,
)
from vademecum.content.tree import Location


def schemas(
    structure: Structure,
    facts: Mapping[str, Fact],
    said: Mapping[Location, str],
    pictures: Collection[str] = (),
) -> dict[str, str]:
    """Return the schemas of one guide by their files' names.

    `said` is what its source says, `pictures` are the ids of its pictures.
    """
    made = {
        "guide": _own_guide(structure, facts, pictures),
        "words": _own_words(structure, facts, said),
    }
    made["facts"] = document("facts")
    if structure.place:
        made["phrases"] = _own_phrases(structure, facts, said)
    if pictures:
        made["pictures"] = document("pictures")
    return {file_name(name): serialized(node) for name, node in made.items()}


def _own_guide(structure: Structure, facts: Mapping[str, Fact], pictures: Collection[str]) -> Node:
    """Return the schema of guide.yaml that knows the guide's own ids."""
    node = document("guide")
    found = node["$defs"]
    found["BlockId"] = {"description": "a block of this guide", **_one_of(structure.blocks)}
    found["FactId"] = {"description": "a fact of facts.yaml", **_one_of(facts)}
    found["PictureId"] = {"description": "a picture of pictures.yaml", **_one_of(pictures)}
    if not pictures:  # an editor offers what there is
        found["IconId"]["anyOf"].pop()
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
    for location in asked.spare_labels(structure, facts):
        slots.add(location, ("blocks", *location[1:]), required=False)
    for location in asked.short_labels(structure, facts):
        slots.add(location, _long(("blocks", *location[1:])), required=False)
    phrases = {
        phrase: {**reference("Phrase"), **_described(said.get(("blocks", id, *path)))}
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
    for name in word_tree():
        node["$defs"].pop(name)
    if slots["properties"]:
        node["$defs"]["Prose"] = {k: v for k, v in prose().items() if k != "description"}
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
        node["properties"][location[-1]] = {**reference("Prose"), **_described(text)}


def _mapping() -> Node:
    return {"type": "object", "properties": {}, "required": [], "additionalProperties": False}


def _require(node: Node, step: str | int, required: bool) -> None:
    if required and step not in node["required"]:
        node["required"].append(step)


def _described(text: str | None) -> Node:
    return {"description": text} if text else {}
