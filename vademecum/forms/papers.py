"""The registry of papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished size in millimetres; `bleed` is printed around it and cut away.

    `held_against` is the key under which the press names what is as large, to hold it against.
    """

    id: str
    width: float
    height: float
    bleed: float = 0.0
    held_against: str = ""


PAPERS: Final[Mapping[str, Paper]] = {
    "a4": Paper("a4", 210.0, 297.0),  # ISO 216
    "letter": Paper("letter", 215.9, 279.4),  # ANSI/ASME Y14.1
    "id1": Paper("id1", 85.6, 53.98, bleed=3.0, held_against="bank-card"),  # ISO/IEC 7810 ID-1
    "business": Paper("business", 85.0, 55.0, bleed=3.0),  # business-card stock, Europe
    "business-us": Paper("business-us", 88.9, 50.8, bleed=3.0),  # 3.5 x 2 in, North America
}
