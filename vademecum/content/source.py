"""A YAML file with the position of every value; strings stay strings."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

import yaml

from vademecum.content import door, mistakes
from vademecum.content.tree import (
    MAX_PROBLEMS,
    UNFIT,
    Builder,
    Location,
    Place,
    Tree,
    problem,
)
from vademecum.problems.problem import Problem, Refused, named

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
UNOPENED: Final = frozenset({"unreadable", "too-large"})
"""The codes of files that stand there and are not opened."""


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed file: its tree of strings, lists and mappings, and where each value stands.

    `values` and `keys` map a location, the path of keys and indices from the root, to a place;
    `plain` maps that of a value without quotes to where in the text it ends.
    """

    file: str
    text: str
    tree: Tree
    values: dict[Location, Place]
    keys: dict[Location, Place]
    plain: dict[Location, int]

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

    def behind(self, location: Location) -> str:
        """Return what stands in its line behind a value without quotes; of others, nothing.

        Where nothing does, a comment in the next line that stands further in than the key counts.
        """
        if location not in self.plain:
            return ""
        start = self.plain[location]
        end = self._end_of_line(start)
        if not self.text[start:end].isspace() and start < end:
            return self.text[start:end]
        below = self.text[end + 1 : self._end_of_line(end + 1)]
        key = self.keys.get(location) or self.place(location)
        return below if below[: key.column].isspace() and below.lstrip()[:1] == "#" else ""

    def _end_of_line(self, index: int) -> int:
        end = self.text.find("\n", index)
        return end if end >= 0 else len(self.text)

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
        return problem(self.file, place, code, message, hint)

    def warning(
        self, location: Location, code: str, message: str, hint: str = "", needle: str = ""
    ) -> Problem:
        """Return a warning at the value of `location`, or at `needle` inside it."""
        found = self.problem(location, code, message, hint, needle)
        return replace(found, severity="warning")

    def key_problem(self, location: Location, code: str, message: str, hint: str = "") -> Problem:
        """Return a Problem at the key of `location`."""
        place = self.keys.get(location) or self.place(location)
        return problem(self.file, place, code, message, hint)

    def key_warning(self, location: Location, code: str, message: str, hint: str = "") -> Problem:
        """Return a warning at the key of `location`."""
        return replace(self.key_problem(location, code, message, hint), severity="warning")

    def at(self, location: Location) -> tuple[str, Place]:
        """Return the file in which a value stands, and its place there."""
        return self.file, self.place(location)

    @property
    def files(self) -> tuple[str, ...]:
        """The files that the tree is read from."""
        return (self.file,)


def read(path: Path, name: str | None = None, inside: Path | None = None) -> Source:
    """Read a YAML file of at most 2 MB, every scalar as a string in NFC.

    `name` stands for the path in problems. No link may lead out of `inside`, else the file's own
    folder. Raise Refused with all that is wrong with the file.
    """
    name = name or str(path)
    text = _text(_data(path, name, inside or path.parent), name)
    if controls := list(islice(UNFIT.finditer(text), MAX_PROBLEMS)):
        raise Refused(_control_problem(name, text, match.start()) for match in controls)
    builder = Builder(name, text)
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        fault = _syntax_problem(error, name, text)
        # What was found from there on was read wrongly.
        before = (found for found in builder.problems if found.line < fault.line)
        raise Refused([*before, fault]) from None
    if builder.root is None:
        hint = "write the guide's content in it, or remove it"
        builder.problems.append(Problem(name, 1, 1, "empty-file", "the file is empty", hint))
    if builder.problems or builder.root is None:
        raise Refused(builder.problems)
    return Source(name, text, builder.root, builder.values, builder.keys, builder.plain)


def _data(path: Path, name: str, inside: Path) -> bytes:
    """Return the bytes of a file, or raise Refused."""
    try:
        return door.data(path, inside).removeprefix(codecs.BOM_UTF8)
    except door.Shut as shut:
        found = misnamed(path, name, inside) if shut.code == "no-file" else None
        raise Refused([found or barred(shut, name)]) from None


def misnamed(path: Path, name: str, inside: Path) -> Problem | None:
    """Return the Problem of what has almost the name of a file that is not there, if it has."""
    if not (other := door.namesake(path, inside)):
        return None
    message, hint = f"nothing reads a file of the name {other!r}", f"name it {path.name}"
    return Problem(str(Path(name).with_name(other)), 0, 0, "file-name", message, hint)


def barred(shut: door.Shut, name: str) -> Problem:
    """Return the Problem of what is not read, under a name."""
    return Problem(name, 0, 0, shut.code, shut.message, shut.hint)


def _text(data: bytes, name: str) -> str:
    """Return the file's text with line feeds alone as line ends, or raise Refused."""
    try:
        return _with_line_feeds(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = _with_line_feeds(data[: error.start].decode("utf-8"))
        message = f"byte 0x{data[error.start]:02X} is not UTF-8"
        hint = "save the file as UTF-8 in your editor"
        place = _place(before, len(before))
        raise Refused([problem(name, place, "not-utf-8", message, hint)]) from None


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _place(text: str, index: int) -> Place:
    return Place(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _syntax_problem(error: yaml.YAMLError, name: str, text: str) -> Problem:
    """Return the mistake that people make most and that this one is, or the parser's complaint."""
    if found := mistakes.find(text, error, LOADER):
        place = Place(found.line + 1, found.column + 1)
        return problem(name, place, "yaml-syntax", found.message, found.hint)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = text.split("\n")
    # The end of a file without a last line feed counts as a line of its own.
    line = min(mark.line, len(lines) - 1) if mark else 0
    column = min(mark.column, len(lines[line])) if mark else 0
    said = (getattr(error, part, None) for part in ("context", "problem"))
    message = " ".join(filter(None, said)) or "not well-formed"
    hint = "check the indentation, the quotes and the colons near this place"
    return problem(name, Place(line + 1, column + 1), "yaml-syntax", message, hint)


def _control_problem(name: str, text: str, index: int) -> Problem:
    message = f"control character {named(text[index])}"
    hint = "remove it; the press sets the direction of codes and names itself"
    return problem(name, _place(text, index), "control-character", message, hint)
