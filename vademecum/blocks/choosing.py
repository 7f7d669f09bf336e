"""Values of several models: which one is meant is seen first, so that one mistake is one fault."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, TypeAdapter
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

SHAPES: Final[Mapping[type, str]] = {str: "text", list: "list", tuple: "list", dict: "mapping"}


class Chosen(ABC):
    """Validates a value by the one model that is meant by it."""

    @abstractmethod
    def choose(self, value: Any) -> Any:
        """Return the type that is meant by a value; raise PydanticCustomError where none is."""

    @abstractmethod
    def options(self) -> Mapping[str, Any]:
        """Return all types that can be meant."""

    def validate(self, value: Any) -> Any:
        """Return the value as what is meant by it."""
        return _adapter(self.choose(value)).validate_python(value)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.validate)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        # A union is asked, for a handler leaves out what is annotated at the schema it is given.
        choices = [_adapter(option).core_schema for option in self.options().values()]
        return handler(core_schema.union_schema(list(choices)))


class ByShape(Chosen):
    """Chooses by what a value is in YAML: a text, a list or a mapping."""

    def __init__(self, **types: Any) -> None:
        self.types = types

    def choose(self, value: Any) -> Any:
        """Return the type for a value's shape."""
        shape = SHAPES.get(type(value), "")
        if shape not in self.types:
            expected = " or ".join(f"a {name}" for name in self.types)
            raise PydanticCustomError(
                "shape", "{expected} is expected here", {"expected": expected}
            )
        return self.types[shape]

    def options(self) -> Mapping[str, Any]:
        """Return the types by their shapes."""
        return self.types


class ByName(Chosen):
    """Chooses by the name under `kind` in a mapping."""

    def __init__(self, kinds: Mapping[str, Any]) -> None:
        self.kinds = kinds

    def choose(self, value: Any) -> Any:
        """Return the model of the kind that a mapping names."""
        if not isinstance(value, dict):
            raise PydanticCustomError("dict_type", "a mapping is expected here")
        if "kind" not in value:
            raise PydanticCustomError("no-kind", "this has a kind")
        if not isinstance(value["kind"], str) or value["kind"] not in self.kinds:
            raise PydanticCustomError("unknown-kind", "no such kind")
        return self.kinds[value["kind"]]

    def options(self) -> Mapping[str, Any]:
        """Return the models of all kinds."""
        return self.kinds


@cache
def _adapter(type: Any) -> TypeAdapter[Any]:
    return TypeAdapter(type)
