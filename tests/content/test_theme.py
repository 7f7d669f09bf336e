"""Themes: tokens are read from theme.yaml, and colours that are too weak are told with a cure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.blocks.guides import guide
from tests.conftest import Desk
from vademecum.content import house_file
from vademecum.content.themes import THEMES, Theme
from vademecum.edition.composition import compose
from vademecum.problems.problem import Refused
from vademecum.setting import fonts, template

GUIDE = """
blocks: {one: {kind: text, paragraphs: [a]}}
panels: {front: [one]}
words: {en: {one: {title: Here, paragraphs: {a: There.}}}}
"""


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb, as WCAG 2.2 defines it."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lightness(colour: str) -> float:
    """Return CIE L* of #rrggbb."""
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27


def test_the_rulers_of_these_tests_know_what_the_standards_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert lightness("#777777") == pytest.approx(50, abs=0.1)


@pytest.mark.parametrize("name", THEMES)
def test_the_themes_of_the_press_can_be_read_by_all(name: str) -> None:
    theme = THEMES[name]
    for ground in (theme.tint, "#ffffff"):
        assert contrast(theme.ink, ground) >= 7
        assert contrast(theme.accent, ground) >= 7
        assert contrast(theme.alarm, ground) >= 4.5
        assert contrast(theme.quiet, ground) >= 4.5
        assert contrast(theme.rule, ground) >= 3
    apart = abs(lightness(theme.accent) - lightness(theme.alarm))
    assert apart >= 15 or name == "mono"


def themed(folder: Path, text: str) -> tuple[Theme | None, list[str]]:
    """Return the theme of a guide with a theme.yaml, and its problems without the path."""
    made = guide(folder, GUIDE)
    (made.path / "theme.yaml").write_text(text, "utf-8")
    found, problems = made.load()
    return found.theme if found else None, [str(p).partition("theme.yaml:")[2] for p in problems]


def test_what_a_theme_does_not_say_is_that_of_its_base(tmp_path: Path) -> None:
    theme, problems = themed(tmp_path, "base: sunny\ncorner: 0\naccent: '#5A2A00'\n")
    assert problems == []
    assert theme is not None
    assert (theme.accent, theme.corner) == ("#5a2a00", 0)
    assert (theme.alarm, theme.bars) == (THEMES["sunny"].alarm, "filled")


GOOD = {
    "the weakest grey for words": "ink: '#595959'\ntint: '#ffffff'",
    "black that has no hue may be its own alarm": "accent: '#000000'\nalarm: '#101010'",
    "a tint as light as white": "tint: '#ffffff'",
    "bars between rules": "bars: ruled",
    "a face of the press for headings": "heading: mukta",
    "heavy rules": "rules: 1.5",
    "no corners": "corner: 0",
    "nothing but a base": "base: mono",
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_a_theme_that_can_be_read_is_taken(tmp_path: Path, text: str) -> None:
    theme, problems = themed(tmp_path, text + "\n")
    assert problems == []
    assert theme is not None


BAD = {
    "words a little too weak": (
        "ink: '#5a5a5a'\ntint: '#ffffff'\n", "1:6: weak-colour: ink has a contrast of 6.8:1",
    ),
    "headings too weak": ("accent: '#2f7d95'\n", "1:9: weak-colour: accent has a contrast of 4.1:1"),
    "an alarm too weak": ("alarm: '#ff6f61'\n", "1:8: weak-colour: alarm has a contrast of 2.4:1"),
    "what stands aside too weak": (
        "quiet: '#8a8a8a'\n", "1:8: weak-colour: quiet has a contrast of 3",
    ),
    "lines too weak": ("rule: '#c0c8cc'\n", "1:7: weak-colour: rule has a contrast of 1.5:1 on tint"),
    "a ground too dark": ("tint: '#6688aa'\n", "1:7: weak-colour: ink has a contrast of 4.4:1 on tint"),
    "told apart by hue alone": (
        "accent: '#7a0f6a'\nalarm: '#a01818'\n",
        "2:8: weak-colour: alarm and accent differ by 6 in lightness; 15 is asked",
    ),
    "a colour by its name": ("accent: teal\n", "1:9: bad-value: 'teal' is no colour"),
    "a colour in three digits": ("accent: '#07a'\n", "1:9: bad-value: '#07a' is no colour"),
    "a colour that YAML takes for a remark": ("accent: #0a4c5e\n", "1:1: bad-value: accent says nothing"),
    "a theme that there is not": ("base: suny\n", "1:7: no-theme: there is no theme 'suny'"),
    "a face that there is not": ("heading: comic\n", "1:10: no-face: there is no face 'comic'"),
    "CSS": ("css: 'p { color: red }'\n", "1:1: unknown-key:"),
    "a corner too round": ("corner: 9\n", "1:9: bad-value:"),
    "rules too thin for a copy": ("rules: 0.1\n", "1:8: bad-value:"),
    "bars of another sort": ("bars: none\n", "1:7: bad-value:"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BAD.values(), ids=BAD)
def test_a_fault_of_a_theme_is_told_at_its_place(tmp_path: Path, text: str, expected: str) -> None:
    theme, problems = themed(tmp_path, text)
    assert theme is None
    assert any(problem.startswith(expected) for problem in problems), problems


WEAK = {
    "accent": ("#2f7d95", 7.0), "ink": ("#808080", 7.0), "alarm": ("#ff6f61", 4.5),
    "quiet": ("#a0a890", 4.5), "rule": ("#c0c8cc", 3.0),
}  # fmt: skip


@pytest.mark.parametrize("token", WEAK)
def test_the_colour_that_a_problem_names_would_do(tmp_path: Path, token: str) -> None:
    weak, needed = WEAK[token]
    _, (problem,) = themed(tmp_path / "weak", f"base: mono\n{token}: '{weak}'\ntint: '#f4f0e8'\n")
    (cure,) = re.findall(r"'(#[0-9a-f]{6})' would do", problem)
    assert needed <= contrast(cure, "#f4f0e8") < needed + 0.4
    text = f"base: mono\n{token}: '{cure}'\ntint: '#f4f0e8'\nalarm: '#000000'\n"
    text = text if token != "alarm" else text.replace("alarm: '#000000'\n", "")
    _, problems = themed(tmp_path / "cured", text)
    assert [p for p in problems if token in p and "contrast" in p] == []


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    _, problems = themed(tmp_path, "ink: '#999999'\nquiet: '#bbbbbb'\nbase: tael\n")
    assert len(problems) == 3


def test_a_guide_without_a_theme_has_that_of_its_house(desk: Desk) -> None:
    Path("theme.yaml").write_text("base: mono\nrules: 1\n", "utf-8")
    house = house_file.found(Path(), template.folder())
    assert (house.theme.accent, house.theme.rules) == ("#000000", 1)
    (desk.guide / "theme.yaml").write_text("corner: 2\n", "utf-8")
    from vademecum.content import reading

    made, _ = reading.load(desk.guide, house)
    assert made is not None
    assert (made.theme.accent, made.theme.corner, made.theme.rules) == ("#000000", 2, 1)


def test_faults_of_press_and_theme_of_a_house_are_told_together(desk: Desk) -> None:
    Path("theme.yaml").write_text("accent: red\n", "utf-8")
    Path("press.yaml").write_text("region: XX\n", "utf-8")
    with pytest.raises(Refused) as refused:
        house_file.found(Path(), template.folder())
    assert [problem.file for problem in refused.value.problems] == ["press.yaml", "theme.yaml"]


def test_a_link_in_place_of_a_theme_is_not_followed(tmp_path: Path) -> None:
    made = guide(tmp_path, GUIDE)
    (tmp_path / "elsewhere.yaml").write_text("base: mono\n", "utf-8")
    (made.path / "theme.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    found, problems = made.load()
    assert found is None
    assert "link" in str(problems[0])


@pytest.mark.parametrize(("tag", "own"), [("en", True), ("ru", False)])
def test_headings_have_their_face_where_it_has_all_letters(
    tmp_path: Path, tag: str, own: bool
) -> None:
    made = guide(tmp_path, GUIDE.replace("panels:", "place: none\npanels:"))
    words = (made.path / "words" / "en.yaml").read_text("utf-8")
    (made.path / "words" / "ru.yaml").write_text(words.replace("There", "Там"), "utf-8")
    (made.path / "theme.yaml").write_text("heading: mukta\n", "utf-8")
    edition = compose(made.guide(), tag)
    heading = fonts.typefaces(edition).heading
    assert [name.split()[-1] for name in heading[:1]] == (["mukta"] if own else [])
