"""The folder of a guide in a language: it stands alone, and says what the guide says."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.conftest import HOUSE, Desk
from vademecum.content.guide import Guide
from vademecum.edition.edition import texts
from vademecum.edition.screening import screen
from vademecum.problems.problem import Refused
from vademecum.site.folder import Folder, folder
from vademecum.site.printed import Printed

INLINE = re.compile(r"<style|<script(?![^>]* src=)|\sstyle=|\son[a-z]+=|javascript:", re.I)


def made(guide: Guide, tag: str, among: tuple[Path, ...] = HOUSE.shelves) -> Folder:
    printed = [
        Printed(one.id, paper, f"{one.id}_{paper}.pdf", sha256(b"").hexdigest(), one.pages, 12345)
        for one in guide.products.values()
        for paper in one.papers
    ]
    return folder(screen(guide, tag), printed, [], among)


def names(found: Folder) -> set[str]:
    return {
        *found.ready,
        *(one.name for one in found.to_make),
        *(one.name for one in found.printed),
    }


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_page_leads_to_nothing_that_is_not_there(small: Guide, tag: str) -> None:
    found = made(small, tag)
    page = found.ready["index.html"].decode()
    style = next(data for name, data in found.ready.items() if name.endswith(".css")).decode()
    named = re.findall(r'(?:href|src|data-worker|data-versions)="([^"#:]+)"', page)
    named += re.findall(r'url\("([^"]+)"\)', style)
    assert len(named) > 10
    assert {unquote(name) for name in named} - names(found) == {"../../index.html"}


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_page_obeys_its_own_policy(small: Guide, tag: str) -> None:
    page = made(small, tag).ready["index.html"].decode()
    assert "unsafe" not in page
    assert "default-src 'none'" in page
    assert INLINE.findall(page) == []


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_page_says_all_that_the_guide_says(small: Guide, tag: str) -> None:
    page = made(small, tag).ready["index.html"].decode()
    shown = " ".join(unescape(re.sub(r"<[^>]+>", "", page)).replace("\u2060", "").split())
    wanted = screen(small, tag)
    for section in wanted.sections:
        for text in texts(section.block):
            assert " ".join(str(text).split()) in shown


def test_the_same_guide_gives_the_same_bytes(small: Guide) -> None:
    assert made(small, "ar").ready == made(small, "ar").ready


def test_the_worker_knows_every_file_but_itself(small: Guide) -> None:
    found = made(small, "en")
    tables = re.findall(
        r"const (FIRST|LATER) = (\{.*?\});", found.ready["worker.js"].decode(), re.S
    )
    first, later = (json.loads(table) for _, table in tables)
    assert {*first, *later} == names(found) - {"worker.js"}
    assert {name for name in later if name.endswith(".pdf")} == {p.name for p in found.printed}
    assert "index.html" in first


def test_a_changed_word_changes_what_the_worker_keeps(small: Guide, desk: Desk) -> None:
    before = made(small, "en").ready["worker.js"]
    desk.edit("words/en.yaml", "title: ", "title: Now ")
    guide, problems = desk.load()
    assert guide, problems
    assert made(guide, "en").ready["worker.js"] != before


def test_a_fault_in_a_macro_of_the_house_is_told_with_its_line(
    small: Guide, tmp_path: Path
) -> None:
    kind = next(iter(small.structure.blocks.values())).kind
    macro = tmp_path / "site" / "blocks" / f"{kind}.html.j2"
    macro.parent.mkdir(parents=True)
    macro.write_text("{% macro block(it) %}\n{{ it.nothing.at_all }}\n{% endmacro %}\n", "utf-8")
    with pytest.raises(Refused) as raised:
        made(small, "en", (tmp_path, *HOUSE.shelves))
    (problem,) = raised.value.problems
    assert (problem.code, problem.line) == ("template-fault", 2)
    assert problem.file.endswith(macro.name)


def test_house_macros_go_before_the_press_s_own(small: Guide, tmp_path: Path) -> None:
    macro = tmp_path / "site" / "blocks" / "phrases.html.j2"
    macro.parent.mkdir(parents=True)
    macro.write_text("{% macro block(it) %}<p>said otherwise</p>{% endmacro %}", "utf-8")
    page = made(small, "en", (tmp_path, *HOUSE.shelves)).ready["index.html"]
    assert b"<p>said otherwise</p>" in page
