"""The rules of paper: each fault, planted in a page or in plain values, breaks its rule and no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.setting.pages import Type, page
from vademecum.problems.codes import CODES
from vademecum.setting import proof, rules
from vademecum.setting.engine import FontSet, LoadedDocument
from vademecum.setting.fonts import Typefaces
from vademecum.setting.layout import Layout
from vademecum.setting.overlaps import Area, Cell, Ink, Place, Set, Side
from vademecum.text.runs import Run, Text

PX = 96 / 25.4
FLOOR = 7.0
STYLE = """@page { size: 90mm 60mm; margin: 5mm } html { font-size: 10pt; line-height: 1.3 }
    body, p, ul { margin: 0; padding: 0 } table { border-spacing: 0 } td { padding: 0 2mm 0 0 }
    li { list-style: none; padding-left: 5mm }
    .line { height: 6.5mm; border-bottom: 0.2mm solid }
    .digit { display: inline-block; width: 4mm; height: 6.2mm; border: 0.2mm solid }"""
LONG = "many words that go on and on over more than one line of this step, and then some more"
MARK = '<span class="mark">†</span>'
KEY = f'<p class="legend">{MARK} ask</p>'
GOOD = {
    "cells that stand apart": "<table><tr><td>one<td>two<td>three</table>",
    "cells of two rows": "<table><tr><td>one<tr><td>one and more</table>",
    "one cell above another": "<table><tr><td><table><tr><td>one<tr><td>two</table><td>three</table>",
    "what bleeds": '<svg style="position: absolute; left: -8mm; top: -8mm; width: 96mm; height: 9mm;'
    ' display: block"></svg>',
    "a line and a comb": '<div class="line"></div><p><span class="digit"></span></p>',
    "a mark and its key": f"<p>word{MARK}</p>{KEY}",
    "a mark that is kept with its word": f"<p>word<span class='mark'>\u2060†</span></p>{KEY}",
    "no mark": "<p>word †</p>",
    "a step": f"<ul><li>{LONG}</ul>",
    "a step from right to left": f'<ul dir="rtl"><li>{LONG}</ul>',
    "a step with a number": f'<ul><li><span class="nth" style="display: inline-block; width: 5mm;'
    f' margin-left: -5mm">1</span>{LONG}</ul>',
    "a step with another in it": f"<ul><li>{LONG}<ul><li>{LONG}</ul></ul>",
    "a step from right to left with a word of the other direction": (
        f'<ul dir="rtl"><li>{LONG[:62]} <bdi dir="ltr">*100# and</bdi> some more of it</ul>'
    ),
    "type of the smallest size": f'<p style="font-size: {FLOOR}pt">words</p>',
    "a row on one base line": "<table><tr><td>one<td>gjpqy</table>",
    "a row of two sizes": '<table><tr><td>one<td style="font-size: 14pt">two</table>',
    "codes from the left": '<table><tr><td class="code">1<tr><td class="code">1234</table>',
    "codes from the right": '<table><tr><td class="code" style="text-align: right">1'
    '<tr><td class="code" style="text-align: right">1234</table>',
}
BAD = {
    "cells that nearly touch": ("cells-too-close", "<table><tr><td style='padding: 0'>one<td>two</table>"),
    "cells a little too near": (
        "cells-too-close",
        "<table><tr><td style='padding: 0 1.2mm 0 0'>MMM<td>MMM</table>",
    ),
    "cells of a row of divs": (
        "cells-too-close",
        '<div style="display: table"><div style="display: table-row"><p style="display:'
        ' table-cell">one</p><p style="display: table-cell">two</p></div></div>',
    ),
    "cells from right to left": (
        "cells-too-close",
        '<table dir="rtl"><tr><td style="padding: 0">one<td style="padding: 0">two</table>',
    ),
    "words at the left edge": ("near-trim", "<p style='margin-left: -3mm'>words</p>"),
    "words at the right edge": (
        "near-trim",
        "<p style='margin-right: -3mm; text-align: right'>words</p>",
    ),
    "words at the top": ("near-trim", "<p style='margin-top: -4mm'>words</p>"),
    "words at the foot": (
        "near-trim",
        "<p style='position: absolute; bottom: -4mm; left: 0'>words</p>",
    ),
    "a line at the edge": ("near-trim", '<div class="line" style="margin-left: -3mm"></div>'),
    "a line that is too low": ("no-room-to-write", '<div class="line" style="height: 5mm"></div>'),
    "a box that is too narrow": (
        "no-room-to-write",
        '<p><span class="digit" style="width: 3.2mm"></span></p>',
    ),
    "a box that is too low": (
        "no-room-to-write",
        '<p><span class="digit" style="height: 5mm"></span></p>',
    ),
    "a mark without its key": ("mark-without-key", f"<p>word{MARK}</p>"),
    "a mark with the key of another": (
        "mark-without-key",
        f'<p>word{MARK}</p><p class="legend"><span class="mark">‡</span> old</p>',
    ),
    "a mark with its key overleaf": (
        "mark-without-key",
        f'<p>word{MARK}</p><p style="break-before: page">x</p>{KEY}',
    ),
    "a first line that stands in": ("step-not-aligned", f"<ul><li style='text-indent: 1mm'>{LONG}</ul>"),
    "a first line that hangs out": (
        "step-not-aligned",
        f"<ul><li style='text-indent: -0.35mm'>{LONG}</ul>",
    ),
    "a first line from the right": (
        "step-not-aligned",
        f"<ul dir='rtl'><li><span style='margin-right: 3mm'></span>{LONG}</ul>",
    ),
    "type that is too small": ("below-floor", '<p style="font-size: 6.9pt">words</p>'),
    "a row on two base lines": (
        "uneven-row",
        "<table><tr><td>one<td><span style='position: relative; top: 0.3mm'>two</span></table>",
    ),
    "codes that a mark pushes": (
        "uneven-column",
        f'<table><tr><td class="code" style="text-align: right">1<tr><td class="code" style="text-align: right">1234{MARK}'
        f"</table>{KEY}",
    ),
    "codes in the middle": (
        "uneven-column",
        '<table><tr><td class="code" style="text-align: center">1<tr><td class="code" style="text-align: center">1234</table>',
    ),
    "a side that says no language": (
        "bare-side",
        '<p class="tab">English en</p><p style="break-before: page">words</p>',
    ),
    "a side that does not say where to turn": (
        "bare-side",
        '<p class="tab">en</p><p class="turn">1/2</p><p class="tab" style="break-before: page">en</p>',
    ),
}  # fmt: skip


def sides(typefaces: Typefaces, type: Type, body: str) -> tuple[Side, ...]:
    return LoadedDocument(page(typefaces, body, STYLE), {}, FontSet(type)).lay_out().sides()


@pytest.mark.parametrize("body", GOOD.values(), ids=GOOD)
def test_what_is_set_well_breaks_no_rule(typefaces: Typefaces, type: Type, body: str) -> None:
    assert list(rules.broken(sides(typefaces, type, body), FLOOR)) == []


@pytest.mark.parametrize(("code", "body"), BAD.values(), ids=BAD)
def test_a_planted_fault_breaks_its_rule(
    typefaces: Typefaces, type: Type, code: str, body: str
) -> None:
    found = list(rules.broken(sides(typefaces, type, body), FLOOR))
    assert {fault.code for fault in found} == {code}
    assert all(fault.message and fault.hint and fault.code in CODES for fault in found)


def test_every_rule_is_broken_by_some_fault() -> None:
    """Lines of Chinese are planted in plain values: no page of the engine's ends them badly."""
    assert len(rules.RULES) == len({code for code, _ in BAD.values()}) + 1


def ink(text: str, area: Area = (40, 40, 60, 50), **place: object) -> Ink:
    left, _, right, bottom = area
    how = Set(size=10.0, left=left, right=right, baseline=bottom)
    return Ink(area, text, 0, lambda: [area], True, Place(**place), how)  # type: ignore[arg-type]


def codes(*inks: Ink) -> list[str]:
    return [fault.code for fault in rules.broken([Side(inks, 400.0, 300.0)], FLOOR)]


@pytest.mark.parametrize(
    ("gap", "good"),
    [
        (0.0, False),
        (1.0, False),
        (1.9, False),
        (1.94, False),
        (1.96, True),
        (2.0, True),
        (9.0, True),
    ],
)
def test_cells_stand_two_millimetres_apart(gap: float, good: bool) -> None:
    left, right = (Cell(1, 2, column) for column in (0, 1))
    start = 60 + gap * PX
    found = codes(ink("a", cells=(left,)), ink("b", (start, 40, start + 9, 50), cells=(right,)))
    assert found == ([] if good else ["cells-too-close"])


@pytest.mark.parametrize("edge", range(4))
@pytest.mark.parametrize(
    ("away", "good"), [(3.0, True), (2.96, True), (2.9, False), (0.0, False), (-1.0, True)]
)
def test_ink_stands_three_millimetres_from_the_edge_or_bleeds(
    edge: int, away: float, good: bool
) -> None:
    near = away * PX
    areas: list[Area] = [
        (near, 40, 60, 50), (40, near, 60, 50), (40, 40, 400 - near, 50), (40, 40, 60, 300 - near),
    ]  # fmt: skip
    assert codes(ink("a", areas[edge])) == ([] if good else ["near-trim"])


@pytest.mark.parametrize(("off", "good"), [(0.0, True), (0.09, True), (0.12, False), (3.0, False)])
def test_lines_of_a_step_begin_within_a_tenth_of_a_millimetre(off: float, good: bool) -> None:
    start = 40 + off * PX
    found = codes(ink("a", item=7, line=1), ink("b", (start, 50, 90, 60), item=7, line=2))
    assert found == ([] if good else ["step-not-aligned"])
    other = ink("b", (start, 50, 90, 60), item=8, line=2)
    assert codes(ink("a", item=7, line=1), other) == []


@pytest.mark.parametrize(
    ("off", "sizes", "good"),
    [
        (0.0, (10, 10), True),
        (1.1, (10, 10), True),
        (1.2, (10, 10), False),
        (1.8, (10, 10), False),
        (1.8, (20, 10), True),
        (1.8, (10, 20), True),
        (2.1, (20, 10), True),
        (2.3, (20, 10), False),
    ],
)
def test_a_line_to_the_left_may_begin_late_by_the_space_of_its_largest_type(
    off: float, sizes: tuple[float, float], good: bool
) -> None:
    def set_to_left(left: float, right: float, line: int, size: float) -> Ink:
        found = ink("a", (left, 40 + 12 * line, right, 50 + 12 * line), item=7, line=line,
                    goes_left=True)  # fmt: skip
        assert found.set
        return replace(found, set=replace(found.set, size=size))

    end = 200 - off * PX
    one, other = sizes
    first = set_to_left(60, 200, 1, 10)
    lines = first, set_to_left(150, end, 2, one), set_to_left(90, 150, 2, other)
    assert codes(*lines) == ([] if good else ["step-not-aligned"])


@pytest.mark.parametrize(("off", "good"), [(0.0, True), (0.14, True), (0.16, False), (0.4, False)])
def test_a_row_stands_on_one_base_line_within_a_few_hundredths(off: float, good: bool) -> None:
    base = 50 + off * PX
    cells = Cell(1, 2, 0), Cell(1, 2, 1)
    found = codes(ink("a", cells=cells[:1]), ink("b", (90, 40, 99, base), cells=cells[1:]))
    assert found == ([] if good else ["uneven-row"])


@pytest.mark.parametrize(("off", "good"), [(0.0, True), (0.68, True), (0.72, False), (3.0, False)])
def test_codes_of_a_column_begin_within_what_is_white_beside_a_digit(
    off: float, good: bool
) -> None:
    cells = Cell(1, 2, 0), Cell(1, 3, 0)
    start = 40 + off * PX
    above = ink("1", cells=cells[:1], kinds=("code",))
    below = ink("2", (start, 60, start + 50, 70), cells=cells[1:], kinds=("code",))
    assert codes(above, below) == ([] if good else ["uneven-column"])


@pytest.mark.parametrize(
    ("above", "below", "good"),
    [
        ("充值，", "然后", True), ("充值", "，然后", False), ("充值", "。", False), ("充值", "）然后", False),
        ("充值（", "然后", False), ("充值《", "然后", False), ("充值", "（然后）", True),
        ("チャージ", "ーする", False), ("“quoted", "”words", True), ("(", "a", True), ("값“", "말”", False),
    ],
)  # fmt: skip
def test_no_line_of_chinese_begins_or_ends_with_a_sign_of_the_next(
    above: str, below: str, good: bool
) -> None:
    lines = ink(above, line=1), ink(below, (40, 50, 60, 60), line=2)
    assert codes(*lines) == ([] if good else ["bad-line-end"])
    apart = ink(below, (40, 50, 60, 60), line=2, kinds=("note",))
    assert codes(lines[0], apart) == []


def test_a_broken_rule_is_told_at_its_words() -> None:
    text = Text((Run("two"),), file="content/g/words/en.yaml", line=9, column=3)
    fault = rules.Fault(ink("two"), "near-trim", "too near", "move it")
    (found,) = proof.ruled(Layout((50.0,), (), "two"), [fault], "x.html.j2", [text])
    assert (found.file, found.line, found.code) == (text.file, 9, "near-trim")
    (found,) = proof.ruled(Layout((50.0,), (), "else"), [fault], "x.html.j2", [])
    assert (found.file, found.line, found.hint) == ("x.html.j2", 0, "move it")
