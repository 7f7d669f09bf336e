"""Pictures on paper: as large as their pixels were counted for, tagged, and always the same."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from PIL import Image as Pixels

from tests.blocks.guides import guide, svg
from tests.setting.test_accessibility import elements
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.forms.papers import PAPERS
from vademecum.forms.products import FORMS
from vademecum.forms.rooms import ROOMS
from vademecum.setting import fonts, template
from vademecum.setting.compositor import Compositor
from vademecum.setting.engine import EngineComplaint, FontSet, LoadedDocument, ProjectFetcher
from vademecum.setting.fit import Fitted

PT_PER_MM = 72 / 25.4
GUIDE = """
blocks:
  top: {kind: masthead, logo: sign}
  wide: {kind: picture, picture: wide, width: page}
  half: {kind: picture, picture: wide, caption: true}
  tall: {kind: picture, picture: tall, width: page}
  photo: {kind: picture, picture: photo, width: page}
products:
  sheet: {form: sheet, panels: {a: [top, wide, half], b: [tall, photo]}}
  card: {form: card, papers: [business-us], panels: {a: [top, half], b: [wide]}}
titles: {ar: تجربة}
place: none
pictures:
  sign: <circle cx="20" cy="10" r="9"/>
  wide: <path d="M0 0h40v20h-40z"/><text x="1" y="9" font-size="3">A 1</text>
  tall: TALL
words:
  en:
    top: {alt: Our sign}
    wide: {alt: A map of the "old" town & its <streets>}
    half: {alt: A map, caption: The way}
    tall: {alt: A tower}
    photo: {alt: The house}
  ar:
    top: {alt: رمزنا}
    wide: {alt: خريطة البلدة القديمة}
    half: {alt: خريطة, caption: الطريق}
    tall: {alt: برج}
    photo: {alt: البيت}
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    tall = svg('<path d="M0 0h9v40h-9z"/>', "viewBox='0 0 10 40'").replace('"', "'")
    folder = guide(tmp_path_factory.mktemp("pictures"), GUIDE.replace("TALL", f'"{tall}"'))
    Pixels.linear_gradient("L").resize((1600, 200)).save(folder.path / "pictures" / "photo.png")
    with (folder.path / "pictures.yaml").open("a") as rows:
        rows.write("photo: {file: photo.png, source: a test, licence: MIT, checked: 2026-11-01,\n")
        rows.write("        shelf_life: 9, letters: none}\n")
    return folder.guide()


def made(guide: Guide, tag: str, product: str) -> bytes:
    edition = compose(guide, tag)
    typefaces = fonts.typefaces(edition)
    document = template.pour(edition, typefaces, guide.products[product])
    compositor = Compositor(edition, {product: document}, typefaces.files())
    paper = PAPERS[guide.products[product].papers[-1]]
    return compositor.set(guide.products[product], paper).data


def figures(data: bytes) -> list[tuple[str, float, float]]:
    """Return the text in the place of each figure, and its width and height in millimetres."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for figure in elements(pdf):
            if figure.S == "/Figure":
                left, bottom, right, top = (float(v) / PT_PER_MM for v in figure.A.BBox)
                found.append((str(figure.Alt), right - left, top - bottom))
    return found


@pytest.fixture(scope="module")
def papers(whole: Guide) -> dict[tuple[str, str], bytes]:
    return {(tag, product): made(whole, tag, product) for tag in ("en", "ar") for product in FORMS}


ALTS = {
    ("en", "sheet"): ["Our sign", 'A map of the "old" town & its <streets>', "A map", "A tower", "The house"],
    ("en", "card"): ["Our sign", "A map", 'A map of the "old" town & its <streets>'],
    ("ar", "sheet"): ["رمزنا", "خريطة البلدة القديمة", "خريطة", "برج", "البيت"],
    ("ar", "card"): ["رمزنا", "خريطة", "خريطة البلدة القديمة"],
}  # fmt: skip


@pytest.mark.parametrize(("paper", "alts"), ALTS.items(), ids=map("-".join, ALTS))
def test_those_who_see_no_picture_are_told_what_it_shows(
    paper: tuple[str, str], alts: list[str], papers: dict[tuple[str, str], bytes]
) -> None:
    assert [alt for alt, _, _ in figures(papers[paper])] == alts
    report = page.validate_pdf_bytes(papers[paper], profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [(f.rule_id, f.message) for f in report.failures]


RATIOS = {"Our sign": (2.0, "logo"), "A map": (2.0, "column"), "A tower": (0.25, "page"),
          'A map of the "old" town & its <streets>': (2.0, "page"), "The house": (8.0, "page")}  # fmt: skip


@pytest.mark.parametrize("product", FORMS)
def test_a_picture_is_as_wide_as_its_pixels_were_counted_for(
    product: str, papers: dict[tuple[str, str], bytes]
) -> None:
    """On the widest paper of the form; the style sheets and forms/rooms.py say the same."""
    for alt, width, height in figures(papers["en", product]):
        ratio, wide = RATIOS[alt]
        room = ROOMS[product][wide]
        assert width <= room.width + 0.05, alt
        assert height <= room.height + 0.05, alt
        assert width == pytest.approx(room.printed(ratio), rel=0.02), alt


def test_the_same_guide_is_the_same_bytes(
    whole: Guide, papers: dict[tuple[str, str], bytes]
) -> None:
    assert made(whole, "ar", "card") == papers["ar", "card"]


def test_no_more_pixels_than_the_paper_shows_are_in_the_file(
    papers: dict[tuple[str, str], bytes],
) -> None:
    with pikepdf.open(io.BytesIO(papers["en", "sheet"])) as pdf:
        images = [image for page in pdf.pages for image in page.get_images().values()]
        widths = {int(image.Width) for image in images}
    assert widths == {1600}


def fetch(files: dict[str, bytes], url: str) -> Any:
    return ProjectFetcher(files, {}).fetch(url)


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"<svg/>", "image/svg+xml"), (b"\x89PNG\r\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg")],
)
def test_the_engine_is_given_what_the_document_shows(data: bytes, kind: str) -> None:
    response = fetch({"picture:1f": data}, "picture:1f")
    assert (response.read(), response.content_type) == (data, kind)


@pytest.mark.parametrize(
    "url", ["picture:2f", "picture:", "picture:1f#a", "picture:../1f", "PICTURE:1f", "pictures/1f",
            "file:///templates/picture:1f", "data:image/png,1f"]
)  # fmt: skip
def test_the_engine_is_given_no_other_picture(url: str) -> None:
    with pytest.raises(ValueError, match="blocked"):
        fetch({"picture:1f": b"<svg/>"}, url)


def test_a_drawing_cannot_fetch_anything(whole: Guide, tmp_path: Path) -> None:
    """Nothing of the kind passes the list of what is allowed; the fetcher is the second wall."""
    edition = compose(whole, "en")
    typefaces = fonts.typefaces(edition)
    document = template.pour(edition, typefaces, whole.products["card"])
    evil = svg('<image href="file:///etc/hostname" width="9" height="9"/>').encode()
    files = {
        name: evil if name.startswith("picture:") else data for name, data in document.files.items()
    }
    loaded = LoadedDocument(document.html, files, FontSet(typefaces.files()))
    pages = loaded.lay_out(
        template.measures(PAPERS["business-us"], Fitted(7.0, 0.0), FORMS["card"])
    )
    with pytest.raises(EngineComplaint, match="Failed to render"):
        pages.pdf("pdf/ua-1", actual_size=False)
