"""One mistake is told once, for all languages, products and papers in which it shows."""

from __future__ import annotations

from itertools import permutations

import pytest

from vademecum.problems.gathering import gathered
from vademecum.problems.problem import MadeFor, Problem

ORDER = [
    MadeFor.of("hostel", tag, product, paper)
    for tag in ("en", "de", "ar", "th", "ko", "hi")
    for product, paper in (("sheet", "a4"), ("sheet", "letter"), ("card", "id1"))
]
EN_A4, EN_LETTER, EN_CARD, DE_A4, _, DE_CARD = ORDER[:6]


def found(said: str, *made_for: MadeFor, line: int = 3, code: str = "does-not-fit") -> Problem:
    return Problem("facts.yaml", line, line and 9, code, said, made_for=made_for, said=said)


def told(*problems: Problem) -> list[str]:
    return [problem.message for problem in gathered(problems, ORDER)]


@pytest.mark.parametrize(
    ("problems", "messages"),
    [
        ([found("wide", EN_A4)], ["hostel in en, sheet on a4: wide"]),
        ([found("wide", EN_A4), found("wider", EN_LETTER)],
         ["hostel in en, sheet on a4 (so too sheet on letter): wide"]),
        ([found("wide", EN_A4, EN_CARD), found("wider", EN_LETTER)],
         ["hostel in en, sheet on a4 (so too sheet on letter, card on id1): wide"]),
        ([found("wide", EN_A4), found("wider", DE_A4), found("widest", DE_CARD)],
         ["hostel in en, sheet on a4 (so too hostel in de): wide"]),
        ([found("wide", EN_A4), found("wider", EN_CARD), found("widest", DE_CARD)],
         ["hostel in en, sheet on a4 (so too card on id1; hostel in de): wide"]),
        ([found("wide", *ORDER)],
         ["hostel in en, sheet on a4 (so too sheet on letter, card on id1; "
          "hostel in de, hostel in ar, hostel in th, hostel in ko and 1 more): wide"]),
        ([found("wide", EN_A4), found("wide", EN_A4, line=4)],
         ["hostel in en, sheet on a4: wide", "hostel in en, sheet on a4: wide"]),
        ([found("wide", EN_A4), found("lost", EN_A4, code="lost-text")],
         ["hostel in en, sheet on a4: wide", "hostel in en, sheet on a4: lost"]),
        ([found("this", EN_A4, line=0), found("that", EN_LETTER, line=0)],
         ["hostel in en, sheet on a4: this", "hostel in en, sheet on letter: that"]),
        ([found("no rule", EN_A4, code="engine-log"), found("no rule", DE_A4, code="engine-log")],
         ["no rule"]),
        ([found("of content"), found("of content")], ["of content", "of content"]),
    ],
)  # fmt: skip
def test_one_mistake_is_told_once_for_all_it_was_found_for(
    problems: list[Problem], messages: list[str]
) -> None:
    assert told(*problems) == messages


def test_it_is_told_alike_whatever_was_found_first() -> None:
    problems = [found("wide", EN_A4), found("wider", DE_CARD, EN_CARD), found("widest", DE_A4)]
    assert len({tuple(told(*one)) for one in permutations(problems)}) == 1


def test_what_was_gathered_once_may_be_gathered_again() -> None:
    once = list(gathered([found("wide", EN_A4), found("wider", DE_A4)], ORDER))
    assert list(gathered(once, ORDER)) == once
    more = [*once, found("widest", EN_CARD)]
    assert told(*more) == ["hostel in en, sheet on a4 (so too card on id1; hostel in de): wide"]
