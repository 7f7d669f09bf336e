"""press.yaml: what is wrong with it is told at its place; what is right makes a house."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.conftest import Desk
from vademecum.cli import main
from vademecum.content import house_file, reading
from vademecum.content.guide import PressWords
from vademecum.content.house import House
from vademecum.problems.problem import Refused
from vademecum.setting import template
from vademecum.text.scripts import SCRIPTS

Captured = pytest.CaptureFixture[str]
ALMARAI = "{package: fontpkg-almarai, regular: files/Almarai-Regular.ttf, bold: %s}"
BOLD = ALMARAI.replace("%s", "files/Almarai-Bold.ttf")
FAULTS = {
    "a country that is none": ("region: XX", 1, 9, "bad-value", "no country 'XX'"),
    "a country in small letters": ("region: ke", 1, 9, "bad-value", "did you mean 'KE'?"),
    "an unknown key": ("regio: KE", 1, 1, "unknown-key", "did you mean 'region'?"),
    "a list of faces": ("faces: [a]", 1, 8, "bad-value", "a mapping of keys"),
    "a package that is not there": (
        "faces:\n  a: {package: fontpkg-almara, regular: x}",
        2, 16, "no-face", "did you mean 'fontpkg-almarai'?",
    ),
    "a package without faces": (
        "faces:\n  a: {package: click, regular: x}", 2, 16, "no-face", "holds no font file",
    ),
    "a file that is not there": (
        f"faces:\n  a: {ALMARAI % 'files/Almarai-Bolt.ttf'}",
        2, 75, "no-face", "did you mean 'files/Almarai-Bold.ttf'?",
    ),
    "a file outside its package": (
        "faces:\n  a: {package: fontpkg-almarai, regular: ../../x.ttf}",
        2, 42, "no-face", "has no font file '../../x.ttf'",
    ),
    "one static file": (
        "faces:\n  a: {package: fontpkg-almarai, regular: files/Almarai-Bold.ttf}",
        2, 42, "no-face", "has no axis of weight",
    ),
    "a name that the press has": (
        f"faces:\n  mukta: {BOLD}", 2, 10, "bad-value", "has a face 'mukta' already",
    ),
    "a name that is no id": (f"faces:\n  Al M: {BOLD}", 2, 3, "bad-value", "is no id"),
    "a face that nobody names": (
        "scripts:\n  Arab: {faces: [amukta]}", 2, 18, "no-face", "did you mean 'mukta'?",
    ),
    "a script that is none": (
        "scripts:\n  Arax: {faces: [mukta]}", 2, 3, "bad-value", "'Arax' is no code of a script",
    ),
    "a script without a face": (
        "scripts:\n  Ethi: {leading: 1.5}", 2, 9, "missing-key", "no faces for the Ethiopic script",
    ),
    "type that is too small": (
        "scripts:\n  Thai: {card_floor: 6.5}", 2, 22, "bad-value", "smaller than what the press",
    ),
    "a height in words": ("scripts:\n  Thai: {leading: high}", 2, 19, "bad-value", "a number is"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "column", "code", "said"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_press_yaml_is_one_problem_at_its_place(
    desk: Desk, text: str, line: int, column: int, code: str, said: str
) -> None:
    Path("press.yaml").write_text(f"{text}\n", "utf-8")
    with pytest.raises(Refused) as caught:
        house_file.found(Path(), template.folder())
    (problem,) = caught.value.problems
    assert (problem.file, problem.code) == ("press.yaml", code)
    assert said in str(problem)
    assert (problem.line, problem.column) == (line, column)


@pytest.mark.parametrize("command", ["build", "check", "status", "accept"])
def test_every_command_tells_what_is_wrong_with_press_yaml(
    desk: Desk, capsys: Captured, command: str
) -> None:
    Path("press.yaml").write_text("regio: KE\n", "utf-8")
    assert main([command]) == 1
    assert "press.yaml:1:1: unknown-key" in capsys.readouterr().err
    assert not Path("dist").exists()


def test_a_link_is_not_followed_and_a_folder_is_not_read(desk: Desk) -> None:
    Path("other.yaml").write_text("region: KE\n", "utf-8")
    Path("press.yaml").symlink_to("other.yaml")
    with pytest.raises(Refused, match="the file is a link"):
        house_file.found(Path(), template.folder())
    Path("press.yaml").unlink()
    Path("press.yaml").mkdir()
    with pytest.raises(Refused, match="this is a folder"):
        house_file.found(Path(), template.folder())


def test_a_folder_without_a_house_has_what_the_press_has(desk: Desk) -> None:
    assert house_file.found(Path(), template.folder()) == House(template.folder())


def test_a_house_sets_a_script_in_its_own_face(desk: Desk) -> None:
    script = "scripts: {Arab: {faces: [almarai, plex-arabic], leading: 1.5}}\n"
    Path("press.yaml").write_text(f"region: EG\nfaces:\n  almarai: {BOLD}\n{script}", "utf-8")
    found = house_file.found(Path(), template.folder())
    arabic = found.language("ar").setting
    assert [face.id for face in arabic.faces] == ["almarai", "plex-arabic"]
    assert arabic.faces[0].path(700).name == "Almarai-Bold.ttf"
    assert (arabic.leading, arabic.tight, arabic.direction) == (1.5, 1.3, "rtl")
    assert (found.region, found.packages) == ("EG", ("fontpkg-almarai",))
    assert found.language("en").setting == SCRIPTS["Latn"]


@pytest.mark.parametrize(
    ("text", "contact", "site"),
    [
        ("contact: help@example.org", "help@example.org", ""),
        ("contact: +49 30 23125 000", "+49 30 23125 000", ""),
        ("contact: 030 23125000\nregion: DE", "030 23125000", ""),
        ("contact: https://example.org/", "example.org", ""),
        ("contact: https://example.org/errata?g=1", "example.org/errata?g=1", ""),
        ("site: https://example.org", "", "https://example.org"),
        ("site: https://EXAMPLE.org/guides/", "", "https://example.org/guides"),
        ("site: https://bücher.example/a b", "", None),
        ("site: https://bücher.example/", "", "https://xn--bcher-kva.example"),
    ],
)
def test_a_house_says_where_corrections_go_and_where_the_newest_editions_stand(
    desk: Desk, text: str, contact: str, site: str | None
) -> None:
    Path("press.yaml").write_text(f"{text}\n", "utf-8")
    if site is None:
        with pytest.raises(Refused):
            house_file.found(Path(), template.folder())
    else:
        found = house_file.found(Path(), template.folder())
        assert (found.contact, found.site) == (contact, site)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("contact: example.org", "no e-mail, no phone number and no https address"),
        ("contact: ask us", "no e-mail, no phone number and no https address"),
        ("contact: '@example'", "no e-mail address"),
        ("contact: a@b@c.org", "no e-mail address"),
        ("contact: http://example.org", "not an https address"),
        ("contact: 030 23125000", "has no country"),
        ("contact: '123'\nregion: DE", "not a valid phone number in the region DE"),
        ("site: http://example.org", "not an https address"),
        ("site: https://example", "no proper host name"),
        ("site: https://example.org/?page=1", "the address of one page"),
        ("site: https://example.org/#top", "the address of one page"),
    ],
)
def test_a_contact_or_a_site_that_leads_nowhere_is_told_at_its_place(
    desk: Desk, text: str, told: str
) -> None:
    Path("press.yaml").write_text(f"faces: {{}}\n{text}\n", "utf-8")
    with pytest.raises(Refused) as refused:
        house_file.found(Path(), template.folder())
    (problem,) = refused.value.problems
    assert (problem.file, problem.line, problem.code) == ("press.yaml", 2, "bad-value")
    assert told in problem.message


def test_a_script_that_the_press_does_not_set_runs_as_unicode_says(desk: Desk) -> None:
    scripts = "scripts: {Thaa: {faces: [noto-sans]}, Ethi: {faces: [noto-sans], tight: 1.3}}\n"
    Path("press.yaml").write_text(scripts, "utf-8")
    found = house_file.found(Path(), template.folder())
    assert found.language("dv").direction == "rtl"
    assert found.language("am").setting.alphabets == ("Ethi",)
    assert found.language("am").setting.card_floor == 7


WORDS = """\
facts-checked: Umehakikiwa {date}
good-until: Hadi {date}
made-by: Imetengenezwa na {name}
turn-over: geuza
out-of-date: uliza
qr: Msimbo wa QR wa {url}
scan-page: "hufungua:"
sheet-language: "{language} · {tag}"
actual-size: Chapisha kwa 100%
both-sides: Pande zote mbili, geuza kwenye ukingo mrefu
ruler: Rula ina urefu wa mm 50
bank-card: Kadi ya benki hufunika kadi moja
"""
SHEETS = "'actual-size', 'bank-card', 'both-sides'"
OURS = "'check-first', 'facts-checked', 'good-until', 'made-by', 'out-of-date', 'qr'"
REST = "'ruler', 'scan-page', 'sheet-language', 'turn-over'"


def swahili(desk: Desk, words: str) -> None:
    """Give the small guide words in a language that the press does not speak."""
    text = (desk.guide / "words" / "en.yaml").read_text("utf-8")
    (desk.guide / "words" / "sw.yaml").write_text(text, "utf-8")
    if words:
        Path("templates/words").mkdir(parents=True)
        Path("templates/words/sw.yaml").write_text(words, "utf-8")


@pytest.mark.parametrize(
    ("words", "lacking"),
    [
        (
            "",
            f"{SHEETS}, {OURS}, {REST}, 'unreviewed-translation'",
        ),
        (WORDS, "'check-first', 'unreviewed-translation'"),
        (
            "unreviewed-translation: Haijapitiwa\n",
            f"{SHEETS}, {OURS}, {REST}",
        ),
        (f"{WORDS}check-first: hakiki\nunreviewed-translation: Haijapitiwa\n", ""),
    ],
)
def test_a_word_of_the_press_is_asked_for_where_a_product_shows_it(
    desk: Desk, capsys: Captured, words: str, lacking: str
) -> None:
    swahili(desk, words)
    assert main(["check"]) == 1  # of the site's words nothing is here
    err = capsys.readouterr().err
    asked = {key for key in re.findall(r"'([a-z-]+)'", err) if not key.startswith("site-")}
    assert asked - {"sw", "title", "subject"} == set(re.findall(r"'([a-z-]+)'", lacking))
    assert err.count("missing-words") == 1


def test_words_of_the_house_are_held_to_what_words_are(desk: Desk, capsys: Captured) -> None:
    swahili(desk, f"{WORDS}unreviewed-translation: Haijapitiwa\nfact-checked: x\n")
    assert main(["check"]) == 1
    assert "templates/words/sw.yaml:14:1: unknown-key" in capsys.readouterr().err
    Path("templates/words/sw.yaml").write_text("facts-checked: Imehakikiwa\n", "utf-8")
    assert main(["check"]) == 1
    assert "templates/words/sw.yaml:1:16: placeholder-lost" in capsys.readouterr().err


def test_the_house_betters_what_the_press_says(desk: Desk) -> None:
    Path("templates/words").mkdir(parents=True)
    Path("templates/words/en.yaml").write_text("check-first: ask before you pay\n", "utf-8")
    guide, problems = reading.load(desk.guide, house_file.found(Path(), template.folder()))
    assert guide is not None, problems
    assert guide.press("en", "check-first") == ("ask before you pay", "house/en")
    assert guide.press("ar", "check-first") != guide.press("en", "check-first")
    assert str(guide.press("en", "qr")).endswith("'press/en')")


def test_the_press_itself_says_everything_in_every_language_that_it_speaks() -> None:
    keys = {field.alias for field in PressWords.model_fields.values()}
    files = sorted((template.folder() / "words").glob("*.yaml"))
    assert len(files) >= 8
    for file in files:
        assert set(yaml.safe_load(file.read_text("utf-8"))) == keys, file.name
