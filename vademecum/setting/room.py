"""How much room there is to write in: the boxes of a comb, and a line beside its label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from unicodedata import category, east_asian_width

from vademecum.blocks.block import Words
from vademecum.text.runs import Text

WIDTHS: Final[Mapping[str, float]] = {"card": 78.0, "sheet": 178.0}
"""The width that a block has on a form when nothing stands beside it, in millimetres."""
COMBS: Final[Mapping[str, tuple[tuple[str, float, float, float], ...]]] = {
    "card": (("wide", 5.3, 1.5, 7.0),),
    "sheet": (("widest", 10.5, 3.0, 20.0), ("wider", 7.5, 1.5, 16.0)),
}
"""By form, the largest first: a class of combs, what a digit takes, a gap and a prefix, in mm."""
LABEL: Final = 0.5
"""The share of its line that a label may take."""
EMS: Final[Mapping[str, float]] = {"card": 30.0, "sheet": 51.0}
"""About how many ems of type stand in the whole width of a form."""
LARGE: Final = 1.5
"""How large a sentence to show is set, bold, beside what it means."""


def comb_class(groups: Sequence[int], has_prefix: bool, form: str, depth: int) -> str:
    """Return the class of the largest boxes in which a comb keeps to its line, or nothing.

    Its digits stand in `groups`. `depth` is 0 where it has the whole width of its form.
    """
    for name, digit, gap, prefix in COMBS.get(form, ()):
        taken = sum(groups) * digit + (len(groups) - 1) * gap + (prefix if has_prefix else 0.0)
        if depth == 0 and taken <= WIDTHS[form]:
            return name
    return ""


def stands_above(labels: Sequence[Words], form: str, depth: int) -> bool:
    """Return whether the labels of a row would leave too little of their lines to write on."""
    most = LABEL * EMS[form] / len(labels) / (depth + 1)
    texts = (text for label in labels for text in (label.lead, label.under) if text)
    return any(_ems(text) > most for text in texts)


def stand_beside(said: Sequence[Text], meanings: Sequence[Text], form: str, depth: int) -> bool:
    """Return whether each sentence, large, and what it means stand in one line of a form."""
    pairs, most = zip(said, meanings, strict=True), EMS[form] / (depth + 1)
    return all(LARGE * _ems(text) + _ems(meaning) <= most for text, meaning in pairs)


def _ems(text: Text) -> float:
    """Return about how wide a text is set, in ems."""
    shown = (char for char in str(text) if category(char) not in ("Mn", "Me", "Cf"))
    return sum(1.0 if east_asian_width(char) in "WF" else 0.5 for char in shown)
