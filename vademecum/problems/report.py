"""Problems as a person, a program or a forge wants to read them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from vademecum.problems.problem import Problem
from vademecum.problems.streams import plain

QUOTABLE: Final = 2_000_000
"""How long a file may be for its lines to be quoted, in bytes; content may be no longer."""
WINDOW: Final = 96
"""How many columns of a line are shown around its fault."""
MARGIN: Final = "    | "
"""Stands before a line that is quoted."""
THERE: Final = re.compile(r"[\w.-]+|\S")
"""What of a line is taken to be at fault, from the place on."""


def text(problems: Iterable[Problem]) -> str:
    """Return the problems grouped by file, each with its line and a caret under the place."""
    groups = []
    for file, group in groupby(problems, key=lambda problem: problem.file):
        lines = _lines(file)
        groups.append("\n".join(_entry(problem, lines) for problem in group))
    return "\n\n".join(groups)


def as_json(problems: Iterable[Problem]) -> str:
    """Return the problems as a JSON array."""
    fields = ("file", "line", "column", "severity", "code", "message", "hint")
    found = [{field: getattr(problem, field) for field in fields} for problem in problems]
    return json.dumps(found, ensure_ascii=False, indent=2)


def github(problems: Iterable[Problem]) -> str:
    """Return the problems as workflow commands, which GitHub shows beside the lines."""
    return "\n".join(map(_command, problems))


FORMATS: Final[Mapping[str, Callable[[Iterable[Problem]], str]]] = {
    "text": text,
    "json": as_json,
    "github": github,
}


def quoted(problem: Problem) -> tuple[str, str, str]:
    """Return the line that a problem stands in: before its place, what stands there, behind it."""
    lines = _lines(problem.file)
    if not 0 < problem.line <= len(lines):
        return "", "", ""
    before, rest = _around(lines[problem.line - 1], problem.column)
    found = THERE.match(rest)
    there = found[0] if found else rest[:1]
    return before, there, rest[len(there) :]


def _lines(file: str) -> Sequence[str]:
    """Return the lines of a plain file that a guide can have; a pipe would keep us waiting."""
    path = Path(file)
    try:
        if path.is_file() and path.stat().st_size <= QUOTABLE:
            return path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        pass
    return ()


def _entry(problem: Problem, lines: Sequence[str]) -> str:
    place = f"{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file
    warning = " (warning)" if problem.severity == "warning" else ""
    parts = [plain(f"{place}: {problem.code}{warning}: {problem.message}")]
    if 0 < problem.line <= len(lines):
        parts += _caret(lines[problem.line - 1], problem.column)
    if problem.hint:
        parts.append(plain(f"    hint: {problem.hint}"))
    return "\n".join(parts)


def _caret(line: str, column: int) -> list[str]:
    """Return the part of a line around a column, and the caret that points at it."""
    from rich.cells import cell_len

    before, rest = _around(line, column)
    return [f"{MARGIN}{before}{rest}", f"{MARGIN}{' ' * cell_len(before)}^"]


def _around(line: str, column: int) -> tuple[str, str]:
    """Return the part of a line around a column, before it and from it on."""
    line = "".join(char if char.isprintable() else " " for char in line.rstrip("\r"))
    start = max(0, column - 1 - WINDOW // 2) if len(line) > WINDOW else 0
    left, right = "…" if start else "", "…" if start + WINDOW < len(line) else ""
    return left + line[start : column - 1], line[column - 1 : start + WINDOW] + right


def _command(problem: Problem) -> str:
    properties = {"file": problem.file, "line": problem.line, "col": problem.column}
    told = ",".join(f"{key}={_escaped(str(value))}" for key, value in properties.items() if value)
    message = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    escaped = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{problem.severity} {told},title={problem.code}::{escaped}"


def _escaped(value: str) -> str:
    for char, code in (("%", "%25"), (":", "%3A"), (",", "%2C"), ("\r", "%0D"), ("\n", "%0A")):
        value = value.replace(char, code)
    return value
