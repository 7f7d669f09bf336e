"""The drawing of sheets of cards, in pixels."""

import io

import pikepdf
import pypdfium2
import pytest

from vademecum.forms.papers import PAPERS
from vademecum.forms.sheet import Sheet, plan
from vademecum.setting.drawing import PT_PER_MM, draw

CARD = PAPERS["id1"]


@pytest.fixture(params=["a4", "letter"])
def sheet(request: pytest.FixtureRequest) -> Sheet:
    return plan(PAPERS[request.param], CARD)


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
    data, pages = draw([card_of(("1 0 0", "0 0 1"))], sheet)
    assert pages == 2
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
    data, _ = draw([card_of(("1 0 0", "0 0 1"))], sheet)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            assert len(page.Resources.XObject) == 1
            assert page.Contents.read_bytes().count(b"/Card Do") == len(sheet.places)
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        assert [float(v) for v in pdf.pages[0].MediaBox[2:]] == pytest.approx(
            [sheet.paper.width * PT_PER_MM, sheet.paper.height * PT_PER_MM], abs=0.01
        )


def test_drawing_twice_gives_the_same_bytes(sheet: Sheet) -> None:
    cards = [card_of(("1 0 0", "0 0 1")), card_of(("0 1 0", "1 1 0"))]
    assert draw(cards, sheet) == draw(cards, sheet)


@pytest.mark.parametrize("kinds", [2, 3, 12])
def test_several_cards_are_dealt_round_each_with_its_own_back(sheet: Sheet, kinds: int) -> None:
    """The back of a card lies behind its front, however many kinds and sheets there are."""
    tones = [number / kinds for number in range(kinds)]
    data, pages = draw([card_of((f"1 {tone} 0", f"0 {tone} 1")) for tone in tones], sheet)
    places = len(sheet.places)
    rounds = max(places // kinds, 1)
    sheets = -(-kinds * rounds // places)
    document = pypdfium2.PdfDocument(data)
    assert pages == len(document) == 2 * sheets
    drawn = [_middles(document[number], sheet, number % 2 == 1) for number in range(pages)]
    fronts, backs = drawn[::2], drawn[1::2]
    expected = [round(255 * tone) for tone in tones] * rounds
    for shown, red, blue in ((fronts, 255, 0), (backs, 0, 255)):
        found = [pixel for side in shown for pixel in side]
        cards, free = found[: len(expected)], found[len(expected) :]
        assert [pixel[1] for pixel in cards] == pytest.approx(expected, abs=1)
        assert {pixel[::2] for pixel in cards} == {(red, blue)}
        assert set(free) <= {(255, 255, 255)}


def _middles(page: pypdfium2.PdfPage, sheet: Sheet, back: bool) -> list[tuple[int, ...]]:
    """Return the colour in the middle of each place, in the order in which cards are dealt."""
    image = page.render(scale=1 / PT_PER_MM).to_pil().convert("RGB")
    side = sheet.back() if back else sheet
    middles = [(p.x + p.width / 2, p.y + p.height / 2) for p in side.places]
    return [image.getpixel((round(x), round(side.paper.height - y))) for x, y in middles]
