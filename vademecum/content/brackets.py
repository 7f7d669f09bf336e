"""Brackets in a line of YAML: what is opened, closed and parted in it, and what goes wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

CLOSERS: Final = {"[": "]", "{": "}"}
SIGN: Final = re.compile(
    r"""(?<=[\[{,:\s])(?:"(?:\\.|[^"\\])*"|'(?:''|[^'])*')|\s\#.*|(?P<bracket>[\[\]{}])"""
)
"""A bracket, or a text in quotes or a comment, whose brackets are none of YAML's."""
ENTRY: Final = re.compile(r"(?<=[\w\"'}\]])\s+(?=([\w.-]+:\s|[\[{\"']))")
"""The space before an entry between brackets that no comma parts from the one before it."""

UNLIKE_COMMA: Final = re.compile(r";(?=\s*[\w.-]+:\s)|,\s*,")


class Fault(NamedTuple):
    """What is wrong at a column of a line (from 0), what to do, and the lines that may be meant."""

    column: int
    message: str
    hint: str
    cured: tuple[str, ...]


def faults(line: str, start: int) -> Iterator[Fault]:
    """Yield what may be wrong with the brackets of a value that begins in a line at `start`."""
    opened: list[str] = []
    for match in SIGN.finditer(line, start):
        place, sign = match.start("bracket"), match["bracket"]
        if not sign:
            continue
        if sign in CLOSERS:
            opened.append(sign)
        elif sign != CLOSERS[opened[-1]]:
            yield _unlike(line, place, opened.pop())
            break
        else:
            opened.pop()
        if not opened:
            yield from _ended(line, place)
            break
    yield from _unparted(line, start)


def _unlike(line: str, place: int, opener: str) -> Fault:
    """Return the fault of a bracket that closes another than the one that was opened last."""
    closer = CLOSERS[opener]
    message = f"{opener!r} is not closed before {line[place]!r}"
    cured = (line[:place] + closer + line[place:], line[:place] + line[place + 1 :])
    return Fault(place, message, f"write {closer!r} before it", cured)


def _ended(line: str, place: int) -> Iterator[Fault]:
    """Yield the fault of a line that closes more than it opened."""
    rest = line[place + 1 :].rstrip()
    if rest and not rest.strip("]} "):
        last = place + len(rest)
        yield Fault(last, f"{line[last]!r} closes nothing", "take it out", (line[:last],))
    if sum(map(rest.count, CLOSERS.values())) > sum(map(rest.count, CLOSERS)):
        hint = "take it out, or put the whole text in quotes"
        cured = (line[:place] + line[place + 1 :],)
        yield Fault(place, f"{line[place]!r} closes too early: more follows", hint, cured)


def _unparted(line: str, start: int) -> Iterator[Fault]:
    """Yield where a comma between two entries may be left out, stand twice, or be none."""
    for match in UNLIKE_COMMA.finditer(line, start):
        place, sign = match.start(), match[0][0]
        message = f"{sign!r} stands where ',' should" if sign == ";" else "',' stands twice here"
        cured = line[:place] + "," + line[match.end() :]
        yield Fault(place, message, "write one ','", (cured,))
    hint = "write a comma before it, or put a text that has a colon in it in quotes"
    for match in ENTRY.finditer(line, start):
        place, entry = match.start(), match[1].rstrip()
        message = f"no comma stands before {entry!r}, which begins an entry"
        yield Fault(match.end(), message, hint, (line[:place] + "," + line[place:],))


def unended(line: str) -> Iterator[Fault]:
    """Yield the end of a line, where a comma may be left out before an entry on the next."""
    text = line.rstrip()
    if text and text[-1] not in ",[{:":
        message = "no comma stands at the end of this line"
        hint = "between brackets, commas part the entries: write one"
        yield Fault(len(text), message, hint, (f"{text},",))
