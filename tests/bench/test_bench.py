"""The bench: what it times is the right thing, and what it compares with is the same paper."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bench import stopwatch
from bench.__main__ import main
from bench.build import builds
from bench.build.phases import PHASES, Clock
from bench.contest import inspection, peers
from bench.contest.markup import TEMPLATES
from bench.copies import GUIDE, Desk
from bench.stopwatch import Failed, Run, python
from tests.conftest import ROOT
from tests.trying import left_to_the_gates, swept
from vademecum.build.plan import Artifact
from vademecum.content import reading
from vademecum.content.guide import Guide
from vademecum.content.house import House
from vademecum.setting.finished import Finished

CARD = "russia-sim-top-up/en/russia-sim-top-up_en_card_id1.pdf"
SHEET = "russia-sim-top-up/ar/russia-sim-top-up_ar_card-sheet_a4.pdf"


def test_copied_languages_are_good_and_each_has_other_words(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.multiply(20)
    guide, problems = reading.load(desk.guide, House(tmp_path / "templates"))
    assert guide is not None, problems
    assert problems == ()
    assert len(guide.languages) == 20
    assert len({(words.title, words.blocks["top"]["lead"]) for words in guide.words.values()}) == 20
    assert "zh-Hans-x-copyaa" in guide.languages


def test_a_process_is_timed_from_outside_and_its_memory_seen(tmp_path: Path) -> None:
    code = "import time; held = bytearray(80 << 20); time.sleep(0.4); print('done')"
    run = stopwatch.run(python("-c", code), tmp_path)
    assert run.output == "done\n"
    assert 0.4 <= run.seconds < 10
    assert run.parent > 80


def test_a_process_that_fails_is_not_a_fast_one(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"ended with 1: .*boom"):
        stopwatch.run(python("-c", "raise SystemExit('boom')"), tmp_path)


def test_pairs_keep_their_ratio_where_the_machine_drifts() -> None:
    slow = iter([Run(2.0), Run(6.0), Run(20.0)])
    fast = iter([Run(1.0), Run(2.0), Run(10.0)])
    ratio, one, other = stopwatch.paired(3, lambda: next(slow), lambda: next(fast))
    assert (ratio, one.seconds / other.seconds) == (2.0, 2.0)


def test_a_build_says_how_many_files_it_made() -> None:
    assert builds.made(Run(1.0, log="16 files made in 2.0 s, 24 up to date")) == 16
    assert builds.made(Run(1.0, log="1 file made in 2.0 s")) == 1
    assert builds.made(Run(1.0, log="nothing to do: 40 files up to date")) == 0


def test_every_phase_is_a_function_that_exists() -> None:
    clock = Clock()
    for module, path in PHASES.values():
        owner: object = __import__(module, fromlist=["x"])
        for name in path.split("."):
            owner = getattr(owner, name)
        assert callable(owner)
    with clock.phase("one"):
        pass
    assert clock.times == {"one": 1}


@pytest.mark.parametrize("path", swept((CARD, SHEET), CARD))
def test_the_stock_engine_makes_the_same_paper_of_our_templates(
    russia: Guide, prints: Mapping[Artifact, Finished], tmp_path: Path, path: str
) -> None:
    sizes = {artifact.path: one.size for artifact, one in prints.items() if artifact.path == path}
    (rival,) = peers.weasyprint(russia, sizes, tmp_path)
    assert peers.check(rival) == ["there is no file"]
    stopwatch.run(rival.command, tmp_path)
    assert peers.check(rival) == []
    other = replace(rival.due, text=rival.due.text + "\nwords that were never set in it" * 30)
    assert [fault.split()[0] for fault in inspection.faults(rival.output, other)] == ["only"]
    wide = replace(rival.due, width=rival.due.width + 5)
    assert len(inspection.faults(rival.output, wide)) == 2


def test_a_typst_document_has_the_words_and_the_sizes_to_choose_from(
    russia: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(peers, "find_spec", lambda name: name)
    (rival,) = peers.typst(russia, {CARD: 7.2}, tmp_path)
    words = json.loads((tmp_path / rival.command[3]).read_text("utf-8"))
    assert words["size"] == 7.2
    assert (rival.sizes[0], rival.sizes[-1]) == (6.5, 9.0)


def test_the_typst_documents_know_every_kind_of_block_of_the_guide(russia: Guide) -> None:
    source = (TEMPLATES / "blocks.typ").read_text("utf-8")
    kinds = {block.kind for block in russia.structure.blocks.values()}
    assert [kind for kind in kinds if f'it.kind == "{kind}"' not in source] == []


@left_to_the_gates
def test_a_sheet_of_several_cards_is_dealt_round(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    product = "  by-row:\n    form: card\n    imposed_on: [a4]\n    per: ussd\n"
    panels = "    panels: {front: [{block: ussd, short: true}], back: [emergency]}\n"
    desk.edit(f"content/{GUIDE}/guide.yaml", "\nproducts:\n", f"\nproducts:\n{product}{panels}")
    guide, problems = reading.load(desk.guide, House(desk.folder / "templates"))
    assert guide is not None, problems
    path = f"{GUIDE}/en/{GUIDE}_en_by-row-sheet_a4.pdf"
    (rival,) = peers.weasyprint(guide, {path: 7.0}, tmp_path)
    assert (rival.due.pages, rival.due.copies) == (2, 2)
    html = Path(rival.command[-2]).read_text("utf-8")
    assert html.count('<section class="panel ') == 20
    assert html.count("*111*0887#") == html.count("*110*10#") == 2
    stopwatch.run(rival.command, tmp_path)
    assert peers.check(rival) == []


def test_a_case_that_is_not_there_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nothing", "warp"]) == 2
    assert "no case is called warp" in capsys.readouterr().out


def test_the_results_tell_of_every_case() -> None:
    text = (ROOT / "bench" / "RESULTS.md").read_text("utf-8")
    for case in ("nothing to do", "one word", "weasyprint", "chromium", "typst", "200 languages",
                 "second core", "layouts of a card", "Where the time goes"):  # fmt: skip
        assert case in text
