"""What a product shows of an edition, and what the files of its guide say about it."""

from __future__ import annotations

from typing import TypeVar

from vademecum.blocks.block import Composed
from vademecum.blocks.list import List
from vademecum.blocks.qr import Qr
from vademecum.blocks.table import Table
from vademecum.content.guide import Guide
from vademecum.edition.edition import Edition

C = TypeVar("C", bound=Composed)


def blocks(edition: Edition, product: str, kind: type[C]) -> list[C]:
    """Return the blocks of a kind in a product, cut where they flow through columns."""
    return [block for block in edition.made[product].blocks if isinstance(block, kind)]


def block(edition: Edition, product: str, kind: type[C]) -> C:
    """Return the one block of a kind in a product."""
    (found,) = blocks(edition, product, kind)
    return found


def sites(guide: Guide) -> list[str]:
    """Return the addresses of all QR codes that the guide's YAML asks for and may print."""
    codes = [c for b in guide.structure.blocks.values() if isinstance(b, Qr) for c in b.codes]
    facts = [guide.facts[code.target] for code in codes]
    return [str(fact.value) for fact in facts if fact.confidence != "low"]


def steps(guide: Guide) -> int:
    """Return how many items all lists of boxes have in the guide's YAML."""
    lists = [b for b in guide.structure.blocks.values() if isinstance(b, List)]
    items = [item for one in lists if one.style == "check" for item in one.items]
    return len(items) + sum(len(item.items) for item in items)


def titled_lists(guide: Guide) -> list[List]:
    """Return the lists of the guide's YAML that have a heading."""
    return [b for b in guide.structure.blocks.values() if isinstance(b, List) and b.titled]


def table(guide: Guide) -> Table:
    """Return the one table of the guide's YAML."""
    (found,) = [b for b in guide.structure.blocks.values() if isinstance(b, Table)]
    return found
