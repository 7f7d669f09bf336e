"""Every kind of block, in every way that it can be set, on paper without end: nothing is lost."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest

from tests.blocks.guides import guide
from tests.setting.specimen import specimen
from tests.trying import one_in, swept
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.edition.edition import Edition
from vademecum.forms.papers import PAPERS
from vademecum.setting import fonts, misfits, proof, template
from vademecum.setting.compositor import ENDLESS, VARIANT, Compositor
from vademecum.setting.engine import Pages
from vademecum.setting.fit import Fitted
from vademecum.setting.viewer import opened

PRODUCTS = [
    f"{form}-{way}" for form in ("sheet", "card") for way in ("below", "beside-mts", "flow")
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    return specimen(tmp_path_factory.mktemp("specimen"))


@pytest.fixture(scope="module")
def compositors(whole: Guide) -> dict[str, Compositor]:
    return {tag: compositor(compose(whole, tag)) for tag in whole.languages}


def compositor(edition: Edition) -> Compositor:
    type = fonts.typefaces(edition)
    documents = {
        id: template.pour(edition, type, made.product) for id, made in edition.made.items()
    }
    return Compositor(edition, documents, type.files())


@pytest.fixture(
    scope="module", params=swept(PRODUCTS, "sheet-below", "card-beside-mts", "card-flow")
)
def product(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=["en", "ar"])
def tag(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def pages(compositors: dict[str, Compositor], tag: str, product: str) -> Pages:
    return laid_out(compositors[tag], product)


def laid_out(compositor: Compositor, product: str) -> Pages:
    made = compositor.edition.made[product].product
    paper = replace(PAPERS[made.papers[0]], height=ENDLESS)
    size = made.form.sizes(compositor.edition.language.setting).floor
    return compositor.galley(made).lay_out(paper, Fitted(size, 0.0))


@one_in(3)
def test_every_block_is_on_its_page_whole(
    compositors: dict[str, Compositor], tag: str, product: str, pages: Pages
) -> None:
    layout = pages.layout
    texts = compositors[tag].documents[product].texts
    assert len(layout) == 2
    assert list(proof.lost(layout, texts)) == []
    assert layout.overhang <= misfits.TOLERANCE
    assert list(pages.touching()) == []


def test_every_block_conforms_to_pdf_ua_1_and_is_read_back(
    compositors: dict[str, Compositor], tag: str, product: str, pages: Pages
) -> None:
    data = pages.pdf(VARIANT, False)
    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [(f.rule_id, f.message) for f in report.failures]
    texts = compositors[tag].documents[product].texts
    with opened(data) as viewer:
        assert list(proof.unreadable(viewer.text, texts, viewer.finds)) == []


HEADED = """
blocks:
  top: {kind: masthead}
  bare: {kind: text, title: false, paragraphs: [one]}
  said: {kind: text, paragraphs: [one]}
  loud: {kind: callout, level: danger, title: true}
panels: PANELS
words:
  en:
    top: {title: Head}
    bare: {paragraphs: {one: Bare}}
    said: {title: Said, paragraphs: {one: One}}
    loud: {title: Loud, text: Look}
"""


@pytest.mark.parametrize(
    ("panels", "levels"),
    [
        ("{front: [said, loud]}", ["H1", "H2"]),
        ("{front: [loud], back: [said]}", ["H1", "H2"]),
        ("{front: [bare, [said, loud]]}", ["H1", "H2"]),
        ("{front: [bare], back: [said, loud]}", ["H1", "H2"]),
        ("{front: [{flow: [said, loud], in: 2, numbered: true}]}", ["H1", "H2"]),
        ("{front: [top, said, loud]}", ["H1", "H2", "H2"]),
        ("{front: [top, said], back: [loud]}", ["H1", "H2", "H2"]),
        ("{front: [bare, top, said]}", ["H1", "H2"]),
        ("{front: [said], back: [top, loud]}", ["H1", "H2", "H2"]),
        ("{front: [top], back: [top]}", ["H1", "H2"]),
        ("{front: [said], back: [said]}", ["H1", "H2"]),
    ],
)
def test_a_product_begins_with_its_one_heading_of_the_first_level(
    panels: str, levels: list[str], tmp_path: Path
) -> None:
    """Whether its first panel has a masthead or not."""
    headed, _ = guide(tmp_path, HEADED.replace("PANELS", panels)).load()
    assert headed is not None
    data = laid_out(compositor(compose(headed, "en")), "page").pdf(VARIANT, False)
    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [(f.rule_id, f.message) for f in report.failures]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert list(headings(pdf.Root.StructTreeRoot)) == levels


def headings(element: Any) -> Iterator[str]:
    """Yield the headings of a structure tree, in their order."""
    if str(element.get("/S", "")) in ("/H1", "/H2", "/H3"):
        yield str(element.S)[1:]
    kids: Any = element.get("/K", [])
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from headings(kid)
