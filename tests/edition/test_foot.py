"""The foot of every side: its language, where to turn, who made it, where corrections go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.blocks.guides import guide
from tests.conftest import HOUSE, ROOT
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.edition.edition import Foot
from vademecum.problems.problem import Refused

BOTH = """
blocks: {said: {kind: text, paragraphs: [a]}}
products:
  two: {form: sheet, panels: {mine: [said], clerk: {reader: place, spots: [said]}}}
  one: {form: card, panels: {mine: [said]}}
  shown: {form: card, panels: {clerk: {reader: place, spots: [said]}}}
  own: {form: card, panels: {first: [said], last: [said]}}
labels: {said: {title: Сказано, paragraphs: {a: Да}}}
words: {en: {said: {title: A1, paragraphs: {a: A2}}}TAG}
"""
NAMES = {
    "en": "English", "ru": "Русский", "ar": "العربية", "zh-Hans": "简体中文", "hi": "हिन्दी",
    "th": "ไทย", "ko": "한국어", "tr": "Türkçe", "de": "Deutsch", "he": "עברית", "el": "Ελληνικά",
}  # fmt: skip


def written(folder: Path, tag: str = "en") -> Guide:
    other = "" if tag == "en" else f", {tag}: {{said: {{title: B1, paragraphs: {{a: B2}}}}}}"
    return guide(folder, BOTH.replace("TAG", other)).guide()


def feet(guide: Guide, tag: str, product: str, day: date = date.min) -> list[Foot]:
    found = [panel.foot for panel in compose(guide, tag, day).made[product].panels]
    assert all(found)
    return [foot for foot in found if foot]


def press(tag: str) -> Any:
    return yaml.safe_load((ROOT / "templates" / "words" / f"{tag}.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("tag", "name"), NAMES.items())
def test_every_side_names_its_language_in_itself_and_says_who_made_it(
    tag: str, name: str, tmp_path: Path
) -> None:
    read, own = written(tmp_path, tag), press(tag)
    for product, sides in {"two": ["1/2", "2/2"], "one": [""]}.items():
        found = feet(read, tag, product)
        assert [str(foot.side or "") for foot in found] == sides
        for foot in found:
            assert (str(foot.autonym), str(foot.tag)) == (name, tag)
            assert str(foot.maker) == own["made-by"].replace("{name}", "The tests")
            turn = str(foot.turn or "").replace("\u00a0", " ")
            assert turn == (own["turn-over"] if len(sides) > 1 else "")
            assert (foot.corrections, foot.scan) == (None, None)


@pytest.mark.parametrize(
    "maker",
    [
        "A {b} c",
        "A {said}",
        "**A** b",
        "{name}",
        "Ann & Bob <x>",
        "Общество",
        "مجموعة",
        "A. N. Other",
    ],
)
def test_the_name_of_who_made_it_is_no_markup(maker: str, tmp_path: Path) -> None:
    read = written(tmp_path)
    review = read.structure.review.model_copy(update={"made_by": maker})
    read = replace(read, structure=read.structure.model_copy(update={"review": review}))
    (foot,) = feet(read, "en", "one")
    assert str(foot.maker) == f"Made by {maker}"
    assert foot.maker
    assert (foot.maker.source, foot.maker.location) == ("guide", ("review", "made_by"))


def test_corrections_go_to_the_contact_of_the_house(tmp_path: Path) -> None:
    read = replace(written(tmp_path), house=replace(HOUSE, contact="help@example.org"))
    found = [foot for product in ("two", "one", "own") for foot in feet(read, "en", product)]
    assert {str(foot.corrections) for foot in found} == {"Corrections: help@example.org"}


def test_one_side_has_the_code_that_leads_to_the_newest_edition(tmp_path: Path) -> None:
    """The one that is the reader's: the last of them, or else the last."""
    read = replace(written(tmp_path), house=replace(HOUSE, site="https://example.org/g"))
    version = compose(read, "en").version
    scanned = {
        product: [foot.scan.payload if foot.scan else "" for foot in feet(read, "en", product)]
        for product in ("two", "one", "shown", "own")
    }
    there = f"https://example.org/g/trial/en/?v={version}"
    assert scanned == {"two": [there, ""], "one": [there], "shown": [there], "own": ["", there]}
    assert len(version) == 8
    (foot,) = feet(read, "en", "one")
    assert foot.scan
    assert (str(foot.scan.caption), there in foot.scan.alt) == (press("en")["scan"], True)


def test_without_a_word_of_the_press_nothing_is_invented(tmp_path: Path) -> None:
    """In a language that the press does not speak, what it would have to say is told by its key."""
    read = written(tmp_path, "sw")
    with pytest.raises(Refused) as refused:
        compose(read, "sw")
    (problem,) = refused.value.problems
    assert problem.code == "missing-words"
    assert "'made-by'" in problem.message
    assert "'turn-over'" in problem.message
    assert "'corrections'" not in problem.message
    assert "'scan'" not in problem.message
