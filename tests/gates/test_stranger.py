"""A stranger's first day: a fresh clone, a fresh environment, the commands of the README."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.conftest import ROOT, SMALL

EXAMPLES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/guide.yaml"))
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
    languages = {"en", "ar", "hi", "ko", "ru", "th", "tr", "zh-Hans"}
    for product, paper in (("checklist", "a4"), ("checklist", "letter"), ("card", "id1")):
        assert languages == {
            entry["language"]
            for entry in manifest["artifacts"]
            if (entry["product"], entry["paper"]) == (product, paper)
        }
    assert all((clone / "dist" / entry["path"]).is_file() for entry in manifest["artifacts"])
    for tag in languages:
        assert (clone / f"dist/site/russia-sim-top-up/{tag}/index.html").is_file()


@pytest.fixture(scope="module")
def installed(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of an environment in which the press is installed from its wheel."""
    folder = tmp_path_factory.mktemp("installed")
    environment = folder / "environment"
    shutil.copytree(clone / ".venv", environment, symlinks=True)
    python = environment / "bin" / "python"
    for what in (("wheel", "--no-deps", "--wheel-dir", folder, clone), ("install", "--no-deps")):
        wheels = folder.glob("*.whl") if what[0] == "install" else ()
        result = run(python, "-m", "pip", *what, *wheels, folder=folder)
        assert result.returncode == 0, result.stderr
    return python


def press(python: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return run(python, "-m", "vademecum", *arguments, folder=folder)


def test_the_installed_press_builds_a_guide_of_its_own_anywhere(
    installed: Path, tmp_path: Path
) -> None:
    shutil.copytree(SMALL, tmp_path / "content" / "small")
    result = press(installed, "build", "-p", "card", folder=tmp_path)
    assert result.returncode == 0, result.stderr
    assert sorted(result.stdout.split()) == [
        "dist/small/ar/small_ar_card_id1.pdf",
        "dist/small/en/small_en_card_id1.pdf",
    ]
    version = press(installed, "--version", folder=tmp_path)
    assert version.stdout.startswith("Vademecum ")


def test_a_stranger_has_a_first_page_after_two_commands(installed: Path, tmp_path: Path) -> None:
    assert press(installed, "new", "my-guide", folder=tmp_path).returncode == 0
    result = press(installed, "build", "my-guide", folder=tmp_path)
    assert result.returncode == 0, result.stderr
    paths = result.stdout.split()
    assert "dist/my-guide/en/my-guide_en_card_id1.pdf" in paths
    assert "dist/site/my-guide/en/index.html" in paths
    starts = {".pdf": b"%PDF", ".html": b"<!doctype html>"}
    for path in map(Path, paths):
        assert (tmp_path / path).read_bytes().lower().startswith(starts[path.suffix].lower())


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_guide_like_each_example_is_good_and_can_be_edited(
    installed: Path, tmp_path: Path, example: str
) -> None:
    made = press(installed, "new", "mine", "--like", example, folder=tmp_path)
    assert made.returncode == 0, made.stderr
    assert "next: vademecum build mine" in made.stderr
    for command in (("check", "--strict"), ("status",), ("schema",)):
        result = press(installed, *command, folder=tmp_path)
        assert result.returncode == 0, result.stderr
    assert list((tmp_path / "content" / "mine" / ".schema").glob("*.schema.json"))
    again = press(installed, "new", "mine", "--like", example, folder=tmp_path)
    assert again.returncode == 2


HOUSE = """faces:
  almarai:
    package: fontpkg-almarai
    regular: files/Almarai-Regular.ttf
    bold: files/Almarai-Bold.ttf
    joined: true
scripts: {Arab: {faces: [almarai]}}
"""
SWAHILI = """check-first: hakiki kwanza
out-of-date: huenda si ya sasa
facts-checked: Imehakikiwa {date}
good-until: Inafaa hadi {date}
turn-over: geuza
made-by: Imetengenezwa na {name}
unreviewed-translation: Tafsiri hii haijapitiwa bado.
qr: "Msimbo wa QR unaoelekea {url}"
scan-page: "hufungua:"
sheet-language: "{language} · {tag}"
actual-size: Chapisha kwa 100%
both-sides: Pande zote mbili, geuza kwenye ukingo mrefu
ruler: Rula ina urefu wa mm 50
bank-card: Kadi ya benki hufunika kadi moja
"""


def test_a_house_has_its_own_macro_language_and_face(installed: Path, tmp_path: Path) -> None:
    guide = tmp_path / "content" / "small"
    shutil.copytree(SMALL, guide)
    shutil.copy(guide / "words" / "en.yaml", guide / "words" / "sw.yaml")
    package = run(installed, "-m", "pip", "install", "fontpkg-almarai", folder=tmp_path)
    assert package.returncode == 0, package.stderr
    words, macro = "templates/words/sw.yaml", "templates/blocks/callout.html.j2"
    own = (ROOT / macro).read_text("utf-8").replace('<section class="c', 'Ours <section class="c')
    for name, text in (("press.yaml", HOUSE), (words, SWAHILI), (macro, own)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    result = press(installed, "build", "-p", "card", "-l", "ar,sw", folder=tmp_path)
    assert result.returncode == 0, result.stderr
    arabic, swahili = (tmp_path / path for path in sorted(result.stdout.split()))
    with pypdfium2.PdfDocument(swahili) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "Ours" in text
    assert "hakiki kwanza" in text
    with pikepdf.open(arabic) as pdf:
        fonts = " ".join(str(o.get("/FontName", "")) for o in pdf.objects if hasattr(o, "get"))
    assert "almarai" in fonts
    (tmp_path / macro).write_text("{% macro block(it) %}{{ it.nothing }}{% endmacro %}", "utf-8")
    result = press(installed, "build", "-p", "card", "-l", "sw", folder=tmp_path)
    assert result.returncode == 1
    assert f"{macro}:1:1: template-fault" in result.stderr


def test_an_old_python_is_told_what_to_do(clone: Path, tmp_path: Path) -> None:
    old = tmp_path / "python"
    old.write_text('#!/bin/sh\ncase "$1" in --version) echo "Python 3.9.2";; *) exit 1;; esac\n')
    old.chmod(0o755)
    result = run("make", f"PYTHON={old}", "VENV=other", folder=clone)
    assert result.returncode != 0
    assert "Python 3.9.2 is too old: Python 3.11 or newer is needed" in result.stderr
