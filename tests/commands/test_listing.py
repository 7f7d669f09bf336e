"""`vademecum list`: guides where nothing else is named, and pictograms by their words."""

from __future__ import annotations

import shutil

import pytest

from tests.conftest import Desk
from vademecum.blocks.pictograms import PICTOGRAMS
from vademecum.cli import main

Captured = pytest.CaptureFixture[str]


def listed(capsys: Captured, *arguments: str) -> list[str]:
    """Return what a listing has at the beginning of its lines."""
    assert main(["list", *arguments]) == 0
    return [line.split(" ")[0] for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    "arguments", [(), ("small",), ("guides",), ("guides", "small"), ("content",), ("--", "small")]
)
def test_guides_are_listed_where_nothing_else_is_named(
    desk: Desk, capsys: Captured, arguments: tuple[str, ...]
) -> None:
    assert listed(capsys, *arguments)[0] == "small"


def test_a_guide_may_be_called_like_what_is_listed(desk: Desk, capsys: Captured) -> None:
    for name in ("icons", "guides"):
        shutil.copytree(desk.guide, desk.guide.with_name(name))
        assert listed(capsys, "guides", name)[0] == name
        assert listed(capsys, f"content/{name}")[0] == name


def test_all_icons_are_listed_with_what_they_mean(capsys: Captured) -> None:
    assert listed(capsys, "icons") == list(PICTOGRAMS)
    main(["list", "icons"])
    for line, one in zip(capsys.readouterr().out.splitlines(), PICTOGRAMS.values(), strict=True):
        assert line.endswith(f" {one.caption}")


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["SMS"], ["message"]),
        (["no", "smoking"], ["no-smoking"]),
        (["no smoking"], ["no-smoking"]),
        (["atm"], ["cash-machine"]),
        (["guides"], None),
    ],
)
def test_words_find_icons(capsys: Captured, words: list[str], ids: list[str] | None) -> None:
    if ids is None:
        assert main(["list", "icons", *words]) == 2
    else:
        assert listed(capsys, "icons", *words) == ids


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("pasport", "the nearest are passport"),
        ("xyzzy", "'vademecum list icons' shows them all"),
        ("!", "'vademecum list icons' shows them all"),
        ("", "'vademecum list icons' shows them all"),
        ("\x1b[31m", "'vademecum list icons' shows them all"),
    ],
)
def test_where_no_icon_is_found_the_nearest_are_named(
    capsys: Captured, word: str, said: str
) -> None:
    assert main(["list", "icons", word]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "\x1b" not in err


@pytest.mark.parametrize(
    ("arguments", "code"), [(["-h"], 0), (["icons", "--help"], 0), (["-x"], 2)]
)
def test_help_and_wrong_usage(capsys: Captured, arguments: list[str], code: int) -> None:
    assert main(["list", *arguments]) == code
    said = "".join(capsys.readouterr())
    assert "Usage: vademecum list" in said
