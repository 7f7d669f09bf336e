"""Layouts: heights and panels of what was laid out, from plain lines."""

from __future__ import annotations

import pytest

from vademecum.setting.layout import Layout, Line


def at(page: int, top: float, bottom: float, panel: int = 0, block: int = 0, left: float = 0.0,
       right: float = 80.0) -> Line:  # fmt: skip
    return Line(page, top, bottom, "p", "x", panel=panel, block=block, left=left, right=right)


def layout(*lines: Line, pages: int = 2) -> Layout:
    return Layout((50.0,) * pages, lines, "")


def test_a_page_is_used_as_far_as_its_lowest_line() -> None:
    found = layout(at(0, 0, 4), at(0, 30, 34.5), at(0, 10, 14), at(1, 0, 7))
    assert (len(found), found.used(0), found.used(1), found.used(2)) == (2, 34.5, 7, 0)


def test_panels_are_told_in_their_order_each_once() -> None:
    found = layout(at(0, 0, 4, 1), at(0, 4, 8, 1), at(1, 0, 4, 0), at(1, 4, 8, 3))
    assert found.panels() == (1, 0, 3)
    assert layout().panels() == ()


@pytest.mark.parametrize(
    ("lines", "height"),
    [
        ([at(0, 0, 4), at(0, 4, 8)], 8),
        ([at(0, 2, 4)], 4),  # what a page leaves free above its first line counts
        ([at(0, 0, 40), at(1, 0, 10)], 50),  # on two pages
        ([at(0, 0, 4), at(0, 4, 8), at(0, 10, 14, panel=1)], 8),
        ([at(0, 0, 4, panel=1), at(0, 10, 30)], 20),  # below another panel: from its own top
        ([at(0, 0, 4, panel=1)], 0),
        ([at(0, 8, 12), at(0, 0, 4)], 12),
        ([at(0, 0, 40, panel=1), at(0, 40, 50), at(1, 3, 10)], 20),
    ],
)
def test_a_panel_is_as_high_as_it_is_on_all_its_pages(lines: list[Line], height: float) -> None:
    assert layout(*lines).height(0) == height
