"""Themes: how a guide looks, as values that style sheets take; and those that the press brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Bars = Literal["filled", "ruled"]
"""Whether titles and the heads of tables stand on colour, or between rules."""
WHITE: Final = "#ffffff"
FILE: Final = "theme.yaml"


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a guide (#rrggbb), its lengths in millimetres, and how its bars look.

    Headings and bars are in `accent`, what warns of danger in `alarm`, words in `ink`, what stands
    aside in `quiet`; fields lie on `tint`, and `rule` parts rows. `heading` is the id of a face, or
    empty.
    """

    accent: str
    alarm: str
    ink: str
    quiet: str
    tint: str
    rule: str
    corner: float
    rules: float
    bars: Bars
    heading: str = ""

    def tokens(self) -> Mapping[str, str]:
        """Return what style sheets know, by the names of their variables without the dashes."""
        return {
            **{name: getattr(self, name) for name in COLOURS},
            "corner": f"{self.corner:g}mm",
            "rules": f"{self.rules:g}mm",
            **_bar("bar", self.accent, self.bars),
            **_bar("alarm-bar", self.alarm, self.bars),
        }


COLOURS: Final = ("accent", "alarm", "ink", "quiet", "tint", "rule")
"""The tokens that are colours."""


def _bar(name: str, colour: str, bars: Bars) -> Mapping[str, str]:
    """Return the ground of a bar, what is written on it, and the weight of its rules."""
    if bars == "filled":
        return {name: colour, f"on-{name}": WHITE, f"{name}-rules": "0mm"}
    return {name: WHITE, f"on-{name}": colour, f"{name}-rules": "0.5mm"}


DEFAULT: Final = "teal"
THEMES: Final[Mapping[str, Theme]] = {
    "teal": Theme(
        accent="#0a4c5e", alarm="#c92a2a", ink="#16202a", quiet="#414c56", tint="#ecf3f5",
        rule="#4c5d66", corner=0.8, rules=0.5, bars="filled",
    ),
    "sunny": Theme(
        accent="#6b2f00", alarm="#c8102e", ink="#2b1d10", quiet="#5a4735", tint="#fdf3e1",
        rule="#6d5840", corner=1.6, rules=0.5, bars="filled",
    ),
    "mono": Theme(
        accent="#000000", alarm="#000000", ink="#000000", quiet="#000000", tint=WHITE,
        rule="#000000", corner=0.0, rules=0.7, bars="ruled",
    ),
    "ink-saver": Theme(
        accent="#0a4c5e", alarm="#c92a2a", ink="#16202a", quiet="#414c56", tint=WHITE,
        rule="#4c5d66", corner=0.8, rules=0.4, bars="ruled",
    ),
}  # fmt: skip
"""The themes of the press by their names."""
