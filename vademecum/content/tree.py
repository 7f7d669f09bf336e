"""A YAML tree built from parser events, without recursion, with the place of every value."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias
from unicodedata import normalize

import yaml

from vademecum.content import mistakes
from vademecum.content.paragraph import paragraph
from vademecum.problems.problem import Problem, Refused, short

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"
Location: TypeAlias = "tuple[str | int, ...]"

MAX_DEPTH: Final = 12
MAX_NODES: Final = 50_000
MAX_TEXT: Final = 4_000
"""Of a scalar; bringing a long row of accents into NFC takes time by the square of its length."""
MAX_PROBLEMS: Final = 100
"""Of a file; nobody reads more, and hints take time."""
# C0 and C1 controls but tab and newline, bidirectional controls, byte order mark.
FORBIDDEN: Final = frozenset(
    {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0))} - {"\t", "\n"}
    | {*map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C))}
    | {"\ufeff", "\u2028", "\u2029", "\ufffe", "\uffff"}
)
UNFIT: Final = re.compile(f"[{re.escape(''.join(sorted(FORBIDDEN)))}\ud800-\udfff]")
"""What is forbidden, and surrogates, for which an escape may stand."""
NULL: Final = re.compile(r"~|null|Null|NULL|")
"""How YAML writes that there is nothing (YAML 1.2.2, 10.3.2)."""
QUOTES: Final = "put the value in quotes, or write it out"


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file; line and column count from 1."""

    line: int
    column: int


def dotted(location: Location) -> str:
    """Return a location as people write it, such as blocks.top.title."""
    return ".".join(map(str, location))


def below(tree: Tree | None, location: Iterable[str]) -> Tree | None:
    """Return what stands in a tree under some keys, or None where nothing does."""
    for key in location:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree


def problem(name: str, place: Place, code: str, message: str, hint: str = "") -> Problem:
    """Return a Problem at a place of a file, its message no longer than a person reads."""
    return Problem(name, place.line, place.column, code, short(message), short(hint))


class Builder:
    """Builds the tree from parser events, without recursion, noting every place."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.lines = name, text.split("\n")
        self.end = Place(len(self.lines), len(self.lines[-1]) + 1)
        self.root: Tree | None = None
        self.values: dict[Location, Place] = {}
        self.keys: dict[Location, Place] = {}
        self.plain: dict[Location, int] = {}
        self.problems: list[Problem] = []
        self.parents: list[tuple[Tree, Location]] = []
        self.seen: list[set[str]] = []
        self.flows: list[bool] = []
        self.pending: str | None = None

    def take(self, event: yaml.Event) -> None:
        """Take one event."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._report(event, "yaml-alias", "anchors and aliases are not content", QUOTES)
        if getattr(event, "tag", None):
            self._report(event, "yaml-alias", "YAML tags are not content", QUOTES)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self._add("", event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open({} if isinstance(event, yaml.MappingStartEvent) else [], event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.parents.pop()
            self.seen.pop()
            self.flows.pop()
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self._report(event, "yaml-syntax", "a second document begins", "remove this line")

    def _report(self, event: yaml.Event, code: str, message: str, hint: str = "") -> None:
        self._note(self._start(event), code, message, hint)

    def _note(self, place: Place, code: str, message: str, hint: str) -> None:
        self.problems.append(problem(self.name, place, code, message, hint))
        if len(self.problems) >= MAX_PROBLEMS:
            raise Refused(self.problems)

    def _open(self, node: Tree, event: yaml.CollectionStartEvent) -> None:
        if len(self.parents) >= MAX_DEPTH:
            message = f"nested deeper than {MAX_DEPTH} levels"
            self._report(event, "yaml-depth", message, "close what is opened before it")
            raise Refused(self.problems)
        self.parents.append((node, self._add(node, event)))
        self.flows.append(bool(event.flow_style))
        self.seen.append(set())

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.implicit[0] and NULL.fullmatch(event.value):
            self._nothing(event)
            return
        value = self._text(event)
        if len(value) > MAX_TEXT:
            message = f"a string of {len(value):,} characters; no guide needs so many"
            self._report(event, "too-large", message, "look for a quote that is never closed")
            value = ""
        # Only an escape in double quotes can still stand for one of these.
        for char in sorted(set(UNFIT.findall(value))):
            message = f"character U+{ord(char):04X} may not stand in content"
            self._report(event, "control-character", message, "remove it")
            value = ""
        self._add(normalize("NFC", value), event)

    def _text(self, event: yaml.ScalarEvent) -> str:
        """Return what a scalar says; no space ends what is written as a block."""
        text = paragraph(str(event.value), self._written(event))
        return text.rstrip(" ") if event.style in ("|", ">") else text

    def _written(self, event: yaml.ScalarEvent) -> list[str]:
        """Return the lines in which a scalar is written, where it has several."""
        start, end = event.start_mark, event.end_mark
        if not start or not end or start.line == end.line:
            return []
        if event.style in ("|", ">"):
            return self.lines[start.line + 1 : end.line + (end.column > 0)]
        quote = len(event.style or "")
        lines = self.lines[start.line : end.line + 1]
        if end.line < len(self.lines):
            lines[-1] = lines[-1][: end.column - quote]
        lines[0] = lines[0][start.column + quote :]
        return lines

    def _nothing(self, event: yaml.ScalarEvent) -> None:
        """Leave out a key of which nothing is said; elsewhere nothing may not stand."""
        parent, where = self.parents[-1] if self.parents else ("", ())
        if isinstance(parent, dict) and self.pending is not None:
            self.values[*where, self.pending] = self._start(event)
            if self.flows[-1] and not event.value:
                self._parted(parent, self.pending, event)
            self.pending = None
        elif self.parents and event.value:
            message = f"{event.value!r} is YAML's word for nothing, and something is expected here"
            self._report(event, "bad-value", message, f"write it in quotes: '{event.value}'")
            self._add("", event)
        elif self.parents:
            self._report(event, "bad-value", "nothing stands here", "write it, or remove the line")
            self._add("", event)

    def _parted(self, parent: dict[str, Tree], key: str, event: yaml.Event) -> None:
        """Report a key between braces of which nothing is said: most often the rest of a text."""
        if mistakes.in_key(key):
            return  # that has been told
        before, text = next(reversed(parent.items()), ("", ""))
        hint = f"if it is a text, put it in quotes: {mistakes.quoted(f'{{{short(key, 60)}}}')}"
        if isinstance(text, str) and text:
            whole = mistakes.quoted(f"{text}, {key}")
            hint = f"if it belongs to the text before it, write {before}: {short(whole, 80)}"
        message = f"nothing is said of {short(key, 60)!r}; between braces, commas part the entries"
        self._report(event, "yaml-syntax", message, hint)

    def _add(self, node: Tree, event: yaml.Event) -> Location:
        """Put a node where it belongs and return its location."""
        if len(self.values) >= MAX_NODES:
            self._report(event, "too-large", f"more than {MAX_NODES:,} values", "split the guide")
            raise Refused(self.problems)
        place = self._start(event)
        if not self.parents:
            if self.root is None:
                self.root = node
            self.values[()] = place
            return ()
        parent, where = self.parents[-1]
        if isinstance(parent, list):
            location = (*where, len(parent))
            parent.append(node)
        elif isinstance(parent, dict):
            if self.pending is None:
                return self._key(node, event, where, place, parent)
            location, key = (*where, self.pending), self.pending
            self.pending = None
            parent[key] = node
        self.values[location] = place
        end = event.end_mark
        if isinstance(event, yaml.ScalarEvent) and event.implicit[0] and event.value and end:
            self.plain[location] = end.index
        return location

    def _key(
        self, node: Tree, event: yaml.Event, where: Location, place: Place, parent: dict[str, Tree]
    ) -> Location:
        if not isinstance(node, str):
            hint = "write a word before the colon; put a text that begins with [ or { in quotes"
            self._report(event, "yaml-syntax", "a key is not a string", hint)
            raise Refused(self.problems)
        if mistake := mistakes.in_key(node):
            at = Place(place.line, place.column + mistake.column)
            self._note(at, "yaml-syntax", mistake.message, mistake.hint)
        elif node in self.seen[-1]:
            first = self.keys[(*where, node)]
            message = f"{short(node, 60)!r} stands here a second time; first in line {first.line}"
            self._report(event, "yaml-duplicate-key", message, "remove one, or rename it")
        self.seen[-1].add(node)
        self.pending = node
        self.keys[(*where, node)] = place
        return where

    def _start(self, event: yaml.Event) -> Place:
        """Return where an event begins; what is left out at the end of a file, at its end."""
        mark = event.start_mark
        if mark is None or mark.line >= self.end.line:
            return self.end
        return Place(mark.line + 1, mark.column + 1)
