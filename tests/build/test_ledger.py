"""The ledger: the same command has nothing to do again, until anything that counts has changed."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from tests.conftest import ROOT, SMALL, Desk
from tests.trying import swept
from vademecum.__main__ import main
from vademecum.build import cache, clock, ledger, production

pytestmark = pytest.mark.usefixtures("nothing_set")
Captured = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch
CARD: Final = ["build", "-p", "card", "-l", "en"]
PDF: Final = "dist/small/en/small_en_card_id1.pdf"
NOTHING: Final = "nothing to do: 1 file up to date\n"
GOOD: Final = "1796083200"  # 2026-12-01, on which no fact of the small guide is stale
STALE: Final = "1804464000"  # 2027-03-08, the first day on which one is
ENGINE: Final = {"weasyprint", "pydantic", "pydantic_core", "yaml", "jinja2", "babel", "click"}
HEAVY: Final = ENGINE | {"uharfbuzz", "pikepdf", "rich", "multiprocessing", "concurrent.futures"}
FIELDS: Final = (
    *("state", "roots", "first_day", "last_day", "files", "said", "told"), "packages",
)  # fmt: skip
FAULTS: Final = [(field, value) for field in FIELDS for value in (..., None, 7, [7])]
TEXTS: Final = ("", "{", "[]", "null", "7", "\x00", "[" * 100_000, "{}")
CHANGES: Final[dict[str, Callable[[Patch], object]]] = {
    "a file edited": lambda patch: Path("content/small/words/ar.yaml").write_text("title: x"),
    "a file added": lambda patch: Path("content/small/notes.txt").touch(),
    "a guide added": lambda patch: Path("content/other").mkdir(),
    "a file removed": lambda patch: Path("content/small/translations.json").unlink(),
    "a guide renamed": lambda patch: Path("content/small").rename("content/big"),
    "a print changed": lambda patch: Path(PDF).write_text("%PDF"),
    "a print deleted": lambda patch: Path(PDF).unlink(),
    "the manifest changed": lambda patch: Path("dist/manifest.json").write_text("{}"),
    "the manifest deleted": lambda patch: Path("dist/manifest.json").unlink(),
    "another time": lambda patch: patch.setenv("SOURCE_DATE_EPOCH", str(int(GOOD) + 1)),
    "no time": lambda patch: patch.delenv("SOURCE_DATE_EPOCH"),
    "another folder": lambda patch: patch.chdir(shutil.copytree(".", "../copied")),
    "another machine": lambda patch: patch.setattr("vademecum.setting.packages.versions", dict),
}


def python(*given: str, press: Path = ROOT, seconds: int = 30) -> subprocess.CompletedProcess[str]:
    paths, command = {"PYTHONPATH": str(press)}, [sys.executable, *given]
    return subprocess.run(
        command, env=os.environ | paths, check=True, capture_output=True, text=True, timeout=seconds
    )


def said(press: Path = ROOT) -> str:
    """Build the card in a process of its own, and return what it said last."""
    result = python(str(press / "build.py"), *CARD[1:], press=press)
    assert result.stdout == f"{PDF}\n"
    return result.stderr.splitlines(keepends=True)[-1]


def has_nothing_to_do(press: Path) -> bool:
    code = "import sys; from vademecum.build import ledger; print(ledger.replay(sys.argv[1:]))"
    return python("-c", code, *CARD, press=press).stdout.endswith("True\n")


def moved(folder: Path) -> Path:
    for name in ("vademecum", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return shutil.copyfile(ROOT / "build.py", folder / "build.py").parent


@pytest.fixture(autouse=True)
def _good_day(monkeypatch: Patch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", GOOD)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder where the card was built once, for many to copy."""
    return built_once(tmp_path_factory.mktemp("once"), lambda: None)


def built_once(folder: Path, prepare: Callable[[], object]) -> Path:
    """Build the card in a folder that is prepared first, and return it."""
    shutil.copytree(SMALL, folder / "content" / "small")
    with Patch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SOURCE_DATE_EPOCH", GOOD)
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        prepare()
        assert main(CARD) == 0
    return folder


@pytest.fixture
def built(once: Path, desk: Desk, capsys: Captured) -> Desk:
    """Return a desk where the card was built and has nothing to do."""
    return copied(once, desk, capsys)


def copied(once: Path, desk: Desk, capsys: Captured) -> Desk:
    """Copy a folder onto the desk, which then has nothing to do."""
    shutil.copytree(once, desk.folder, dirs_exist_ok=True)
    (record,) = (cache.cache_folder() / "ledger").iterdir()
    record.rename(ledger._path(CARD))
    assert ledger.replay(CARD)
    assert capsys.readouterr() == (f"{PDF}\n", NOTHING)
    return desk


def test_a_second_build_says_the_same_and_an_edit_makes_it_work_again(desk: Desk) -> None:
    assert said().startswith("1 file made in ")
    assert said() == NOTHING
    desk.edit("facts.yaml", "8 800 250-08-90", "8 800 250-08-91")
    assert said().startswith("1 file made in ")


def test_a_build_with_nothing_to_do_loads_next_to_nothing(built: Desk) -> None:
    code = "import sys, vademecum.__main__ as m; m.main(sys.argv[1:]); print(*sys.modules)"
    assert HEAVY.intersection(python("-c", code, *CARD).stdout.split()) == set()
    built.edit("facts.yaml", "8 800 250-08-90", "8 800 250-08-91")
    assert HEAVY.intersection(python("-c", code, *CARD).stdout.split()) >= ENGINE


def test_without_the_cache_all_is_made_each_time(desk: Desk, capsys: Captured) -> None:
    for _ in range(2):
        assert main([*CARD, "--no-cache"]) == 0
        assert "1 file made in " in capsys.readouterr().err
    assert not (cache.cache_folder() / "ledger").exists()


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_makes_the_next_build_work(built: Desk, monkeypatch: Patch, change: str) -> None:
    CHANGES[change](monkeypatch)
    assert not ledger.replay(CARD)


@pytest.mark.parametrize("other", [[], ["build"], [*CARD, "-v"], CARD[:-2], ["check"]])
def test_another_command_is_not_on_record(built: Desk, other: list[str]) -> None:
    assert not ledger.replay(other)


def test_an_edit_of_the_press_makes_the_next_build_work(desk: Desk, tmp_path: Path) -> None:
    press = moved(tmp_path / "press")
    assert said(press).startswith("1 file made in ")
    for name in (
        "templates/style/forms/card.css",
        "templates/words/en.yaml",
        "vademecum/setting/finished.py",
    ):
        assert has_nothing_to_do(press)
        text = (press / name).read_bytes()
        (press / name).write_bytes(text + b"\n")
        assert not has_nothing_to_do(press)
        (press / name).write_bytes(text)


def test_another_press_with_other_templates_does_its_own_work(built: Desk, tmp_path: Path) -> None:
    press = moved(tmp_path / "press")
    (press / "templates/style/forms/card.css").write_text("html { color: #111 }")
    assert not has_nothing_to_do(press)


def test_a_root_that_is_a_file_counts_when_it_comes_changes_and_goes(tmp_path: Path) -> None:
    file, seen = tmp_path / "press.yaml", []
    for text in (None, "region: DE", "region: IT"):
        if text:
            file.write_text(text)
        seen.append(ledger.state([str(file)]))
    file.unlink()
    assert len(set(seen)) == 3
    assert ledger.state([str(file)]) == seen[0]


def test_an_edit_during_a_build_makes_the_next_one_work(desk: Desk, monkeypatch: Patch) -> None:
    words, real = desk.guide / "words/en.yaml", production.produce
    monkeypatch.setattr(production, "produce", lambda order: (real(order), words.write_text(""))[0])
    assert main(CARD) == 0
    assert not ledger.replay(CARD)


def test_a_pipe_in_the_content_is_not_waited_for(desk: Desk) -> None:
    os.mkfifo(desk.guide / "pipe")
    python("-c", "from vademecum.build import ledger; ledger.state(['content'])", seconds=5)


@pytest.mark.parametrize(
    ("epoch", "more", "days"),
    [
        (GOOD, [], {"2026-01-01": True, "2027-03-07": True, "2027-03-08": False}),
        (STALE, [], {"2027-03-07": False, "2027-03-08": True, "2027-03-09": False}),
        (GOOD, ["--today", "2027-03-08"], {"2026-01-01": True, "2030-01-01": True}),
    ],
)
def test_a_record_holds_while_the_same_is_said(
    desk: Desk, monkeypatch: Patch, epoch: str, more: list[str], days: dict[str, bool]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert main([*CARD, *more]) == 0
    for day, holds in days.items():
        monkeypatch.setattr(clock, "iso_today", lambda: day)
        assert ledger.replay([*CARD, *more]) == holds


def test_a_record_of_a_build_over_midnight_ends_too(desk: Desk, monkeypatch: Patch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 2))  # it began on the first
    assert main(CARD) == 0
    monkeypatch.setattr(clock, "iso_today", lambda: "2027-03-08")
    assert not ledger.replay(CARD)


@pytest.mark.parametrize("quiet", [[], ["-q"]])
def test_warnings_are_said_again(
    desk: Desk, monkeypatch: Patch, capsys: Captured, quiet: list[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", STALE)
    assert main([*CARD, *quiet]) == 0
    said = capsys.readouterr().err.splitlines(keepends=True)
    warnings = "".join(s for s in said if not s.startswith(("made small/", "1 file made")))
    assert warnings.count("stale-fact (warning)") == 1
    assert ledger.replay([*CARD, *quiet])
    assert capsys.readouterr().err == warnings + (NOTHING if not quiet else "")


@pytest.mark.parametrize("more", [[], ["--keep-going"]])
def test_problems_are_shown_each_time(desk: Desk, capsys: Captured, more: list[str]) -> None:
    desk.edit("words/en.yaml", "{fine}", "{finne}")
    for _ in range(2):
        assert main([*CARD, *more]) == 1
        assert "unknown-fact" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("field", "value"), [*(("", text) for text in TEXTS), *swept(FAULTS, *FAULTS[::5])]
)
def test_a_damaged_record_is_ignored(built: Desk, capsys: Captured, field: str, value: Any) -> None:
    path = ledger._path(CARD)
    record = json.loads(path.read_text()) | {field: value}
    whole = json.dumps({name: record[name] for name in record if record[name] is not ...})
    path.write_text(whole if field else value)
    assert main(CARD) == 0
    assert capsys.readouterr() == (f"{PDF}\n", "nothing to make: 1 file up to date\n")
    assert ledger.replay(CARD)


def test_only_the_latest_records_are_kept(desk: Desk, monkeypatch: Patch) -> None:
    monkeypatch.setattr(ledger, "KEPT", 3)
    for n in "01234":
        ledger.record([n], ledger.state([]), [], ("0001-01-01", "9999-12-31"), [], "", "", {})
        os.utime(ledger._path([n]), (int(n), int(n)))
    assert [n for n in "01234" if ledger.replay([n])] == ["2", "3", "4"]


@pytest.mark.parametrize("place", ["cache", "cache/vademecum", "cache/vademecum/ledger"])
def test_where_nothing_can_be_recorded_a_build_is_good(desk: Desk, place: str) -> None:
    Path(place).parent.mkdir(parents=True, exist_ok=True)
    Path(place).write_text("no folder")
    assert main(CARD) == 0
    assert Path(PDF).is_file()
    assert not ledger.replay(CARD)


def test_without_a_home_a_build_is_good(desk: Desk, monkeypatch: Patch) -> None:
    monkeypatch.setattr(pwd, "getpwuid", {}.__getitem__)  # nobody is known
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("HOME")
    assert main(CARD) == 0


def test_a_cache_folder_that_is_relative_is_ignored(desk: Desk, monkeypatch: Patch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")  # as XDG Base Directory 0.8 has it
    monkeypatch.setenv("HOME", str(desk.folder))
    assert cache.cache_folder() == desk.folder / ".cache" / "vademecum"


def sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 6 * 2**30)


HEAPS: Final[dict[str, Callable[[Path], object]]] = {
    "6 GB": sparse,
    "all processes": lambda path: path.symlink_to("/proc"),
    "the whole disk": lambda path: path.symlink_to("/"),
    "an endless file": lambda path: path.symlink_to("/dev/zero"),
    "a pipe": os.mkfifo,
    "itself": lambda path: path.symlink_to("."),
    "what stands above": lambda path: path.symlink_to("../.."),
    "nothing": lambda path: path.symlink_to("nothing"),
    "a work tree": lambda path: shutil.copytree(ROOT / "tests", path.with_name(".git")),
}


@pytest.mark.parametrize("heap", HEAPS)
@pytest.mark.parametrize("place", ["content/small/p", "content/small/words/p", "content/p"])
def test_no_heap_of_files_is_read_whole(desk: Desk, place: str, heap: str) -> None:
    """The state is taken in a process of its own, of bounded memory and time."""
    HEAPS[heap](Path(place))
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30));"
        "from vademecum.build import ledger; print(ledger.state(['content']))"
    )
    assert len(python("-c", code, seconds=5).stdout.strip()) == 64


@pytest.mark.parametrize(
    ("make", "change", "counts"),
    [
        (sparse, lambda path: os.truncate(path, 7 * 2**30), True),
        (sparse, lambda path: os.utime(path, (0, 0)), True),
        (lambda path: path.write_text("x"), lambda path: os.utime(path, (0, 0)), False),
        (lambda path: path.write_text("x"), lambda path: path.write_text("y"), True),
        (lambda path: path.symlink_to("guide.yaml"), lambda path: path.unlink(), True),
        (lambda path: path.symlink_to("/a"), lambda path: relinked(path, "/b"), True),
        (lambda path: path.symlink_to("/proc"), lambda path: None, False),
        (lambda path: path.write_text("x"), lambda path: path.rename(path.with_name("q")), True),
        (Path.mkdir, lambda path: (path / "f").touch(), True),
        (lambda path: None, Path.mkdir, True),
        (lambda path: path.with_name(".h").mkdir(), lambda path: path.with_name(".h").joinpath("f").touch(), False),
    ],
)  # fmt: skip
def test_what_counts_of_a_file(
    desk: Desk, make: Callable[[Path], object], change: Callable[[Path], object], counts: bool
) -> None:
    path = desk.guide / "p"
    make(path)
    before = ledger.state(["content"])
    assert ledger.state(["content"]) == before != ""
    change(path)
    assert (ledger.state(["content"]) != before) == counts


def relinked(path: Path, target: str) -> None:
    path.unlink()
    path.symlink_to(target)


def test_what_a_link_inside_the_guide_leads_to_counts(desk: Desk) -> None:
    (desk.guide / "words/ar.yaml").rename(desk.guide / "arabic.yaml")
    (desk.guide / "words/ar.yaml").symlink_to("../arabic.yaml")
    before = ledger.state(["content"])
    desk.edit("arabic.yaml", "دليل", "كتيب")
    assert ledger.state(["content"]) != before


def test_a_guide_beyond_its_bounds_is_not_remembered(desk: Desk, monkeypatch: Patch) -> None:
    monkeypatch.setattr("vademecum.content.door.MAX_NAMES", 3)
    assert ledger.state(["content"]) == ""
    ledger.record(CARD, "", ["content"], ("0001-01-01", "9999-12-31"), [], "said", "told", {})
    assert not ledger.replay(CARD)


@pytest.mark.skipif(os.name != "posix", reason="has no modes")
@pytest.mark.parametrize("mode", [0o770, 0o777, 0o707, 0o720])
def test_a_record_that_others_could_have_written_is_not_said_again(built: Desk, mode: int) -> None:
    cache.cache_folder().chmod(mode)
    assert not ledger.replay(CARD)
    assert main(CARD) == 0
    assert cache.cache_folder().stat().st_mode & 0o777 == 0o700
    assert ledger.replay(CARD)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives away")
@pytest.mark.parametrize("what", ["the record", "the folder"])
def test_a_record_of_somebody_else_is_not_said_again(built: Desk, what: str) -> None:
    given = ledger._path(CARD) if what == "the record" else cache.cache_folder()
    os.chown(given, 12345, -1)
    assert not ledger.replay(CARD)


@pytest.mark.parametrize("thing", ["6 GB", "an endless file", "a pipe", "itself", "nothing"])
def test_a_record_that_is_no_plain_file_is_ignored(built: Desk, thing: str) -> None:
    path = ledger._path(CARD)
    path.unlink()
    HEAPS[thing](path)
    assert not ledger.replay(CARD)


FACE: Final = """faces:
  almarai:
    package: fontpkg-almarai
    regular: files/Almarai-Regular.ttf
    bold: files/Almarai-Bold.ttf
scripts: {Arab: {leading: 1.45}}
"""
TEMPLATES: Final = Path("templates")
MACRO: Final = TEMPLATES / "blocks" / "callout.html.j2"
WORDS: Final = TEMPLATES / "words" / "en.yaml"


def furnish() -> None:
    """Give the desk a house."""
    Path("press.yaml").write_text(FACE, "utf-8")
    for path in (MACRO, WORDS):
        path.parent.mkdir(parents=True)
    shutil.copy(ROOT / MACRO, MACRO)
    WORDS.write_text("check-first: ask first\n", "utf-8")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder where the card was built once with a house, for many to copy."""
    return built_once(tmp_path_factory.mktemp("house"), furnish)


@pytest.fixture
def furnished(house: Path, desk: Desk, capsys: Captured) -> Desk:
    """Return a desk with a house, where the card was built and has nothing to do."""
    return copied(house, desk, capsys)


def upgrade(patch: Patch) -> None:
    """Install another version of a package, as far as the names of folders tell."""
    Path("packages/fontpkg_almarai-99.0.dist-info").mkdir(parents=True)
    patch.syspath_prepend("packages")


HOUSES: Final[dict[str, Callable[[Patch], object]]] = {
    "press.yaml changed": lambda patch: Path("press.yaml").write_text("region: KE\n"),
    "a theme made": lambda patch: Path("theme.yaml").write_text("base: mono\n"),
    "press.yaml removed": lambda patch: Path("press.yaml").unlink(),
    "an override changed": lambda patch: MACRO.write_text("{# ours #}"),
    "an override removed": lambda patch: MACRO.unlink(),
    "another override made": lambda patch: shutil.copy(
        ROOT / "templates" / "parts.html.j2", TEMPLATES
    ),
    "words of the house changed": lambda patch: WORDS.write_text("check-first: ask us\n"),
    "words of the house removed": lambda patch: WORDS.unlink(),
    "words in one language more": lambda patch: WORDS.with_name("sw.yaml").write_text("qr: x\n"),
    "a package that press.yaml names, upgraded": upgrade,
}


@pytest.mark.parametrize("change", HOUSES.values(), ids=HOUSES)
def test_whatever_of_a_house_changes_counts(
    furnished: Desk, monkeypatch: Patch, change: Callable[[Patch], object]
) -> None:
    change(monkeypatch)
    assert not ledger.replay(CARD)


@pytest.mark.parametrize("part", ["press.yaml", "templates"])
def test_a_house_that_comes_counts(desk: Desk, part: str) -> None:
    furnish()
    shutil.move(part, "away")
    assert main(CARD) == 0
    assert ledger.replay(CARD)
    shutil.move("away", part)
    assert not ledger.replay(CARD)
