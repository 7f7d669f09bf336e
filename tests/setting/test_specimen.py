"""Every kind of block, in every way that it can be set, on paper without end: nothing is lost."""

from dataclasses import replace

import page
import pytest

from tests import eyes
from tests.setting.specimen import specimen
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.forms.papers import PAPERS
from vademecum.setting import fonts, proof, template
from vademecum.setting.compositor import ENDLESS, VARIANT, Compositor
from vademecum.setting.engine import Pages
from vademecum.setting.fit import Fitted

PRODUCTS = [
    f"{form}-{way}" for form in ("sheet", "card") for way in ("below", "beside-mts", "flow")
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    return specimen(tmp_path_factory.mktemp("specimen"))


@pytest.fixture(scope="module")
def compositors(whole: Guide) -> dict[str, Compositor]:
    found = {}
    for tag in whole.languages:
        edition = compose(whole, tag)
        type = fonts.typefaces(edition)
        documents = {
            id: template.pour(edition, type, made.product) for id, made in edition.made.items()
        }
        found[tag] = Compositor(edition, documents, type.files())
    return found


def laid_out(compositor: Compositor, product: str) -> Pages:
    made = compositor.edition.made[product].product
    paper = replace(PAPERS[made.papers[0]], height=ENDLESS)
    size = made.form.sizes(compositor.edition.language.setting).floor
    return compositor.galley(made).lay_out(paper, Fitted(size, 0.0))


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_every_block_is_on_its_page_whole(
    compositors: dict[str, Compositor], tag: str, product: str
) -> None:
    layout = laid_out(compositors[tag], product).layout
    texts = compositors[tag].documents[product].texts
    assert len(layout) == 2
    assert list(proof.lost(layout, texts)) == []
    assert layout.overhang <= proof.TOLERANCE


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_every_block_conforms_to_pdf_ua_1_and_is_read_back(
    compositors: dict[str, Compositor], tag: str, product: str
) -> None:
    rtl = tag == "ar"
    data = laid_out(compositors[tag], product).pdf(VARIANT, rtl, False)
    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [(f.rule_id, f.message) for f in report.failures]
    texts = compositors[tag].documents[product].texts
    seen = eyes.visual_lines(data)
    assert list(proof.unreadable(eyes.text(data), seen, texts, rtl)) == []
