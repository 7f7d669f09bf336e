"""What lies on what: every two boxes that a style sheet pushes together, and none that it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.setting.pages import Type, page
from tests.trying import tried
from vademecum.setting.engine import FontSet, LoadedDocument
from vademecum.setting.fonts import Typefaces
from vademecum.setting.overlaps import TOUCH, Area, Ink, overlaps

PX = 96 / 25.4
STYLE = """@page { size: 90mm 60mm; margin: 5mm } html { font-size: 10pt; line-height: 1.3 }
    body, p, h1 { margin: 0 } table { border-spacing: 0; width: 100% } td { padding: 0 }
    .line { height: 6mm; border-bottom: 0.2mm solid } svg { width: 16mm; height: 16mm; overflow: visible }
    .digit { display: inline-block; width: 4mm; height: 6mm; border: 0.2mm solid }"""
SQUARE = '<svg viewBox="0 0 9 9"><title>x</title><path d="M0 0h9v9h-9z"/></svg>'
APART = [
    "<p>Many words in one paragraph that goes over more than one line, and yet no line of it is on"
    " another; ÀÉÎ gjpqy over ÅÄÖ gjpqy, as tight as any language has it.</p>",
    "<h1>Title</h1><p>gjpqy</p><p>ÀÉÎ</p>",
    "<table><tr><td>one<td>two</table>",
    "<p>one <b>two</b> three<span>four</span></p>",
    f"<p>{SQUARE}</p><p>caption</p>",
    '<p>label</p><div class="line"></div><p>label</p>',
    '<p><span class="digit"></span><span class="digit" style="margin-left: -0.2mm"></span> a</p>',
    '<p style="border: 1mm solid; background: red">words in a frame</p>',
]
TOGETHER = [
    ("<p>words</p><p style='margin-top: -3mm'>others</p>", "words", "others"),
    ("<p style='line-height: 0.6'>gjpqy gjpqy gjpqy gjpqy gjpqy gjpqy gjpqy gjpqy gjpqy gjpqy MMM"
     " MMM MMM MMM MMM MMM MMM MMM</p>", "gjpqy", "MMM"),
    ("<h1 style='line-height: 0.5'>gjpqy gjpqy gjpqy gjpqy gjpqy gjpqy ÀÉÎ ÀÉÎ ÀÉÎ ÀÉÎ ÀÉÎ</h1>",
     "gjpqy", "ÀÉÎ"),
    ("<p>one<span style='margin-left: -4mm'>two</span></p>", "one", "two"),
    (f"<p>{SQUARE}</p><p style='margin-top: -9mm'>caption</p>", "", "caption"),
    ("<p>label</p><div class='line' style='margin-top: -4mm'></div>", "label", ""),
    ("<div class='line'></div><p style='margin-top: -3mm'>label</p>", "", "label"),
    ("<p style='height: 2mm'>first line</p><p>second</p>", "first line", "second"),
    ("<p>a <span class='digit'></span><span style='margin-left: -4mm'>on it</span></p>", "", "on it"),
    ("<p style='white-space: nowrap; width: 5mm; display: inline-block'>label of many letters</p>"
     "<p style='display: inline-block'>next</p>", "label of many letters", "next"),
]  # fmt: skip


def found(
    typefaces: Typefaces, type: Type, body: str, drawn: bool = False
) -> list[tuple[str, str]]:
    pages = LoadedDocument(page(typefaces, body, STYLE), {}, FontSet(type)).lay_out()
    if drawn:
        pages.pdf("pdf/ua-1", actual_size=False)
    return [(one.text.strip(), other.text.strip()) for one, other in pages.touching()]


@pytest.mark.parametrize("body", APART)
def test_what_is_set_well_touches_nothing(typefaces: Typefaces, type: Type, body: str) -> None:
    assert found(typefaces, type, body) == []


@pytest.mark.parametrize(("body", "first", "second"), TOGETHER)
def test_what_lies_on_other_ink_is_found(
    typefaces: Typefaces,
    type: Type,
    body: str,
    first: str,
    second: str,
) -> None:
    pairs = found(typefaces, type, body)
    assert pairs
    assert all(first in one and second in other for one, other in pairs)


@pytest.mark.parametrize(
    "body", [body for body in (*APART, *(body for body, _, _ in TOGETHER)) if body.isascii()]
)
def test_what_was_noted_while_it_was_drawn_is_what_is_found_without(
    typefaces: Typefaces, type: Type, body: str
) -> None:
    assert found(typefaces, type, body, drawn=True) == found(typefaces, type, body)


@st.composite
def areas(draw: st.DrawFn) -> Area:
    left, top, width, height = (draw(st.integers(0, 40)) for _ in range(4))
    return left, top, left + width, top + height


def ink(number: int, area: Area, is_read: bool = True) -> Ink:
    return Ink(area, f"{number}", number, lambda: [area], is_read)


@given(st.lists(areas(), max_size=12), st.sets(st.integers(0, 11)))
@tried(max_examples=300)
def test_every_pair_is_compared_and_told_once(boxes: list[Area], drawn: set[int]) -> None:
    """Against all pairs, one by one."""
    inks = [ink(number, area, number not in drawn) for number, area in enumerate(boxes)]

    def lies_on(one: Area, other: Area) -> bool:
        shares = (min(one[i + 2], other[i + 2]) - max(one[i], other[i]) for i in (0, 1))
        return all(share > TOUCH * PX for share in shares)

    expected = {
        (one.start, other.start)
        for one in inks
        for other in inks
        if one.start < other.start
        and (one.is_read or other.is_read)
        and lies_on(one.area, other.area)
    }
    pairs = [(one.start, other.start) for one, other in overlaps(inks)]
    assert sorted(pairs) == sorted(expected)


def test_where_areas_touch_the_glyphs_decide() -> None:
    one = Ink((0, 0, 50, 10), "one", 0, lambda: [(0, 0, 10, 10)])
    below = Ink((0, 5, 50, 15), "below", 1, lambda: [(40, 5, 50, 15)])
    assert list(overlaps([one, below])) == []
    assert list(overlaps([one, Ink((0, 5, 50, 15), "on", 1, lambda: [(5, 5, 15, 15)])]))
