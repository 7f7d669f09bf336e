"""The colours of a page by day and by night, made of a theme's: what is read on them can be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from vademecum.content.colours import READ, WORDS, Against, colour, nearest, written
from vademecum.content.themes import WHITE, Theme

BLACK: Final = "#000000"
THEMED: Final = ("ink", "quiet", "accent", "alarm")
"""What is read in a theme's own colours."""
GROUNDS: Final = ("ground", "raised", "tint", "care", "good")
"""What words stand on: the page, cards on it, fields, and what must be seen."""
NEEDS: Final[Mapping[str, tuple[float, tuple[str, ...]]]] = {
    "ink": (WORDS, GROUNDS),
    "quiet": (READ, GROUNDS),
    "accent": (READ, GROUNDS),
    "alarm": (READ, GROUNDS),
    "care-rule": (READ, ("care", "ground")),
    "good-rule": (READ, ("good", "ground")),
    "on-accent": (READ, ("accent",)),
    "on-alarm": (READ, ("alarm",)),
    "on-band": (WORDS, ("band",)),
}
"""What is read: the contrast that it must have, and on which grounds."""
STEP: Final = 0.5
"""By how much of L* a colour is moved at a time, until it can be read."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a page, by the names of the variables that style sheets know, as #rrggbb."""

    day: Mapping[str, str]
    night: Mapping[str, str]


@cache
def palette(theme: Theme) -> Palette:
    """Return the colours of a page in a theme; by night they have its hues, and its contrasts."""
    return Palette(_day(theme), _night(theme))


def _day(theme: Theme) -> dict[str, str]:
    """Return the theme's own colours on white; what warns lies on a ground as light as it must."""
    said = {name: str(getattr(theme, name)) for name in THEMED}
    read = [(colour, NEEDS[name][0]) for name, colour in said.items()]
    tint = theme.tint if theme.tint != WHITE else _mixed(theme.accent, WHITE, 0.08)
    tint, care, good = (_until(one, 100, read) for one in (tint, "#fff3d6", "#e2f3e6"))
    raised = _mixed(tint, WHITE, 0.6)
    grounds = {"ground": WHITE, "raised": raised, "tint": tint, "care": care, "good": good}
    return {
        **said,
        **grounds,
        "rule": _mixed(theme.rule, WHITE, 0.3),
        "care-rule": _until("#b97a00", 0, _on("care-rule", grounds)),
        "good-rule": _until("#1f7a3d", 0, _on("good-rule", grounds)),
        "band": theme.accent,
        **dict.fromkeys(("on-accent", "on-alarm", "on-band"), WHITE),
    }


def _night(theme: Theme) -> dict[str, str]:
    """Return the theme's colours turned round: dark grounds in the hue of its accent, light words.

    What is read is as light as its day colour is dark, or as light as it must be.
    """
    ground, raised, tint = (_toned(theme.accent, *tone) for tone in ((7, 6), (12, 8), (18, 12)))
    care, good = "#33270b", "#12301c"
    grounds = {"ground": ground, "raised": raised, "tint": tint, "care": care, "good": good}
    turned = {name: _turned(getattr(theme, name)) for name in THEMED}
    turned["ink"] = _toned(turned["ink"], None, 6)
    said = {name: _until(colour, 100, _on(name, grounds)) for name, colour in turned.items()}
    band = _toned(theme.accent, 15, 18)
    return {
        **said,
        **grounds,
        "rule": _toned(theme.accent, 27, 10),
        "care-rule": _until("#e0a93a", 100, _on("care-rule", grounds)),
        "good-rule": _until("#6ecb8a", 100, _on("good-rule", grounds)),
        "band": band,
        "on-accent": _until(_toned(theme.accent, 12, 15), 0, _on("on-accent", said)),
        "on-alarm": _until(_toned(theme.alarm, 12, 20), 0, _on("on-alarm", said)),
        "on-band": _until(_toned(theme.accent, 97, 3), 100, _on("on-band", {"band": band})),
    }


def _on(name: str, grounds: Mapping[str, str]) -> list[Against]:
    """Return the grounds on which a colour stands, and the contrast that it must have on each."""
    needed, names = NEEDS[name]
    return [(grounds[ground], needed) for ground in names]


def _until(text: str, end: float, others: Iterable[Against]) -> str:
    """Return a colour moved towards an end of L*, 0 or 100, until it differs enough from others."""
    return nearest(text, end, others, STEP) or (WHITE if end else BLACK)


def _turned(text: str) -> str:
    """Return a colour as light as it was dark."""
    found = colour(text).convert("lch-d65")
    found["lightness"] = 100 - found["lightness"]
    return written(found)


def _toned(text: str, lightness: float | None, chroma: float) -> str:
    """Return a colour of a lightness, or of its own, in its hue, at most as colourful as it was."""
    found = colour(text).convert("lch-d65")
    found["lightness"] = found["lightness"] if lightness is None else lightness
    found["chroma"] = min(found["chroma"], chroma)
    return written(found)


def _mixed(text: str, other: str, share: float) -> str:
    """Return a colour of which a share is the first, and the rest the other."""
    return written(colour(other).mix(colour(text), share, space="lab-d65"))
