"""Nothing published vanishes in silence: whatever becomes of a language's words, somebody is told."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Desk, settled
from tests.trying import one_in
from vademecum.cli import main

pytestmark = pytest.mark.usefixtures("nothing_set")
Captured = pytest.CaptureFixture[str]
WORDS = Path("content/small/words")
AR, EN = WORDS / "ar.yaml", WORDS / "en.yaml"
PDF = Path("dist/small/ar/small_ar_card_id1.pdf")
CARD = ["build", "-p", "card"]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder where the card was built once in both languages, for many to copy."""
    with pytest.MonkeyPatch.context() as patch:
        desk = settled(tmp_path_factory.mktemp("once"), patch)
        assert main([*CARD, "-q"]) == 0
    return desk.folder


@pytest.fixture
def built(once: Path, desk: Desk, capsys: Captured) -> Desk:
    shutil.copytree(once, desk.folder, dirs_exist_ok=True)
    capsys.readouterr()
    return desk


def listed() -> Any:
    return json.loads(Path("dist/manifest.json").read_text("utf-8"))


def named(name: str) -> Callable[[], object]:
    return lambda: AR.rename(WORDS / name)


def replaced(make: Callable[[], object]) -> Callable[[], None]:
    def change() -> None:
        AR.unlink()
        make()

    return change


CHANGES: dict[str, tuple[Callable[[], object], str, str]] = {
    # what becomes of the words, the code that is told, the language that is missing
    "another suffix": (named("ar.yml"), "file-name", "ar"),
    "a suffix in capitals": (named("ar.YAML"), "file-name", "ar"),
    "capitals": (named("AR.yaml"), "language-tag", "ar"),
    "three letters": (named("ara.yaml"), "language-tag", "ar"),
    "a low line": (named("ar_EG.yaml"), "language-tag", "ar-EG"),
    "a low line and another suffix": (named("ar_EG.yml"), "file-name", "ar-EG"),
    "a name in words": (named("arabic.yaml"), "unknown-language", "arabic"),
    "no language": (named("und.yaml"), "unknown-language", "und"),
    "emptied": (lambda: AR.write_text(""), "empty-file", "ar"),
    "a remark alone": (lambda: AR.write_text("# later\n"), "empty-file", "ar"),
    "no YAML": (lambda: AR.write_text("title: ["), "yaml-syntax", "ar"),
    "no UTF-8": (lambda: AR.write_bytes(b"\xff\xfe"), "not-utf-8", "ar"),
    "a folder": (replaced(AR.mkdir), "unreadable", "ar"),
    "a pipe": (replaced(lambda: os.mkfifo(AR)), "unreadable", "ar"),
    "a link to nothing": (replaced(lambda: AR.symlink_to("gone.yaml")), "no-file", "ar"),
    "a link out": (replaced(lambda: AR.symlink_to("/dev/null")), "unreadable", "ar"),
}


@one_in(2)
@pytest.mark.parametrize("change", CHANGES)
def test_what_is_published_stays_until_the_words_can_be_read_again(
    built: Desk, capsys: Captured, change: str
) -> None:
    make, code, _ = CHANGES[change]
    before = PDF.read_bytes(), listed()
    make()
    assert main(CARD) == 1
    assert f" {code}: " in capsys.readouterr().err
    assert (PDF.read_bytes(), listed()) == before


@pytest.mark.parametrize("change", CHANGES)
def test_to_keep_going_takes_it_out_and_says_which_language_is_missing_and_why(
    built: Desk, capsys: Captured, change: str
) -> None:
    """A card that cannot be made anew is not left to pass for one that was."""
    make, code, tag = CHANGES[change]
    make()
    assert main([*CARD, "--keep-going"]) == 1
    assert f" {code}: " in capsys.readouterr().err
    (missing,) = listed()["missing"]
    assert (missing["guide"], missing["language"]) == ("small", tag)
    assert f": {code}: " in missing["problems"][0]
    assert [entry["language"] for entry in listed()["artifacts"]] == ["en"]
    assert not PDF.exists()


@pytest.mark.parametrize(("name", "code"), [("ar.yml", "file-name"), ("AR.yaml", "language-tag")])
def test_a_language_is_asked_for_by_its_tag_whatever_its_file_is_called(
    built: Desk, capsys: Captured, name: str, code: str
) -> None:
    AR.rename(WORDS / name)
    assert main([*CARD, "-l", "ar"]) == 1
    assert f"words/{name}: {code}: " in capsys.readouterr().err
    assert PDF.exists()


@pytest.mark.parametrize(
    "change",
    [AR.unlink, named("ar.yaml.bak"), named("ar.txt"), named(".ar.yaml")],
    ids=["removed", "backed up", "a text", "hidden"],
)
def test_the_papers_of_a_language_that_is_taken_out_go_and_are_named(
    built: Desk, capsys: Captured, change: Callable[[], object]
) -> None:
    change()
    assert main([*CARD, "-l", "en"]) == 0
    assert PDF.exists()
    assert "removed" not in capsys.readouterr().err
    assert main(CARD) == 0
    err = capsys.readouterr().err
    assert err.endswith(f"\nremoved, for nothing makes it now: {PDF}\n")
    assert not PDF.exists()
    assert "missing" not in listed()
    assert main(CARD) == 0
    assert "removed" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "change",
    [
        EN.unlink,
        lambda: EN.rename(WORDS / "en.yml"),
        lambda: WORDS.rename("content/small/Words"),
        lambda: Path("content/small/guide.yaml").rename("content/small/guide.yml"),
        lambda: Path("content/small/facts.yaml").write_text(""),
    ],
    ids=["no source", "a misnamed source", "no words", "no guide", "no facts"],
)
def test_to_keep_going_with_a_guide_that_cannot_be_read_leaves_all_as_it_is(
    built: Desk, change: Callable[[], object]
) -> None:
    before = PDF.read_bytes(), listed()
    change()
    for more in ([], ["--keep-going"]):
        assert main([*CARD, *more]) == 1
        assert (PDF.read_bytes(), listed()) == before
