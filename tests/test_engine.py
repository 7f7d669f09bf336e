"""The engine: fetches nothing outside the project and lets no warning pass."""

from pathlib import Path

import pytest

from vademecum import engine, fonts, repairs, template
from vademecum.composition import compose
from vademecum.engine import EngineComplaint, ProjectFetcher, lay_out
from vademecum.fonts import Fount
from vademecum.guide import Guide

EMPTY = Fount((), (), ())


@pytest.fixture(scope="module")
def fount(small: Guide) -> Fount:
    return fonts.cast(compose(small, "en"))


def page(fount: Fount, body: str, style: str = "") -> str:
    faces = "".join(
        f'@font-face {{ font-family: "{cut.family}"; font-weight: {cut.weight};'
        f' src: url("{cut.url}") }}'
        for cut in fount.cuts
    )
    family = f'html {{ font-family: "{fount.families[0]}" }}'
    head = f"<title>x</title><style>{faces}{family}{style}</style>"
    return f'<html lang="en"><head>{head}</head><body>{body}</body></html>'


def test_a_file_below_the_root_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p { color: red }")
    response = ProjectFetcher(tmp_path, EMPTY).fetch((tmp_path / "a.css").as_uri())
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
        "{root}/../secret.css",
        "{root}/%2e%2e/secret.css",
        "{root}/link.css",
        "{root}/folder",
        "{root}/script.py",
        "{root}/missing.css",
        "font:0123456789abcdef",
    ],
)
def test_nothing_else_is_fetched(tmp_path: Path, address: str) -> None:
    root = tmp_path / "root"
    (root / "folder").mkdir(parents=True)
    (tmp_path / "secret.css").write_text("p { color: red }")
    (root / "script.py").write_text("x")
    (root / "link.css").symlink_to(tmp_path / "secret.css")
    with pytest.raises(ValueError, match="blocked"):
        ProjectFetcher(root, EMPTY).fetch(address.replace("{root}", root.as_uri()))


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
def test_a_document_that_reaches_out_fails(tmp_path: Path, fount: Fount, body: str) -> None:
    (tmp_path / "secret.css").write_text("p { color: red }")
    root = tmp_path / "root"
    root.mkdir()
    with pytest.raises(EngineComplaint):
        lay_out(page(fount, body), root, fount).pdf("pdf/ua-1", False, False)


def test_a_warning_of_the_engine_is_a_complaint(fount: Fount) -> None:
    with pytest.raises(EngineComplaint, match="colour"):
        lay_out(page(fount, "x", "p { colour: red }"), template.folder(), fount)


def test_a_missing_glyph_is_a_complaint(fount: Fount) -> None:
    pages = lay_out(page(fount, "<p>⛵</p>"), template.folder(), fount)
    with pytest.raises(EngineComplaint, match="notdef"):
        pages.pdf("pdf/ua-1", False, False)


def test_type_that_stands_out_of_the_page_is_measured(fount: Fount) -> None:
    style = "@page { size: 50mm 50mm; margin: 5mm } p { margin: 0; white-space: nowrap }"
    wide = f"<p>{'MTS ' * 30}</p>"
    pages = lay_out(page(fount, wide, style), template.folder(), fount)
    assert pages.layout.overhang > 20
    assert lay_out(page(fount, "<p>MTS</p>", style), template.folder(), fount).layout.overhang == 0


def test_no_system_font_is_reachable(fount: Fount) -> None:
    # Any machine with fonts at all has one with Greek; the edition's type has none.
    pages = lay_out(page(fount, "<p>\u03c9</p>"), template.folder(), fount)
    with pytest.raises(EngineComplaint, match="notdef"):
        pages.pdf("pdf/ua-1", False, False)


def test_a_document_without_type_is_refused() -> None:
    # With no font at all Pango crashes the process.
    with pytest.raises(ValueError, match="no type"):
        lay_out("<html></html>", template.folder(), EMPTY)


def test_the_repairs_refuse_an_engine_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    import weasyprint

    monkeypatch.setattr(weasyprint, "VERSION", "71.0")
    with pytest.raises(RuntimeError, match="look at them again"):
        repairs.apply(weasyprint)


def test_versions_name_the_engine_and_pango() -> None:
    versions = engine.versions()
    assert versions["WeasyPrint"].startswith("70.")
    assert versions["Pango"].count(".") == 2
