"""`vademecum new`: begins a guide, as a copy of an example that builds at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from vademecum.blocks.block import MAX_ID, is_id
from vademecum.build import portions, scratch
from vademecum.commands import schema
from vademecum.content import beginning, catalogue, languages, reading
from vademecum.content.catalogue import CONTENT, Usage
from vademecum.content.guide import Guide
from vademecum.content.house import House
from vademecum.content.translations import Translations
from vademecum.problems.policy import Policy
from vademecum.problems.problem import Refused, did_you_mean
from vademecum.setting import template

BEGUN: Final = ".vademecum-new-"
"""Begins the names of folders in which guides are begun; the next removes what was killed."""


def examples() -> Mapping[str, Path]:
    """Return the examples by name: inside the installed package, or beside it in a checkout."""
    installed = template.PACKAGE / "examples"
    folder = installed if installed.is_dir() else template.PACKAGE.parent / "examples"
    return {path.parent.name: path.parent for path in sorted(folder.glob("*/guide.yaml"))}


def new(name: str, like: str, wanted: Sequence[str], policy: Policy) -> int:
    """Make content/NAME, whole or not at all; raise Usage for what cannot be."""
    target = CONTENT / name
    _check_name(name, target)
    known = examples()
    if like not in known:
        raise Usage(f"unknown example {like!r}; {did_you_mean(like, list(known))}")
    try:
        house = portions.house()
        tags, left_out = _languages(known[like], wanted, house)
        guide = _made(known[like], target, tags, house)
    except Refused as refused:
        policy.show(refused.problems, "no guide was made")
        return 1
    except OSError as error:
        print(f"{target} cannot be made: {error.strerror or error}", file=sys.stderr)
        return 1
    print(target)
    _tell(guide, like, left_out)
    return 0


def _check_name(name: str, target: Path) -> None:
    """Raise Usage for a name that is none, or that is taken."""
    if not is_id(name):
        like = beginning.name_like(name)
        hint = f"did you mean {like!r}?" if like else "such as my-guide"
        rule = f"use at most {MAX_ID} lower case letters, digits and hyphens"
        raise Usage(f"{name[:60]!r} is no name for a guide: {rule}; {hint}")
    if os.path.lexists(target):
        raise Usage(f"{target} is there already; choose another name, or move it away")


def _languages(
    example: Path, wanted: Sequence[str], house: House
) -> tuple[tuple[str, ...], Mapping[str, str]]:
    """Return the languages for a guide like an example, and what those left out would need.

    The one that all are made from comes along always.
    """
    tags = languages.tags(example)
    chosen = frozenset(catalogue.named(wanted)) or frozenset(tags)
    if unknown := sorted(chosen - set(tags)):
        message = f"the example {example.name} has no language {unknown[0]!r}"
        raise Usage(f"{message}; it has {', '.join(tags)}")
    structure = reading.GuideReader(example, house).structure()
    assert structure is not None, f"this example is wrong: {example}"
    needs = {tag: beginning.lacking(tag, house) for tag in tags}
    needs[structure.source] = None
    left_out = {tag: need for tag, need in needs.items() if need and tag in chosen}
    kept = (tag for tag in tags if tag in {*chosen, structure.source} - set(left_out))
    return tuple(kept), left_out


def _made(example: Path, target: Path, tags: Sequence[str], house: House) -> Guide:
    """Make a guide beside its place and move it there; raise Refused unless it has no problem."""
    CONTENT.mkdir(exist_ok=True)
    with scratch.folder(CONTENT, BEGUN) as desk:
        folder = desk / target.name
        folder.mkdir()
        beginning.copy(example, folder, tags)
        Translations.read(reading.GuideReader(folder, house)).accept(tags)
        for name, text in schema.made(folder).items():
            path = folder / schema.FOLDER / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        guide, problems = reading.load(folder, house)
        if guide is None or problems:
            raise Refused(problems)
        folder.rename(target)
        return guide


def _tell(guide: Guide, like: str, left_out: Mapping[str, str]) -> None:
    """Say what was made, and what to do next."""
    for tag, need in left_out.items():
        print(f"without {tag}: its type is not installed; run: {need}", file=sys.stderr)
    made = f"{guide.id} is like the example {like}, in {', '.join(guide.languages)}"
    print(f"{made}; nobody has reviewed it", file=sys.stderr)
    if oldest := _oldest(guide):
        said = f"its facts were checked on {oldest.isoformat()} or later; check those you keep"
        print(said, file=sys.stderr)
    print(f"next: vademecum build {guide.id}", file=sys.stderr)


def _oldest(guide: Guide) -> date | None:
    return min((fact.checked for fact in guide.facts.values()), default=None)
