"""What every side ends in, and what its look keeps to, by numbers and by pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from tests import eyes
from tests.blocks.guides import guide
from tests.conftest import HOUSE
from tests.trying import one_in
from vademecum.content import reading
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.forms.papers import PAPERS
from vademecum.setting import engine, feet, fonts, template
from vademecum.setting.boxtree import within
from vademecum.setting.compositor import VARIANT, Galley
from vademecum.setting.fit import Fitted

TABLE = """
blocks:
  top: {kind: masthead}
  codes:
    kind: table
    title: false
    columns: [a, b, c]
    rows:
      - {id: one, name: one, cells: {a: good, b: long, c: phone}}
      - {id: two, name: two, cells: {a: poor, b: poor-long, c: poor-phone}}
products:
  card: {form: card, panels: {mine: [top, codes], more: [codes]}}
  sheet: {form: sheet, panels: {mine: [top, codes]}}
facts:
  one: {kind: name, value: MTS}
  two: {kind: name, value: MegaFon}
  good: {kind: ussd, value: "*100#"}
  poor: {kind: ussd, value: "*105#", confidence: medium}
  long: {kind: ussd, value: "*111*0887#"}
  poor-long: {kind: ussd, value: "*111*0123#", confidence: medium}
  phone: {kind: phone, value: "+7 800 250-08-90"}
  poor-phone: {kind: phone, value: "+7 800 550-00-07", confidence: medium}
titles: {en: Codes, ar: رموز}
words:
  en: {codes: {columns: {name: Operator, a: Balance, b: My number, c: Support}, missing: ask}}
  ar: {codes: {columns: {name: المشغل, a: الرصيد, b: رقمي, c: الدعم}, missing: اسأل}}
"""
DPI = 300
PX = DPI / 25.4


def pages(
    read: Guide, tag: str, product: str, size: float, css: Mapping[str, str] = {}
) -> engine.Pages:
    """Lay a product out at a size, with rules added to style sheets."""
    edition = compose(read, tag)
    type, made = fonts.typefaces(edition), edition.made[product].product
    document = template.pour(edition, type, made)
    files = {name: data + css.get(name, "").encode() for name, data in document.files.items()}
    font_set = engine.FontSet(type.files())
    galley = Galley.read(made, replace(document, files=files), font_set)
    return galley.lay_out(PAPERS[made.papers[0]], Fitted(size, 0.0))


def pictures(laid: engine.Pages) -> list[Image.Image]:
    data = laid.pdf(VARIANT, False)
    count = len(laid.layout)
    return [eyes.picture(data, page, DPI).convert("L") for page in range(count)]


def ink(picture: Image.Image) -> tuple[float, float, float, float]:
    """Return how far ink stays from the left, top, right and bottom of a picture, in mm."""
    box = picture.point([255 * (level < 250) for level in range(256)]).getbbox()
    assert box
    left, top, right, bottom = box
    far = (left, top, picture.width - right, picture.height - bottom)
    return tuple(round(value / PX, 2) for value in far)  # type: ignore[return-value]


@pytest.fixture
def table(tmp_path: Path) -> Guide:
    return guide(tmp_path, TABLE).guide()


@one_in(3)
@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize(("product", "end"), [("card", 3.0), ("sheet", 8.0)])
def test_the_foot_stands_at_the_end_of_every_page(
    table: Guide, tag: str, product: str, end: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    bleed = PAPERS[compose(table, tag).made[product].product.papers[0]].bleed
    laid = pages(table, tag, product, 9.0)
    for picture in pictures(laid):
        assert ink(picture)[3] - bleed == pytest.approx(end, abs=0.9)
    monkeypatch.setattr(feet, "settle", lambda document: None)
    left = pages(table, tag, product, 9.0)
    assert all(ink(picture)[3] - bleed > end + 3 for picture in pictures(left))


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_no_ink_of_a_card_comes_nearer_than_3_mm_to_its_trim(table: Guide, tag: str) -> None:
    bleed = PAPERS["id1"].bleed
    for picture in pictures(pages(table, tag, "card", 8.0)):
        assert min(ink(picture)) - bleed >= 2.99
    near = {"style/forms/card.css": "@page { margin: 2mm }"}
    assert min(ink(pictures(pages(table, tag, "card", 8.0, near))[0])) - bleed < 2.5


def gaps(laid: engine.Pages) -> list[float]:
    """Return how far neighbours of a row in a table stand apart, in millimetres."""
    rows: dict[tuple[int, float], list[tuple[float, float]]] = {}
    for line in laid.layout.lines:
        if line.tag in ("", "td", "th", "table") or line.table is not None:
            rows.setdefault((line.page, round(line.top, 1)), []).append((line.left, line.right))
    ordered = [sorted(row) for row in rows.values() if len(row) > 2]
    return [b[0] - a[1] for row in ordered for a, b in pairwise(row)]


@one_in(3)
@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("product", ["card", "sheet"])
def test_cells_of_a_row_stand_2_mm_apart(table: Guide, tag: str, product: str) -> None:
    found = gaps(pages(table, tag, product, 9.0))
    assert len(found) >= 9
    assert min(found) >= 1.95
    cells = ".table .rows td:not(:last-child), .table .rows th:not(:last-child)"
    tight = {"style/blocks/table.css": f"{cells} {{ padding-inline-end: 0.3mm }}"}
    widest = {"style/base.css": "body { width: 62mm }"}
    assert min(gaps(pages(table, tag, product, 9.0, tight | widest))) < 1.95


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_mark_leaves_digits_under_digits(table: Guide, tag: str) -> None:
    """What begins a column in the direction of the language is the code, never its mark."""
    laid = pages(table, tag, "sheet", 9.0)
    edges: dict[str, list[float]] = {}
    for index, line in enumerate(laid.layout.lines):
        for kind in ("*10", "*111", "+7 800"):
            if line.text.startswith(kind):
                edges.setdefault(kind, []).append(_code_edge(laid, index, tag))
    assert {kind: len(found) for kind, found in edges.items()} == {"*10": 2, "*111": 2, "+7 800": 2}
    for found in edges.values():
        assert max(found) - min(found) < 0.1


def _code_edge(laid: engine.Pages, index: int, tag: str) -> float:
    """Return where the text box of a code, without its mark, begins: at the right in Arabic."""
    from weasyprint.formatting_structure import boxes

    code = laid.layout.lines[index].text.split("\u2060")[0]
    found: list[Any] = [
        box
        for page in laid.document.pages
        for box in within(page._page_box)
        if isinstance(box, boxes.TextBox) and box.text == code
    ]
    (box,) = found
    edge = box.position_x + box.width if tag == "ar" else box.position_x
    return float(edge) * 25.4 / 96


def test_the_code_at_the_foot_is_scanned_and_has_its_quiet_zone(tmp_path: Path) -> None:
    there = replace(HOUSE, site="https://example.org/guides", contact="help@example.org")
    read, _ = reading.load(guide(tmp_path, TABLE).path, there)
    assert read
    version = compose(read, "en").version
    for product, page, module in (("card", 1, 0.33), ("sheet", 0, 0.5)):
        picture = pictures(pages(read, "en", product, 9.0))[page]
        (code,) = zxingcpp.read_barcodes(picture)
        assert code.text == f"https://example.org/guides/trial/en/?v={version}"
        corners = code.position
        places = (corners.top_left, corners.top_right, corners.bottom_left, corners.bottom_right)
        xs, ys = [place.x for place in places], [place.y for place in places]
        quiet = 4 * module * PX - 3
        around = (min(xs) - quiet, min(ys) - quiet, max(xs) + quiet, max(ys) + quiet)
        outer = picture.crop(tuple(map(round, around)))
        rim = round(quiet - 2)
        blank = Image.new("L", (outer.width - 2 * rim, outer.height - 2 * rim), 255)
        outer.paste(blank, (rim, rim))
        assert outer.getextrema() == (255, 255)
