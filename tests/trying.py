"""How much is tried: `TRIES=10 make test` tries ten times as many random inputs.

With `WHOLE=1` every sweep is made whole, as the gates do; the suite makes a part of each.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings

TRIES = int(os.environ.get("TRIES", "1"))
WHOLE = bool(os.environ.get("WHOLE"))
T = TypeVar("T")

left_to_the_gates = pytest.mark.skipif(not WHOLE, reason="left to the gates")
"""Marks what takes too long for the suite, and is a sweep of what it tries in part."""


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
