"""How much guide.yaml may hold: the most is taken, and one more is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from tests.blocks.guides import REVIEW
from vademecum.content.guide import Review, Structure

TEXT = {"kind": "text", "paragraphs": ["one"]}
TABLE = {"kind": "table", "rows": [{"id": "r"}]}


def ids(count: int) -> list[str]:
    return [f"id-{number}" for number in range(count)]


def guide(**more: Any) -> dict[str, Any]:
    """Return a guide of one block and one product, but for what is said."""
    product = {"form": "sheet", "panels": {"front": ["b"]}}
    base = {"source": "en", "review": REVIEW, "blocks": {"b": TEXT}, "products": {"p": product}}
    return {**base, **more}


def panel(panel: Any) -> dict[str, Any]:
    return guide(products={"p": {"form": "sheet", "panels": {"front": panel}}})


def product(**more: Any) -> dict[str, Any]:
    return guide(products={"p": {"form": "sheet", "panels": {"front": ["b"]}, **more}})


MOST: dict[str, tuple[int, Callable[[int], dict[str, Any]]]] = {
    "blocks": (80, lambda n: guide(blocks=dict.fromkeys(ids(n), TEXT))),
    "products": (20, lambda n: guide(products=dict.fromkeys(ids(n), guide()["products"]["p"]))),
    "panels": (16, lambda n: product(panels={id: ["b"] for id in ids(n)})),
    "papers": (8, lambda n: product(papers=ids(n))),
    "papers of sheets": (8, lambda n: product(imposed_on=ids(n))),
    "spots": (40, lambda n: panel(ids(n))),
    "spots of a panel with a reader": (40, lambda n: panel({"spots": ids(n)})),
    "spots in a list": (40, lambda n: panel([ids(n)])),
    "blocks that flow": (40, lambda n: panel([{"flow": ids(n)}])),
    "columns of a flow": (4, lambda n: panel([{"flow": ["b"], "in": n}])),
    "parts of a spot": (60, lambda n: panel([{"block": "b", "only": ids(n)}])),
    "columns of a spot": (12, lambda n: panel([{"block": "b", "columns": ids(n)}])),
    "a region": (20, lambda n: guide(region="R" * n)),
    "a name": (200, lambda n: guide(review={"made_by": "Ab" + "c" * (n - 2)})),
}  # fmt: skip
NEEDED = (
    "blocks",
    "products",
    "panels",
    "spots in a list",
    "blocks that flow",
    "columns of a flow",
)


@pytest.mark.parametrize("name", MOST)
def test_the_most_is_taken_and_one_more_is_refused(name: str) -> None:
    most, made = MOST[name]
    Structure.model_validate(made(most))
    with pytest.raises(ValidationError, match=str(most)):
        Structure.model_validate(made(most + 1))


@pytest.mark.parametrize("name", NEEDED)
def test_one_is_enough_and_none_is_refused(name: str) -> None:
    _, made = MOST[name]
    Structure.model_validate(made(1))
    with pytest.raises(ValidationError):
        Structure.model_validate(made(0))


@pytest.mark.parametrize(
    ("more", "done"),
    [({}, False), ({"reviewed_by": "Anna Petrova", "reviewed_on": "2026-11-02"}, True)],
)
def test_a_review_is_done_when_somebody_has_done_it(more: dict[str, str], done: bool) -> None:
    assert Review.model_validate({"made_by": "The tests", **more}).done is done


@pytest.mark.parametrize(("day", "good"), [("2000-01-01", True), ("1999-12-31", False)])
def test_no_review_is_older_than_the_millennium(day: str, good: bool) -> None:
    review = {"made_by": "The tests", "reviewed_by": "Anna Petrova", "reviewed_on": day}
    if good:
        Review.model_validate(review)
    else:
        with pytest.raises(ValidationError):
            Review.model_validate(review)


@pytest.mark.parametrize(
    ("place", "region", "territory"),
    [
        ("ru", None, "RU"), ("ru", "KZ", "KZ"), (None, "DE", "DE"), (None, None, None),
        ("pt", None, "BR"), ("pt-PT", None, "PT"), ("zh-Hant", None, "TW"), ("en-GB", None, "GB"),
    ],
)  # fmt: skip
def test_a_territory_is_the_region_or_that_of_the_places_language(
    place: str | None, region: str | None, territory: str | None
) -> None:
    told = {key: said for key, said in (("place", place), ("region", region)) if said}
    assert Structure.model_validate(guide(**told)).territory == territory
