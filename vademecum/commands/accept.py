"""`vademecum accept`: records that translations are up to date with their source."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence

from vademecum.build import portions
from vademecum.content import catalogue, partner_reader
from vademecum.content.reading import GuideReader
from vademecum.content.translations import Translations
from vademecum.problems.policy import Policy, count
from vademecum.problems.problem import Refused
from vademecum.problems.streams import plain


def accept(
    guides: Sequence[str], languages: Sequence[str], partners: Sequence[str], policy: Policy
) -> int:
    """Record that the words of languages are made from today's source sentences."""
    folders = catalogue.folders(guides)
    chosen = catalogue.chosen("language", languages, catalogue.languages(folders))
    some = catalogue.partners(folders, partners)
    try:
        house = portions.house()
        readings = [
            (reader, *_read(reader, chosen, policy))
            for reader in partner_reader.readers(folders, house, some, chosen)
        ]
    except Refused as refused:
        policy.show(refused.problems, "nothing was recorded")
        return 1
    for reader, translations, tags in readings:
        try:
            changed = translations.accept(tags) if tags else 0
        except OSError as error:
            print(plain(f"{reader.id}: nothing was recorded: {error}"), file=sys.stderr)
            return 1
        if tags:
            said = f"{reader.id}: {count(changed, 'string')} accepted in {', '.join(tags)}"
            print(plain(said), file=sys.stderr)
    return 0


def _read(
    reader: GuideReader, chosen: Collection[str], policy: Policy
) -> tuple[Translations, tuple[str, ...]]:
    """Return the languages of a guide, and the tags of those that are to be accepted.

    Raise Refused where one of these cannot be read.
    """
    translations = Translations.read(reader, chosen)
    tags = tuple(tag for tag in translations.words if not chosen or tag in chosen)
    # Unless it is asked for, a file that has no language's name is no language.
    faults = [*translations.closed(tags), *(translations.misnamed if chosen else ())]
    if any(map(policy.stops, faults)):
        raise Refused(faults)
    return translations, tags
