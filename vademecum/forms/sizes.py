"""The sizes of type that a form allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

STEP: Final = 1.25
"""How many times as large type is that stands a step higher."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How large a panel speaks to the place: words for the blocks of a guide, and sentences.

    `key` is the smallest type of its first sentence, `rest` that of all else, in points. Sentences
    stand some `steps` above running text, the first of them one more.
    """

    key: float
    rest: float
    steps: int

    def at(self, size: float, modest: bool = False) -> Mapping[str, float]:
        """Return the sizes in points beside running text of a size, by what they are for.

        Where that does not fit, sentences stand one step above it: they are `modest`.
        """
        steps = min(self.steps, 1) if modest else self.steps
        return {
            "head": max(size, self.rest),
            "lead": max(size * STEP, self.rest),
            "say": max(size * STEP**steps, self.rest),
            "key": max(size * STEP ** (steps + 1), self.key),
        }


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
