"""What a product shows of an edition, and what the files of its guide say about it."""

from __future__ import annotations

from typing import TypeVar

from vademecum.blocks.block import Composed
from vademecum.blocks.list import List
from vademecum.blocks.phrases import Phrases
from vademecum.blocks.qr import Qr
from vademecum.blocks.table import Table
from vademecum.content import asked
from vademecum.content.facts import Fact
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


def options(guide: Guide) -> int:
    """Return how many boxes to choose by stand under sentences in the guide's YAML."""
    phrases = [b for b in guide.structure.blocks.values() if isinstance(b, Phrases)]
    entries = [phrase.entry for block in phrases for phrase in block.entries if phrase.entry]
    return sum(len(entry.choice or ()) for entry in entries)


def titled_lists(guide: Guide) -> list[List]:
    """Return the lists of the guide's YAML that have a heading."""
    return [b for b in guide.structure.blocks.values() if isinstance(b, List) and b.titled]


def table(guide: Guide) -> Table:
    """Return the one table of the guide's YAML whose rows facts name: that of the operators."""
    tables = [b for b in guide.structure.blocks.values() if isinstance(b, Table)]
    (found,) = [table for table in tables if all(row.name for row in table.rows)]
    return found


def cells(guide: Guide, product: str) -> list[Fact]:
    """Return the facts that stand in cells of that table on a product, by the guide's YAML."""
    one = table(guide)
    made = guide.structure.products[product]
    spots = [spot.shown for spot in asked.spots(guide.structure) if spot.product == product]
    (spot,) = [spot for spot in spots if guide.structure.blocks[spot.block] is one]
    assert made.per is None
    columns = spot.columns or one.column_ids
    named = {row.cells[column] for row in one.rows for column in columns}
    return [guide.facts[id] for id in sorted(id for id in map(str, named) if id in guide.facts)]
