"""The words of a language held against the guide, the source language and the facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any, Final

from vademecum.content import asked
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
NOTHING: Final[Mapping[Location, str]] = {}


def check(
    sources: Mapping[str, Source], structure: Structure, facts: Mapping[str, Fact] | None
) -> Iterator[Problem]:
    """Yield what is wrong with the words of each language; without facts, all but those."""
    original = sources.get(f"words/{structure.source}")
    originals = dict(sentences(original.tree)) if original else {}
    wanted = set(asked.words(structure, facts))
    may = set(asked.optional(structure, facts))
    unsaid = dict.fromkeys(_unsaid(sources.get("phrases"), structure), "")
    unsaid |= dict.fromkeys(_unclear(structure), "")
    for key, source in sources.items():
        strings = dict(sentences(source.tree))
        found: Iterator[Problem] = iter(())
        if key.startswith("words/"):
            # What the source language lacks is asked of the others when it is there.
            asks = wanted if source is original or original is None else wanted & set(originals)
            lacking = OF_SOURCE if source is original else LACKING["blocks"]
            asks = asks | (may & set(originals))
            found = chain(
                _check_ids(source, strings, asks, wanted | may, lacking, unsaid),
                _check_placeholders(source, strings, originals, facts),
            )
        elif key == "phrases":
            labels = set(asked.labels(structure, facts))
            extra = set(asked.short_labels(structure, facts))
            if not asked.is_whole(structure, facts):
                extra |= set(asked.all_labels(structure))
            own = {where: text for where, text in strings.items() if where[:1] == ("labels",)}
            found = chain(
                _check_ids(source, own, labels, extra, LACKING["labels"], unsaid),
                _check_placeholders(source, strings, {}, facts),
            )
        elif key.startswith("press/"):
            found = _check_press(source, strings)
        yield from islice(found, MAX_PROBLEMS)


def _unsaid(phrases: Source | None, structure: Structure) -> Iterator[Location]:
    """Yield where it stands what sentences mean, of blocks that name a sentence that is not there.

    That is told of guide.yaml, and no words are asked for, nor too many.
    """
    tree = phrases.tree if phrases and isinstance(phrases.tree, dict) else {}
    known = tree.get("phrases", {})
    for id, block in structure.blocks.items() if phrases else ():
        for path, phrase in block.meanings.items():
            if phrase not in known:
                yield ("blocks", id, *(path[:-1] or path))


def _unclear(structure: Structure) -> Iterator[Location]:
    """Yield where the words stand of blocks that do not go together: guide.yaml is told of it."""
    for id, block in structure.blocks.items():
        if any(block.misfits()):
            yield from (("blocks", id), ("labels", id))


def _check_press(source: Source, strings: Mapping[Location, str]) -> Iterator[Problem]:
    for location in sorted({*strings, *PRESS_PLACEHOLDERS}, key=str):
        found = set(PLACEHOLDER.findall(strings.get(location, "")))
        yield from _compare(source, location, found, PRESS_PLACEHOLDERS.get(location, set()))


def _check_ids(
    source: Source,
    strings: Mapping[Location, str],
    expected: set[Location],
    optional: set[Location],
    lacking: str,
    unsaid: Mapping[Location, str] = NOTHING,
) -> Iterator[Problem]:
    """Yield the ids that lack words, and the words that no id asks for."""
    known = expected | optional
    odd = {**unsaid, **dict(_odd(strings, known))}
    for location, message in odd.items():
        if message:
            yield source.problem(location, "bad-value", message)
    yield from _missing(source, strings, expected, odd, lacking)
    yield from _superfluous(source, strings, known, odd)


def _missing(
    source: Source,
    strings: Mapping[Location, str],
    expected: set[Location],
    odd: Mapping[Location, str],
    lacking: str,
) -> Iterator[Problem]:
    """Yield what lacks words, a whole block once."""
    lost: set[Location] = set()
    for location in sorted(expected - set(strings), key=str):
        top = location
        while top[:-1] and top[:-1] not in source.values:
            top = top[:-1]
        if top in lost or top[:1] in (("title",), ("subject",)) or _is_below(location, odd):
            continue  # the model asks for the guide's own
        lost.add(top)
        message = f"no words for {'.'.join(map(str, top))!r}"
        yield source.key_problem(top[:-1], "missing-words", message, lacking)


def _superfluous(
    source: Source,
    strings: Mapping[Location, str],
    known: set[Location],
    odd: Mapping[Location, str],
) -> Iterator[Problem]:
    """Yield the words that nothing asks for, a whole block once."""
    told: set[Location] = set()
    for location in sorted(set(strings) - known, key=str):
        if location[:1] not in (("blocks",), ("labels",)) or _is_below(location, odd):
            continue
        top = location
        while len(top) > 2 and not any(e[: len(top) - 1] == top[:-1] for e in known):
            top = top[:-1]
        if top in told:
            continue
        told.add(top)
        siblings = sorted({str(e[len(top) - 1]) for e in known if e[: len(top) - 1] == top[:-1]})
        message = f"the guide has no {'.'.join(map(str, top))!r}"
        hint = did_you_mean(str(top[-1]), siblings) if siblings else ""
        yield source.key_problem(top, "superfluous-words", message, hint)


def _is_below(location: Location, odd: Mapping[Location, str]) -> bool:
    return not odd.keys().isdisjoint(_ways(location))


def _ways(location: Location) -> Iterator[Location]:
    """Yield a location and all that stand above it, from the top."""
    return (location[:depth] for depth in range(1, len(location) + 1))


def _odd(strings: Mapping[Location, str], known: set[Location]) -> Iterator[tuple[Location, str]]:
    """Yield each text where a mapping is expected, and the other way round, with what to say.

    That is nothing where the model has said it.
    """
    above = {way for location in known for way in _ways(location)} - known
    for location, text in strings.items():
        if location in above:
            yield location, MAPPING if text and len(location) > 2 else ""
        for way in _ways(location):
            if isinstance(way[-1], int):
                yield way[:-1], ""
            elif way in known and way != location:
                yield way, "a text is expected here" if len(way) > 2 else ""


MAPPING: Final = "a mapping of keys to values is expected here"
LACKING: Final[Mapping[str, str]] = {
    "blocks": "write them here; the source language has them",
    "labels": "write them here, in the language of the place",
}
OF_SOURCE: Final = "write them here, or take out of guide.yaml what asks for them"


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


def sentences(tree: Tree, where: Location = ()) -> Iterator[tuple[Location, str]]:
    """Yield every string below a tree but the review's, with its location."""
    if isinstance(tree, str):
        yield where, tree
        return
    children: Any = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, child in children:
        if (*where, key) != ("review",):
            yield from sentences(child, (*where, key))
