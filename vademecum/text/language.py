"""What a language needs of the press: script, direction and type; CLDR tells the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from vademecum.text import scripts, tags
from vademecum.text.scripts import SCRIPTS, Direction, Script
from vademecum.text.tags import UnknownLanguage


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its BCP 47 tag; `script` is an ISO 15924 code, `locale` what Babel is given.

    `setting` says how its script is set. `ways` are tags of the same language in the same script,
    from its own to the widest.
    """

    tag: str
    script: str
    locale: str
    setting: Script
    ways: tuple[str, ...] = ()

    @property
    def direction(self) -> Direction:
        """The direction in which the language's script runs."""
        return self.setting.direction


def language(tag: str, known: Mapping[str, Script] = SCRIPTS) -> Language:
    """Return the language of a canonical BCP 47 tag, or raise UnknownLanguage.

    `known` are the scripts that can be set.
    """
    script, locale, ways = _named(tag)
    if script not in known:
        message = f"the press has no face for the {scripts.name(script)} script of {tag!r}"
        hint = f"name a font package for {script} in press.yaml; docs/house.md says how"
        raise UnknownLanguage("no-script", message, hint)
    return Language(tag, script, locale, known[script], ways)


@cache
def _named(tag: str) -> tuple[str, str, tuple[str, ...]]:
    """Return the script, the locale and the ways of a tag."""
    named = tags.subtags(tag)
    return named.script, named.locale, tuple(dict.fromkeys(named.ways()))
