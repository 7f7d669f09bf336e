"""Repairs: each is still needed, and each does what it is for.

The first half runs the engine as it is, in a process of its own, and sees the fault. When a new
version has mended it, that test fails, and the repair can go.
"""

import json
import subprocess
import sys
from functools import cache
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.trying import left_to_the_gates

SCRIPT = r"""
import io, json, sys, warnings
from dataclasses import replace
from unicodedata import normalize
warnings.simplefilter("ignore")
from vademecum.setting import repairs
if sys.argv[1] == "bare":
    repairs.apply = lambda weasyprint: None
import page, pikepdf, pypdfium2
from vademecum.content import reading
from vademecum.content.house import House
from tests import eyes
from vademecum.setting import engine, fonts, template
from vademecum.edition.composition import compose
guide, _ = reading.load(__import__("pathlib").Path("content/russia-sim-top-up"), House(template.folder()))
edition = compose(guide, "hi")
moved = "करूँЖ"
marked = "ọ̀rọ̀ gbogbo ẹ̀dá èdè"
typefaces = fonts.typefaces(edition)
typefaces = replace(typefaces, cuts=tuple(replace(c, characters=fonts.needed([c.characters, marked, moved])) for c in typefaces.cuts))
words = str(edition.made["checklist"].blocks[0].lead.lead)
faces = "".join(f'@font-face {{ font-family: "{c.family}"; font-weight: {c.weight}; src: url("{c.url}") }}' for c in typefaces.cuts)
family = ", ".join(f'"{name}"' for name in typefaces.families)
html = f'''<html lang="hi"><head><title>t</title><style>{faces} html {{ font-family: {family} }}
svg {{ display: block; width: 20mm; height: 20mm }}</style></head><body><h1>{edition.title}</h1><p>{words}</p>
<p>{moved}</p><p lang="ru">Есть комиссия?</p><p lang="yo">{marked}</p><table><tr><th scope="row">{edition.title}</th><td>112</td></tr></table>
<p><a href="https://mts.ru">mts.ru</a></p>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>t</title><path d="M0 0h1v1z"/></svg></body></html>'''
engine_log = []
import logging
if sys.argv[1] == "bare":
    logging.getLogger("weasyprint").addHandler(logging.NullHandler())
pages = engine.LoadedDocument(html, {}, engine.FontSet(typefaces.files())).lay_out()
try:
    data = pages.pdf("pdf/ua-1", False)
except engine.EngineComplaint as complaint:
    engine_log = list(complaint.messages)
    data = pages.document.write_pdf(pdf_variant="pdf/ua-1")
boxes = pages.document.pages[0]._page_box.descendants()
edge = next(0.75 * (box.position_x + box.width) for box in boxes if getattr(box, "text", "") == moved)
with pypdfium2.PdfDocument(data) as document:
    shown = [item.get_bounds() for item in document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT])]
report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
with pikepdf.open(io.BytesIO(data)) as pdf:
    elements = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem"]
    links = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Subtype") == "/Link"]
    print(json.dumps({
        "words": "".join(words.split()) in "".join(eyes.text(data).split()),
        "moved": any(abs(right - edge) < 1 for left, bottom, right, top in shown),
        "marks": marked in normalize("NFC", eyes.text(data)),
        "rules": sorted({failure.rule_id for failure in report.failures}),
        "language": any(str(e.get("/Lang", "")) == "ru" for e in elements),
        "scope": any("/Scope" in e.get("/A", {}) for e in elements if e.S == "/TH"),
        "printed": all(int(link.get("/F", 0)) & 4 for link in links),
        "box": [[float(v) for v in e.A.BBox] for e in elements if e.S == "/Figure"][0],
        "subset": engine.weasyprint.pdf.fonts.Font.subset.__module__,
    }))
"""


@cache
def result(mode: str) -> dict[str, Any]:
    """Return what a document looks like as the engine makes it, bare or repaired."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, mode], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@left_to_the_gates
@pytest.mark.parametrize(
    ("what", "repaired"),
    [
        pytest.param("words", True, id="ActualText for Indic and Thai text, WeasyPrint issue 2841"),
        pytest.param("moved", True, id="the move before another face"),
        pytest.param("marks", True, id="a character for each glyph, WeasyPrint issue 2841"),
        pytest.param("language", True, id="Lang of an element in another language"),
        pytest.param("scope", True, id="Scope of a table header"),
        pytest.param("printed", True, id="Print flag of a link"),
    ],
)
def test_a_repair_is_still_needed_and_works(what: str, repaired: bool) -> None:
    assert result("bare")[what] is not repaired, "the engine has mended this: take the repair out"
    assert result("repaired")[what] is repaired


@left_to_the_gates
def test_glyphs_without_characters_still_fail_pdf_ua_and_the_repair_helps() -> None:
    assert any("7.21.7" in rule or "UNICODE" in rule for rule in result("bare")["rules"])
    assert result("repaired")["rules"] == []


def test_figures_still_stand_in_pixels_from_the_top_and_the_repair_turns_them() -> None:
    left, top, right, bottom = result("bare")["box"]
    assert right - left == pytest.approx(20 / 25.4 * 96, abs=0.1)
    left, bottom, right, top = result("repaired")["box"]
    assert right - left == pytest.approx(20 / 25.4 * 72, abs=0.1)
    assert 0 < bottom < top < 842


def test_the_engine_still_has_no_cutter_of_its_own_and_ours_is_used() -> None:
    assert result("bare")["subset"] == "weasyprint.pdf.fonts"
    assert result("repaired")["subset"] == "vademecum.setting.repairs"
