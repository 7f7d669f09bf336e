"""How much is tried: `TRIES=10 make test` tries ten times as many random inputs.

With `WHOLE=1` every sweep is made whole, as the gates do; the suite makes a part of each.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings

TRIES = int(os.environ.get("TRIES", "1"))
WHOLE = bool(os.environ.get("WHOLE"))
T = TypeVar("T")

left_to_the_gates = pytest.mark.skipif(not WHOLE, reason="left to the gates")
"""Marks what takes too long for the suite, and is a sweep of what it tries in part."""


def one_in(many: int) -> pytest.MarkDecorator:
    """Return what leaves most rows of a sweep to the gates; the suite makes one in so many."""
    return pytest.mark.one_in(many)


def thinned(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Return the tests that a run makes: of a sweep one row in so many, in the gates all."""
    rows: Counter[str] = Counter()
    found: list[pytest.Item] = []
    for item in items:
        mark, test = item.get_closest_marker("one_in"), item.nodeid.partition("[")[0]
        if WHOLE or mark is None or rows[test] % mark.args[0] == 0:
            found.append(item)
        rows[test] += 1
    return found


def swept(whole: Sequence[T], *part: T) -> tuple[T, ...]:
    """Return what a sweep goes over: in the gates all there is, in the suite a part of it."""
    assert all(one in whole for one in part)
    return tuple(whole) if WHOLE else part


def tried(max_examples: int, **more: Any) -> settings:
    """Return how a property is tried: with so many examples, the same each time."""
    return settings(
        max_examples=max_examples * TRIES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        **more,
    )
