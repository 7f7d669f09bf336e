"""`vademecum new`: a guide that is good at once, and nothing where it cannot be made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.conftest import ROOT
from tests.trying import swept
from vademecum.build import portions
from vademecum.cli import main
from vademecum.commands import new as command
from vademecum.content import beginning, catalogue
from vademecum.content.reading import GuideReader
from vademecum.text import faces

Captured = pytest.CaptureFixture[str]
EXAMPLES = command.examples()


@pytest.fixture(autouse=True)
def _empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_guide_like_any_example_has_no_problem_at_all(example: str, capsys: Captured) -> None:
    assert main(["new", "my-guide", "--like", example]) == 0
    out, err = capsys.readouterr()
    assert out == "content/my-guide\n"
    assert err.splitlines()[-1] == "next: vademecum build my-guide"
    today = max(date.today(), date(2026, 11, 27)).isoformat()
    assert main(["check", "--strict", "--today", today]) == 0
    reader = GuideReader(Path("content/my-guide"), portions.house())
    read = portions.read([reader], date.fromisoformat(today))
    found = [edition for portion in read for edition in portion.editions]
    assert len(found) == len(list((EXAMPLES[example] / "words").glob("*.yaml")))
    assert {edition.author for edition in found} == {"The authors of my-guide"}
    assert not any(edition.reviewed for edition in found)


@pytest.mark.parametrize("example", swept(tuple(EXAMPLES), "hostel"))
def test_every_file_names_a_schema_beside_it_that_it_keeps(example: str) -> None:
    assert main(["new", "my-guide", "--like", example]) == 0
    folder = Path("content/my-guide")
    paths = sorted(folder.rglob("*.yaml"))
    assert len(paths) >= 3
    for path in paths:
        text = path.read_text("utf-8")
        first = text.partition("\n")[0]
        assert first.startswith(beginning.FIRST_LINE)
        schema = json.loads((path.parent / first.partition("=")[2]).read_text("utf-8"))
        jsonschema.validate(_read(text), schema)


def _read(text: str) -> Any:
    return (
        yaml.load(text, Loader=yaml.BaseLoader)
        if "kind:" not in text and "shelf_life:" not in text
        else _plain(yaml.safe_load(text))
    )


def _plain(value: Any) -> Any:
    """Return YAML as an editor has it: a day is a text."""
    if isinstance(value, dict):
        return {key: _plain(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_plain(child) for child in value]
    return value.isoformat() if isinstance(value, date) else value


def test_the_days_of_checking_are_carried_over(capsys: Captured) -> None:
    assert main(["new", "my-guide"]) == 0
    made = yaml.safe_load(Path("content/my-guide/facts.yaml").read_text("utf-8"))
    assert made == yaml.safe_load((EXAMPLES["small"] / "facts.yaml").read_text("utf-8"))
    oldest = min(fact["checked"] for fact in made.values())
    assert f"checked on {oldest} or later" in capsys.readouterr().err


def test_only_some_languages_and_always_the_first(capsys: Captured) -> None:
    assert main(["new", "my-guide", "-l", "ru"]) == 0
    assert files(Path("content/my-guide/words")) == ["en.yaml", "ru.yaml"]
    assert main(["new", "other", "-l", "en"]) == 0
    assert files(Path("content/other/words")) == ["en.yaml"]
    assert main(["check", "--strict"]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["My Guide"], "did you mean 'my-guide'?"),
        (["Ütrecht 2"], "did you mean 'utrecht-2'?"),
        (["a_b"], "did you mean 'a-b'?"),
        (["../escape"], "did you mean 'escape'?"),
        (["/tmp/x"], "did you mean 'tmp-x'?"),
        ([".hidden"], "did you mean 'hidden'?"),
        (["путь"], "such as my-guide"),
        ([""], "such as my-guide"),
        (["x" * 61], "at most 60"),
        (["x", "--like", "smal"], "unknown example 'smal'; did you mean 'small'?"),
        (["x", "--like", "zzz"], "known are:"),
        (["x", "--like", "../small"], "unknown example"),
        (["x", "-l", "tlh"], "the example small has no language 'tlh'; it has en, ru"),
        (["x", "-l", "ru,xx"], "has no language 'xx'"),
        ([], "Missing argument"),
    ],
)
def test_what_cannot_be_asked_for_is_wrong_usage(
    capsys: Captured, arguments: list[str], said: str
) -> None:
    assert main(["new", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert files(Path()) == []


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_is_there_stays_as_it_is(capsys: Captured, kind: str) -> None:
    Path("content").mkdir()
    place = Path("content/mine")
    if kind == "folder":
        place.mkdir()
    elif kind == "file":
        place.write_text("a file", "utf-8")
    else:
        place.symlink_to("nowhere")
    before = files(Path())
    assert main(["new", "mine"]) == 2
    assert "content/mine is there already" in capsys.readouterr().err
    assert files(Path()) == before


def test_nothing_half_made_is_left(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(beginning, "copy", full)
    assert main(["new", "mine"]) == 1
    assert "content/mine cannot be made: No space left" in capsys.readouterr().err
    assert files(Path()) == ["content"]


KILLED = """
import os, signal, sys
from vademecum.cli import main
from vademecum.content import beginning

def killed(example, folder, tags):
    (folder / "guide.yaml").write_text("half")
    if sys.argv[1] == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    print("begun", flush=True)
    sys.stdin.read()

beginning.copy = killed
main(["new", "mine"])
"""


def _begin(end: str) -> subprocess.Popen[bytes]:
    """Begin a guide in a process that is killed half way, or waits there."""
    command, environment = [sys.executable, "-c", KILLED, end], {"PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, env=os.environ | environment)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals and locks")
def test_what_was_killed_is_taken_away_by_the_next_and_nothing_else() -> None:
    own = Path("content/.new-abcdefgh/mine.yaml"), Path("content/.vademecum-new-notes/mine.yaml")
    for path in own:
        path.parent.mkdir(parents=True)
        path.write_text("mine", "utf-8")
    with _begin("die") as process:
        process.communicate()
    left = {path.name for path in Path("content").iterdir()}
    assert process.returncode == -9
    assert len(left) == 3
    assert main(["new", "mine"]) == 0
    names = {path.parent.name for path in own}
    assert {path.name for path in Path("content").iterdir()} == names | {"mine"}
    assert all(path.read_text("utf-8") == "mine" for path in own)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals and locks")
def test_what_another_is_at_is_left_to_it() -> None:
    with _begin("wait") as process:
        assert process.stdout
        assert process.stdout.readline() == b"begun\n"
        assert main(["new", "other"]) == 0
        begun = [path.name for path in Path("content").iterdir() if path.name != "other"]
        process.communicate(b"")
    assert len(begun) == 1


def test_a_house_with_a_fault_says_so_first(capsys: Captured) -> None:
    Path("press.yaml").write_text("regio: KE\n", "utf-8")
    assert main(["new", "mine"]) == 1
    assert "press.yaml:1:1: unknown-key" in capsys.readouterr().err
    assert files(Path()) == ["press.yaml"]


def test_a_language_without_its_type_is_left_out(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    example = tmp_path / "examples" / "small"
    beginning.copy(EXAMPLES["small"], example, ["en", "ru"])
    words = (example / "words" / "ru.yaml").read_text("utf-8")
    (example / "words" / "th.yaml").write_text(words, "utf-8")
    monkeypatch.setattr(command, "examples", lambda: {"small": example})
    found = metadata.distribution

    def installed(name: str) -> metadata.Distribution:
        if name == "fontpkg-sarabun":
            raise metadata.PackageNotFoundError(name)
        return found(name)

    monkeypatch.setattr(metadata, "distribution", installed)
    faces._root.cache_clear()
    assert main(["new", "mine"]) == 0
    assert "without th: its type is not installed; run: pip install fontpkg-sarabun" in (
        capsys.readouterr().err
    )
    assert files(Path("content/mine/words")) == ["en.yaml", "ru.yaml"]
    faces._root.cache_clear()


def test_a_guide_can_be_begun_beside_others() -> None:
    for name in ("one", "two"):
        assert main(["new", name]) == 0
    assert [path.name for path in catalogue.folders(())] == ["one", "two"]
