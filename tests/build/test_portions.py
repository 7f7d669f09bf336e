"""Guides are read a few languages at a time, and no file twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import Desk
from vademecum.build import portions
from vademecum.build.production import Order, produce
from vademecum.content import reading
from vademecum.content.source import Source, read


@pytest.mark.parametrize("at_once", [16, 1])
def test_a_build_reads_each_file_of_a_guide_once(
    desk: Desk, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: Counter[str] = Counter()

    def counted(path: Path, name: str | None = None, inside: Path | None = None) -> Source:
        found[path.name] += path.is_relative_to("content")
        return read(path, name, inside)

    monkeypatch.setattr(reading, "read", counted)
    monkeypatch.setattr(portions, "AT_ONCE", at_once)
    # So that the build ends before anything is set.
    desk.edit("words/ar.yaml", "{fine}", "{finne}")
    assert produce(Order()).code == 1
    assert {name: number for name, number in found.items() if number} == {
        "guide.yaml": 1,
        "facts.yaml": 1,
        "phrases.yaml": 1,
        "en.yaml": 1 if at_once == 16 else 2,  # the words that all others are held against
        "ar.yaml": 1,
    }
