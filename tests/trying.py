"""How often, and how, random inputs are tried: `TRIES=10 make test` tries ten times as many."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, settings

TRIES = int(os.environ.get("TRIES", "1"))


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
