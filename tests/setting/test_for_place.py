"""What a clerk or a waiter reads: on a scale, never under what the form promises, and proved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.conftest import HOUSE, ROOT, jobs
from tests.trying import one_in
from vademecum.build.plan import Job, Selection
from vademecum.content import reading
from vademecum.content.guide import Guide
from vademecum.forms.papers import PAPERS
from vademecum.forms.products import FORMS
from vademecum.problems.problem import Refused
from vademecum.setting import for_place
from vademecum.setting.compositor import Compositor
from vademecum.setting.fit import Fitted
from vademecum.setting.layout import Layout

FLOORS = {"card": (10.6, 7.8), "sheet": (18.0, 12.0)}
"""The smallest type of the key sentence and of the rest, in points, as the design has them."""


@pytest.fixture(scope="module")
def allergy() -> Guide:
    guide, problems = reading.load(ROOT / "examples" / "allergy", HOUSE)
    assert guide is not None, problems
    return guide


@pytest.fixture(scope="module")
def english(allergy: Guide) -> Job:
    (job,) = jobs(allergy, Selection(languages=frozenset({"en"})))
    return job


def ruled(job: Job, product: str, rule: str) -> Compositor:
    """Return what sets a product whose form has a rule more."""
    document, name = job.documents[product], f"style/forms/{product}.css"
    files = {**document.files, name: document.files[name] + rule.encode()}
    return Compositor(job.edition, {product: replace(document, files=files)}, job.typefaces.files())


def compositor(guide: Guide, tag: str) -> Compositor:
    (job,) = jobs(guide, Selection(languages=frozenset({tag})))
    return Compositor(job.edition, job.documents, job.typefaces.files())


@pytest.mark.parametrize(
    ("form", "size", "sizes"),
    [
        ("card", 6.5, {"head": 7.8, "lead": 8.125, "say": 8.125, "key": 10.6}),
        ("card", 6.2, {"head": 7.8, "lead": 7.8, "say": 7.8, "key": 10.6}),
        ("card", 6.8, {"head": 7.8, "lead": 8.5, "say": 8.5, "key": 10.625}),
        ("card", 8.0, {"head": 8.0, "lead": 10.0, "say": 10.0, "key": 12.5}),
        ("card", 9.0, {"head": 9.0, "lead": 11.25, "say": 11.25, "key": 14.0625}),
        ("sheet", 9.0, {"head": 12.0, "lead": 12.0, "say": 14.0625, "key": 18.0}),
        ("sheet", 9.3, {"head": 12.0, "lead": 12.0, "say": 14.53125, "key": 18.1640625}),
        ("sheet", 9.7, {"head": 12.0, "lead": 12.125, "say": 15.15625, "key": 18.9453125}),
        ("sheet", 11.0, {"head": 12.0, "lead": 13.75, "say": 17.1875, "key": 21.484375}),
    ],
)
def test_what_is_shown_stands_steps_of_a_quarter_above_running_text(
    form: str, size: float, sizes: Mapping[str, float]
) -> None:
    assert FORMS[form].shown.at(size) == pytest.approx(sizes)


@pytest.mark.parametrize(
    ("form", "size", "say", "key"),
    [
        ("card", 7.0, 8.75, 10.9375),  # as else
        ("sheet", 9.0, 12.0, 18.0),
        ("sheet", 10.0, 12.5, 18.0),
        ("sheet", 11.0, 13.75, 18.0),
    ],
)
def test_modest_sentences_keep_to_their_floors_too(
    form: str, size: float, say: float, key: float
) -> None:
    found = FORMS[form].shown.at(size, modest=True)
    assert (found["say"], found["key"]) == pytest.approx((say, key))


def test_names_beside_smaller_words_of_the_reader_are_large_enough(allergy: Guide) -> None:
    made = compositor(allergy, "ar")
    assert made.set(allergy.products["card"], PAPERS["id1"]).pages == 2


@one_in(3)
@pytest.mark.parametrize("tag", ["en", "ar", "th"])
@pytest.mark.parametrize("product", ["card", "sheet"])
def test_on_paper_too_the_first_sentence_is_the_largest_and_nothing_is_under_its_floor(
    allergy: Guide, product: str, tag: str
) -> None:
    made = compositor(allergy, tag)
    found, form = allergy.products[product], FORMS[product]
    size = form.sizes(made.edition.language.setting).floor
    layout = made.galley(found).lay_out(PAPERS[found.papers[0]], Fitted(size, 0.0)).layout
    key, rest = FLOORS[product]
    assert _size(layout, "Ho una grave") >= key
    for said in ("Se sto male", "Non posso"):
        assert _size(layout, said) >= rest


def _size(layout: Layout, said: str) -> float:
    return next(line.size for line in layout.lines if line.text.strip().startswith(said))


@one_in(3)
@pytest.mark.parametrize(
    ("product", "rule", "told"),
    [
        ("card", "", 0),
        ("card", ".panel.place .say.key { font-size: 10.5pt }", 2),  # one on each side
        ("card", ".panel.place .say.key { font-size: 10.6pt }", 0),
        ("card", ".place .phrase .say { font-size: 7.7pt }", 1),
        ("card", ".place .phrase .say { font-size: 7.8pt }", 0),
        ("sheet", ".panel.place .say.key { font-size: 17.9pt }", 1),
        ("sheet", ".panel.place .say.key { font-size: 18pt }", 0),
        ("sheet", ".place .phrase .say { font-size: 11.9pt }", 5),
        ("sheet", ".place .phrase .say { font-size: 12pt }", 0),
        ("sheet", ".reader .lead { font-size: 3pt }", 0),
        ("sheet", ".sheet .meaning { font-size: 9pt }", 0),  # for the owner, not for the waiter
    ],
)
def test_smaller_type_for_the_place_is_a_problem_at_its_words(
    english: Job, product: str, rule: str, told: int
) -> None:
    made = ruled(english, product, rule)
    found = english.edition.products[product]
    size = found.form.sizes(made.edition.language.setting).floor
    layout = made.galley(found).lay_out(PAPERS[found.papers[0]], Fitted(size, 0.0)).layout
    problems = tuple(for_place.small(layout, made.edition.poured(product)))
    assert [p.code for p in problems] == ["small-type"] * told
    assert all(p.file.endswith("phrases.yaml") and p.line for p in problems)


def test_paper_with_smaller_type_for_the_place_is_refused(english: Job) -> None:
    made = ruled(english, "card", ".place .phrase .say { font-size: 7.7pt }")
    with pytest.raises(Refused) as refused:
        made.set(english.edition.products["card"], PAPERS["id1"])
    assert [p.code for p in refused.value.problems] == ["small-type"]
