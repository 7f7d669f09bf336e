"""Sheets of cards: which cards are dealt to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trying import tried
from vademecum.forms.sheet import deal


@pytest.mark.parametrize(
    ("places", "kinds", "sheets"),
    [
        (10, 1, ((0,) * 10,)),
        (10, 5, ((0, 1, 2, 3, 4) * 2,)),
        (10, 4, ((0, 1, 2, 3, 0, 1, 2, 3, None, None),)),
        (9, 5, ((0, 1, 2, 3, 4, None, None, None, None),)),
        (3, 3, ((0, 1, 2),)),
        (3, 5, ((0, 1, 2), (3, 4, None))),
        (2, 4, ((0, 1), (2, 3))),
    ],
)
def test_cards_are_dealt_round_in_whole_rounds(
    places: int, kinds: int, sheets: tuple[tuple[int | None, ...], ...]
) -> None:
    assert deal(places, kinds) == sheets


@given(st.integers(1, 24), st.integers(1, 60))
@tried(max_examples=300)
def test_every_kind_comes_equally_often_on_as_few_sheets_as_one_round_needs(
    places: int, kinds: int
) -> None:
    sheets = deal(places, kinds)
    assert all(len(sheet) == places for sheet in sheets)
    assert (len(sheets) - 1) * places < kinds <= len(sheets) * places
    cards = [card for sheet in sheets for card in sheet]
    dealt = [card for card in cards if card is not None]
    assert dealt == [*range(kinds)] * (len(dealt) // kinds)
    assert cards == [*dealt, *[None] * (len(cards) - len(dealt))]
    assert len(cards) - len(dealt) < kinds or len(sheets) > 1
    assert len(cards) - len(dealt) < places
