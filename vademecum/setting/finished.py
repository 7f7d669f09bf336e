"""A finished file: what a press hands over, a store keeps and a publisher copies."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finished:
    """A PDF with its number of pages and the size of its type in points."""

    data: bytes = field(repr=False)
    pages: int
    size: float
