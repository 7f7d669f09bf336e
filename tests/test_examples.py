"""The guides in examples/: without problems, and all that they say stands on their paper."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from tests import paper
from tests.conftest import HOUSE, ROOT, jobs
from vademecum.build import executors, making
from vademecum.build.packed import PackedJob
from vademecum.build.plan import Artifact, Selection
from vademecum.cli import main
from vademecum.content import reading

EXAMPLES = ROOT / "examples"
GUIDES = {"hostel": "de", "allergy": "th", "go-bag": "tr", "small": "ru"}
"""Each example, with the language in which the suite prints it; the gate prints them all."""


def made(name: str, tag: str, papers: set[str]) -> Mapping[Artifact, bytes]:
    """Return what the press makes of an example in a language on some papers, but its sheets."""
    guide, problems = reading.load(EXAMPLES / name, HOUSE)
    assert guide is not None, problems
    selection = Selection(languages=frozenset({tag}), papers=frozenset(papers))
    outcomes: list[making.Outcome] = []
    executors.run(map(PackedJob.of, jobs(guide, selection)), 1, outcomes.append)
    assert [problem for outcome in outcomes for problem in outcome.problems] == []
    every = {a: one.data for outcome in outcomes for a, one in outcome.prints.items()}
    return {a: data for a, data in every.items() if not guide.products[a.product].originals}


def test_every_example_is_tried() -> None:
    assert {path.name for path in EXAMPLES.iterdir()} == {*GUIDES}


@pytest.mark.parametrize("name", GUIDES)
def test_an_example_has_no_problem(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--strict", "--today", "2026-12-01", str(EXAMPLES / name)]) == 0
    assert capsys.readouterr().err.endswith("languages, no problems\n")


@pytest.mark.parametrize(("name", "tag"), GUIDES.items())
def test_all_that_an_example_says_stands_on_its_paper(name: str, tag: str) -> None:
    wanted = list(paper.strings(EXAMPLES / name, tag))
    papers = made(name, tag, {"a4", "id1"})
    is_small = name == "small"
    assert len(wanted) > (15 if is_small else 50)
    assert {artifact.paper for artifact in papers} == ({"id1"} if is_small else {"a4", "id1"})
    assert paper.missing(wanted, papers.values()) == []


def test_a_string_that_is_not_on_paper_is_seen() -> None:
    papers = made("go-bag", "en", {"id1"}).values()
    good = ["Name", "Keep to {boil.time} announced **routes**", "Born on"]
    bad = ["Names", "Keep to {boil.time} all announced **routes**", "Born at"]
    assert paper.missing([*good, *bad], papers) == bad
    assert paper.missing(["on Born", "on Mars"], papers, word_by_word=True) == ["on Mars"]


def test_what_is_made_up_says_so_and_all_else_has_a_source() -> None:
    """Facts of a made-up hostel are examples, and no other guide has any."""
    for guide in GUIDES:
        text = (EXAMPLES / guide / "facts.yaml").read_text("utf-8")
        sources = re.findall(r"(?m)^  source: (.+)$", text)
        examples = [source for source in sources if source.startswith('"example:')]
        assert len(examples) == (len(sources) - 1 if guide == "hostel" else 0)
