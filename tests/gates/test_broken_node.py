"""Every shipped example with one node broken, again and again: for a minute, never a stack trace."""

from __future__ import annotations

import os
import random
import shutil
import time
from pathlib import Path

import pytest

from tests.conftest import HOUSE, ROOT
from tests.content.breaking import SCHEMAS, WAYS, broken
from tests.content.test_broken_node import hold
from tests.gates.conftest import MEASURED
from vademecum.content import reading
from vademecum.edition.composition import compose

SECONDS = 15
"""For each example."""
SEED = int(os.environ.get("SEED", "0"))
"""Where the row of broken nodes begins: the same each time, or another with `SEED=7 make gates`."""
EXAMPLES = sorted(path.parent.name for path in ROOT.glob("examples/*/guide.yaml"))


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_broken_example_is_told_of_or_does_no_harm(example: str, tmp_path: Path) -> None:
    folder = tmp_path / example
    shutil.copytree(ROOT / "examples" / example, folder)
    guide, problems = reading.load(folder, HOUSE)
    assert guide is not None, problems
    good = {tag: compose(guide, tag) for tag in guide.languages}
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml"))
    names = sorted(name for name in found if name in SCHEMAS or name.startswith("words/"))
    seed = first = SEED
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        seed += 1
        chance = random.Random(seed)
        case = broken(folder, chance.choice(names), chance.choice(WAYS), chance)
        try:
            if case is not None:
                hold(folder, case, good)
        except Exception as error:
            raise AssertionError(f"seed {seed} of {example}: {case}") from error
    MEASURED.append(f"{seed - first} nodes of {example} broken one by one")
