"""The record of releases: versions.json is read through the door, checked, and written whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from vademecum.content import door, messages
from vademecum.content.releases import Record, Releases
from vademecum.content.source import Source, barred, read
from vademecum.problems.problem import Problem, Refused
from vademecum.text.tags import UnknownLanguage, subtags

FILE: Final = "versions.json"
"""Stands beside guide.yaml; `vademecum release` adds to it, and nobody else writes it."""
CURE: Final = "put the file back as it was; only `vademecum release` writes it"


def released(folder: Path, name: str) -> Releases:
    """Return the releases of a guide, none where it has no record; raise Refused for a broken one.

    `name` stands for the path of the record in problems.
    """
    path = folder / FILE
    try:
        data = door.data(path, folder)
    except door.Shut as shut:
        if shut.code == "no-file":
            return Releases()
        found = barred(shut, name)
        anew = "move it away; the next release begins a new record"
        raise Refused([replace(found, hint=anew) if found.code == "too-large" else found]) from None
    record = _record(path, name, data)
    if faults := [*record.misfits(), *_strangers(record)]:
        source = read(path, name, folder)
        raise Refused(_misfit(source, *fault) for fault in faults)
    return record.releases()


def write(folder: Path, releases: Releases) -> None:
    """Put releases on record; raise OSError where that cannot be written."""
    door.write(folder / FILE, releases.as_json().encode("ascii"))


def _record(path: Path, name: str, data: bytes) -> Record:
    """Return a record; raise Refused with the places of what is wrong with it."""
    try:
        tree = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
        return Record.model_validate(tree)
    except json.JSONDecodeError as error:
        message = f"this is not well-formed JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        fault = Problem(name, error.lineno, error.colno, "broken-record", message, CURE)
        raise Refused([fault]) from None
    except (ValueError, RecursionError):
        return _placed(path, name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON; raise ValueError where it has a key twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands here twice")
    return found


def _placed(path: Path, name: str) -> Record:
    """Read a record as YAML, of which JSON is a part and whose places are known."""
    try:
        return messages.modelled(Record, read(path, name, path.parent))
    except Refused as refused:
        told = (replace(one, hint=one.hint or CURE) for one in refused.problems)
        raise Refused(told) from None


def _strangers(record: Record) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield what is no tag of a language; that a guide has let a language go is no fault."""
    for tag in record.root:
        try:
            subtags(tag)
        except UnknownLanguage as error:
            yield (tag,), str(error)


def _misfit(source: Source, location: tuple[str | int, ...], message: str) -> Problem:
    if len(location) == 1:
        return source.key_problem(location, "broken-record", message, CURE)
    return source.problem(location, "broken-record", message, CURE)
