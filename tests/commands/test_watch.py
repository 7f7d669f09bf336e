"""Watching: what an edit touches is made again at once, and a problem stops nothing."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Desk
from vademecum.build import ledger, production
from vademecum.build.production import Order
from vademecum.commands import watch
from vademecum.problems.policy import Policy

Captured = pytest.CaptureFixture[str]
CARDS = Order(products=("card",), volume="quiet", policy=Policy(date(2026, 12, 1)))
CONTENT = [Path("content")]
AR, EN = (f"dist/small/{tag}/small_{tag}_card_id1.pdf" for tag in ("ar", "en"))
WORDS = Path("content/small/words")


class Stopped(Exception):
    """The last step has been taken."""


def look(*steps: Callable[[], object]) -> Iterator[tuple[int, list[str]]]:
    """Take a step between any two looks; yield after how many what was found."""

    def sleep(seconds: float) -> None:
        assert seconds == watch.PAUSE
        if len(taken) == len(steps):
            raise Stopped
        taken.append(steps[len(taken)]())

    taken: list[object] = []
    found = watch.edits(CONTENT, sleep)
    try:
        for paths in found:
            yield len(taken), [path.relative_to("content/small").as_posix() for path in paths]
    except Stopped:
        return


def nothing() -> None:
    pass


def write(name: str, text: str) -> Callable[[], object]:
    return lambda: (Path("content/small") / name).write_text(text)


def remove(name: str) -> Callable[[], object]:
    return lambda: (Path("content/small") / name).unlink()


def test_what_was_changed_added_or_removed_is_told_once(desk: Desk) -> None:
    def all_at_once() -> None:
        write("words/en.yaml", "x")()
        write("words/ru.yaml", "x")()
        remove("translations.json")()

    found = [(2, ["translations.json", "words/en.yaml", "words/ru.yaml"])]
    assert list(look(all_at_once, nothing, nothing, nothing)) == found
    assert list(look(nothing, nothing)) == []


def test_an_editor_that_saves_in_several_steps_is_waited_for(desk: Desk) -> None:
    steps = write("guide.yaml", "x"), remove("guide.yaml"), write("guide.yaml", "xy")
    found = [(5, ["facts.yaml", "guide.yaml"])]
    assert list(look(*steps, write("facts.yaml", "x"), nothing, nothing)) == found
    assert list(look(write("4913", ""), remove("4913"), nothing, nothing)) == []


def test_one_edit_after_another_is_told(desk: Desk) -> None:
    looks = look(write("guide.yaml", "x"), nothing, write("facts.yaml", "x"), nothing)
    assert list(looks) == [(2, ["guide.yaml"]), (4, ["facts.yaml"])]


def test_an_edit_while_what_was_found_is_made_is_told_next(desk: Desk) -> None:
    told = []
    for _, names in look(write("guide.yaml", "x"), nothing, nothing, nothing):
        told.append(names)
        if len(told) == 1:
            write("facts.yaml", "x")()
    assert told == [["guide.yaml"], ["facts.yaml"]]


def test_a_file_replaced_by_one_of_the_same_size_and_time_is_noticed(desk: Desk) -> None:
    def replace() -> None:
        path, other = desk.guide / "guide.yaml", desk.folder / "other"
        other.write_bytes(path.read_bytes()[::-1])
        os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
        other.replace(path)

    assert list(look(replace, nothing)) == [(2, ["guide.yaml"])]


def test_hidden_files_are_ignored(desk: Desk) -> None:
    assert list(look(write("words/.en.yaml.swp", "x"), nothing, nothing)) == []


@pytest.mark.parametrize(
    "name",
    [
        *("4913", "5036", "guide.yaml~", "words/en.yaml~", "words/en.yaml.swp", "facts.yaml.swo"),
        *("#guide.yaml#", ".#guide.yaml", "guide.yaml___jb_tmp___", "guide.yaml___jb_old___"),
        *("words/sedA1b2C3", "guide.yaml.bak", "guide.yaml.orig", "guide.yaml.rej"),
        *("pictures/map.png.part", "guide.yaml.tmp", "facts.yaml.tmp.4711.1764240000"),
    ],
)
def test_what_an_editor_leaves_behind_wakes_nobody(desk: Desk, name: str) -> None:
    (desk.guide / "pictures").mkdir()
    steps = write(name, "x"), nothing, write(name, "xy"), nothing, remove(name), nothing
    assert list(look(*steps)) == []
    assert list(look(write(name, "x"), write("guide.yaml", "x"), nothing)) == [(3, ["guide.yaml"])]


@pytest.mark.parametrize(
    "name",
    ["words/en.yml", "words/tr.yaml", "a.svg", "2026.png", "sedan.svg", "partner", "7.yaml", "123"],
)
def test_what_looks_like_a_leftover_and_is_none_wakes_the_press(desk: Desk, name: str) -> None:
    assert list(look(write(name, "x"), nothing, nothing)) == [(2, [name])]


def test_what_is_in_a_hidden_folder_is_ignored(desk: Desk) -> None:
    (desk.guide / ".git").mkdir()
    assert list(look(write(".git/index", "x"), nothing, nothing)) == []


@pytest.mark.parametrize("look_at", [watch._state, ledger.state])
def test_a_guide_behind_a_link_is_looked_at(desk: Desk, look_at: Callable[[Any], object]) -> None:
    desk.guide.symlink_to(desk.guide.rename("elsewhere").resolve())
    before = look_at(CONTENT)
    desk.edit("words/en.yaml", "Small card", "Tiny card")
    assert look_at(CONTENT) != before


@pytest.mark.parametrize("look_at", [watch._state, ledger.state])
def test_a_folder_that_vanishes_during_a_look_is_no_trouble(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, look_at: Callable[[Any], object]
) -> None:
    def scandir(path: Any) -> Any:
        if Path(path).name == "drafts":
            Path(path).rmdir()
        return real(path)

    real = os.scandir
    (desk.guide / "drafts").mkdir()
    monkeypatch.setattr(os, "scandir", scandir)
    assert look_at(CONTENT)


def lines(capsys: Captured) -> list[str]:
    """Return what was said, with no times."""
    return re.sub(r"\d+\.\d s", "N s", capsys.readouterr().err).splitlines()


@pytest.mark.usefixtures("nothing_set")
def test_an_edit_of_a_word_makes_what_it_touches(desk: Desk, capsys: Captured) -> None:
    def edits() -> Iterable[tuple[Path, ...]]:
        before.extend([Path(AR).read_bytes(), Path(EN).read_bytes()])
        desk.edit("words/ar.yaml", "بطاقة صغيرة", "بطاقة")
        yield (WORDS / "ar.yaml",)
        yield WORDS / "ar.yaml", WORDS / "en.yaml"
        yield tuple(map(Path, "abcdef"))

    before: list[bytes] = []
    watch.follow(CARDS, edits())
    first, *rest = lines(capsys)
    assert first.startswith("2 files made in N s: ")
    assert rest == [
        "ar.yaml: 1 file made in N s: ar card id1",
        "ar.yaml, en.yaml: nothing to make (N s)",
        "a, b, c, d and 2 more: nothing to make (N s)",
    ]
    assert Path(AR).read_bytes() != before[0]
    assert Path(EN).read_bytes() == before[1]


@pytest.mark.usefixtures("nothing_set")
def test_a_problem_is_shown_and_watching_goes_on(desk: Desk, capsys: Captured) -> None:
    assert watch.build(CARDS, ()) is not None
    before = Path(AR).read_bytes()
    lines(capsys)
    desk.edit("words/ar.yaml", "بطاقة صغيرة", "بطاقة {")
    result = watch.build(CARDS, (WORDS / "ar.yaml",))
    first, *_, last = lines(capsys)
    assert result is not None
    assert result.code == 1
    assert first.startswith("content/small/words/ar.yaml:10:14:")
    assert last == "ar.yaml: watching on"
    assert Path(AR).read_bytes() == before
    desk.edit("words/ar.yaml", "بطاقة {", "بطاقة")
    watch.build(CARDS, (WORDS / "ar.yaml",))
    assert lines(capsys) == ["ar.yaml: 1 file made in N s: ar card id1"]
    assert Path(AR).read_bytes() != before


@pytest.mark.usefixtures("nothing_set")
def test_a_wrong_order_is_told_and_watching_goes_on(desk: Desk, capsys: Captured) -> None:
    order = replace(CARDS, guides=("late",), languages=("en",))

    def edits() -> Iterable[tuple[Path, ...]]:
        yield (Path("late"),)
        shutil.copytree(desk.guide, "content/late")
        yield (Path("late"),)

    watch.follow(order, edits())
    error = "Error: unknown guide 'late'; known are: small"
    assert lines(capsys) == [
        *(error, "watching on"),
        *(error, "late: watching on"),
        "late: 1 file made in N s: en card id1",
    ]


@pytest.mark.usefixtures("nothing_set")
def test_an_edit_during_the_first_build_is_not_overlooked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def produce(order: Order) -> production.Result:
        result = real(order)
        if not made:
            desk.edit("words/ar.yaml", "بطاقة صغيرة", "بطاقة")
        made.append(result)
        return result

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) > 3:
            raise Stopped

    real, made, slept = production.produce, list[production.Result](), list[float]()
    monkeypatch.setattr(production, "produce", produce)
    with pytest.raises(Stopped):
        watch.follow(CARDS, watch.edits(CONTENT, sleep))
    assert lines(capsys)[1:] == ["ar.yaml: 1 file made in N s: ar card id1"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_watching_is_a_real_process_that_goes_on_until_it_is_stopped(desk: Desk) -> None:
    def wait_for(pattern: str) -> None:
        end = time.monotonic() + 30
        while not re.search(pattern, said.read_text("utf-8"), re.MULTILINE):
            assert time.monotonic() < end, said.read_text("utf-8")
            time.sleep(0.02)

    said = desk.folder / "said"
    command = [sys.executable, "-m", "vademecum", "watch", "-p", "card", "-l", "ar"]
    environment = {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1796083200"}
    with said.open("w") as file:
        process = subprocess.Popen(command, env=os.environ | environment, stderr=file)
    try:
        wait_for(r"^1 file made in \d+\.\d s: .*\n\Z")
        before = Path(AR).read_bytes()
        desk.edit("words/ar.yaml", "بطاقة صغيرة", "بطاقة")
        wait_for(r"^ar\.yaml: 1 file made in \d+\.\d s: ar card id1\n\Z")
        assert Path(AR).read_bytes() != before
        desk.edit("words/ar.yaml", "{fine} ", "")
        wait_for(r"^content/small/words/ar\.yaml:22:13: placeholder-lost(.|\n)*watching on\n\Z")
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        assert said.read_text("utf-8").endswith("watching on\nstopped watching\n")
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize("target", ["/proc", "/", "/dev/zero", "..", ".", "/nowhere"])
def test_what_a_link_leads_to_is_not_looked_at(desk: Desk, target: str) -> None:
    (desk.guide / "p").symlink_to(target)
    assert list(look(nothing, write("guide.yaml", "x"), nothing)) == [(3, ["guide.yaml"])]
    assert len(watch._state(CONTENT)) < 20


def test_a_guide_beyond_its_bounds_is_looked_at_again_when_it_is_mended(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vademecum.content.door.MAX_NAMES", 20)

    def much() -> None:
        for number in range(20):
            write(f"n{number}", "x")()

    def less() -> None:
        for number in range(20):
            remove(f"n{number}")()

    steps = much, nothing, write("guide.yaml", "x"), nothing, less, nothing, nothing
    known = sorted(p.relative_to(desk.guide).as_posix() for p in desk.guide.rglob("*.*"))
    assert list(look(*steps)) == [(2, known), (6, known)]


class _Pressed:
    """Presses Ctrl-C when a module is looked for, and finds none."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "vademecum.setting.printing":
            signal.raise_signal(signal.SIGINT)


def test_ctrl_c_while_the_engine_is_loaded_is_heard_when_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from vademecum import setting
    from vademecum.setting import printing

    monkeypatch.setattr(setting, "printing", printing)  # it stands there again afterwards
    monkeypatch.delitem(sys.modules, printing.__name__)
    monkeypatch.setattr(sys, "meta_path", [_Pressed(), *sys.meta_path])
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        watch.load()
    assert "vademecum.setting.printing" in sys.modules
    assert signal.getsignal(signal.SIGINT) is before
