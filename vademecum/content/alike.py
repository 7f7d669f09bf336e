"""Icons that stand twice on one side of a paper: a reader who looks for one finds the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vademecum.blocks.image import Show
from vademecum.blocks.pictograms import PICTOGRAMS
from vademecum.content import asked
from vademecum.content.asked import Spot
from vademecum.content.guide import Structure
from vademecum.content.pictures import Pictures
from vademecum.content.source import Source
from vademecum.content.tree import Location
from vademecum.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class _Seen:
    """An icon on a side: where guide.yaml names it, and the table whose rows stand on no one side.

    Of a product that is made once a row, each has a side to itself.
    """

    location: Location
    table: str = ""


def check(structure: Structure, pictures: Pictures, source: Source) -> Iterator[Problem]:
    """Yield a warning for each icon that a part has, and another one on the same side before it.

    A block and an item of its own are two parts: two words with one sign.
    """
    sides: dict[tuple[str, str], dict[str, list[_Seen]]] = {}
    told: set[Location] = set()
    for spot in asked.spots(structure):
        for icon, seen in _icons(structure, spot):
            if icon not in PICTOGRAMS and icon not in pictures.root:
                continue  # told there
            others = sides.setdefault((spot.product, spot.panel), {}).setdefault(icon, [])
            first = next((other for other in others if _meet(other, seen)), None)
            if first and seen.location not in told:
                told.add(seen.location)
                yield _problem(icon, first.location, seen.location, spot, source)
            others.append(seen)


def _icons(structure: Structure, spot: Spot) -> Iterator[tuple[str, _Seen]]:
    """Yield the icons that a spot shows."""
    block = structure.blocks.get(spot.shown.block)
    per = structure.products[spot.product].per
    for show in block.shows() if block else ():
        if show.is_icon and _is_shown(show, spot):
            is_row = bool(show.part) and per == spot.shown.block
            where = ("blocks", spot.shown.block, *show.location)
            yield show.picture, _Seen(where, spot.shown.block if is_row else "")


def _is_shown(show: Show, spot: Spot) -> bool:
    chosen = ((show.part, spot.shown.only), (show.column, spot.shown.columns))
    if not spot.shown.icons or (show.heading and not spot.shown.title):
        return False
    return all(not own or not some or own in some for own, some in chosen)


def _meet(one: _Seen, other: _Seen) -> bool:
    """Whether two icons are of two parts that stand on one side."""
    return one.location != other.location and not (one.table and one.table == other.table)


def _problem(icon: str, first: Location, second: Location, spot: Spot, source: Source) -> Problem:
    before = source.problem(first, "same-icon", "")
    message = (
        f"the icon {icon!r} stands on the panel {spot.panel!r} of {spot.product!r} already,"
        f" at {before.file}:{before.line}:{before.column}"
    )
    hint = "give one of the two another icon, or none"
    return replace(source.problem(second, "same-icon", message, hint), severity="warning")
