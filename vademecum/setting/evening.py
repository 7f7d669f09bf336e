"""Columns that stand beside each other and end at about one height: the shorter get more air."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from vademecum.setting.fit import AIR, MM_PER_PT, Fitted
from vademecum.setting.layout import Layout, Line
from vademecum.setting.stacks import Stack

APART: Final = 10.0
"""How far the ends of neighbouring columns may be apart, in millimetres."""
RAGGED: Final = 4.0
"""How much shorter a column stays that is given air, in millimetres: two paces show the least."""


def unevenness(layout: Layout) -> float:
    """Return how far the ends of columns beside each other are apart at most, in millimetres."""
    return max((max(ends.values()) - min(ends.values()) for ends in _ends(layout)), default=0.0)


def evened(layout: Layout, fitted: Fitted) -> Fitted:
    """Return how a panel is to be set so that its columns end together, as far as air goes."""
    airs, em = dict(fitted.sides), fitted.size * MM_PER_PT
    for ends in _ends(layout):
        if max(ends.values()) - min(ends.values()) <= APART:
            continue
        for side, end in ends.items():
            if (short := max(ends.values()) - RAGGED - end) > 0:
                gaps = max(Stack.of(_lines(layout, side)).gaps, 1)
                own = airs.get(side, fitted.air)
                if (air := AIR.below(own + short / (gaps * em))) > own:
                    airs[side] = air
    return replace(fitted, sides=tuple(sorted(airs.items())))


def _ends(layout: Layout) -> Iterator[Mapping[str, float]]:
    """Yield where the columns of each group end: its sides share the first part of their names."""
    groups: dict[str, dict[str, float]] = {}
    for line in layout.lines:
        if line.side:
            ends = groups.setdefault(line.side.partition("-")[0], {})
            ends[line.side] = max(ends.get(line.side, 0.0), line.bottom)
    yield from groups.values()


def _lines(layout: Layout, side: str) -> list[Line]:
    return [line for line in layout.lines if line.side == side]
