"""The largest type that fits: a pure search, knows no engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """The sizes that a product allows; `floor` is the smallest that may be printed.

    Type is measured in points and tried in steps of 0.1 pt, the air between rows in ems.
    """

    floor: float
    ceiling: float
    step: float = 0.1

    def sizes(self) -> tuple[float, ...]:
        """Return all sizes from the floor to the ceiling."""
        first, last = round(self.floor / self.step), round(self.ceiling / self.step)
        return tuple(round(number * self.step, 4) for number in range(first, last + 1))


AIR = Range(0.0, 0.6, 0.04)
"""What may be added between rows where a page has room left, in ems."""


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
