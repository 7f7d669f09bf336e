"""The press's own pictograms: each is drawn by the rules, alone of its look, and kept by a copy.

The pictures are drawn from the files by the engine and seen by pdfium, at 4 mm and 300 dpi.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from math import ceil
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageOps

from vademecum.blocks.pictograms import PICTOGRAMS, found, near
from vademecum.commands import pictogram_reference
from vademecum.setting import template

FOLDER = template.folder() / "pictograms"
SVG = "{http://www.w3.org/2000/svg}"
FIELD = 20
SMALLEST = 4.0  # millimetres, on a card
DPI = 300
PX_PER_MM = DPI / 25.4
MARGIN = 12  # pixels of white around a picture, so that ink at its edge can spread
BLUR = 0.1  # millimetres
LIGHT, DARK = 96, 160  # what a copy takes for ink is darker than this
SPECK = 3  # pixels: what is smaller is no part and no hole

ROOT_HAS = {
    "viewBox": f"0 0 {FIELD} {FIELD}",
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": "2",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}
SHAPES = {
    "path": {"d"},
    "line": {"x1", "y1", "x2", "y2"},
    "rect": {"x", "y", "width", "height", "rx"},
    "circle": {"cx", "cy", "r"},
    "ellipse": {"cx", "cy", "rx", "ry"},
}
PAINT = {"fill": {"currentColor"}, "stroke": {"none"}, "fill-rule": {"evenodd"}}


def faults(svg: str) -> Iterator[str]:
    """Yield what the rules do not allow in a drawing."""
    root = ElementTree.fromstring(svg)
    if root.tag != f"{SVG}svg" or root.attrib != ROOT_HAS:
        yield "the head"
    if "".join(root.itertext()).strip():
        yield "text"
    for element in root.iter():
        if element is not root:
            yield from faults_of(element.tag.removeprefix(SVG), element.attrib)


def faults_of(name: str, has: Mapping[str, str]) -> Iterator[str]:
    """Yield what the rules do not allow in an element."""
    if name not in SHAPES:
        yield f"an element: {name}"
        return
    for key, value in has.items():
        if key in PAINT and value not in PAINT[key]:
            yield f"paint: {key}={value}"
        elif key not in PAINT and key not in SHAPES[name]:
            yield f"an attribute: {key}"
        elif key not in PAINT:
            yield from (f"off the grid: {n}" for n in numbers(value) if n * 2 != round(n * 2))
    if has.get("stroke") == "none" and "fill" not in has:
        yield "nothing to see"


def numbers(value: str) -> list[float]:
    """Return the numbers of an attribute, also those of a path that stand without a space."""
    return [float(n) for n in re.findall(r"-?(?:\d+(?:\.\d+)?|\.\d+)", value)]


def head(**changed: str) -> str:
    told = " ".join(f'{key}="{value}"' for key, value in {**ROOT_HAS, **changed}.items())
    return f'<svg xmlns="http://www.w3.org/2000/svg" {told}>'


@pytest.fixture(scope="module")
def pictures() -> Mapping[str, Image.Image]:
    """Return the pictures of 4 mm by their ids, each with a margin."""
    return seen(FOLDER, tuple(PICTOGRAMS))


def seen(folder: Path, ids: tuple[str, ...]) -> Mapping[str, Image.Image]:
    """Return drawings as pdfium sees them on paper."""
    with pypdfium2.PdfDocument(pictogram_reference.sheet(ids, folder)) as document:
        page = document[0].render(scale=DPI / 72).to_pil().convert("L")
    places = zip(ids, boxes(), strict=False)  # of places there is no end
    return {id: ImageOps.expand(page.crop(box), MARGIN, 255) for id, box in places}


def boxes() -> Iterator[tuple[int, int, int, int]]:
    """Yield where pictures stand on the sheet, in pixels."""
    across, down = pictogram_reference.CELL
    number = 0
    while True:
        row, column = divmod(number, pictogram_reference.COLUMNS)
        left = column * across + (across - SMALLEST) / 2
        top = row * down + 0.7
        right, bottom = left + SMALLEST, top + SMALLEST
        yield (
            round(left * PX_PER_MM),
            round(top * PX_PER_MM),
            ceil(right * PX_PER_MM),
            ceil(bottom * PX_PER_MM),
        )
        number += 1


def inked(picture: Image.Image, level: int = 128) -> Image.Image:
    """Return ink as 255, and paper as 0."""
    return picture.point(lambda value: 255 if value < level else 0)


def copied(picture: Image.Image, level: int) -> Image.Image:
    """Return the ink of a bad photocopy."""
    return inked(picture.filter(ImageFilter.GaussianBlur(BLUR * PX_PER_MM)), level)


def area(ink: Image.Image) -> int:
    return ink.histogram()[255]


def shape(ink: Image.Image) -> tuple[int, int]:
    """Return how many parts of ink there are, and how many areas of paper."""
    return regions(ink, 255), regions(ink, 0)


def regions(ink: Image.Image, value: int) -> int:
    width, _ = ink.size
    left = {i for i, pixel in enumerate(ink.tobytes()) if pixel == value}
    count = 0
    while left:
        edge, size = [left.pop()], 1
        while edge:
            at = edge.pop()
            for beside in (at - 1, at + 1, at - width, at + width):
                if beside in left:
                    left.remove(beside)
                    edge.append(beside)
                    size += 1
        count += size >= SPECK
    return count


def alike(one: Image.Image, other: Image.Image) -> float:
    """Return how much of the ink of two pictures stands in both, from 0 to 1."""
    return area(ImageChops.darker(one, other)) / area(ImageChops.lighter(one, other))


def test_the_registry_and_the_folder_have_the_same_pictograms() -> None:
    assert sorted(PICTOGRAMS) == sorted(path.stem for path in FOLDER.glob("*.svg"))
    assert {path.name for path in FOLDER.iterdir() if path.suffix != ".svg"} == {"LICENSE"}


@pytest.mark.parametrize("id", PICTOGRAMS)
def test_a_drawing_keeps_the_rules(id: str) -> None:
    assert list(faults((FOLDER / f"{id}.svg").read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("svg", "fault"),
    [
        (head(viewBox="0 0 24 24") + "</svg>", "the head"),
        (head(stroke_width="1") + "</svg>", "the head"),
        (head() + "<text>SOS</text></svg>", "text"),
        (head() + "<image/></svg>", "an element: image"),
        (head() + '<g transform="scale(2)"/></svg>', "an element: g"),
        (head() + '<path d="M1 1" transform="scale(2)"/></svg>', "an attribute: transform"),
        (head() + '<path d="M1 1" style="fill:red"/></svg>', "an attribute: style"),
        (head() + '<path d="M1 1" fill="#fff"/></svg>', "paint: fill=#fff"),
        (head() + '<path d="M1 1l.25-3"/></svg>', "off the grid: 0.25"),
        (head() + '<circle cx="3.3" cy="2" r="1"/></svg>', "off the grid: 3.3"),
        (head() + '<path d="M1 1h3" stroke="none"/></svg>', "nothing to see"),
    ],
)
def test_what_the_rules_do_not_allow_is_found(svg: str, fault: str) -> None:
    assert fault in list(faults(svg))


def test_a_stroke_is_strong_enough_at_the_smallest_size() -> None:
    for id in PICTOGRAMS:
        root = ElementTree.parse(FOLDER / f"{id}.svg").getroot()
        field = float(root.attrib["viewBox"].split()[2])
        assert float(root.attrib["stroke-width"]) / field * SMALLEST >= 0.35
        for circle in root.iter(f"{SVG}circle"):
            assert circle.get("stroke") != "none" or float(circle.attrib["r"]) * 2 >= 2


def test_ink_stands_inside_the_field_and_is_neither_too_little_nor_too_much(
    pictures: Mapping[str, Image.Image],
) -> None:
    whole = SMALLEST * PX_PER_MM
    free = whole * 0.5 / FIELD + MARGIN - 1  # a pixel for the rounding
    for id, picture in pictures.items():
        ink = inked(picture)
        left, top, right, bottom = ink.getbbox() or (0, 0, 0, 0)
        assert min(left, top, picture.width - right, picture.height - bottom) >= free, id
        assert max(right - left, bottom - top) >= 0.75 * whole, id
        assert 0.10 <= area(ink) / whole**2 <= 0.66, id


def test_no_two_are_alike(pictures: Mapping[str, Image.Image]) -> None:
    inks = {id: inked(picture) for id, picture in pictures.items()}
    pairs = {(a, b): alike(inks[a], inks[b]) for a, b in combinations(inks, 2)}
    assert {pair: share for pair, share in pairs.items() if share > 0.75} == {}


def test_a_bad_photocopy_keeps_all_parts_and_holes(pictures: Mapping[str, Image.Image]) -> None:
    lost = {
        (id, level): (shape(inked(picture)), shape(copied(picture, level)))
        for id, picture in pictures.items()
        for level in (LIGHT, DARK)
        if shape(inked(picture)) != shape(copied(picture, level))
    }
    assert lost == {}


POOR = {
    "gap": '<path d="M2 8.5h16M2 11h16"/>',
    "hole": '<rect x="7" y="7" width="3" height="3"/>',
    "dot": '<path d="M2 5h16"/><circle cx="10" cy="12" r="0.5" fill="currentColor" stroke="none"/>',
}


def test_what_is_too_fine_for_a_copy_is_seen(tmp_path: Path) -> None:
    for id, drawn in POOR.items():
        (tmp_path / f"{id}.svg").write_text(f"{head()}{drawn}</svg>", "utf-8")
    for id, picture in seen(tmp_path, tuple(POOR)).items():
        copies = {shape(copied(picture, level)) for level in (LIGHT, DARK)}
        assert copies != {shape(inked(picture))}, id


def test_a_twin_is_seen(tmp_path: Path) -> None:
    for id, x in (("one", "10"), ("twin", "10.5")):
        drawn = f'<circle cx="{x}" cy="10" r="8" fill="currentColor"/>'
        (tmp_path / f"{id}.svg").write_text(f"{head()}{drawn}</svg>", "utf-8")
    one, twin = seen(tmp_path, ("one", "twin")).values()
    assert alike(inked(one), inked(twin)) > 0.75


def test_every_pictogram_says_what_it_means_in_a_sentence_of_its_own() -> None:
    captions = [one.caption for one in PICTOGRAMS.values()]
    assert len(set(captions)) == len(captions)
    for caption in captions:
        assert re.fullmatch(r"[A-Z][^.]{2,58}\.", caption), caption
    for id, one in PICTOGRAMS.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", id)
        assert len(one.keywords) >= 2
        assert len(set(one.keywords)) == len(one.keywords)


def test_what_shows_a_way_along_the_line_is_mirrored_and_nothing_else() -> None:
    turned = {id for id, one in PICTOGRAMS.items() if one.directional}
    assert turned == {"direction", "exit", "new-phone"}


@pytest.mark.parametrize(
    ("asked", "first", "has"),
    [
        ("phone", "phone", {"mobile", "new-phone", "top-up"}),
        ("SMS", "message", set()),
        ("sim", "sim", set()),
        ("wi-fi", "wifi", {"offline"}),
        ("WiFi", "wifi", {"offline"}),
        ("112", "emergency", set()),
        ("pay", "cash", {"bank-card", "kiosk", "receipt"}),
        ("no smoking", "no-smoking", set()),
        ("aller", "allergy", {"egg", "milk", "fish", "peanut", "wheat"}),
        ("drinking water", "water", set()),
        ("T-shirt", "clothes", set()),
        ("CAFÉ", "hot-drink", set()),
    ],
)
def test_a_word_finds_pictograms(asked: str, first: str, has: set[str]) -> None:
    hits = found(asked)
    assert hits[0] == first
    assert has <= set(hits)


@pytest.mark.parametrize("asked", ["", "  ", "!?", "elephant", "hone", "phone elephant", "телефон"])
def test_what_nobody_calls_a_pictogram_finds_none(asked: str) -> None:
    assert found(asked) == ()


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("telefone", "phone"),
        ("pasport", "passport"),
        ("toilette", "toilet"),
        ("medizine", "medicine"),
        ("hospitel", "hospital"),
        ("baterry", "battery"),
        ("trains", "train"),
        ("laundri", "laundry"),
        ("Umbrela", "rain"),
    ],
)
def test_a_word_that_is_nearly_right_leads_to_what_is_meant(asked: str, meant: str) -> None:
    assert meant in near(asked)
    assert len(near(asked)) <= 3


def test_what_is_like_nothing_leads_nowhere() -> None:
    assert near("xyzzy") == near("") == near("!") == ()
