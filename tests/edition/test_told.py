"""Editions held against the YAML that they are made from, which no code of the press has read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import told
from tests.conftest import CONTENT, SMALL
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.edition.edition import texts

RUSSIA = CONTENT / "russia-sim-top-up"
EDITIONS = [
    (folder, path.stem)
    for folder in (SMALL, RUSSIA)
    for path in sorted((folder / "words").iterdir())
]


@pytest.mark.parametrize(
    ("folder", "tag"), EDITIONS, ids=lambda value: getattr(value, "name", value)
)
def test_an_edition_says_what_its_yaml_says(
    small: Guide, russia: Guide, folder: Path, tag: str
) -> None:
    edition = compose(small if folder is SMALL else russia, tag)
    guide = told.Guide(folder, tag)
    assert list(edition.made) == list(guide.products)
    for product, made in edition.made.items():
        wanted = list(guide.said(product))
        assert len(wanted) > 12
        have = [
            (str(text), text.mark is not None) for block in made.blocks for text in texts(block)
        ]
        plain = [text.replace("\u00a0", " ") for text, _ in have]
        told_of = {one: one.text.replace("\u00a0", " ").replace(told.MARK, "") for one in wanted}
        assert [one for one, text in told_of.items() if text not in plain] == []
        marked = {text.replace("\u00a0", " ") for text, is_marked in have if is_marked}
        doubtful = {one for one in wanted if one.doubtful or told.MARK in one.text}
        assert {told_of[one] for one in doubtful} == marked
        assert not [
            value for value in guide.unsaid(product) if any(value in text for text in plain)
        ]
