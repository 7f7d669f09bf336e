"""Files of words: named by canonical tags, in the tag's script; editors' own files are let be."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import HOUSE, Desk
from vademecum.content import catalogue, languages, reading
from vademecum.content.house import House

SCRIPTS = {
    "Cyrl": "Наберите этот номер и немного подождите ответа. " * 5,
    "Latn": "Pozovite ovaj broj i malo sacekajte odgovor. " * 5,
    "Arab": "اتصل بهذا الرقم وانتظر قليلا. " * 8,
    "Hebr": "התקשרו למספר הזה והמתינו קצת. " * 8,
}


def named(desk: Desk, name: str) -> tuple[str, str, str]:
    """Return the code, the file and the hint of the one problem of the Arabic words renamed."""
    words = desk.guide / "words"
    (words / "ar.yaml").rename(words / name)
    (found,) = desk.problems()
    return found.code, found.file, found.hint


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("AR.yaml", "ar"), ("ara.yaml", "ar"), ("arb.yaml", "ar"), ("ar_EG.yaml", "ar-EG"),
        ("ar-eg.yaml", "ar-EG"), ("ar-Arab.yaml", "ar"), ("prs.yaml", "fa-AF"), ("pes.yaml", "fa"),
        ("iw.yaml", "he"),
    ],
)  # fmt: skip
def test_a_file_of_another_form_is_answered_with_its_right_name(
    desk: Desk, name: str, right: str
) -> None:
    code, file, hint = named(desk, name)
    assert (code, file) == ("language-tag", f"content/small/words/{name}")
    assert hint == f"name the file {right}.yaml"


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("ar.yml", "ar"),
        ("ar.YAML", "ar"),
        ("AR.Yml", "ar"),
        ("zh_hant.yml", "zh-Hant"),
        ("notes.yml", "notes"),
    ],
)
def test_words_that_nobody_would_look_into_are_told(desk: Desk, name: str, right: str) -> None:
    assert named(desk, name) == (
        "file-name",
        f"content/small/words/{name}",
        f"name the file {right}.yaml",
    )


@pytest.mark.parametrize("name", ["EN.yaml", "en.yml", "eng.yaml", "en.YAML"])
def test_the_source_language_under_another_name_is_one_problem(desk: Desk, name: str) -> None:
    (desk.guide / "words" / "ar.yaml").unlink()
    (desk.guide / "words" / "en.yaml").rename(desk.guide / "words" / name)
    (found,) = desk.problems()
    assert (found.code, found.hint) == (
        "file-name" if "yaml" not in name else found.code, "name the file en.yaml",
    )  # fmt: skip


@pytest.mark.parametrize(
    "name", [".#ar.yaml", ".ar.yaml.swp", "#ar.yaml#", "ar.yaml~", "README.md"]
)
def test_what_an_editor_leaves_is_let_be(desk: Desk, name: str) -> None:
    (desk.guide / "words" / name).symlink_to("somebody@somewhere.4711:1")
    assert desk.problems() == ()
    assert languages.tags(desk.guide) == ["ar", "en"]
    assert catalogue.languages([desk.guide]) == {"ar", "en"}


@pytest.mark.parametrize(
    ("tag", "code", "said"),
    [
        ("und", "unknown-language", "not known"),
        ("mul", "unknown-language", "several"),
        ("xx", "unknown-language", "no language"),
        ("tlh", "unknown-language", "in which script"),
        ("km", "no-script", "Khmer"),
        ("ar-Syrc", "no-script", "Syriac"),
    ],
)
def test_a_tag_that_cannot_be_set_is_refused_by_its_file(
    desk: Desk, tag: str, code: str, said: str
) -> None:
    words = desk.guide / "words"
    (words / "ar.yaml").rename(words / f"{tag}.yaml")
    (found,) = desk.problems()
    assert (found.code, found.file) == (code, f"content/small/words/{tag}.yaml")
    assert said in found.message


@pytest.mark.parametrize("key", ["source", "place"])
@pytest.mark.parametrize(
    ("tag", "code", "said"),
    [
        ("RU", "language-tag", "write ru"),
        ("rus", "language-tag", "write ru"),
        ("zh_CN", "language-tag", "write zh-CN"),
        ("zxx", "unknown-language", "name one language"),
        ("am", "no-script", "name a font package"),
    ],
)
def test_source_and_place_go_through_the_same_door(
    desk: Desk, key: str, tag: str, code: str, said: str
) -> None:
    old = {"source": "source: en", "place": "place: ru"}[key]
    desk.edit("guide.yaml", old, f"{key}: {tag}")
    found = [problem for problem in desk.problems() if problem.code == code]
    assert [(problem.file, said in problem.hint) for problem in found] == [
        ("content/small/guide.yaml", True)
    ]


@pytest.mark.parametrize(
    ("tag", "code", "hint"),
    [
        ("RU", "language-tag", "write ru"),
        ("zh-cmn", "language-tag", "write zh"),
        ("sh", "language-tag", "write sr-Latn"),
        ("und", "unknown-language", "name one language"),
        ("russian", "unknown-language", "BCP 47"),
    ],
)
def test_a_name_in_another_language_needs_a_tag_that_is_found(
    desk: Desk, tag: str, code: str, hint: str
) -> None:
    desk.edit("facts.yaml", "in: {ru: МТС}", f"in: {{{tag}: МТС}}")
    (found,) = desk.problems()
    assert (found.file, found.line, found.column) == ("content/small/facts.yaml", 5, 8)
    assert found.code == code
    assert hint in found.hint


def test_a_name_may_be_in_a_language_that_has_no_face_here(desk: Desk) -> None:
    desk.edit("facts.yaml", "in: {ru: МТС}", "in: {ru: МТС, am: ኤምቲኤስ}")
    assert desk.problems() == ()


@pytest.mark.parametrize(
    ("tag", "written", "right"),
    [
        ("en", "Cyrl", "en-Cyrl"), ("ar", "Hebr", "ar-Hebr"), ("ar", "Cyrl", "ar-Cyrl"),
        ("ar", "Latn", "ar-Latn"), ("en", "Arab", "en-Arab"), ("en", "Hebr", "en-Hebr"),
    ],
)  # fmt: skip
def test_words_in_another_script_are_told_with_the_tag_that_is_right(
    desk: Desk, tag: str, written: str, right: str
) -> None:
    old = {"en": "lead: Do this in order.", "ar": "lead: اتبع الترتيب."}[tag]
    desk.edit(f"words/{tag}.yaml", old, f"lead: {SCRIPTS[written] * 4}")
    (found,) = desk.problems()
    assert (found.code, found.line) == ("wrong-script", 8)
    assert right in found.hint


@pytest.mark.parametrize(
    ("tag", "wrong", "right"), [("sr-Latn", "Cyrl", "sr"), ("sr", "Latn", "sr-Latn")]
)
def test_serbian_is_told_apart(desk: Desk, tag: str, wrong: str, right: str) -> None:
    words = desk.guide / "words"
    shutil.copy(words / "en.yaml", words / f"{tag}.yaml")
    desk.edit(f"words/{tag}.yaml", "lead: Do this in order.", f"lead: {SCRIPTS[wrong] * 4}")
    found = [p for p in desk.problems() if p.code == "wrong-script"]
    assert [(p.file, p.hint.endswith(right)) for p in found] == [
        (f"content/small/words/{tag}.yaml", True)
    ]


def test_sentences_of_the_place_are_in_its_script_and_romanizations_are_not_asked(
    desk: Desk,
) -> None:
    roman = SCRIPTS["Latn"]
    desk.edit("phrases.yaml", "Dayte, pozhaluysta, chek.", roman)
    assert desk.problems() == ()
    desk.edit("phrases.yaml", "Дайте, пожалуйста, чек.", roman)
    (found,) = desk.problems()
    assert (found.code, found.file, found.line) == ("wrong-script", "content/small/phrases.yaml", 6)


@pytest.mark.parametrize(
    ("tag", "file"),
    [("pt-BR", "pt"), ("zh-HK", "zh-Hant"), ("zh-CN", "zh-Hans"), ("zh", "zh-Hans"), ("pt", "pt"),
     ("zh-Latn", "zh-Latn"), ("sr-Latn", "sr-Latn"), ("pt-PT", "pt-PT"), ("nonsense", "nonsense")],
)  # fmt: skip
def test_the_presss_words_are_those_of_the_language_in_its_script(
    tmp_path: Path, tag: str, file: str
) -> None:
    (tmp_path / "words").mkdir()
    known = ("pt", "pt-PT", "zh-Hans", "zh-Hant", "sr")
    for name in known:
        (tmp_path / "words" / f"{name}.yaml").touch()
    expected = [tmp_path / "words" / f"{file}.yaml"] if file in known else []
    assert list(House(tmp_path).words(tag)) == expected


def test_an_edition_of_a_region_is_set_with_the_words_of_its_language(desk: Desk) -> None:
    words = desk.guide / "words"
    (words / "ar.yaml").rename(words / "ar-EG.yaml")
    guide, problems = desk.load()
    assert problems == ()
    assert guide is not None
    assert guide.languages == ("en", "ar-EG")
    assert guide.sources["press/ar-EG"].file.endswith("words/ar.yaml")


def test_only_what_is_asked_for_is_read(desk: Desk) -> None:
    words = desk.guide / "words"
    (words / "ar.yaml").rename(words / "AR.yaml")
    _, problems = reading.load(desk.guide, HOUSE, ["en"])
    assert all(problem.code != "language-tag" for problem in problems)
