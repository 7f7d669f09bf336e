"""Files to publish in tests, kept in a store of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from vademecum.build import publish
from vademecum.build.cache import cache_folder
from vademecum.build.manifest import Copy
from vademecum.build.plan import Artifact, Selection
from vademecum.build.store import Store
from vademecum.setting.finished import Finished


def store() -> Store:
    return Store(cache_folder() / "tests")


@cache
def one(language: str, data: bytes = b"%PDF", product: str = "checklist") -> Copy:
    key = sha256(f"{language} {product}".encode() + data).hexdigest()
    entry = store().keep(key, Finished(data, 2, 9.5))
    return Copy(Artifact("g", language, product, "a4"), entry, False, "2026-11-23")


def put(
    dist: Path,
    copies: Sequence[Copy],
    selection: Selection,
    made_with: Mapping[str, str],
) -> tuple[Path, ...]:
    with publish.opened(dist) as publication:
        for copy in copies:
            publication.stage(copy.artifact.path, store().data(copy.entry))
        return publication.put(copies, selection, made_with).paths
