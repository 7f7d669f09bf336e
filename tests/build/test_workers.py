"""The press: bad paper is refused with its reason, and a dead worker is a problem, not a crash."""

import errno
import io
import os
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.conftest import Desk, jobs
from tests.trying import left_to_the_gates
from vademecum.build import executors, making, portions, workers
from vademecum.build.packed import PackedJob
from vademecum.build.plan import Job, Selection
from vademecum.content.guide import Guide
from vademecum.content.reading import GuideReader
from vademecum.setting import template
from vademecum.setting.fonts import Typefaces


def job(desk: Desk, language: str = "en", *products: str) -> Job:
    guide, problems = desk.load()
    assert guide is not None, problems
    selection = Selection(
        languages=frozenset({language}),
        products=frozenset(products),
        papers=frozenset({"a4"}),
        fixed=frozenset({("small", "card")}),
    )
    return jobs(guide, selection)[0]


def test_a_job_makes_all_its_artifacts(desk: Desk) -> None:
    outcome = making.make(job(desk))
    assert outcome.problems == ()
    made = [(artifact.product, one.pages) for artifact, one in outcome.prints.items()]
    assert made == [("checklist", 2), ("card", 2), ("card-sheet", 2)]
    assert all(one.data.startswith(b"%PDF-") for one in outcome.prints.values())


def test_a_job_brings_its_documents_and_needs_no_templates(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = PackedJob.of(job(desk, "en", "card"))
    before = making.make(packed.job()).prints
    monkeypatch.setattr(template, "folder", lambda: desk.folder / "nowhere")
    assert making.make(packed.job()).prints == before != {}


def test_a_sheet_alone_is_made_from_a_card_that_is_not_printed(desk: Desk) -> None:
    outcome = making.make(job(desk, "en", "card-sheet"))
    assert [artifact.product for artifact in outcome.prints] == ["card-sheet"]


def test_words_that_do_not_fit_are_named_by_line(desk: Desk) -> None:
    desk.edit("words/en.yaml", "    never: Never write", f"    never: {'Never ever write ' * 60}")
    outcome = making.make(job(desk, "en", "card"))
    assert outcome.prints == {}
    (problem,) = outcome.problems
    assert (problem.code, problem.line) == ("does-not-fit", 55)
    assert "small in en, card on id1: its back is " in problem.message
    assert "mm too long at 6.5 pt" in problem.message


def test_a_single_word_wider_than_the_card_does_not_fit(desk: Desk) -> None:
    desk.edit("words/en.yaml", "title: Small card", f"title: {'x' * 300}")
    outcome = making.make(job(desk, "en", "card"))
    assert {problem.code for problem in outcome.problems} == {"does-not-fit"}
    assert "mm too wide" in outcome.problems[0].message


def test_a_missing_glyph_stops_the_job_before_anything_is_set(desk: Desk) -> None:
    desk.edit("words/en.yaml", "lead: Do this", "lead: Do ⛵ this")
    reader = GuideReader(desk.guide, portions.house())
    (reading,) = portions.read([reader], date(2026, 11, 24))
    assert "missing-glyph" in [problem.code for problem in reading.problems]


def _dies(job: Job) -> making.Outcome:
    if job.language == "ar":
        os._exit(9)
    return making.Outcome("small", job.language)


def _eats(job: Job) -> making.Outcome:
    if job.language == "ar":
        return making.Outcome("x" * 2**40, "ar")
    return making.Outcome("small", job.language)


def _spins(job: Job) -> making.Outcome:
    while job.language == "ar":
        pass
    return making.Outcome("small", job.language)


@pytest.mark.parametrize("fault", [_dies, _eats, pytest.param(_spins, marks=left_to_the_gates)])
def test_a_job_that_dies_is_a_problem_that_names_it_and_the_others_live(
    small: Guide, monkeypatch: pytest.MonkeyPatch, fault: Callable[[Job], making.Outcome]
) -> None:
    monkeypatch.setattr(making, "make", fault)
    monkeypatch.setattr(workers, "SECONDS", 1)
    heard: list[making.Outcome] = []
    executors.run(map(PackedJob.of, jobs(small, Selection())), 2, heard.append)
    assert {outcome.job for outcome in heard} == {"small in ar", "small in en"}
    for outcome in heard:
        dead = outcome.language == "ar"
        assert [problem.code for problem in outcome.problems] == ["job-failed"] * dead
        assert all("small in ar" in problem.message for problem in outcome.problems)


@pytest.mark.parametrize(
    ("error", "hint"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "TMPDIR"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "TMPDIR"),
        (OSError(errno.EIO, "Input/output error"), "report it"),
        (ValueError("a library's own"), "report it"),
    ],
)
def test_a_full_disk_is_no_fault_of_the_press(small: Guide, error: Exception, hint: str) -> None:
    class Full(Executor):
        def submit(self, *_: object, **__: object) -> Future[Any]:
            failed: Future[Any] = Future()
            failed.set_exception(error)
            return failed

    packed_jobs = map(PackedJob.of, jobs(small, Selection(products=frozenset({"card"}))))
    heard: list[making.Outcome] = []
    assert making.run_on(Full(), packed_jobs, heard.append) == ()
    assert heard
    for outcome in heard:
        (problem,) = outcome.problems
        assert problem.code == "job-failed"
        assert str(error) in problem.message
        assert hint in problem.hint


def test_a_job_in_parts_makes_the_same_and_casts_its_type_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = making.make(job(desk)).prints
    cast, times = Typefaces.files, []

    def counted(typefaces: Typefaces) -> Mapping[str, bytes]:
        times.append(typefaces)
        return cast(typefaces)

    monkeypatch.setattr(Typefaces, "files", counted)
    parts = job(desk).parts()
    made = [making.make(PackedJob.of(part).job()).prints for part in parts]
    products = [[artifact.product for artifact in prints] for prints in made]
    assert products == [["checklist"], ["card", "card-sheet"]]
    assert {a: one for prints in made for a, one in prints.items()} == whole
    assert len(times) == 1


def _tells_its_process(job: Job) -> making.Outcome:
    return making.Outcome(str(os.getpid()), job.language)


def test_a_new_worker_takes_over_after_a_shift(
    small: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "make", _tells_its_process)
    processes = []
    for shift in (1, 32):
        heard: list[making.Outcome] = []
        monkeypatch.setattr(workers, "SHIFT", shift)
        executors.run(map(PackedJob.of, jobs(small)), 1, heard.append)
        assert sorted(outcome.language for outcome in heard) == ["ar", "en"]
        processes.append(len({outcome.guide for outcome in heard}))
    assert processes == [2, 1]


def test_the_lightest_jobs_are_parted_so_that_workers_end_together(small: Guide) -> None:
    packed_jobs = tuple(map(PackedJob.of, jobs(small)))
    light, heavy = sorted(packed_jobs, key=lambda packed: packed.weight)
    assert workers._evened(packed_jobs, 1) == packed_jobs
    assert [p.name for p in workers._evened((heavy, heavy, light), 2)] == [
        heavy.name,
        *[heavy.name] * 3,
        *[light.name] * 3,
    ]
    assert all(part.weight < light.weight for part in light.parts())


@pytest.mark.parametrize("fault", [None, _dies])
def test_no_worker_leaves_anything_behind(
    small: Guide,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    fault: Callable[[Job], making.Outcome] | None,
) -> None:
    make = making.make

    def seen(job: Job) -> making.Outcome:
        outcome = make(job)
        assert list(tmp_path.glob("*/weasyprint-*"))  # the engine's copies of the type
        return fault(job) if fault else outcome

    monkeypatch.setattr(making, "make", seen)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    heard: list[making.Outcome] = []
    executors.run(
        map(PackedJob.of, jobs(small, Selection(products=frozenset({"card"})))), 2, heard.append
    )
    dead = {outcome.language for outcome in heard if outcome.problems}
    assert dead == ({"ar"} if fault else set())
    assert list(tmp_path.iterdir()) == []


def test_any_executor_serves(small: Guide) -> None:
    packed_jobs = map(PackedJob.of, jobs(small, Selection(products=frozenset({"card"}))))
    outcomes: list[making.Outcome] = []
    with ThreadPoolExecutor(1) as executor:
        assert making.run_on(executor, packed_jobs, outcomes.append) == ()
    assert sorted(outcome.job for outcome in outcomes) == ["small in ar", "small in en"]
    assert all(outcome.prints for outcome in outcomes)


def test_no_time_is_written_into_a_file_unless_it_is_given(small: Guide) -> None:
    for created, dates in (("", 0), ("2026-12-01T00:00:00+00:00", 2)):
        (job,) = jobs(small, Selection(languages=frozenset({"en"})), created)
        for one in making.make(job).prints.values():
            with pikepdf.open(io.BytesIO(one.data)) as pdf:
                found = [key for key in ("/CreationDate", "/ModDate") if key in pdf.docinfo]
                assert len(found) == dates
                assert all("20261201" in str(pdf.docinfo[key]) for key in found)
