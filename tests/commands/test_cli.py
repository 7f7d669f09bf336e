"""The command line, as a function and once as a real process."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Desk
from vademecum.__main__ import main as front_door
from vademecum.cli import main
from vademecum.forms.papers import PAPERS
from vademecum.forms.products import FORMS
from vademecum.text.faces import FACES

Captured = pytest.CaptureFixture[str]


@pytest.mark.usefixtures("nothing_set")
def test_build_publishes_and_prints_paths_alone_on_standard_output(
    desk: Desk, capsys: Captured
) -> None:
    assert main(["build", "-p", "card", "-j", "1"]) == 0
    out, err = capsys.readouterr()
    paths = ["dist/small/en/small_en_card_id1.pdf", "dist/small/ar/small_ar_card_id1.pdf"]
    assert out.splitlines() == paths
    assert all((desk.folder / path).is_file() for path in paths)
    *made, summary = err.splitlines()
    assert sorted(made) == [f"made {path.removeprefix('dist/')}" for path in sorted(paths)]
    assert summary.startswith("2 files made in ")


@pytest.mark.usefixtures("nothing_set")
def test_quiet_says_nothing_more_and_verbose_tells_sizes(desk: Desk, capsys: Captured) -> None:
    assert main(["build", "-p", "card", "-l", "en", "-q"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["build", "-p", "card", "-l", "en", "-v"]) == 0
    assert "kept small/en/small_en_card_id1.pdf  2 pages, " in capsys.readouterr().err
    assert main(["build", "-p", "card", "-l", "en", "-v", "--no-cache"]) == 0
    assert "made small/en/small_en_card_id1.pdf  2 pages, " in capsys.readouterr().err


@pytest.mark.usefixtures("nothing_set")
def test_a_part_is_built_beside_the_rest(desk: Desk) -> None:
    assert main(["build", "-p", "card", "-q"]) == 0
    assert main(["build", "small", "-l", "ar", "-p", "card", "-q"]) == 0
    manifest = json.loads((desk.folder / "dist/manifest.json").read_text("utf-8"))
    assert [entry["language"] for entry in manifest["artifacts"]] == ["ar", "en"]


@pytest.mark.usefixtures("nothing_set")
def test_lists_are_repeatable_and_take_commas(desk: Desk, capsys: Captured) -> None:
    assert main(["build", "-l", "en,ar", "-p", "card", "-p", "checklist", "-s", "a4", "-q"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 4


@pytest.mark.usefixtures("nothing_set")
def test_problems_are_told_all_at_once_and_the_last_good_build_stays(
    desk: Desk, capsys: Captured
) -> None:
    assert main(["build", "-p", "card", "-q"]) == 0
    before = {p: p.read_bytes() for p in desk.folder.glob("dist/**/*") if p.is_file()}
    desk.edit("facts.yaml", '"*100#"', '"100"')
    desk.edit("words/ar.yaml", "{fine} ", "")
    capsys.readouterr()
    assert main(["build", "-q"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "content/small/facts.yaml:19:10: fact-value: '100' is no USSD code" in err
    assert "nothing was published" in err
    assert {p: p.read_bytes() for p in desk.folder.glob("dist/**/*") if p.is_file()} == before


def test_paper_that_does_not_fit_is_not_published(desk: Desk, capsys: Captured) -> None:
    desk.edit("words/en.yaml", "    never: Never write", f"    never: {'Never ever write ' * 60}")
    assert main(["build", "-p", "card", "-q"]) == 1
    assert "does-not-fit" in capsys.readouterr().err
    assert not (desk.folder / "dist").exists()


def test_a_fact_too_wide_for_every_language_is_one_problem(desk: Desk, capsys: Captured) -> None:
    desk.edit("facts.yaml", "value: MTS\n  in: {ru: МТС}", f"value: {'M' * 60}")
    assert main(["build", "-p", "card", "-q", "-j", "1"]) == 1
    said = capsys.readouterr().err
    assert "1 problem in 1 file" in said
    assert "facts.yaml:4:10: does-not-fit: small in en, card on id1 (so too small in ar): " in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", "-l", "arr"], "unknown language 'arr'; did you mean 'ar'?"),
        (["build", "-p", "cards"], "unknown product 'cards'; did you mean 'card"),
        (["build", "-s", "a5"], "unknown paper 'a5'; did you mean 'a4'?"),
        (["build", "smal"], "unknown guide 'smal'; did you mean 'small'?"),
        (["build", "-j", "0"], "0 is not in the range"),
        (["build", "--frobnicate"], "No such option"),
        (["bild"], "No such command 'bild'"),
        (["build", "-o", "content"], "holds content"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_what_was_meant(
    desk: Desk, capsys: Captured, arguments: list[str], words: str
) -> None:
    assert main(arguments) == 2
    assert words in capsys.readouterr().err


@pytest.mark.usefixtures("nothing_set")
def test_a_folder_of_guides_is_built_and_a_new_guide_in_it_is_seen(
    desk: Desk, capsys: Captured
) -> None:
    shelf = desk.folder / "shelf"
    shutil.copytree(desk.guide, shelf / "inn")
    command = ["build", "shelf", "-l", "en", "-p", "card"]
    assert front_door(command) == 0
    shutil.copytree(desk.guide, shelf / "pub")
    capsys.readouterr()
    assert front_door(command) == 0
    made = [f"dist/{name}/en/{name}_en_card_id1.pdf" for name in ("inn", "pub")]
    assert capsys.readouterr().out.splitlines() == made


def test_two_guides_of_one_name_are_not_built_into_one_folder(desk: Desk, capsys: Captured) -> None:
    shutil.copytree(desk.guide, desk.folder / "shelf" / "small")
    assert main(["build", "small", "shelf"]) == 2
    assert "content/small and shelf/small have one name" in capsys.readouterr().err
    assert main(["check", "small", "shelf", "-q"]) == 0


def test_a_folder_without_content_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 2
    assert "no folder content/ here" in capsys.readouterr().err


@pytest.mark.usefixtures("nothing_set")
def test_a_folder_that_cannot_be_written_is_told(desk: Desk, capsys: Captured) -> None:
    (desk.folder / "file").write_text("x")
    assert main(["build", "-p", "card", "-q", "-o", "file/dist"]) == 1
    assert "could not publish into file/dist" in capsys.readouterr().err


def test_check_sets_nothing(desk: Desk, capsys: Captured) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().err == "small: 2 languages, no problems\n"
    desk.edit("words/en.yaml", "lead: Do this", "lead: Do ⛵ this")
    assert main(["check"]) == 1
    assert "missing-glyph" in capsys.readouterr().err
    assert not (desk.folder / "dist").exists()


def test_check_never_imports_the_engine(desk: Desk) -> None:
    code = (
        "import sys; from vademecum.cli import main; main(['check', '-q']);"
        "sys.exit('weasyprint' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert (
        subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
    )


def test_list_tells_guides_languages_products_and_papers(desk: Desk, capsys: Captured) -> None:
    assert main(["list"]) == 0
    out = capsys.readouterr().out
    guide, _, rest = out.partition("Forms and their papers\n")
    assert [line.split(maxsplit=1) for line in guide.splitlines()] == [
        ["small"],
        ["languages", "ar, en"],
        ["checklist", "sheet on a4, letter"],
        ["card", "card on id1"],
        ["card-sheet", "sheets of card on a4, letter"],
    ]
    forms, _, papers = rest.partition("Papers\n")
    assert [line.split()[0] for line in forms.splitlines()] == list(FORMS)
    assert [line.split()[0] for line in papers.splitlines()] == list(PAPERS)
    assert "  card                     id1, business, business-us\n" in forms
    assert "  id1                      85.6 x 53.98 mm\n" in papers


def test_list_tells_each_row_that_a_product_is_made_for(desk: Desk, capsys: Captured) -> None:
    desk.edit("guide.yaml", "imposed_on: [a4, letter]", "imposed_on: [a4]\n    per: codes")
    assert main(["list"]) == 0
    out = capsys.readouterr().out
    assert "  card-mts                 card on id1\n" in out
    assert "  card-sheet               sheets of card on a4\n" in out
    assert "  card  " not in out.partition("Forms")[0]


@pytest.mark.parametrize("fault", ["form: crad", "form: [card]", "per: nothing\n    form: card"])
def test_list_tells_what_it_can_of_a_guide_that_has_problems(
    desk: Desk, capsys: Captured, fault: str
) -> None:
    desk.edit("guide.yaml", "form: card", fault)
    assert main(["list"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("small\n  languages                ar, en\nForms and their papers\n")
    assert err == ""


def test_version_tells_the_engine_and_pango(capsys: Captured) -> None:
    assert main(["--version"]) == 0
    names = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert names[:4] == ["Vademecum", "WeasyPrint", "Pango", "HarfBuzz"]
    assert {face.distribution for face in FACES.values()} == set(names[4:])


def test_help_is_there_for_every_command(capsys: Captured) -> None:
    for arguments in (["--help"], ["build", "-h"], ["check", "-h"], ["list", "-h"]):
        assert main(arguments) == 0
    assert "Only these languages" in capsys.readouterr().out


def test_missing_pango_is_answered_with_what_to_type(
    desk: Desk, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vademecum.setting import pango

    monkeypatch.setattr(pango, "NAMES", ("libnopango.so",))
    monkeypatch.setattr("ctypes.util.find_library", lambda name: None)
    assert main(["build", "-p", "card"]) == 1
    err = capsys.readouterr().err
    for system in ("apt-get install", "dnf install", "brew install", "pacman -S"):
        assert system in err


def test_the_front_door_is_a_real_process(desk: Desk) -> None:
    result = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "-p", "card", "-l", "en"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout == "dist/small/en/small_en_card_id1.pdf\n"
    assert result.stderr.startswith("made small/en/small_en_card_id1.pdf\n1 file made in ")


def test_the_front_door_says_what_to_do_where_nothing_is_set_up(desk: Desk) -> None:
    result = subprocess.run(
        [sys.executable, "-S", "-I", str(ROOT / "build.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "run `make` once" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_terminal_gets_a_bar_that_goes_away(desk: Desk) -> None:
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    command = [sys.executable, str(ROOT / "build.py"), "-p", "card", "-l", "en"]
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1"}
    result = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=follower, env=environment, check=False
    )
    os.close(follower)
    shown = os.read(leader, 100_000).decode()
    os.close(leader)
    assert result.returncode == 0
    assert "printing" in shown
    assert "made small" not in shown
    assert "\x1b[3" not in shown  # no colour


@pytest.mark.usefixtures("nothing_set")
def test_to_keep_going_publishes_the_good_languages_and_says_what_is_missing(
    desk: Desk, capsys: Captured
) -> None:
    assert main(["build", "-p", "card", "-q"]) == 0
    desk.edit("words/ar.yaml", "{fine} ", "")
    assert main(["build", "-p", "card", "-q"]) == 1
    assert (desk.folder / "dist/small/ar").exists()
    capsys.readouterr()
    assert main(["build", "-p", "card", "-q", "--keep-going"]) == 1
    assert capsys.readouterr().out == "dist/small/en/small_en_card_id1.pdf\n"
    manifest = json.loads((desk.folder / "dist/manifest.json").read_text("utf-8"))
    assert [entry["language"] for entry in manifest["artifacts"]] == ["en"]
    (missing,) = manifest["missing"]
    assert (missing["guide"], missing["language"]) == ("small", "ar")
    assert "placeholder-lost" in missing["problems"][0]
    assert not (desk.folder / "dist/small/ar").exists()


def test_to_keep_going_leaves_out_what_does_not_fit(desk: Desk) -> None:
    desk.edit("words/ar.yaml", "    never: لا", f"    never: {'لا تكتب الرقم ' * 60}")
    assert main(["build", "-p", "card", "-q", "--keep-going"]) == 1
    manifest = json.loads((desk.folder / "dist/manifest.json").read_text("utf-8"))
    assert [entry["language"] for entry in manifest["artifacts"]] == ["en"]
    assert "does-not-fit" in manifest["missing"][0]["problems"][0]


@pytest.mark.usefixtures("nothing_set")
def test_to_keep_going_with_nothing_good_publishes_nothing(desk: Desk) -> None:
    assert main(["build", "-p", "card", "-q"]) == 0
    before = (desk.folder / "dist/manifest.json").read_bytes()
    desk.edit("facts.yaml", '"*100#"', '"100"')
    assert main(["build", "-p", "card", "-q", "--keep-going"]) == 1
    assert (desk.folder / "dist/manifest.json").read_bytes() == before


def test_without_the_extra_a_cluster_is_answered_with_what_to_type(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["build", "-j", "dask://127.0.0.1:8786"]) == 2
    assert capsys.readouterr().err.endswith('install the extra: pip install "vademecum[dask]"\n')
    assert not (desk.folder / "dist").exists()


@pytest.mark.parametrize(
    "address",
    ["dask://", "dask://h", "dask://h:0", "dask://h:65536", "dask://h:x:1", "tcp://h:1"],
)
def test_an_address_that_is_none_is_wrong_usage(
    desk: Desk, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    assert main(["build", "-p", "card", "-j", address]) == 2
    assert "dask://HOST:PORT" in capsys.readouterr().err
    assert not (desk.folder / "dist").exists()
