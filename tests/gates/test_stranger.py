"""A stranger's first day: a fresh clone, a fresh environment, the commands of the README."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SMALL

ENVIRONMENT = {
    key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")
}


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with exactly the files that git knows, as they are now."""
    folder = tmp_path_factory.mktemp("stranger") / "vademecum"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def test_make_alone_builds_everything(clone: Path) -> None:
    result = run("make", f"PYTHON={sys.executable}", folder=clone)
    assert result.returncode == 0, result.stdout + result.stderr
    manifest = json.loads((clone / "dist" / "manifest.json").read_text("utf-8"))
    assert len(manifest["artifacts"]) == 40
    assert {entry["language"] for entry in manifest["artifacts"]} == {
        "en", "ar", "hi", "ko", "ru", "th", "tr", "zh-Hans",
    }  # fmt: skip


def test_the_installed_press_builds_a_guide_of_its_own_anywhere(
    clone: Path, tmp_path: Path
) -> None:
    environment = tmp_path / "environment"
    shutil.copytree(clone / ".venv", environment, symlinks=True)
    python = environment / "bin" / "python"
    installed = run(python, "-m", "pip", "install", "--no-deps", clone, folder=tmp_path)
    assert installed.returncode == 0, installed.stderr
    desk = tmp_path / "desk"
    shutil.copytree(SMALL, desk / "content" / "small")
    command = (python, "-m", "vademecum", "build", "-p", "card")
    result = run(*command, folder=desk)
    assert result.returncode == 0, result.stderr
    assert sorted(result.stdout.split()) == [
        "dist/small/ar/small_ar_card_id1.pdf",
        "dist/small/en/small_en_card_id1.pdf",
    ]
    version = run(python, "-m", "vademecum", "--version", folder=desk)
    assert version.stdout.startswith("Vademecum ")


def test_an_old_python_is_told_what_to_do(clone: Path, tmp_path: Path) -> None:
    old = tmp_path / "python"
    old.write_text('#!/bin/sh\ncase "$1" in --version) echo "Python 3.9.2";; *) exit 1;; esac\n')
    old.chmod(0o755)
    result = run("make", f"PYTHON={old}", "VENV=other", folder=clone)
    assert result.returncode != 0
    assert "Python 3.9.2 is too old: Python 3.11 or newer is needed" in result.stderr
