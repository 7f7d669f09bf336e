"""A new kind of block is a module, a macro and a style sheet: nothing else knows kinds by name."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

import pytest
from pydantic import Field

from tests.blocks.guides import Folder, guide, said
from tests.conftest import HOUSE, ROOT
from vademecum.blocks.block import Block, Composed, Example, FactId, Slot, Speaker, Use, Words
from vademecum.blocks.registry import KINDS
from vademecum.commands import reference, specimen
from vademecum.content import reading, schema
from vademecum.content.reading import GuideReader
from vademecum.content.translations import Translations
from vademecum.setting import template
from vademecum.setting.fonts import typefaces
from vademecum.text.runs import Text


@dataclass(frozen=True, slots=True)
class ComposedStamp(Composed):
    """Words that certify something, and a day."""

    motto: Words
    day: Text


class Stamp(Block):
    """A stamp: a kind that the press does not know."""

    example: ClassVar[Example | None] = Example(
        guide="seal: {kind: stamp, day: stamp.day}\n",
        words="seal: {title: Seal, motto: Seen and approved}\n",
        facts="stamp.day: {kind: date, value: 2026-11-05}\n",
    )

    kind: Literal["stamp"]
    day: FactId = Field(description="the day of the stamp")

    def own_slots(self, doubtful: frozenset[str]) -> Iterator[Slot]:
        yield Slot(("motto",))

    def own_facts(self) -> Iterator[Use]:
        yield Use(("day",), self.day, kinds=frozenset({"date"}))

    def compose(self, id: str, say: Speaker) -> ComposedStamp:
        return ComposedStamp(
            **self.frame(id, say), motto=say.words("motto"), day=say.fact(self.day)
        )


GUIDE = """
blocks: {seal: {kind: stamp, day: issued}}
panels: {mine: [seal], clerk: {reader: place, spots: [seal]}}
facts: {issued: {kind: date, value: 2026-11-05}, fee: {kind: number, value: "7"}}
labels: {seal: {title: Печать, motto: Проверено}}
words:
  en: {seal: {title: Seal, motto: Seen and approved}}
  ar: {seal: {title: ختم, motto: تم الاطلاع}}
"""
MACRO = """
{% import "parts.html.j2" as parts with context %}
{% macro block(it) %}
<section class="stamp">{{ parts.heading(it) }}<p>{{ parts.say(it.motto) }} {{ it.day|set }}</p></section>
{% endmacro %}
"""
STYLE = ".stamp { border: 1pt solid }\n"


@pytest.fixture
def stamp(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "stamp", Stamp)


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "templates"
    shutil.copytree(template.folder(), folder)
    monkeypatch.setattr(template, "folder", lambda: folder)
    yield folder
    template._environment.cache_clear()


def trial(folder: Path, old: str = "", new: str = "") -> Folder:
    assert old in GUIDE
    return guide(folder, GUIDE.replace(old, new, 1) if old else GUIDE)


def test_before_it_is_registered_the_kind_is_told_to_be_unknown(tmp_path: Path) -> None:
    assert ("bad-value", "no kind of block 'stamp'") in trial(tmp_path).problems()


@pytest.mark.usefixtures("stamp")
def test_a_guide_of_the_new_kind_has_no_problem(tmp_path: Path) -> None:
    assert trial(tmp_path).problems() == set()


@pytest.mark.usefixtures("stamp")
@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (", motto: Seen and approved", "", ("missing-words", "no words for 'blocks.seal.motto'")),
        (", motto: تم الاطلاع", "", ("missing-words", "no words for 'blocks.seal.motto'")),
        (", motto: Проверено", "", ("missing-words", "no words for 'labels.seal.motto'")),
        ("Seal, motto", "Seal, moto: M, motto", ("superfluous-words", "the guide has no 'blocks.seal.moto'")),
        ("day: issued", "day: isued", ("unknown-fact", "no fact 'isued'")),
        ("day: issued", "day: fee", ("bad-value", "'fee' is of kind number; a fact of kind date is expected here")),
        ("day: issued", "days: issued", ("unknown-key", "unknown key 'days'")),
    ],
)  # fmt: skip
def test_check_sees_what_is_wrong_with_a_block_of_the_new_kind(
    old: str, new: str, problem: tuple[str, str], tmp_path: Path
) -> None:
    assert problem in trial(tmp_path, old, new).problems()


@pytest.mark.usefixtures("stamp")
def test_status_counts_the_words_of_the_new_kind(tmp_path: Path) -> None:
    folder = trial(tmp_path, ", motto: تم الاطلاع", "")
    found = {
        status.language: status
        for status in Translations.read(GuideReader(folder.path, HOUSE)).statuses()
    }
    assert (found["en"].missing, found["en"].superfluous) == ((), ())
    assert (found["ar"].missing, found["ar"].superfluous) == (("blocks.seal.motto",), ())
    assert "blocks.seal.title" in found["ar"].outdated


@pytest.mark.usefixtures("stamp")
def test_an_edition_has_the_new_kind_on_its_panels(tmp_path: Path) -> None:
    folder = trial(tmp_path)
    block = folder.block()
    assert (block.kind, said(block.title), said(block.motto)) == (
        "stamp",
        "Seal",
        "Seen and approved",
    )
    assert said(block.day) == "5 November 2026"
    clerk = folder.block("clerk", "ar")
    assert said(clerk.motto) == "Проверено | تم الاطلاع"
    assert folder.edition().made["page"].kinds == ("stamp",)


@pytest.mark.usefixtures("stamp")
def test_the_schema_of_guides_has_the_new_kind() -> None:
    found = schema.document("guide")["$defs"]
    assert "stamp" in found["Block"]["properties"]["kind"]["enum"]
    assert set(found["Stamp"]["properties"]) >= {"kind", "day", "title", "note"}


@pytest.mark.usefixtures("stamp")
def test_the_reference_page_tells_of_the_new_kind_with_its_example(tmp_path: Path) -> None:
    part = section()
    for line in (
        "A stamp: a kind that the press does not know.",
        "| `day` | a fact (needed) | the day of the stamp |",
        "| `motto` | the panel's |  |",
        "| `day` | `date` |  |",
        "seal: {kind: stamp, day: stamp.day}",
        "seal: {title: Seal, motto: Seen and approved}",
        "![The example on a card](blocks/stamp.png)",
    ):
        assert line in part
    assert "stamp.day:      {kind: date, value: 2026-11-05, source: an example" in reference.page()
    assert Stamp.example is not None
    specimen.write(Stamp.example, tmp_path / "example")
    assert reading.load(tmp_path / "example", HOUSE)[1] == ()


@pytest.mark.usefixtures("stamp")
def test_the_reference_page_tells_of_a_kind_without_an_example(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Stamp, "example", None)
    part = section()
    assert "| `day` | a fact (needed) | the day of the stamp |" in part
    assert "```" not in part
    assert ".png" not in part


def section() -> list[str]:
    """Return the lines of the reference page that are about stamps."""
    lines = reference.page().splitlines()
    start = lines.index("## `stamp`")
    return lines[start : lines.index("## Spots", start)]


@pytest.mark.usefixtures("stamp")
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_with_a_macro_and_a_style_sheet_the_new_kind_comes_to_paper(
    tag: str, templates: Path, tmp_path: Path
) -> None:
    (templates / "blocks" / "stamp.html.j2").write_text(MACRO, "utf-8")
    (templates / "style" / "blocks" / "stamp.css").write_text(STYLE, "utf-8")
    edition = trial(tmp_path).edition(tag)
    document = template.pour(edition, typefaces(edition), edition.products["page"])
    assert document.html.count('<section class="stamp">') == 2
    assert document.files["style/blocks/stamp.css"] == STYLE.encode()
    motto = {"en": "Seen and approved", "ar": "تم الاطلاع"}[tag]
    assert [motto in map(str, document.panels[panel]) for panel in ("mine", "clerk")] == [True] * 2
    assert "Проверено" in map(str, document.panels["clerk"])


HOMONYMS = {
    ("vademecum/blocks/callout.py", "text"): "the slot of a callout's words",
    ("vademecum/blocks/choosing.py", "text"): "the shape of a value in YAML",
    ("vademecum/blocks/choosing.py", "list"): "the shape of a value in YAML",
    ("vademecum/content/kinds/times.py", "list"): "how parts are told one after the other",
    ("vademecum/text/joining.py", "list"): "how parts are told one after the other",
    ("vademecum/content/kinds/registry.py", "text"): "a kind of fact",
    ("vademecum/content/kinds/texts.py", "text"): "a kind of fact",
    ("vademecum/content/guide.py", "text"): "the shape of a value in YAML",
    ("vademecum/content/guide.py", "list"): "the shape of a value in YAML",
    ("vademecum/content/translations.py", "text"): "the text of a sentence in phrases.yaml",
    ("vademecum/edition/voice.py", "text"): "the text of a sentence in phrases.yaml",
    ("vademecum/content/reading.py", "table"): "a key of guides before there were blocks",
    ("vademecum/content/freshness.py", "phrases"): "phrases.yaml",
    ("vademecum/content/reading.py", "phrases"): "phrases.yaml",
    ("vademecum/content/schema.py", "phrases"): "phrases.yaml",
    ("vademecum/setting/misfits.py", "phrases"): "phrases.yaml",
    ("vademecum/content/own_schema.py", "phrases"): "phrases.yaml",
    ("vademecum/content/translations.py", "phrases"): "phrases.yaml",
    ("vademecum/content/wording.py", "phrases"): "phrases.yaml",
    ("vademecum/edition/voice.py", "phrases"): "phrases.yaml",
    ("vademecum/content/writing.py", "phrases"): "phrases.yaml",
    ("vademecum/content/wording.py", "qr"): "the press's own words for a QR code",
    ("vademecum/setting/template.py", "qr"): "the filter that draws a QR code",
    ("vademecum/content/svg.py", "text"): "an element of a drawing",
    ("vademecum/content/svg_words.py", "text"): "an element of a drawing",
    ("vademecum/setting/engine.py", "picture"): "how the address of a picture begins",
    ("vademecum/setting/template.py", "picture"): "the filter that gives the address of a picture",
    ("vademecum/site/markup.py", "qr"): "the filter that draws a QR code",
    ("vademecum/site/markup.py", "picture"): "the filter that says where a picture is found",
    ("templates/site/parts.html.j2", "text"): "a sort of field to type into",
    ("templates/site/show.html.j2", "text"): "a sort of field to type into",
    ("vademecum/cli.py", "text"): "a format of reports",
    ("vademecum/cli.py", "list"): "the command `list`",
    ("vademecum/problems/policy.py", "text"): "a format of reports",
    ("vademecum/problems/report.py", "text"): "a format of reports",
    ("vademecum/setting/repairs.py", "text"): "an attribute of the engine's boxes",
    ("vademecum/edition/foot.py", "qr"): "a key of the press's own words",
    ("vademecum/setting/stacks.py", "table"): "an element of HTML",
    ("vademecum/setting/for_place.py", "phrases"): "a file of a guide",
}
"""Where the quoted name of a kind stands for something else, by file and name, and for what."""


def sources() -> Iterator[tuple[str, str, str]]:
    """Yield every module and template: its path, its stem, and what is written in it."""
    for folder, pattern in (("vademecum", "*.py"), ("templates", "*.j2")):
        for path in sorted((ROOT / folder).rglob(pattern)):
            yield path.relative_to(ROOT).as_posix(), path.name.partition(".")[0], path.read_text()


def is_own(file: str, stem: str, kind: str) -> bool:
    """Whether a file is a kind's own: its module, its macro, or the registry."""
    folder = file.rpartition("/")[0]
    return stem in (kind, "registry") and folder in ("vademecum/blocks", "templates/blocks")


def test_nothing_else_in_the_press_knows_a_kind_by_its_name() -> None:
    found = {
        (file, kind)
        for file, stem, text in sources()
        for kind in KINDS
        if not is_own(file, stem, kind) and re.search(rf"""(["']){kind}\1""", text)
    }
    assert found - set(HOMONYMS) == set(), "a kind is known by name here"
    assert set(HOMONYMS) - found == set(), "these homonyms are gone; take them out of the table"


def test_nothing_else_in_the_press_imports_the_module_of_a_kind() -> None:
    kinds = "|".join(KINDS)
    found = {
        (file, kind)
        for file, _, text in sources()
        if not file.startswith("vademecum/blocks/")
        for kind in re.findall(rf"vademecum\.blocks\.({kinds})\b", text)
    }
    assert found == set()


def test_every_kind_has_its_module_its_macro_and_its_style_sheet() -> None:
    for kind, model in KINDS.items():
        assert model.__module__ == f"vademecum.blocks.{kind}"
        assert (template.folder() / "blocks" / f"{kind}.html.j2").is_file()
        assert (template.folder() / "style" / "blocks" / f"{kind}.css").is_file()
        assert (template.folder() / "site" / "blocks" / f"{kind}.html.j2").is_file()
        assert (template.folder() / "site" / "style" / "blocks" / f"{kind}.css").is_file()
