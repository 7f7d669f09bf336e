"""Icons on paper, measured in the finished file: their size, their stroke, their ink, their way."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
from PIL import Image as Pixels

from tests.blocks.guides import guide, svg
from tests.conftest import HOUSE
from tests.eyes import picture
from tests.setting.test_accessibility import elements
from tests.trying import one_in
from vademecum.content import reading
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.forms.papers import PAPERS
from vademecum.problems.problem import Refused
from vademecum.setting import fonts, legible, template
from vademecum.setting.compositor import Compositor

PT_PER_MM = 72 / 25.4
PX = 0.75 / PT_PER_MM  # how long a unit is that the engine draws in
GUIDE = """
blocks:
  top: {kind: masthead, icon: backpack}
  way: {kind: list, icon: map, style: check, items: [{id: go, icon: direction},
        {id: rest, icon: boat, items: [{id: bus, icon: bus}]}, {id: last}]}
  steps: {kind: list, style: number, items: [{id: one, icon: key}]}
  dots: {kind: list, items: [{id: one, icon: lock}, {id: two}]}
  call: {kind: table, columns: [{id: fee, icon: cash}], rows: [{id: x, icon: phone, cells:
         {fee: words}}, {id: y, cells: {fee: words}}]}
  names: {kind: table, icon: key, rows: [{id: x, icon: people}]}
  ours: {kind: fields, entries: [{id: name, icon: person}, {id: town, icon: home, value: t},
         {id: room, icon: bed, comb: {digits: 4}}]}
  say: {kind: phrases, phrases: [{id: help, icon: emergency}, thanks]}
  loud: {kind: callout, level: danger, icon: fire}
products:
  sheet: {form: sheet, papers: [a4], panels: {front: [top, way, steps, dots, call, loud],
          back: {reader: place, spots: [say, names, ours]}}}
  card: {form: card, panels: {front: [top, {block: way, only: [go, rest]}, loud],
         back: [call, say]}}
  notes: {form: card, panels: {front: [steps, dots], back: [names, ours]}}
place: PLACE
titles: {ar: حقيبة}
facts: {t: {kind: text, value: Tver}}
phrases: {help: {text: SAY}, thanks: {text: Danke}}
labels:
  names: {title: Wer, rows: {x: {name: Freunde}}}
  ours: {title: Wir, labels: {name: Name, town: Ort, room: Zimmer}}
  say: {title: Bitte}
pictures: {boat: '<path d="M1 1h38v18z" fill="#f00"/>'}
words:
  en:
    way: {title: Way, items: {go: Go on, rest: Rest, rest.bus: a bus, last: Come back}}
    steps: {title: Do, items: {one: Turn}}
    dots: {title: Mind, items: {one: Lock, two: Look}}
    call: {title: Call, columns: {name: Who, fee: Fee}, rows: {x: {name: X, fee: nothing},
           y: {name: Y, fee: little}}}
    names: {title: Friends, rows: {x: {name: Friends}}}
    ours: {title: Ours, labels: {name: Name, town: Town, room: Room}}
    say: {title: Say, meanings: {help: Help!, thanks: Thanks}}
    loud: {text: "**Fire?** Leave."}
  ar:
    way: {title: الطريق, items: {go: تابع, rest: استرح, rest.bus: حافلة, last: عد}}
    steps: {title: افعل, items: {one: أدر}}
    dots: {title: انتبه, items: {one: أغلق, two: انظر}}
    call: {title: اتصل, columns: {name: من, fee: رسم}, rows: {x: {name: أول, fee: مجانا},
           y: {name: ثان, fee: قليل}}}
    names: {title: أصدقاء, rows: {x: {name: أصدقاء}}}
    ours: {title: نحن, labels: {name: الاسم, town: المدينة, room: الغرفة}}
    say: {title: قل, meanings: {help: النجدة, thanks: شكرا}}
    loud: {text: "**حريق؟** اخرج."}
"""
SIZES = {"sheet": 6.0, "card": 4.0, "notes": 4.0}
SIGNS = {"sheet": 9.0, "card": 6.0}
DRAWN = {"sheet": 16, "card": 9, "notes": 7}  # how many icons stand on each


@dataclass(frozen=True)
class Drawing:
    """What is drawn as one thing: its ink in millimetres, its strokes, and its colours.

    `unit` is how long a unit of the drawing is.
    """

    left: float
    bottom: float
    right: float
    top: float
    strokes: tuple[float, ...]
    inks: frozenset[tuple[float, ...]]
    unit: float


def read(folder: Path, text: str = GUIDE, place: str = "de", house: Any = HOUSE) -> Guide:
    made = guide(folder, text.replace("PLACE", place).replace("SAY", "Hilfe"))
    found, problems = reading.load(made.path, house)
    assert found, problems
    return found


def printed(guide: Guide, tag: str, product: str, shelves: Sequence[Path] = ()) -> bytes:
    edition = compose(guide, tag)
    typefaces = fonts.typefaces(edition)
    document = template.pour(edition, typefaces, guide.products[product], among=shelves)
    compositor = Compositor(edition, {product: document}, typefaces.files())
    return compositor.set(guide.products[product], PAPERS[guide.products[product].papers[0]]).data


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    return read(tmp_path_factory.mktemp("icons"))


@pytest.fixture(scope="module")
def papers(whole: Guide) -> dict[tuple[str, str], bytes]:
    return {(tag, name): printed(whole, tag, name) for tag in ("en", "ar") for name in SIZES}


def drawings(data: bytes) -> list[Drawing]:
    """Return what is drawn on another scale than that of its page, as icons alone are."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [one for page in pdf.pages for one in _of_page(page.obj)]


def _of_page(page: Any) -> Iterator[Drawing]:
    """Yield the drawings of a page, each marked as an artefact on its own."""
    strokes: list[Stroke] = []
    for operator, stroke, inside in _strokes(page):
        if operator == "EMC" and strokes:
            yield _measured(strokes)
            strokes = []
        if stroke and abs(stroke.scale - PX) > 1e-6:
            assert inside == ("/Artifact",), "an icon is read"
            strokes.append(stroke)


@dataclass(frozen=True)
class Stroke:
    """A path that is painted: points in it, its width, its ink, and its scale, in millimetres."""

    points: tuple[Any, ...]
    width: float
    inks: frozenset[tuple[float, ...]]
    scale: float


def _strokes(page: Any) -> Iterator[tuple[str, Stroke | None, tuple[str, ...]]]:
    """Yield each operation, with what it paints, and what that is marked as."""
    hand = Hand()
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        painted = hand.painted(operator) if operator in PAINTS else None
        hand.take(operator, operands)
        yield operator, painted, tuple(hand.inside)


PAINTS = frozenset(("S", "s", "B", "b", "B*", "b*", "f", "F", "f*", "n"))


class Hand:
    """Draws what a page says, and remembers where and with what it draws."""

    def __init__(self) -> None:
        self.matrix, self.width = pikepdf.Matrix(), 1.0
        self.fill: tuple[float, ...] = (0.0,)
        self.draw: tuple[float, ...] = (0.0,)
        self.saved: list[Any] = []
        self.inside: list[str] = []
        self.path: list[Any] = []

    def take(self, operator: str, operands: Any) -> None:
        if operator == "q":
            self.saved.append((self.matrix, self.width, self.fill, self.draw))
        elif operator == "Q":
            self.matrix, self.width, self.fill, self.draw = self.saved.pop()
        elif operator == "cm":
            self.matrix = pikepdf.Matrix(*map(float, operands)) @ self.matrix
        elif operator in ("BDC", "BMC"):
            self.inside.append(str(operands[0]))
        elif operator == "EMC":
            self.inside.pop()
        elif operator in ("m", "l", "c", "v", "y", "re"):
            points = _points(operator, operands, self.path, self.matrix)
            self.path += [self.matrix.transform(at) for at in points]
        else:
            self._dip(operator, operands)

    def _dip(self, operator: str, operands: Any) -> None:
        """Take another pen or ink."""
        if operator == "w":
            self.width = float(operands[0])
        elif operator in ("rg", "scn", "g"):
            self.fill = _ink(operands)
        elif operator in ("RG", "SCN", "G"):
            self.draw = _ink(operands)

    def painted(self, operator: str) -> Stroke | None:
        """Return what an operation paints, and begin a new path."""
        scale = abs(self.matrix.a * self.matrix.d - self.matrix.b * self.matrix.c) ** 0.5
        scale /= PT_PER_MM
        points, self.path = tuple(self.path), []
        inks = {self.fill} if operator[0] in "fFBb" else set()
        inks |= {self.draw} if operator[0] in "SsBb" else set()
        width = self.width * scale if operator[0] in "SsBb" else 0.0
        return Stroke(points, width, frozenset(inks), scale) if operator != "n" else None


def _ink(operands: Any) -> tuple[float, ...]:
    return tuple(round(float(part), 2) for part in operands if not isinstance(part, pikepdf.Name))


def _measured(strokes: Sequence[Stroke]) -> Drawing:
    xs = [x / PT_PER_MM + e * s.width / 2 for s in strokes for x, _ in s.points for e in (-1, 1)]
    ys = [y / PT_PER_MM + e * s.width / 2 for s in strokes for _, y in s.points for e in (-1, 1)]
    widths = tuple(s.width for s in strokes if s.width)
    inks = frozenset(ink for s in strokes for ink in s.inks)
    return Drawing(min(xs), min(ys), max(xs), max(ys), widths, inks, strokes[-1].scale)


def _points(operator: str, operands: Any, path: list[Any], matrix: Any) -> Iterator[Any]:
    """Yield points through which an operation leads, some of a curve."""
    values = [float(v) for v in operands]
    if operator == "re":
        x, y, width, height = values
        values = [x, y, x + width, y + height]
    pairs = list(zip(values[::2], values[1::2], strict=True))
    if operator not in ("c", "v", "y"):
        yield from pairs
        return
    start = matrix.inverse().transform(path[-1])
    whole = {"c": [start, *pairs], "v": [start, start, *pairs], "y": [start, *pairs, pairs[-1]]}
    for t in (n / 16 for n in range(1, 17)):
        shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        yield tuple(
            sum(share * at[axis] for share, at in zip(shares, whole[operator], strict=True))
            for axis in (0, 1)
        )


@one_in(3)
@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("product", SIZES)
def test_an_icon_is_as_large_as_the_form_says_and_its_stroke_outlives_a_copy(
    product: str, tag: str, papers: dict[tuple[str, str], bytes]
) -> None:
    """Pictograms are drawn on a field of 20 units, the boat on one of 40."""
    found = drawings(papers[tag, product])
    sizes = Counter(round(20 * one.unit, 2) for one in found)
    boats = {SIZES[product] / 2: 1} if product != "notes" else {}
    signs = {SIGNS[product]: 1} if product in SIGNS else {}
    rest = DRAWN[product] - len(boats) - len(signs)
    assert sizes == {SIZES[product]: rest, **boats, **signs}
    for one in found:
        whole = 20 * one.unit * (2 if round(20 * one.unit, 2) in boats else 1)
        assert 0.75 * whole < max(one.right - one.left, one.top - one.bottom) < whole + 1e-3
    assert min(stroke for one in found for stroke in one.strokes) >= 0.35


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("product", SIZES)
def test_icons_are_artefacts_and_no_judge_complains(
    product: str, tag: str, papers: dict[tuple[str, str], bytes]
) -> None:
    data = papers[tag, product]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert not [one for one in elements(pdf) if one.S == "/Figure" or "/Alt" in one]
    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [(f.rule_id, f.message) for f in report.failures]


@pytest.mark.parametrize("product", SIZES)
def test_icons_stand_where_words_begin(product: str, papers: dict[tuple[str, str], bytes]) -> None:
    """From right to left they stand in as many columns, counted from the right."""
    with pikepdf.open(io.BytesIO(papers["en", product])) as pdf:
        _, _, width, _ = (float(v) / PT_PER_MM for v in pdf.pages[0].MediaBox)
    middles = {
        tag: sorted((one.left + one.right) / 2 for one in drawings(papers[tag, product]))
        for tag in ("en", "ar")
    }
    if product == "notes":  # not the other side, which is nobody's place here
        assert max(middles["en"]) < width * 0.62
        assert min(middles["ar"]) > width * 0.38
    assert min(middles["en"]) < width / 6
    assert max(middles["ar"]) > width * 5 / 6


def test_icons_have_the_ink_of_their_words(
    whole: Guide, papers: dict[tuple[str, str], bytes]
) -> None:
    """White in bars, else as headings, as words, as the heads of columns."""
    tokens = compose(whole, "en").theme.tokens()
    card = [one.inks for one in drawings(papers["en", "card"])]
    in_bar, heading, item, boat, below, sign, column, row, sentence = card
    assert in_bar == {(1.0, 1.0, 1.0)}
    assert {heading, item, below, row, sentence} == {frozenset({shown(tokens["ink"])})}
    assert set(sign) in ({(1.0, 1.0, 1.0)}, {shown(tokens["ink"])})
    assert column == {shown(tokens["ink"])}
    assert boat == {(1.0, 0.0, 0.0)}  # as it is drawn
    key, _, turned, *_ = drawings(papers["en", "notes"])
    assert key.inks == {shown(tokens["ink"])}
    assert turned.inks == {shown(tokens["ink"])}
    assert len(key.strokes) == len(turned.strokes) > 0


def shown(colour: str) -> tuple[float, ...]:
    """Return a colour of the theme, as `#0a5a70`, in parts."""
    return tuple(round(int(colour[at : at + 2], 16) / 255, 2) for at in (1, 3, 5))


WAYS = {"direction": True, "exit": True, "new-phone": True, "flashlight": False, "check": False}


@pytest.mark.parametrize(("id", "turned"), WAYS.items(), ids=WAYS)
def test_what_shows_a_way_is_mirrored_beside_words_from_right_to_left(
    id: str, turned: bool, tmp_path: Path
) -> None:
    text = f"""
blocks: {{a: {{kind: list, items: [{{id: a, icon: {id}}}]}}}}
products: {{card: {{form: card, panels: {{front: [a]}}}}}}
place: none
titles: {{he: א}}
words: {{en: {{a: {{title: A, items: {{a: A}}}}}}, he: {{a: {{title: א, items: {{a: א}}}}}}}}
"""
    found = read(tmp_path, text)
    seen = {tag: icon(found, tag) for tag in ("en", "he")}
    mirrored = seen["en"].transpose(Pixels.Transpose.FLIP_LEFT_RIGHT)
    assert (
        unlike(seen["he"], mirrored if turned else seen["en"]) < 0.08
    )  # what rounding to pixels makes
    if turned:
        assert unlike(seen["he"], seen["en"]) > 0.1
    if id == "direction":  # its head, where more is dark, shows the way of the words
        left, right = seen["en"].crop((0, 0, 40, 80)), seen["en"].crop((40, 0, 80, 80))
        assert sum(left.tobytes()) > 1.1 * sum(right.tobytes())


def icon(guide: Guide, tag: str) -> Any:
    """Return the pixels of the one icon on a card."""
    data = printed(guide, tag, "card")
    (one,) = drawings(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        left, _, _, top = (float(v) / PT_PER_MM for v in pdf.pages[0].cropbox)
    whole, px = picture(data, 0, 600).convert("L"), 600 / 25.4
    box = [(one.left - left), (top - one.top), (one.right - left), (top - one.bottom)]
    return whole.crop(tuple(round(edge * px) for edge in box)).resize((80, 80))


def unlike(one: Any, other: Any) -> float:
    """Return how much two pictures differ, from 0 to 1."""
    pairs = zip(one.tobytes(), other.tobytes(), strict=True)
    return float(sum(abs(a - b) for a, b in pairs) / 255 / one.width / one.height)


def test_the_same_guide_is_the_same_bytes(
    whole: Guide, papers: dict[tuple[str, str], bytes]
) -> None:
    assert printed(whole, "ar", "card") == papers["ar", "card"]


THIN = {
    "thin": ('<path d="M2 2h16" stroke="currentColor" stroke-width="0.5"/>', "0 0 20 20", {0.35}),
    "said above": ('<g stroke-width="0.1"><path d="M2 2h16" stroke="red"/></g>', "0 0 20 20", {0.35}),
    "said nowhere": ('<path d="M2 2h90" stroke="red"/>', "0 0 100 100", {0.35}),
    "made smaller": (
        '<g transform="scale(0.1)"><path d="M9 9h99" stroke="red" stroke-width="9"/></g>',
        "0 0 20 20", {0.35},
    ),
    "bold enough": ('<path d="M2 2h16" stroke="red" stroke-width="2"/>', "0 0 20 20", {0.4}),
    "on another grid": ('<path d="M2 2h9" stroke="red" stroke-width="1.5"/>', "0 0 24 24", {0.35}),
    "far from the corner": ('<path d="M99 99h9" stroke="red"/>', "90 90 20 20", {0.35}),
    "wide": ('<path d="M2 2h36" stroke="red" stroke-width="0.5"/>', "0 0 40 20", {0.35}),
}  # fmt: skip


@pytest.mark.parametrize("case", THIN)
def test_the_press_sets_the_stroke_of_what_a_house_draws(case: str, tmp_path: Path) -> None:
    drawn, box, widths = THIN[case]
    own = tmp_path / "templates" / "pictograms" / "water.svg"
    own.parent.mkdir(parents=True)
    own.write_text(svg(drawn, f'viewBox="{box}"'), "utf-8")
    house = replace(HOUSE, templates=tmp_path / "templates")
    text = """
blocks: {a: {kind: list, items: [{id: a, icon: water}]}}
products: {card: {form: card, panels: {front: [a]}}}
place: none
words: {en: {a: {title: A, items: {a: A}}}}
"""
    (one,) = drawings(printed(read(tmp_path, text, house=house), "en", "card"))
    assert {round(stroke, 2) for stroke in one.strokes} == widths


BESIDE = """
blocks: {a: {kind: list, items: [{id: a, icon: mine}]}}
products: {card: {form: card, panels: {front: [a]}}}
place: none
pictures: {mine: MINE}
words: {en: {a: {title: A, items: {a: A}}}}
"""


@pytest.mark.parametrize(("size", "number"), [(8, 1), (11.4, 1), (11.5, 0), (18, 0)])
def test_letters_in_an_icon_are_as_large_as_all_others(
    size: float, number: int, tmp_path: Path
) -> None:
    """Of 6.5 points at least: on 4 mm, which are 20 units, that is 11.46 units."""
    drawn = f'<text x="1" y="15" font-size="{size}">P</text>'
    text = BESIDE.replace("MINE", "'" + svg(drawn, 'viewBox="0 0 20 20"') + "'")
    folder = guide(tmp_path, text)
    rows = (folder.path / "pictures.yaml").read_text("utf-8").replace(", letters: none", "")
    (folder.path / "pictures.yaml").write_text(rows, "utf-8")
    found = folder.load()[0]
    assert found
    problems = list(legible.small(found, compose(found, "en")))
    assert [p.code for p in problems] == ["small-letters"] * number


@pytest.mark.parametrize(
    ("pixels", "codes"), [(16, ["coarse-picture"]), (31, ["coarse-picture"]), (32, [])]
)
def test_a_photograph_that_is_an_icon_is_fine_enough(
    pixels: int, codes: list[str], tmp_path: Path
) -> None:
    """For 200 pixels an inch on 4 mm."""
    folder = guide(tmp_path, BESIDE.replace("MINE", "<g/>"))
    Pixels.linear_gradient("L").resize((pixels, pixels)).save(folder.path / "pictures" / "a.png")
    rows = folder.path / "pictures.yaml"
    rows.write_text(rows.read_text("utf-8").replace("mine.svg", "a.png"), "utf-8")
    assert [p.code for p in folder.load()[1]] == codes


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("style/blocks/list.css", "", ".icon { display: none }\n"),
        ("style/blocks/list.css", "", ".icon { width: 0 }\n"),
        ("blocks/list.html.j2", "<li", "{% if item.icon %}{{ item.icon|icon(item.words.lead)|length }}{% endif %}<li"),
    ],
)  # fmt: skip
def test_an_icon_that_is_dropped_is_missed_at_its_words(
    name: str, old: str, new: str, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    (own / name).parent.mkdir(parents=True)
    press = (template.folder() / name).read_text("utf-8")
    (own / name).write_text(press.replace(old, new, 1) if old else press + new, "utf-8")
    found = guide(tmp_path, BESIDE.replace("MINE", "<g/>")).guide()
    with pytest.raises(Refused) as refused:
        printed(found, "en", "card", (own, template.folder()))
    assert {p.code for p in refused.value.problems} == {"lost-picture"}
    assert refused.value.problems[0].file.endswith("words/en.yaml")
