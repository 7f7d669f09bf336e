"""What a guide is made into: its products, one a row where it says so, and the sheets of them."""

from __future__ import annotations

import pytest

from tests.blocks.guides import REVIEW, tree
from vademecum.content.guide import Structure
from vademecum.content.products import products
from vademecum.forms.products import FORMS, Product, originals

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
