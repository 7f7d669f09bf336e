"""The scripts that the press sets: faces, line heights and direction; and in which a text is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from vademecum.text.faces import FACES, Face

Direction = Literal["ltr", "rtl"]
ENOUGH: Final = 100
"""Letters of another script that say something of a whole text; fewer may be names."""


@dataclass(frozen=True, slots=True)
class Script:
    """How a script is set.

    `alphabets` are the Unicode scripts (UAX 24) whose letters it is made of. `faces` come in the
    order of preference: a language is set whole in the first that has all its letters. Line heights
    are in multiples of the size; `tight` is that of tables and the card. Words of a
    `scriptio_continua` are told apart by dictionary, which heeds no word joiner; those of a
    `hyphenated` script may be parted at the end of a line. `sheet_floor` and
    `card_floor` are the smallest type that may be printed, in points.
    """

    alphabets: tuple[str, ...]
    faces: tuple[Face, ...]
    leading: float
    tight: float = 1.2
    direction: Direction = "ltr"
    scriptio_continua: bool = False
    hyphenated: bool = False
    card_floor: float = 7.0
    sheet_floor: float = 9.0


def _faces(*ids: str) -> tuple[Face, ...]:
    return tuple(FACES[id] for id in ids)


SCRIPTS: Final[Mapping[str, Script]] = {
    "Latn": Script(
        ("Latn",), _faces("source-sans", "noto-sans"), 1.26, hyphenated=True, card_floor=6.5
    ),
    "Cyrl": Script(
        ("Cyrl",), _faces("source-sans", "noto-sans"), 1.26, hyphenated=True, card_floor=6.5
    ),
    "Grek": Script(("Grek",), _faces("source-sans", "noto-sans"), 1.26, hyphenated=True),
    "Hans": Script(("Hani",), _faces("noto-sans-sc"), 1.4, 1.25),
    "Hant": Script(("Hani", "Bopo"), _faces("noto-sans-tc"), 1.4, 1.25),
    "Jpan": Script(("Hani", "Hira", "Kana"), _faces("noto-sans-jp"), 1.4, 1.25),
    "Kore": Script(("Hang", "Hani"), _faces("noto-sans-kr"), 1.38, 1.25),
    "Arab": Script(("Arab",), _faces("plex-arabic"), 1.4, 1.3, "rtl"),
    "Hebr": Script(("Hebr",), _faces("noto-hebrew"), 1.3, direction="rtl"),
    "Deva": Script(("Deva",), _faces("mukta"), 1.36, 1.28),
    "Thai": Script(("Thai",), _faces("sarabun"), 1.4, 1.36, scriptio_continua=True),
}
"""By ISO 15924 code."""


def name(code: str) -> str:
    """Return the English name of a script."""
    from babel import Locale

    return str(Locale("en").scripts.get(code, code))


def direction(code: str) -> Direction:
    """Return the direction in which a script runs, as Unicode's data have it."""
    from fontTools import unicodedata  # slow to import

    return "rtl" if unicodedata.script_horizontal_direction(code, "LTR") == "RTL" else "ltr"


def alphabet(letter: str) -> str:
    """Return the Unicode script of a letter, or nothing where it is of none or of many."""
    from fontTools import unicodedata  # slow to import

    code = unicodedata.script(letter) if letter.isalpha() else "Zyyy"
    return "" if code in ("Zyyy", "Zinh", "Zzzz") else str(code)


def letters(text: str) -> Counter[str]:
    """Return how many letters of each Unicode script a text has."""
    found: Counter[str] = Counter()
    for char, times in Counter(text).items():
        if code := alphabet(char):
            found[code] += times
    return found


def foreign(text: str, script: Script) -> str | None:
    """Return the Unicode script in which a text is mostly written, where that is not the script."""
    found = letters(text)
    own = sum(found.pop(alphabet, 0) for alphabet in script.alphabets)
    code, most = max(found.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return code if most > max(own, ENOUGH) else None
