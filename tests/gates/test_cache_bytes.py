"""Whatever is changed, a build with the cache publishes what a build without it does, to the byte."""

from pathlib import Path

import pytest

from tests.build.changes import CHANGES, Change, Shop
from tests.build.test_cache import compiled, shop
from tests.build.test_publish import tree
from vademecum.build import production
from vademecum.build.production import Order

__all__ = ["compiled", "shop"]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_build_after_a_change_is_as_good_as_new(shop: Shop, change: Change) -> None:
    change.before(shop)
    before = production.produce(Order(workers=2))
    assert len(before.made) == 10
    change.make(shop)
    after = production.produce(Order(workers=2))
    assert after.code == 0
    assert set(after.made) == {a for a in before.made if change.touches(a)}
    production.produce(Order(workers=2, output=Path("clean"), cache=False))
    assert tree(Path("dist")) == tree(Path("clean"))
    assert Path("dist/manifest.json").read_bytes() == Path("clean/manifest.json").read_bytes()
