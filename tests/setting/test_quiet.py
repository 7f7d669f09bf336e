"""The quiet zone of a QR code: four modules of bare paper on every side, at any size."""

from __future__ import annotations

import pytest

from tests.setting.pages import Type, page
from vademecum.setting import quiet, template
from vademecum.setting.engine import FontSet, LoadedDocument
from vademecum.setting.fonts import Typefaces

STYLE = """@page { size: 90mm 60mm; margin: 0 } body { margin: 0 }
    p { margin: 54mm 0 0 2mm } div { position: absolute } svg { overflow: visible }"""


def bare(typefaces: Typefaces, type: Type, body: str, style: str = "") -> list[float]:
    """Return how many modules are bare around each code that lacks some."""
    html = page(typefaces, body, STYLE + style)
    pages = LoadedDocument(html, {}, FontSet(type)).lay_out()
    data = pages.pdf("pdf/ua-1", actual_size=False)
    return [modules for _, modules in quiet.free(pages.symbols(), data)]


def code(left: float, top: float, payload: str = "https://mts.ru", module: float = 0.5) -> str:
    """Return a code of 21 modules, whose first begins four modules from a point on the page."""
    svg = template._qr(payload, "x", module)
    return f'<p>.</p><div style="left: {left}mm; top: {top}mm">{svg}</div>'


def bar(left: float, top: float, width: float, height: float, colour: str = "#000") -> str:
    box = f"left: {left}mm; top: {top}mm; width: {width}mm; height: {height}mm"
    return f'<div style="{box}; background-color: {colour}"></div>'


@pytest.mark.parametrize(
    ("thing", "modules"),
    [
        # The code's modules reach from 22 to 32.5 mm and from 12 to 22.5 mm; half a millimetre each.
        ("", None),
        (bar(36, 10, 1, 10), None),
        (bar(34.7, 10, 1, 10), None),
        (bar(18, 5, 1.9, 30), None),
        (bar(33.5, 10, 1, 10), 2.0),  # a millimetre at its right
        (bar(20, 9, 5, 2.5), 1.0),  # half a millimetre above it
        (bar(20.5, 15, 0.5, 3), 2.0),  # at its left
        (bar(25, 23.75, 3, 2), 2.5),  # below it
        (bar(33, 23, 2, 2), 1.0),  # at a corner
        (bar(33.25, 0, 0.2, 60), 1.5),  # a hairline
        (bar(33, 10, 2, 2, "#7b8e96"), 1.0),  # of a rule's grey
        (bar(33, 10, 2, 2, "#e9f1f3"), None),  # a tint is bare
        ('<div style="left: 33mm; top: 14mm">words</div>', 1.1),
    ],
)
def test_what_lies_in_the_quiet_zone_is_measured(
    typefaces: Typefaces, type: Type, thing: str, modules: float | None
) -> None:
    found = bare(typefaces, type, thing + code(20, 10))
    assert found == ([] if modules is None else [pytest.approx(modules, abs=0.35)])


@pytest.mark.parametrize(
    ("left", "top", "modules"),
    [(0, 0, None), (-1, 5, 2.0), (5, -1.5, 1.0), (76.5, 5, 2.0), (5, 46.5, 2.0)],
)
def test_the_edge_of_the_paper_ends_the_zone(
    typefaces: Typefaces, type: Type, left: float, top: float, modules: float | None
) -> None:
    found = bare(typefaces, type, code(left, top))
    assert found == ([] if modules is None else [pytest.approx(modules, abs=0.35)])


@pytest.mark.parametrize(
    "payload", ["https://mts.ru", "WIFI:T:WPA;S:Guests;P:a-long-one-42;;", "x" * 200]
)
@pytest.mark.parametrize("side", ["6mm", "15mm", "28mm"])
def test_the_zone_grows_with_the_code(
    typefaces: Typefaces, type: Type, payload: str, side: str
) -> None:
    """Whatever a style sheet makes of its size: the zone is a part of it."""
    size = f"svg {{ width: {side}; height: {side} }}"
    assert bare(typefaces, type, code(10, 10, payload), size) == []
    assert bare(typefaces, type, code(10, 10, payload) + bar(10, 5, 40, 5.4), size) != []


def test_a_code_on_dark_ground_has_none(typefaces: Typefaces, type: Type) -> None:
    assert bare(typefaces, type, bar(0, 0, 90, 60) + code(20, 10)) == [pytest.approx(0, abs=0.35)]


def test_every_code_of_a_page_is_looked_at(typefaces: Typefaces, type: Type) -> None:
    pair = code(10, 10) + code(24.5, 10) + bar(33, 10, 8, 1.2)
    assert bare(typefaces, type, pair) == [pytest.approx(1.6, abs=0.35)]
