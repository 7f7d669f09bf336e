"""The real guide says on paper what it said in its first form, string by string, in both directions.

`strings.json` holds the strings of the forty PDFs of commit 994b6d3, by language and product, and
each difference since with its reason.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CONTENT
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.edition.edition import Edition, texts

RECORD: dict[str, Any] = json.loads(Path(__file__).with_name("strings.json").read_text("utf-8"))
OLD: dict[str, dict[str, list[str]]] = RECORD["strings"]
KINDS = ("came", "gone")
TYPED = str.maketrans("\u2011\u00a0\u202f", "-  ")
"""The first form kept lines together by characters that nobody types."""


def said(edition: Edition, product: str) -> set[str]:
    made = edition.made[product]
    return {str(text).translate(TYPED) for text in texts((made.panels, made.colophon))}


def expected(tag: str, product: str, kind: str) -> set[str]:
    """Return the strings that came to a product in a language, or went, for a recorded reason."""
    found = [d for d in RECORD["differences"] if (d["language"], d["product"]) == (tag, product)]
    return {string.translate(TYPED) for d in found for string in d.get(kind, ())}


@pytest.mark.parametrize("tag", sorted(OLD))
@pytest.mark.parametrize("product", ["checklist", "card"])
def test_no_string_was_lost_and_none_came_without_a_reason(
    russia: Guide, tag: str, product: str
) -> None:
    now, before = (
        said(compose(russia, tag), product),
        {old.translate(TYPED) for old in OLD[tag][product]},
    )
    assert len(before) > 20
    assert now - before == expected(tag, product, "came")
    assert before - now == expected(tag, product, "gone")


def test_translations_are_on_record_as_made_from_the_same_sentences(russia: Guide) -> None:
    """Nobody accepted anything for the new form: only the keys are other ones."""
    record = json.loads((CONTENT / russia.id / "translations.json").read_text("utf-8"))
    english = dict(_strings(russia.sources["words/en"].tree))
    english |= {f"press.{k}": v for k, v in _strings(russia.sources["press/en"].tree)}
    assert set(record) == set(OLD) - {"en"}
    for hashes in record.values():
        found = [[english[key], value] for key, value in hashes.items()]
        # The press may say more since; what it said before the new form, it says still.
        added = [pair for pair in found if pair not in RECORD["sources"]]
        assert {tuple(pair) for pair in added} <= {
            (english[k], hashes[k]) for k in hashes if k.startswith("press.")
        }
        assert sorted(pair for pair in found if pair not in added) == RECORD["sources"]


def _strings(tree: Any, where: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    if isinstance(tree, str):
        yield ".".join(where), tree
    else:
        for key, child in tree.items():
            if (*where, key) != ("review",):
                yield from _strings(child, (*where, key))


def test_each_difference_has_a_reason() -> None:
    for difference in RECORD["differences"]:
        assert len(difference["why"].split()) >= 3
        assert any(difference.get(kind) for kind in KINDS)
