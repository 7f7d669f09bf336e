"""Drawings: what stays, what is left out, and what the press makes of their size."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.blocks.guides import svg
from vademecum.content.svg import printable

KEPT = [
    '<rect x="1" y="2" width="3" height="4" rx="1" fill="#abc"/>',
    '<circle cx="1" cy="2" r="3" stroke="rgb(1, 2, 3)"/>',
    '<ellipse rx="1" ry="2" fill="none"/>',
    '<line x1="1" x2="2" y1="-.5" y2="1e1"/>',
    '<polyline points="0,0 1,1 2-3"/>',
    '<polygon points="0 0 1 1 2 0" fill-rule="evenodd"/>',
    '<path d="M1-1c.5.5 1 0 2 2zA1 1 0 01 3 3" transform="translate(1,2) rotate(45)"/>',
    '<g opacity=".5" id="a"><path d="M0 0"/></g>',
    '<defs><linearGradient id="g"><stop offset="50%" stop-color="red"/></linearGradient></defs>',
    '<defs><radialGradient id="g" href="#h"/><radialGradient id="h"/></defs>',
    '<clipPath id="c"><rect width="9" height="9"/></clipPath><g clip-path="url(#c)"/>',
    '<symbol id="s" viewBox="0 0 1 1"/><use href="#s" x="1" y="1" width="2" height="2"/>',
    '<text x="1" y="2" font-size="3" text-anchor="middle">Way <tspan font-weight="bold">in</tspan></text>',
]


@pytest.mark.parametrize("drawing", KEPT)
def test_what_is_allowed_stays(drawing: str) -> None:
    data, _ = printable(svg(drawing).encode())
    before, after = etree.fromstring(svg(drawing)), etree.fromstring(data)
    for one, other in zip(list(before.iter())[1:], list(after.iter())[1:], strict=True):
        assert (one.tag, dict(one.attrib)) == (other.tag, dict(other.attrib))
        assert (one.text or "").strip() == (other.text or "").strip()


LEFT_OUT = [
    "<title>x</title><desc>y</desc><metadata><z/></metadata>",
    '<i:page xmlns:i="http://www.inkscape.org/namespaces/inkscape"><i:grid/></i:page>',
    "<!-- a remark -->",
    "<?xml-stylesheet href='x.css'?>",
    "words between",
]


@pytest.mark.parametrize("drawing", LEFT_OUT)
def test_what_is_not_drawn_is_left_out(drawing: str) -> None:
    assert printable(svg(f"{drawing}<path/>").encode()) == printable(svg("<path/>").encode())


@pytest.mark.parametrize(
    "more",
    ['class="a"', 'data-x="1"', 'aria-label="x"', 'font-family="Arial"', 'xml:space="preserve"'],
)
def test_what_says_nothing_here_is_left_out(more: str) -> None:
    assert printable(svg(f"<path {more}/>").encode()) == printable(svg("<path/>").encode())


def test_a_style_is_said_as_attributes() -> None:
    data, _ = printable(
        svg('<path fill="red" style="fill:#123;stroke:none !important; x-y: 1"/>').encode()
    )
    (path,) = etree.fromstring(data)
    assert dict(path.attrib) == {"fill": "#123", "stroke": "none"}


@pytest.mark.parametrize(
    ("more", "box", "ratio"),
    [
        ('viewBox="0 0 40 20"', "0 0 40 20", 2),
        ('viewBox="-5,-5 10 40"', "-5 -5 10 40", 0.25),
        ('width="30" height="60"', "0 0 30 60", 0.5),
        ('width="1in" height="48px"', "0 0 96 48", 2),
        ('width="10mm" height="1cm"', "0 0 37.7953 37.7953", 1),
        ('viewBox="0 0 30 20" width="100%" height="100%"', "0 0 30 20", 1.5),
        ('viewBox="0 0 30 20" x="5"', "0 0 30 20", 1.5),
        ('viewBox="0 0 30 20" width="3" height="3"', "0 0 30 20", 1.5),
    ],
)
def test_a_drawing_has_its_proportions_and_no_size_of_its_own(
    more: str, box: str, ratio: float
) -> None:
    root = etree.fromstring(printable(svg("<path/>", more).encode())[0])
    assert root.get("viewBox") == box
    assert float(root.get("width")) / float(root.get("height")) == pytest.approx(ratio, rel=1e-3)
    assert float(root.get("width")) > 2000


def test_its_texts_are_told() -> None:
    drawing = (
        '<text x="1">One <tspan>two</tspan></text><defs><text>Three</text></defs><text> </text>'
    )
    assert printable(svg(drawing).encode())[1] == ("One two", "Three")


def plain(data: bytes) -> bytes:
    return bytes(etree.tostring(etree.fromstring(data), method="c14n"))


def test_a_fault_is_told_with_its_line_and_all_at_once() -> None:
    with pytest.raises(ExceptionGroup) as raised:
        printable(svg('\n<script/>\n<path onclick="x"/>\n\n<image/>').encode())
    lines = [str(fault).partition(":")[0] for fault in raised.value.exceptions]
    assert lines == ["line 2", "line 3", "line 5"]


def test_what_was_written_anew_is_taken_as_it_is() -> None:
    for drawing in KEPT:
        data, letters = printable(svg(drawing).encode())
        again, said = printable(data)
        assert (plain(again), said) == (plain(data), letters)
