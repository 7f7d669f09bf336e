"""Beyond the rule book: languages, scopes, alternatives, order and links, in every language."""

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
import pytest

from tests.conftest import LANGUAGES, ROOT
from tests.setting import shown
from vademecum.blocks.phrases import ComposedPhrases
from vademecum.blocks.table import ComposedTable
from vademecum.build.plan import Artifact
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.setting.finished import Finished

GUIDE = "russia-sim-top-up"


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def checklist(prints: dict[Artifact, Finished], language: str) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(prints[Artifact(GUIDE, language, "checklist", "a4")].data)) as pdf:
        yield pdf


@pytest.fixture
def card(prints: dict[Artifact, Finished], language: str) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(prints[Artifact(GUIDE, language, "card", "id1")].data)) as pdf:
        yield pdf


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield the structure elements of a PDF in their order."""
    stack = [pdf.Root.StructTreeRoot.K[0]]
    while stack:
        element = stack.pop()
        yield element
        found: Any = element.get("/K", [])
        kids = list(found) if isinstance(found, pikepdf.Array) else [found]
        stack += [
            kid for kid in reversed(kids) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
        ]


def test_a_russian_sentence_is_spoken_as_russian(
    checklist: pikepdf.Pdf, card: pikepdf.Pdf, russia: Guide, language: str
) -> None:
    """And its meaning as the reader's language."""
    edition = compose(russia, language)
    for pdf, product in ((checklist, "checklist"), (card, "card")):
        found = shown.blocks(edition, product, ComposedPhrases)
        phrases = [phrase for block in found for phrase in block.phrases]
        sounds = sum(phrase.spoken.romanization is not None for phrase in phrases)
        spoken = Counter(str(e.Lang) for e in elements(pdf) if "/Lang" in e and e.S == "/P")
        expected = Counter(ru=len(phrases)) + Counter({language: len(phrases), "ru-Latn": sounds})
        assert spoken == expected
        # Only those for trouble, on the sheet, are not short.
        own = [phrase for block in found if block.id == "problems" for phrase in block.phrases]
        assert sounds == (len(own) if product == "checklist" and language != "ru" else 0)
    assert russia.phrases
    on_checklist = shown.blocks(edition, "checklist", ComposedPhrases)
    assert {p.id for block in on_checklist for p in block.phrases} == set(russia.phrases.phrases)


def test_an_operator_is_named_in_russian_too(
    checklist: pikepdf.Pdf, russia: Guide, language: str
) -> None:
    """A name that Russian writes otherwise stands in the checklist's table in both languages."""
    tables = shown.blocks(compose(russia, language), "checklist", ComposedTable)
    twice = [row for table in tables for row in table.rows if row.name.under]
    spans = [str(e.Lang) for e in elements(checklist) if "/Lang" in e and e.S == "/Span"]
    assert language == "ru" or spans.count("ru") == len(twice)
    assert bool(twice) == (language != "ru")


def test_table_headers_say_what_they_head(
    checklist: pikepdf.Pdf, card: pikepdf.Pdf, russia: Guide
) -> None:
    for pdf, product, columns in ((checklist, "checklist", [3, 2, 7]), (card, "card", [5])):
        tables = shown.blocks(compose(russia, "en"), product, ComposedTable)
        assert [len(table.heads) for table in tables] == columns
        wanted = [["/Column"] * len(t.heads) + ["/Row"] * len(t.rows) for t in tables]
        scopes = [str(e.A.Scope) for e in elements(pdf) if e.S == "/TH"]
        assert scopes == [scope for table in wanted for scope in table]


@pytest.fixture(params=["en", "ar"])
def small_checklist(
    small_prints: Mapping[Artifact, Finished], request: pytest.FixtureRequest
) -> Iterator[pikepdf.Pdf]:
    data = small_prints[Artifact("small", str(request.param), "checklist", "a4")].data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield pdf


def test_qr_codes_say_where_they_lead_and_where_they_stand(
    small_checklist: pikepdf.Pdf, small: Guide
) -> None:
    figures = [e for e in elements(small_checklist) if e.S == "/Figure"]
    sites = shown.sites(small)
    assert len(figures) == len(sites) > 0
    width, height = (float(v) for v in small_checklist.pages[1].MediaBox[2:])
    for figure, site in zip(figures, sites, strict=True):
        assert site in str(figure.Alt)
        left, bottom, right, top = (float(v) for v in figure.A.BBox)
        assert 0 < left < right < width
        assert 0 < bottom < top < height
        # The modules take 15 mm, and on each side 4 are left bare.
        sizes = [15 * (count + 8) / count / 25.4 * 72 for count in (21, 25, 29)]
        assert min(abs(right - left - size) for size in sizes) < 0.1
        assert right - left == pytest.approx(top - bottom, abs=0.1)


def test_links_are_printed_and_lead_to_the_sites(
    small_checklist: pikepdf.Pdf, small: Guide
) -> None:
    links = [a for page in small_checklist.pages for a in page.get("/Annots", [])]
    sites = shown.sites(small)
    assert [str(link.A.URI) for link in links] == sites
    assert all(int(link.F) & 4 for link in links)


def test_the_order_of_reading_is_the_order_of_the_page(
    checklist: pikepdf.Pdf, card: pikepdf.Pdf
) -> None:
    for pdf in (checklist, card):
        order: dict[Any, list[int]] = {page.objgen: [] for page in pdf.pages}
        for element in elements(pdf):
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, int):
                    order[element.Pg.objgen].append(kid)
        for marks in order.values():
            assert marks
            assert marks == sorted(marks)


def test_everything_that_is_not_content_is_an_artifact(prints: dict[Artifact, Finished]) -> None:
    data = prints[Artifact(GUIDE, "en", "card-sheet", "a4")].data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            content = page.Contents.read_bytes()
            assert content.startswith(b"/Artifact BMC")
            assert content.endswith(b"EMC")


def test_headings_follow_each_other_without_a_gap(
    checklist: pikepdf.Pdf, card: pikepdf.Pdf
) -> None:
    for pdf in (checklist, card):
        levels = [
            str(e.S) for e in elements(pdf) if str(e.S)[:2] == "/H" and str(e.S)[2:].isdigit()
        ]
        assert levels[0] == "/H1"
        assert set(levels[1:]) <= {"/H2"}


def test_templates_leave_no_running_head_to_be_read(checklist: pikepdf.Pdf) -> None:
    styles = "".join(
        path.read_text("utf-8") for path in (ROOT / "templates" / "style").rglob("*.css")
    )
    assert "running(" not in styles
    assert "@bottom" not in styles
    assert "@top" not in styles
