"""The engine: fetches nothing outside the project and lets no warning pass."""

from io import BytesIO

import pikepdf
import pytest

from tests.setting.pages import Type, page
from vademecum.build import versions
from vademecum.setting import repairs, template
from vademecum.setting.engine import BASE, EngineComplaint, FontSet, LoadedDocument, ProjectFetcher
from vademecum.setting.fonts import Typefaces

FILES = {"style/a b.css": b"p { color: red }", "script.py": b"x"}


def test_a_file_that_the_document_was_given_is_fetched() -> None:
    response = ProjectFetcher(FILES, {}).fetch(f"{BASE}style/a%20b.css")
    assert response.read() == b"p { color: red }"


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/a.css",
        "https://example.org/a.css",
        "ftp://example.org/a.css",
        "data:text/css,p{}",
        "file://host/etc/passwd",
        "file:///etc/passwd",
        "file:///etc/hostname",
        "{base}../secret.css",
        "{base}%2e%2e/secret.css",
        "{base}style",
        "{base}script.py",
        "{base}missing.css",
        "{here}",
        "font:0123456789abcdef",
    ],
)
def test_nothing_else_is_fetched(address: str) -> None:
    here = (template.folder() / "style" / "base.css").as_uri()
    with pytest.raises(ValueError, match="blocked"):
        ProjectFetcher(FILES, {}).fetch(address.replace("{base}", BASE).replace("{here}", here))


@pytest.mark.parametrize(
    "body",
    [
        '<img src="file:///etc/passwd" alt="x">',
        '<img src="http://localhost:9/x.png" alt="x">',
        '<link rel="stylesheet" href="../secret.css">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<p style="background: url(http://localhost:9/x.png)">x</p>',
    ],
)
def test_a_document_that_reaches_out_fails(typefaces: Typefaces, type: Type, body: str) -> None:
    with pytest.raises(EngineComplaint):
        LoadedDocument(page(typefaces, body), FILES, FontSet(type)).lay_out().pdf("pdf/ua-1", False)


def test_a_warning_of_the_engine_is_a_complaint(typefaces: Typefaces, type: Type) -> None:
    with pytest.raises(EngineComplaint, match="colour"):
        LoadedDocument(page(typefaces, "x", "p { colour: red }"), {}, FontSet(type)).lay_out()


def test_a_missing_glyph_is_a_complaint(typefaces: Typefaces, type: Type) -> None:
    pages = LoadedDocument(page(typefaces, "<p>⛵</p>"), {}, FontSet(type)).lay_out()
    with pytest.raises(EngineComplaint, match="notdef"):
        pages.pdf("pdf/ua-1", False)


def test_type_that_stands_out_of_the_page_is_measured(typefaces: Typefaces, type: Type) -> None:
    style = "@page { size: 50mm 50mm; margin: 5mm } p { margin: 0; white-space: nowrap }"
    wide = f"<p>{'MTS ' * 30}</p>"
    pages = LoadedDocument(page(typefaces, wide, style), {}, FontSet(type)).lay_out()
    assert pages.layout.overhang > 20
    assert (
        LoadedDocument(page(typefaces, "<p>MTS</p>", style), {}, FontSet(type))
        .lay_out()
        .layout.overhang
        == 0
    )


@pytest.mark.parametrize(
    ("cells", "overhang"),
    [
        ("<td>MTS</td><td>MTS</td>", 0.0),
        ("<td>MegaFon MegaFon MegaFon</td><td>MTS</td>", 10.0),
        ("<td>MTS</td><td>MegaFon MegaFon MegaFon</td>", 10.0),
        ("<td><div><span>MegaFon MegaFon MegaFon</span></div></td><td></td>", 10.0),
        ("<td dir='rtl'>MTS</td><td dir='rtl'>MegaFon MegaFon MegaFon</td>", 10.0),
        ("<td colspan='2'>MegaFon MegaFon MegaFon</td>", 0.0),
    ],
)
def test_type_that_stands_out_of_its_cell_is_measured(
    typefaces: Typefaces, type: Type, cells: str, overhang: float
) -> None:
    """It would lie on what stands beside it, though it is well inside the page."""
    style = """@page { size: 90mm 50mm; margin: 5mm 20mm } html { font-size: 10pt } body { margin: 0 }
        table { table-layout: fixed; width: 50mm; border-spacing: 0 } td { white-space: nowrap; padding: 0 }"""
    body = f"<table><tr>{cells}</tr></table>"
    layout = LoadedDocument(page(typefaces, body, style), {}, FontSet(type)).lay_out().layout
    assert layout.overhang == pytest.approx(overhang, abs=8 if overhang else 0)
    assert (layout.overhang > 1) == bool(overhang)


@pytest.mark.parametrize(
    ("cell", "is_out"),
    [
        ("style='padding-right: 12mm'>MegaFon MTS", True),
        ("style='padding-right: 1mm'>MegaFon MTS", False),
        ("style='padding-right: 12mm'>MTS", False),
        ("style='padding-left: 12mm; text-indent: -11mm'>MTS", False),
        ("style='padding-left: 12mm; text-indent: -11mm; padding-right: 8mm'>MegaFon MTS", True),
        ("dir='rtl' style='padding-left: 12mm'>MegaFon MTS", True),
        ("dir='rtl' style='padding-left: 1mm'>MegaFon MTS", False),
        ("dir='rtl' style='padding-right: 12mm; text-indent: -11mm'>MTS", False),
    ],
)
def test_a_sign_may_hang_before_its_cell_and_no_type_stands_behind_it(
    typefaces: Typefaces, type: Type, cell: str, is_out: bool
) -> None:
    style = """@page { size: 90mm 50mm; margin: 5mm 20mm } html { font-size: 10pt } body { margin: 0 }
        table { table-layout: fixed; width: 50mm; border-spacing: 0 } td { white-space: nowrap; padding: 0 }"""
    body = f"<table><tr><td {cell}</td><td></td></tr></table>"
    layout = LoadedDocument(page(typefaces, body, style), {}, FontSet(type)).lay_out().layout
    assert (layout.overhang > 0.5) == is_out


def test_no_system_font_is_reachable(typefaces: Typefaces, type: Type) -> None:
    # Any machine with fonts at all has one with Greek; the edition's type has none.
    pages = LoadedDocument(page(typefaces, "<p>\u03c9</p>"), {}, FontSet(type)).lay_out()
    with pytest.raises(EngineComplaint, match="notdef"):
        pages.pdf("pdf/ua-1", False)


def test_a_document_is_laid_out_again_and_again_as_if_it_were_new(
    typefaces: Typefaces, type: Type
) -> None:
    def style(size: int) -> str:
        return f"@page {{ size: 60mm {9 * size}mm; margin: 5mm }} html {{ font-size: {size}pt }}"

    body = "<link rel='stylesheet' href='style/a b.css'><p><b>MTS</b> and MegaFon</p>" * 3
    again = LoadedDocument(page(typefaces, body), FILES, FontSet(type))
    pages = [again.lay_out(style(size)) for size in (8, 12, 8)]
    first, larger, last = (one.pdf("pdf/ua-1", False) for one in pages)
    assert first == last != larger
    assert first == LoadedDocument(page(typefaces, body), FILES, FontSet(type)).lay_out(
        style(8)
    ).pdf("pdf/ua-1", False)
    assert b"1 0 0 rg" in _contents(first)  # the style sheet was read, once and for all


def _contents(data: bytes) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        return bytes(pdf.pages[0].Contents.read_bytes())


def test_a_document_without_type_is_refused() -> None:
    # With no font at all Pango crashes the process.
    with pytest.raises(ValueError, match="no type"):
        LoadedDocument("<html></html>", {}, FontSet({}))


def test_the_repairs_refuse_an_engine_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    import weasyprint

    monkeypatch.setattr(weasyprint, "VERSION", "71.0")
    with pytest.raises(RuntimeError, match="look at them again"):
        repairs.apply(weasyprint)


def test_versions_name_the_engine_and_pango() -> None:
    shown = versions.shown()
    assert shown["WeasyPrint"].startswith("70.")
    assert shown["Pango"].count(".") == 2


def test_a_style_sheet_that_the_engine_complains_of_is_refused_by_every_document() -> None:
    page = (
        '<html lang="en"><head><link rel="stylesheet" href="bad.css"></head><body>a</body></html>'
    )
    type = FontSet({"font:a": b"any"})
    for _ in range(2):
        with pytest.raises(EngineComplaint, match="colour"):
            LoadedDocument(page, {"bad.css": b"p { colour: red }"}, type)
