"""The colours of a page: a theme's own by day, turned round by night, and always to be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content.test_theme import contrast, lightness
from vademecum.content.theme_file import faults
from vademecum.content.themes import THEMES, Theme
from vademecum.site.palette import palette

GROUNDS = ("ground", "raised", "tint", "care", "good")
READ = (
    *(("ink", ground, 7.0) for ground in GROUNDS),
    *((name, ground, 4.5) for name in ("quiet", "accent", "alarm") for ground in GROUNDS),
    *((f"{name}-rule", name, 4.5) for name in ("care", "good")),
    *(("on-accent", "accent", 4.5), ("on-alarm", "alarm", 4.5), ("on-band", "band", 7.0)),
)
"""What is read on what, and the contrast that it must have."""


def weak(colours: Mapping[str, str]) -> Iterator[tuple[str, str, float]]:
    """Yield what of some colours cannot be read."""
    for name, ground, needed in READ:
        if (found := contrast(colours[name], colours[ground])) < needed:
            yield name, ground, round(found, 2)


def theme(accent: str, alarm: str = "#c92a2a", ink: str = "#16202a", **others: str) -> Theme:
    """Return a theme of one's own."""
    colours = {"quiet": "#414c56", "tint": "#ffffff", "rule": "#4c5d66", **others}
    return Theme(accent, alarm, ink, **colours, corner=0.8, rules=0.5, bars="filled")


OWN = {
    "purple": theme("#4a1560", tint="#f5eff7"),
    "forest": theme("#0b4d1c", "#b00020", "#0d1a10", quiet="#3c4a3f", tint="#eef7f0"),
    "navy": theme("#001f5c", "#d0021b"),
    "wine": theme("#5e0b2b", "#d4351c", tint="#fff4f6"),
    "as grey as may be": theme("#595959", "#595959", "#595959", quiet="#767676", rule="#949494"),
    "black on yellow": theme("#000000", "#8a0000", "#000000", tint="#ffff66"),
}


@pytest.mark.parametrize("name", [*THEMES, *OWN])
@pytest.mark.parametrize("light", ["day", "night"])
def test_what_is_read_can_be_by_day_and_by_night(name: str, light: str) -> None:
    chosen = {**THEMES, **OWN}[name]
    assert list(weak(getattr(palette(chosen), light))) == []


COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@settings(max_examples=40, deadline=None)
@given(accent=COLOURS, alarm=COLOURS, ink=COLOURS, quiet=COLOURS)
def test_whatever_theme_is_good_on_paper_can_be_read_on_a_screen(
    accent: str, alarm: str, ink: str, quiet: str
) -> None:
    made = theme(*(_darkened(one) for one in (accent, alarm, ink)), quiet=_darkened(quiet))
    assert {names for names, _, _ in faults(made)} <= {("alarm", "accent")}  # each can be read
    found = palette(made)
    assert list(weak(found.day)) == list(weak(found.night)) == []


def _darkened(colour: str) -> str:
    """Return a colour with its lightest bits taken away, so that it may be read on white."""
    return f"#{int(colour[1:], 16) & 0x4F4F4F:06x}"


@pytest.mark.parametrize("name", [*THEMES, *OWN])
def test_the_day_has_the_theme_s_own_colours_and_the_night_is_dark(name: str) -> None:
    chosen = {**THEMES, **OWN}[name]
    found = palette(chosen)
    for token in ("ink", "quiet", "accent", "alarm"):
        assert found.day[token] == getattr(chosen, token)
        assert lightness(found.night[token]) > lightness(found.day[token])
    for ground in GROUNDS:
        assert lightness(found.night[ground]) < 30 < 85 < lightness(found.day[ground])


@pytest.mark.parametrize(("name", "strongest"), [("purple", 2), ("forest", 1), ("sunny", 0)])
def test_the_night_has_the_hue_of_the_theme(name: str, strongest: int) -> None:
    night = palette({**THEMES, **OWN}[name]).night
    for token in ("accent", "band"):
        parts = [int(night[token][i : i + 2], 16) for i in (1, 3, 5)]
        assert parts.index(max(parts)) == strongest, (token, night[token])


def test_what_has_no_hue_by_day_has_none_by_night() -> None:
    night = palette(THEMES["mono"]).night
    for token in ("ink", "accent", "alarm", "ground", "raised", "tint", "rule", "band"):
        assert len({night[token][i : i + 2] for i in (1, 3, 5)}) == 1, (token, night[token])
