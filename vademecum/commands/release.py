"""`vademecum release`: records what the editions of guides say, for who holds older paper."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from vademecum.build import portions
from vademecum.content import catalogue, partner_reader, released
from vademecum.content.reading import GuideReader
from vademecum.content.releases import Contents
from vademecum.problems.policy import Policy, few
from vademecum.problems.problem import Problem, Refused
from vademecum.problems.streams import plain


def release(guides: Sequence[str], partners: Sequence[str], policy: Policy) -> int:
    """Add to the record of each guide what its languages say, where that has changed."""
    folders = catalogue.folders(guides)
    some = catalogue.partners(folders, partners)
    try:
        house = portions.house()
        readers = partner_reader.readers(folders, house, some)
        said = [_said(reader, policy) for reader in readers]
    except Refused as refused:
        policy.show(refused.problems, "nothing was recorded")
        return 1
    for reader, contents in zip(readers, said, strict=True):
        try:
            tags = _record(reader, contents, policy.day)
        except OSError as error:
            print(plain(f"{reader.id}: nothing was recorded: {error}"), file=sys.stderr)
            return 1
        print(plain(f"{reader.id}: {_told(tags, contents)}"), file=sys.stderr)
    return 0


def _said(reader: GuideReader, policy: Policy) -> Mapping[str, Contents]:
    """Return what a guide says in each language; raise Refused where a problem stops the press."""
    problems: list[Problem] = []
    said: dict[str, Contents] = {}
    for portion in portions.read([reader], policy.day):
        problems += portion.problems
        said |= {edition.language.tag: edition.contents for edition in portion.editions}
    if any(map(policy.stops, problems)):
        raise Refused(problems)
    return said


def _record(reader: GuideReader, said: Mapping[str, Contents], day: date) -> list[str]:
    """Put on record what has changed; return the languages of which that is so."""
    before = after = reader.releases()
    for tag, contents in said.items():
        after = after.with_release(tag, contents, day)
    if after != before:
        released.write(reader.records[-1], after)
    return [tag for tag in said if after.newest(tag) is not before.newest(tag)]


def _told(tags: Iterable[str], said: Mapping[str, Contents]) -> str:
    names = [f"{tag} {said[tag].version}" for tag in tags]
    return f"released {few(names)}" if names else "nothing has changed since the last release"
