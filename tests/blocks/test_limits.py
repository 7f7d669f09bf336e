"""How much a block may hold: the most is taken, and one more is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from tests.blocks.guides import ADAPTER
from vademecum.blocks.block import FactId, Id

Makes = Callable[[int], dict[str, Any]]


def ids(count: int) -> list[str]:
    return [f"id-{number}" for number in range(count)]


def fields(**entry: Any) -> dict[str, Any]:
    return {"kind": "fields", "entries": [{"id": "a", **entry}]}


def rows(count: int = 1, **row: Any) -> list[dict[str, Any]]:
    return [{"id": id, **row} for id in ids(count)]


MOST: dict[str, tuple[int, Makes]] = {
    "claims of a block": (20, lambda n: {"kind": "callout", "level": "info", "rests_on": ids(n)}),
    "claims of an item": (
        20,
        lambda n: {"kind": "list", "items": [{"id": "a", "rests_on": ids(n)}]},
    ),
    "items": (60, lambda n: {"kind": "list", "items": rows(n)}),
    "items of an item": (40, lambda n: {"kind": "list", "items": [{"id": "a", "items": rows(n)}]}),
    "paragraphs": (40, lambda n: {"kind": "text", "paragraphs": ids(n)}),
    "sentences": (60, lambda n: {"kind": "phrases", "phrases": ids(n)}),
    "QR codes": (24, lambda n: {"kind": "qr", "codes": rows(n, target="f")}),
    "columns": (12, lambda n: {"kind": "table", "columns": ids(n), "rows": rows()}),
    "rows": (40, lambda n: {"kind": "table", "rows": rows(n)}),
    "cells": (
        12,
        lambda n: {
            "kind": "table",
            "columns": ids(12),
            "rows": rows(cells=dict.fromkeys(ids(n), "f")),
        },
    ),
    "fields": (40, lambda n: {"kind": "fields", "entries": rows(n)}),
    "boxes to tick": (24, lambda n: fields(choice=ids(n))),
    "values": (12, lambda n: fields(value=ids(n))),
    "lines": (20, lambda n: fields(lines=n)),
    "digits of a comb": (24, lambda n: fields(comb={"digits": n})),
    "groups of a comb": (8, lambda n: fields(comb={"digits": n, "groups": [1] * n})),
}
"""What a block holds, by name: how many at most, and a block that holds so many."""
LEAST = sorted({*MOST} - {"claims of a block", "claims of an item", "items of an item", "columns",
                          "cells", "groups of a comb"})  # fmt: skip


@pytest.mark.parametrize("name", MOST)
def test_the_most_is_taken_and_one_more_is_refused(name: str) -> None:
    most, block = MOST[name]
    ADAPTER.validate_python(block(most))
    with pytest.raises(ValidationError) as caught:
        ADAPTER.validate_python(block(most + 1))
    assert str(most) in str(caught.value)


@pytest.mark.parametrize("name", LEAST)
def test_one_is_enough_and_none_is_refused(name: str) -> None:
    _, block = MOST[name]
    ADAPTER.validate_python(block(1))
    with pytest.raises(ValidationError):
        ADAPTER.validate_python(block(0))


@pytest.mark.parametrize(("kind", "most"), [(Id, 60), (FactId, 100)])
def test_an_id_has_a_length(kind: Any, most: int) -> None:
    adapter: TypeAdapter[str] = TypeAdapter(kind)
    adapter.validate_python("x" * most)
    with pytest.raises(ValidationError):
        adapter.validate_python("x" * (most + 1))
