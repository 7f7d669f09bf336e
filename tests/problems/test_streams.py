"""What is said is never obeyed by a terminal, and no stream, however broken, stops the press."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final, TextIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, SMALL, Desk
from tests.trying import one_in, tried
from vademecum.cli import main
from vademecum.problems import streams
from vademecum.problems.streams import Stream, escaped, plain

Captured = pytest.CaptureFixture[str]
TEXTS: Final = st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF), max_size=40)
ENCODINGS: Final = ("utf-8", "cp1252", "ascii", "koi8-r")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("small", "small"),
        ("Привет, 你好 क्\u200dष", "Привет, 你好 क्\u200dष"),
        ("\x1b[31m", r"\u001b[31m"),
        ("a\rb\x07\x7f\x9b", r"a\u000db\u0007\u007f\u009b"),
        ("\u202eevil\u2066", r"\u202eevil\u2066"),
        ("\udcff.yaml", r"\udcff.yaml"),
        ("\U000e0041", r"\udb40\udc41"),
        ("one\ntwo\tthree", "one\\ntwo\\tthree"),
        ("a\u00a0b\u202fc", "a\u00a0b\u202fc"),
        ("\u2028\u2029\u200e\ufeff", r"\u2028\u2029\u200e\ufeff"),
    ],
)
def test_what_a_terminal_would_obey_is_escaped(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", r"\u003a:error::x"),
        ("::stop-commands::x", r"\u003a:stop-commands::x"),
        ("  ::add-mask::x", r"\u0020 ::add-mask::x"),
        ("\t::debug::x", r"\t::debug::x"),
        ("\u00a0::debug::x", r"\u00a0::debug::x"),
        ("##[group]x", r"\u0023#[group]x"),
        ("a::b", "a::b"),
        (":: ", r"\u003a: "),
        ("small: ::x", "small: ::x"),
        ("#[x]", "#[x]"),
    ],
)
def test_what_a_runner_of_a_forge_would_obey_is_escaped(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize("name", ["::error::x", "##[error]x", " ::debug::x", "::set-env name=A::b"])
def test_no_name_gives_orders_to_a_runner(desk: Desk, capsys: Captured, name: str) -> None:
    desk.guide.rename(desk.guide.with_name(name))
    Path("content", name, "partners", name).mkdir(parents=True)
    for command in ("list", "status", "accept", "check", "schema", "build", "release"):
        main([command])
        lines = "".join(capsys.readouterr()).splitlines()
        assert [line for line in lines if line.lstrip().startswith(("::", "##["))] == []


@given(TEXTS, st.sampled_from(ENCODINGS))
@tried(max_examples=200)
def test_any_text_can_be_said_in_any_encoding_and_json_stays_json(text: str, encoding: str) -> None:
    said = escaped(json.dumps(text, ensure_ascii=False), encoding)
    assert json.loads(said.encode(encoding).decode(encoding)) == json.loads(json.dumps(text))
    assert not any(
        ord(char) < 32 or 127 <= ord(char) < 160 != 160 for char in plain(text) if char != "\u00a0"
    )
    assert escaped(escaped(text, encoding), encoding) == escaped(text, encoding)


class Failing(io.TextIOBase):
    """A stream that fails in one way."""

    encoding = "utf-8"

    def __init__(self, error: Exception) -> None:
        self.error = error

    def write(self, text: str) -> int:
        raise self.error

    def flush(self) -> None:
        raise self.error


@pytest.mark.parametrize(
    "inner",
    [
        None,
        *map(Failing, (BrokenPipeError(32, "x"), OSError(28, "x"), OSError(5, "x"), ValueError())),
    ],
)
def test_a_stream_never_fails(inner: TextIO | None) -> None:
    stream = Stream(inner)
    print("said", file=stream, flush=True)
    print("again", file=stream)
    stream.flush()
    assert not stream.isatty()


def test_streams_are_given_back() -> None:
    before = sys.stdout, sys.stderr
    with streams.guarded(), streams.guarded():
        assert isinstance(sys.stderr, Stream)
    assert (sys.stdout, sys.stderr) == before


SHELL: Final = {
    "closed": ">&-", "full": ">/dev/full", "nobody reads": "| true", "errors closed": "2>&-",
    "errors full": "2>/dev/full", "all closed": ">&- 2>&- <&-", "both full": ">/dev/full 2>&1",
}  # fmt: skip
SPEAKING: Final = (("list", 0), ("status", 0), ("status nobody", 2), ("--help", 0), ("check -l", 2))


def shell(command: str, how: str) -> subprocess.CompletedProcess[str]:
    full = f"set -o pipefail; {sys.executable} -m vademecum {command} {how}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""}
    return subprocess.run(
        ["bash", "-c", full], capture_output=True, text=True, check=False, env=environment
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder where the card was built, and there is nothing to do."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(SMALL, folder / "content" / "small")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert shell("build -p card -l en", "").returncode == 0
    return folder


@one_in(3)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("how", SHELL)
def test_a_build_with_nothing_to_do_exits_with_0_whatever_became_of_its_streams(
    built: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    monkeypatch.chdir(built)
    result = shell("build -p card -l en", SHELL[how])
    assert (result.returncode, "Traceback" in result.stderr) == (0, False)
    assert "No space" in result.stderr or how != "full"


@one_in(3)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("how", ["closed", "full", "nobody reads", "all closed"])
@pytest.mark.parametrize(("command", "code"), SPEAKING[:1] + SPEAKING[2:3])
def test_exit_codes_are_those_of_the_manual_whatever_became_of_the_streams(
    desk: Desk, how: str, command: str, code: int
) -> None:
    result = shell(command, SHELL[how])
    assert (result.returncode, "Traceback" in result.stderr) == (code, False)


EVERY: Final = (
    ("--help", 0), ("--version", 0), ("build --help", 0), ("list icons water", 0), ("check", 0),
    ("status", 0), ("status --format json", 0), ("accept", 0), ("release", 0), ("new begun", 0),
    ("schema", 0), ("site -q -l en", 0), ("build -l xx", 2), ("new", 2), ("nonsense", 2),
)  # fmt: skip
PAIRS: Final = [(command, code, how) for command, code in EVERY for how in SHELL]
"""Each command with each stream; the suite tries one or two of each, and all in all."""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@one_in(12)
@pytest.mark.parametrize(("command", "code", "how"), PAIRS)
def test_every_command_ends_as_it_should_whatever_became_of_its_streams(
    desk: Desk, command: str, code: int, how: str
) -> None:
    result = shell(command, SHELL[how])
    assert (result.returncode, "Traceback" in result.stderr) == (code, False), result.stderr


CLOSED: Final = """
import os, sys
for number in {0}:
    os.close(number)
from vademecum.__main__ import main
main(["list", "themes"])
opened = os.open("content/small/guide.yaml", os.O_RDONLY)
sys.exit(opened in {0} or any(os.fstat(n).st_rdev != os.stat(os.devnull).st_rdev for n in {0}))
"""


@one_in(3)
@pytest.mark.skipif(sys.platform == "win32", reason="has other descriptors")
@pytest.mark.parametrize(
    "closed", [(0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (2, 1, 0), (1, 0)], ids=str
)
def test_no_file_takes_the_place_of_a_stream_that_was_closed(
    desk: Desk, closed: tuple[int, ...]
) -> None:
    """Whichever door one comes in by: what a library says on it would be written into the file."""
    code = CLOSED.format(closed)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert (
        subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
    )


STOPPED: Final = """
import sys
class Stop:
    def find_spec(self, name, *rest):
        if name == {0!r}:
            sys.meta_path.remove(self)
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stop())
from vademecum.__main__ import main
sys.exit(main({1}))
"""


@pytest.mark.parametrize(
    ("module", "command"),
    [
        ("vademecum.build.ledger", "check"), ("vademecum.problems.streams", "list"),
        ("vademecum.cli", "build"), ("click", "check"), ("vademecum.content.catalogue", "status"),
        ("vademecum.content.door", "release"), ("vademecum.commands.check", "check"),
        ("pydantic", "build"), ("yaml", "accept"), ("vademecum.commands.listing", "list"),
    ],
)  # fmt: skip
def test_ctrl_c_leaves_no_trace_whatever_is_being_loaded(
    desk: Desk, module: str, command: str
) -> None:
    code = STOPPED.format(module, [command])
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    result = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=False, capture_output=True, text=True
    )
    assert (result.returncode, result.stdout) == (130, "")
    assert result.stderr.strip() == "stopped; nothing was published"


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_table_is_shown_in_any_encoding(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    file = io.TextIOWrapper(io.BytesIO(), encoding)
    monkeypatch.setattr(sys, "stdout", file)
    assert main(["status"]) == 0
    file.flush()
    shown = file.buffer.getvalue().decode(encoding)
    assert "2026-11-01" in shown
    assert "\\u" not in shown


NAMES: Final = (
    b"\xff",
    b"e\x1b[31mn",
    b"a\nb",
    b"\xc2\x9b1m",
    b"a\rb",
    b"[red]x",
    b"\xe2\x80\xaex",
)


@pytest.mark.parametrize("name", NAMES, ids=repr)
@pytest.mark.parametrize(
    "command", [["list"], ["status"], ["status", "--format", "json"], ["accept"], ["check"]]
)
def test_the_name_of_a_words_file_never_reaches_the_terminal_nor_stops_others(
    desk: Desk, capsys: Captured, name: bytes, command: list[str]
) -> None:
    shutil.copy("content/small/words/en.yaml", f"content/small/words/{os.fsdecode(name)}.yaml")
    assert main(command) == (1 if command == ["check"] else 0)
    said = "".join(capsys.readouterr()).replace("\n", "")
    said.encode("utf-8")
    assert all(char.isprintable() for char in said)
    assert "Traceback" not in said


@pytest.mark.parametrize("name", [*NAMES[:3], b"[bold]x[nothing]"], ids=repr)
def test_the_name_of_a_guide_is_said_as_it_stands(
    desk: Desk, capsys: Captured, name: bytes
) -> None:
    folder = Path(os.fsdecode(name))
    desk.guide.rename(desk.guide.parent / folder)
    for command in ("list", "status", "accept"):
        assert main([command]) == 0
        out, err = capsys.readouterr()
        assert plain(str(folder)) in out + err
        assert all(char.isprintable() for char in (out + err).replace("\n", ""))


def test_a_name_that_is_not_utf_8_leaves_the_other_languages_to_keep_going(
    desk: Desk, capsys: Captured
) -> None:
    (desk.guide / "words" / "\udcff.yaml").write_text("title: x")
    assert main(["build", "-p", "card", "-q", "--keep-going"]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert r"words/\udcff.yaml: " in err
    listing = json.loads((desk.folder / "dist/manifest.json").read_bytes())
    (missing,) = listing["missing"]
    assert missing["language"] == "\udcff"
    assert missing["problems"]
