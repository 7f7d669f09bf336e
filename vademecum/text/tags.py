"""Language tags (BCP 47): the one right form of each, its script, and the data CLDR has for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import langcodes
from babel import localedata
from babel.core import get_global

NO_LANGUAGE: Final[Mapping[str, str]] = {
    "und": "says that the language is not known",
    "mul": "stands for several languages",
    "mis": "stands for any language that has no tag",
    "zxx": "stands for what is not in any language",
}
"""Primary subtags that are registered and name no language (RFC 5646, 4.1)."""
ROOT: Final = "root"
"""The locale that CLDR has for what it does not know."""


class UnknownLanguage(ValueError):
    """A tag that names no language the press can set; `code` is a problem's code.

    `right` is the tag that should stand in its place, where that is known, `hint` what else to do.
    """

    def __init__(self, code: str, message: str, hint: str = "", right: str = "") -> None:
        self.code, self.hint, self.right = code, hint, right
        super().__init__(message)

    @property
    def cure(self) -> str:
        """What to do where the tag stands as a value."""
        return f"write {self.right}" if self.right else self.hint


@dataclass(frozen=True, slots=True)
class Subtags:
    """A canonical tag taken apart; `script` is its own or the likely one (UTS 35, 4.3)."""

    tag: str
    language: str
    script: str
    territory: str

    def ways(self) -> Iterator[str]:
        """Yield tags of the same language in the same script, from this one to the widest."""
        yield self.tag
        for script in (self.script, ""):
            for territory in dict.fromkeys((self.territory, "")):
                way = "-".join(filter(None, (self.language, script, territory)))
                if script or _likely_script(self.language, territory) == self.script:
                    yield way

    @property
    def locale(self) -> str:
        """The nearest identifier for which CLDR has data in this script, or the root's."""
        parents = get_global("parent_exceptions")
        for way in self.ways():
            identifier = way.replace("-", "_")
            for locale in (identifier, parents.get(identifier, ROOT)):
                if locale in _with_data():
                    return str(locale)
        return ROOT


def canonical(tag: str) -> str:
    """Return the canonical form of a tag (UTS 35, annex C), or raise UnknownLanguage."""
    try:
        found = langcodes.Language.get(langcodes.standardize_tag(tag))
    except (ValueError, LookupError):
        raise _unknown(tag) from None
    alias = get_global("language_aliases").get(found.language or "")
    if alias:
        better = langcodes.Language.get(alias)
        found = langcodes.Language.make(
            better.language,
            found.extlangs,
            found.script or better.script,
            found.territory or better.territory,
            found.variants,
            found.extensions,
            found.private,
        ).simplify_script()
    return str(found.to_tag())


def subtags(tag: str) -> Subtags:
    """Return a tag's subtags; raise UnknownLanguage unless it is canonical and names a language."""
    right = canonical(tag)
    found = langcodes.Language.get(right, normalize=False)
    language, territory = found.language or "und", found.territory or ""
    if language in NO_LANGUAGE:
        message = f"{tag!r} {NO_LANGUAGE[language]}"
        raise UnknownLanguage("unknown-language", message, "name one language")
    if not _is_registered(right) or not language.isalpha():
        raise _unknown(tag)
    script = found.script or _likely_script(language, territory)
    if not script:
        message = f"CLDR does not know in which script {tag!r} is written"
        hint = f"name the script too, as in {language}-Latn"
        raise UnknownLanguage("unknown-language", message, hint)
    if right != tag:
        message = f"{tag!r} is not the language's tag in its canonical form"
        raise UnknownLanguage("language-tag", message, right=right)
    return Subtags(tag, language, script, territory)


def in_script(tag: str, script: str) -> str:
    """Return the shortest tag of a canonical tag's language in a script."""
    language = tag.partition("-")[0]
    likely = _likely_script(language, "") == script
    return language if likely else canonical(f"{language}-{script}")


def _unknown(tag: str) -> UnknownLanguage:
    hint = "use a BCP 47 tag, such as en, zh-Hans or pt-BR"
    return UnknownLanguage("unknown-language", f"no language has the tag {tag!r}", hint)


@cache
def _with_data() -> frozenset[str]:
    """Return the identifiers for which CLDR has data, as Babel has them."""
    return frozenset(localedata.locale_identifiers())


def _is_registered(tag: str) -> bool:
    """Whether every subtag is known: to the registry or, where that is newer, to CLDR."""
    return langcodes.tag_is_valid(tag) or tag.replace("-", "_") in get_global("likely_subtags")


def _likely_script(language: str, territory: str) -> str:
    """Return the script in which a language is most likely written (UTS 35, 4.3), or nothing."""
    likely = get_global("likely_subtags")
    full = likely.get(f"{language}_{territory}") or likely.get(language, "")
    return str(full.split("_")[1]) if full else ""
