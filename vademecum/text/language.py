"""What a language needs of the press: script, direction, faces and type; CLDR tells the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global


@dataclass(frozen=True, slots=True)
class Script:
    """How a script is set: faces by preference, line heights in multiples of the size.

    `tight` is the line height in tables and on the card. Words of a `scriptio_continua` are told
    apart by dictionary, which heeds no word joiner. `sheet_floor` and `card_floor` are
    the smallest type that may be printed, in points.
    """

    faces: tuple[str, ...]
    leading: float
    tight: float = 1.2
    scriptio_continua: bool = False
    card_floor: float = 7.0
    sheet_floor: float = 9.0


SCRIPTS: Final[Mapping[str, Script]] = {
    "Latn": Script(("source-sans",), 1.26, card_floor=6.5),
    "Cyrl": Script(("source-sans",), 1.26, card_floor=6.5),
    "Hans": Script(("noto-sans-sc",), 1.4, 1.25),
    "Arab": Script(("almarai",), 1.42, 1.3),
    "Deva": Script(("mukta",), 1.36, 1.28),
    "Thai": Script(("sarabun",), 1.4, 1.36, scriptio_continua=True),
    "Kore": Script(("noto-sans-kr",), 1.38, 1.25),
}


# Where a line must not break: before a dash, after a short word that leans on the next.
TIES: Final[Mapping[str, re.Pattern[str]]] = {
    "ru": re.compile(
        r"(?<=[\w»)]) (?=[—–])|(?<=\b\w) (?=\w)|(?<=\b(?:не|ни|из|до|от|по|на|за|об|во|со|ко)) ",
        re.I,
    ),
}


class UnknownLanguage(ValueError):
    """A tag that names no language the press can set; `code` is a problem's code."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its BCP 47 tag; `script` is an ISO 15924 code, `locale` CLDR's identifier."""

    tag: str
    script: str
    locale: str
    direction: Literal["ltr", "rtl"]

    @property
    def setting(self) -> Script:
        """How the language's script is set."""
        return SCRIPTS[self.script]

    def tie(self, text: str) -> str:
        """Return the text with no-break spaces where the language wants them."""
        ties = TIES.get(self.tag.partition("-")[0])
        return ties.sub("\u00a0", text) if ties else text

    @property
    def name(self) -> str:
        """The language's English name."""
        return Locale.parse(self.locale).get_display_name("en") or self.tag


@cache
def language(tag: str) -> Language:
    """Return the language of a BCP 47 tag, or raise UnknownLanguage."""
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        raise UnknownLanguage("unknown-language", f"CLDR knows no language {tag!r}") from None
    script = locale.script or _likely_script(tag)
    if script not in SCRIPTS:
        message = f"the press has no faces for the script {script!r} of {tag!r}"
        raise UnknownLanguage("no-script", message)
    direction: Literal["ltr", "rtl"] = "rtl" if locale.text_direction == "rtl" else "ltr"
    return Language(tag, script, str(locale), direction)


def _likely_script(tag: str) -> str:
    """Return the script that CLDR's likely subtags give (UTS 35, 4.3)."""
    likely = get_global("likely_subtags").get(tag.replace("-", "_")) or get_global(
        "likely_subtags"
    ).get(tag.split("-")[0], "")
    parts = likely.split("_")
    return parts[1] if len(parts) > 1 else ""
