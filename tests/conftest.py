"""What the tests share: a small guide to break, and the real one, printed once."""

from __future__ import annotations

import fcntl
import gc
import os
import pickle
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from tests.trying import swept, thinned
from vademecum.build import making
from vademecum.build.plan import Artifact, Job, Planner, Selection
from vademecum.content import reading
from vademecum.content.guide import Guide
from vademecum.content.house import House
from vademecum.edition.composition import compose
from vademecum.problems.problem import Problem
from vademecum.setting import template
from vademecum.setting.finished import Finished

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
SMALL = Path(__file__).parent / "small"
HOUSE = House(template.folder())
EVERYTHING = Selection()
LANGUAGES = swept(("en", "ar", "hi", "ko", "ru", "th", "tr", "zh-Hans"), "en", "ar")
"""The languages in which paper of the real guide is looked at."""
T = TypeVar("T")


@dataclass(frozen=True)
class Desk:
    """A folder with a copy of the small guide in content/small, where the test now stands."""

    folder: Path

    @property
    def guide(self) -> Path:
        return self.folder / "content" / "small"

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace some text of a file of the guide, which must be there."""
        path = self.guide / name
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), "utf-8")

    def load(self) -> tuple[Guide | None, tuple[Problem, ...]]:
        return reading.load(self.guide, HOUSE)

    def problems(self) -> tuple[Problem, ...]:
        return self.load()[1]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "one_in(many): the suite makes one row in so many")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = thinned(items)


def pytest_collection_finish() -> None:
    """Let no collection of garbage look at the tests themselves, which stay to the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[None]:
    """Give the press a store and a ledger of its own, which begin empty.

    The processes that tests start compile modules once for all, wherever the press may stand.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        patch.setenv("PYTHONPYCACHEPREFIX", str(shared / "bytecode"))
        yield


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return settled(tmp_path, monkeypatch)


def settled(folder: Path, patch: pytest.MonkeyPatch) -> Desk:
    """Return a desk in a folder, where the test stands from now on, with a cache of its own."""
    shutil.copytree(SMALL, folder / "content" / "small")
    patch.chdir(folder)
    patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    return Desk(folder)


@pytest.fixture
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each file that a job makes hold its key alone, where no test looks at the paper."""

    def files(job: Job) -> dict[Artifact, Finished]:
        return {a: Finished(f"%PDF-1.7\n%{key}\n".encode(), 2, 7.0) for a, key in job.keys.items()}

    monkeypatch.setattr(making, "_prints", files)


@pytest.fixture(scope="session")
def small() -> Guide:
    guide, problems = reading.load(SMALL, HOUSE)
    assert guide is not None, problems
    return guide


@pytest.fixture(scope="session")
def russia() -> Guide:
    guide, problems = reading.load(CONTENT / "russia-sim-top-up", HOUSE)
    assert guide is not None, problems
    assert problems == ()
    return guide


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of all processes of a run: each worker of xdist has its own temporary one in it."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def prints(russia: Guide, shared: Path) -> Mapping[Artifact, Finished]:
    """Every artifact of the real guide in these languages, made by the press itself."""
    return printed(russia, LANGUAGES, shared)


def printed(guide: Guide, languages: Iterable[str], shared: Path) -> Mapping[Artifact, Finished]:
    """Return every artifact of a guide in some languages.

    The processes of a run share the work, a language each; what another is at is left to the end.
    """
    made: dict[Artifact, Finished] = {}
    waiting = list(languages)
    for waits in (False, True):
        for tag in tuple(waiting):
            found = once(shared / f"prints-{tag}", partial(_prints, guide, tag), waits)
            if found is not None:
                made |= found
                waiting.remove(tag)
    return {artifact: made[artifact] for artifact in sorted(made)}


def _prints(guide: Guide, tag: str) -> dict[Artifact, Finished]:
    selection = Selection(languages=frozenset({tag}))
    outcomes = [making.make(job) for job in jobs(guide, selection)]
    assert [problem for outcome in outcomes for problem in outcome.problems] == []
    return {a: one for outcome in outcomes for a, one in outcome.prints.items()}


@pytest.fixture(scope="session")
def small_prints(small: Guide, shared: Path) -> Mapping[Artifact, Finished]:
    """Every artifact of the small guide."""

    def make() -> dict[Artifact, Finished]:
        outcomes = [making.make(job) for job in jobs(small)]
        return {a: one for outcome in outcomes for a, one in outcome.prints.items()}

    return once(shared / "small-prints", make) or {}


def once(path: Path, make: Callable[[], T], waits: bool = True) -> T | None:
    """Return what one process of a run makes for all, or None where another is still at it."""
    with path.with_suffix(".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        if not path.exists():
            path.write_bytes(pickle.dumps(make()))
        found: T = pickle.loads(path.read_bytes())
        return found


def jobs(guide: Guide, selection: Selection = EVERYTHING, created: str = "") -> list[Job]:
    """Return the jobs that make a guide."""
    tags = (tag for tag in guide.languages if selection.asks_for(guide.id, tag))
    editions = (compose(guide, tag) for tag in tags)
    return list(Planner(created).jobs(editions, selection))
