"""The guides in examples/ in all their languages, on all their papers, before both judges."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import paper
from tests.gates.test_verapdf import FEWEST_CHECKS, class_path, judge
from tests.setting.test_mutants import broken_rules
from tests.test_examples import EXAMPLES, GUIDES, made
from vademecum.build.plan import Artifact

__all__ = ["class_path"]

EDITIONS = [
    (name, path.stem) for name in GUIDES for path in sorted(EXAMPLES.glob(f"{name}/words/*.yaml"))
]
PAPERS = {"a4", "letter", "id1"}
Printed = Mapping[Artifact, bytes]


@pytest.fixture(scope="module")
def printed() -> Printed:
    """Every tagged product of every example."""
    found = (made(name, tag, PAPERS) for name, tag in EDITIONS)
    return {artifact: data for papers in found for artifact, data in papers.items()}


def test_all_editions_are_printed_on_all_papers(printed: Printed) -> None:
    # A card and a sheet on two papers; of the smallest, a card.
    assert len(printed) == sum(1 if guide == "small" else 3 for guide, _ in EDITIONS) == 32
    assert {(a.guide, a.language) for a in printed} == set(EDITIONS)


@pytest.mark.parametrize(("name", "tag"), EDITIONS)
@pytest.mark.parametrize("sheet", ["a4", "letter"])
def test_all_that_an_edition_says_stands_on_its_paper(
    printed: Printed, name: str, tag: str, sheet: str
) -> None:
    papers = [
        data
        for a, data in printed.items()
        if (a.guide, a.language) == (name, tag) and a.paper in (sheet, "id1")
    ]
    wanted = paper.strings(EXAMPLES / name, tag)
    assert paper.missing(wanted, papers, word_by_word=tag == "ar") == []


def test_the_fast_judge_passes_every_product(printed: Printed) -> None:
    assert {a.path: rules for a, data in printed.items() if (rules := broken_rules(data))} == {}


def test_verapdf_passes_every_product(printed: Printed, class_path: str, tmp_path: Path) -> None:
    for artifact, data in printed.items():
        (tmp_path / Path(artifact.path).name).write_bytes(data)
    report = judge(class_path, sorted(tmp_path.iterdir()))
    assert len(report) == len(printed)
    assert {name: said.findings for name, said in report.items() if said.word != "passes"} == {}
    assert all(said.checks > FEWEST_CHECKS // 4 for said in report.values())
