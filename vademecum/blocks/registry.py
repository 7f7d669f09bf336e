"""The registry of kinds: a new one is a module of its own, and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic_core import PydanticCustomError

from vademecum.blocks.block import Block
from vademecum.blocks.callout import Callout
from vademecum.blocks.choosing import Chosen
from vademecum.blocks.colophon import Colophon
from vademecum.blocks.fields import Fields
from vademecum.blocks.list import List
from vademecum.blocks.masthead import Masthead
from vademecum.blocks.phrases import Phrases
from vademecum.blocks.qr import Qr
from vademecum.blocks.table import Table
from vademecum.blocks.text import Prose

KINDS: Final[dict[str, type[Block]]] = {
    "masthead": Masthead,
    "text": Prose,
    "list": List,
    "table": Table,
    "fields": Fields,
    "qr": Qr,
    "callout": Callout,
    "phrases": Phrases,
    "colophon": Colophon,
}
"""The kinds of blocks by the name that a guide gives them."""


class ByKind(Chosen):
    """Chooses a block's model by the name of its kind."""

    def choose(self, value: Any) -> type[Block]:
        """Return the model of the kind that a mapping names."""
        if not isinstance(value, dict):
            raise PydanticCustomError("dict_type", "a mapping is expected here")
        if "kind" not in value:
            raise PydanticCustomError("no-kind", "a block has a kind")
        if not isinstance(value["kind"], str) or value["kind"] not in KINDS:
            raise PydanticCustomError("unknown-kind", "no such kind")
        return KINDS[value["kind"]]

    def options(self) -> Mapping[str, Any]:
        """Return the models of all kinds."""
        return KINDS
