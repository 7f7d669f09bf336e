"""Themes on paper: their colours are those of the pixels, and black stays black."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from tests import eyes
from tests.blocks.guides import guide
from vademecum.edition.composition import compose
from vademecum.forms.papers import PAPERS
from vademecum.setting import fonts, template
from vademecum.setting.compositor import Compositor

GUIDE = """
blocks:
  top: {kind: masthead, lead: true}
  steps: {kind: list, style: check, items: [{id: a}, {id: b}]}
  table: {kind: table, columns: [x, y], rows: [{id: p, cells: {x: words, y: words}},
          {id: q, cells: {x: words, y: words}}]}
  mine: {kind: fields, entries: [{id: name}]}
  help: {kind: callout, level: danger}
  mind: {kind: callout, level: warning}
products:
  sheet: {form: sheet, papers: [a4], panels: {a: [top, {flow: [steps], in: 1, numbered: true}, table,
          mine, help, mind]}}
  card: {form: card, panels: {a: [top, help, mind]}}
words:
  en:
    top: {title: A trial, lead: It has everything.}
    steps: {title: Steps, items: {a: "**Go** there.", b: "**Come** back."}}
    table: {title: A table, columns: {name: N, x: X, y: Y}, rows: {p: {name: P, x: one, y: two},
            q: {name: Q, x: three, y: four}}}
    mine: {title: Mine, labels: {name: Name}}
    help: {text: "**Fire!** Run."}
    mind: {text: "**Mind** the step."}
"""


def page(folder: Path, theme: str, product: str) -> Image.Image:
    made = guide(folder, GUIDE)
    (made.path / "theme.yaml").write_text(theme, "utf-8")
    whole = made.guide()
    edition = compose(whole, "en")
    typefaces = fonts.typefaces(edition)
    document = template.pour(edition, typefaces, whole.products[product])
    one = whole.products[product]
    data = Compositor(edition, {product: document}, typefaces.files()).set(
        one, PAPERS[one.papers[0]]
    )
    picture: Image.Image = eyes.picture(data.data, 0, dpi=100)
    return picture


def colours(picture: Image.Image, least: int = 1) -> set[tuple[int, int, int]]:
    """Return the colours that at least so many pixels have."""
    data = picture.convert("RGB").tobytes()
    found = Counter(zip(data[::3], data[1::3], data[2::3], strict=True))
    return {colour for colour, count in found.items() if count >= least}


def ink(picture: Image.Image) -> float:
    """Return the share of a page that is not white, as a printer counts it."""
    data = picture.convert("L").tobytes()
    return 1 - sum(data) / len(data) / 255


@pytest.mark.parametrize("product", ["sheet", "card"])
def test_black_alone_has_no_pixel_of_a_colour(tmp_path: Path, product: str) -> None:
    found = colours(page(tmp_path, "base: mono\n", product))
    assert len(found) > 2
    assert [c for c in found if max(c) - min(c) > 2] == []


def test_the_colours_of_a_theme_are_those_of_the_paper(tmp_path: Path) -> None:
    theme = "accent: '#00441b'\nalarm: '#c0203c'\ntint: '#fdf6ff'\nink: '#101820'\n"
    found = colours(page(tmp_path, theme, "sheet"), 20)
    assert {(0, 0x44, 0x1B), (0xC0, 0x20, 0x3C), (0xFD, 0xF6, 0xFF), (0x10, 0x18, 0x20)} <= found


@pytest.mark.parametrize("product", ["sheet", "card"])
def test_one_that_saves_ink_needs_less_than_half(tmp_path: Path, product: str) -> None:
    usual = ink(page(tmp_path / "usual", "base: teal\n", product))
    saved = ink(page(tmp_path / "saved", "base: ink-saver\n", product))
    assert 0 < saved < (0.5 if product == "card" else 0.75) * usual


def test_the_face_of_headings_is_on_the_paper(tmp_path: Path) -> None:
    plain, headed = (
        page(tmp_path / name, text, "sheet")
        for name, text in (("plain", "corner: 0.8\n"), ("headed", "heading: mukta\n"))
    )
    assert plain.tobytes() != headed.tobytes()
