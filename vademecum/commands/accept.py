"""`vademecum accept`: records that translations are up to date with their source."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from vademecum.build import portions
from vademecum.content import catalogue
from vademecum.content.house import House
from vademecum.content.translations import Translations
from vademecum.problems.policy import Policy, count
from vademecum.problems.problem import Refused
from vademecum.problems.streams import plain


def accept(guides: Sequence[str], languages: Sequence[str], policy: Policy) -> int:
    """Record that the words of languages are made from today's source sentences."""
    folders = catalogue.folders(guides)
    chosen = catalogue.chosen("language", languages, catalogue.languages(folders))
    try:
        house = portions.house()
        readings = [
            (folder, *_read(folder, house, chosen, policy))
            for folder in catalogue.speaking(folders, chosen)
        ]
    except Refused as refused:
        policy.show(refused.problems, "nothing was recorded")
        return 1
    for folder, translations, tags in readings:
        try:
            changed = translations.accept(tags) if tags else 0
        except OSError as error:
            print(plain(f"{folder.name}: nothing was recorded: {error}"), file=sys.stderr)
            return 1
        if tags:
            said = f"{folder.name}: {count(changed, 'string')} accepted in {', '.join(tags)}"
            print(plain(said), file=sys.stderr)
    return 0


def _read(
    folder: Path, house: House, chosen: Collection[str], policy: Policy
) -> tuple[Translations, tuple[str, ...]]:
    """Return the languages of a guide, and the tags of those that are to be accepted.

    Raise Refused where one of these cannot be read.
    """
    translations = Translations.read(folder, house, chosen)
    tags = tuple(tag for tag in translations.words if not chosen or tag in chosen)
    # Unless it is asked for, a file that has no language's name is no language.
    faults = [*translations.closed(tags), *(translations.misnamed if chosen else ())]
    if any(map(policy.stops, faults)):
        raise Refused(faults)
    return translations, tags
