"""The largest type that fits: a pure search, knows no engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

STEP = 0.1
"""Sizes are tried in steps of 0.1 pt."""


@dataclass(frozen=True, slots=True)
class Range:
    """The sizes that a product allows, in points; `floor` is the smallest that may be printed."""

    floor: float
    ceiling: float

    def sizes(self) -> tuple[float, ...]:
        """Return all sizes from the floor to the ceiling."""
        first, last = round(self.floor / STEP), round(self.ceiling / STEP)
        return tuple(round(step * STEP, 1) for step in range(first, last + 1))


def largest(sizes: Range, fits: Callable[[float], bool]) -> float | None:
    """Return the largest size that fits, or None where not even the floor does.

    `fits` must hold for every size below one that fits; it is asked at most log2(n) + 1 times.
    """
    steps = sizes.sizes()
    low, high = -1, len(steps)
    while high - low > 1:
        middle = (low + high) // 2
        if fits(steps[middle]):
            low = middle
        else:
            high = middle
    return steps[low] if low >= 0 else None
