"""Problems and how they are shown."""

import pickle

import pytest

from vademecum.problems.problem import Problem, Refused, did_you_mean, nearest


def test_a_problem_is_shown_as_place_code_message_and_hint() -> None:
    problem = Problem(
        "a.yaml", 3, 7, "unknown-key", "unknown key 'tittle'", "did you mean 'title'?"
    )
    assert str(problem) == (
        "a.yaml:3:7: unknown-key: unknown key 'tittle'\n    hint: did you mean 'title'?"
    )


def test_a_problem_of_a_whole_file_shows_no_line() -> None:
    assert str(Problem("a.yaml", 0, 0, "no-file", "gone")) == "a.yaml: no-file: gone"


def test_a_code_that_is_not_documented_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="undocumented"):
        Problem("a.yaml", 1, 1, "made-up", "x")


def test_refused_sorts_its_problems_by_place_and_drops_doubles() -> None:
    late = Problem("b.yaml", 1, 1, "bad-value", "x")
    early = Problem("a.yaml", 9, 1, "bad-value", "x")
    assert Refused([late, early, late]).problems == (early, late)


def test_refused_survives_the_way_from_a_worker() -> None:
    refused = Refused([Problem("a.yaml", 1, 1, "bad-value", "x")])
    assert pickle.loads(pickle.dumps(refused)).problems == refused.problems


def test_the_nearest_word_is_one_that_begins_alike_before_one_that_looks_alike() -> None:
    assert nearest("zh", ["th", "zh-Hans"]) == "zh-Hans"
    assert nearest("chekclist", ["card", "checklist"]) == "checklist"
    assert nearest("xyzzy", ["card"]) is None


def test_without_a_near_word_the_hint_names_all() -> None:
    assert did_you_mean("xyzzy", ["card", "checklist"]) == "known are: card, checklist"


@pytest.mark.parametrize(
    ("word", "named"),
    [
        ("titlе", "U+0435 (cyrillic small letter ie)"),
        ("tιtle", "U+03B9 (greek small letter iota)"),
        ("title\u200d", "U+200D (zero width joiner)"),
        ("ti\u00adtle", "U+00AD (soft hyphen)"),
        ("titl\u00e9", "U+00E9 (latin small letter e with acute)"),
        ("tit\uff4ce", "U+FF4C (fullwidth latin small letter l)"),
        ("titel", ""),
        ("titles", ""),
    ],
)  # fmt: skip
def test_a_letter_that_only_looks_like_the_right_one_is_named(word: str, named: str) -> None:
    whole = f" {named} stands in it" if named else ""
    assert did_you_mean(word, ["title", "note"]) == f"did you mean 'title'?{whole}"


def test_a_letter_that_the_known_word_has_too_is_none_of_its_mistakes() -> None:
    assert did_you_mean("Größen", ["Größe"]) == "did you mean 'Größe'?"
