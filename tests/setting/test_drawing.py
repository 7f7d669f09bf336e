"""The drawing of sheets of cards, in pixels."""

import io
import re
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest

from vademecum.forms.imposition import plan
from vademecum.forms.papers import PAPERS
from vademecum.forms.sheet import Sheet
from vademecum.setting.drawing import bleeds, draw

CARD = PAPERS["id1"]
PT_PER_MM = 2.8346456693
"""A point is the 72nd part of an inch, an inch 25.4 mm."""


@pytest.fixture(
    params=[("a4", False), ("letter", False), ("letter", True)],
    ids=["a4", "letter", "letter-bleeding"],
)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    paper, bleeding = request.param
    return plan(PAPERS[paper], CARD, bleeding)


def words_for(sheet: Sheet) -> bytes:
    """Return what stands in the margin: green, from the left end of its lines to their middle."""
    paper = sheet.slug.paper
    width, height = paper.width * PT_PER_MM, paper.height * PT_PER_MM
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(width, height))
        page = pdf.pages[-1]
        page.TrimBox = page.BleedBox = page.MediaBox
        page.Contents = pdf.make_stream(f"0 1 0 rg 0 0 {width / 2} {height} re f".encode())
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


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
    data, pages = draw([card_of(("1 0 0", "0 0 1"))], sheet, words_for(sheet))
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
    data, _ = draw([card_of(("1 0 0", "0 0 1"))], sheet, words_for(sheet))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            assert set(page.Resources.XObject) == {"/Card", "/Slug"}
            assert page.Contents.read_bytes().count(b"/Card Do") == len(sheet.places)
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        assert [float(v) for v in pdf.pages[0].MediaBox[2:]] == pytest.approx(
            [sheet.paper.width * PT_PER_MM, sheet.paper.height * PT_PER_MM], abs=0.01
        )


def test_drawing_twice_gives_the_same_bytes(sheet: Sheet) -> None:
    cards = [card_of(("1 0 0", "0 0 1")), card_of(("0 1 0", "1 1 0"))]
    assert draw(cards, sheet, words_for(sheet)) == draw(cards, sheet, words_for(sheet))


@pytest.mark.parametrize("kinds", [2, 3, 12])
def test_several_cards_are_dealt_round_each_with_its_own_back(sheet: Sheet, kinds: int) -> None:
    """The back of a card lies behind its front, however many kinds and sheets there are."""
    tones = [number / kinds for number in range(kinds)]
    data, pages = draw(
        [card_of((f"1 {tone} 0", f"0 {tone} 1")) for tone in tones], sheet, words_for(sheet)
    )
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
    """On all four edges, front and back, at 20 pixels a millimetre; neighbours may touch."""
    data, _ = draw([bare_card()], sheet, words_for(sheet))
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
                neighbour = any(
                    p.x < x + 0.1 * right < p.x + p.width and p.y < y + 0.1 * up < p.y + p.height
                    for p in side.places
                )
                assert (inside, outside) == (0, 0 if neighbour else 255)


def test_the_words_stand_in_the_margin_and_turn_with_the_sheet(sheet: Sheet) -> None:
    """Their begin is green; at the left they are read from below, on the back from above."""
    data, _ = draw([bare_card()], sheet, words_for(sheet))
    with pypdfium2.PdfDocument(data) as document:
        for page, side in zip(document, (sheet, sheet.back()), strict=True):
            image = page.render(scale=4 / PT_PER_MM).to_pil().convert("RGB")
            words = side.slug.words
            middle = words.x + words.width / 2, words.y + words.height / 2
            along = (words.width if words.angle == 0 else words.height) / 4
            ways = {0: (-along, 0), 90: (0, -along), 270: (0, along)}
            x, y = ways[words.angle]
            begin, end = (
                image.getpixel(
                    (
                        round((middle[0] + way * x) * 4),
                        round((side.paper.height - middle[1] - way * y) * 4),
                    )
                )
                for way in (1, -1)
            )
            assert (begin, end) == ((0, 255, 0), (255, 255, 255))


def test_the_ruler_is_drawn_fifty_millimetres_long_with_a_tick_every_ten(sheet: Sheet) -> None:
    """Read from the paths of the finished file, in points: an inch has 72 of them and 25.4 mm."""
    data, _ = draw([bare_card()], sheet, words_for(sheet))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            lines = [
                tuple(float(v) * 25.4 / 72 for v in (*start.operands, *end.operands))
                for start, end in pairwise(pikepdf.parse_content_stream(page))
                if (str(start.operator), str(end.operator)) == ("m", "l")
            ]
            lengths = [max(abs(x2 - x1), abs(y2 - y1)) for x1, y1, x2, y2 in lines]
            (number,) = [i for i, length in enumerate(lengths) if length > 20]
            assert lengths[number] == pytest.approx(50, abs=0.05)
            axis = 0 if abs(lines[number][2] - lines[number][0]) > 20 else 1
            begin, across = min(lines[number][axis::2]), lines[number][1 - axis]
            ticks = [a for a in lines if abs(a[axis] - a[axis + 2]) < 0.01
                     and min(abs(a[1 - axis] - across), abs(a[3 - axis] - across)) < 0.01]  # fmt: skip
            found = sorted(tick[axis] - begin for tick in ticks)
            assert found == pytest.approx([0, 10, 20, 30, 40, 50], abs=0.05)


def boxed_card(left: float, bottom: float, right: float, top: float, grey: float = 0.0) -> bytes:
    """Return a card of one page on which a box is drawn, in millimetres from the trim's corner."""
    width, height, bleed = (v * PT_PER_MM for v in (CARD.width, CARD.height, CARD.bleed))
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(width, height))
        page = pdf.pages[-1]
        page.MediaBox = page.BleedBox = [-bleed, -bleed, width + bleed, height + bleed]
        page.TrimBox = page.CropBox = [0, 0, width, height]
        x1, y1, x2, y2 = (v * PT_PER_MM for v in (left, bottom, right, top))
        content = f"{grey} g {x1} {y1} {x2 - x1} {y2 - y1} re f"
        page.Contents = pdf.make_stream(content.encode())
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((3, 3, 82, 50), False),
        ((0, 0, 85.6, 53.98), False),  # up to its trim and no further
        ((-3, 40, 88.6, 57), True),
        ((-1, 20, 5, 30), True),
        ((80, 20, 86.6, 21), True),
        ((40, -2, 41, 4), True),
        ((40, 53, 41, 56), True),
        ((-2.5, 56, -2, 56.5), True),
        ((20, 20, 20.5, 20.5), False),
    ],
)
def test_a_card_bleeds_where_ink_lies_beyond_its_trim(
    box: tuple[float, float, float, float], expected: bool
) -> None:
    assert bleeds([boxed_card(*box)]) == expected
    assert bleeds([boxed_card(3, 3, 82, 50), boxed_card(*box)]) == expected
    assert not bleeds([boxed_card(*box, grey=1.0)])


def bare_card() -> bytes:
    """Return a card that is black up to its trim on both sides, and white in its bleed."""
    return card_of(("0 0 0", "0 0 0"))


LINE = re.compile(r"(-?[\d.]+) (-?[\d.]+) m (-?[\d.]+) (-?[\d.]+) l S")


def test_the_marks_are_drawn_where_they_are_planned(sheet: Sheet) -> None:
    """On every side of every sheet, as lines of 0.09 mm, outside what is read aloud."""
    data, _ = draw([bare_card()], sheet, words_for(sheet))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page, side in zip(pdf.pages, (sheet, sheet.back()), strict=True):
            content = page.Contents.read_bytes().decode("ascii")
            drawn = [[float(v) / PT_PER_MM for v in line] for line in LINE.findall(content)]
            planned = [[m.x1, m.y1, m.x2, m.y2] for m in (*side.marks, *side.slug.ruler)]
            assert len(drawn) == len(planned) > 12
            for one, other in zip(drawn, planned, strict=True):
                assert one == pytest.approx(other, abs=0.001)
            assert "q 0 G 0.255 w" in content
            assert content.startswith("/Artifact BMC")
            assert content.endswith("EMC")


def test_what_bleeds_is_clipped_at_its_bleed(sheet: Sheet) -> None:
    """A card that prints beyond its bleed is cut there, on every edge, front and back."""
    data, _ = draw([card_of(("1 0 0", "0 0 1"))], sheet, words_for(sheet))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page, side in zip(pdf.pages, (sheet, sheet.back()), strict=True):
            content = page.Contents.read_bytes().decode("ascii")
            clips = re.findall(r"q (-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+) re W n", content)
            for clip, place in zip(clips, (*side.places, side.slug.words), strict=True):
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
    data, _ = draw([out.getvalue()], sheet, words_for(sheet))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "A card"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261101120000Z"
        assert "/Author" not in pdf.docinfo
        assert str(pdf.Root.Lang) == "ar"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        for page in pdf.pages:
            assert page.TrimBox == page.BleedBox == page.MediaBox
