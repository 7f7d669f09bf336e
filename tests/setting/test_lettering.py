"""The texts of drawings as outlines: shaped, in the right order, where the drawing has them."""

from __future__ import annotations

import re

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.blocks.guides import guide, svg
from tests.trying import tried
from vademecum.blocks.image import Image
from vademecum.content.svg import printable
from vademecum.edition.edition import Edition
from vademecum.setting import fonts, lettering
from vademecum.text.faces import BESIDE, WEIGHTS

GUIDE = """
blocks: {a: {kind: text, paragraphs: [a]}}
panels: {mine: [a]}
place: none
titles: {ar: تجربة, hi: परख, th: ลอง, he: ניסיון, ja: 試し}
words:
  en: {a: {title: Words, paragraphs: {a: Some}}}
  ar: {a: {title: كلمات, paragraphs: {a: بعض}}}
  hi: {a: {title: शब्द, paragraphs: {a: कुछ}}}
  th: {a: {title: คำ, paragraphs: {a: บาง}}}
  he: {a: {title: מילים, paragraphs: {a: כמה}}}
  ja: {a: {title: 言葉, paragraphs: {a: ある}}}
"""
VIEW = 'viewBox="0 0 200 60"'


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    folder = guide(tmp_path_factory.mktemp("letters"), GUIDE)
    return {tag: folder.edition(tag) for tag in ("en", "ar", "hi", "th", "he", "ja")}


def drawn(drawing: str, edition: Edition) -> list[tuple[float, float, str]]:
    """Return where each outline begins, and the outline."""
    data, letters = printable(svg(drawing, VIEW).encode())
    made = lettering.lettered(Image("x", "x.svg", data, letters), edition)
    assert b"<text" not in made
    found = []
    for path in etree.fromstring(made).iter("{*}path"):
        place = re.fullmatch(r"translate\((\S+) (\S+)\)", path.get("transform"))
        assert place
        found.append((float(place[1]), float(place[2]), path.get("d")))
    return found


def ink(path: str) -> tuple[float, float]:
    """Return how far an outline reaches from the left to the right; all its letters are absolute."""
    from fontTools.pens.boundsPen import ControlBoundsPen
    from fontTools.svgLib.path import parse_path

    pen = ControlBoundsPen(None)
    parse_path(path, pen)
    left, _, right, _ = pen.bounds
    return left, right


def test_a_text_stands_at_its_anchor(editions: dict[str, Edition]) -> None:
    for anchor, share in (("start", 0.0), ("middle", 0.5), ("end", 1.0)):
        text = f'<text x="100" y="30" font-size="10" text-anchor="{anchor}">Hamburg</text>'
        ((left, top, path),) = drawn(text, editions["en"])
        width = ink(path)[1]
        assert left == pytest.approx(100 - share * width, abs=1)
        assert top == 30


def test_a_size_is_its_own_or_that_of_what_it_stands_in(editions: dict[str, Edition]) -> None:
    text = '<text font-size="{}">Hamburg</text>'
    width = ink(drawn(text.format(10), editions["en"])[0][2])[1]
    for size, factor in (("20", 2), ("20px", 2), ("7.5pt", 1), ("1em", 1.6), ("200%", 3.2),
                         ("25.4mm", 9.6), ("2.54cm", 9.6), ("1in", 9.6), ("1pc", 1.6)):  # fmt: skip
        ((_, _, path),) = drawn(text.format(size), editions["en"])
        assert ink(path)[1] == pytest.approx(factor * width, rel=0.01), size
    ((_, _, path),) = drawn('<g font-size="30"><text>Hamburg</text></g>', editions["en"])
    assert ink(path)[1] == pytest.approx(3 * width, rel=0.01)


def test_pieces_follow_each_other_and_lines_begin_anew(editions: dict[str, Edition]) -> None:
    text = """<text x="5" y="20" font-size="10">
      One <tspan font-weight="bold">two</tspan> three
      <tspan x="5" dy="12">four</tspan></text>"""
    one, two, three, four = drawn(text, editions["en"])
    assert one[0] == 5
    assert one[0] + ink(one[2])[1] < two[0] < three[0]
    assert [piece[1] for piece in (one, two, three, four)] == [20, 20, 20, 32]
    assert four[0] == 5
    ((_, _, plain),) = drawn('<text font-size="10">two</text>', editions["en"])
    assert ink(two[2])[1] > ink(plain)[1]


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("ar", "محطة"),
        ("hi", "शक्ति"),
        ("th", "สถานี"),
        ("he", "תחנה"),
        ("ja", "東京駅"),
        ("en", "office"),
    ],
)
def test_a_word_is_shaped_as_a_whole(tag: str, word: str, editions: dict[str, Edition]) -> None:
    """Letter by letter it would be another outline, but where letters do not know each other."""
    ((_, _, path),) = drawn(f'<text font-size="10">{word}</text>', editions[tag])
    single = [
        ink(found[0][2])[1]
        for char in word
        if (found := drawn(f"<text font-size='10'>{char}</text>", editions[tag]))
    ]
    if tag == "ar":  # what stands at the left is the last letter, and is joined to the one before
        ((_, _, alone),) = drawn(f"<text font-size='10'>{word[-1]}</text>", editions[tag])
        assert not path.startswith(alone[:30])
    if tag == "hi":
        assert abs(ink(path)[1] - sum(single)) > 0.5
    assert path.count("M") >= 3
    assert not re.search("[A-Za-z]nan", path)


LINES = [
    # what is written, and its pieces as they stand on the line, from the left
    ("شارع 25 (Bahnhof) قطار", ["قطار", "Bahnhof", "25", "شارع"]),
    ("من 12:30 إلى 14:00", ["14:00", "إلى", "12:30", "من"]),
    ("خصم 25% اليوم", ["اليوم", "25", "خصم"]),
    ("הנחה 25% היום", ["היום", "25%", "הנחה"]),
    ("5 קומה", ["קומה", "5"]),
    ("Gate 7 קומה 2", ["Gate", "7", "2", "קומה"]),
    ("קומה 2 Gate 7", ["Gate 7", "2", "קומה"]),
    ("מס 3-4", ["3-4", "מס"]),
    ("خط U2، خط U3", ["U3", "خط", "U2", "خط"]),
    ("Way 12 in", ["Way 12 in"]),
]


@pytest.mark.parametrize(("text", "pieces"), LINES)
def test_what_runs_both_ways_stands_in_its_order(
    text: str, pieces: list[str], editions: dict[str, Edition]
) -> None:
    faces = fonts.faces(editions["ar"])
    line = "\0".join(text for _, _, text in lettering._runs(text, False, faces))
    place = 0
    for piece in pieces:
        place = line.find(piece, place)
        assert place >= 0, (piece, line)
        place += len(piece)


def ordered(text: str) -> str:
    levels = lettering._levels(text, lettering._first_is_to_left(text))
    signs = [(level, BESIDE, char) for level, char in zip(levels, text, strict=True)]
    return "".join(char for _, _, char in lettering._ordered(signs))


def test_the_order_is_that_of_the_algorithm_of_unicode() -> None:
    for text, _ in LINES:
        assert ordered(text).translate(UNTURNED) == get_display(text).translate(UNTURNED)


@tried(max_examples=300)
@given(st.text("abשתعق 12٣.,:%+-!", min_size=1, max_size=12))
def test_so_is_that_of_any_label(text: str) -> None:
    assert ordered(text) == get_display(text)


UNTURNED = str.maketrans("()", "||")
"""Brackets that run to the left are turned round in the type, not in the text."""


def test_an_outline_is_the_type_of_the_edition(editions: dict[str, Edition]) -> None:
    for tag, edition in editions.items():
        assert fonts.faces(edition)[0].path(WEIGHTS[0]).is_file(), tag


def test_the_same_drawing_is_the_same_bytes(editions: dict[str, Edition]) -> None:
    data, letters = printable(svg('<text y="9">محطة <tspan>A</tspan></text>').encode())
    image = Image("x", "x.svg", data, letters)
    assert lettering.lettered(image, editions["ar"]) == lettering.lettered(image, editions["ar"])
