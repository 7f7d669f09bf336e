"""The paper itself: what a reader, a printer and a screen reader find in every file made."""

import io
import re
from collections.abc import Mapping
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest
import yaml
import zxingcpp
from PIL import ImageColor

from tests import eyes, told
from tests.conftest import CONTENT, LANGUAGES, ROOT, SMALL
from tests.setting import shown
from vademecum.blocks.masthead import ComposedMasthead
from vademecum.build.plan import Artifact, artifacts
from vademecum.content.guide import Guide
from vademecum.content.themes import THEMES
from vademecum.edition.composition import compose
from vademecum.edition.edition import Edition, texts
from vademecum.forms.imposition import plan as sheet_plan
from vademecum.forms.papers import PAPERS
from vademecum.setting.finished import Finished
from vademecum.text.faces import FACES
from vademecum.text.runs import Text

PAPERS_OF = {"checklist": ("a4", "letter"), "card": ("id1",)}
Prints = Mapping[Artifact, Finished]


def made(prints: Prints, language: str, product: str, paper: str) -> Finished:
    return prints[Artifact("russia-sim-top-up", language, product, paper)]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def edition(russia: Guide, language: str) -> Edition:
    return compose(russia, language)


def test_every_language_has_every_product_on_every_paper(prints: Prints, russia: Guide) -> None:
    assert set(russia.languages) >= set(LANGUAGES)
    assert set(prints) == {a for tag in LANGUAGES for a in artifacts(compose(russia, tag))}
    for one in LANGUAGES:
        assert {(a.product, a.paper) for a in prints if a.language == one} == {
            (product, paper)
            for product, papers in (
                ("checklist", ("a4", "letter")),
                ("card", ("id1",)),
                ("card-sheet", ("a4", "letter")),
                *((f"card-operator-{row.id}", ("id1",)) for row in shown.table(russia).rows),
                ("card-operator-sheet", ("a4", "letter")),
            )
            for paper in papers
        }


def test_every_product_keeps_to_its_pages_and_its_type(prints: Prints, russia: Guide) -> None:
    for artifact, one in prints.items():
        assert one.pages == 2
        with pikepdf.open(io.BytesIO(one.data)) as pdf:
            assert len(pdf.pages) == 2
        product = russia.products[artifact.product]
        if not product.originals:
            setting = compose(russia, artifact.language).language.setting
            sizes = product.form.sizes(setting, artifact.paper)
            assert sizes.floor <= one.size <= sizes.ceiling


def test_every_page_has_the_boxes_of_its_paper(prints: Prints) -> None:
    for artifact, one in prints.items():
        paper = PAPERS[artifact.paper]
        bleed = paper.bleed
        for found in eyes.boxes(one.data):
            trim = (0, 0, paper.width, paper.height)
            out = (-bleed, -bleed, paper.width + bleed, paper.height + bleed)
            assert found["TrimBox"] == pytest.approx(trim, abs=0.01)
            assert found["BleedBox"] == pytest.approx(out, abs=0.01)
            assert found["MediaBox"] == pytest.approx(out, abs=0.01)


SAID = [(CONTENT / "russia-sim-top-up", tag) for tag in LANGUAGES] + [(SMALL, "en"), (SMALL, "ar")]


@pytest.mark.parametrize(("folder", "tag"), SAID, ids=lambda value: getattr(value, "name", value))
def test_paper_says_what_the_yaml_says_in_its_order_with_its_marks(
    prints: Prints, small_prints: Prints, folder: Path, tag: str
) -> None:
    """Held against the files themselves: every string on every product that shows it."""
    guide = told.Guide(folder, tag)
    every = prints if folder != SMALL else small_prints
    products = list(guide.products)
    assert products[:2] == ["checklist", "card"]
    for artifact, one in every.items():
        if artifact.language != tag or artifact.product not in products:
            continue
        said, read = list(guide.said(artifact.product)), eyes.text(one.data)
        assert told.missing(said, read, tag) == [], artifact
        assert told.out_of_order(said, read, tag) == [], artifact
        assert told.wrongly_marked(said, read, tag) == [], artifact
        assert [value for value in guide.unsaid(artifact.product) if value in read] == []


def test_the_readers_of_paper_bite(prints: Prints) -> None:
    """A word that is gone, two items that changed places, and a mark too few are all seen."""
    guide = told.Guide(CONTENT / "russia-sim-top-up", "en")
    said, read = (
        list(guide.said("checklist")),
        eyes.text(made(prints, "en", "checklist", "a4").data),
    )
    spoiled = told.squeezed(read, "en").replace("roubles", "rubles", 1)
    assert [one.family for one in told.missing(said, spoiled, "en")] == ["before items"]
    items = [one for one in said if one.family == "after items"]
    turned = [one for one in said if one not in items] + items[::-1]
    assert [family for family, _ in told.out_of_order(turned, read, "en")] == ["after items"]
    bare = told.wrongly_marked(said, read.replace("†", ""), "en")
    assert [one for one in said if one.doubtful and one not in bare] == []
    flooded = told.wrongly_marked(said, read.replace("\n", "†\n"), "en")
    assert flooded


def test_every_string_of_the_edition_is_read_back(
    prints: Prints, language: str, edition: Edition
) -> None:
    for product in ("checklist", "card"):
        found = edition.made[product]
        for paper in found.product.papers:
            data = made(prints, language, product, paper).data
            read, on_paper = eyes.text(data), list(texts(found))
            assert len(on_paper) > 40
            lost = [str(text) for text in on_paper if not _found(text, read)]
            assert lost == [], (product, paper)


def test_every_string_of_the_edition_stands_on_some_paper(edition: Edition) -> None:
    """Only the subject is for the file's properties alone."""
    shown = (*edition.made.values(), *edition.slugs.values())
    on_paper = {text for one in shown for text in texts(one)}
    assert set(edition.texts()) - on_paper == {edition.subject}
    assert edition.title in on_paper


def test_every_code_that_the_table_asks_for_is_read_back(
    prints: Prints, language: str, russia: Guide
) -> None:
    """Held against facts.yaml itself: what is fit to print is there, and nothing else."""
    for product in ("checklist", "card"):
        facts = [fact for fact in shown.cells(russia, product) if fact.kind == "ussd"]
        assert {fact.confidence for fact in facts} >= {"high", "medium"}
        data = made(prints, language, product, PAPERS_OF[product][0]).data
        seen = eyes.plain(eyes.visual_lines(data))
        for fact in facts:
            assert (str(fact.value) in seen) == (fact.confidence != "low"), fact


def _found(text: Text, read: str) -> bool:
    """Whether a text is read back; brackets of a right-to-left one are left open."""
    fold = eyes.plain_to_left if text.direction == "rtl" else eyes.plain
    return fold(str(text)) in fold(read)


@pytest.mark.parametrize("product", ["checklist", "card"])
def test_what_a_reader_types_is_found(
    prints: Prints, language: str, russia: Guide, product: str
) -> None:
    """Every code, number and address of the table, as facts.yaml has it, in any language."""
    facts = [fact for fact in shown.cells(russia, product) if fact.confidence != "low"]
    assert {fact.kind for fact in facts} >= {"ussd", "phone", "short-number"}
    for paper in PAPERS_OF[product]:
        data = made(prints, language, product, paper).data
        printed = [str(f.value).removeprefix("https://") for f in facts]
        assert [value for value in printed if not eyes.finds(data, value)] == []


@pytest.mark.parametrize("product", ["checklist", "card"])
def test_no_reader_copies_a_character_that_nobody_types(
    prints: Prints, language: str, product: str
) -> None:
    """No hyphen or space that does not break, no joiner; U+FFFE is a hyphen at a line's end."""
    for paper in PAPERS_OF[product]:
        read = eyes.text(made(prints, language, product, paper).data)
        assert (
            set(read) & set("\u00a0\u2007\u202f\u2010\u2011\u200b\u2060\u2066\u2067\u2069") == set()
        )


@pytest.mark.parametrize("product", ["checklist", "card"])
def test_both_papers_carry_the_same_words(prints: Prints, language: str, product: str) -> None:
    papers = PAPERS_OF[product]
    texts = [made(prints, language, product, paper).data for paper in papers]
    letters = [sorted(eyes.plain(eyes.text(data))) for data in texts]
    assert all(letter == letters[0] for letter in letters)


def test_every_font_is_embedded_and_comes_from_a_package(prints: Prints) -> None:
    for one in prints.values():
        fonts = eyes.fonts(one.data)
        assert fonts
        assert all(fonts.values())
        for name in fonts:
            assert any(
                name.replace("-", " ").find(f" {face.replace('-', ' ')}") > 0 for face in FACES
            ), name


@pytest.mark.parametrize("language", ["en", "ar"])
def test_qr_codes_lead_to_the_sites(small_prints: Prints, language: str, small: Guide) -> None:
    sites = set(shown.sites(small))
    assert sites
    for paper in ("a4", "letter"):
        data = small_prints[Artifact("small", language, "checklist", paper)].data
        picture = eyes.picture(data, 1, dpi=300)
        codes = zxingcpp.read_barcodes(picture)
        assert {code.text for code in codes} == sites
        for code in codes:
            corners = code.position
            side = corners.top_right.x - corners.top_left.x
            assert side / 300 * 25.4 >= 14.9


def test_front_and_back_of_a_sheet_meet_within_a_tenth_of_a_millimetre(prints: Prints) -> None:
    for paper in ("a4", "letter"):
        data = made(prints, "en", "card-sheet", paper).data
        places = []
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for side in pdf.pages:
                content = side.Contents.read_bytes().decode()
                matrices = re.findall(
                    r"([-\d.]+ [-\d.]+ [-\d.]+ [-\d.]+ [-\d.]+ [-\d.]+) cm /Card", content
                )
                places.append([_trim(tuple(map(float, m.split()))) for m in matrices])
        front, back = places
        width = PAPERS[paper].width
        assert (
            len(front) == len(back) == len(sheet_plan(PAPERS[paper], PAPERS["id1"], False).places)
        )
        for left, bottom, right, top in front:
            turned = (width - right, bottom, width - left, top)
            assert (
                min(
                    max(map(abs, (a - b for a, b in zip(turned, place, strict=True))))
                    for place in back
                )
                < 0.1
            )


def _trim(matrix: tuple[float, ...]) -> tuple[float, float, float, float]:
    """Return where a matrix puts the card's trim, in millimetres."""
    a, b, c, d, e, f = matrix
    corners = [(0.0, 0.0), (85.6 * eyes.MM, 53.98 * eyes.MM)]
    xs = [(a * x + c * y + e) / eyes.MM for x, y in corners]
    ys = [(b * x + d * y + f) / eyes.MM for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def test_tagged_files_conform_to_pdf_ua_1(prints: Prints, russia: Guide) -> None:
    for artifact, one in prints.items():
        if russia.products[artifact.product].originals:
            continue
        report = page.validate_pdf_bytes(one.data, profile=page.ValidationProfile.PDF_UA_1)
        assert report.is_compliant, (artifact, [(f.rule_id, f.message) for f in report.failures])


def test_bold_type_is_a_cut_of_its_own_and_never_drawn_with_an_outline(prints: Prints) -> None:
    """Operator Tr with 1 or 2 strokes letters (ISO 32000-2, 9.3.6), as engines do without a cut."""
    for artifact, one in prints.items():
        with pikepdf.open(io.BytesIO(one.data)) as pdf:
            streams = (item for item in pdf.objects if isinstance(item, pikepdf.Stream))
            contents = (item for item in streams if item.get("/Subtype") in (None, "/Form"))
            texts = [data for item in contents if b" Tf" in (data := item.read_bytes())]
        assert texts, artifact
        assert not any(re.search(rb"\b[12456] Tr\b", data) for data in texts), artifact


def test_the_judge_of_pdf_ua_1_bites(prints: Prints) -> None:
    with pikepdf.open(io.BytesIO(made(prints, "en", "card", "id1").data)) as pdf:
        del pdf.Root.Lang
        out = io.BytesIO()
        pdf.save(out)
    report = page.validate_pdf_bytes(out.getvalue(), profile=page.ValidationProfile.PDF_UA_1)
    assert not report.is_compliant


def test_files_say_what_they_are(prints: Prints, language: str, edition: Edition) -> None:
    for product, paper in (("checklist", "a4"), ("card", "id1"), ("card-sheet", "a4")):
        with pikepdf.open(io.BytesIO(made(prints, language, product, paper).data)) as pdf:
            assert str(pdf.docinfo["/Title"]) == str(edition.title)
            assert str(pdf.docinfo["/Author"]) == "The Vademecum project"
            assert str(pdf.docinfo["/Subject"]) == str(edition.subject)
            assert str(pdf.Root.Lang) == language
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
            assert not pdf.check_pdf_syntax()


def test_cards_are_printed_at_their_size_and_sheets_turned_along_the_long_edge(
    prints: Prints,
) -> None:
    for artifact, one in prints.items():
        with pikepdf.open(io.BytesIO(one.data)) as pdf:
            preferences = pdf.Root.ViewerPreferences
            assert (preferences.get("/PrintScaling") == "/None") == (
                artifact.product != "checklist"
            )
            if artifact.product.endswith("-sheet"):
                assert preferences.Duplex == "/DuplexFlipLongEdge"


def test_the_checklist_has_bookmarks_for_its_sections(
    prints: Prints, russia: Guide, edition: Edition, language: str
) -> None:
    data = io.BytesIO(made(prints, language, "checklist", "a4").data)
    with pikepdf.open(data) as pdf, pdf.open_outline() as outline:
        titles = [item.title for root in outline.root for item in (root, *root.children)]
    assert titles[0] == str(edition.title)
    headed = [block for block in edition.made["checklist"].blocks if block.title]
    expected = [
        f"{block.number} {block.title.lead}" if block.number else str(block.title.lead)
        for block in headed
        if block.title and not isinstance(block, ComposedMasthead)
    ]
    assert [eyes.plain(title) for title in titles[1:]] == list(map(eyes.plain, expected))
    numbers = [block.number for block in headed if block.number]
    assert numbers == list(range(1, len(shown.titled_lists(russia)) + 1))


def test_the_bar_of_the_card_keeps_off_the_cut(prints: Prints, language: str) -> None:
    """Cards stand edge to edge on sheets: nothing is within 2.4 mm of the trim, on neither side."""
    data, accent = (
        made(prints, language, "card", "id1").data,
        ImageColor.getrgb(THEMES["teal"].accent),
    )
    with pypdfium2.PdfDocument(data) as document:
        for number, page in enumerate(document):
            page.set_cropbox(*page.get_mediabox())
            shown = page.render(scale=150 / 72).to_pil().convert("RGB")
            edge = round((3 + 2.4) / 25.4 * 150)
            inside = (edge, edge, shown.width - edge, shown.height - edge)
            assert (accent in {color for _, color in shown.getcolors(1 << 24)}) or number
            shown.paste((255, 255, 255), inside)
            assert shown.convert("L").getextrema() == (255, 255)


def test_a_viewer_shows_a_card_at_its_trim_and_a_sheet_whole(prints: Prints) -> None:
    """A card is 85.6 x 53.98 mm (ISO/IEC 7810), though the file has its bleed around it."""
    for artifact, one in prints.items():
        with pypdfium2.PdfDocument(one.data) as document:
            shown = [tuple(v * 25.4 / 72 for v in page.get_size()) for page in document]
        paper = PAPERS[artifact.paper]
        for size in shown:
            assert size == pytest.approx((paper.width, paper.height), abs=0.02)
        with pikepdf.open(io.BytesIO(one.data)) as pdf:
            for page in pdf.pages:
                assert ("/CropBox" in page) == (artifact.paper == "id1")


def test_a_sheet_says_in_its_margin_what_it_is(prints: Prints, language: str) -> None:
    """Title, language, and how it is printed, outside all trims: ten cards on either paper."""
    own, ours = (
        yaml.safe_load((folder / "words" / f"{language}.yaml").read_text("utf-8"))
        for folder in (CONTENT / "russia-sim-top-up", ROOT / "templates")
    )
    for paper in ("a4", "letter"):
        data = made(prints, language, "card-sheet", paper).data
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for side in pdf.pages:
                content = side.Contents.read_bytes()
                assert content.count(b"/Card Do") == 10
                assert content.count(b"/Slug Do") == 1
        read = told.squeezed(eyes.text(data), language)
        said = [ours[k] for k in ("actual-size", "both-sides", "ruler", "bank-card")]
        for text in (language, own["title"], *said):
            parts = re.findall(r"\w+", text)
            assert [part for part in parts if told.squeezed(part, language) not in read] == []


def test_every_step_has_a_box_to_tick(prints: Prints, language: str) -> None:
    """Squares are counted that are drawn beside a letter's height, steps in guide.yaml itself.

    So are the operators, one of which is ticked.
    """
    structure = told.Guide(CONTENT / "russia-sim-top-up", language).file("guide")["blocks"]
    steps = [item for b in structure.values() if b["kind"] == "list" for item in b["items"]]
    options = structure["number"]["phrases"][1]["entry"]["choice"]
    for paper in ("a4", "letter"):
        one = made(prints, language, "checklist", paper)
        boxes = eyes.squares(one.data, 0.6 * one.size, 1.2 * one.size)
        assert len(boxes) == len(steps) + len(options) > 20
        with pikepdf.open(io.BytesIO(one.data)) as pdf:
            tags = [o.get("/S") for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
        assert sum(tag == "/LI" for tag in tags) == len(steps)
