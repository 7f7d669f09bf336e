"""The scripts of the site: typed, classic, small, and asking nobody else for anything."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.trying import left_to_the_gates

SCRIPTS = ROOT / "templates" / "site" / "scripts"
CHECKS = ("tsconfig.json", "worker.json")


@pytest.fixture(scope="module")
def compiler() -> Path:
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("there is no Node here to check scripts with; tools/web.sh says how to get it")
    folder = Path(sys.prefix) / "web"
    subprocess.run(["sh", "tools/web.sh", str(folder)], cwd=ROOT, check=True)
    return folder / "node_modules" / "typescript" / "bin" / "tsc"


@left_to_the_gates
@pytest.mark.parametrize("check", CHECKS)
def test_the_types_of_scripts_are_right(compiler: Path, check: str) -> None:
    command = ["node", str(compiler), "-p", str(ROOT / "tools" / "web" / check)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (0, "")


def test_every_script_is_checked() -> None:
    checked = [
        Path(name).name
        for check in CHECKS
        for name in json.loads((ROOT / "tools" / "web" / check).read_text("utf-8"))["files"]
    ]
    assert sorted(n for n in checked if n.endswith(".js")) == sorted(
        path.name for path in SCRIPTS.iterdir()
    )


@pytest.mark.parametrize("path", sorted(SCRIPTS.iterdir()), ids=lambda path: path.name)
def test_scripts_are_classic_and_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.splitlines()[0].startswith("// ")
    assert '"use strict"' in text
    assert len(text.encode()) < 9_000
    for word in ("import ", "export ", "http:", "https:", "eval(", "innerHTML", "document.cookie"):
        assert word not in text
