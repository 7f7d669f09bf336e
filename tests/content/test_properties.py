"""Properties that hold of any content, tried with random ones."""

from __future__ import annotations

import inspect
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import HOUSE, SMALL
from tests.trying import tried
from vademecum.content import reading
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.edition.edition import Edition
from vademecum.problems.codes import CODES
from vademecum.problems.problem import Problem
from vademecum.setting import fonts
from vademecum.setting.fonts import Typefaces
from vademecum.setting.template import pour as poured

NAMES = ("guide.yaml", "facts.yaml", "phrases.yaml", "words/en.yaml", "words/ar.yaml")
GOOD = {name: (SMALL / name).read_bytes() for name in NAMES}
LINE_END = re.compile(r"\r\n|\r|\n")


@contextmanager
def desk_with(name: str, data: bytes) -> Iterator[Path]:
    """Yield a folder with the small guide, one of its files replaced."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "small"
        shutil.copytree(SMALL, folder)
        (folder / name).write_bytes(data)
        yield folder


def is_within(problem: Problem) -> bool:
    """Whether a problem names a place that its file has."""
    path = Path(problem.file)
    if problem.line == 0:
        return problem.column == 0
    lines = LINE_END.split(path.read_bytes().decode("utf-8", "replace"))
    return (
        1 <= problem.line <= len(lines) and 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    )


def missing_glyphs(guide: Guide, edition: Edition) -> list[Problem]:
    """Return what `fonts.coverage` finds, whether or not it asks for the guide too."""
    coverage: Callable[..., Iterator[Problem]] = fonts.coverage
    known = {"guide": guide, "edition": edition}
    asked = (name for name in inspect.signature(coverage).parameters if name in known)
    return list(coverage(*(known[name] for name in asked)))


def hold_the_promise(name: str, data: bytes) -> None:
    """Fail unless the guide with this file is refused with its places, or can be set."""
    with desk_with(name, data) as folder:
        guide, problems = reading.load(folder, HOUSE)
        for problem in problems:
            assert problem.code in CODES
            assert is_within(problem), problem
            assert len(str(problem)) < 2000
        assert guide or problems
        for tag in guide.languages if guide else ():
            assert guide is not None
            edition = compose(guide, tag)
            assert isinstance(edition, Edition)
            if not missing_glyphs(guide, edition):
                pour(edition)


def pour(edition: Edition) -> None:
    """Fail unless the edition can be poured into the template, product by product."""
    typefaces = Typefaces(("own",), ("place",), ())
    assert edition.made
    for made in edition.made.values():
        assert poured(edition, typefaces, made.product).html


# What people and machines put where words belong.
ODD = st.sampled_from(
    ["", " ", "**", "a**", "****", "{", "}}", "{}", "{0}", "{mts.name}", "{nothing}", "{a.__b__}",
     "no", "null", "-1", "0x10", "9" * 400, "1e999", "2026-11-23", "9999-12-31", "0001-01-01",
     "⛵", "\u202e", "\x07", "\x85", "\u2028", "\ufeff", "\u200b", "e\u0301", "٣", "[key]", "*a",
     "&a b", "!t x", "https://[", "https://mts.ru/\"'<b>", "x" * 3000, "a-" * 900, "name", "claim",
     "xx", "zh-Hant", "fa", "root", "en-US", "<b>", "MTS", "112", "*100#", "kiosk.identity"]
)  # fmt: skip
TEXT = st.one_of(ODD, st.text(max_size=12))
TREE = st.recursive(
    TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


def paths(tree: Any, where: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where every node but the root stands."""
    children = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, child in children:
        yield (*where, key)
        if isinstance(child, dict | list):
            yield from paths(child, (*where, key))


def inside(tree: Any, where: tuple[Any, ...]) -> Any:
    for key in where:
        tree = tree[key]
    return tree


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw a file of the small guide with one to three nodes dropped, doubled or replaced."""
    name = draw(st.sampled_from(NAMES))
    tree = yaml.load(GOOD[name], yaml.BaseLoader)
    for _ in range(draw(st.integers(1, 3))):
        where = draw(st.sampled_from(list(paths(tree)) or [()]))
        if not where:
            break
        parent, key = inside(tree, where[:-1]), where[-1]
        what = draw(st.sampled_from(["drop", "double", "rename", "replace", "replace", "replace"]))
        if what == "drop":
            del parent[key]
        elif what == "replace":
            parent[key] = draw(TREE)
        elif isinstance(parent, list):
            parent.insert(key, parent[key])
        else:
            other = draw(st.sampled_from([*parent, "new", "[key]"]) if what == "double" else TEXT)
            parent[other] = parent[key] if what == "double" else parent.pop(key)
    text = yaml.dump(tree, allow_unicode=draw(st.booleans()), Dumper=PlainDumper)
    return name, text.encode("utf-8", "backslashreplace")


class PlainDumper(yaml.SafeDumper):
    """Writes no aliases: a doubled node is written twice."""

    def ignore_aliases(self, data: object) -> bool:
        return True


@st.composite
def scribbled(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw a file of the small guide with bytes put in, taken out or ended early."""
    name = draw(st.sampled_from(NAMES))
    data = GOOD[name]
    scraps = st.one_of(
        st.binary(max_size=4),
        ODD.map(lambda text: text.encode()),
        st.sampled_from([b"\r", b"\r\n", b"\n", b"\t", b"\x00", b"\n---\n", b": ", b"- ", b"'"]),
    )
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 0, 1, 2, 20, 10_000])))
        data = data[:start] + draw(scraps) + data[end:]
    return name, data


# Each of these once crashed the press, or named a place outside its file.
@example("words/en.yaml", b"A")
@example("words/ar.yaml", b"{")
@example("facts.yaml", b"?")
@example("guide.yaml", GOOD["guide.yaml"].replace(b"source: en", b"source: fa"))
@example("facts.yaml", b"'[key]': x")
@example("guide.yaml", b"a: 'x\r")
@example("words/en.yaml", GOOD["words/en.yaml"].replace(b"Do this in order.", b"'**'"))
@example("phrases.yaml", GOOD["phrases.yaml"].replace(b"Dayte", b"Dayte {nothing}"))
@given(st.sampled_from(NAMES), st.binary(max_size=60))
@tried(max_examples=20)
def test_any_bytes_are_refused_or_can_be_set(name: str, data: bytes) -> None:
    hold_the_promise(name, data)


@given(st.sampled_from(NAMES), TREE)
@tried(max_examples=30)
def test_any_tree_is_refused_or_can_be_set(name: str, tree: Any) -> None:
    hold_the_promise(name, yaml.dump(tree, Dumper=PlainDumper).encode("utf-8"))


@given(mutated())
@tried(max_examples=40)
def test_a_guide_with_changed_nodes_is_refused_or_can_be_set(change: tuple[str, bytes]) -> None:
    hold_the_promise(*change)


@given(scribbled())
@tried(max_examples=25)
def test_a_guide_that_was_scribbled_on_is_refused_or_can_be_set(change: tuple[str, bytes]) -> None:
    hold_the_promise(*change)
