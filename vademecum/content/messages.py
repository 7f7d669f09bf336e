"""What the model says of a file, put into a person's words at the right place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from vademecum.content.source import Source
from vademecum.content.tree import MAX_PROBLEMS, Location, short
from vademecum.problems.problem import Problem, did_you_mean

EXPECTED: Mapping[str, str] = {
    "string_type": "a text is expected here",
    "mapping_type": "a mapping of keys to values is expected here",
    "model_type": "a mapping of keys to values is expected here",
    "dict_type": "a mapping of keys to values is expected here",
    "tuple_type": "a list is expected here",
    "int_parsing": "a whole number is expected here",
    "date_from_datetime_parsing": "a date like 2026-11-23 is expected here",
    "date_from_datetime_inexact": "a date like 2026-11-23 is expected here",
    "date_parsing": "a date like 2026-11-23 is expected here",
}
LIMITS: Mapping[str, str] = {
    "too_long": "a list or mapping",
    "string_too_long": "a text",
}


def problems(error: ValidationError, source: Source, model: type[BaseModel]) -> Iterator[Problem]:
    """Yield a Problem for each fault that pydantic found in a source, up to MAX_PROBLEMS."""
    for detail in error.errors(include_url=False)[:MAX_PROBLEMS]:
        yield _problem(detail, source, model)


def _problem(detail: ErrorDetails, source: Source, model: type[BaseModel]) -> Problem:
    location: Location = tuple(detail["loc"])
    kind = detail["type"]
    if kind == "extra_forbidden":
        hint = did_you_mean(str(location[-1]), _known_keys(model, location[:-1]))
        message = f"unknown key {short(str(location[-1]), 60)!r}"
        return source.key_problem(location, "unknown-key", message, hint)
    # What is wrong with a key is its text; content too may call a key "[key]".
    if location[-1:] == ("[key]",) and location[-2:-1] == (detail["input"],):
        message = f"{short(str(location[-2]), 60)!r} is no id"
        hint = "use lower case letters, digits and hyphens"
        return source.key_problem(location[:-1], "bad-value", message, hint)
    if kind == "missing":
        code = "missing-words" if model.__name__.endswith("Words") else "missing-key"
        where = ".".join(map(str, location))
        message = f"no words for {where!r}" if code == "missing-words" else f"{where!r} is missing"
        hint = "write them here; the source language has them" if code == "missing-words" else ""
        return source.key_problem(location[:-1], code, message, hint)
    if kind == "value_error":
        message = str(detail["ctx"]["error"])
        hint = "see the kinds of facts in CONTRIBUTING.md"
        return source.problem((*location, "value"), "fact-value", message, hint)
    code = "too-large" if kind in LIMITS else "bad-value"
    return source.problem(location, code, _message(detail), _hint(detail))


def _message(detail: ErrorDetails) -> str:
    kind = detail["type"]
    if kind in EXPECTED:
        return EXPECTED[kind]
    if kind == "literal_error":
        return f"{short(str(detail['input']), 60)!r} is not one of {detail['ctx']['expected']}"
    if kind == "string_too_short" or kind == "too_short":
        return "this is empty or too short"
    if kind in LIMITS:
        return f"{LIMITS[kind]} of at most {detail['ctx']['max_length']} is expected here"
    if kind == "string_pattern_mismatch":
        return f"{str(detail['input'])[:60]!r} is no id or tag"
    message = detail["msg"]
    return message[:1].lower() + message[1:]


def _hint(detail: ErrorDetails) -> str:
    if detail["type"] == "literal_error":
        known = [
            word.strip("' ") for word in detail["ctx"]["expected"].replace(" or ", ",").split(",")
        ]
        return did_you_mean(str(detail["input"]), known)
    return ""


def _known_keys(model: type[BaseModel], location: Location) -> list[str]:
    """Return the keys that the model has at a location."""
    annotation: Any = model
    for step in location:
        annotation = _inside(annotation, step)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [field.alias or name for name, field in annotation.model_fields.items()]
    return []


def _inside(annotation: Any, step: str | int) -> Any:
    """Return the annotation of what stands under `step` in a value of `annotation`."""
    if isinstance(annotation, type) and issubclass(annotation, RootModel):
        annotation = annotation.model_fields["root"].annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        field = annotation.model_fields.get(str(step))
        return field.annotation if field else None
    arguments = get_args(annotation)
    origin = get_origin(annotation)
    if origin is tuple or not arguments:
        return arguments[0] if arguments else None
    return arguments[1] if len(arguments) > 1 else arguments[0]
