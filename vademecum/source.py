"""A YAML file with the position of every value; strings stay strings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias
from unicodedata import normalize

import yaml

from vademecum.problems import Problem, Refused

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"
Location: TypeAlias = "tuple[str | int, ...]"

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_BYTES: Final = 2_000_000
MAX_DEPTH: Final = 12
# C0 and C1 controls but tab and newline, bidirectional controls, byte order mark.
FORBIDDEN: Final = frozenset(
    {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0))} - {"\t", "\n"}
    | {*map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C))}
    | {"\ufeff", "\u2028", "\u2029"}
)


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file; line and column count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed file: its tree of strings, lists and mappings, and where each value stands.

    `values` and `keys` map a location, the path of keys and indices from the root, to a place.
    """

    file: str
    text: str
    tree: Tree
    values: dict[Location, Place]
    keys: dict[Location, Place]

    def place(self, location: Location) -> Place:
        """Return the place of the value, or else of its nearest parent."""
        while location not in self.values:
            location = location[:-1]
        return self.values[location]

    def find(self, location: Location, needle: str) -> Place:
        """Return the place of `needle` inside the string at `location`, or of the string."""
        start = self.place(location)
        lines = self.text.split("\n")
        column = lines[start.line - 1].find(needle, start.column - 1)
        if column >= 0:
            return Place(start.line, column + 1)
        for number, line in enumerate(lines[start.line :], start.line + 1):
            if not line.startswith(" ") and line.strip():
                break
            if needle in line:
                return Place(number, line.index(needle) + 1)
        return start

    def problem(
        self,
        location: Location,
        code: str,
        message: str,
        hint: str = "",
        needle: str = "",
    ) -> Problem:
        """Return a Problem at the value of `location`, or at `needle` inside it."""
        place = self.find(location, needle) if needle else self.place(location)
        return Problem(self.file, place.line, place.column, code, message, hint)

    def key_problem(self, location: Location, code: str, message: str, hint: str = "") -> Problem:
        """Return a Problem at the key of `location`."""
        place = self.keys.get(location) or self.place(location)
        return Problem(self.file, place.line, place.column, code, message, hint)


def read(path: Path, name: str | None = None) -> Source:
    """Read a YAML file of at most 2 MB, every scalar as a string in NFC.

    `name` stands for the path in problems. Raise Refused with all that is wrong with the file.
    """
    name = name or str(path)
    text = _decode(path, name)
    builder = _Builder(name, text)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise Refused([*builder.problems, _syntax_problem(error, name, text)]) from None
    except yaml.reader.ReaderError:
        raise Refused([_character_problem(name, text)]) from None
    if builder.root is None:
        hint = "write the guide's content in it, or remove it"
        builder.problems.append(Problem(name, 1, 1, "empty-file", "the file is empty", hint))
    if builder.problems or builder.root is None:
        raise Refused(builder.problems)
    return Source(name, text, builder.root, builder.values, builder.keys)


def _decode(path: Path, name: str) -> str:
    """Return the file's text, or raise Refused."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise Refused([Problem(name, 0, 0, "no-file", "the file does not exist")]) from None
    except OSError as error:
        reason = (error.strerror or "cannot be opened").lower()
        raise Refused([Problem(name, 0, 0, "unreadable", f"the file: {reason}")]) from None
    if len(data) > MAX_BYTES:
        message = f"the file is longer than {MAX_BYTES // 1_000_000} MB"
        raise Refused([Problem(name, 0, 0, "too-large", message, "split the guide")])
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        message = f"byte 0x{data[error.start]:02X} is not UTF-8"
        hint = "save the file as UTF-8 in your editor"
        raise Refused([Problem(name, line, column, "not-utf-8", message, hint)]) from None


def _syntax_problem(error: yaml.MarkedYAMLError, name: str, text: str) -> Problem:
    """Return the parser's complaint with a hint for the mistakes people make most."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    content = lines[min(line, len(lines) - 1)] if lines else ""
    value = content.partition(": ")[2].strip() or content.strip().removeprefix("- ").strip()
    if value.startswith("*"):
        hint = f'put it in quotes: "{value}", since a bare * means an alias in YAML'
        line, column = line, max(content.find("*"), 0)
    elif value.startswith(("{", "[", "&", "!", "%", "@", "`", "|", ">")) or ": " in value:
        hint = f"put it in quotes: {_quoted(value)}"
    elif "\t" in content:
        hint = "indent with spaces, not tabs"
    else:
        hint = "check the indentation, the quotes and the colons near this place"
    message = " ".join(filter(None, [error.context, error.problem])) or "not well-formed"
    return Problem(name, line + 1, column + 1, "yaml-syntax", message, hint)


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _character_problem(name: str, text: str) -> Problem:
    """Return the problem of a character that YAML forbids (YAML 1.1, 5.1)."""
    match = yaml.reader.Reader.NON_PRINTABLE.search(text)
    return _control_problem(name, text, match.start() if match else 0)


def _control_problem(name: str, text: str, index: int) -> Problem:
    line = text.count("\n", 0, index) + 1
    column = index - (text.rfind("\n", 0, index) + 1) + 1
    message = f"control character U+{ord(text[index]):04X}"
    hint = "remove it; the press sets the direction of codes and names itself"
    return Problem(name, line, column, "control-character", message, hint)


class _Builder:
    """Builds the tree from parser events, without recursion, noting every place."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.root: Tree | None = None
        self.values: dict[Location, Place] = {}
        self.keys: dict[Location, Place] = {}
        self.problems: list[Problem] = []
        self.parents: list[tuple[Tree, Location]] = []
        self.pending: str | None = None

    def take(self, event: yaml.Event) -> None:
        """Take one event."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._report(event, "yaml-alias", "anchors and aliases are not content", alias=True)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self._add("", event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open({} if isinstance(event, yaml.MappingStartEvent) else [], event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.parents.pop()
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self._report(event, "yaml-syntax", "a second document begins")

    def _report(self, event: yaml.Event, code: str, message: str, alias: bool = False) -> None:
        hint = "put the value in quotes, or write it out" if alias else ""
        place = _start(event)
        self.problems.append(Problem(self.name, place.line, place.column, code, message, hint))

    def _open(self, node: Tree, event: yaml.Event) -> None:
        if len(self.parents) >= MAX_DEPTH:
            self._report(event, "yaml-depth", f"nested deeper than {MAX_DEPTH} levels")
            raise Refused(self.problems)
        self.parents.append((node, self._add(node, event)))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.tag and event.tag.startswith("tag:"):
            self._report(event, "yaml-alias", "YAML tags are not content")
        value = normalize("NFC", event.value)
        for char in sorted(FORBIDDEN.intersection(value)):
            index = self.text.find(char, *_span(event))
            self.problems.append(
                _control_problem(self.name, self.text, index)
                if index >= 0
                else _escaped_problem(self.name, event, char)
            )
        if any(0xD800 <= ord(char) < 0xE000 for char in value):
            self.problems.append(_escaped_problem(self.name, event, value))
            value = ""
        self._add(value, event)

    def _add(self, node: Tree, event: yaml.Event) -> Location:
        """Put a node where it belongs and return its location."""
        place = _start(event)
        if not self.parents:
            if self.root is None and not (node == "" and isinstance(event, yaml.ScalarEvent)):
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
        return location

    def _key(
        self, node: Tree, event: yaml.Event, where: Location, place: Place, parent: dict[str, Tree]
    ) -> Location:
        if not isinstance(node, str):
            self._report(event, "yaml-syntax", "a key is not a string")
            raise Refused(self.problems)
        if node in parent:
            first = self.keys[(*where, node)]
            message = f"{node!r} stands here a second time; first in line {first.line}"
            self._report(event, "yaml-duplicate-key", message)
        self.pending = node
        self.keys[(*where, node)] = place
        return where


def _escaped_problem(name: str, event: yaml.Event, value: str) -> Problem:
    char = next(c for c in value if c in FORBIDDEN or 0xD800 <= ord(c) < 0xE000)
    place = _start(event)
    message = f"character U+{ord(char):04X} may not stand in content"
    return Problem(name, place.line, place.column, "control-character", message, "remove it")


def _start(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _span(event: yaml.Event) -> tuple[int, int]:
    """Return where the event's text begins and ends in the file, as indices."""
    start, end = event.start_mark, event.end_mark
    return (start.index, end.index) if start and end else (0, 0)
