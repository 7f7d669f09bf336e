"""Products as a guide has them: one a row of a table, sheets of several, and what is gone again."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from tests.build.test_publish import tree
from tests.conftest import Desk
from tests.eyes import picture
from vademecum.build import production
from vademecum.build.plan import Artifact, Selection
from vademecum.build.production import Order
from vademecum.content.catalogue import Usage
from vademecum.forms.imposition import plan
from vademecum.forms.papers import PAPERS
from vademecum.forms.sheet import Place, Sheet
from vademecum.setting import drawing

CARD = PAPERS["id1"]
ROWS = ("mts", "two", "three")
DPI = 127
MM = DPI / 25.4
"""Five pixels a millimetre."""
Picture = Image.Image


def named(number: int, row: str) -> tuple[str, str, str]:
    """Return a row of the table, the facts in it, and a scan of its site."""
    facts = f"""
{row}.name:
  kind: name
  value: {row.upper()} {"Mobile " * number}
  source: a test
  checked: 2026-11-01
  confidence: high
  shelf_life: 540
{row}.balance:
  kind: ussd
  value: "*{"22*" * (2 * number - 1)}2#"
  source: a test
  checked: 2026-11-04
  confidence: high
  shelf_life: 540
"""
    table = (
        f"\n      - id: {row}\n        name: {row}.name\n        cells: {{balance: {row}.balance}}"
    )
    return row, table, facts


PER = """  own:
    form: card
    imposed_on: [a4]
    per: codes
    panels:
      front: [{block: codes, short: true}, emergency]
      back: [{block: say, short: true}, end]
"""


@pytest.fixture
def per(desk: Desk) -> Desk:
    """Return a desk whose guide has a card a row of its table, of which there are three."""
    for number, row in enumerate(ROWS[1:], 1):
        _, table, facts = named(number, row)
        desk.edit("guide.yaml", "support: mts.support", f"support: mts.support{table}")
        append(desk, "facts.yaml", facts)
    append(desk, "guide.yaml", PER)
    return desk


def append(desk: Desk, name: str, more: str) -> None:
    path = desk.guide / name
    path.write_text(path.read_text("utf-8") + more, "utf-8")


def made(*products: str, papers: tuple[str, ...] = ()) -> list[str]:
    """Build products, and return what was published, without guide and language."""
    result = production.produce(Order(products=products, languages=("en",), papers=papers))
    assert result.code == 0, result.problems
    return [path.name.removeprefix("small_en_").removesuffix(".pdf") for path in result.paths]


def published() -> set[str]:
    """Return the products of which there are files in dist."""
    return {Path(path).stem.split("_")[2] for path in tree(Path("dist")) if path.endswith(".pdf")}


@pytest.mark.usefixtures("nothing_set")
def test_the_name_of_a_product_means_all_its_rows(per: Desk) -> None:
    assert made("own") == ["own-mts_id1", "own-three_id1", "own-two_id1"]


@pytest.mark.usefixtures("nothing_set")
def test_one_row_is_made_alone_and_so_are_the_sheets(per: Desk) -> None:
    assert made("own-two") == ["own-two_id1"]
    assert made("own-sheet") == ["own-sheet_a4"]
    assert made("own-two,own", "card", papers=("letter",)) == [
        "card_id1",
        "own-mts_id1",
        "own-three_id1",
        "own-two_id1",
    ]


def test_a_row_that_there_is_not_is_told(per: Desk) -> None:
    with pytest.raises(Usage, match="unknown product 'own-tow'; did you mean 'own-two'"):
        made("own-tow")


@pytest.mark.usefixtures("nothing_set")
def test_each_row_makes_only_its_own_card_and_the_sheets_again(per: Desk) -> None:
    assert len(made()) == 9
    per.edit("facts.yaml", '"*22*22*22*2#"', '"*22*22*22*3#"')
    again = production.produce(Order(languages=("en",))).made
    assert {a.product for a in again} == {
        "checklist",
        "card",
        "card-sheet",
        "own-three",
        "own-sheet",
    }
    per.edit("guide.yaml", "back: [{block: say, short: true}, end]", "back: [end]")
    again = production.produce(Order(languages=("en",))).made
    assert {a.product for a in again} == {*(f"own-{row}" for row in ROWS), "own-sheet"}


@pytest.mark.usefixtures("nothing_set")
def test_what_a_product_is_made_on_beside_does_not_make_it_again(desk: Desk) -> None:
    assert len(made()) == 5
    desk.edit("guide.yaml", "papers: [a4, letter]", "papers: [letter, a4]")
    assert production.produce(Order()).code == 0
    desk.edit("guide.yaml", "papers: [letter, a4]", "papers: [a4]")
    desk.edit("guide.yaml", "imposed_on: [a4, letter]", "papers: [id1, business]")
    append(desk, "guide.yaml", PER.replace("    per: codes\n", ""))
    again = {(a.product, a.paper) for a in production.produce(Order(languages=("en",))).made}
    assert again == {("card", "business"), ("own", "id1"), ("own-sheet", "a4")}


@pytest.mark.usefixtures("nothing_set")
def test_a_product_that_the_guide_no_longer_has_is_removed(desk: Desk) -> None:
    assert len(production.produce(Order()).made) == 10
    assert published() == {"checklist", "card", "card-sheet"}
    Path("dist/notes.txt").write_text("mine")
    desk.edit("guide.yaml", "  card:\n    form: card", "  pocket:\n    form: card")
    result = production.produce(Order())
    assert (result.code, result.made) == (0, ())  # the same card under another name
    assert tree(Path("dist"))["notes.txt"] == b"mine"
    Path("dist/notes.txt").unlink()
    assert published() == {"checklist", "pocket", "pocket-sheet"}
    assert len(tree(Path("dist"))) == 10


@pytest.mark.usefixtures("nothing_set")
def test_of_a_part_what_is_gone_goes_and_the_rest_stays(per: Desk) -> None:
    assert production.produce(Order()).code == 0
    before = tree(Path("dist"))
    per.edit("guide.yaml", PER, PER.replace("    per: codes\n", ""))
    assert production.produce(Order(languages=("en",))).code == 0
    after = tree(Path("dist"))
    assert {path for path in before if "/en/" not in path} == {p for p in after if "/en/" not in p}
    own = sorted(path for path in after if "/en/" in path and "_own" in path)
    assert own == ["small/en/small_en_own-sheet_a4.pdf", "small/en/small_en_own_id1.pdf"]


@pytest.mark.usefixtures("nothing_set")
def test_a_build_of_all_rows_removes_what_was_made_of_a_row_that_is_gone(per: Desk) -> None:
    made("own", "card")
    assert published() == {"card", *(f"own-{row}" for row in ROWS)}
    _, table, _ = named(1, ROWS[1])
    per.edit("guide.yaml", table, "")
    made("card")
    assert published() == {"card", *(f"own-{row}" for row in ROWS)}
    made("own")
    assert published() == {"card", *(f"own-{row}" for row in ROWS if row != ROWS[1])}


def test_a_guide_without_a_place_and_without_phrases_is_built(desk: Desk) -> None:
    desk.edit("guide.yaml", "place: ru\n", "region: RU\n")
    desk.edit(
        "guide.yaml", "  say:\n    kind: phrases\n    note: true\n    phrases: [receipt]\n", ""
    )
    desk.edit("guide.yaml", "sites, say, end", "sites, end")
    desk.edit("guide.yaml", "{block: say, short: true}, ", "")
    (desk.guide / "phrases.yaml").unlink()
    for tag in ("en", "ar"):
        path = desk.guide / "words" / f"{tag}.yaml"
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"(?m)^  say:\n(    .*\n)+", "", text), "utf-8")
    result = production.produce(Order())
    assert [p for p in result.problems if p.severity == "error"] == []
    assert (result.code, len(result.made)) == (0, 10)
    assert len(tree(Path("dist"))) == 10


@pytest.mark.usefixtures("nothing_set")
def test_a_paper_is_asked_for_only_where_there_is_a_choice(desk: Desk) -> None:
    chosen = ["checklist_letter", "card_id1", "card-sheet_letter"]
    assert made(papers=("letter",)) == chosen
    desk.edit("guide.yaml", "imposed_on: [a4, letter]", "papers: [id1, business]")
    assert made(papers=("letter",)) == ["checklist_letter"]
    assert made(papers=("business",)) == ["card_business"]


def pixel_box(sheet: Sheet, place: Place) -> tuple[int, int, int, int]:
    """Return where a card stands on the picture of a sheet, without a millimetre at each edge."""
    left, right = place.x + 1, place.x + place.width - 1
    top, bottom = sheet.paper.height - place.y - place.height + 1, sheet.paper.height - place.y - 1
    return round(left * MM), round(top * MM), round(right * MM), round(bottom * MM)


def on_places(data: bytes, page: int, side: Sheet) -> Iterator[Picture]:
    """Yield what stands on each place of a side of a sheet, turned upright."""
    shown = picture(data, page, DPI)
    for place in side.places:
        yield shown.crop(pixel_box(side, place)).rotate(-place.angle, expand=True)


def alone(data: bytes, page: int) -> Picture:
    """Return a page of a card within its trim, without a millimetre at each edge."""
    shown = picture(data, page, DPI)
    edge = round(MM)
    inside: Picture = shown.crop((edge, edge, shown.width - edge, shown.height - edge))
    return inside


def distance(one: Picture, other: Picture) -> float:
    """Return how far two pictures are from each other; what is off by a hair counts little."""
    blurred = [shown.convert("L").filter(ImageFilter.GaussianBlur(3)) for shown in (one, other)]
    shown = [picture.resize((160, 100)) for picture in blurred]
    return float(ImageStat.Stat(ImageChops.difference(*shown)).mean[0])


def test_sheets_deal_the_rows_round_and_each_place_shows_the_right_card(per: Desk) -> None:
    assert set(made("own", "own-sheet")) == {*(f"own-{row}_id1" for row in ROWS), "own-sheet_a4"}
    files = {row: Path(f"dist/small/en/small_en_own-{row}_id1.pdf").read_bytes() for row in ROWS}
    sheets = Path("dist/small/en/small_en_own-sheet_a4.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(sheets)) as pdf:
        assert len(pdf.pages) == 2
    sheet = plan(PAPERS["a4"], CARD, False)
    assert len(sheet.places) == 10  # three rounds, and one place is left
    order = [product.removeprefix("own-") for product in in_order(per)]
    assert sorted(order) == sorted(ROWS)
    for page, side in enumerate((sheet, sheet.back())):
        *cards, empty = on_places(sheets, page, side)
        for shown, row in zip(cards, cycle(order)):
            own = distance(shown, alone(files[row], page))
            others = [distance(shown, alone(files[other], 0)) for other in ROWS if other != row]
            others += [distance(shown, alone(files[row], 1 - page))]
            assert own < min(others) / 2, (page, row)
        assert empty.convert("L").getextrema() == (255, 255)


def in_order(desk: Desk) -> list[str]:
    guide, problems = desk.load()
    assert guide is not None, problems
    return [one.id for one in guide.products["own-sheet"].originals]


def coloured(front: tuple[int, int, int], back: tuple[int, int, int]) -> bytes:
    """Return a card with a colour a side."""
    width, height, bleed = (v * drawing.PT_PER_MM for v in (CARD.width, CARD.height, CARD.bleed))
    with pikepdf.new() as pdf:
        for colour in (front, back):
            pdf.add_blank_page(page_size=(width, height))
            page = pdf.pages[-1]
            page.MediaBox = page.BleedBox = [-bleed, -bleed, width + bleed, height + bleed]
            page.TrimBox = [0, 0, width, height]
            rgb = " ".join(f"{part / 255:.4f}" for part in colour)
            page.Contents = pdf.make_stream(f"{rgb} rg 0 0 {width} {height} re f".encode())
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.mark.parametrize(
    ("kinds", "sheets", "empty"), [(1, 1, 0), (3, 1, 1), (10, 1, 0), (11, 2, 9)]
)
def test_as_many_sheets_as_a_round_needs_back_on_front(kinds: int, sheets: int, empty: int) -> None:
    sheet = plan(PAPERS["a4"], CARD, False)
    fronts = [(20 * kind, 0, 255) for kind in range(kinds)]
    backs = [(20 * kind, 255, 0) for kind in range(kinds)]
    cards = [coloured(*sides) for sides in zip(fronts, backs, strict=True)]
    data, pages = drawing.draw(cards, sheet, coloured((0, 0, 0), (0, 0, 0)))
    assert pages == 2 * sheets
    rounds = max(len(sheet.places) // kinds, 1)
    dealt = [kind for _ in range(rounds) for kind in range(kinds)]
    assert len(dealt) + empty == sheets * len(sheet.places)
    for number, (side, colours) in enumerate(((sheet, fronts), (sheet.back(), backs))):
        found = []
        for page in range(number, pages, 2):
            for shown in on_places(data, page, side):
                found.append(shown.getpixel((shown.width // 2, shown.height // 2)))
        white = [(255, 255, 255)] * empty
        assert found == [*(colours[kind] for kind in dealt), *white]


def test_a_selection_by_row_keeps_to_its_guide() -> None:
    selection = Selection(products=frozenset({"own-two"}))
    assert Artifact("small", "en", "own-two", "id1") in selection
    assert Artifact("small", "en", "own", "id1") not in selection
