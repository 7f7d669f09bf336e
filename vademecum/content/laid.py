"""Sources laid over one another: one tree, of which each value knows the file that it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from vademecum.content.source import Source
from vademecum.content.tree import Location, Place, Tree
from vademecum.problems.problem import Problem

Origin = tuple[Source, Location]
"""A source, and where in it something stands."""


@dataclass(frozen=True, slots=True)
class Laid(Source):
    """A tree put together from several sources.

    `origins` say of locations, and so of all below them, where they come from; the root's is where
    everything comes from that no other location has.
    """

    origins: Mapping[Location, Origin] = field(default_factory=dict)

    def of(self, location: Location) -> Origin:
        """Return where a value comes from, or would come from if it were there."""
        above = location
        while above not in self.origins:
            above = above[:-1]
        source, where = self.origins[above]
        return source, (*where, *location[len(above) :])

    def place(self, location: Location) -> Place:
        """Return the place of the value in its own file, or else of its nearest parent there."""
        source, where = self.of(location)
        return source.place(where)

    def behind(self, location: Location) -> str:
        """Return what stands behind the value in its own file."""
        source, where = self.of(location)
        return source.behind(where)

    def problem(
        self, location: Location, code: str, message: str, hint: str = "", needle: str = ""
    ) -> Problem:
        """Return a Problem in the value's own file."""
        source, where = self.of(location)
        return source.problem(where, code, message, hint, needle)

    def key_problem(self, location: Location, code: str, message: str, hint: str = "") -> Problem:
        """Return a Problem at the key of `location` in its own file."""
        source, where = self.of(location)
        return source.key_problem(where, code, message, hint)

    def at(self, location: Location) -> tuple[str, Place]:
        """Return the file in which a value stands, and its place there."""
        source, where = self.of(location)
        return source.at(where)

    @property
    def files(self) -> tuple[str, ...]:
        """The files that the tree is read from."""
        return tuple(dict.fromkeys(source.file for source, _ in self.origins.values()))


def laid(tree: Tree, base: Source, origins: Mapping[Location, Origin]) -> Laid:
    """Return a tree as a source; what has no other origin comes from the base."""
    whole = {(): (base, ()), **origins}
    bare = Laid(base.file, base.text, tree, {}, {}, {}, whole)
    values, keys = dict[Location, Place](), dict[Location, Place]()
    for location in _locations(tree):
        source, where = bare.of(location)
        for found, known in ((values, source.values), (keys, source.keys)):
            if where in known:
                found[location] = known[where]
    return Laid(base.file, base.text, tree, values, keys, {}, whole)


def _locations(tree: Tree) -> Iterator[Location]:
    waiting: list[tuple[Location, Any]] = [((), tree)]
    while waiting:
        location, node = waiting.pop()
        yield location
        if isinstance(node, dict):
            waiting += [((*location, key), child) for key, child in node.items()]
        elif isinstance(node, list):
            waiting += [((*location, key), child) for key, child in enumerate(node)]
