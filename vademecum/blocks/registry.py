"""The registry of kinds: a new one is a module of its own, and a line here."""

from __future__ import annotations

from typing import Final

from vademecum.blocks.block import Block
from vademecum.blocks.callout import Callout
from vademecum.blocks.choosing import ByName
from vademecum.blocks.colophon import Colophon
from vademecum.blocks.fields import Fields
from vademecum.blocks.list import List
from vademecum.blocks.masthead import Masthead
from vademecum.blocks.phrases import Phrases
from vademecum.blocks.picture import Picture
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
    "picture": Picture,
    "callout": Callout,
    "phrases": Phrases,
    "colophon": Colophon,
}
"""The kinds of blocks by the name that a guide gives them."""


class ByKind(ByName):
    """Chooses a block's model by the name of its kind."""

    def __init__(self) -> None:
        super().__init__(KINDS)
