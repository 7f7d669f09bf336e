"""Words held against the script that their language's tag stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from vademecum.content.house import House
from vademecum.content.source import Source
from vademecum.content.tree import Location
from vademecum.content.wording import sentences
from vademecum.problems.problem import Problem
from vademecum.text import scripts
from vademecum.text.language import Language
from vademecum.text.markup import PLACEHOLDER
from vademecum.text.tags import UnknownLanguage, in_script

WORDS: Final = ("words", "house", "press")
"""Before the tag in the key of a source that is in one language."""


def check(sources: Mapping[str, Source], place: str | None, house: House) -> Iterator[Problem]:
    """Yield a Problem for each file that is mostly written in a script other than its language's.

    What belongs to `phrases.yaml` is in the language of the place but for romanizations.
    """
    for key, source in sources.items():
        folder, _, tag = key.rpartition("/")
        tag = place or "" if key == "phrases" else tag if folder in WORDS else ""
        try:
            if tag:
                yield from _check(source, house.language(tag))
        except UnknownLanguage:
            continue  # it is told where the tag stands


def _check(source: Source, expected: Language) -> Iterator[Problem]:
    """Yield a Problem at the first string in another script, where most of the letters are."""
    strings = {
        where: PLACEHOLDER.sub("", text)
        for where, text in sentences(source.tree)
        if where[-1:] != ("romanization",)
    }
    found = scripts.foreign("".join(strings.values()), expected.setting)
    if found:
        own, other = _name(expected), scripts.name(found)
        message = f"{expected.tag!r} is written in {own} script, and this mostly in {other}"
        yield source.problem(
            _first(strings, found), "wrong-script", message, _cure(expected, found)
        )


def _first(strings: Mapping[Location, str], alphabet: str) -> Location:
    return next((where for where, text in strings.items() if scripts.letters(text)[alphabet]), ())


def _name(language: Language) -> str:
    return scripts.name(language.setting.alphabets[0])


def _cure(expected: Language, alphabet: str) -> str:
    """Return a hint with the tag of the same language in the script that was found."""
    script = next((c for c, s in scripts.SCRIPTS.items() if alphabet in s.alphabets), alphabet)
    right = in_script(expected.tag, script)
    return f"write it in {_name(expected)} script, or under the tag {right}"
