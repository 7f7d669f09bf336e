"""The version of an edition: what it says, as hashes, whoever sets it and on whatever day."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from vademecum.blocks.image import Image
from vademecum.content.facts import Fact
from vademecum.content.guide import Guide
from vademecum.content.releases import Contents, hashed
from vademecum.content.tree import below, dotted
from vademecum.text.language import Language
from vademecum.text.runs import Text

OF_FACT: Final = frozenset({"kind", "value", "confidence"})
"""The keys of a fact by which paper changes, beside `in`; not where it comes from, nor when."""
OTHERS: Final = frozenset({"", "facts", "press", "house"})
"""The sources of texts that are no words of the guide: facts count by themselves."""


def contents(
    guide: Guide,
    languages: Iterable[Language],
    texts: Iterable[Text],
    facts: Iterable[str],
    images: Iterable[Image],
) -> Contents:
    """Return what texts of a guide, the facts that they rest on and its pictures come to.

    `languages` are the reader's and the place's: of a name, what others call it is left out.
    """
    places = {(text.source, text.location) for text in texts if _is_of_guide(text)}
    tongues = {language.tag: language for language in languages}
    files = groupby(sorted({(image.id, image.digest) for image in images}), itemgetter(0))
    return Contents(
        {dotted(at): hashed(below(guide.sources[name].tree, at)) for name, at in sorted(places)},
        {id: hashed(_said(guide.facts[id], tongues.values())) for id in sorted(facts)},
        {id: hashed([digest for _, digest in found]) for id, found in files},
    )


def _is_of_guide(text: Text) -> bool:
    """Whether a text is of the guide's own words: no fact alone, nor what the press says."""
    return text.source.partition("/")[0] not in OTHERS


def _said(fact: Fact, languages: Iterable[Language]) -> dict[str, Any]:
    """Return what of a fact can change what an edition shows, as plain data."""
    said = fact.model_dump(mode="json", include=set(OF_FACT), exclude_defaults=True)
    if any(fact.tags):
        names = {one.tag: fact.printed(one, None) for one in languages}
        said["in"] = {tag: name for tag, name in names.items() if name != fact.value}
    return {key: value for key, value in said.items() if value != {}}
