"""The words of a file held against those that are asked for: what lacks, is renamed, too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from vademecum.blocks.block import MAX_ID
from vademecum.content.messages import MAPPING, TEXT
from vademecum.content.source import Source
from vademecum.content.tree import Location, Tree, dotted
from vademecum.problems.problem import Problem, did_you_mean, nearest, perhaps

Name: TypeAlias = "tuple[Location, str]"
"""An id with where the words of its block stand: what an author renames or takes out at once."""
Named: TypeAlias = "dict[Name, dict[Location, Location]]"
"""Strings by their paths, under what of each path is the first that the other side has not."""
OWN: Final[frozenset[Location]] = frozenset({("title",), ("subject",)})
"""The guide's own words, of which the model tells."""
ROOTS: Final[frozenset[Location]] = frozenset({("blocks",), ("labels",)})
LONGEST_KEY: Final = 2 * MAX_ID + 1
"""The characters of an id and of one below it, with the dot between; longer keys are not cured."""
Expected: TypeAlias = "tuple[str, str]"
"""What is said of a value of the wrong kind, and how the right one is written."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What words a file must have and may have.

    Below `unsaid` nothing is said. `told` are the names that another file has been told of, and in
    the blocks that are `unclear` no words are too many. `cure` says what to do where words lack.
    """

    must: frozenset[Location]
    may: frozenset[Location]
    unsaid: frozenset[Location]
    told: frozenset[Name]
    unclear: frozenset[Location]
    cure: str


def check(source: Source, strings: Mapping[Location, str], wanted: Wanted) -> Iterator[Problem]:
    """Yield the ids that lack words, and the words that no id asks for; a new name once."""
    known = wanted.must | wanted.may
    unsaid = (*wanted.unsaid, *_lists(source), *_misspelt(source))
    odd: dict[Location, Expected | None] = dict.fromkeys(unsaid)
    odd |= dict(_odd(strings, known))
    for location, expected in odd.items():
        if expected:
            yield source.problem(location, "bad-value", *expected)
    extra = {location for location in superfluous(strings, known) if not _is_below(location, odd)}
    gaps = {location for location in wanted.must - set(strings) if not _is_below(location, odd)}
    lost, lacking = _named(extra, known), _named(gaps - OWN, strings)
    renamed = _renamed(lost, lacking)
    unmet = [at for name, at in lacking.items() if name not in renamed.values()]
    said = {way for location in known & set(strings) for way in _ways(location)}
    lost_words = sorted({place for at in unmet for place in at}, key=str)
    yield from _missing(source, lost_words, said, wanted.cure)
    for name, at in lost.items():
        if name not in wanted.told and name[0] not in wanted.unclear:
            yield _superfluous(source, name, at, known, renamed)


def superfluous(strings: Iterable[Location], known: Iterable[Location]) -> set[Location]:
    """Return where words stand that nothing asks for."""
    return {at for at in set(strings) - set(known) if at[:1] in ROOTS and len(at) > 2}


def sound(strings: Mapping[Location, str], wanted: Wanted) -> dict[Location, str]:
    """Return the texts that do not stand where something else should."""
    odd = dict(_odd(strings, wanted.must | wanted.may))
    return {at: text for at, text in strings.items() if not _is_below(at, odd)}


def names(extra: Iterable[Location], known: Iterable[Location]) -> frozenset[Name]:
    """Return what superfluous words are named by."""
    return frozenset(_named(extra, known))


def _named(locations: Iterable[Location], others: Iterable[Location]) -> Named:
    """Return locations with their first step that others have not, under its name."""
    there = {way for other in others for way in _ways(_steps(other))} | ROOTS
    found: Named = {}
    for location in sorted(locations, key=str):
        steps = _steps(location)
        # Of an item whose own words alone are lost, those of the items below it are there.
        first = next((way for way in _ways(steps) if way not in there), steps)
        block = first[:2] if len(first) > 2 else first[:1]
        found.setdefault((block, str(first[-1])), {})[location] = first
    return found


def _steps(location: Location) -> Location:
    """Return a location with its dotted keys taken apart."""
    return tuple(step for key in location for step in str(key).split("."))


def _renamed(lost: Named, lacking: Named) -> dict[Name, Name]:
    """Return what is lost under its old name, with the new name that lacks words."""
    found: dict[Name, Name] = {}
    for name, at in lost.items():
        above = {first[:-1] for first in at.values()}
        free = [
            other
            for other, places in lacking.items()
            if other not in found.values() and above & {first[:-1] for first in places.values()}
        ]
        rivals = [other for other in lost if other[0] == name[0]]
        near = nearest(name[1], [id for _, id in free])
        if not near and (other := _respelt(at, lacking, found.values())):
            found[name] = other
            continue
        if near or len(free) == len(rivals) == 1:
            found[name] = next(one for one in free if near in (one[1], None))
    return found


def _respelt(
    at: Mapping[Location, Location], lacking: Named, taken: Collection[Name]
) -> Name | None:
    """Return what lacks words under the dotted key that is most like the one that is lost."""
    keys = {location[:-1]: str(location[-1]) for location in at}
    free = {
        str(location[-1]): name
        for name, places in lacking.items()
        for location in places
        if name not in taken and location[:-1] in keys and "." in str(location[-1])
    }
    found = (nearest(key, free) for key in keys.values() if len(key) <= LONGEST_KEY)
    return next((free[key] for key in found if key), None)


def _missing(
    source: Source, locations: list[Location], said: Collection[Location], cure: str
) -> Iterator[Problem]:
    """Yield what lacks words, what has none at all once; `said` is where there are some."""
    lost: set[Location] = set()
    below = Counter(way for location in locations for way in _ways(location))
    for top in locations:
        while above := top[:-1]:
            if above in source.values and (above in said or below[above] == 1):
                break
            top = above
        if top in lost:
            continue
        lost.add(top)
        message = f"no words for {dotted(top)!r}"
        where = top if top in source.keys else top[:-1]
        yield source.key_problem(where, "missing-words", message, cure)


def _superfluous(
    source: Source,
    name: Name,
    at: Mapping[Location, Location],
    known: Iterable[Location],
    renamed: Mapping[Name, Name],
) -> Problem:
    """Return the one Problem of words under a name that nothing has, at the first of them."""
    location, first = next(iter(at.items()))
    top = next(way for way in _ways(location) if _steps(way)[: len(first)] == first)
    steps = {_steps(other)[: len(first)] for other in known}
    siblings = sorted(str(way[-1]) for way in steps if way[:-1] == first[:-1] != way)
    if name in renamed:
        hint = perhaps(name[1], renamed[name][1])
    else:
        hint = did_you_mean(name[1], siblings) if siblings else "take it out"
    message = f"the guide has no {dotted(top)!r}"
    return source.key_problem(top, "superfluous-words", message, hint)


def _is_below(location: Location, odd: Mapping[Location, object]) -> bool:
    return not odd.keys().isdisjoint(_ways(location))


def _ways(location: Location) -> Iterator[Location]:
    """Yield a location and all that stand above it, from the top."""
    return (location[:depth] for depth in range(1, len(location) + 1))


def _lists(source: Source) -> Iterator[Location]:
    """Yield where there is a list, of which the model tells."""
    waiting: list[tuple[Location, Tree]] = [((), source.tree)]
    while waiting:
        where, node = waiting.pop()
        if isinstance(node, list):
            yield where
        elif isinstance(node, dict):
            waiting += [((*where, key), child) for key, child in node.items()]


def _misspelt(source: Source) -> Iterator[Location]:
    """Yield a root that is not there and that another key stands for, of which the model tells."""
    keys = [str(top[0]) for top in source.keys if len(top) == 1 and top not in ROOTS]
    for root in ROOTS - source.keys.keys():
        if any(nearest(key, map(str, root)) for key in keys if len(key) <= MAX_ID):
            yield root


def _odd(
    strings: Mapping[Location, str], known: Iterable[Location]
) -> Iterator[tuple[Location, Expected | None]]:
    """Yield each text where a mapping is expected, and the other way round, with what to say.

    That is nothing where the model has said it.
    """
    known = set(known)
    above = {way for location in known for way in _ways(location)} - known
    for location, text in strings.items():
        if location in above:
            yield location, MAPPING if text and len(location) > 2 else None
        for way in _ways(location):
            if isinstance(way[-1], int):
                yield way[:-1], None
            elif way in known and way != location:
                yield way, TEXT if len(way) > 2 else None
