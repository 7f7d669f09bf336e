"""What a screen shows: each block once and whole, and what the press says beside."""

from __future__ import annotations

import pytest

from tests.conftest import Desk
from vademecum.content.guide import Guide
from vademecum.edition.screening import screen
from vademecum.problems.problem import Refused


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_each_block_is_shown_once_and_whole(small: Guide, tag: str) -> None:
    found = screen(small, tag)
    ids = [section.block.id for section in found.sections]
    assert len(ids) == len(set(ids))
    heads = {found.head.block.id} if found.head else set()
    silent = {id for id, block in small.structure.blocks.items() if block.kind == "colophon"}
    assert {*ids, *heads} == set(small.structure.blocks) - silent
    assert [one.product.id for one in found.offers] == list(small.products)


def test_what_it_rests_on_is_known_block_by_block(small: Guide) -> None:
    found = screen(small, "en")
    named = {section.block.id: set(section.facts) for section in found.sections}
    for id, facts in named.items():
        asked = {use.fact for use in small.structure.blocks[id].facts()}
        assert asked <= facts | {i for i, f in small.facts.items() if f.confidence == "low"}
    assert set(found.links) <= set().union(*named.values())
    assert found.good_until == min(
        small.facts[id].best_before for facts in named.values() for id in facts
    )


def test_what_the_press_cannot_say_is_one_problem_that_names_all_keys(desk: Desk) -> None:
    words = desk.folder / "templates" / "words"
    words.mkdir(parents=True)
    text = (desk.guide / "words" / "en.yaml").read_text("utf-8")
    (desk.guide / "words" / "sw.yaml").write_text(text, "utf-8")
    guide, problems = desk.load()
    assert guide, problems
    with pytest.raises(Refused) as raised:
        screen(guide, "sw")
    (problem,) = raised.value.problems
    assert problem.code == "missing-words"
    assert problem.file == "templates/words/sw.yaml"
    for key in ("'facts-checked'", "'site-show'", "'site-copy'", "'site-print-cards'"):
        assert key in problem.message
    assert "'site-mistake'" not in problem.message  # nobody to tell
