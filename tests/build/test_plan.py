"""Plans: what a selection asks for, and where each file stands."""

from tests.conftest import jobs
from vademecum.build.plan import Artifact, Selection, artifacts
from vademecum.content.guide import Guide
from vademecum.forms.products import PRODUCTS


def test_a_path_says_guide_language_product_and_paper() -> None:
    artifact = Artifact("russia-sim-top-up", "zh-Hans", "checklist", "a4")
    assert artifact.path == ("russia-sim-top-up/zh-Hans/russia-sim-top-up_zh-Hans_checklist_a4.pdf")


def test_everything_is_made_where_nothing_is_selected(small: Guide) -> None:
    plan = jobs(small, Selection())
    assert [job.language for job in plan] == ["en", "ar"]
    papers = sum(len(product.papers) for product in PRODUCTS.values())
    assert [len(job.artifacts) for job in plan] == [papers, papers]


def test_a_selection_keeps_to_all_its_parts() -> None:
    everything = set(artifacts({"a": ["en", "ru"], "b": ["en"]}))
    selection = Selection(
        frozenset({"a"}), frozenset({"en"}), frozenset({"checklist"}), frozenset({"letter"})
    )
    assert {a for a in everything if a in selection} == {Artifact("a", "en", "checklist", "letter")}


def test_a_paper_selects_only_where_there_is_a_choice() -> None:
    chosen = [a for a in artifacts({"a": ["en"]}) if a in Selection(papers=frozenset({"letter"}))]
    assert [(a.product, a.paper) for a in chosen] == [
        ("checklist", "letter"),
        ("card", "id1"),
        ("card-sheet", "letter"),
    ]


def test_a_guide_without_what_is_asked_for_has_no_job(small: Guide) -> None:
    assert jobs(small, Selection(languages=frozenset({"ko"}))) == []
