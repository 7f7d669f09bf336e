"""What presses the lowest line of a page down: of each column its own chain, and no innocent."""

from __future__ import annotations

import pytest

from vademecum.setting.layout import Layout, Line
from vademecum.setting.pressing import pressing

Box = tuple[str, float, float, str]
"""A name, from where to where a block reaches down the page, and its column."""

PAGES: list[tuple[str, list[Box], float, str]] = [
    ("one below the other", [("a", 0, 5, ""), ("b", 6, 20, ""), ("c", 21, 30, "")], 4, "a b c"),
    ("a high cell beside a low one",
     [("head", 0, 5, ""), ("low", 6, 10, ""), ("high", 6, 40, ""), ("foot", 41, 45, "")], 3,
     "foot head high"),
    ("a low cell at the foot of its row",
     [("head", 0, 5, ""), ("low", 36, 40, ""), ("high", 6, 40, ""), ("foot", 41, 45, "")], 3,
     "foot head high low"),
    ("cells that are both too high",
     [("one", 0, 36, ""), ("other", 0, 40, ""), ("foot", 41, 45, "")], 12, "foot one other"),
    ("a column beside a longer one",
     [("short", 0, 20, "0-0"), ("top", 0, 9, "0-1"), ("long", 10, 40, "0-1"),
      ("foot", 41, 45, "")], 3, "foot long top"),
    ("columns that are both too long",
     [("short", 0, 35, "0-0"), ("long", 0, 40, "0-1"), ("foot", 41, 45, "")], 9,
     "foot long short"),
    ("what ends beside it, in another column, right above",
     [("other", 0, 19.9, "0-0"), ("top", 0, 19, "0-1"), ("low", 20, 40, "0-1")], 1, "low top"),
    ("columns below columns",
     [("a", 0, 10, "0-0"), ("b", 0, 20, "0-1"), ("c", 21, 40, "1-0"), ("d", 21, 30, "1-1")], 2,
     "b c"),
    ("what hangs a hair over what is below it", [("a", 0, 5.04, ""), ("b", 5, 9, "")], 1, "a b"),
    ("nothing", [], 1, ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("boxes", "excess", "found"), [p[1:] for p in PAGES], ids=[p[0] for p in PAGES]
)
def test_what_presses_is_found(boxes: list[Box], excess: float, found: str) -> None:
    lines = [
        Line(0, top, bottom, "p", name, block=number, side=side)
        for number, (name, top, bottom, side) in enumerate(boxes)
    ]
    other = Line(1, 0, 99, "p", "on another page", block=99)
    layout = Layout((30.0, 30.0), (*lines, other), "")
    assert " ".join(sorted(line.text for line in pressing(layout, 0, excess))) == found
