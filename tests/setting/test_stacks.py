"""Stacks: how many gaps there are between blocks, and how high they would be in other type."""

from __future__ import annotations

import pytest

from vademecum.setting.layout import Line
from vademecum.setting.stacks import Stack


def at(top: float, bottom: float, block: int = 0, left: float = 0.0, right: float = 80.0,
       page: int = 0, column: tuple[float, float] | None = None, tag: str = "p",
       text: str = "x") -> Line:  # fmt: skip
    return Line(page, top, bottom, tag, text, block=block, left=left, right=right,
                column=column or (left, right))  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "gaps"),
    [
        ([], 0),
        ([at(0, 4)], 0),
        ([at(0, 4), at(4, 8)], 0),  # two lines of one block
        ([at(0, 4), at(5, 8, 1)], 1),
        ([at(0, 4), at(4, 8, 1)], 0),  # nothing between them
        ([at(0, 4), at(4.1, 8, 1)], 0),
        ([at(0, 4), at(3, 8, 1)], 0),  # they overlap
        ([at(0, 4, right=40), at(0, 4, 1, left=40)], 0),  # beside each other
        ([at(0, 4, right=40), at(5, 8, 1, left=40)], 0),
        ([at(0, 4, right=41), at(5, 8, 1, left=40)], 1),
        ([at(0, 4), at(0, 4, 1, page=1)], 1),  # on the next page
        ([at(0, 4), at(5, 8, 1), at(5, 8, 2), at(9, 10, 3)], 2),
        ([at(9, 12, 2), at(5, 8, 1), at(0, 4)], 2),  # in any order
        ([at(0, 4, right=40), at(4, 8, 1, right=60), at(8, 12, 2)], 0),  # each hides the one above
        ([at(0, 4), at(5, 8, 1, 0, 40), at(5, 6, 2, 41), at(7, 8, 3, 41), at(9, 10, 4)], 3),
    ],
)
def test_gaps_between_blocks_one_above_another_are_counted(lines: list[Line], gaps: int) -> None:
    assert Stack.of(lines).gaps == gaps


WIDE = (0.0, 80.0)


def short(top: float, bottom: float, block: int = 0, page: int = 0) -> Line:
    """Return a line that leaves most of its column free."""
    return at(top, bottom, block, 0.0, 15.0, page, WIDE)


@pytest.mark.parametrize(
    ("lines", "share", "height"),
    [
        ([at(0, 4)], 1.0, 4.0),
        ([at(0, 4, right=40, column=WIDE)], 1.5, 6.0),
        ([at(0, 4, right=60, column=WIDE)], 1.3, 5.2),  # it still has its line
        ([at(0, 4, right=60, column=WIDE)], 1.4, 11.2),  # and now it takes two
        ([at(0, 4, right=60, column=WIDE, tag="td")], 1.4, 5.6),  # a cell makes its column wider
        ([at(0, 4, 0, 0, 78, column=WIDE), at(4, 8, 0, 0, 30, column=WIDE)], 0.7, 2.8),
        ([at(0, 4, 0, 0, 78, column=WIDE), at(4, 8, 0, 0, 30, column=WIDE)], 0.8, 6.4),
        ([at(0, 4, 0, 0, 78, column=WIDE), at(4, 8, 0, 0, 70, column=WIDE)], 1.1, 13.2),
        ([at(0, 4, text=" ")], 2.0, 4.0),  # what is drawn does not grow
        ([at(2, 4, right=30, column=WIDE)], 2.0, 6.0),  # what is above the first block stays
        ([short(0, 4), short(6, 10, 1)], 1.5, 15.0),
        (
            [
                at(0, 4, 0, 0, 15, column=(0, 40)),
                at(0, 9, 1, 40, 55, column=(40, 80)),
                short(10, 12, 2),
            ],
            2.0,
            24.0,
        ),
        ([short(0, 4), short(0, 4, 1, 1)], 1.0, 8.0),
        ([short(0, 4), short(1, 4, 1, 1)], 2.0, 15.0),
    ],
)
def test_how_high_blocks_would_be_in_other_type(
    lines: list[Line], share: float, height: float
) -> None:
    assert Stack.of(lines).height(share) == pytest.approx(height)
