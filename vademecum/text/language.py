"""What a language needs of the press: script, direction and type; CLDR tells the rest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from vademecum.text import scripts, tags
from vademecum.text.scripts import SCRIPTS, Direction, Script
from vademecum.text.tags import UnknownLanguage


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its BCP 47 tag; `script` is an ISO 15924 code, `locale` what Babel is given.

    `ways` are tags of the same language in the same script, from its own to the widest.
    """

    tag: str
    script: str
    locale: str
    direction: Direction
    ways: tuple[str, ...] = ()

    @property
    def setting(self) -> Script:
        """How the language's script is set."""
        return SCRIPTS[self.script]


@cache
def language(tag: str) -> Language:
    """Return the language of a canonical BCP 47 tag, or raise UnknownLanguage."""
    known = tags.subtags(tag)
    if known.script not in SCRIPTS:
        message = f"the press has no face for the {scripts.name(known.script)} script of {tag!r}"
        hint = "add a font package, and rows to `FACES` and `SCRIPTS`"
        raise UnknownLanguage("no-script", message, hint)
    direction = SCRIPTS[known.script].direction
    return Language(tag, known.script, known.locale, direction, tuple(dict.fromkeys(known.ways())))
