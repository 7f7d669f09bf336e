"""What the model says of a file, put into a person's words at the right place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeVar, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from vademecum.blocks.block import MAX_ID
from vademecum.blocks.choosing import Chosen
from vademecum.blocks.registry import KINDS
from vademecum.content import mistakes, regions
from vademecum.content.guide import Facts, Structure
from vademecum.content.kinds.registry import FACT_KINDS
from vademecum.content.source import Source
from vademecum.content.tree import MAX_PROBLEMS, Location, Tree, dotted
from vademecum.problems.problem import (
    Problem,
    Refused,
    did_you_mean,
    nearest,
    perhaps,
    short,
)

M = TypeVar("M", bound=BaseModel)

TEXT: Final = ("a text is expected here", "write it behind its key, in quotes if need be")
MAPPING: Final = (
    "a mapping of keys to values is expected here",
    "write `key: value` under it, a line each, indented",
)
LIST: Final = ("a list is expected here", "write [one, other], or a line each, with '- ' before it")
NUMBER: Final = ("a whole number is expected here", "write it in digits alone")
DECIMAL: Final = ("a number is expected here", "write it in digits, with a point")
SWITCH: Final = ("true or false is expected here", "write true or false")
DAY: Final = ("a date like 2026-11-23 is expected here", "write year, month and day, in digits")
EXPECTED: Final[Mapping[str, tuple[str, str]]] = {
    "string_type": TEXT,
    "mapping_type": MAPPING,
    "model_type": MAPPING,
    "dict_type": MAPPING,
    "tuple_type": LIST,
    "int_parsing": NUMBER,
    "int_type": NUMBER,
    "float_parsing": DECIMAL,
    "float_type": DECIMAL,
    "bool_parsing": SWITCH,
    "bool_type": SWITCH,
    "date_type": DAY,
    "date_parsing": DAY,
    "date_from_datetime_parsing": DAY,
    "date_from_datetime_inexact": DAY,
    "string_too_short": ("this is empty or too short", "write it, or take it out"),
    "too_short": ("this is empty or too short", "write it, or take it out"),
}
"""What is said of a value of the wrong kind, and how to write one of the right kind."""
LIMITS: Mapping[str, str] = {
    "too_long": "a list or mapping",
    "string_too_long": "a text",
}
SHORTER: Final = "shorten it, or part it in two"
SHAPES: Final = "it cannot stand here as it is written; docs/blocks.md shows how it is written"
ID: Final = "use lower case letters, digits and hyphens"


def modelled(kind: type[M], source: Source) -> M:
    """Return a source as a model; raise Refused with all that is wrong with it."""
    silent = tuple(_silent(source, kind))
    try:
        made = kind.model_validate(source.tree)
    except ValidationError as error:
        raise Refused([*silent, *problems(error, source, kind)]) from None
    if silent:
        raise Refused(silent)
    return made


def _silent(source: Source, model: type[BaseModel]) -> Iterator[Problem]:
    """Yield a Problem for each row of which nothing is said, of those that anybody may name.

    A key that the model knows may be left out, and so may a text.
    """
    for location in source.keys:
        if not _is_said(location, source.tree) and _is_row(model, location, source.tree):
            message = f"nothing is said of {short(str(location[-1]), 60)!r}"
            hint = "write it, or remove the line"
            yield source.key_problem(location, "bad-value", message, hint)


def _is_said(location: Location, tree: Any) -> bool:
    *above, key = location
    for step in above:
        tree = tree[step]
    return key in tree


def _is_row(model: type[BaseModel], location: Location, tree: Tree) -> bool:
    """Whether a location is that of a row of a mapping, with more to it than a text."""
    above = _type(model, location[:-1], tree)
    if isinstance(above, type) and issubclass(above, RootModel):
        above = _bare(above.model_fields["root"].annotation)
    if get_origin(above) is not Mapping:
        return False
    value = get_args(above)[1]
    bare = _bare(value)
    return value is Any or (bare not in (Any, str) and get_origin(bare) is not Mapping)


def _bare(annotation: Any) -> Any:
    return get_args(annotation)[0] if hasattr(annotation, "__metadata__") else annotation


def problems(error: ValidationError, source: Source, model: type[BaseModel]) -> Iterator[Problem]:
    """Yield a Problem for each fault that pydantic found in a source, up to MAX_PROBLEMS."""
    details = error.errors(include_url=False)
    faulty = {
        tuple(detail["loc"])[:depth] for detail in details for depth in range(len(detail["loc"]))
    }
    unknown = _unknown(details)
    missing = Counter(tuple(d["loc"])[:-1] for d in details if d["type"] == "missing")
    for detail in details[:MAX_PROBLEMS]:
        *where, last = detail["loc"] or ("",)
        # A list of faulty things is told to be empty too, and a key that is misspelt to be missing.
        if detail["type"] == "too_short" and tuple(detail["loc"]) in faulty:
            continue
        others = unknown.get(tuple(where), ()) if detail["type"] == "missing" else ()
        if len(others) == 1 == missing[tuple(where)]:
            continue
        if not any(_is_meant(str(last), key, model, tuple(where), source.tree) for key in others):
            yield _problem(detail, source, model)


def _unknown(details: Iterable[ErrorDetails]) -> dict[Location, list[str]]:
    """Return the unknown keys by the location of the mapping that has them."""
    found: dict[Location, list[str]] = {}
    for detail in details:
        if detail["type"] == "extra_forbidden":
            *where, key = detail["loc"]
            found.setdefault(tuple(where), []).append(str(key))
    return found


def _is_meant(
    missing: str, key: str, model: type[BaseModel], location: Location, tree: Tree
) -> bool:
    """Whether a key that is missing is most likely the one that an unknown key stands for."""
    if (key, missing) == ("flow", "block"):
        return True
    return len(key) <= MAX_ID and nearest(key, _known_keys(model, location, tree)) == missing


def _problem(detail: ErrorDetails, source: Source, model: type[BaseModel]) -> Problem:
    location: Location = tuple(detail["loc"])
    kind = detail["type"]
    if kind in ("no-kind", "unknown-kind"):
        return _kind_problem(kind, location, source, FACT_KINDS if model is Facts else KINDS)
    if kind == "extra_forbidden":
        hint = _key_hint(str(location[-1]), model, location[:-1], source.tree)
        message = f"unknown key {short(str(location[-1]), 60)!r}"
        return source.key_problem(location, "unknown-key", message, hint)
    # What is wrong with a key is its text; content too may call a key "[key]".
    if location[-1:] == ("[key]",) and location[-2:-1] == (detail["input"],):
        message = f"{short(str(location[-2]), 60)!r} is no id"
        return source.key_problem(location[:-1], "bad-value", message, ID)
    meaning = _meaning(model, location, source.tree)
    if kind == "missing":
        return _missing(location, source, model, meaning)
    if kind == "value_error":
        message, _, cure = str(detail["ctx"]["error"]).partition("; ")
        if model is Facts:
            return source.problem(location, "fact-value", str(detail["ctx"]["error"]), regions.HINT)
        return source.problem(location, "bad-value", message, cure or meaning)
    code = "too-large" if kind in LIMITS else "bad-value"
    hint = _hint(detail) or meaning
    if kind in EXPECTED and meaning and hint == EXPECTED[kind][1]:
        hint = f"{hint}: {meaning}"
    return source.problem(location, code, _message(detail), hint)


def _missing(location: Location, source: Source, model: type[BaseModel], meaning: str) -> Problem:
    """Return the Problem of a key that is not there, or of which nothing is said."""
    code = "missing-words" if model.__name__.endswith("Words") else "missing-key"
    where = dotted(location)
    if location in source.keys:
        hint = "YAML reads nothing here: write it, or in quotes what stands here"
        return source.key_problem(location, code, f"{where!r} has no value", hint)
    message, hint = f"{where!r} is missing", f"add `{location[-1]}:`"
    if code == "missing-words":
        message, hint = f"no words for {where!r}", "write them here; the source language has them"
    elif meaning:
        hint += f", {meaning}"
    return source.key_problem(location[:-1], code, message, hint)


def _message(detail: ErrorDetails) -> str:
    kind = detail["type"]
    if kind in EXPECTED:
        return EXPECTED[kind][0]
    if kind == "literal_error":
        return f"{short(str(detail['input']), 60)!r} is not one of {detail['ctx']['expected']}"
    if kind in LIMITS:
        return f"{LIMITS[kind]} of at most {detail['ctx']['max_length']} is expected here"
    if kind == "string_pattern_mismatch":
        return f"{str(detail['input'])[:60]!r} is no id or tag"
    message = detail["msg"]
    return message[:1].lower() + message[1:]


def _hint(detail: ErrorDetails) -> str:
    """Return what to do about a value, where its text or the kind of fault says so."""
    kind, value = detail["type"], detail["input"]
    if kind == "literal_error":
        known = [
            word.strip("' ") for word in detail["ctx"]["expected"].replace(" or ", ",").split(",")
        ]
        return did_you_mean(str(value), known)
    if kind == "string_pattern_mismatch":
        listed = isinstance(detail["loc"][-1], int)
        return mistakes.meant(value) or (mistakes.unparted(value) if listed else "") or ID
    meant = mistakes.meant(value) if isinstance(value, str) else ""
    if kind == "shape":
        return meant or SHAPES
    return meant or (SHORTER if kind in LIMITS else EXPECTED.get(kind, ("", ""))[1])


def _meaning(model: type[BaseModel], location: Location, tree: Tree) -> str:
    """Return what the model says of the field at a location, or nothing."""
    parent = _type(model, location[:-1], tree)
    if not location or not isinstance(parent, type) or not issubclass(parent, BaseModel):
        return ""
    fields = parent.model_fields
    named = {field.alias or name: field for name, field in fields.items()}
    field = named.get(str(location[-1]))
    return (field.description if field else None) or ""


def _kind_problem(
    kind: str, location: Location, source: Source, kinds: Mapping[str, type[BaseModel]]
) -> Problem:
    """Return the Problem of a block or a fact without a kind, or of an unknown one."""
    block: Any = source.tree
    for step in location:
        block = block[step]
    if kind == "no-kind":
        known = {key for model in kinds.values() for key in _keys(model)}
        if key := next((key for key in block if key not in known and _is_kind(key, known)), None):
            message, hint = f"unknown key {short(key, 60)!r}", perhaps(key, "kind")
            return source.key_problem((*location, key), "unknown-key", message, hint)
        hint = f"known are: {', '.join(sorted(kinds))}"
        return source.key_problem(location, "missing-key", "'kind' is missing", hint)
    named = short(str(block["kind"]), 60)
    hint = did_you_mean(named, list(kinds))
    what = "block" if kinds is KINDS else "fact"
    return source.problem((*location, "kind"), "bad-value", f"no kind of {what} {named!r}", hint)


def _is_kind(key: str, known: Iterable[str]) -> bool:
    return len(key) <= MAX_ID and nearest(key, known) == "kind"


def _key_hint(key: str, model: type[BaseModel], location: Location, tree: Any) -> str:
    """Return what is known in place of a key, or to which kind of block it belongs."""
    kinds: Mapping[str, type[BaseModel]] = {}
    if location[:1] == ("blocks",) and len(location) == 2 and model is Structure:
        kinds = KINDS
    elif len(location) == 1 and model is Facts:
        kinds = FACT_KINDS
    others = [name for name, kind in kinds.items() if key in _keys(kind)]
    if others:
        return f"it is a field of the kind {' and '.join(others)}"
    return did_you_mean(key, _known_keys(model, location, tree))


def _known_keys(model: type[BaseModel], location: Location, tree: Any) -> list[str]:
    """Return the keys that the model has at a location of a tree."""
    annotation = _type(model, location, tree)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _keys(annotation)
    return []


def _type(model: type[BaseModel], location: Location, tree: Any) -> Any:
    """Return what a value at a location of a tree is meant to be, or None."""
    annotation: Any = model
    value: Any = tree
    for step in location:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):  # the model has a step that YAML has not
            return None
        annotation = _inside(annotation, step, value)
    return annotation


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _inside(annotation: Any, step: str | int, value: Any) -> Any:
    """Return what a value that stands under `step` in a value of `annotation` is meant to be."""
    if isinstance(annotation, type) and issubclass(annotation, RootModel):
        annotation = annotation.model_fields["root"].annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields
        named = {field.alias or name: field for name, field in fields.items()}
        found: Any = named.get(str(step))
        annotation = found.annotation if found else None
        metadata = found.metadata if found else ()
        return _chosen(annotation, metadata, value)
    arguments = get_args(annotation)
    if hasattr(annotation, "__metadata__"):
        return _inside(arguments[0], step, value)
    if not arguments:
        return None
    inner = arguments[1] if get_origin(annotation) is not tuple and len(arguments) > 1 else None
    inner = arguments[0] if inner is None else inner
    return _chosen(inner, getattr(inner, "__metadata__", ()), value)


def _chosen(annotation: Any, metadata: Iterable[Any], value: Any) -> Any:
    """Return the type that is meant by a value, where there are several."""
    for mark in metadata:
        if isinstance(mark, Chosen):
            try:
                return mark.choose(value)
            except PydanticCustomError:
                return None
    return annotation
