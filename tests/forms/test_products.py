"""What a guide is made into: its products, one a row where it says so, and the sheets of them."""

from __future__ import annotations

import pytest

from tests.blocks.guides import REVIEW, tree
from vademecum.content.guide import Structure
from vademecum.content.products import products
from vademecum.forms.papers import PAPERS
from vademecum.forms.products import FORMS, Product, originals
from vademecum.text.scripts import SCRIPTS

GUIDE = """
source: en
blocks:
  law: {kind: text, paragraphs: [one]}
  codes: {kind: table, rows: [{id: mts, name: mts.name}, {id: t2}]}
products:
  list: {form: sheet, panels: {front: [law], back: [codes]}}
  plain: {form: card, papers: [business, id1], panels: {front: [law]}}
  card: {form: card, imposed_on: [letter, a4], panels: {front: [law], back: [codes]}}
  operator:
    form: card
    papers: [business-us]
    imposed_on: [a4]
    per: codes
    panels: {front: [codes], back: [law]}
  poster: {form: sheet, papers: [letter], per: codes, panels: {front: [codes]}}
"""


@pytest.fixture
def found() -> dict[str, Product]:
    return products(Structure.model_validate({**tree(GUIDE), "review": REVIEW}))


def test_they_come_in_order_each_before_the_sheets_of_it(found: dict[str, Product]) -> None:
    assert list(found) == [
        "list",
        "plain",
        "card",
        "card-sheet",
        "operator-mts",
        "operator-t2",
        "operator-sheet",
        "poster-mts",
        "poster-t2",
    ]
    assert all(product.id == id for id, product in found.items())


def test_each_knows_what_its_guide_calls_it_and_its_row(found: dict[str, Product]) -> None:
    assert {id: (product.base, product.row) for id, product in found.items()} == {
        "list": ("list", ""),
        "plain": ("plain", ""),
        "card": ("card", ""),
        "card-sheet": ("card", ""),
        "operator-mts": ("operator", "mts"),
        "operator-t2": ("operator", "t2"),
        "operator-sheet": ("operator", ""),
        "poster-mts": ("poster", "mts"),
        "poster-t2": ("poster", "t2"),
    }


def test_a_product_is_made_on_its_own_papers_or_on_the_usual_ones(
    found: dict[str, Product],
) -> None:
    assert {id: product.papers for id, product in found.items()} == {
        "list": ("a4", "letter"),
        "plain": ("business", "id1"),
        "card": ("id1",),
        "card-sheet": ("letter", "a4"),
        "operator-mts": ("business-us",),
        "operator-t2": ("business-us",),
        "operator-sheet": ("a4",),
        "poster-mts": ("letter",),
        "poster-t2": ("letter",),
    }


def test_a_product_has_a_page_a_panel_and_a_sheet_two_sides(found: dict[str, Product]) -> None:
    pages = {id: product.pages for id, product in found.items()}
    assert (pages["list"], pages["plain"], pages["card"], pages["poster-t2"]) == (2, 1, 2, 1)
    assert (pages["card-sheet"], pages["operator-sheet"]) == (2, 2)


def test_only_sheets_have_originals_one_for_each_card_they_hold(
    found: dict[str, Product],
) -> None:
    held = {id: [one.id for one in product.originals] for id, product in found.items()}
    assert {id: ids for id, ids in held.items() if ids} == {
        "card-sheet": ["card"],
        "operator-sheet": ["operator-mts", "operator-t2"],
    }
    assert found["operator-sheet"].originals[1] == found["operator-t2"]


def test_what_is_set_for_a_sheet_are_its_cards_and_for_all_else_the_product(
    found: dict[str, Product],
) -> None:
    sheet, card = found["operator-sheet"], found["plain"]
    assert [(one.id, paper) for one, paper in originals(sheet, "a4")] == [
        ("operator-mts", "business-us"),
        ("operator-t2", "business-us"),
    ]
    assert originals(card, "id1") == ((card, "id1"),)


def test_every_form_has_usual_papers_that_it_can_be_made_on() -> None:
    for form in FORMS.values():
        assert set(form.usual) <= set(form.papers)
        assert form.usual


@pytest.mark.parametrize(
    ("form", "papers", "usual", "panels", "ceiling", "opening", "imposable"),
    [
        ("sheet", ("a4", "letter"), ("a4", "letter"), 2, 11.0, 9.9, False),
        ("card", ("id1", "business", "business-us"), ("id1",), 2, 9.0, 7.2, True),
    ],
)
def test_a_form_is_what_the_design_says(
    form: str, papers: tuple[str, ...], usual: tuple[str, ...], panels: int, ceiling: float,
    opening: float, imposable: bool,
) -> None:  # fmt: skip
    """One leaf with two sides; running text up to 11 points on a sheet, and 9 on a card."""
    found = FORMS[form]
    assert (found.papers, found.usual, found.panels) == (papers, usual, panels)
    assert (found.ceiling, found.opening, found.imposable) == (ceiling, opening, imposable)


@pytest.mark.parametrize(
    ("paper", "width", "height", "bleed"),
    [
        ("a4", 210, 297, 0), ("letter", 8.5 * 25.4, 11 * 25.4, 0), ("id1", 85.6, 53.98, 3),
        ("business", 85, 55, 3), ("business-us", 3.5 * 25.4, 2 * 25.4, 3),
    ],
)  # fmt: skip
def test_a_paper_has_the_size_of_its_standard(
    paper: str, width: float, height: float, bleed: float
) -> None:
    found = PAPERS[paper]
    assert [found.width, found.height] == pytest.approx([width, height])
    assert found.bleed == bleed


@pytest.mark.parametrize(
    ("form", "script", "floor"),
    [("card", "Latn", 6.5), ("card", "Cyrl", 6.5), ("card", "Arab", 7.0), ("card", "Hans", 7.0),
     ("sheet", "Latn", 9.0), ("sheet", "Thai", 9.0)],
)  # fmt: skip
def test_no_type_is_smaller_than_the_floor(form: str, script: str, floor: float) -> None:
    sizes = FORMS[form].sizes(SCRIPTS[script])
    assert sizes.sizes()[0] == sizes.floor == floor
    assert sizes.sizes()[-1] == sizes.ceiling == FORMS[form].ceiling
    assert sizes.opening == FORMS[form].opening


def test_the_search_opens_smaller_on_a_smaller_paper() -> None:
    letter, a4 = (
        FORMS["sheet"].sizes(SCRIPTS["Latn"], paper).opening for paper in ("letter", "a4")
    )
    assert a4 == 9.9
    assert letter / a4 == pytest.approx((215.9 * 279.4 / (210 * 297)) ** 0.5)
