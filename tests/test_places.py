"""What finds its place on the disk: the templates, the engine's configuration, the set-up script."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from vademecum.build.versions import PRESS

TOLD = """
from vademecum.setting import template
print(template.folder())
import vademecum.setting.engine, os
print(os.environ["FONTCONFIG_FILE"])
"""


@pytest.mark.parametrize("installed", [True, False])
def test_an_installed_press_and_a_checkout_find_their_own(tmp_path: Path, installed: bool) -> None:
    """Templates stand inside an installed press, and beside the package in a checkout."""
    package = tmp_path / "vademecum"
    shutil.copytree(PRESS, package, ignore=shutil.ignore_patterns("__pycache__"))
    templates = (package if installed else tmp_path) / "templates"
    shutil.copytree(ROOT / "templates", templates)
    said = subprocess.run(
        [sys.executable, "-c", TOLD],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    assert Path(said[0]) == templates
    assert Path(said[1]) == package / "setting" / "fontconfig.xml"
    assert Path(said[1]).is_file()


def test_the_set_up_script_asks_for_pango_with_a_bare_python() -> None:
    script = (ROOT / "tools" / "setup.sh").read_text("utf-8")
    (path,) = set(re.findall(r"vademecum/[\w/]+\.py", script))
    bare = [sys.executable, "-I", "-S", path]
    assert subprocess.run(bare, cwd=ROOT, check=False, capture_output=True).returncode == 0


def test_each_package_is_one_sentence_and_nothing_else() -> None:
    packages = sorted(PRESS.glob("*/__init__.py"))
    assert len(packages) == 11
    for path in packages:
        text = path.read_text("utf-8")
        assert re.fullmatch(r'"""[^"]+\.?"""\n', text), path
        assert "import" in text, f"{path} does not say what it may import"
