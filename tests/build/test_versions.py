"""Every machine that has a hand in the bytes is known by its version, the press by its source."""

import shutil
from pathlib import Path

import pytest

from tests.trying import one_in
from vademecum.build import versions

PACKAGES = sorted(path.parent.name for path in versions.PRESS.glob("*/__init__.py"))


def test_the_state_names_what_comes_from_the_system() -> None:
    assert {"press", "Python", "zlib", "Pango", "HarfBuzz", "FreeType"} <= set(versions.state())


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """Return a copy of the press's package, not yet looked at."""
    package = tmp_path / "vademecum"
    shutil.copytree(versions.PRESS, package, ignore=shutil.ignore_patterns("__pycache__"))
    return package


def source(press: Path) -> str:
    versions._source.cache_clear()
    return versions._source(press)


@one_in(3)
@pytest.mark.parametrize("package", [*PACKAGES, "."])
def test_every_file_of_every_package_counts(press: Path, package: str) -> None:
    before = source(press)
    files = [path for path in sorted((press / package).iterdir()) if path.is_file()]
    seen = {before}
    for path in files:
        whole = path.read_bytes()
        path.write_bytes(whole + b"\n")
        seen.add(source(press))
        path.write_bytes(whole)
    assert len(seen) == len(files) + 1 > 1
    assert source(press) == before


def test_a_file_that_comes_or_goes_or_changes_its_package_counts(press: Path) -> None:
    seen = [source(press)]
    (press / "blocks" / "map.py").write_text("")
    seen.append(source(press))
    (press / "blocks" / "map.py").rename(press / "forms" / "map.py")
    seen.append(source(press))
    (press / "forms" / "map.py").unlink()
    assert len(set(seen)) == 3
    assert source(press) == seen[0]


def test_what_python_compiles_and_templates_do_not_count(press: Path) -> None:
    before = source(press)
    for name in ("__pycache__/cli.pyc", "build/__pycache__/plan.pyc", "templates/card.html.j2"):
        (press / name).parent.mkdir(exist_ok=True)
        (press / name).write_text("x")
    assert source(press) == before
