"""Marks: each has a sign and words of the press, and of several the gravest is carried."""

from pathlib import Path

import pytest

from vademecum.content.guide import PressWords
from vademecum.content.source import read
from vademecum.setting import template
from vademecum.text.marks import SIGNS, Mark, gravest

WORDS = template.folder() / "words"
D, S = Mark.DOUBTFUL, Mark.STALE


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        ([], None),
        ([None], None),
        ([None, None], None),
        ([D], D),
        ([None, D], D),
        ([D, D, None], D),
        ([S], S),
        ([S, D], S),
        ([D, S, None, D], S),
    ],
)
def test_of_several_marks_the_gravest_is_carried(
    marks: list[Mark | None], found: Mark | None
) -> None:
    assert gravest(marks) is found
    assert gravest(reversed(marks)) is found


def test_no_two_marks_have_one_sign() -> None:
    assert len(set(SIGNS)) == len(Mark) == len({mark.key for mark in Mark})


@pytest.mark.parametrize("path", sorted(WORDS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_language_says_what_each_mark_means_in_words_of_its_own(path: Path) -> None:
    tree = read(path, path.name, WORDS).tree
    said = PressWords.model_validate(tree)
    meanings = [getattr(said, mark.key.replace("-", "_")) for mark in Mark]
    assert len(set(meanings)) == len(meanings)
    assert not set(SIGNS) & set("".join(meanings))
