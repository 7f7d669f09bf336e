"""The same input gives the same bytes, in whatever circumstances a process finds itself.

The gate of the same name builds the real guide, language by language too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest import ROOT, SMALL, once
from tests.trying import left_to_the_gates

DATE = {"SOURCE_DATE_EPOCH": "1800000000"}
# What a process must not look at, or what the circumstances are to set.
FOREIGN = ("PYTHON", "LC_", "LANG", "TZ", "XDG_", "SOURCE_DATE_EPOCH", "COV_", "PYTEST_")


@dataclass(frozen=True)
class Circumstances:
    """How and where a guide is built: a run of the press for each set of arguments.

    `desk` is the folder to stand in, below the test's own. The press itself is used where it is,
    or as a copy that is `moved` elsewhere. `HOME` and `TMPDIR` are never those of another build.
    """

    name: str
    environment: Mapping[str, str]
    runs: tuple[tuple[str, ...], ...] = ((),)
    desk: str = "desk"
    moved: str = ""
    umask: int = 0o022
    date: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What a build published: the hash of every file by its path, and the manifest."""

    name: str
    files: Mapping[str, str]
    manifest: bytes


def _surroundings(seed: int, zone: str, locale: str, **more: str) -> Mapping[str, str]:
    names = {"PYTHONHASHSEED": str(seed), "TZ": zone, "LANG": locale, "LC_ALL": locale}
    return names | more


PLAIN = _surroundings(0, "UTC", "C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
TURKISH = _surroundings(1, "Asia/Tokyo", "tr_TR.UTF-8")
ARABIC = _surroundings(77, "America/St_Johns", "ar_EG.UTF-8")

UNDATED = (
    Circumstances("plain", PLAIN, (("-j", "1"),)),
    Circumstances(
        "another day, the press moved, deep folders",
        TURKISH,
        (("-j", "2", "-l", "ar,en", "--today", "2027-03-07"),),
        desk="a/desk/that is/deep",
        moved="moved/to/elsewhere",
        umask=0o077,
    ),
)
DATED = (
    Circumstances("dated", TURKISH, (("-l", "ar", "-p", "card"),), date=DATE),
    Circumstances(
        "dated elsewhere",
        ARABIC,
        (("-p", "card", "-l", "ar", "-j", "1"),),
        desk="one/more",
        moved="moved",
        umask=0o077,
        date=DATE,
    ),
)


def build(guide: Path, folder: Path, how: Circumstances) -> Result:
    """Build a guide with all products in processes of their own and return what they published."""
    desk, home, temporary = folder / how.desk, folder / "home", folder / "temporary"
    for path in (desk, home, temporary):
        path.mkdir(parents=True)
    shutil.copytree(guide, desk / "content" / guide.name, copy_function=shutil.copyfile)
    press = _moved(folder / how.moved) if how.moved else ROOT
    own = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    environment = {**own, **how.environment, **how.date}
    environment |= {"HOME": str(home), "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1"}
    for arguments in how.runs:
        result = subprocess.run(
            [sys.executable, str(press / "build.py"), "-q", *arguments],
            cwd=desk,
            env=environment,
            umask=how.umask,
            capture_output=True,
            check=False,
        )
        assert result.returncode == 0, (how.name, arguments, result.stderr.decode())
    dist = desk / "dist"
    files = {
        path.relative_to(dist).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(dist.rglob("*"))
        if path.is_file()
    }
    return Result(how.name, files, (dist / "manifest.json").read_bytes())


def _moved(folder: Path) -> Path:
    """Return a folder with a copy of the press."""
    leave = shutil.ignore_patterns("__pycache__")
    for name in ("vademecum", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=leave)
    shutil.copyfile(ROOT / "build.py", folder / "build.py")
    return folder


def build_all(guide: Path, folder: Path, ways: Iterable[Circumstances]) -> list[Result]:
    """Build a guide in every one of the circumstances, two builds at a time."""
    numbered = list(enumerate(ways))
    with ThreadPoolExecutor(2) as executor:
        return list(
            executor.map(lambda item: build(guide, folder / str(item[0]), item[1]), numbered)
        )


def differences(results: list[Result]) -> list[str]:
    """Return which files of the other builds are not those of the first."""
    first, *others = results
    return [
        f"{path}: {first.name!r} and {other.name!r} differ"
        for other in others
        for path in sorted({*first.files, *other.files})
        if first.files.get(path) != other.files.get(path)
    ]


def built(
    name: str, ways: Iterable[Circumstances], shared: Path, temporary: pytest.TempPathFactory
) -> list[Result]:
    """Return what a run's builds of the small guide published, made once for all processes."""

    def make() -> list[Result]:
        return build_all(SMALL, temporary.mktemp(name), ways)

    return once(shared / f"reproducible-{name}", make) or []


@pytest.fixture(scope="session")
def undated(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    return built("undated", UNDATED, shared, tmp_path_factory)


@pytest.fixture(scope="session")
def dated(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    return built("dated", DATED, shared, tmp_path_factory)


@left_to_the_gates
def test_the_same_input_gives_the_same_files_in_any_circumstances(undated: list[Result]) -> None:
    assert differences(undated) == []
    papers = [name for name in undated[0].files if not name.startswith("site/")]
    assert len(papers) == 11  # two languages of five files, and the manifest
    assert "site/small/ar/index.html" in undated[0].files
    assert len({result.manifest for result in undated}) == 1


@left_to_the_gates
def test_the_same_source_date_gives_the_same_files(dated: list[Result]) -> None:
    assert len(dated[0].files) == 2  # one card, and the manifest
    assert differences(dated) == []


@left_to_the_gates
def test_the_manifest_is_the_same_to_the_byte(dated: list[Result]) -> None:
    assert len({result.manifest for result in dated}) == 1


def test_a_file_that_is_missing_or_other_is_named() -> None:
    one = Result("one", {"a": "1", "b": "2"}, b"")
    other = Result("other", {"a": "1", "b": "3", "c": "4"}, b"")
    assert differences([one, one]) == []
    assert differences([one, other]) == [f"{name}: 'one' and 'other' differ" for name in "bc"]
