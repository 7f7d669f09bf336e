"""Plans: what a selection asks for, and where each file stands."""

import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from tests.conftest import ROOT, jobs
from vademecum.build.plan import Artifact, Selection, artifacts
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.edition.edition import Edition
from vademecum.setting.finished import Finished


@pytest.fixture
def edition(small: Guide) -> Edition:
    return compose(small, "en")


def test_a_path_says_guide_language_product_and_paper() -> None:
    artifact = Artifact("russia-sim-top-up", "zh-Hans", "checklist", "a4")
    assert artifact.path == ("russia-sim-top-up/zh-Hans/russia-sim-top-up_zh-Hans_checklist_a4.pdf")


def test_everything_is_made_where_nothing_is_selected(small: Guide) -> None:
    plan = jobs(small, Selection())
    assert [job.language for job in plan] == ["en", "ar"]
    papers = sum(len(product.papers) for product in small.products.values())
    assert [len(job.artifacts) for job in plan] == [papers, papers] == [5, 5]


def test_artifacts_stand_in_the_order_of_the_guide_sheets_behind_their_card(
    edition: Edition,
) -> None:
    assert [(a.guide, a.language, a.product, a.paper) for a in artifacts(edition)] == [
        ("small", "en", "checklist", "a4"),
        ("small", "en", "checklist", "letter"),
        ("small", "en", "card", "id1"),
        ("small", "en", "card-sheet", "a4"),
        ("small", "en", "card-sheet", "letter"),
    ]


def test_a_selection_keeps_to_all_its_parts(small: Guide) -> None:
    editions = [compose(small, tag) for tag in ("en", "ar")]
    other = replace(editions[0], guide="other")
    everything = {a for edition in (*editions, other) for a in artifacts(edition)}
    assert len(everything) == 15
    selection = Selection(
        frozenset({"small"}), frozenset({"en"}), frozenset({"checklist"}), frozenset({"letter"})
    )
    chosen = {Artifact("small", "en", "checklist", "letter")}
    assert {a for a in everything if a in selection} == chosen


def test_a_paper_selects_only_where_there_is_a_choice(edition: Edition) -> None:
    fixed = frozenset({("small", "card")})
    selection = Selection(papers=frozenset({"letter"}), fixed=fixed)
    assert [(a.product, a.paper) for a in artifacts(edition) if a in selection] == [
        ("checklist", "letter"),
        ("card", "id1"),
        ("card-sheet", "letter"),
    ]
    other = replace(edition, guide="other")  # in which a card would have a choice
    assert [a.product for a in artifacts(other) if a in selection] == ["checklist", "card-sheet"]


def test_a_guide_without_what_is_asked_for_has_no_job(small: Guide) -> None:
    assert jobs(small, Selection(languages=frozenset({"ko"}))) == []


@pytest.mark.parametrize(
    ("product", "asked"),
    [
        ("card-mts", True),
        ("card-gone", True),
        ("card-gone-too", True),
        ("card", False),
        ("card-extra", False),
        ("cards", False),
        ("checklist", False),
        ("checklist-gone", False),
    ],
)
def test_all_rows_are_asked_for_with_those_that_are_gone(product: str, asked: bool) -> None:
    """And nothing that the guide still has, or that was never one of the rows."""
    selection = Selection(
        products=frozenset({"card-mts"}),
        rows=frozenset({("g", "card")}),
        known=frozenset({("g", "card-mts"), ("g", "card-extra"), ("g", "checklist")}),
    )
    assert (Artifact("g", "en", product, "id1") in selection) is asked
    assert Artifact("other", "en", "card-gone", "id1") not in selection
    one = replace(selection, languages=frozenset({"ar"}))
    assert Artifact("g", "en", product, "id1") not in one


KEYS = """
import json
from tests.conftest import HOUSE, SMALL, jobs
from vademecum.content import reading
guide, _ = reading.load(SMALL, HOUSE)
print(json.dumps({a.path: key for job in jobs(guide) for a, key in job.keys.items()}))
"""


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_a_key_is_the_same_in_every_process(small: Guide, seed: str) -> None:
    """However Python orders its sets there: else no process hits what another has kept."""
    here = {a.path: key for job in jobs(small) for a, key in job.keys.items()}
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", KEYS]
    said = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    assert json.loads(said.stdout) == here
    assert len(set(here.values())) == len(here) == 10
    assert all(len(key) == 64 for key in here.values())


def test_a_job_without_what_is_finished_keeps_the_cards_of_its_sheets(small: Guide) -> None:
    (job, _) = jobs(small)
    finished = {a: Finished(a.path.encode(), 2, 9.0) for a in job.artifacts}
    card, sheet = (next(a for a in job.artifacts if a.product == p) for p in ("card", "card-sheet"))
    checklist = job.artifacts[0]
    left = job.without({card: finished[card], checklist: finished[checklist]})
    assert set(left.artifacts) == set(job.artifacts) - {card, checklist}
    assert dict(left.cards) == {card: finished[card]}
    assert set(left.documents) == {"checklist", "card", "card-sheet"}
    sheets = job.without({a: one for a, one in finished.items() if a.product != "card-sheet"})
    assert {a.product for a in sheets.artifacts} == {"card-sheet"}
    assert set(sheets.documents) == {"card", "card-sheet"}
    assert dict(job.without({sheet: finished[sheet]}).cards) == {}
    assert job.without({}).artifacts == job.artifacts
    assert job.without(finished).artifacts == ()


def test_a_part_of_a_job_is_a_document_and_its_sheets(small: Guide) -> None:
    (job, _) = jobs(small)
    parts = job.parts()
    assert [sorted({f"{a.product} {a.paper}" for a in part.artifacts}) for part in parts] == [
        ["checklist a4"],
        ["checklist letter"],
        ["card id1", "card-sheet a4", "card-sheet letter"],
    ]
    documents = [{"checklist"}, {"checklist"}, {"card", "card-sheet"}]
    assert [set(part.documents) for part in parts] == documents
    assert {a: k for part in parts for a, k in part.keys.items()} == dict(job.keys)
    assert all(part.type.keys() == {cut.url for cut in job.typefaces.cuts} for part in parts)
    assert {part.weight for part in parts} == {job.weight // 3}
    (only,) = jobs(small, Selection(languages=frozenset({"en"}), products=frozenset({"card"})))
    assert only.parts() == (only,)
    assert only.name == "small in en"
