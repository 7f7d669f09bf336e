"""theme.yaml, in which a guide or a house says how it looks: read, checked, made a Theme."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field

from vademecum.blocks.block import Id, Model
from vademecum.content.colours import READ, WORDS, colour, contrast, nearest
from vademecum.content.source import Source
from vademecum.content.themes import THEMES, WHITE, Bars, Theme
from vademecum.problems.problem import Problem, did_you_mean

HEX: Final = re.compile(r"#[0-9a-f]{6}", re.I)
DRAWN: Final = 3.0
"""The contrast of what is drawn and must be seen (WCAG 2.2, 1.4.11)."""
APART: Final = 15.0
"""By how much alarm and accent differ in lightness (CIE L*), for those who see no colours."""
GREY: Final = 2.0
"""The chroma (CIE LCh) below which a colour has no hue."""
NEEDS: Final = (
    ("ink", "tint", WORDS),
    ("accent", "tint", WORDS),
    ("alarm", "tint", READ),
    ("quiet", "tint", READ),
    ("rule", "tint", DRAWN),
)
"""What stands on what, and how much they differ; white is never darker than the tint."""
STEP: Final = 0.25
"""By how much of L* a colour is made darker at a time, when one is looked for that would do."""


def _is_colour(text: str) -> str:
    """Return a colour in lower case; raise ValueError for what is none."""
    if not HEX.fullmatch(text):
        raise ValueError(f"{text!r} is no colour; write it as #rrggbb, such as '{WHITE}'")
    return text.lower()


Colour = Annotated[str, Field(max_length=40), AfterValidator(_is_colour)]


class ThemeFile(Model):
    """theme.yaml: what of a theme is different from the one that it begins with."""

    base: str | None = Field(
        None, max_length=60, description="a theme of the press to begin with; else the house's"
    )
    accent: Colour | None = Field(None, description="headings, bars and numbers")
    alarm: Colour | None = Field(None, description="what warns of danger")
    ink: Colour | None = Field(None, description="words")
    quiet: Colour | None = Field(None, description="what stands aside, such as romanization")
    tint: Colour | None = Field(None, description="the ground of fields and of every second row")
    rule: Colour | None = Field(None, description="lines between rows")
    corner: float | None = Field(None, ge=0, le=3, description="radius of corners, in millimetres")
    rules: float | None = Field(
        None, ge=0.25, le=1.5, description="weight of the heavy rules, in millimetres"
    )
    bars: Bars | None = Field(None, description="titles on colour, or between rules")
    heading: Id | None = Field(None, description="a face for headings in the scripts that it has")


def theme(
    model: ThemeFile, source: Source, around: Theme, faces: Collection[str]
) -> tuple[Theme, list[Problem]]:
    """Return the theme that a file says, and what is wrong with it.

    One that names no theme to begin with begins with that around it, which is good. `faces` are the
    ids known.
    """
    problems = [*_unknown(model, source, faces), *_unsaid(source)]
    said = model.model_dump(exclude_none=True, exclude={"base"})
    made = replace(THEMES.get(model.base, around) if model.base else around, **said)
    return made, [*problems, *(_at(source, said, *found) for found in faults(made))]


def _unknown(model: ThemeFile, source: Source, faces: Collection[str]) -> Iterator[Problem]:
    for key, known in (("base", THEMES), ("heading", faces)):
        name = getattr(model, key)
        if name is not None and name not in known:
            what = "theme" if key == "base" else "face"
            message, hint = f"there is no {what} {name!r}", did_you_mean(name, sorted(known))
            yield source.problem((key,), "no-theme" if key == "base" else "no-face", message, hint)


def _unsaid(source: Source) -> Iterator[Problem]:
    """Yield a Problem for each key without a value: a colour without quotes is YAML's remark."""
    said = source.tree if isinstance(source.tree, dict) else {}
    for location in source.keys:
        if location[0] not in said:
            message = f"{location[-1]} says nothing: what follows a # is a remark"
            hint = "put the colour into quotation marks, or take the key out"
            yield source.key_problem(location, "bad-value", message, hint)


def _at(
    source: Source, said: Collection[str], names: tuple[str, ...], message: str, hint: str
) -> Problem:
    """Return a Problem at the first token of some that the file has."""
    where = next(((name,) for name in names if name in said), ())
    return source.problem(where, "weak-colour", message, hint)


def faults(theme: Theme) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield what of a theme cannot be read: the tokens at fault, what is wrong, and what cures it.

    Contrast is that of WCAG 2.2, lightness that of CIE L*a*b*.
    """
    for name, ground, needed in NEEDS:
        said, under = getattr(theme, name), getattr(theme, ground)
        if (ratio := contrast(colour(said), colour(under))) < needed:
            found = f"{name} has a contrast of {_down(ratio)}:1 on {ground}"
            message = f"{found}; {needed:g}:1 is asked"
            yield (name, ground), message, _cure(said, ground, under, needed)
    yield from _alike(theme)


def _alike(theme: Theme) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield where alarm and accent are told apart by their hue alone."""
    accent, alarm = colour(theme.accent), colour(theme.alarm)
    difference = abs(_lightness(accent) - _lightness(alarm))
    hueless = all(one.convert("lch-d65")["chroma"] < GREY for one in (accent, alarm))
    if difference < APART and not hueless:
        message = f"alarm and accent differ by {difference:.0f} in lightness; {APART:g} is asked"
        yield ("alarm", "accent"), message, "make one darker: not everybody sees colours"


def _cure(said: str, ground: str, under: str, needed: float) -> str:
    """Return the nearest darker colour of the same hue that would do, or else what would."""
    if found := nearest(said, 0, [(under, needed)], STEP):
        return f"{found!r} would do"
    return f"make {ground} lighter; on it even black is too weak"


def _down(ratio: float) -> str:
    """Return a ratio with one decimal, never rounded up to what was asked."""
    return f"{int(ratio * 10) / 10:g}"


def _lightness(one: Any) -> float:
    return float(one.convert("lab-d65")["lightness"])
