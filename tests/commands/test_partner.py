"""`--partner`: editions of partners are made beside those of the guide, and found by name."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import Desk
from vademecum.cli import main

FACT = "{kind: short-number, value: '117', source: a test, checked: 2026-11-01, confidence: high, shelf_life: 900}"


@pytest.fixture
def club(desk: Desk) -> Path:
    """A partner of the small guide, with a number of its own for emergencies."""
    folder = desk.guide / "partners" / "club"
    folder.mkdir(parents=True)
    text = f"name: Our club\nproducts: [card]\nfacts:\n  emergency.all: {FACT}\n"
    (folder / "partner.yaml").write_text(text, "utf-8")
    return folder


def text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def manifest() -> list[str]:
    found = json.loads(Path("dist/manifest.json").read_text("utf-8"))
    return sorted(row["path"] for row in found["artifacts"])


def test_a_partner_has_its_own_files_beside_those_of_the_guide(club: Path) -> None:
    assert main(["build", "-l", "en", "-p", "card"]) == 0
    own = Path("dist/small@club/en/small@club_en_card_id1.pdf")
    assert "117" in text(own)
    assert "117" not in text(Path("dist/small/en/small_en_card_id1.pdf"))
    assert [path.partition("/")[0] for path in manifest()] == ["small", "small@club"]


def test_what_a_partner_has_is_made_alone_and_leaves_the_guide_as_it_is(club: Path) -> None:
    assert main(["build", "-l", "en", "-p", "card"]) == 0
    before = Path("dist/small/en/small_en_card_id1.pdf").stat().st_mtime_ns
    (club / "partner.yaml").write_text(
        (club / "partner.yaml").read_text("utf-8").replace("117", "118"), "utf-8"
    )
    assert main(["build", "--partner", "club", "-l", "en"]) == 0
    assert "118" in text(Path("dist/small@club/en/small@club_en_card_id1.pdf"))
    assert Path("dist/small/en/small_en_card_id1.pdf").stat().st_mtime_ns == before
    assert Path("dist/small@club/en/small@club_en_card-sheet_a4.pdf").exists()


def test_a_partner_that_is_gone_takes_its_files_along(club: Path) -> None:
    assert main(["build", "-l", "en", "-p", "card"]) == 0
    (club / "partner.yaml").unlink()
    club.rmdir()
    club.parent.rmdir()
    assert main(["build", "-l", "en", "-p", "card"]) == 0
    assert not Path("dist/small@club").exists()


def test_a_partner_that_there_is_not_is_told_with_the_nearest(
    club: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("build", "check", "status", "accept"):
        assert main([command, "--partner", "clubb"]) == 2
        assert "unknown partner 'clubb'; did you mean 'club'?" in capsys.readouterr().err


def test_list_and_status_name_partners(club: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    assert "club" in capsys.readouterr().out
    assert main(["status", "--partner", "club", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["guide"] for row in rows} == {"small@club"}


@pytest.fixture
def office(club: Path) -> Path:
    """A partner that adds words of its own, in English alone."""
    added = "blocks: {help: {kind: text, title: false, paragraphs: [come]}}\n"
    where = "put: [{block: help, after: never, products: [card]}]\n"
    name = "name: Our office\nlanguages: [en]\nproducts: [card]\n"
    (club / "partner.yaml").write_text(name + added + where, "utf-8")
    (club / "words").mkdir()
    words = "review: {made_by: Us}\nblocks: {help: {paragraphs: {come: Come in.}}}\n"
    (club / "words" / "en.yaml").write_text(words, "utf-8")
    return club


@pytest.mark.parametrize("command", ["check", "status", "accept"])
def test_a_partner_is_asked_for_no_language_that_it_has_left_out(
    office: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    for options, is_asked in (([], True), (["-l", "ar"], False), (["-l", "ar,en"], True)):
        assert main([command, *options]) == 0
        said = "".join(capsys.readouterr())
        assert "missing" not in said
        assert "unused" not in said  # what stands in a product of the guide's alone
        assert ("small@club" in said) == is_asked, said
    assert main([command, "-l", "ar", "--partner", "club"]) == 2
    assert "no guide has what was asked for" in capsys.readouterr().err


def test_a_fault_of_a_partner_stops_the_build_at_its_place(
    club: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (club / "partner.yaml").write_text("name: Our club\nhide: [codez]\n", "utf-8")
    assert main(["build", "-l", "en"]) == 1
    said = capsys.readouterr().err
    assert "content/small/partners/club/partner.yaml:2:8: names-nothing" in said
    assert not Path("dist").exists()
