"""The copy desk: guides are read a few languages at a time, and all that is wrong is noted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from vademecum.build import clock
from vademecum.content import freshness, house_file, reading
from vademecum.content.guide import Guide
from vademecum.content.house import House
from vademecum.content.reading import GuideReader
from vademecum.content.translations import Translations
from vademecum.edition.composition import blank, compose
from vademecum.edition.edition import Edition
from vademecum.edition.screen import Screen
from vademecum.edition.screening import screen
from vademecum.problems.problem import Problem, Refused
from vademecum.setting import fonts, legible, template

AT_ONCE: Final = 16
"""How many languages are held in memory; what is read of the others is let go."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Some languages of a guide as read; of those that are good, the editions, and the screens.

    `files` are those that each edition is made from. `days` are the first and the last on which
    the same problems would be found.
    """

    problems: tuple[Problem, ...]
    editions: tuple[Edition, ...] = ()
    screens: tuple[Screen, ...] = ()
    files: Mapping[str, frozenset[str]] = field(default_factory=dict)
    days: tuple[date, date] = (date.min, date.max)


def house() -> House:
    """Return the house in whose folder the press is run; raise Refused for its faults."""
    return house_file.found(Path(), template.folder())


def read(
    readers: Iterable[GuideReader],
    day: date,
    languages: Collection[str] = (),
    site: bool = False,
) -> Iterator[Portion]:
    """Yield the readings of guides in some languages, or all; facts are judged on a day.

    `site` asks for what screens show, too.
    """
    for reader in readers:
        tags = [tag for tag in reader.tags if not languages or tag in languages]
        if languages and not tags and not reader.barred:
            continue  # nothing is asked of this guide
        if (structure := reader.structure()) is not None:
            reader.facts(), reader.phrases(structure)
            asked = {*tags, structure.source} if languages else ()
            reader.gallery(structure, asked), reader.releases()
        for start in range(0, max(len(tags), 1), AT_ONCE):
            yield _portion(reader.branch(), tags[start : start + AT_ONCE], day, site)


def _portion(reader: GuideReader, tags: list[str], day: date, site: bool) -> Portion:
    guide, found = reading.languages_of(reader, tags)
    if guide is None:
        return Portion(found)
    problems = [*found, *freshness.stale(guide, day)]
    problems += freshness.ahead(guide, clock.latest(), reader.reviewed())
    problems += Translations.of(guide, reader).warnings()
    editions, screens = list[Edition](), list[Screen]()
    for tag in (tag for tag in guide.languages if tag in tags):
        try:
            if site:
                screens.append(screen(guide, tag, day))
            editions.append(screens[-1].edition if site else compose(guide, tag, day))
        except Refused as refused:
            problems += refused.problems
    for edition in editions:
        problems += blank(guide, edition)
        problems += fonts.coverage(guide, edition)
        problems += legible.small(guide, edition)
    for shown in screens:
        problems += fonts.coverage(guide, shown.edition, shown.texts())
    return Portion(
        tuple(dict.fromkeys(problems)),
        tuple(editions),
        tuple(screens),
        {edition.language.tag: _files(guide, edition.language.tag) for edition in editions},
        freshness.days_alike(guide, day),
    )


def _files(guide: Guide, tag: str) -> frozenset[str]:
    own = (f"words/{tag}", f"house/{tag}", f"press/{tag}")
    names = (*reading.COMMON, *own)
    return frozenset(
        file for name in names if name in guide.sources for file in guide.sources[name].files
    )
