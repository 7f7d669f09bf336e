"""The engine: fetches nothing outside the project and lets no warning pass."""

from collections.abc import Mapping

import pytest

from vademecum import fonts, plant, repairs, template
from vademecum.composition import compose
from vademecum.engine import BASE, EngineComplaint, ProjectFetcher, lay_out
from vademecum.fonts import Fount
from vademecum.guide import Guide

Type = Mapping[str, bytes]


@pytest.fixture(scope="module")
def fount(small: Guide) -> Fount:
    return fonts.order(compose(small, "en"))


@pytest.fixture(scope="module")
def type(fount: Fount) -> Type:
    return fount.cast()


def page(fount: Fount, body: str, style: str = "") -> str:
    faces = "".join(
        f'@font-face {{ font-family: "{cut.family}"; font-weight: {cut.weight};'
        f' src: url("{cut.url}") }}'
        for cut in fount.cuts
    )
    family = f'html {{ font-family: "{fount.families[0]}" }}'
    head = f"<title>x</title><style>{faces}{family}{style}</style>"
    return f'<html lang="en"><head>{head}</head><body>{body}</body></html>'


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
def test_a_document_that_reaches_out_fails(fount: Fount, type: Type, body: str) -> None:
    with pytest.raises(EngineComplaint):
        lay_out(page(fount, body), FILES, type).pdf("pdf/ua-1", False, False)


def test_a_warning_of_the_engine_is_a_complaint(fount: Fount, type: Type) -> None:
    with pytest.raises(EngineComplaint, match="colour"):
        lay_out(page(fount, "x", "p { colour: red }"), {}, type)


def test_a_missing_glyph_is_a_complaint(fount: Fount, type: Type) -> None:
    pages = lay_out(page(fount, "<p>⛵</p>"), {}, type)
    with pytest.raises(EngineComplaint, match="notdef"):
        pages.pdf("pdf/ua-1", False, False)


def test_type_that_stands_out_of_the_page_is_measured(fount: Fount, type: Type) -> None:
    style = "@page { size: 50mm 50mm; margin: 5mm } p { margin: 0; white-space: nowrap }"
    wide = f"<p>{'MTS ' * 30}</p>"
    pages = lay_out(page(fount, wide, style), {}, type)
    assert pages.layout.overhang > 20
    assert lay_out(page(fount, "<p>MTS</p>", style), {}, type).layout.overhang == 0


def test_no_system_font_is_reachable(fount: Fount, type: Type) -> None:
    # Any machine with fonts at all has one with Greek; the edition's type has none.
    pages = lay_out(page(fount, "<p>\u03c9</p>"), {}, type)
    with pytest.raises(EngineComplaint, match="notdef"):
        pages.pdf("pdf/ua-1", False, False)


def test_a_document_without_type_is_refused() -> None:
    # With no font at all Pango crashes the process.
    with pytest.raises(ValueError, match="no type"):
        lay_out("<html></html>", {}, {})


def test_the_repairs_refuse_an_engine_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    import weasyprint

    monkeypatch.setattr(weasyprint, "VERSION", "71.0")
    with pytest.raises(RuntimeError, match="look at them again"):
        repairs.apply(weasyprint)


def test_versions_name_the_engine_and_pango() -> None:
    versions = plant.versions()
    assert versions["WeasyPrint"].startswith("70.")
    assert versions["Pango"].count(".") == 2
