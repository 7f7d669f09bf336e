"""Combs: 4 mm a digit in one line, or a problem that names the block."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.blocks.guides import guide
from vademecum.edition.composition import compose
from vademecum.forms.papers import PAPERS
from vademecum.problems.problem import Refused
from vademecum.setting import fonts, template
from vademecum.setting.compositor import Compositor

COMB = """
blocks:
  said: {kind: text, paragraphs: [a]}
  own:
    kind: fields
    entries: [{id: n, comb: {digits: DIGITS}}, {id: m, comb: {digits: 2}}]
products: {page: {form: FORM, panels: {mine: SPOTS}}}
words:
  en: {said: {title: Said, paragraphs: {a: A}}, own: {title: Own, labels: {n: Number, m: Other}}}
"""


def setting(folder: Path, digits: int, form: str, spots: str) -> None:
    """Set a page with a comb; raise Refused where it cannot be."""
    text = COMB.replace("DIGITS", str(digits)).replace("FORM", form).replace("SPOTS", spots)
    edition = compose(guide(folder, text).guide(), "en")
    type, made = fonts.typefaces(edition), edition.made["page"].product
    documents = {"page": template.pour(edition, type, made)}
    Compositor(edition, documents, type.files()).set(made, PAPERS[made.papers[0]])


@pytest.mark.parametrize(
    ("form", "spots", "digits", "excess"),
    [
        ("card", "[said, own]", 19, 0.0),
        ("card", "[said, own]", 20, 1.4),
        ("card", "[[said, own]]", 9, 0.0),
        ("card", "[[said, own]]", 10, 2.3),
        ("card", "[[own, said]]", 12, 10.3),
        ("sheet", "[said, own]", 24, 0.0),
        ("sheet", "[[said, own]]", 20, 0.0),
        ("sheet", "[[said, own]]", 24, 13.0),
    ],
)
def test_a_comb_is_in_one_line_or_a_problem_that_names_its_block(
    form: str, spots: str, digits: int, excess: float, tmp_path: Path
) -> None:
    """Of 4 mm a digit, the last 0.2 mm more, on a card of 78.8 mm and a sheet of 186 mm."""
    if not excess:
        setting(tmp_path, digits, form, spots)
        return
    with pytest.raises(Refused) as refused:
        setting(tmp_path, digits, form, spots)
    (problem,) = refused.value.problems
    assert problem.code == "does-not-fit"
    assert "a comb of the block 'own'" in problem.message
    told = float(problem.message.split(" mm too wide")[0].rsplit(" ", 1)[1])
    assert told == pytest.approx(excess, abs=0.4)
