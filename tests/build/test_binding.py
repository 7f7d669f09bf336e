"""The site of a build: what of it is made, kept, published, listed and taken away."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import Desk
from tests.trying import left_to_the_gates
from vademecum import cli
from vademecum.build import executors, production
from vademecum.build.executors import Workers
from vademecum.build.making import Hears, Outcome
from vademecum.build.packed import PackedJob
from vademecum.build.production import Order

SITE = Order(paper=False, site=True, volume="quiet", workers=1)


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_site_is_published_whole_and_made_anew_only_where_it_changes(desk: Desk) -> None:
    assert production.produce(SITE).code == 0
    first = files(desk.folder / "dist")
    listed = json.loads(first.pop("manifest.json"))
    assert listed["artifacts"] == []  # papers were not asked for
    assert {entry["path"] for entry in listed["site"]} == set(first)
    assert {"site/index.html", "site/small/en/index.html", "site/small/ar/index.html"} <= set(first)
    again = production.produce(SITE)
    assert (again.code, again.pages, again.removed) == (0, (), ())

    desk.edit("words/en.yaml", "title: ", "title: Now ")
    edited = production.produce(replace(SITE, languages=("en",)))
    assert [page.path for page in edited.pages] == ["site/small/en/index.html"]
    second = files(desk.folder / "dist")
    changed = {name for name, data in second.items() if first.get(name) != data}
    assert not [name for name in changed if name.startswith("site/small/ar/")]
    chooser = second["site/index.html"].decode()
    assert "small/ar/index.html" in chooser
    assert "Now " in chooser

    (desk.guide / "words" / "ar.yaml").unlink()
    assert production.produce(SITE).code == 0
    third = files(desk.folder / "dist")
    assert not [name for name in third if name.startswith("site/small/ar/")]
    assert "small/ar/index.html" not in third["site/index.html"].decode()


def test_nothing_of_somebody_else_s_is_touched(desk: Desk, capsys: object) -> None:
    first = desk.folder / "dist" / "site" / "small" / "en"
    order = replace(SITE, languages=("en",))
    assert production.produce(order).code == 0
    (first / "index.html").unlink()
    (first / "index.html").mkdir()
    (first / "mine.txt").write_text("mine", "utf-8")
    assert production.produce(order).code == 1
    assert (first / "mine.txt").read_text("utf-8") == "mine"
    assert (first / "index.html").is_dir()


@left_to_the_gates
def test_a_page_offers_its_papers_in_the_order_of_the_plan_whichever_was_made_first(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = replace(SITE, languages=("en",), cache=False)
    assert production.produce(replace(order, output=Path("one"))).code == 0
    run = executors.run

    def backwards(jobs: Iterable[PackedJob], workers: Workers, done: Hears) -> None:
        heard: list[Outcome] = []
        run(jobs, workers, heard.append)
        for one in reversed(heard):
            done(replace(one, prints=dict(reversed([*one.prints.items()]))))

    monkeypatch.setattr(executors, "run", backwards)
    assert production.produce(replace(order, output=Path("other"))).code == 0
    assert files(Path("one")) == files(Path("other"))


@left_to_the_gates
def test_a_partner_s_guide_is_told_apart_by_the_partner_s_name(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    own = desk.guide / "partners" / "inn"
    own.mkdir(parents=True)
    (own / "partner.yaml").write_text("name: The Inn at the Gate\nlanguages: [en]\n", "utf-8")
    english = replace(SITE, languages=("en",))
    assert production.produce(english).code == 0
    dist = desk.folder / "dist"
    chooser = (dist / "site" / "index.html").read_text("utf-8")
    assert chooser.count('<bdi class="partner">The Inn at the Gate</bdi>') == 2  # heading and link
    page = (dist / "site" / "small@inn" / "en" / "index.html").read_text("utf-8")
    assert "· The Inn at the Gate</title>" in page
    assert "The Inn" not in (dist / "site" / "small" / "en" / "index.html").read_text("utf-8")

    capsys.readouterr()
    assert cli.main(["site", "-q", "-j", "1", "-l", "en", "--partner", "inn"]) == 0
    assert capsys.readouterr().out == "dist/site/small@inn/en/index.html\n"
    assert (dist / "site" / "index.html").read_text("utf-8") == chooser

    guide_alone = replace(english, guides=("small",), ids=("small",))
    assert production.produce(guide_alone).code == 0  # the manifest knows whose the other page is
    assert (dist / "site" / "index.html").read_text("utf-8") == chooser
