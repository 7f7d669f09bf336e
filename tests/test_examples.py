"""The guides in examples/: without problems, and all that they say stands on their paper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO

import pytest
import yaml
from pikepdf import Dictionary, Pdf

from tests import paper
from tests.conftest import CONTENT, HOUSE, ROOT, jobs
from tests.trying import left_to_the_gates, swept
from vademecum.build import executors, making
from vademecum.build.packed import PackedJob
from vademecum.build.plan import Artifact, Selection
from vademecum.cli import main
from vademecum.content import reading
from vademecum.content.guide import Guide
from vademecum.content.partner_reader import PartnerReader

SIM = CONTENT / "russia-sim-top-up"
UNIVERSITY = SIM / "partners" / "example-university"
EXAMPLES = ROOT / "examples"
GUIDES = {"hostel": "de", "allergy": "th", "go-bag": "tr", "small": "ru"}
"""Each example, with the language in which it is printed here; a gate prints them in all."""


def made(name: str, tag: str, papers: set[str]) -> Mapping[Artifact, bytes]:
    """Return what the press makes of an example in a language on some papers, but its sheets."""
    guide, problems = reading.load(EXAMPLES / name, HOUSE)
    assert guide is not None, problems
    return printed(guide, tag, papers)


def printed(guide: Guide, tag: str, papers: set[str]) -> Mapping[Artifact, bytes]:
    """Return what the press makes of a guide in a language on some papers, but its sheets."""
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


@pytest.mark.parametrize(
    ("name", "tag"), swept(tuple(GUIDES.items()), ("allergy", "th"), ("small", "ru"))
)
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


def university() -> Guide:
    """Return the guide for travellers as the university that is an example has it."""
    guide, problems = reading.languages_of(PartnerReader(SIM, HOUSE, UNIVERSITY.name))
    assert guide is not None, problems
    assert problems == ()
    return guide


def drawn(pdf: bytes) -> set[str]:
    """Return what the pictures of a paper say to those who do not see them."""
    with Pdf.open(BytesIO(pdf)) as document:
        elements = (one for one in document.objects if isinstance(one, Dictionary))
        return {str(one.Alt) for one in elements if one.get("/S") == "/Figure"}


@left_to_the_gates
def test_the_partner_has_what_it_adds_and_all_that_the_guide_says_on_its_paper() -> None:
    own = yaml.safe_load((UNIVERSITY / "partner.yaml").read_text("utf-8"))
    words = yaml.safe_load((UNIVERSITY / "words" / "zh-Hans.yaml").read_text("utf-8"))["blocks"]
    guide = university()
    assert sorted(guide.languages) == sorted(own["languages"])
    papers = printed(guide, "zh-Hans", {"a4"})
    assert {artifact.product for artifact in papers} == {"checklist"}
    [pdf] = papers.values()
    office = list(paper.leaves(words["office"]))
    facts = [fact["value"].removeprefix("https://") for fact in own["facts"].values()]
    assert paper.missing([*office, *facts], [pdf]) == []
    assert words["top"]["alt"] in drawn(pdf)
    base = yaml.safe_load((SIM / "words" / "zh-Hans.yaml").read_text("utf-8"))["blocks"]
    said = [text for block in base.values() for text in paper.leaves({**block, "short": {}})]
    assert len(said) > 80
    assert paper.missing(said, [pdf]) == []
    plain = (SIM / "words" / "zh-Hans.yaml").read_text("utf-8")
    assert [text for text in [office[0], *facts] if text in plain] == []


@pytest.mark.parametrize("tag", ["en", "ru", "zh-Hans"])
def test_the_partner_leaves_every_word_of_the_guide_as_it_is(tag: str) -> None:
    base = yaml.safe_load((SIM / "words" / f"{tag}.yaml").read_text("utf-8"))["blocks"]
    source = university().sources[f"words/{tag}"].tree
    assert isinstance(source, dict)
    theirs = source["blocks"]
    assert isinstance(theirs, dict)
    assert set(theirs) - set(base) == {"office"}
    assert {id: theirs[id] for id in base if id != "top"} == {
        id: block for id, block in base.items() if id != "top"
    }
    top = theirs["top"]
    assert isinstance(top, dict)
    assert {slot: text for slot, text in top.items() if slot != "alt"} == base["top"]


def test_what_the_partner_gives_stands_on_domains_that_are_kept_for_examples() -> None:
    own = yaml.safe_load((UNIVERSITY / "partner.yaml").read_text("utf-8"))
    values = [re.split("[@/]+", fact["value"]) for fact in own["facts"].values()]
    assert all(any(part.endswith(".example") for part in parts) for parts in values)
