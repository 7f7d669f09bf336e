"""What is named almost as it should be, or stands elsewhere, is told: nothing vanishes silently."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Desk
from tests.trying import one_in
from vademecum.cli import main

Captured = pytest.CaptureFixture[str]
COMMANDS: Final = ("check", "build", "release")


@one_in(3)
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "name",
    ["guide.yml", "Guide.yaml", "facts.yml", "FACTS.YAML", "phrases.yml", "phrases.YAML",
     "theme.yml", "Theme.yaml", "pictures.yml", "Pictures.YML"],
)  # fmt: skip
def test_a_file_of_a_guide_under_almost_its_name_is_the_one_problem(
    desk: Desk, capsys: Captured, command: str, name: str
) -> None:
    right = f"{Path(name).stem.lower()}.yaml"
    path = desk.guide / right
    path.rename(desk.guide / name) if path.exists() else (desk.guide / name).write_text("x: y\n")
    assert main([command]) == 1
    err = capsys.readouterr().err
    assert f"content/small/{name}: file-name: nothing reads a file of the name {name!r}" in err
    assert f"hint: name it {right}\n" in err
    assert "1 problem in 1 file" in err


@pytest.mark.parametrize(
    "name",
    ["facts.yaml~", "#facts.yaml#", ".facts.yml", "facts.json", "facts.yaml.bak", "~$theme.yaml",
     "theme.css", "themes.yml", "guide.yml.orig"],
)  # fmt: skip
def test_what_is_no_file_of_a_guide_is_not_told(desk: Desk, capsys: Captured, name: str) -> None:
    (desk.guide / name).write_text("x: [")
    assert main(["check"]) == 0
    assert name not in capsys.readouterr().err


PARTNER: Final = "name: Our club\nproducts: [card]\n"


@pytest.fixture
def club(desk: Desk) -> Path:
    folder = desk.guide / "partners" / "club"
    folder.mkdir(parents=True)
    (folder / "partner.yaml").write_text(PARTNER, "utf-8")
    return folder


def broken(path: Path) -> None:
    path.write_text("x: [", "utf-8")


def empty(path: Path) -> None:
    path.write_text("", "utf-8")


def misnamed(path: Path) -> None:
    path.with_suffix(".yml").write_text("x: y\n", "utf-8")


def outside(path: Path) -> None:
    path.symlink_to("/etc/hostname")


WRONG: Final[dict[str, Callable[[Path], object]]] = {
    "broken": broken,
    "empty": empty,
    "misnamed": misnamed,
    "a link out": outside,
    "a pipe": os.mkfifo,
    "a folder": Path.mkdir,
}


@one_in(3)
@pytest.mark.usefixtures("nothing_set")
@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("name", ["pictures.yaml", "theme.yaml", "phrases.yaml"])
def test_a_partner_with_a_file_that_is_not_read_has_nothing_made(
    club: Path, capsys: Captured, name: str, wrong: str
) -> None:
    WRONG[wrong](club / name)
    assert main(["check"]) == 1
    err = capsys.readouterr().err
    assert f"partners/club/{name.removesuffix('.yaml')}" in err
    assert "1 problem in 1 file" in err
    assert main(["build", "--keep-going", "-p", "card", "-l", "en"]) == 1
    made = {path.parts[1] for path in Path("dist").rglob("*.pdf")}
    assert made == {"small"}


FOLDERS: Final[dict[str, Callable[[Path, Path], object]]] = {
    "partners elsewhere": lambda guide, other: moved(guide / "partners", other),
    "a partner elsewhere": lambda guide, other: moved(guide / "partners/club", other),
    "a partner's words elsewhere": lambda guide, other: moved(guide / "partners/club/words", other),
    "partners nowhere": lambda guide, other: gone(guide / "partners"),
    "a partner nowhere": lambda guide, other: gone(guide / "partners/club"),
    "a partner's words nowhere": lambda guide, other: gone(guide / "partners/club/words"),
    "partners in a circle": lambda guide, other: round_(guide / "partners"),
    "a partner in a circle": lambda guide, other: round_(guide / "partners/club"),
    "a guide nowhere": lambda guide, other: gone(guide.with_name("second")),
    "a guide in a circle": lambda guide, other: round_(guide.with_name("second")),
}


def moved(path: Path, other: Path) -> None:
    shutil.move(path, other)
    path.symlink_to(other)


def gone(path: Path) -> None:
    shutil.rmtree(path)
    path.symlink_to("/nonexistent")


def round_(path: Path) -> None:
    shutil.rmtree(path)
    path.symlink_to(path.name)


@one_in(3)
@pytest.mark.usefixtures("nothing_set")
@pytest.mark.parametrize("how", FOLDERS)
def test_no_guide_and_no_partner_vanishes_behind_a_link(
    club: Path, desk: Desk, capsys: Captured, tmp_path: Path, how: str
) -> None:
    (club / "words").mkdir()
    shutil.copytree(desk.guide, desk.guide.with_name("second"))
    assert main(["build", "-q", "-p", "card", "-l", "en"]) == 0
    before = sorted(Path("dist").rglob("*.pdf"))
    FOLDERS[how](desk.guide, tmp_path / "elsewhere")
    capsys.readouterr()
    for command in (["check"], ["build", "-q", "-p", "card", "-l", "en"], ["release"], ["accept"]):
        assert main(command) == 1
        err = capsys.readouterr().err
        assert "unreadable: " in err or "no-file: " in err
        assert "1 problem in 1 file" in err
    assert main(["status"]) == 1
    assert main(["list"]) == 0
    assert sorted(Path("dist").rglob("*.pdf")) == before
