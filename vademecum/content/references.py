"""guide.yaml held against itself and against the facts and phrases that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vademecum.content.facts import Fact
from vademecum.content.guide import Phrases, Structure
from vademecum.content.source import Source
from vademecum.content.tree import Location
from vademecum.problems.problem import Problem, did_you_mean
from vademecum.text.language import UnknownLanguage, language


def check(
    structure: Structure, facts: Mapping[str, Fact], phrases: Phrases, source: Source
) -> Iterator[Problem]:
    """Yield what guide.yaml names and the other files do not have."""
    for location, fact_id in _named_facts(structure):
        if fact_id not in facts:
            hint = did_you_mean(fact_id, list(facts))
            yield source.problem(location, "unknown-fact", f"no fact {fact_id!r}", hint)
        elif location[0] == "sections" and facts[fact_id].confidence == "low":
            message = f"the step rests on {fact_id!r}, whose confidence is low"
            hint = "take the step out, or find a better source for the fact"
            yield source.problem(location, "low-confidence", message, hint)
        elif location[0] == "table":
            yield from _check_cell(source, location, fact_id, facts[fact_id])
    named: list[tuple[Location, str]] = []
    named += [(("phrases", i), phrase) for i, phrase in enumerate(structure.phrases)]
    named += [(("card", "phrases", i), phrase) for i, phrase in enumerate(structure.card.phrases)]
    for where, phrase in named:
        if phrase not in phrases.phrases:
            hint = did_you_mean(phrase, list(phrases.phrases))
            yield source.problem(where, "unknown-phrase", f"no phrase {phrase!r}", hint)
    sections = [section.id for section in structure.sections]
    if structure.overleaf and structure.overleaf not in sections:
        hint = did_you_mean(structure.overleaf, sections)
        yield source.problem(("overleaf",), "bad-value", "no section has this id", hint)
    yield from _check_tags(structure, source)
    yield from _check_doubles(structure, source)


def _check_cell(source: Source, location: Location, id: str, fact: Fact) -> Iterator[Problem]:
    """Yield what keeps a fact from standing where the table has it."""
    wanted = {"name": "name", "link": "url"}.get(str(location[3]))
    if wanted and fact.kind != wanted:
        message = f"{id!r} is of kind {fact.kind}; a fact of kind {wanted} is expected here"
        yield source.problem(location, "bad-value", message)
    elif fact.kind == "claim":
        message, hint = f"{id!r} is a claim", "name it under the facts of a step"
        yield source.problem(location, "claim-in-words", message, hint)
    elif wanted == "name" and fact.confidence == "low":
        message = f"{id!r} is of low confidence"
        yield source.problem(location, "low-confidence", message, "take the row out")


def _check_doubles(structure: Structure, source: Source) -> Iterator[Problem]:
    """Yield every id that stands twice in a list; the first column is always `name`."""
    table, card = structure.table, structure.card
    lists: dict[Location, tuple[str, ...]] = {
        ("sections",): tuple(section.id for section in structure.sections),
        ("table", "columns"): ("name", *table.columns),
        ("table", "rows"): tuple(row.id for row in table.rows),
        ("write_in",): structure.write_in,
        ("phrases",): structure.phrases,
        ("card", "columns"): ("name", *card.columns),
        ("card", "phrases"): card.phrases,
        ("card", "front"): card.front,
        ("card", "back"): card.back,
        ("card", "write_in"): card.write_in,
    }
    for number, section in enumerate(structure.sections):
        lists["sections", number, "steps"] = tuple(step.id for step in section.steps)
    for where, ids in lists.items():
        before = where[-1] == "columns"
        for index, id in enumerate(ids):
            if id in ids[:index]:
                message = f"{id!r} stands here a second time"
                yield source.problem((*where, index - before), "bad-value", message)


def _check_tags(structure: Structure, source: Source) -> Iterator[Problem]:
    for key in ("source", "place"):
        try:
            language(getattr(structure, key))
        except UnknownLanguage as error:
            yield source.problem((key,), error.code, str(error), "use a BCP 47 tag such as en")


def _named_facts(structure: Structure) -> Iterator[tuple[Location, str]]:
    """Yield every fact that guide.yaml names, with its location."""
    for s, section in enumerate(structure.sections):
        for t, step in enumerate(section.steps):
            for f, fact_id in enumerate(step.facts):
                yield ("sections", s, "steps", t, "facts", f), fact_id
    for r, row in enumerate(structure.table.rows):
        for key in ("name", "link"):
            if getattr(row, key):
                yield ("table", "rows", r, key), getattr(row, key)
        for column, fact_id in row.cells.items():
            yield ("table", "rows", r, "cells", column), fact_id
