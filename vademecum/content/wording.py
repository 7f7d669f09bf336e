"""The words of a language held against the guide, the source language and the facts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import chain, islice
from typing import Any, Final

from vademecum.content import asked, matching, typed
from vademecum.content.facts import Fact
from vademecum.content.guide import Structure
from vademecum.content.kinds.registry import FACT_KINDS
from vademecum.content.matching import Wanted
from vademecum.content.source import Source
from vademecum.content.tree import MAX_PROBLEMS, Location, Tree
from vademecum.problems.problem import Problem, did_you_mean, nearest, perhaps
from vademecum.text.markup import FACT_ID, PLACEHOLDER, is_torn

MAX_WORDS: Final = 100_000
"""Of a language, in characters."""
PRESS_PLACEHOLDERS: Final[Mapping[Location, set[str]]] = {
    ("facts-checked",): {"date"},
    ("good-until",): {"date"},
    ("made-by",): {"name"},
    ("corrections",): {"contact"},
    ("qr",): {"url"},
    ("sheet-language",): {"language", "tag"},
    ("site-pages",): {"count"},
    ("site-expired",): {"date"},
    ("site-written-by",): {"name"},
    ("site-translated-by",): {"name"},
    ("site-reviewed-by",): {"name", "date"},
    ("site-mistake",): {"contact"},
}


def check(
    sources: Mapping[str, Source], structure: Structure, facts: Mapping[str, Fact] | None
) -> Iterator[Problem]:
    """Yield what is wrong with the words of each language; without facts, all but those."""
    original = sources.get(f"words/{structure.source}")
    originals = dict(sentences(original.tree)) if original else {}
    asking = _Asking(sources, structure, facts, original, frozenset(originals))
    # Of a fact that is not there and that guide.yaml names too, it is told.
    named = frozenset(use.fact for block in structure.blocks.values() for use in block.facts())
    told = named - set(facts or ())
    for key, source in sources.items():
        strings = dict(sentences(source.tree))
        found: Iterator[Problem] = iter(())
        if key.startswith("words/"):
            wanted = asking.words(source)
            found = chain(
                matching.check(source, strings, wanted),
                _check_placeholders(
                    source,
                    matching.sound(strings, wanted),
                    {} if source is original else originals,
                    facts,
                    told,
                ),
                typed.check_codes(
                    source, strings, None if source is original else originals, facts or {}
                ),
                typed.check_spaces(source, strings),
            )
        elif key == "phrases":
            own = {where: text for where, text in strings.items() if where[:1] == ("labels",)}
            found = chain(
                matching.check(source, own, asking.labels()),
                _check_placeholders(
                    source, matching.sound(strings, asking.labels()), {}, facts, told
                ),
                typed.check_codes(source, _own(strings), None, facts or {}),
                typed.check_spaces(source, strings),
            )
        elif key.startswith(("press/", "house/")):
            found = _check_press(source, strings)
        found = chain(found, typed.check_comments(source, _texts(key, source.tree)))
        yield from islice(found, MAX_PROBLEMS)


def _texts(key: str, tree: Tree) -> Iterator[Location]:
    """Yield where the texts of a file stand to which a # may belong."""
    yield from (("review", "made_by"), ("review", "reviewed_by"))
    if key.startswith(("words/", "press/", "house/")) or key == "phrases":
        yield from (location for location, _ in sentences(tree))
    elif key in ("facts", "pictures") and isinstance(tree, dict):
        for id, row in tree.items():
            kind = FACT_KINDS.get(str(row.get("kind")), Fact) if isinstance(row, dict) else Fact
            texts = {"source", "licence", *(("value", "in") if kind.lettered else ())}
            yield from (
                where for where, _ in sentences(row, (id,)) if where[1:2] and where[1] in texts
            )


class _Asking:
    """What a guide asks its files for; what one of them is told of, the others are not."""

    def __init__(
        self,
        sources: Mapping[str, Source],
        structure: Structure,
        facts: Mapping[str, Fact] | None,
        original: Source | None,
        said: frozenset[Location],
    ) -> None:
        self.structure, self.facts, self.original, self.said = structure, facts, original, said
        self.must = frozenset(asked.words(structure, facts))
        self.may = frozenset(asked.optional(structure, facts))
        self.unsaid = frozenset({*_unsaid(sources.get("phrases"), structure), *_unclear(structure)})
        known = self.must | self.may
        self.unclear = frozenset(_misnamed(structure, facts))
        self.in_guide = frozenset(asked.not_there(structure))
        self.in_source = matching.names(matching.superfluous(said, known), known)

    def words(self, source: Source) -> Wanted:
        """Return what a language's words must have and may have.

        What the source language lacks is asked of the others when it is there.
        """
        extra = self.may & self.said
        if source is self.original:
            may, told = self.may | self.must, self.in_guide
            return Wanted(self.must | extra, may, self.unsaid, told, self.unclear, OF_SOURCE)
        must = self.must & self.said if self.original else self.must
        told = self.in_guide | self.in_source
        may, cure = self.may | self.must, LACKING["blocks"]
        return Wanted(must | extra, may, self.unsaid, told, self.unclear, cure)

    def labels(self) -> Wanted:
        """Return what labels there must be and may be."""
        must = frozenset(asked.labels(self.structure, self.facts))
        may = {*must, *asked.short_labels(self.structure, self.facts)}
        may |= set(asked.spare_labels(self.structure, self.facts))
        if not asked.is_whole(self.structure, self.facts):
            may |= set(asked.all_labels(self.structure))
        lacking = self.must - self.said if self.original else frozenset()
        must -= {_label(location) for location in lacking}
        told = {(_label(block), id) for block, id in self.in_guide | self.in_source}
        cure = LACKING["labels"]
        return Wanted(must, frozenset(may), self.unsaid, frozenset(told), self.unclear, cure)


def _label(location: Location) -> Location:
    """Return where the words of the place stand that say the same."""
    return ("labels", *location[1:]) if location[:1] == ("blocks",) else location


def _own(strings: Mapping[Location, str]) -> dict[Location, str]:
    """Return the words of phrases.yaml without how they sound."""
    return {where: text for where, text in strings.items() if where[-1:] != ("romanization",)}


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


def _misnamed(structure: Structure, facts: Mapping[str, Fact] | None) -> Iterator[Location]:
    """Yield where the words stand of blocks that name a fact that is not there.

    It may have stood for words, as in a cell: of those that are too many nothing is said.
    """
    for id, block in structure.blocks.items() if facts is not None else ():
        if any(use.fact not in (facts or ()) for use in block.facts()):
            yield from (("blocks", id), ("labels", id))


def _check_press(source: Source, strings: Mapping[Location, str]) -> Iterator[Problem]:
    for location, text in strings.items():
        found = set(PLACEHOLDER.findall(text))
        yield from _compare(source, location, found, PRESS_PLACEHOLDERS.get(location, set()))


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
    told: frozenset[str],
) -> Iterator[Problem]:
    """Yield bad markup and placeholders, and those that differ from the source language's.

    Of what is `told` elsewhere nothing is said, and of a fact that is not there once a file.
    """
    unknown = set[str]()
    yield from _check_length(source, strings, facts or {})
    for location, text in strings.items():
        yield from _check_marks(source, location, text)
        if is_torn(text):
            hint = "write {fact.id} with one brace on either side"
            yield source.problem(location, "placeholder-syntax", "a brace stands alone", hint)
        found = set(PLACEHOLDER.findall(text))
        original = originals.get(location, "")
        wanted = set(PLACEHOLDER.findall(original))
        # What the source language says too is told of it there.
        faults = {
            n: [*_check_fact(source, location, n, facts)]
            for n in sorted(found.union(wanted) - told)
        }
        own = {name: faults[name] for name in faults if name not in wanted | unknown}
        yield from chain.from_iterable(own.values())
        unknown |= {name for name in own if facts is not None and name not in facts}
        if location in originals:
            faulty = {name for name, problems in faults.items() if problems} | (wanted & told)
            # One that lacks a brace is neither lost nor added.
            torn = is_torn(text) or is_torn(original)
            # Of a fact that one of the two types, it is told that it is typed.
            pairs = ((text, original), (original, text))
            coded = {id for pair in pairs for id in typed.stand_ins(*pair, facts or {})}
            yield from _compare(
                source, location, found - coded, (found if torn else wanted) - coded, faulty
            )


def _check_length(
    source: Source, strings: Mapping[Location, str], facts: Mapping[str, Fact]
) -> Iterator[Problem]:
    """Yield a Problem where words, with facts set in, would fill a book."""
    names = (name for text in strings.values() for name in PLACEHOLDER.findall(text))
    length = sum(map(len, strings.values()))
    length += sum(len(str(facts[name].value)) for name in names if name in facts)
    if length > MAX_WORDS:
        message = f"{length:,} characters of words, facts set in; {MAX_WORDS:,} are a book"
        yield source.problem((), "too-large", message, "shorten it, or split the guide in two")


def _check_marks(source: Source, location: Location, text: str) -> Iterator[Problem]:
    """Yield a Problem for a text with nothing to read in it, or with bold type that never ends."""
    if text and not any(char.isprintable() and char not in " *" for char in text):
        yield source.problem(location, "bad-value", "there is nothing to read here", "write it")
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
    elif not facts[name].serves("print"):
        message = f"{name!r} is a claim"
        hint = "say it in words, and name it in guide.yaml, under `rests_on`"
        yield source.problem(location, "claim-in-words", message, hint, shown)


def _compare(
    source: Source,
    location: Location,
    found: set[str],
    wanted: set[str],
    faulty: Collection[str] = (),
) -> Iterator[Problem]:
    """Yield placeholders that are lost or added; `faulty` ones have been told of.

    One that is added most likely stands for one that is lost, of which then nothing is said; nor
    of what may stand for a faulty one of the source.
    """
    lost, added = wanted - found, sorted(found - wanted)
    unclear = len(lost.intersection(faulty))
    lost -= set(faulty)
    for name in added:
        meant = nearest(name, lost) or (min(lost) if len(lost) == 1 else None)
        if meant is None and unclear and name not in faulty:
            unclear -= 1
        elif name not in faulty:
            message = f"the source has no placeholder {{{name}}} here"
            hint = did_you_mean(name, sorted(wanted)) if wanted else "take it out"
            hint = perhaps(name, meant) if meant else hint
            yield source.problem(location, "placeholder-added", message, hint, f"{{{name}}}")
        lost -= {meant}
    for name in sorted(lost):
        message = f"the placeholder {{{name}}} of the source is lost"
        hint = "put it where the value is to stand"
        yield source.problem(location, "placeholder-lost", message, hint)


def sentences(tree: Tree, where: Location = ()) -> Iterator[tuple[Location, str]]:
    """Yield every string below a tree but the review's, with its location."""
    if isinstance(tree, str):
        yield where, tree
        return
    children: Any = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, child in children:
        if (*where, key) != ("review",):
            yield from sentences(child, (*where, key))
