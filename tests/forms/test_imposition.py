"""Where cards stand on a sheet, where it is cut, and what its margin holds, in millimetres.

A mark begins 1 mm from what is printed and is 3 mm long; a printer leaves 4.5 mm white.
"""

from collections.abc import Iterator
from itertools import pairwise, product

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.trying import tried
from vademecum.forms.imposition import plan
from vademecum.forms.papers import PAPERS, Paper
from vademecum.forms.sheet import Mark, Place, Sheet

WHITE = 4.5
NEAR, FAR = 1.0, 4.0
SHEETS = ("a4", "letter")
CARDS = ("id1", "business", "business-us")
EVERY = [(paper, card, bleeds) for paper in SHEETS for card in CARDS for bleeds in (False, True)]
Box = tuple[float, float, float, float]


@pytest.fixture(params=EVERY, ids=lambda one: f"{one[0]}-{one[1]}{'-bleeding' * one[2]}")
def every(request: pytest.FixtureRequest) -> tuple[Sheet, Paper, bool]:
    """A sheet of each size of card on each paper, with the card, and whether it bleeds."""
    paper, card, bleeds = request.param
    return plan(PAPERS[paper], PAPERS[card], bleeds), PAPERS[card], bleeds


def box(place: Place) -> Box:
    return place.x, place.y, place.x + place.width, place.y + place.height


def bled(place: Place) -> Box:
    left, bottom, right, top = place.bleed
    x1, y1, x2, y2 = box(place)
    return x1 - left, y1 - bottom, x2 + right, y2 + top


def line(mark: Mark) -> Box:
    return (
        min(mark.x1, mark.x2), min(mark.y1, mark.y2), max(mark.x1, mark.x2), max(mark.y1, mark.y2)
    )  # fmt: skip


def apart(one: Box, other: Box, by: float = -1e-6) -> bool:
    across = max(one[0], other[0]) - min(one[2], other[2])
    down = max(one[1], other[1]) - min(one[3], other[3])
    return max(across, down) >= by


def edges(sheet: Sheet, axis: int) -> list[float]:
    """Return where trims begin and end, from the left (0) or from below (1)."""
    found = {round(v, 4) for p in sheet.places for v in (box(p)[axis], box(p)[axis + 2])}
    return sorted(found)


def gutters(sheet: Sheet) -> set[float]:
    """Return how far neighbours in a row or a column stand apart."""
    found = set()
    for axis in (0, 1):
        spans = sorted({(round(box(p)[axis], 4), round(box(p)[axis + 2], 4)) for p in sheet.places})
        pairs = pairwise(spans)
        found |= {round(after[0] - before[1], 3) for before, after in pairs}
    return found


@pytest.mark.parametrize(
    ("paper", "card", "bleeds", "cards", "cuts"),
    [
        # 2 columns and 5 rows: 3 + 6 cuts, once between neighbours.
        ("a4", "id1", False, 10, 9),
        # 5 rows leave 4.75 mm at each end and no room for marks: those stand in a gutter, 4 + 6.
        ("letter", "id1", False, 10, 10),
        ("a4", "business", False, 10, 9),
        # 5 rows of 55 mm take 275 of 279.4 mm: 3 columns and 3 rows lie on their sides.
        ("letter", "business", False, 9, 8),
        ("a4", "business-us", False, 10, 9),
        ("letter", "business-us", False, 10, 9),
        # A bleed of 3 mm around each: 2 columns and 4 rows, cut on both sides, 4 + 8.
        ("a4", "id1", True, 8, 12),
        ("letter", "id1", True, 8, 12),
        ("a4", "business", True, 8, 12),
        ("letter", "business", True, 8, 12),
        ("a4", "business-us", True, 8, 12),
        ("letter", "business-us", True, 8, 12),
    ],
)
def test_as_many_cards_as_fit_with_the_fewest_cuts(
    paper: str, card: str, bleeds: bool, cards: int, cuts: int
) -> None:
    sheet = plan(PAPERS[paper], PAPERS[card], bleeds)
    assert len(sheet.places) == cards
    assert sheet.cuts == cuts == len(edges(sheet, 0)) + len(edges(sheet, 1))


def test_cards_stand_edge_to_edge_or_two_bleeds_apart(every: tuple[Sheet, Paper, bool]) -> None:
    sheet, card, bleeds = every
    found = gutters(sheet)
    assert found == {6.0} if bleeds else found <= {0.0, 6.0}
    assert {place.bleed for place in sheet.places} == {(card.bleed if bleeds else 0.0,) * 4}


def test_cards_keep_their_size_and_print_on_no_other(every: tuple[Sheet, Paper, bool]) -> None:
    sheet, card, _ = every
    for side in (sheet, sheet.back()):
        for i, place in enumerate(side.places):
            assert sorted((place.width, place.height)) == sorted((card.width, card.height))
            assert all(apart(bled(place), bled(other)) for other in side.places[i + 1 :])


def test_the_block_stands_in_the_middle_of_the_paper(every: tuple[Sheet, Paper, bool]) -> None:
    sheet, _, _ = every
    for axis, length in ((0, sheet.paper.width), (1, sheet.paper.height)):
        first, *_, last = edges(sheet, axis)
        assert first + last == pytest.approx(length, abs=0.001)


def test_fronts_and_backs_meet_when_turned_along_the_long_edge(
    every: tuple[Sheet, Paper, bool],
) -> None:
    sheet, _, _ = every
    width = sheet.paper.width
    for front, back in zip(sheet.places, sheet.back().places, strict=True):
        left, bottom, right, top = box(front)
        assert box(back) == pytest.approx((width - right, bottom, width - left, top))
        assert (front.angle + back.angle) % 360 == 0
    assert sheet.back().back() == sheet or _nearly(sheet.back().back(), sheet)
    fronts = sorted(tuple(round(v, 3) for v in line(mark)) for mark in sheet.marks)
    assert fronts == sorted(tuple(round(v, 3) for v in line(m)) for m in sheet.back().marks)


def _nearly(one: Sheet, other: Sheet) -> bool:
    pairs = zip(one.places, other.places, strict=True)
    return all(box(a) == pytest.approx(box(b)) and a.angle == b.angle for a, b in pairs)


def test_no_mark_stands_in_a_trim_or_in_the_printers_margin(
    every: tuple[Sheet, Paper, bool],
) -> None:
    """A line is 0.09 mm wide, half of it on each side."""
    sheet, _, _ = every
    for side in (sheet, sheet.back()):
        for mark in (*side.marks, *side.slug.ruler):
            x1, y1, x2, y2 = line(mark)
            inked = (x1 - 0.045, y1 - 0.045, x2 + 0.045, y2 + 0.045)
            thick = (inked[0], y1, inked[2], y2) if x1 == x2 else (x1, inked[1], x2, inked[3])
            assert all(apart(thick, box(place)) for place in side.places)
            assert min(x1, y1) >= WHITE - 1e-6
            assert x2 <= side.paper.width - WHITE + 1e-6
            assert y2 <= side.paper.height - WHITE + 1e-6


def test_every_cut_is_marked_once_at_both_its_ends(every: tuple[Sheet, Paper, bool]) -> None:
    """Or, where there is no room beyond them, by lines beside it at each of the other cuts."""
    sheet, card, bleeds = every
    near, far = ((card.bleed if bleeds else 0.0) + reach for reach in (NEAR, FAR))
    for axis in (0, 1):
        first, *_, last = edges(sheet, 1 - axis)
        at_ends = {(round(first - far, 3), round(first - near, 3)),
                   (round(last + near, 3), round(last + far, 3))}  # fmt: skip
        along = [line(m) for m in sheet.marks if line(m)[axis] == line(m)[axis + 2]]
        for cut in edges(sheet, axis):
            own = [b for b in along if abs(b[axis] - cut) < 0.05]
            spans = {(round(b[1 - axis], 3), round(b[3 - axis], 3)) for b in own}
            assert len(own) == len(spans)
            if own and abs(own[0][axis] - cut) < 0.001:
                assert spans == at_ends
            else:
                assert not bleeds
                assert first - far < WHITE
                places = edges(sheet, 1 - axis)
                assert all(any(a <= p <= b for a, b in spans) for p in places)
                assert len(own) == len(places)
                for (
                    place
                ) in places:  # 3 mm about each other cut, of which the block's ends cut half
                    start, end = (max(place - 1.5, first), min(place + 1.5, last))
                    assert any((start, end) == pytest.approx(span, abs=0.002) for span in spans)
        assert len(along) == sum(
            1 for b in along for cut in edges(sheet, axis) if abs(b[axis] - cut) < 0.05
        )


def test_the_margin_has_words_that_touch_nothing(every: tuple[Sheet, Paper, bool]) -> None:
    sheet, _, _ = every
    for side in (sheet, sheet.back()):
        words = box(side.slug.words)
        assert min(words[2] - words[0], words[3] - words[1]) >= 7
        assert max(words[2] - words[0], words[3] - words[1]) >= 120 - 54
        assert min(words[:2]) >= WHITE - 1e-6
        assert words[2] <= side.paper.width - WHITE + 1e-6
        assert words[3] <= side.paper.height - WHITE + 1e-6
        drawn = [*map(bled, side.places), *map(line, side.marks), *map(line, side.slug.ruler)]
        assert all(apart(words, other, 0.4) for other in drawn)
        turned = side.slug.words.angle
        assert turned % 90 == 0
        wide, high = words[2] - words[0], words[3] - words[1]
        set_on = side.slug.paper.width, side.slug.paper.height
        assert set_on == pytest.approx((high, wide) if turned else (wide, high))


def test_the_ruler_is_fifty_millimetres_long_with_a_tick_every_ten(
    every: tuple[Sheet, Paper, bool],
) -> None:
    sheet, _, _ = every
    for side in (sheet, sheet.back()):
        base, *ticks = side.slug.ruler
        axis = 0 if base.y1 == base.y2 else 1
        ends = line(base)
        assert ends[axis + 2] - ends[axis] == pytest.approx(50, abs=1e-6)
        found = sorted(line(tick)[axis] - ends[axis] for tick in ticks)
        assert found == pytest.approx([0, 10, 20, 30, 40, 50], abs=1e-6)
        high = {
            round(line(t)[axis] - ends[axis]): line(t)[3 - axis] - line(t)[1 - axis] for t in ticks
        }
        assert high == pytest.approx({0: 3.5, 10: 2, 20: 2, 30: 2, 40: 2, 50: 3.5})
        marks = [*map(bled, side.places), *map(line, side.marks)]
        assert all(apart(line(one), other, 0.4) for one in side.slug.ruler for other in marks)


def test_a_paper_too_small_for_one_card_is_refused() -> None:
    with pytest.raises(ValueError, match="no id1 fits on stamp"):
        plan(Paper("stamp", 60, 60), PAPERS["id1"], False)


MILLIMETRES = st.floats(40, 600).map(lambda value: round(value, 2))


@example(140, 128, 50, 50, 0.0, False)  # two rows leave no room for words at the foot, one does
@example(128, 140, 50, 50, 0.0, False)
@example(300, 400, 60, 60, 5.0, True)  # bleeds that are wider than the gutter of most cards
@example(170, 100, 60, 60, 0.0, False)  # the sides are deeper, the foot alone is long enough
@example(100, 170, 60, 60, 0.0, False)
@example(215.9, 279.4, 85.6, 53.98, 0.0, False)  # no room for marks at two ends
@example(279.4, 215.9, 53.98, 85.6, 0.0, False)
@given(MILLIMETRES, MILLIMETRES, MILLIMETRES, MILLIMETRES, st.sampled_from([0.0, 2.0, 5.0]), st.booleans())  # fmt: skip
@tried(max_examples=150)
def test_any_card_stands_apart_and_inside_any_paper_or_finds_no_room(
    width: float, height: float, card_width: float, card_height: float, bleed: float, bleeds: bool
) -> None:
    paper, card = Paper("p", width, height), Paper("c", card_width, card_height, bleed)
    assume(width * height < 100 * card_width * card_height)
    most = max(_counts(paper, card, bleeds), default=0)
    try:
        sheet = plan(paper, card, bleeds)
    except ValueError:
        assert most == 0
        return
    assert len(sheet.places) == most
    assert gutters(sheet) <= ({max(6.0, 2 * bleed)} if bleeds else {0.0, 6.0})
    for side in (sheet, sheet.back()):
        inked = [*map(bled, side.places), *map(line, side.marks), box(side.slug.words)]
        for one in inked:
            assert min(one[:2]) >= WHITE - 1e-6
            assert one[2] <= width - WHITE + 1e-6
            assert one[3] <= height - WHITE + 1e-6
        for i, place in enumerate(side.places):
            assert all(apart(bled(place), bled(other)) for other in side.places[i + 1 :])
            assert all(apart(box(place), line(mark)) for mark in side.marks)
            assert apart(bled(place), box(side.slug.words), 0.4)
        assert max(side.slug.words.width, side.slug.words.height) >= 120 - 54


def _counts(paper: Paper, card: Paper, bleeds: bool) -> Iterator[int]:
    """Yield how many cards each way to lay them holds that leaves room for marks and for words.

    Cards that do not bleed have no gutter, but one way where there is no room for marks at two ends.
    """
    bleed = card.bleed * bleeds
    wide = max(6.0, 2 * bleed)
    ways = [(wide, wide, FAR, FAR)]
    if not bleeds:
        ways = [(0.0, 0.0, FAR, FAR), (wide, 0.0, FAR, 0.0), (0.0, wide, 0.0, FAR)]
    for width, height in ((card.width, card.height), (card.height, card.width)):
        for across, up, beside, below in ways:
            for columns, rows in product(range(1, 16), repeat=2):
                aside = (paper.width - columns * width - (columns - 1) * across) / 2
                above = (paper.height - rows * height - (rows - 1) * up) / 2
                has_marks = aside >= bleed + beside + WHITE and above >= bleed + below + WHITE
                deep = bleed + FAR + 0.5 + 7 + WHITE
                has_words = aside >= deep and paper.height - 2 * WHITE >= 120
                has_words = has_words or (above >= deep and paper.width - 2 * WHITE >= 120)
                if has_marks and has_words:
                    yield columns * rows
