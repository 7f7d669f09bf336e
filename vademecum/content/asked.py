"""What words a guide asks for: the slots of its blocks, where they are shown, and to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from vademecum.blocks.block import Reader, Slot
from vademecum.content.facts import Fact
from vademecum.content.guide import Flow, Panel, PanelSpots, Shown, Structure
from vademecum.content.tree import Location

TITLE: Final = ("title",)


@dataclass(frozen=True, slots=True)
class Spot:
    """A block on a panel of a product, by its place in guide.yaml."""

    location: Location
    shown: Shown
    product: str
    panel: str
    reader: Reader


@dataclass(frozen=True, slots=True)
class Need:
    """A sentence or words of the place, by where guide.yaml asks for them."""

    location: Location
    is_sentence: bool = False


def spots(structure: Structure) -> Iterator[Spot]:
    """Yield every block on every panel of every product, in the order of guide.yaml."""
    for id, made in structure.products.items():
        for name, panel in made.panels.items():
            for location, shown in _shown(panel):
                block = structure.blocks.get(shown.block)
                reader = (block.reader if block else None) or panel.reader
                yield Spot(("products", id, "panels", name, *location), shown, id, name, reader)


def _shown(panel: Panel | PanelSpots) -> Iterator[tuple[Location, Shown]]:
    root: Location = () if isinstance(panel, PanelSpots) else ("spots",)
    stack: list[tuple[Location, object]] = [(root, panel.spots)]
    while stack:
        where, part = stack.pop()
        if isinstance(part, tuple):
            stack += [((*where, i), child) for i, child in reversed(list(enumerate(part)))]
        elif isinstance(part, Flow):
            stack.append(((*where, "flow"), part.flow))
        elif isinstance(part, Shown):
            yield where, part
        elif isinstance(part, str):
            yield where, Shown(block=part)


def is_whole(structure: Structure, facts: Mapping[str, Fact] | None) -> bool:
    """Whether all blocks, parts, facts and the place that are named are there.

    If not, it is not known what words are asked for, so none are too many.
    """
    named = (use.fact for block in structure.blocks.values() for use in block.facts())
    if not all(id in (facts or {}) for id in named):
        return False
    panels = (panel for made in structure.products.values() for panel in made.panels.values())
    if not all(panel.spots for panel in panels) or (
        structure.place is None and any(place_needs(structure))
    ):
        return False
    return all(_is_there(spot.shown, structure) for spot in spots(structure))


def _is_there(shown: Shown, structure: Structure) -> bool:
    block = structure.blocks.get(shown.block)
    return (
        block is not None
        and {*shown.only} <= {*block.parts}
        and {*shown.columns} <= {*block.column_ids}
    )


def not_there(structure: Structure) -> Iterator[tuple[Location, str]]:
    """Yield the blocks, and the parts and columns of blocks, that spots name and nothing has.

    Each with where the words stand of which it would be a part.
    """
    for spot in spots(structure):
        id, shown = spot.shown.block, spot.shown
        block = structure.blocks.get(id)
        if block is None:
            yield ("blocks",), id
            continue
        named = {*shown.only} - {*block.parts} | {*shown.columns} - {*block.column_ids}
        yield from ((("blocks", id), name) for name in sorted(named))


def place_needs(structure: Structure) -> Iterator[Need]:
    """Yield everything that is said in the language of the place."""
    for id, block in structure.blocks.items():
        for where, _ in block.phrase_ids:
            yield Need(("blocks", id, *where), is_sentence=True)
        yield from (Need(("blocks", id, *where)) for where in block.place_words())
    for id, made in structure.products.items():
        for name, panel in made.panels.items():
            if panel.reader == "place":
                yield Need(("products", id, "panels", name, "reader"))


def doubtful(facts: Mapping[str, Fact] | None) -> frozenset[str]:
    """Return the facts that are not of high confidence."""
    return frozenset(id for id, fact in (facts or {}).items() if fact.confidence != "high")


def words(structure: Structure, facts: Mapping[str, Fact] | None) -> Iterator[Location]:
    """Yield the location of every string that a language's words must have."""
    yield from (("title",), ("subject",))
    for id, slot in _slots(structure, facts):
        if not slot.optional:
            yield ("blocks", id, *slot.path)


def optional(structure: Structure, facts: Mapping[str, Fact] | None) -> Iterator[Location]:
    """Yield the location of every string that the source language may have, and then all must."""
    short = {spot.shown.block for spot in spots(structure) if spot.shown.short}
    whole = is_whole(structure, facts)
    if not whole:
        short = set(structure.blocks)
    for id, slot in _slots(structure, facts) if whole else _all_slots(structure):
        if slot.optional or not whole:
            yield ("blocks", id, *slot.path)
        if id in short:
            yield ("blocks", id, "short", *slot.path)


def _slots(structure: Structure, facts: Mapping[str, Fact] | None) -> Iterator[tuple[str, Slot]]:
    unsure = doubtful(facts)
    for id, block in structure.blocks.items():
        for slot in dict.fromkeys(block.slots(unsure)):
            yield id, slot


def _all_slots(structure: Structure) -> Iterator[tuple[str, Slot]]:
    for id, block in structure.blocks.items():
        named = frozenset(use.fact for use in block.facts())
        for slot in dict.fromkeys(block.slots(named)):
            yield id, slot


def labels(structure: Structure, facts: Mapping[str, Fact] | None) -> Iterator[Location]:
    """Yield the location in phrases.yaml of every word that must be in the place's language too."""
    yield from _labels(structure, facts, _is_said_in_place)


def spare_labels(structure: Structure, facts: Mapping[str, Fact] | None) -> Iterator[Location]:
    """Yield the location of every label that a spot would show, were it not short or untitled."""
    yield from _labels(structure, facts, _may_be_said_in_place)


def _labels(
    structure: Structure, facts: Mapping[str, Fact] | None, is_said: Callable[[Slot, Spot], bool]
) -> Iterator[Location]:
    unsure = doubtful(facts)
    found: dict[Location, None] = {}
    for spot in spots(structure):
        block = structure.blocks.get(spot.shown.block)
        for slot in block.slots(unsure) if block and structure.place else ():
            if _is_shown(spot.shown, slot) and is_said(slot, spot):
                found[("labels", spot.shown.block, *slot.path)] = None
    yield from found


def all_labels(structure: Structure) -> Iterator[Location]:
    """Yield the location of every label that a panel could ask for, short forms too."""
    for block, slot in _all_slots(structure):
        yield from (("labels", block, *slot.path), ("labels", block, "short", *slot.path))


def short_labels(structure: Structure, facts: Mapping[str, Fact] | None) -> Iterator[Location]:
    """Yield the location of every label that may have a short form."""
    short = {s.shown.block for s in spots(structure) if s.shown.short and s.reader == "place"}
    for _, id, *path in labels(structure, facts):
        if id in short:
            yield ("labels", id, "short", *path)


def _is_shown(shown: Shown, slot: Slot) -> bool:
    part = not slot.part or not shown.only or slot.part in shown.only
    return part and (not slot.column or not shown.columns or slot.column in shown.columns)


def _may_be_said_in_place(slot: Slot, spot: Spot) -> bool:
    return slot.said == "both" or (slot.said == "panel" and spot.reader == "place")


def _is_said_in_place(slot: Slot, spot: Spot) -> bool:
    """Whether a spot says a slot in the language of the place: some stand aside in a short one."""
    if spot.shown.short and (slot.aside or (slot.said == "both" and spot.reader != "place")):
        return False
    untitled = slot.path == TITLE and not spot.shown.title
    return not untitled and _may_be_said_in_place(slot, spot)
