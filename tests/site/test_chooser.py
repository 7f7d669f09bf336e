"""The page of all languages: each in its own name, its own type, and first in its guide."""

from __future__ import annotations

import re

import pytest

from tests.conftest import HOUSE
from vademecum.content.themes import DEFAULT, THEMES
from vademecum.site import chooser
from vademecum.site.chooser import Choice
from vademecum.text.language import language

CHOICES = (
    Choice("inn", "ar", "دليل صغير", "en"),
    Choice("inn", "en", "A small guide", "en"),
    Choice("bank", "zh-Hans", "小指南", "zh-Hans"),
)
LANGUAGES = [language(choice.language) for choice in CHOICES]


def test_each_language_is_set_in_a_face_that_has_all_its_letters() -> None:
    type = chooser.type_of(CHOICES, LANGUAGES)
    assert set(type.families) == {"ar", "en", "zh-Hans"}
    assert len(set(type.families.values())) == 3
    assert {face.family for face in type.faces} >= set(type.families.values())
    for choice in CHOICES:
        cut = [face.cut for face in type.faces if face.family == type.families[choice.language]]
        said = set(f"{choice.autonym}{choice.title}") - {" "}
        assert all(said <= set(one.characters) for one in cut)


def test_the_type_is_named_in_the_style_of_the_page() -> None:
    type = chooser.type_of(CHOICES, LANGUAGES)
    made = chooser.pour(CHOICES, type, THEMES[DEFAULT], HOUSE.shelves)
    (style,) = (data.decode() for name, data in made.items() if name.endswith(".css"))
    for tag, family in type.families.items():
        assert re.search(rf'\[lang="{tag}"\] {{ font-family: "{family}"', style)
    for face in type.faces:
        assert f'src: url("{face.name}")' in style


@pytest.mark.parametrize(
    ("guide", "first"), [("inn", "inn/en/index.html"), ("bank", "bank/zh-Hans/index.html")]
)
def test_of_each_guide_the_language_it_was_written_in_stands_first(guide: str, first: str) -> None:
    made = chooser.pour(
        CHOICES, chooser.type_of(CHOICES, LANGUAGES), THEMES[DEFAULT], HOUSE.shelves
    )
    page = made["index.html"].decode()
    section = page.partition(f'id="{guide}"')[2].partition("</section>")[0]
    addresses = re.findall(r'<a href="([^"]+)"', section)
    assert addresses[0] == first
    assert len(addresses) == sum(choice.guide == guide for choice in CHOICES)
