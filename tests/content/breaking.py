"""One node of a good guide, broken: deleted, misspelt, or of another type; and where it stands."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeAlias

import jsonschema
import yaml

from tests.conftest import ROOT

Path_: TypeAlias = "tuple[str | int, ...]"
WAYS: Final = ("delete", "rename", "type", "typo")
SCHEMAS: Final = {"guide.yaml": "guide", "facts.yaml": "facts", "phrases.yaml": "phrases"}


class Plain(yaml.SafeDumper):
    """Writes every string so that it is read back as one."""


@dataclass(frozen=True)
class Broken:
    """A file of a guide with one node broken.

    `lines` are the first and the last at which that shows (from 1): those of the node or, where it
    is deleted, of what it stood in. `fits` says whether its published schema takes it still. `names`
    are the words by which it may be told elsewhere: its path, what it said and what it says now,
    what stands beside it where it is deleted.
    """

    name: str
    way: str
    where: Path_
    text: str
    lines: tuple[int, int]
    fits: bool
    names: frozenset[str]

    def __str__(self) -> str:
        return f"{self.way} {'.'.join(map(str, self.where))} of {self.name}"


def nodes(tree: Any, where: Path_ = ()) -> Iterator[Path_]:
    """Yield where every node but the root stands."""
    children = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, child in children:
        yield (*where, key)
        if isinstance(child, dict | list):
            yield from nodes(child, (*where, key))


def broken(folder: Path, name: str, way: str, chance: random.Random) -> Broken | None:
    """Return a file of a guide with one node of it broken, or None where that cannot be."""
    tree = yaml.load((folder / name).read_text("utf-8"), yaml.BaseLoader)
    where = chance.choice([*nodes(tree)])
    parent = _at(tree, where[:-1])
    before = _words(parent if way == "delete" else parent[where[-1]])
    end = _break(parent, where[-1], way, chance)
    if end is None:
        return None
    text = yaml.dump(tree, Dumper=Plain, allow_unicode=True, sort_keys=False, width=10_000)
    lines = _lines(text, where[:-1] if way == "delete" else (*where[:-1], end))
    after = set() if way == "delete" else _words(parent[end]) | {str(end)}
    names = frozenset(before | after | set(map(str, where)))
    return Broken(name, way, where, text, lines, _fits(name, tree), names)


def _words(tree: Any) -> set[str]:
    """Return every key and text of a tree."""
    if isinstance(tree, str):
        return {tree}
    keys = set(tree) if isinstance(tree, dict) else set()
    children = tree.values() if isinstance(tree, dict) else tree
    return keys.union(*map(_words, children))


def _at(tree: Any, where: Path_) -> Any:
    for step in where:
        tree = tree[step]
    return tree


def _break(parent: Any, key: Any, way: str, chance: random.Random) -> Any:
    """Break what stands under a key and return the key under which that stands now."""
    value = parent[key]
    if way == "delete":
        del parent[key]
    elif way == "rename" and isinstance(parent, dict) and len(key) > 2:
        new = _typo(key, chance)
        if new in parent:
            return None
        items = [(new if other == key else other, child) for other, child in parent.items()]
        parent.clear()
        parent.update(items)
        return new
    elif way == "type":
        others = [["x"], {"x": "y"}, "x"]
        parent[key] = chance.choice([o for o in others if type(o) is not type(value)])
    elif way == "typo" and isinstance(value, str) and len(value) > 2:
        parent[key] = _typo(value, chance)
    else:
        return None
    return key


def _typo(text: str, chance: random.Random) -> str:
    """Return a text with two letters exchanged, one doubled, or one lost."""
    at = chance.randrange(len(text) - 1)
    ways = (
        text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        text[: at + 1] + text[at:],
        text[:at] + text[at + 1 :],
    )
    return chance.choice([way for way in ways if way != text] or [text + "x"])


def _lines(text: str, where: Path_) -> tuple[int, int]:
    """Return the first and the last line of a node, from its key."""
    node: Any = yaml.compose(text, yaml.SafeLoader)
    start = node.start_mark.line
    for step in where:
        if isinstance(node, yaml.MappingNode):
            key, node = next((k, v) for k, v in node.value if k.value == step)
            start = key.start_mark.line
        else:
            node = node.value[step]
            start = node.start_mark.line
    end = node.end_mark
    return start + 1, end.line + 1 if end.column and end.line >= start else max(end.line, start + 1)


@cache
def _validator(name: str) -> jsonschema.protocols.Validator:
    schema = SCHEMAS.get(name, "words")
    data = json.loads((ROOT / "schema" / f"{schema}.schema.json").read_text("utf-8"))
    return jsonschema.validators.validator_for(data)(data)


def _fits(name: str, tree: Any) -> bool:
    """Whether the published schema takes a file, as an editor reads it."""
    validator = _validator(name)
    bare = frozenset(_bare(validator.schema))
    return bool(validator.is_valid(_typed(tree, bare, "")))


def _bare(schema: Any) -> Iterator[str]:
    """Yield the keys whose values a schema wants as numbers or switches, without quotes."""
    children = schema.values() if isinstance(schema, Mapping) else schema
    if isinstance(schema, Mapping):
        for key, child in schema.items():
            if isinstance(child, Mapping) and re.search(
                '"(?:integer|boolean)"', json.dumps(child.get("type", child.get("items", "")))
            ):
                yield key
    for child in children:
        if isinstance(child, Mapping | list):
            yield from _bare(child)


def _typed(tree: Any, bare: frozenset[str], key: str) -> Any:
    """Return a tree of strings with those below some keys as YAML reads them without quotes."""
    if isinstance(tree, Mapping):
        return {name: _typed(child, bare, name) for name, child in tree.items()}
    if isinstance(tree, list):
        return [_typed(child, bare, key) for child in tree]
    found = yaml.safe_load(tree) if key in bare else tree
    return found if isinstance(found, int) else tree
