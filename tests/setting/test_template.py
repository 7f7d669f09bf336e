"""Templates: what goes into them is text, whatever it looks like."""

import re

import pytest

from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.edition.edition import texts
from vademecum.setting import fonts, template
from vademecum.setting.template import Document, TextSetter, halves
from vademecum.text.runs import Run, Text


def setter(guide: Guide, tag: str) -> TextSetter:
    return TextSetter(compose(guide, tag))


def poured(guide: Guide, tag: str, product: str = "checklist") -> Document:
    edition = compose(guide, tag)
    return template.pour(edition, fonts.typefaces(edition), guide.products[product])


def html(guide: Guide, tag: str, product: str = "checklist") -> str:
    return poured(guide, tag, product).html


def test_markup_in_words_is_escaped(small: Guide) -> None:
    assert (
        str(setter(small, "en").set(Text((Run("<script>&{{x}}"),)))) == "&lt;script&gt;&amp;{{x}}"
    )


def test_an_isolated_run_is_wrapped_left_to_right(small: Guide) -> None:
    run = Run("*100#", strong=True, isolated=True)
    markup = str(setter(small, "ar").set(Text((run,), marked=True)))
    mark = '<span class="mark">\u2060†</span>'
    assert markup == f'<strong><bdi dir="ltr">*100#{mark}</bdi></strong>'


def test_a_code_in_a_left_to_right_text_needs_no_wrapping_and_does_not_break(small: Guide) -> None:
    markup = str(setter(small, "en").set(Text((Run("19–20", isolated=True),))))
    assert markup == "19–\u206020"


def test_where_a_dictionary_breaks_lines_a_code_is_wrapped_too(russia: Guide) -> None:
    markup = str(setter(russia, "th").set(Text((Run("19–20", isolated=True),))))
    assert markup == '<bdi dir="ltr">19–\u206020</bdi>'


def test_hangul_words_are_kept_whole(russia: Guide) -> None:
    markup = str(setter(russia, "ko").set(Text((Run("번호를 확인"),))))
    assert markup == "번\u2060호\u2060를 확\u2060인"


@pytest.mark.parametrize("product", ["checklist", "card"])
def test_the_document_says_its_language_and_direction(small: Guide, product: str) -> None:
    document = html(small, "ar", product)
    assert '<html lang="ar" dir="rtl">' in document
    assert 'lang="ru" dir="ltr"' in document
    assert "<title>دليل صغير</title>" in document


def test_only_fonts_and_style_sheets_are_fetched(small: Guide) -> None:
    document = html(small, "en")
    addresses = set(re.findall(r'(?:src|url)[=(]["\s]*\(?"?([^")]+)', document))
    assert all(address.startswith("font:") for address in addresses)
    kinds = {block.kind for block in compose(small, "en").made["checklist"].blocks}
    assert re.findall(r'<link rel="stylesheet" href="([^"]+)"', document) == [
        "style/base.css",
        "style/forms/sheet.css",
        *(f"style/blocks/{kind}.css" for kind in sorted(kinds)),
    ]


@pytest.mark.parametrize("product", ["checklist", "card"])
def test_all_that_is_linked_goes_with_the_document(small: Guide, product: str) -> None:
    document = poured(small, "en", product)
    linked = re.findall(r'<link rel="stylesheet" href="([^"]+)"', document.html)
    assert set(document.files) == set(linked)
    for name, data in document.files.items():
        assert data == (template.folder() / name).read_bytes()


@pytest.mark.parametrize("product", ["checklist", "card"])
def test_every_text_of_a_product_goes_into_its_panel(small: Guide, product: str) -> None:
    for tag in ("en", "ar"):
        made = compose(small, tag).made[product]
        document = poured(small, tag, product)
        assert list(document.panels) == [panel.id for panel in made.panels]
        for panel in made.panels:
            assert set(texts(panel)) <= set(document.panels[panel.id])
        colophon = set(texts(made.colophon))
        assert set(document.texts) == colophon.union(*map(texts, made.panels))


def test_a_qr_code_has_a_title_and_no_size_of_its_own() -> None:
    svg = str(template._qr("https://mts.ru", "QR code leading to https://mts.ru"))
    assert "<title>QR code leading to https://mts.ru</title>" in svg
    assert "viewBox" in svg


@pytest.mark.parametrize(("number", "first"), [(4, 2), (12, 6), (3, 2), (5, 3), (1, 1), (0, 0)])
def test_halves_are_as_even_as_may_be_and_keep_the_order(number: int, first: int) -> None:
    items = list(range(number))
    left, right = halves(items)
    assert [*left, *right] == items
    assert len(left) == first
