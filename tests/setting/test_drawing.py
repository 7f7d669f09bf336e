"""The drawing of sheets of cards, in pixels."""

import io
import re

import pikepdf
import pypdfium2
import pytest

from vademecum.forms.papers import PAPERS
from vademecum.forms.sheet import Sheet, plan
from vademecum.setting.drawing import draw

CARD = PAPERS["id1"]
PT_PER_MM = 2.8346456693
"""A point is the 72nd part of an inch, an inch 25.4 mm."""


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


def test_a_trim_begins_and_ends_within_a_tenth_of_a_millimetre_of_its_plan(sheet: Sheet) -> None:
    """On all four edges, front and back, at 20 pixels a millimetre."""
    data, _ = draw([bare_card()], sheet)
    document = pypdfium2.PdfDocument(data)
    for page, side in zip(document, (sheet, sheet.back()), strict=True):
        image = page.render(scale=20 / PT_PER_MM).to_pil().convert("L")
        for place in side.places:
            middle = place.x + place.width / 2, place.y + place.height / 2
            ends = (
                (place.x, middle[1], -1, 0), (place.x + place.width, middle[1], 1, 0),
                (middle[0], place.y, 0, -1), (middle[0], place.y + place.height, 0, 1),
            )  # fmt: skip
            for x, y, right, up in ends:
                inside, outside = (
                    image.getpixel(
                        (
                            round((x + way * right) * 20),
                            round((side.paper.height - y - way * up) * 20),
                        )
                    )
                    for way in (-0.1, 0.1)
                )
                assert (inside, outside) == (0, 255)


def bare_card() -> bytes:
    """Return a card that is black up to its trim on both sides, and white in its bleed."""
    return card_of(("0 0 0", "0 0 0"))


LINE = re.compile(r"(-?[\d.]+) (-?[\d.]+) m (-?[\d.]+) (-?[\d.]+) l S")


def test_the_marks_are_drawn_where_they_are_planned(sheet: Sheet) -> None:
    """On every side of every sheet, as lines of a quarter point, outside what is read aloud."""
    data, _ = draw([bare_card()], sheet)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            content = page.Contents.read_bytes().decode("ascii")
            drawn = [[float(v) / PT_PER_MM for v in line] for line in LINE.findall(content)]
            planned = [[m.x1, m.y1, m.x2, m.y2] for m in sheet.marks]
            assert len(drawn) == len(planned) > 12
            for one, other in zip(drawn, planned, strict=True):
                assert one == pytest.approx(other, abs=0.001)
            assert "q 0 G 0.25 w" in content
            assert content.startswith("/Artifact BMC")
            assert content.endswith("EMC")


def test_what_bleeds_is_clipped_at_half_the_gutter(sheet: Sheet) -> None:
    """A card that prints beyond its bleed is cut there, on every edge, front and back."""
    data, _ = draw([card_of(("1 0 0", "0 0 1"))], sheet)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page, side in zip(pdf.pages, (sheet, sheet.back()), strict=True):
            content = page.Contents.read_bytes().decode("ascii")
            clips = re.findall(r"q (-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+) re W n", content)
            assert len(clips) == len(side.places)
            for clip, place in zip(clips, side.places, strict=True):
                left, bottom, right, top = place.bleed
                box = [place.x - left, place.y - bottom]
                box += [place.width + left + right, place.height + bottom + top]
                assert [float(v) / PT_PER_MM for v in clip] == pytest.approx(box, abs=0.001)


def test_a_sheet_says_what_its_card_says(sheet: Sheet) -> None:
    with pikepdf.open(io.BytesIO(card_of(("1 0 0", "0 0 1")))) as pdf:
        pdf.docinfo["/Title"] = "A card"
        pdf.docinfo["/CreationDate"] = "D:20261101120000Z"
        pdf.Root.Lang = pikepdf.String("ar")
        out = io.BytesIO()
        pdf.save(out)
    data, _ = draw([out.getvalue()], sheet)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "A card"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261101120000Z"
        assert "/Author" not in pdf.docinfo
        assert str(pdf.Root.Lang) == "ar"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        for page in pdf.pages:
            assert page.TrimBox == page.BleedBox == page.MediaBox
