"""Columns beside each other: how far their ends are apart, and the air that brings them together."""

from __future__ import annotations

import pytest

from vademecum.setting.evening import APART, RAGGED, evened, unevenness
from vademecum.setting.fit import AIR, MM_PER_PT, Fitted
from vademecum.setting.layout import Layout, Line

FITTED = Fitted(10.0, 0.1)
EM = 10.0 * MM_PER_PT


def column(side: str, rows: int, pitch: float, top: float = 0.0) -> list[Line]:
    """Return a column of rows, each a block of 3 mm, with what is left of the pitch below it."""
    left = 0.0 if side.endswith("0") else 90.0
    return [
        Line(0, top + i * pitch, top + i * pitch + 3, "li", "x", block=hash((side, i)),
             left=left, right=left + 80, column=(left, left + 80), side=side)
        for i in range(rows)
    ]  # fmt: skip


def layout(*columns: list[Line]) -> Layout:
    return Layout((250.0,), tuple(line for lines in columns for line in lines), "")


@pytest.mark.parametrize(
    ("columns", "apart"),
    [
        ([], 0.0),
        ([column("", 5, 5)], 0.0),  # beside nothing
        ([column("0-0", 5, 5), column("0-1", 5, 5)], 0.0),
        ([column("0-0", 5, 5), column("0-1", 7, 5)], 10.0),
        ([column("0-0", 9, 5), column("0-1", 7, 5), column("0-2", 4, 5)], 25.0),
        ([column("0-0", 5, 5), column("1-0", 9, 5)], 0.0),  # not beside each other
        (
            [column("0-0", 5, 5), column("0-1", 6, 5), column("1-0", 2, 5), column("1-1", 5, 5)],
            15.0,
        ),
    ],
)
def test_columns_of_a_group_are_held_against_each_other(
    columns: list[list[Line]], apart: float
) -> None:
    assert unevenness(layout(*columns)) == apart


def test_columns_that_end_within_a_centimetre_stay_as_they_are() -> None:
    assert APART == 10.0
    assert evened(layout(column("0-0", 10, 5), column("0-1", 12, 5)), FITTED) == FITTED


@pytest.mark.parametrize("rows", [(10, 13), (13, 10), (20, 23), (8, 11)])
def test_the_shorter_column_gets_the_air_that_brings_its_end_near(rows: tuple[int, int]) -> None:
    found = evened(layout(column("0-0", rows[0], 5), column("0-1", rows[1], 5)), FITTED)
    ((side, air),) = found.sides
    assert side == ("0-0" if rows[0] < rows[1] else "0-1")
    added = (air - FITTED.air) * EM * (min(rows) - 1)
    assert 15 - RAGGED - AIR.step * EM * min(rows) <= added <= 15 - RAGGED
    assert (found.size, found.air) == (FITTED.size, FITTED.air)


def test_air_has_its_limit_in_a_column_too() -> None:
    found = evened(layout(column("0-0", 4, 5), column("0-1", 20, 5)), FITTED)
    assert found.sides == (("0-0", AIR.ceiling),)
    full = Fitted(10.0, AIR.ceiling)
    assert evened(layout(column("0-0", 4, 5), column("0-1", 20, 5)), full) == full
