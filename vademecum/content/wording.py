"""The words of a language held against the guide, the source language and the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any, Final

from vademecum.content.facts import Fact
from vademecum.content.guide import Structure
from vademecum.content.source import Source
from vademecum.content.tree import MAX_PROBLEMS, Location, Tree
from vademecum.problems.problem import Problem, did_you_mean
from vademecum.text.markup import FACT_ID, PLACEHOLDER

MAX_WORDS: Final = 100_000
"""Of a language, in characters."""
PRESS_PLACEHOLDERS: Final[Mapping[Location, set[str]]] = {
    ("facts-checked",): {"date"},
    ("qr",): {"url"},
}


def check(
    sources: Mapping[str, Source], structure: Structure, facts: Mapping[str, Fact] | None
) -> Iterator[Problem]:
    """Yield what is wrong with the words of each language; without facts, all but those."""
    expected = set(expected_words(structure))
    original = sources.get(f"words/{structure.source}")
    originals = dict(sentences(original.tree)) if original else {}
    for key, source in sources.items():
        strings = dict(sentences(source.tree))
        found: Iterator[Problem] = iter(())
        if key.startswith("words/"):
            found = chain(
                _check_ids(source, strings, expected),
                _check_placeholders(source, strings, originals, facts),
            )
        elif key == "phrases":
            found = _check_placeholders(source, strings, {}, facts)
        elif key.startswith("press/"):
            found = _check_press(source, strings)
        yield from islice(found, MAX_PROBLEMS)


def _check_press(source: Source, strings: Mapping[Location, str]) -> Iterator[Problem]:
    for location in sorted({*strings, *PRESS_PLACEHOLDERS}, key=str):
        found = set(PLACEHOLDER.findall(strings.get(location, "")))
        yield from _compare(source, location, found, PRESS_PLACEHOLDERS.get(location, set()))


def _check_ids(
    source: Source, strings: Mapping[Location, str], expected: set[Location]
) -> Iterator[Problem]:
    """Yield the ids that lack words, and the words that no id asks for."""
    for location in sorted(expected - set(strings), key=str):
        if location[:-1] and location[:-1] not in source.values:
            location = location[:-1]
        message = f"no words for {'.'.join(map(str, location))!r}"
        hint = "write them here; the source language has them"
        yield source.key_problem(location[:-1], "missing-words", message, hint)
    for location in sorted(set(strings) - expected, key=str):
        if location[:1] and location[0] in ("sections", "write_in", "table", "phrases", "card"):
            siblings = [str(e[-1]) for e in expected if e[:-1] == location[:-1]]
            name = str(location[-1])
            message = f"the guide has no {'.'.join(map(str, location))!r}"
            hint = did_you_mean(name, siblings) if siblings else ""
            yield source.key_problem(location, "superfluous-words", message, hint)


def _check_placeholders(
    source: Source,
    strings: Mapping[Location, str],
    originals: Mapping[Location, str],
    facts: Mapping[str, Fact] | None,
) -> Iterator[Problem]:
    """Yield bad markup and placeholders, and those that differ from the source language's."""
    yield from _check_length(source, strings, facts or {})
    for location, text in strings.items():
        yield from _check_marks(source, location, text)
        if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
            hint = "write {fact.id} with one brace on either side"
            yield source.problem(location, "placeholder-syntax", "a brace stands alone", hint)
        found = set(PLACEHOLDER.findall(text))
        for name in sorted(found):
            yield from _check_fact(source, location, name, facts)
        if location in originals:
            wanted = set(PLACEHOLDER.findall(originals[location]))
            yield from _compare(source, location, found, wanted)


def _check_length(
    source: Source, strings: Mapping[Location, str], facts: Mapping[str, Fact]
) -> Iterator[Problem]:
    """Yield a Problem where words, with facts set in, would fill a book."""
    names = (name for text in strings.values() for name in PLACEHOLDER.findall(text))
    length = sum(map(len, strings.values()))
    length += sum(len(facts[name].value) for name in names if name in facts)
    if length > MAX_WORDS:
        message = f"{length:,} characters of words, facts set in; {MAX_WORDS:,} are a book"
        yield source.problem((), "too-large", message, "shorten it, or split the guide in two")


def _check_marks(source: Source, location: Location, text: str) -> Iterator[Problem]:
    """Yield a Problem for a text with nothing to read in it, or with bold type that never ends."""
    if text and not any(char.isprintable() and char not in " *" for char in text):
        yield source.problem(location, "bad-value", "there is nothing to read here")
    elif text.count("**") % 2:
        message, hint = "** begins bold type that never ends", "write ** on both sides of the words"
        yield source.problem(location, "bad-value", message, hint, "**")


def _check_fact(
    source: Source, location: Location, name: str, facts: Mapping[str, Fact] | None
) -> Iterator[Problem]:
    shown = f"{{{name}}}"
    if not re.fullmatch(FACT_ID, name):
        message, hint = f"{shown} is no placeholder", "write {fact.id}, with an id of facts.yaml"
        yield source.problem(location, "placeholder-syntax", message, hint, shown)
    elif facts is None:
        return
    elif name not in facts:
        hint = did_you_mean(name, list(facts))
        yield source.problem(location, "unknown-fact", f"no fact {name!r}", hint, shown)
    elif facts[name].confidence == "low":
        message, hint = f"{name!r} is of low confidence", "leave it out of the words"
        yield source.problem(location, "low-confidence", message, hint, shown)
    elif facts[name].kind == "claim":
        message, hint = f"{name!r} is a claim", "name it in guide.yaml, under the step's facts"
        yield source.problem(location, "claim-in-words", message, hint, shown)


def _compare(
    source: Source, location: Location, found: set[str], wanted: set[str]
) -> Iterator[Problem]:
    for name in sorted(wanted - found):
        message = f"the placeholder {{{name}}} of the source is lost"
        hint = "put it where the value is to stand"
        yield source.problem(location, "placeholder-lost", message, hint)
    for name in sorted(found - wanted):
        message = f"the source has no placeholder {{{name}}} here"
        hint = did_you_mean(name, sorted(wanted)) if wanted else "take it out"
        yield source.problem(location, "placeholder-added", message, hint, f"{{{name}}}")


def expected_words(structure: Structure) -> Iterator[Location]:
    """Yield the location of every string that a language's words must have."""
    for key in ("title", "subject", "lead"):
        yield (key,)
    for section in structure.sections:
        yield ("sections", section.id, "title")
        for step in section.steps:
            yield ("sections", section.id, "steps", step.id)
    yield from (("write_in", key) for key in ("title", "never"))
    yield from (("write_in", "fields", field) for field in structure.write_in)
    yield from (("table", key) for key in ("title", "note", "missing"))
    yield from (("table", "columns", column) for column in ("name", *structure.table.columns))
    yield ("links", "title")
    yield from (("phrases", key) for key in ("title", "note"))
    yield from (("phrases", "meanings", phrase) for phrase in structure.phrases)
    card = structure.card
    yield from (("card", key) for key in ("title", "missing", "phrases"))
    yield from (("card", "columns", column) for column in ("name", *card.columns))
    yield from (("card", "write_in", field) for field in card.write_in)
    yield from (("card", "notes", note) for note in card.notes)


def sentences(tree: Tree, where: Location = ()) -> Iterator[tuple[Location, str]]:
    """Yield every string below a tree but the review's, with its location."""
    if isinstance(tree, str):
        yield where, tree
        return
    children: Any = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, child in children:
        if (*where, key) != ("review",):
            yield from sentences(child, (*where, key))
