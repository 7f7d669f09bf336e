"""Countries and territories, as CLDR has them."""

from __future__ import annotations

from typing import Final

UNKNOWN: Final = "ZZ"
WORLD: Final = "001"
"""The code of the world among territories (UN M49)."""


def regional(locale: str, region: str | None) -> str:
    """Return the locale of a region, where the locale names none and CLDR has it."""
    from babel import Locale, UnknownLocaleError

    found = Locale.parse(locale)
    if region is None or found.territory:
        return locale
    try:
        return str(Locale(found.language, region, found.script))
    except UnknownLocaleError:
        return locale


def likely_region(tag: str) -> str | None:
    """Return the region that a language's tag names, or its likely one (UTS 35, 4.3)."""
    from babel.core import get_global

    from vademecum.text import tags

    try:
        found = tags.subtags(tag)
    except tags.UnknownLanguage:
        return None
    likely = get_global("likely_subtags")
    names = (f"{found.language}_{found.script}", found.language)
    whole = next((likely[name] for name in names if name in likely), "")
    region = found.territory or whole.split("_")[-1]
    return region if len(region) == 2 else None


def territories() -> list[str]:
    """Return the codes of all countries and territories (ISO 3166) that CLDR knows."""
    from babel.core import get_global

    return sorted(set(get_global("territory_languages")) - {UNKNOWN})


def complaint(code: str) -> tuple[str, str] | None:
    """Return what is wrong with the code of a region and what cures it, or None."""
    if code in territories():
        return None
    right = _meant(code)
    hint = f"did you mean {right!r}?" if right else "give two capitals of ISO 3166, such as RU"
    return f"CLDR knows no country {code!r}", hint


def _meant(code: str) -> str | None:
    """Return the region that somebody means by a code: in capitals, or under CLDR's own name."""
    from babel.core import get_global

    capitals = code.upper()
    found = [capitals, *get_global("territory_aliases").get(capitals, ())]
    return next((region for region in found if region in territories()), None)
