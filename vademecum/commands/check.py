"""`vademecum check`: holds all content against itself, without setting anything."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

from vademecum.build import portions
from vademecum.build.progress import Volume
from vademecum.commands import schema
from vademecum.content import catalogue, overrides, partner_reader
from vademecum.problems.policy import Policy, count
from vademecum.problems.problem import Problem, Refused
from vademecum.problems.streams import plain


def check(
    guides: Sequence[str],
    languages: Sequence[str],
    partners: Sequence[str],
    volume: Volume,
    policy: Policy,
) -> int:
    """Check the content of some languages, or all, without setting anything."""
    problems: list[Problem] = []
    checked: Counter[str] = Counter()
    folders = catalogue.folders(guides)
    some = catalogue.partners(folders, partners)
    chosen = catalogue.chosen("language", languages, catalogue.languages(folders))
    try:
        house = portions.house()
        problems += overrides.check(house, folders)
        readers = partner_reader.readers(folders, house, some, chosen)
        for portion in portions.read(readers, policy.day, chosen, site=True):
            problems += portion.problems
            checked.update(edition.guide for edition in portion.editions)
    except Refused as refused:
        problems += refused.problems
    for folder in folders:
        problems += schema.old(folder)
    if policy.show(problems, "see docs/problems.md for causes and cures"):
        return 1
    if volume != "quiet":
        for guide, number in checked.items():
            print(plain(f"{guide}: {count(number, 'language')}, no problems"), file=sys.stderr)
    return 0
