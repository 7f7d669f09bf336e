"""What panels say to the place, held against the type that a form promises to who reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from vademecum.blocks.block import Spoken
from vademecum.edition.edition import Made, Slug, blocks, every, texts
from vademecum.problems.problem import Problem
from vademecum.setting.layout import Layout
from vademecum.setting.placing import Placing
from vademecum.text.runs import Text

ROUNDED: Final = 0.05
"""By how much type may be smaller than it is said to be, in points."""


def small(layout: Layout, made: Made | Slug) -> Iterator[Problem]:
    """Yield a Problem for each string that is for the place and printed smaller than may be.

    Nothing is said of a template that does not give each panel an element of its own.
    """
    if len(layout.panels()) != len(made.panels):
        return
    told, placing = set[Text](), Placing(layout, texts(made.panels))
    floors = [_floors(made, number) for number in range(len(made.panels))]
    for line in layout.lines:
        text = placing.of(line)
        floor = floors[line.panel].get(text) if text else None
        if text and floor and line.size < floor - ROUNDED and text not in told:
            told.add(text)
            message = f"{str(text)[:60]!r} is for the place, and printed at {line.size:g} pt"
            message = f"{message} on a {made.product.form.id}; {floor:g} pt are the least"
            hint = "set it larger in the style sheet: at var(--say), or var(--key) the first"
            yield Problem(text.file, text.line, text.column, "small-type", message, hint)


def _floors(made: Made | Slug, panel: int) -> Mapping[Text, float]:
    """Return the smallest type of what a panel says to the place, in points."""
    shown, found = made.product.form.shown, dict[Text, float]()
    for block in blocks(made.panels[panel].body):
        if block.reader == "place":
            aside = {spoken.romanization for spoken in every(Spoken, block)}
            said = (text for text in texts(block) if text.source == "phrases")
            found |= {text: shown.rest for text in said if text not in aside}
            found |= {spoken.text: shown.key for spoken in every(Spoken, block) if spoken.is_key}
    return found
