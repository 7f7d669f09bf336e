"""One mistake told once, in however many languages, products and papers it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, TypeAlias

from vademecum.problems.policy import few
from vademecum.problems.problem import MadeFor, Problem

GENERAL: Final = frozenset({"engine-log"})
"""Codes of what is wrong with a template or a style sheet, whatever it is used for."""

Mistake: TypeAlias = tuple[str, int, int, str, str]


def gathered(problems: Iterable[Problem], order: Iterable[MadeFor] = ()) -> Iterator[Problem]:
    """Yield problems, those of one mistake as one that says for what it was found.

    What stands in one place of a file is one mistake. It is told as it was found first, in the
    `order` in which things are made, whenever that was.
    """
    rank = {one: number for number, one in enumerate(order)}

    def ranked(made_for: MadeFor) -> int:
        return rank.get(made_for, len(rank))

    found: dict[Mistake, list[Problem]] = {}
    for problem in problems:
        if problem.made_for:
            found.setdefault(_mistake(problem), []).append(problem)
        else:
            yield problem
    for alike in found.values():
        first = min(alike, key=lambda problem: min(map(ranked, problem.made_for)))
        made_for = dict.fromkeys(one for problem in alike for one in problem.made_for)
        yield _told(first, tuple(sorted(made_for, key=ranked)))


def _mistake(problem: Problem) -> Mistake:
    said = "" if problem.line else problem.said
    return problem.file, problem.line, problem.column, problem.code, said


def _told(problem: Problem, made_for: tuple[MadeFor, ...]) -> Problem:
    """Return a problem whose message begins with what it was found for."""
    said = problem.said or problem.message
    if problem.code in GENERAL:
        return replace(problem, message=said, said=said, made_for=made_for)
    first, *others = made_for
    here = [one.item for one in others if one.edition == first.edition]
    elsewhere = [e for e in dict.fromkeys(one.edition for one in others) if e != first.edition]
    also = "; ".join(filter(None, (", ".join(here), few(elsewhere))))
    where = f"{first.edition}, {first.item}" + (f" (so too {also})" if also else "")
    return replace(problem, message=f"{where}: {said}", said=said, made_for=made_for)
