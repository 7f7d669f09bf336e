"""On an office printer without colour: every sign is still read, scanned, ticked and filled in."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw
from pypdfium2 import raw

from tests import eyes
from tests.conftest import LANGUAGES
from tests.setting import shown
from vademecum.blocks.fields import ComposedFields
from vademecum.build.plan import Artifact
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.edition.edition import Edition
from vademecum.setting.finished import Finished

DPI = 200
PX_PER_MM = DPI / 25.4
BLACK, WHITE, FLOOD = 0, 255, 128
UNSEEN = raw.FPDF_TEXTRENDERMODE_INVISIBLE
THRESHOLD = 153  # lighter than 60 % of white is white

Box = tuple[int, int, int, int]  # left, top, right, bottom in pixels


@dataclass(frozen=True)
class Side:
    """A page in pure black and white, with the places of its characters and drawn squares."""

    picture: Image.Image
    characters: tuple[tuple[str, Box], ...]
    hidden: int
    squares: tuple[Box, ...]

    def extremes(self, box: Box) -> object:
        """Return the darkest and the lightest pixel in a box."""
        return self.picture.crop(box).getextrema()

    def unread(self) -> list[tuple[str, Box]]:
        """Return the characters that do not stand out: all black or all white where they are.

        A box grows upwards and downwards, where no neighbour's ink stands: an l fills its own.
        """
        grown = (
            (char, box, (box[0], box[1] - 2, box[2], box[3] + 2)) for char, box in self.characters
        )
        return [(char, box) for char, box, more in grown if self.extremes(more) != (BLACK, WHITE)]


def sides(one: Finished, threshold: int = THRESHOLD) -> tuple[Side, ...]:
    """Return the pages of a print as a printer without colour makes them."""
    with pypdfium2.PdfDocument(_glyphs(one.data)) as document:
        return tuple(_side(page, one.size, threshold) for page in document)


def _glyphs(data: bytes) -> bytes:
    """Return a PDF whose text is told glyph by glyph: pdfium spreads ActualText over a line."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            content = page.Contents.read_bytes().replace(b"/ActualText", b"/Unread")
            page.Contents = pdf.make_stream(content)
        pdf.save(out)
    return out.getvalue()


def _side(page: Any, size: float, threshold: int) -> Side:
    scale = DPI / 72
    left, _, _, top = page.get_bbox()

    def pixels(bounds: tuple[float, float, float, float]) -> Box:
        x1, x2 = floor((bounds[0] - left) * scale), ceil((bounds[2] - left) * scale)
        y1, y2 = round((top - bounds[3]) * scale), round((top - bounds[1]) * scale)
        return x1, y1, max(x2, x1 + 1), max(y2, y1 + 1)

    grey: Image.Image = page.render(scale=scale).to_pil().convert("L")
    text = page.get_textpage()
    drawn = [index for index in range(text.count_chars()) if _is_drawn(text, index)]
    found = [(text.get_text_range(index, 1), text.get_charbox(index)) for index in drawn]
    inked = [(char, box) for char, box in found if char.strip()]
    wide = [(char, pixels(box)) for char, box in inked if box[2] > box[0] and box[3] > box[1]]
    paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
    return Side(
        grey.point([WHITE if level > threshold else BLACK for level in range(256)]),
        tuple(wide),
        len(inked) - len(wide),
        tuple(map(pixels, eyes.squares_of(paths, 0.6 * size, 1.2 * size))),
    )


def _is_drawn(text: Any, index: int) -> bool:
    """Whether a character is not one that is there for viewers alone, without ink."""
    found = raw.FPDFText_GetTextObject(text.raw, index)
    return not found or raw.FPDFTextObj_GetTextRenderMode(found) != UNSEEN


def is_a_frame(side: Side, box: Box) -> bool:
    """Whether a square is white inside and closed all round: a flood inside does not run out."""
    left, top, right, bottom = box
    crop = side.picture.crop((left - 3, top - 3, right + 3, bottom + 3))
    middle = (crop.width // 2, crop.height // 2)
    if crop.getpixel(middle) != WHITE:
        return False
    ImageDraw.floodfill(crop, middle, FLOOD)
    rim = {crop.getpixel((x, y)) for x in range(crop.width) for y in (0, crop.height - 1)}
    rim |= {crop.getpixel((x, y)) for y in range(crop.height) for x in (0, crop.width - 1)}
    return FLOOD not in rim and crop.histogram()[FLOOD] > (right - left) * (bottom - top) / 2


@dataclass(frozen=True)
class Papers:
    """The checklist and the card of a language in black and white."""

    edition: Edition
    checklist: tuple[Side, ...]
    card: tuple[Side, ...]


@pytest.fixture(scope="module", params=LANGUAGES)
def papers(
    prints: Mapping[Artifact, Finished], russia: Guide, request: pytest.FixtureRequest
) -> Papers:
    language = str(request.param)
    checklist = prints[Artifact(russia.id, language, "checklist", "a4")]
    card = prints[Artifact(russia.id, language, "card", "id1")]
    return Papers(compose(russia, language), sides(checklist), sides(card))


def test_every_character_is_seen_in_black_and_white(papers: Papers) -> None:
    for side in (*papers.checklist, *papers.card):
        assert len(side.characters) > 150
        assert side.hidden < len(side.characters) / 20  # the second half of a ligature
        assert side.unread() == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_qr_codes_are_scanned_in_black_and_white(
    small_prints: Mapping[Artifact, Finished], small: Guide, language: str
) -> None:
    _, back = sides(small_prints[Artifact(small.id, language, "checklist", "a4")])
    codes = [code.text for code in zxingcpp.read_barcodes(back.picture)]
    assert sorted(codes) == sorted(shown.sites(small))
    assert codes


def test_boxes_to_tick_are_closed_frames_in_black_and_white(papers: Papers, russia: Guide) -> None:
    boxes = shown.steps(russia) + shown.options(russia)
    assert sum(len(side.squares) for side in papers.checklist) == boxes > 0
    for side in papers.checklist:
        assert [box for box in side.squares if not is_a_frame(side, box)] == []


def test_lines_to_write_on_remain_in_black_and_white(
    small_prints: Mapping[Artifact, Finished], small: Guide
) -> None:
    edition = compose(small, "en")
    for product, paper in (("checklist", "a4"), ("card", "id1")):
        front = sides(small_prints[Artifact(small.id, "en", product, paper)])[0]
        fields = shown.block(edition, product, ComposedFields).fields
        assert fields
        for field in fields:
            places = _found(front, str(field.label.lead))
            assert any(_is_underlined(front, box) for box in places), field.label


def _found(side: Side, label: str) -> list[Box]:
    """Return the boxes of the first characters where a label stands."""
    wanted = "".join(label.split())
    read = "".join(char for char, _ in side.characters)
    return [side.characters[i][1] for i in range(len(read)) if read[i : i + len(wanted)] == wanted]


def _is_underlined(side: Side, box: Box) -> bool:
    """Whether a black line of 15 mm begins below a character, within 2 mm."""
    left, bottom = box[0] + 1, box[3]
    rows = range(bottom, bottom + round(2 * PX_PER_MM))
    long = round(15 * PX_PER_MM)
    return any(side.extremes((left, y, left + long, y + 1)) == (BLACK, BLACK) for y in rows)


def test_ink_that_is_too_pale_is_noticed(
    prints: Mapping[Artifact, Finished], russia: Guide
) -> None:
    front, _ = sides(prints[Artifact(russia.id, "en", "checklist", "a4")], threshold=25)
    assert len(front.unread()) > len(front.characters) / 2
    assert not any(is_a_frame(front, box) for box in front.squares)
