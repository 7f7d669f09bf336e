"""The cache: whatever is changed, exactly what it touches is made again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from tests.build.changes import CHANGES, TODAY, Change, Shop, card, prepare
from tests.build.test_publish import tree
from tests.conftest import Desk
from tests.trying import left_to_the_gates, one_in
from vademecum.build import clock, portions, production, versions
from vademecum.build.plan import Artifact, Planner, Selection
from vademecum.build.production import Order
from vademecum.content import catalogue
from vademecum.content.reading import GuideReader
from vademecum.setting import shelves, template


class Compiled(BytecodeCache):
    """Templates that were compiled once, by their names: each shop has the press's own."""

    def __init__(self) -> None:
        self.code: dict[tuple[str, str], bytes] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self.code.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


def remembering(compiled: Compiled, *given: Any) -> Environment:
    """Return what finds and renders templates, of which those that were compiled are known."""
    made = shelves.environment(*given)
    made.bytecode_cache = compiled
    return made


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    return Compiled()


@pytest.fixture
def shop(desk: Desk, monkeypatch: pytest.MonkeyPatch, compiled: Compiled) -> Iterator[Shop]:
    templates = desk.folder / "shelf"
    shutil.copytree(template.folder(), templates)
    monkeypatch.setattr(template, "folder", lambda: templates)
    monkeypatch.setattr(template, "environment", partial(remembering, compiled))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    shop = Shop(desk, templates, monkeypatch)
    prepare(shop)
    shop.day(TODAY)
    yield shop
    template._environment.cache_clear()


def keys() -> Mapping[Artifact, str]:
    """Return the key of every artifact, as a build derives it."""
    moment = clock.source_date()
    house = portions.house()
    planner = Planner(moment.isoformat() if moment else "", house.shelves)
    readers = [GuideReader(folder, house) for folder in catalogue.folders(())]
    readings = portions.read(readers, clock.today())
    jobs = (job for one in readings for job in planner.jobs(one.editions, Selection()))
    return {artifact: key for job in jobs for artifact, key in job.keys.items()}


@one_in(9)
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_change_gives_new_keys_to_exactly_what_it_touches(shop: Shop, change: Change) -> None:
    change.before(shop)
    before = keys()
    assert len(before) == len(set(before.values())) == 10
    change.make(shop)
    after = keys()
    assert set(after) == set(before)
    changed = {artifact.path for artifact in after if after[artifact] != before[artifact]}
    assert changed == {artifact.path for artifact in after if change.touches(artifact)}


def test_a_change_in_any_package_of_the_press_gives_every_artifact_a_new_key(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = shop.desk.folder / "press"
    shutil.copytree(versions.PRESS, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(versions, "PRESS", package)
    before, parts = keys(), sorted(package.glob("*/__init__.py"))
    assert len(parts) == 11
    for part in parts:
        file = sorted(part.parent.glob("*.py"))[-1]
        file.write_bytes(file.read_bytes() + b"\n")
        versions._source.cache_clear()
        after = keys()
        assert not set(after.values()) & set(before.values()), part
        before = after


@left_to_the_gates
def test_what_is_made_again_is_what_a_build_without_the_cache_makes(shop: Shop) -> None:
    letters = Order(papers=("letter",))
    first = production.produce(letters)
    assert len(first.made) == 6
    assert production.produce(letters).made == ()
    shop.words("facts.yaml", '"102"', '"103"')
    again = production.produce(letters)
    assert {a.path for a in again.made} == {a.path for a in first.made if card(a)}
    clean = production.produce(replace(letters, output=Path("clean"), cache=False))
    assert len(clean.made) == 6
    assert tree(Path("dist")) == tree(Path("clean"))


@pytest.mark.usefixtures("nothing_set")
def test_what_was_made_once_is_not_made_again_when_a_change_is_taken_back(shop: Shop) -> None:
    production.produce(Order(products=("card",)))
    for old, new in (("102", "103"), ("103", "102")):
        shop.words("facts.yaml", f'"{old}"', f'"{new}"')
        made = production.produce(Order(products=("card",))).made
        assert len(made) == (2 if new == "103" else 0)


@pytest.mark.usefixtures("nothing_set")
def test_without_the_cache_nothing_is_read_from_it_or_left_in_it(shop: Shop) -> None:
    english = Order(products=("card",), languages=("en",), cache=False)
    assert len(production.produce(english).made) == len(production.produce(english).made) == 1
    assert not (shop.desk.folder / "cache").exists()
