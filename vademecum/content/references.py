"""guide.yaml held against itself, against the forms, and against the facts and phrases it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from vademecum.blocks.block import Block, Use
from vademecum.content import asked
from vademecum.content.asked import Spot
from vademecum.content.facts import Fact
from vademecum.content.guide import MadeProduct, Phrases, Structure
from vademecum.content.house import House
from vademecum.content.kinds.registry import fitting
from vademecum.content.products import products
from vademecum.content.source import Source
from vademecum.content.tree import Location
from vademecum.forms.products import FORMS, SHEETS, Form
from vademecum.problems.problem import Problem, did_you_mean
from vademecum.text import tags

NOT_THERE: Final = frozenset({"unknown-block", "unknown-part", "unknown-fact", "unknown-phrase"})
"""The codes of what is named and not there: however often it is named, it is one mistake."""


def check(
    structure: Structure,
    facts: Mapping[str, Fact] | None,
    phrases: Phrases | None,
    source: Source,
    house: House,
) -> Iterator[Problem]:
    """Yield what guide.yaml names and neither it, the press nor the other files have."""
    yield from _check_tags(structure, source, house)
    yield from _once(_check_parts(structure, facts, phrases, source))


def _once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems; of those that name one thing that is not there, the first alone."""
    seen: set[str] = set()
    for problem in problems:
        if problem.message not in seen:
            yield problem
        if problem.code in NOT_THERE:
            seen.add(problem.message)


def _check_parts(
    structure: Structure,
    facts: Mapping[str, Fact] | None,
    phrases: Phrases | None,
    source: Source,
) -> Iterator[Problem]:
    """Yield what is wrong with blocks and products."""
    for id, block in structure.blocks.items():
        yield from _check_doubles(block, ("blocks", id), source)
        yield from _check_misfits(block, ("blocks", id), source)
        if facts is not None:
            for use in block.facts():
                yield from _check_use(source, ("blocks", id, *use.location), use, facts)
        for where, phrase in block.phrase_ids:
            if structure.place:
                yield from _check_phrase(source, ("blocks", id, *where), phrase, phrases)
    yield from _check_place(structure, source)
    yield from _check_products(structure, source)


def _check_tags(structure: Structure, source: Source, house: House) -> Iterator[Problem]:
    for key in ("source", "place"):
        tag = getattr(structure, key)
        try:
            house.language(tag) if tag else None
        except tags.UnknownLanguage as error:
            yield source.problem((key,), error.code, str(error), error.cure)


def check_names(facts: Mapping[str, Fact], source: Source) -> Iterator[Problem]:
    """Yield the tags by which no language could find a name's form."""
    for id, fact in facts.items():
        for tag in fact.tags:
            try:
                tags.subtags(tag)
            except tags.UnknownLanguage as error:
                yield source.key_problem((id, "in", tag), error.code, str(error), error.cure)


def _check_doubles(block: Block, where: Location, source: Source) -> Iterator[Problem]:
    """Yield every id that stands twice in a block."""
    seen: set[str] = set()
    twice: set[Location] = set()
    for location, id in block.ids():
        if any(location[: len(above)] == above for above in twice):
            continue  # it stands below what is told
        if id in seen:
            twice.add(location[:-1] if location[-1:] == ("id",) else location)
            message = f"{id.split()[-1]!r} stands here a second time"
            yield source.problem((*where, *location), "bad-value", message, "name it otherwise")
        seen.add(id)


def _check_misfits(block: Block, where: Location, source: Source) -> Iterator[Problem]:
    """Yield what of a block does not go together, at its key where it has one."""
    for misfit in block.misfits():
        hint = did_you_mean(misfit.name, misfit.known) if misfit.known else misfit.cure
        yield source.key_problem((*where, *misfit.location), "bad-value", misfit.message, hint)


def _check_use(
    source: Source, location: Location, use: Use, facts: Mapping[str, Fact]
) -> Iterator[Problem]:
    """Yield what keeps a fact from standing where a block names it."""
    fact, id = facts.get(use.fact), use.fact
    if fact is None:
        hint = did_you_mean(id, [*facts, *use.instead])
        yield source.problem(location, "unknown-fact", f"no fact {id!r}", hint)
    elif use.purpose != "claim" and not fact.serves("print"):
        message, hint = f"{id!r} is a claim, which is never printed", "name it under `rests_on`"
        yield source.problem(location, "claim-in-words", message, hint)
    elif fact.kind not in (kinds := fitting(use)):
        message = (
            f"{id!r} is of kind {fact.kind}; a fact of kind {' or '.join(kinds)} is expected here"
        )
        others = [id for id, other in facts.items() if other.kind in kinds]
        hint = did_you_mean(id, others) if others else "add such a fact to facts.yaml"
        yield source.problem(location, "bad-value", message, hint)
    elif fact.confidence == "low" and not use.optional:
        message = f"{id!r} is of low confidence"
        hint = "take out what rests on it, or find a better source for the fact"
        yield source.problem(location, "low-confidence", message, hint)


def _check_phrase(
    source: Source, location: Location, id: str, phrases: Phrases | None
) -> Iterator[Problem]:
    if phrases is not None and id not in phrases.phrases:
        hint = did_you_mean(id, list(phrases.phrases))
        yield source.problem(location, "unknown-phrase", f"no phrase {id!r}", hint)


def _check_place(structure: Structure, source: Source) -> Iterator[Problem]:
    """Yield one Problem, however much is said in the language of a place that is not named."""
    need = next(asked.place_needs(structure), None)
    if structure.place is None and need:
        code, what = "bad-value", "words for the place"
        if need.is_sentence:
            code, what = "unknown-phrase", "a sentence of the place"
        message, hint = f"{what}, and the guide has no place", "say `place: <tag>`"
        yield source.problem(need.location, code, message, hint)


def _check_products(structure: Structure, source: Source) -> Iterator[Problem]:
    """Yield what is wrong with the products, and the blocks that stand in none."""
    problems: list[Problem] = []
    for id, made in structure.products.items():
        problems += _check_form(made, ("products", id), source)
        problems += _check_per(structure, made, ("products", id, "per"), source)
    if not problems:
        problems += _check_names(structure, source)
    for spot in asked.spots(structure):
        problems += _check_spot(structure, spot, source)
    problems += _check_twice(structure, source)
    yield from problems
    used = {spot.shown.block for spot in asked.spots(structure)}
    for id in structure.blocks:
        if id not in used and not problems:
            message, hint = f"the block {id!r} stands in no product", "put it on a panel"
            yield source.key_warning(("blocks", id), "unused-block", message, hint)


def _check_twice(structure: Structure, source: Source) -> Iterator[Problem]:
    """Yield each block that stands twice on a panel, however often it does."""
    shown: Counter[tuple[str, str, str]] = Counter()
    for spot in asked.spots(structure):
        shown[spot.product, spot.panel, spot.shown.block] += 1
        if shown[spot.product, spot.panel, spot.shown.block] == 2:
            message = f"{spot.shown.block!r} stands on this panel a second time"
            yield source.problem(spot.location, "bad-value", message, "take it out")


def _check_form(made: MadeProduct, where: Location, source: Source) -> Iterator[Problem]:
    form = FORMS.get(made.form)
    if form is None:
        hint = did_you_mean(made.form, list(FORMS))
        yield source.problem((*where, "form"), "bad-value", f"no form {made.form!r}", hint)
        return
    if len(made.panels) > form.panels:
        message = f"{len(made.panels)} panels; a {form.id} has at most {form.panels}"
        first = (*where, "panels", list(made.panels)[form.panels])
        yield source.key_problem(first, "bad-value", message, "make another product")
    for name, panel in made.panels.items():
        if not panel.spots:
            message, hint = f"the panel {name!r} is empty", "put a block on it, or take it out"
            yield source.key_problem((*where, "panels", name), "bad-value", message, hint)
    yield from _check_papers(made, form, where, source)


def _check_papers(
    made: MadeProduct, form: Form, where: Location, source: Source
) -> Iterator[Problem]:
    if made.imposed_on and not form.imposable:
        message, hint = f"no sheets of a {form.id} are printed", "take imposed_on out"
        yield source.key_problem((*where, "imposed_on"), "bad-value", message, hint)
        return
    for key, allowed in (("papers", form.papers), ("imposed_on", SHEETS)):
        for number, paper in enumerate(getattr(made, key)):
            if paper not in allowed:
                message = f"a {form.id} is not made on {paper!r}"
                if key == "imposed_on":
                    message = f"no sheets of a {form.id} are printed on {paper!r}"
                hint = did_you_mean(paper, allowed)
                yield source.problem((*where, key, number), "bad-value", message, hint)
            elif paper in getattr(made, key)[:number]:
                message = f"{paper!r} stands here a second time"
                yield source.problem((*where, key, number), "bad-value", message, "take it out")


def _check_per(
    structure: Structure, made: MadeProduct, where: Location, source: Source
) -> Iterator[Problem]:
    if made.per is None:
        return
    tables = [id for id, block in structure.blocks.items() if block.rows_by_name]
    if made.per not in structure.blocks:
        message, hint = f"no block {made.per!r}", did_you_mean(made.per, tables)
        yield source.problem(where, "unknown-block", message, hint)
    elif made.per not in tables:
        message = f"{made.per!r} has no rows for which products can be made"
        yield source.problem(where, "bad-value", message, "name a table")


def _check_names(structure: Structure, source: Source) -> Iterator[Problem]:
    """Yield products whose files would have one name: `card-sheet` beside the sheets of `card`."""
    found = products(structure)
    for id, made in structure.products.items():
        own = [product for product in found.values() if product.base == id]
        if len(own) < _number(structure, made):
            message = f"the files of {id!r} would have the names of another product"
            yield source.key_problem(("products", id), "bad-value", message, "name it otherwise")


def _number(structure: Structure, made: MadeProduct) -> int:
    rows = len(structure.blocks[made.per].rows_by_name) if made.per else 1
    return rows + bool(made.imposed_on)


def _check_spot(structure: Structure, spot: Spot, source: Source) -> Iterator[Problem]:
    """Yield what a spot names and the guide does not have."""
    block = structure.blocks.get(spot.shown.block)
    if block is None:
        hint = did_you_mean(spot.shown.block, list(structure.blocks))
        where = spot.location
        where = (*where, "block") if (*where, "block") in source.values else where
        yield source.problem(where, "unknown-block", f"no block {spot.shown.block!r}", hint)
        return
    if any(block.misfits()):  # told there; what can be chosen is not known
        return
    for key, known in (("only", block.parts), ("columns", block.column_ids)):
        for number, id in enumerate(getattr(spot.shown, key)):
            if id not in known:
                message = f"the block {spot.shown.block!r} has no {id!r} to show"
                hint = did_you_mean(id, list(known)) if known else f"take `{key}` out"
                yield source.problem((*spot.location, key, number), "unknown-part", message, hint)
