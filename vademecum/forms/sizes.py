"""The sizes of type that a form allows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """The sizes that a product allows; `floor` is the smallest that may be printed.

    Type is measured in points and tried in steps of 0.1 pt, the air between rows in ems. A search
    begins at `opening`, or else at the floor.
    """

    floor: float
    ceiling: float
    step: float = 0.1
    opening: float = 0.0

    def sizes(self) -> tuple[float, ...]:
        """Return all sizes from the floor to the ceiling."""
        first, last = round(self.floor / self.step), round(self.ceiling / self.step)
        return tuple(round(number * self.step, 4) for number in range(first, last + 1))

    def below(self, limit: float) -> float:
        """Return the largest size of the range up to a limit, or its floor."""
        return max((size for size in self.sizes() if size <= limit + 1e-9), default=self.floor)
