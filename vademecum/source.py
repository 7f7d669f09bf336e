"""A YAML file with the position of every value; strings stay strings."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from errno import EINVAL
from itertools import islice
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
MAX_NODES: Final = 50_000
MAX_TEXT: Final = 4_000
"""Of a scalar; bringing a long row of accents into NFC takes time by the square of its length."""
MAX_PROBLEMS: Final = 100
"""Of a file; nobody reads more, and hints take time."""
MAX_SHOWN: Final = 400
"""Of a message."""
# C0 and C1 controls but tab and newline, bidirectional controls, byte order mark.
FORBIDDEN: Final = frozenset(
    {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0))} - {"\t", "\n"}
    | {*map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C))}
    | {"\ufeff", "\u2028", "\u2029", "\ufffe", "\uffff"}
)
QUOTES: Final = "put the value in quotes, or write it out"
CONTROL: Final = re.compile(f"[{re.escape(''.join(sorted(FORBIDDEN)))}]")


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
        return _problem(self.file, place, code, message, hint)

    def key_problem(self, location: Location, code: str, message: str, hint: str = "") -> Problem:
        """Return a Problem at the key of `location`."""
        place = self.keys.get(location) or self.place(location)
        return _problem(self.file, place, code, message, hint)


def short(text: str, length: int = MAX_SHOWN) -> str:
    """Return a text, or its beginning where it is longer than a person reads."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def read(path: Path, name: str | None = None) -> Source:
    """Read a YAML file of at most 2 MB, every scalar as a string in NFC.

    `name` stands for the path in problems. Raise Refused with all that is wrong with the file.
    """
    name = name or str(path)
    text = _text(_data(path, name), name)
    if controls := list(islice(CONTROL.finditer(text), MAX_PROBLEMS)):
        raise Refused(_control_problem(name, text, match.start()) for match in controls)
    builder = _Builder(name, _place(text, len(text)))
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        raise Refused([*builder.problems, _syntax_problem(error, name, text)]) from None
    if builder.root is None:
        hint = "write the guide's content in it, or remove it"
        builder.problems.append(Problem(name, 1, 1, "empty-file", "the file is empty", hint))
    if builder.problems or builder.root is None:
        raise Refused(builder.problems)
    return Source(name, text, builder.root, builder.values, builder.keys)


def _data(path: Path, name: str) -> bytes:
    """Return the bytes of a file, or raise Refused; a pipe is never waited for."""
    try:
        if path.exists() and not path.is_file():
            raise OSError(EINVAL, "this is no plain file")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        hint = "write it; start from a copy of the same file of another language or guide"
        raise Refused([Problem(name, 0, 0, "no-file", "the file does not exist", hint)]) from None
    except OSError as error:
        reason = (error.strerror or "cannot be opened").lower()
        raise Refused([Problem(name, 0, 0, "unreadable", f"the file: {reason}")]) from None
    if len(data) > MAX_BYTES:
        message = f"the file is longer than {MAX_BYTES // 1_000_000} MB"
        raise Refused([Problem(name, 0, 0, "too-large", message, "split the guide")])
    return data.removeprefix(codecs.BOM_UTF8)


def _text(data: bytes, name: str) -> str:
    """Return the file's text with line feeds alone as line ends, or raise Refused."""
    try:
        return _with_line_feeds(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = _with_line_feeds(data[: error.start].decode("utf-8"))
        message = f"byte 0x{data[error.start]:02X} is not UTF-8"
        hint = "save the file as UTF-8 in your editor"
        place = _place(before, len(before))
        raise Refused([_problem(name, place, "not-utf-8", message, hint)]) from None


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(text: str, index: int) -> Place:
    return Place(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _problem(name: str, place: Place, code: str, message: str, hint: str = "") -> Problem:
    return Problem(name, place.line, place.column, code, short(message), short(hint))


def _syntax_problem(error: yaml.YAMLError, name: str, text: str) -> Problem:
    """Return the parser's complaint with a hint for the mistakes people make most."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = text.split("\n")
    # The end of a file without a last line feed counts as a line of its own.
    line = min(mark.line, len(lines) - 1) if mark else 0
    content = lines[line]
    column = min(mark.column, len(content)) if mark else 0
    value = content.partition(": ")[2].strip() or content.strip().removeprefix("- ").strip()
    shown = short(value, 60)
    if value.startswith("*"):
        hint = f'put it in quotes: "{shown}", since a bare * means an alias in YAML'
        column = content.find("*")
    elif value.startswith(("{", "[", "&", "!", "%", "@", "`", "|", ">")) or ": " in value:
        hint = f"put it in quotes: {_quoted(shown)}"
    elif "\t" in content:
        hint = "indent with spaces, not tabs"
    else:
        hint = "check the indentation, the quotes and the colons near this place"
    said = (getattr(error, part, None) for part in ("context", "problem"))
    message = " ".join(filter(None, said)) or "not well-formed"
    return _problem(name, Place(line + 1, column + 1), "yaml-syntax", message, hint)


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _control_problem(name: str, text: str, index: int) -> Problem:
    message = f"control character U+{ord(text[index]):04X}"
    hint = "remove it; the press sets the direction of codes and names itself"
    return _problem(name, _place(text, index), "control-character", message, hint)


class _Builder:
    """Builds the tree from parser events, without recursion, noting every place."""

    def __init__(self, name: str, end: Place) -> None:
        self.name, self.end = name, end
        self.root: Tree | None = None
        self.values: dict[Location, Place] = {}
        self.keys: dict[Location, Place] = {}
        self.problems: list[Problem] = []
        self.parents: list[tuple[Tree, Location]] = []
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
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self._report(event, "yaml-syntax", "a second document begins")

    def _report(self, event: yaml.Event, code: str, message: str, hint: str = "") -> None:
        self.problems.append(_problem(self.name, self._start(event), code, message, hint))
        if len(self.problems) >= MAX_PROBLEMS:
            raise Refused(self.problems)

    def _open(self, node: Tree, event: yaml.Event) -> None:
        if len(self.parents) >= MAX_DEPTH:
            self._report(event, "yaml-depth", f"nested deeper than {MAX_DEPTH} levels")
            raise Refused(self.problems)
        self.parents.append((node, self._add(node, event)))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        value = event.value
        if len(value) > MAX_TEXT:
            message = f"a string of {len(value):,} characters; no guide needs so many"
            self._report(event, "too-large", message, "look for a quote that is never closed")
            value = ""
        # Only an escape in double quotes can still stand for one of these.
        for char in sorted({c for c in value if c in FORBIDDEN or 0xD800 <= ord(c) < 0xE000}):
            message = f"character U+{ord(char):04X} may not stand in content"
            self._report(event, "control-character", message, "remove it")
            value = ""
        self._add(normalize("NFC", value), event)

    def _add(self, node: Tree, event: yaml.Event) -> Location:
        """Put a node where it belongs and return its location."""
        if len(self.values) >= MAX_NODES:
            self._report(event, "too-large", f"more than {MAX_NODES:,} values", "split the guide")
            raise Refused(self.problems)
        place = self._start(event)
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
            message = f"{short(node, 60)!r} stands here a second time; first in line {first.line}"
            self._report(event, "yaml-duplicate-key", message)
        self.pending = node
        self.keys[(*where, node)] = place
        return where

    def _start(self, event: yaml.Event) -> Place:
        """Return where an event begins; what is left out at the end of a file, at its end."""
        mark = event.start_mark
        if mark is None or mark.line >= self.end.line:
            return self.end
        return Place(mark.line + 1, mark.column + 1)
