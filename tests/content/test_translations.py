"""Translations know what they were made from: exactly the changed ones are outdated."""

import json
import os
import re
from pathlib import Path

import pytest

from tests.blocks.guides import guide
from tests.conftest import HOUSE, Desk
from vademecum.cli import main
from vademecum.content.guide import PressWords
from vademecum.content.reading import GuideReader
from vademecum.content.translations import Translations, WordsStatus

Captured = pytest.CaptureFixture[str]


def statuses(desk: Desk) -> dict[str, WordsStatus]:
    return {s.language: s for s in Translations.read(GuideReader(desk.guide, HOUSE)).statuses()}


NOWHERE = """
place: none
blocks: {say: {kind: text, title: false, paragraphs: [a]}}
products: {card: {form: card, panels: {front: [say]}}}
titles: {ar: عنوان}
words:
  en: {say: {paragraphs: {a: Come in.}}}
  ar: {say: {paragraphs: {a: ادخل.}}}
"""


def test_a_fresh_translation_is_current(desk: Desk) -> None:
    found = statuses(desk)["ar"]
    assert (found.outdated, found.missing, found.superfluous) == ((), (), ())
    assert found.current == found.total


def test_a_changed_source_sentence_makes_exactly_its_translation_outdated(desk: Desk) -> None:
    desk.edit("words/en.yaml", "lead: Do this in order.", "lead: Do this first.")
    assert statuses(desk)["ar"].outdated == ("blocks.top.lead",)
    assert statuses(desk)["en"].outdated == ()


def test_a_changed_phrase_makes_its_meaning_outdated(desk: Desk) -> None:
    desk.edit("phrases.yaml", "Дайте, пожалуйста, чек.", "Мне нужен чек.")
    assert statuses(desk)["ar"].outdated == ("blocks.say.meanings.receipt",)


def test_a_changed_translation_is_not_outdated(desk: Desk) -> None:
    desk.edit("words/ar.yaml", "lead: اتبع الترتيب.", "lead: اتبع هذا الترتيب.")
    assert statuses(desk)["ar"].outdated == ()


def test_missing_and_superfluous_strings_are_named(desk: Desk) -> None:
    desk.edit("words/ar.yaml", "lead:", "leed:")
    found = statuses(desk)["ar"]
    assert (found.missing, found.superfluous) == (("blocks.top.lead",), ("blocks.top.leed",))
    assert found.current == found.total - 1


def test_what_is_missing_and_what_is_too_much_is_named_in_order(desk: Desk) -> None:
    for key in ("lead", "note", "warning"):
        (desk.guide / "words" / "ar.yaml").write_text(
            re.sub(rf"\b{key}:", f"{key}ed:", (desk.guide / "words/ar.yaml").read_text("utf-8")),
            "utf-8",
        )
    found = statuses(desk)["ar"]
    assert len(found.missing) > 1
    assert list(found.missing) == sorted(found.missing)
    assert list(found.superfluous) == sorted(found.superfluous)


def test_a_guide_without_a_place_is_accepted_and_asks_for_no_phrases(tmp_path: Path) -> None:
    found = guide(tmp_path, NOWHERE)
    translations = Translations.read(GuideReader(found.path, HOUSE))
    translations.accept(["ar"])
    (status,) = (
        one
        for one in Translations.read(GuideReader(found.path, HOUSE)).statuses()
        if one.language == "ar"
    )
    assert (status.outdated, status.missing) == ((), ())


def test_a_language_that_cannot_be_read_lacks_everything(desk: Desk) -> None:
    (desk.guide / "words" / "ar.yaml").write_bytes(b"\xff")
    found = statuses(desk)["ar"]
    assert len(found.missing) == found.total - len(PressWords.model_fields)


def test_outdated_words_warn_at_their_line_and_stop_a_strict_build(
    desk: Desk, capsys: Captured
) -> None:
    desk.edit("words/en.yaml", "lead: Do this in order.", "lead: Do this first.")
    assert main(["check"]) == 0
    err = capsys.readouterr().err
    assert "content/small/words/ar.yaml:8:11: outdated-words (warning)" in err
    assert err.count("outdated-words") == 1
    assert main(["check", "--strict"]) == 1


def test_what_is_new_is_told_from_what_has_changed(desk: Desk) -> None:
    path = desk.guide / "translations.json"
    record = json.loads(path.read_text("utf-8"))
    del record["ar"]["blocks.top.lead"]
    path.write_text(json.dumps(record), "utf-8")
    desk.edit("words/en.yaml", "    title: Sites\n", "    title: Addresses\n")
    found = Translations.read(GuideReader(desk.guide, HOUSE)).warnings()
    assert {problem.message for problem in found} == {
        "the source sentence of 'blocks.top.lead' is not on record for this translation",
        "the source sentence of 'blocks.sites.title' has changed since this translation",
    }


def test_one_command_accepts_a_translation_again(desk: Desk, capsys: Captured) -> None:
    desk.edit("words/en.yaml", "lead: Do this in order.", "lead: Do this first.")
    before = (desk.guide / "words" / "ar.yaml").read_bytes()
    assert main(["accept", "-l", "ar"]) == 0
    assert capsys.readouterr().err == "small: 1 string accepted in ar\n"
    assert main(["check", "--strict"]) == 0
    assert (desk.guide / "words" / "ar.yaml").read_bytes() == before


def test_a_language_of_which_nothing_is_on_record_gets_one_warning(
    desk: Desk, capsys: Captured
) -> None:
    (desk.guide / "translations.json").unlink()
    assert main(["check"]) == 0
    assert capsys.readouterr().err.count("outdated-words") == 1
    assert main(["accept"]) == 0
    assert main(["check", "--strict"]) == 0


@pytest.mark.parametrize(
    "record",
    ["", "[]", "{", "[" * 100_000, '{"ar": 3}', '{"ar": {"blocks.top.lead": 7}}', '{"xx": {}}'],
)
def test_a_damaged_record_is_no_more_than_no_record(desk: Desk, record: str) -> None:
    (desk.guide / "translations.json").write_text(record)
    assert main(["check", "-q"]) == 0
    assert main(["accept"]) == 0
    assert json.loads((desk.guide / "translations.json").read_text()).keys() == {"ar"}


def test_status_shows_every_language_and_names_what_is_not_current(
    desk: Desk, capsys: Captured
) -> None:
    desk.edit("words/en.yaml", "lead: Do this in order.", "lead: Do this first.")
    assert main(["status"]) == 0
    out = capsys.readouterr().out
    assert "small ar: outdated: blocks.top.lead" in out
    assert "2026-11-01" in out
    assert "━" in out


def test_status_is_data_for_programs_too(desk: Desk, capsys: Captured) -> None:
    desk.edit("words/en.yaml", "lead: Do this in order.", "lead: Do this first.")
    assert main(["status", "--format", "json", "--today", "2030-01-01"]) == 0
    arabic, english = json.loads(capsys.readouterr().out)
    assert arabic["language"] == "ar"
    assert arabic["outdated"] == ["blocks.top.lead"]
    assert arabic["current"] == arabic["total"] - 1
    assert english["outdated"] == []
    assert english["oldest_check"] == "2026-11-01"
    assert english["stale_facts"] == 7


def test_status_of_a_broken_guide_is_a_problem(desk: Desk, capsys: Captured) -> None:
    (desk.guide / "guide.yaml").write_text("x: [")
    assert main(["status"]) == 1
    assert main(["accept"]) == 1
    assert "yaml-syntax" in capsys.readouterr().err


def test_a_record_that_is_no_file_is_no_record_and_is_told_when_written(
    desk: Desk, capsys: Captured
) -> None:
    record = desk.guide / "translations.json"
    record.unlink()
    record.mkdir()
    assert main(["check", "-q"]) == 0
    assert main(["accept"]) == 1
    assert "nothing was recorded" in capsys.readouterr().err


def test_a_pipe_among_the_words_keeps_nobody_waiting(desk: Desk, capsys: Captured) -> None:
    os.mkfifo(desk.guide / "words" / "tr.yaml")
    assert main(["check"]) == 1
    assert "unreadable" in capsys.readouterr().err
    assert main(["status"]) == 0


def test_names_of_other_people_cannot_steer_the_terminal(desk: Desk, capsys: Captured) -> None:
    desk.edit("words/ar.yaml", "lead:", '"le\\e[31mad":')
    main(["status"])
    assert "\x1b[31m" not in capsys.readouterr().out


SAME = [
    # a title in English, the same in Arabic, whether that is worth a warning
    ("A small guide", True), ("Wi-Fi and SIM", True), ("MTS", False), ("A", False), ("24/7", False),
    ("Wi-Fi", False), ("{mts.name} card", False), ("Pay at {mts.name} shops", True),
    ("**Call** now", True), ("Go on", True), ("Do this now!", True), ("A. B.", False), ("充值指南", False),
    ("充值指南与号码说明", True), ("A 1 B 2", False),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "warns"), SAME)
def test_words_that_are_the_source_s_own_warn_until_they_are_accepted(
    desk: Desk, sentence: str, warns: bool
) -> None:
    desk.edit("words/en.yaml", "lead: Do this in order.", f'lead: "{sentence}"')
    desk.edit("words/ar.yaml", "lead: اتبع الترتيب.", f'lead: "{sentence}"')
    translations = Translations.read(GuideReader(desk.guide, HOUSE))
    found = [p for p in translations.warnings() if p.code == "untranslated-words"]
    assert [(p.file, p.line, p.severity) for p in found] == (
        [("content/small/words/ar.yaml", 8, "warning")] if warns else []
    )
    assert statuses(desk)["ar"].untranslated == (("blocks.top.lead",) if warns else ())
    translations.accept(["ar"])
    assert list(Translations.read(GuideReader(desk.guide, HOUSE)).warnings()) == []


def test_a_translation_that_falls_back_to_the_source_is_seen(desk: Desk) -> None:
    assert statuses(desk)["ar"].untranslated == ()
    desk.edit("words/ar.yaml", "lead: اتبع الترتيب.", "lead: Do this in order.")
    found = statuses(desk)["ar"]
    assert (found.outdated, found.untranslated) == ((), ("blocks.top.lead",))
    assert found.current == found.total - 1


@pytest.mark.parametrize(
    ("arabic", "warns"),
    [
        ("Do this in order.", True), ("do this in order.", True), ("DO THIS IN ORDER!", True),
        ("Do this in order", True), ("Do  this\u00a0in order.", True), ("«Do this in order».", True),
        ("**Do this** in order.", True), ("Do that in order.", False), ("Do this.", False),
        ("Do this in order. اتبع", False), ("اتبع الترتيب.", False),
    ],
)  # fmt: skip
def test_words_in_another_dress_are_still_the_source_s_own(
    desk: Desk, arabic: str, warns: bool
) -> None:
    desk.edit("words/ar.yaml", "lead: اتبع الترتيب.", f'lead: "{arabic}"')
    assert statuses(desk)["ar"].untranslated == (("blocks.top.lead",) if warns else ())
    Translations.read(GuideReader(desk.guide, HOUSE)).accept(["ar"])
    assert statuses(desk)["ar"].untranslated == ()


def test_a_variety_of_the_source_language_may_say_the_same(desk: Desk) -> None:
    text = (desk.guide / "words" / "en.yaml").read_text("utf-8")
    (desk.guide / "words" / "en-GB.yaml").write_text(text, "utf-8")
    codes = {p.code for p in Translations.read(GuideReader(desk.guide, HOUSE)).warnings()}
    assert "untranslated-words" not in codes


REVIEWED = "review:\n  made_by: The tests\n  reviewed_by: A reader\n  reviewed_on: 2026-11-20\n"


@pytest.mark.parametrize(
    ("reviewed", "expected"),
    [([], "no no"), (["ar"], "yes no"), (["en"], "no yes"), (["ar", "en"], "yes yes")],
)
def test_status_says_of_each_language_whether_it_is_reviewed(
    desk: Desk, capsys: Captured, reviewed: list[str], expected: str
) -> None:
    """As its own file has it, whatever the press's words or another language say."""
    for tag in reviewed:
        desk.edit(f"words/{tag}.yaml", "review:\n  made_by: The tests\n", REVIEWED)
    said = [tag in reviewed for tag in ("ar", "en")]
    assert [statuses(desk)[tag].reviewed for tag in ("ar", "en")] == said
    assert main(["status", "--format", "json"]) == 0
    assert [row["reviewed"] for row in json.loads(capsys.readouterr().out)] == said
    assert main(["status"]) == 0
    out = capsys.readouterr().out
    table = [words for line in out.splitlines() if (words := re.findall(r"[a-z]+", line))]
    found = {words[0]: words[1] for words in table if words[0] in ("ar", "en")}
    assert f"{found['ar']} {found['en']}" == expected


def test_accept_records_the_languages_that_are_asked_for_and_no_other(
    desk: Desk, capsys: Captured
) -> None:
    turkish = (desk.guide / "words" / "ar.yaml").read_text("utf-8").replace("دليل صغير", "Rehber")
    (desk.guide / "words" / "tr.yaml").write_text(turkish, "utf-8")
    record = desk.guide / "translations.json"
    record.unlink()
    assert main(["accept", "-l", "tr"]) == 0
    assert set(json.loads(record.read_text())) == {"tr"}
    assert capsys.readouterr().err.endswith("accepted in tr\n")
    desk.edit("words/en.yaml", "lead: Do this in order.", "lead: Do this first.")
    before = json.loads(record.read_text())["tr"]
    assert main(["accept", "-l", "ar"]) == 0
    after = json.loads(record.read_text())
    assert set(after) == {"ar", "tr"}
    assert after["tr"] == before
    assert statuses(desk)["tr"].outdated == ("blocks.top.lead",)
    assert statuses(desk)["ar"].outdated == ()


@pytest.mark.parametrize("command", [["check"], ["status"], ["accept"]])
def test_a_pipe_in_place_of_the_record_keeps_nobody_waiting(
    desk: Desk, capsys: Captured, command: list[str]
) -> None:
    (desk.guide / "translations.json").unlink()
    os.mkfifo(desk.guide / "translations.json")
    main(command)
    assert "translations.json" in capsys.readouterr().err or command == ["accept"]


def test_what_is_accepted_holds_nothing_of_a_language_that_is_gone(desk: Desk) -> None:
    record = desk.guide / "translations.json"
    known = json.loads(record.read_text())
    record.write_text(json.dumps({**known, "tr": known["ar"], "en": known["ar"]}))
    assert main(["accept", "-l", "ar"]) == 0
    assert json.loads(record.read_text()) == known
    assert record.read_text().endswith("}\n")
    assert record.stat().st_mode & 0o777 == 0o644
