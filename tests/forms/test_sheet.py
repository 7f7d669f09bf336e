"""Sheets of cards: where they stand, in numbers."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.trying import tried
from vademecum.forms.papers import PAPERS, Paper
from vademecum.forms.sheet import MARK_LENGTH, MARK_OFFSET, UNPRINTABLE, Sheet, deal, plan

CARD = PAPERS["id1"]
SHEETS = [PAPERS["a4"], PAPERS["letter"]]


@pytest.fixture(params=SHEETS, ids=lambda paper: paper.id)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    return plan(request.param, CARD)


@pytest.mark.parametrize(("paper", "count"), [("a4", 10), ("letter", 9)])
def test_as_many_cards_as_fit(paper: str, count: int) -> None:
    assert len(plan(PAPERS[paper], CARD).places) == count


def test_a_paper_too_small_for_one_card_is_refused() -> None:
    with pytest.raises(ValueError, match="no id1 fits on stamp"):
        plan(Paper("stamp", 60, 60), CARD)


def test_cards_neither_overlap_nor_change_size(sheet: Sheet) -> None:
    for place in sheet.places:
        assert {place.width, place.height} == {85.6, 53.98}
    for i, one in enumerate(sheet.places):
        for other in sheet.places[i + 1 :]:
            apart = (
                one.x + one.width <= other.x + 1e-9
                or other.x + other.width <= one.x + 1e-9
                or one.y + one.height <= other.y + 1e-9
                or other.y + other.height <= one.y + 1e-9
            )
            assert apart


def test_the_block_stands_in_the_middle_of_the_paper(sheet: Sheet) -> None:
    left = min(place.x for place in sheet.places)
    right = max(place.x + place.width for place in sheet.places)
    bottom = min(place.y for place in sheet.places)
    top = max(place.y + place.height for place in sheet.places)
    assert left + right == pytest.approx(sheet.paper.width)
    assert bottom + top == pytest.approx(sheet.paper.height)


def test_bleeds_of_neighbours_share_the_gutter(sheet: Sheet) -> None:
    for place in sheet.places:
        for other in sheet.places:
            if other.y == place.y and other.x > place.x:
                gutter = other.x - place.x - place.width
                if gutter < place.width:
                    assert place.bleed[2] + other.bleed[0] == pytest.approx(gutter)


def test_fronts_and_backs_meet_when_turned_along_the_long_edge(sheet: Sheet) -> None:
    turned = {(round(sheet.paper.width - p.x - p.width, 6), round(p.y, 6)) for p in sheet.places}
    assert {(round(p.x, 6), round(p.y, 6)) for p in sheet.back().places} == turned
    assert [p.angle for p in sheet.back().back().places] == [p.angle for p in sheet.places]


def test_a_lying_card_turns_the_other_way_round_on_the_back() -> None:
    sheet = plan(PAPERS["letter"], CARD)
    assert {place.angle for place in sheet.places} == {90}
    assert {place.angle for place in sheet.back().places} == {270}


def test_marks_stand_outside_the_bleed_and_inside_the_printable_area(sheet: Sheet) -> None:
    left = min(place.x for place in sheet.places)
    right = max(place.x + place.width for place in sheet.places)
    bottom = min(place.y for place in sheet.places)
    top = max(place.y + place.height for place in sheet.places)
    near = CARD.bleed + MARK_OFFSET - 1e-9
    for mark in sheet.marks:
        xs, ys = (mark.x1, mark.x2), (mark.y1, mark.y2)
        assert abs(mark.x1 - mark.x2) + abs(mark.y1 - mark.y2) == pytest.approx(MARK_LENGTH)
        outside = (
            max(xs) <= left - near
            or min(xs) >= right + near
            or max(ys) <= bottom - near
            or min(ys) >= top + near
        )
        assert outside
        assert min(*xs, *ys) >= UNPRINTABLE - 1e-6
        assert max(xs) <= sheet.paper.width - UNPRINTABLE + 1e-6
        assert max(ys) <= sheet.paper.height - UNPRINTABLE + 1e-6


def test_every_trim_edge_has_a_mark_at_both_ends(sheet: Sheet) -> None:
    edges = {round(v, 6) for p in sheet.places for v in (p.x, p.x + p.width)}
    for edge in edges:
        assert sum(round(m.x1, 6) == round(m.x2, 6) == edge for m in sheet.marks) == 2


def edges(sheet: Sheet, number: int) -> set[float]:
    """Return where the trims of a sheet's cards begin and end, from the left (0) or below (1)."""
    spans = ((p.x, p.x + p.width) if number == 0 else (p.y, p.y + p.height) for p in sheet.places)
    return {round(edge, 4) for span in spans for edge in span}


@pytest.mark.parametrize("paper", SHEETS, ids=lambda paper: paper.id)
@pytest.mark.parametrize("card", ["id1", "business", "business-us"])
def test_all_four_edges_have_a_mark_at_every_cut(paper: Paper, card: str) -> None:
    """Each 3 mm long, half a millimetre from the bleed of 3 mm: from 3.5 to 6.5 mm from the trim."""
    sheet = plan(paper, PAPERS[card])
    across, up = edges(sheet, 0), edges(sheet, 1)
    expected = set()
    for x in across:
        expected |= {(x, min(up) - 3.5, x, min(up) - 6.5), (x, max(up) + 3.5, x, max(up) + 6.5)}
    for y in up:
        expected |= {(min(across) - 3.5, y, min(across) - 6.5, y)}
        expected |= {(max(across) + 3.5, y, max(across) + 6.5, y)}
    found = {tuple(round(v, 3) for v in (m.x1, m.y1, m.x2, m.y2)) for m in sheet.marks}
    assert found == {tuple(round(v, 3) for v in mark) for mark in expected}
    assert len(sheet.marks) == len(found)


@pytest.mark.parametrize(
    ("paper", "columns", "rows", "gutters"),
    [
        # 210 - 2 * 85.6 leaves 16.6, 297 - 5 * 53.98 leaves 5.7 between the white edges of 10.7
        ("a4", 2, 5, (6.0, (297 - 21.4 - 5 * 53.98) / 4)),
        # a letter's cards lie on their side: three across, three up
        ("letter", 3, 3, (6.0, (279.4 - 21.4 - 3 * 85.6) / 2)),
    ],
)
def test_gutters_are_two_bleeds_or_what_there_is_both_ways(
    paper: str, columns: int, rows: int, gutters: tuple[float, float]
) -> None:
    sheet = plan(PAPERS[paper], CARD)
    for number, (count, gutter) in enumerate(zip((columns, rows), gutters, strict=True)):
        lines = sorted(edges(sheet, number))
        assert len(lines) == 2 * count
        between = [after - before for before, after in zip(lines[1:-1:2], lines[2::2], strict=True)]
        assert between == pytest.approx([gutter] * (count - 1), abs=0.001)


@pytest.mark.parametrize("paper", SHEETS, ids=lambda paper: paper.id)
@pytest.mark.parametrize("card", ["id1", "business", "business-us"])
def test_a_card_bleeds_whole_outwards_and_half_the_gutter_inwards(paper: Paper, card: str) -> None:
    sheet = plan(paper, PAPERS[card])
    for side in (sheet, sheet.back()):
        across, up = edges(side, 0), edges(side, 1)
        for place in side.places:
            left, bottom, right, top = place.bleed
            ends = (
                (left, place.x, min(across), -1, 0),
                (bottom, place.y, min(up), -1, 1),
                (right, place.x + place.width, max(across), 1, 0),
                (top, place.y + place.height, max(up), 1, 1),
            )
            for bleed, edge, outermost, way, number in ends:
                others = [o for o in edges(side, number) if (o - edge) * way > 0.0001]
                gap = min((abs(o - edge) for o in others), default=None)
                if edge == pytest.approx(outermost):
                    assert bleed == 3.0
                else:
                    assert bleed == pytest.approx((gap or 0) / 2, abs=0.001)


MILLIMETRES = st.floats(10, 600).map(lambda value: round(value, 2))


@given(MILLIMETRES, MILLIMETRES, MILLIMETRES, MILLIMETRES, st.sampled_from([0.0, 2.0, 3.0, 5.0]))
@tried(max_examples=200)
def test_cards_stand_apart_and_inside_any_paper(
    width: float, height: float, card_width: float, card_height: float, bleed: float
) -> None:
    paper, card = Paper("p", width, height), Paper("c", card_width, card_height, bleed)
    assume(width * height < 400 * card_width * card_height)
    try:
        sheet = plan(paper, card)
    except ValueError:
        room = 2 * (bleed + MARK_OFFSET + MARK_LENGTH + UNPRINTABLE) - 1e-6
        for across, up in ((card_width, card_height), (card_height, card_width)):
            assert across + room > width or up + room > height, "a card would have fitted"
        return
    for side in (sheet, sheet.back()):
        edges = []
        for place in side.places:
            left, bottom, right, top = place.bleed
            edges.append(
                (place.x - left, place.y - bottom,
                 place.x + place.width + right, place.y + place.height + top)
            )  # fmt: skip
        for x1, y1, x2, y2 in edges:
            assert min(x1, y1) >= UNPRINTABLE - 1e-6
            assert x2 <= width - UNPRINTABLE + 1e-6
            assert y2 <= height - UNPRINTABLE + 1e-6
        for i, one in enumerate(edges):
            for other in edges[i + 1 :]:
                assert (
                    one[2] <= other[0] + 1e-6
                    or other[2] <= one[0] + 1e-6
                    or one[3] <= other[1] + 1e-6
                    or other[3] <= one[1] + 1e-6
                )
        for mark in side.marks:
            assert min(mark.x1, mark.x2, mark.y1, mark.y2) >= UNPRINTABLE - 1e-6
            assert max(mark.x1, mark.x2) <= width - UNPRINTABLE + 1e-6
            assert max(mark.y1, mark.y2) <= height - UNPRINTABLE + 1e-6


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
