"""The version of an edition: what it says, as hashes, whoever sets it and on whatever day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, Final

from vademecum.content.facts import Fact
from vademecum.content.guide import Guide
from vademecum.content.tree import Tree, dotted
from vademecum.text.language import Language
from vademecum.text.runs import Text

DIGITS: Final = 8
"""How many hexadecimal digits a hash has, of the 64 of SHA-256."""
OF_FACT: Final = frozenset({"kind", "value", "confidence"})
"""The keys of a fact by which paper changes, beside `in`; not where it comes from, nor when."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The hashes of what an edition says: 8 hexadecimal digits each.

    `words` are by their dotted place in the file, such as blocks.top.title, with the names of facts
    for their values; `facts` and `pictures` are by their ids.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """The version of the edition, 8 hexadecimal digits, which paper carries as `?v=`."""
        return _hash({name: dict(hashes) for name, hashes in asdict(self).items()})


def contents(
    guide: Guide, languages: Iterable[Language], texts: Iterable[Text], facts: Iterable[str]
) -> Contents:
    """Return what texts of a guide and the facts that they rest on come to.

    `languages` are the reader's and the place's: of a name, what others call it is left out.
    """
    places = {(text.source, text.location) for text in texts if _is_of_guide(text)}
    tongues = {language.tag: language for language in languages}
    return Contents(
        {dotted(at): _hash(_at(guide.sources[name].tree, at)) for name, at in sorted(places)},
        {id: _hash(_said(guide.facts[id], tongues.values())) for id in sorted(facts)},
    )


def _is_of_guide(text: Text) -> bool:
    """Whether a text is of the guide's own words: no fact alone, nor what the press says."""
    return text.source == "phrases" or text.source.startswith("words/")


def _at(tree: Tree, location: tuple[str, ...]) -> Tree:
    for key in location:
        assert isinstance(tree, dict), location
        tree = tree[key]
    return tree


def _said(fact: Fact, languages: Iterable[Language]) -> dict[str, Any]:
    """Return what of a fact can change what an edition shows, as plain data."""
    said = fact.model_dump(mode="json", include=set(OF_FACT), exclude_defaults=True)
    if any(fact.tags):
        names = {one.tag: fact.printed(one, None) for one in languages}
        said["in"] = {tag: name for tag, name in names.items() if name != fact.value}
    return {key: value for key, value in said.items() if value != {}}


def _hash(value: Any) -> str:
    """Return the hash of plain data: of its JSON with sorted keys and nothing but ASCII."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("ascii")).hexdigest()[:DIGITS]
