"""One broken node is one problem at its lines, or one that names it; or it is as good as before."""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import HOUSE, SMALL
from tests.content.breaking import WAYS, Broken, broken
from tests.trying import one_in, tried
from vademecum.content import reading
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.edition.edition import Edition
from vademecum.problems.problem import Problem

NAMES = ("guide.yaml", "facts.yaml", "phrases.yaml", "words/en.yaml", "words/ar.yaml")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("broken") / SMALL.name
    shutil.copytree(SMALL, folder)
    return folder


def read(folder: Path, case: Broken) -> tuple[Guide | None, tuple[Problem, ...]]:
    """Return what the press reads of a guide with one node broken."""
    path, good = folder / case.name, (folder / case.name).read_bytes()
    try:
        path.write_text(case.text, "utf-8")
        return reading.load(folder, HOUSE)
    finally:
        path.write_bytes(good)


def hold(folder: Path, case: Broken, good: Mapping[str, Edition]) -> None:
    """Fail unless a broken node is told as it should be, or leaves alone what it should."""
    guide, problems = read(folder, case)
    assert all(problem.hint for problem in problems), problems
    if not case.fits:
        assert len(problems) == 1, problems
        assert _is_at(problems[0], folder / case.name, case.lines), (problems[0], case.lines)
    elif case.way != "delete":  # what is deleted leaves behind as much as stood in it
        assert len(problems) <= 1, problems
    for problem in problems:
        known = _is_at(problem, folder / case.name, case.lines) or _is_named(problem, case)
        assert known, (problem, case.lines)
    if not problems:
        assert guide is not None
        _hold_editions({tag: compose(guide, tag) for tag in guide.languages}, case, good)


def _is_at(problem: Problem, path: Path, lines: tuple[int, int]) -> bool:
    return problem.file == str(path) and lines[0] <= problem.line <= lines[1]


def _is_named(problem: Problem, case: Broken) -> bool:
    """Whether a problem that is told elsewhere names what was broken."""
    said = f"{problem.message} {problem.hint}"
    return any(name in said for name in case.names if len(name) > 1)


def _hold_editions(found: Mapping[str, Edition], case: Broken, good: Mapping[str, Edition]) -> None:
    """Fail where words of one language touch another's edition."""
    for tag, edition in found.items():
        if case.name.startswith("words/") and case.name != f"words/{tag}.yaml":
            assert edition == good[tag]


@pytest.fixture(scope="module")
def good(small: Guide, folder: Path) -> Mapping[str, Edition]:
    guide, problems = reading.load(folder, HOUSE)
    assert guide is not None
    assert not problems
    return {tag: compose(guide, tag) for tag in guide.languages}


@one_in(2)
@pytest.mark.parametrize("way", WAYS)
def test_a_broken_node_is_told_at_its_lines_or_does_no_harm(
    folder: Path, good: Mapping[str, Edition], way: str
) -> None:
    @given(st.sampled_from(NAMES), st.randoms(use_true_random=False))
    @tried(max_examples=25)
    def tries(name: str, chance: random.Random) -> None:
        case = broken(folder, name, way, chance)
        if case is not None:
            hold(folder, case, good)

    tries()


def test_every_way_breaks_a_guide_sometimes(folder: Path) -> None:
    """Else the property above would hold of nothing."""
    for way in WAYS:
        cases = [broken(folder, "guide.yaml", way, random.Random(n)) for n in range(12)]
        told = [case for case in cases if case and read(folder, case)[1]]
        assert len(told) > 2, way
