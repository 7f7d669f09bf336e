"""Sheets of cards: where they stand, in numbers, and how they are drawn, in pixels."""

import io

import pikepdf
import pypdfium2
import pytest

from vademecum.impose import MARK_LENGTH, MARK_OFFSET, PT_PER_MM, UNPRINTABLE, Sheet, draw, plan
from vademecum.products import PAPERS, Paper

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


def card_of(colours: tuple[str, str]) -> bytes:
    """Return a card whose trim is filled with a colour a side, its top left corner black."""
    width, height = CARD.width * PT_PER_MM, CARD.height * PT_PER_MM
    bleed = CARD.bleed * PT_PER_MM
    with pikepdf.new() as pdf:
        for colour in colours:
            pdf.add_blank_page(page_size=(width, height))
            page = pdf.pages[-1]
            page.MediaBox = [-bleed, -bleed, width + bleed, height + bleed]
            page.TrimBox = [0, 0, width, height]
            page.BleedBox = [-bleed, -bleed, width + bleed, height + bleed]
            corner = f"0 g 0 {height - 30:.3f} 30 30 re f"
            content = f"{colour} rg 0 0 {width:.3f} {height:.3f} re f {corner}"
            page.Contents = pdf.make_stream(content.encode())
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def test_a_drawn_sheet_shows_the_cards_on_their_places(sheet: Sheet) -> None:
    data = draw(card_of(("1 0 0", "0 0 1")), sheet)
    document = pypdfium2.PdfDocument(data)
    scale = 4 / PT_PER_MM  # four pixels a millimetre
    for page, side, colour in zip(
        document, (sheet, sheet.back()), ((255, 0, 0), (0, 0, 255)), strict=True
    ):
        image = page.render(scale=scale).to_pil().convert("RGB")

        def pixel(x: float, y: float) -> object:
            return image.getpixel((round(x * 4), round((side.paper.height - y) * 4)))

        for place in side.places:
            assert pixel(place.x + place.width / 2, place.y + place.height / 2) == colour
            corner = {
                0: (place.x + 3, place.y + place.height - 3),
                90: (place.x + 3, place.y + 3),
                270: (place.x + place.width - 3, place.y + place.height - 3),
            }[place.angle]
            assert pixel(*corner) == (0, 0, 0)
            # The trim begins and ends within a tenth of a millimetre of its plan.
            assert pixel(place.x + place.width / 2, place.y + 0.3) in (colour, (0, 0, 0))


def test_a_card_is_drawn_once_a_side_and_placed_by_reference(sheet: Sheet) -> None:
    with pikepdf.open(io.BytesIO(draw(card_of(("1 0 0", "0 0 1")), sheet))) as pdf:
        for page in pdf.pages:
            assert len(page.Resources.XObject) == 1
            assert page.Contents.read_bytes().count(b"/Card Do") == len(sheet.places)
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        assert [float(v) for v in pdf.pages[0].MediaBox[2:]] == pytest.approx(
            [sheet.paper.width * PT_PER_MM, sheet.paper.height * PT_PER_MM], abs=0.01
        )


def test_drawing_twice_gives_the_same_bytes(sheet: Sheet) -> None:
    card = card_of(("1 0 0", "0 0 1"))
    assert draw(card, sheet) == draw(card, sheet)
