"""A guide's folder, read whole and held against itself: every key, id, fact and placeholder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from vademecum import grievances
from vademecum.facts import FACT_ID, Fact
from vademecum.guide import ID, MAX_ID, Facts, Guide, Phrases, PressWords, Structure, Words
from vademecum.language import UnknownLanguage, language
from vademecum.problems import Problem, Refused, did_you_mean
from vademecum.source import MAX_PROBLEMS, Location, Source, Tree, read

M = TypeVar("M", bound=BaseModel)
MAX_WORDS: Final = 100_000
"""Of a language, in characters."""
PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
PRESS_PLACEHOLDERS: Final[Mapping[Location, set[str]]] = {
    ("facts-checked",): {"date"},
    ("qr",): {"url"},
}


class Manuscript:
    """Everything read so far of one guide, and everything found wrong with it."""

    def __init__(self, folder: Path, press: Path) -> None:
        self.folder, self.press = folder, press
        self.sources: dict[str, Source] = {}
        self.problems: list[Problem] = []

    def model(self, kind: type[M], path: Path) -> M | None:
        """Read a file as a model; note what is wrong with it."""
        if path.is_relative_to(self.folder) and _leads_out(path, self.folder):
            message, hint = "the file is a link that leads out of the guide", "put a copy here"
            self.problems.append(Problem(shown(path), 0, 0, "unreadable", message, hint))
            return None
        try:
            source = read(path, shown(path))
        except Refused as refused:
            self.problems += refused.problems
            return None
        self.sources[_key(path, self.folder)] = source
        try:
            return kind.model_validate(source.tree)
        except ValidationError as error:
            self.problems += grievances.problems(error, source, kind)
            return None


def load(folder: Path, press: Path) -> tuple[Guide | None, tuple[Problem, ...]]:
    """Read the guide in `folder`, and the press's own words in `press`.

    Return all problems, and the guide of the languages that have none, or None where the guide
    itself is at fault.
    """
    manuscript = Manuscript(folder, press)
    if not _is_there(folder / "guide.yaml"):
        hint = "a guide is a folder with guide.yaml, facts.yaml, phrases.yaml and words/"
        place = shown(folder)
        return None, (Problem(place, 0, 0, "no-guide", "the folder has no guide.yaml", hint),)
    structure = manuscript.model(Structure, folder / "guide.yaml")
    facts = manuscript.model(Facts, folder / "facts.yaml")
    phrases = manuscript.model(Phrases, folder / "phrases.yaml")
    words, press_words = _words(manuscript)
    problems = manuscript.problems
    problems += _check_name(folder)
    if structure and facts and phrases:
        problems += _check_structure(structure, facts.root, phrases, manuscript.sources["guide"])
    if structure:
        problems += _check_languages(manuscript, structure, facts.root if facts else None)
    found = tuple(sorted(set(manuscript.problems)))
    faulty = {problem.file for problem in found if problem.severity == "error"}
    if not (structure and facts and phrases) or shown(folder) in faulty:
        return None, found
    good = {tag: w for tag, w in words.items() if not faulty & _files(manuscript, tag)}
    if structure.source not in good or faulty & {
        manuscript.sources[name].file for name in ("guide", "facts", "phrases")
    }:
        return None, found
    guide = Guide(
        folder.name, structure, facts.root, phrases, good, press_words, manuscript.sources
    )
    return guide, found


def _files(manuscript: Manuscript, tag: str) -> set[str]:
    names = (f"words/{tag}", f"press/{tag}")
    return {manuscript.sources[name].file for name in names if name in manuscript.sources}


def shown(path: Path) -> str:
    """Return the path as a person in this folder would type it, and as a terminal may show it."""
    try:
        name = str(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        name = str(path)
    return name if name.isprintable() else ascii(name)[1:-1]


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return True  # reading it tells what is the matter


def _leads_out(path: Path, folder: Path) -> bool:
    try:
        return not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link to itself: reading it tells
        return False


def _check_name(folder: Path) -> Iterator[Problem]:
    """Yield a Problem unless the folder's name can stand in addresses and style sheets."""
    name = folder.name
    if len(name) > MAX_ID or not re.fullmatch(ID, name):
        message = f"{name[:MAX_ID]!r} is no name for a guide"
        hint = (
            f"use at most {MAX_ID} lower case letters, digits and hyphens; give it as content/name"
        )
        yield Problem(shown(folder), 0, 0, "bad-value", message, hint)


def _key(path: Path, folder: Path) -> str:
    if not path.is_relative_to(folder):
        return f"press/{path.stem}"
    return path.relative_to(folder).with_suffix("").as_posix()


def _words(manuscript: Manuscript) -> tuple[dict[str, Words], dict[str, PressWords]]:
    """Read the words of every language, the guide's and the press's."""
    words: dict[str, Words] = {}
    press_words: dict[str, PressWords] = {}
    paths = sorted((manuscript.folder / "words").glob("*.yaml"))
    if not paths:
        place, hint = shown(manuscript.folder / "words"), "add words/en.yaml, or another tag"
        problem = Problem(place, 0, 0, "missing-words", "no language has words", hint)
        manuscript.problems.append(problem)
    for path in paths:
        try:
            language(path.stem)
        except UnknownLanguage as error:
            hint = "name the file after a BCP 47 tag, such as en, zh-Hans or pt-BR"
            manuscript.problems.append(Problem(shown(path), 0, 0, error.code, str(error), hint))
            continue
        found = manuscript.model(Words, path)
        own = manuscript.model(PressWords, manuscript.press / path.name)
        if found and own:
            words[path.stem], press_words[path.stem] = found, own
    return words, press_words


def _check_structure(
    structure: Structure, facts: Mapping[str, Fact], phrases: Phrases, source: Source
) -> Iterator[Problem]:
    """Yield what guide.yaml names and the other files do not have."""
    for location, fact_id in _named_facts(structure):
        if fact_id not in facts:
            hint = did_you_mean(fact_id, list(facts))
            yield source.problem(location, "unknown-fact", f"no fact {fact_id!r}", hint)
        elif location[0] == "sections" and facts[fact_id].confidence == "low":
            message = f"the step rests on {fact_id!r}, whose confidence is low"
            hint = "take the step out, or find a better source for the fact"
            yield source.problem(location, "low-confidence", message, hint)
        elif location[0] == "table":
            yield from _check_cell(source, location, fact_id, facts[fact_id])
    named: list[tuple[Location, str]] = []
    named += [(("phrases", i), phrase) for i, phrase in enumerate(structure.phrases)]
    named += [(("card", "phrases", i), phrase) for i, phrase in enumerate(structure.card.phrases)]
    for where, phrase in named:
        if phrase not in phrases.phrases:
            hint = did_you_mean(phrase, list(phrases.phrases))
            yield source.problem(where, "unknown-phrase", f"no phrase {phrase!r}", hint)
    sections = [section.id for section in structure.sections]
    if structure.overleaf and structure.overleaf not in sections:
        hint = did_you_mean(structure.overleaf, sections)
        yield source.problem(("overleaf",), "bad-value", "no section has this id", hint)
    yield from _check_tags(structure, source)
    yield from _check_doubles(structure, source)


def _check_cell(source: Source, location: Location, id: str, fact: Fact) -> Iterator[Problem]:
    """Yield what keeps a fact from standing where the table has it."""
    wanted = {"name": "name", "link": "url"}.get(str(location[3]))
    if wanted and fact.kind != wanted:
        message = f"{id!r} is of kind {fact.kind}; a fact of kind {wanted} is expected here"
        yield source.problem(location, "bad-value", message)
    elif fact.kind == "claim":
        message, hint = f"{id!r} is a claim", "name it under the facts of a step"
        yield source.problem(location, "claim-in-words", message, hint)
    elif wanted == "name" and fact.confidence == "low":
        message = f"{id!r} is of low confidence"
        yield source.problem(location, "low-confidence", message, "take the row out")


def _check_doubles(structure: Structure, source: Source) -> Iterator[Problem]:
    """Yield every id that stands twice in a list; the first column is always `name`."""
    table, card = structure.table, structure.card
    lists: dict[Location, tuple[str, ...]] = {
        ("sections",): tuple(section.id for section in structure.sections),
        ("table", "columns"): ("name", *table.columns),
        ("table", "rows"): tuple(row.id for row in table.rows),
        ("write_in",): structure.write_in,
        ("phrases",): structure.phrases,
        ("card", "columns"): ("name", *card.columns),
        ("card", "phrases"): card.phrases,
        ("card", "front"): card.front,
        ("card", "back"): card.back,
        ("card", "write_in"): card.write_in,
    }
    for number, section in enumerate(structure.sections):
        lists["sections", number, "steps"] = tuple(step.id for step in section.steps)
    for where, ids in lists.items():
        before = where[-1] == "columns"
        for index, id in enumerate(ids):
            if id in ids[:index]:
                message = f"{id!r} stands here a second time"
                yield source.problem((*where, index - before), "bad-value", message)


def _check_tags(structure: Structure, source: Source) -> Iterator[Problem]:
    for key in ("source", "place"):
        try:
            language(getattr(structure, key))
        except UnknownLanguage as error:
            yield source.problem((key,), error.code, str(error), "use a BCP 47 tag such as en")


def _named_facts(structure: Structure) -> Iterator[tuple[Location, str]]:
    """Yield every fact that guide.yaml names, with its location."""
    for s, section in enumerate(structure.sections):
        for t, step in enumerate(section.steps):
            for f, fact_id in enumerate(step.facts):
                yield ("sections", s, "steps", t, "facts", f), fact_id
    for r, row in enumerate(structure.table.rows):
        for key in ("name", "link"):
            if getattr(row, key):
                yield ("table", "rows", r, key), getattr(row, key)
        for column, fact_id in row.cells.items():
            yield ("table", "rows", r, "cells", column), fact_id


def _check_languages(
    manuscript: Manuscript, structure: Structure, facts: Mapping[str, Fact] | None
) -> Iterator[Problem]:
    """Yield what is wrong with the words of each language; without facts, all but those."""
    expected = set(expected_words(structure))
    original = manuscript.sources.get(f"words/{structure.source}")
    originals = dict(sentences(original.tree)) if original else {}
    for key, source in manuscript.sources.items():
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
