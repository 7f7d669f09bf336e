"""The guide's region, and the facts that are good only in one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vademecum.content import asked
from vademecum.content.facts import Fact
from vademecum.content.guide import Structure
from vademecum.content.house import House
from vademecum.content.source import Source
from vademecum.problems.problem import Problem
from vademecum.text.regions import complaint
from vademecum.text.tags import UnknownLanguage


def check(
    structure: Structure,
    facts: Mapping[str, Fact] | None,
    sources: Mapping[str, Source],
    house: House,
) -> Iterator[Problem]:
    """Yield an unknown region or, where it is known, what is no fact in it."""
    if structure.region is not None and (said := complaint(structure.region)):
        yield sources["guide"].problem(("region",), "bad-value", *said)
        return
    if _is_left_out(structure, house):
        return
    for id, fact in (facts or {}).items():
        if wrong := fact.complaint(structure.territory):
            yield sources["facts"].problem((id, "value"), "fact-value", wrong, HINT)


def _is_left_out(structure: Structure, house: House) -> bool:
    """Whether the place that would tell the region is itself at fault, which is told of it."""
    if structure.region or structure.place is None:
        return not structure.region and any(asked.place_needs(structure))
    try:
        house.language(structure.place)
    except UnknownLanguage:
        return True
    return False


HINT = "see the kinds of facts in docs/facts.md"
