"""The pages of documentation: made from the press, fresh, and true of it."""

import importlib
import inspect
import re
import textwrap
from dataclasses import fields
from pathlib import Path

import pytest
import yaml
from PIL import Image, ImageChops

from tests.conftest import HOUSE, ROOT
from vademecum.blocks.block import Block
from vademecum.blocks.registry import KINDS
from vademecum.build import making
from vademecum.build.plan import Planner, Selection
from vademecum.commands import fact_reference, macros, pictogram_reference, reference, specimen
from vademecum.content import reading
from vademecum.content.guide import Structure
from vademecum.content.house_file import HouseFile, HouseScript
from vademecum.edition.composition import compose
from vademecum.forms.papers import PAPERS
from vademecum.forms.products import FORMS
from vademecum.problems import codes
from vademecum.setting import template

BLOCKS = ROOT / "docs" / "blocks.md"


def test_the_pages_are_fresh(tmp_path: Path) -> None:
    reference.main(tmp_path)
    assert BLOCKS.read_text("utf-8") == (tmp_path / "blocks.md").read_text("utf-8"), "make docs"
    assert (ROOT / "docs" / "facts.md").read_text("utf-8") == fact_reference.page(), "make docs"
    pictograms = (ROOT / "docs" / "pictograms.md").read_text("utf-8")
    assert pictograms == pictogram_reference.page(), "make docs"
    assert (ROOT / "docs" / "problems.md").read_text("utf-8") == codes.page(), "make docs"


def test_every_kind_form_and_paper_has_its_place() -> None:
    page = BLOCKS.read_text("utf-8")
    for kind in KINDS:
        assert f"## `{kind}`\n" in page
    for id in (*FORMS, *PAPERS):
        assert f"| `{id}` |" in page


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_is_a_good_guide(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "example"
    example = KINDS[kind].example
    assert example is not None
    specimen.write(example, folder)
    guide, problems = reading.load(folder, HOUSE)
    assert problems == ()
    assert guide is not None
    assert {block.kind for block in guide.structure.blocks.values()} == {kind}


def test_every_field_of_a_kind_is_on_the_page() -> None:
    page = BLOCKS.read_text("utf-8")
    for name, kind in KINDS.items():
        (part,) = re.findall(rf"(?s)\n## `{name}`\n(.*?)\n## ", page)
        for field in set(kind.model_fields) - set(Block.model_fields):
            assert f"| `{field}` |" in part


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r"\]\(([\w/.-]+\.png)\)", BLOCKS.read_text("utf-8"))
    assert len(pictures) == len(KINDS)
    assert all((BLOCKS.parent / path).is_file() for path in pictures)


def test_the_picture_of_the_pictograms_shows_them_as_they_are_drawn() -> None:
    with Image.open(ROOT / "docs" / "pictograms.png") as kept:
        shown, drawn = kept.convert("L"), pictogram_reference.picture().convert("L")
    assert shown.size == drawn.size
    difference = ImageChops.difference(shown, drawn).reduce(8)
    assert max(difference.tobytes()) < 48, "make pictures"


def test_the_products_in_the_changes_can_be_read() -> None:
    page = (ROOT / "docs" / "changes.md").read_text("utf-8")
    (text,) = re.findall(r"(?s)```yaml\n(.*?)```", page)
    small = yaml.safe_load((ROOT / "tests" / "small" / "guide.yaml").read_text("utf-8"))
    made = Structure.model_validate({**small, **yaml.safe_load(text)}).products
    assert list(made) == ["checklist", "card"]


def test_all_that_a_template_sees_and_is_handed_is_on_the_page() -> None:
    page = BLOCKS.read_text("utf-8")
    source = inspect.getsource(template.pour)
    assert set(re.findall(r'^        "(\w+)": ', source, re.M)) == set(template.SEEN)
    macros_of_parts = (template.folder() / "parts.html.j2").read_text("utf-8")
    names = re.findall(r"{% macro (\w+\([\w, ]*\))", macros_of_parts)
    assert len(names) >= 7
    for name in (*template.SEEN, *template.FILTERS, *names):
        assert f"| `{name}` | " in page
    for kind in KINDS.values():
        for field in fields(macros.composed(kind)):
            assert f"| `{field.name}` | " in page


def test_the_kind_that_contributing_adds_works_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    fences = re.findall(r"(?s)   ```(python|jinja|css)\n(.*?)   ```", text)
    code = {language: textwrap.dedent(block) for language, block in fences}
    (tmp_path / "quote.py").write_text(code["python"], "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    quote = importlib.import_module("quote").Quote
    monkeypatch.setitem(KINDS, "quote", quote)
    shelf = tmp_path / "templates"
    for name, language in (("blocks/quote.html.j2", "jinja"), ("style/blocks/quote.css", "css")):
        (shelf / name).parent.mkdir(parents=True)
        (shelf / name).write_text(code[language], "utf-8")
    specimen.write(quote.example, tmp_path / "example")
    guide, problems = reading.load(tmp_path / "example", HOUSE)
    assert guide is not None, problems
    (job,) = Planner("", (shelf, template.folder())).jobs([compose(guide, "en")], Selection())
    (document,) = job.documents.values()
    assert "Drink before you are thirsty." in document.html
    assert document.files["style/blocks/quote.css"].decode("utf-8") == code["css"]
    assert making.make(job).problems == ()


def test_the_page_of_the_house_has_what_the_press_says_in_english() -> None:
    page = (ROOT / "docs" / "house.md").read_text("utf-8")
    blocks = re.findall(r"(?s)```yaml\n(.*?)```", page)
    words = yaml.safe_load((template.folder() / "words" / "en.yaml").read_text("utf-8"))
    assert yaml.safe_load(blocks[1]) == words
    house = HouseFile.model_validate(yaml.load(blocks[0], Loader=yaml.BaseLoader))
    assert house.region == "EG"
    for field in HouseScript.model_fields:
        assert f"`{field}`" in page
