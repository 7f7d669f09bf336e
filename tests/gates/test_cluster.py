"""A cluster: a real scheduler and real workers print what one machine prints, and lose nothing."""

from __future__ import annotations

import gc
import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import ROOT, SMALL, Desk, jobs
from tests.gates.house import House, certify, files, packed, start
from vademecum.build import cluster, making, manifest
from vademecum.build.packed import PackedJob
from vademecum.build.plan import Selection
from vademecum.content.catalogue import Usage
from vademecum.content.guide import Guide

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs kill")
Captured = pytest.CaptureFixture[str]
CARDS = {f"small in {tag}": [f"small/{tag}/small_{tag}_card_id1.pdf"] for tag in ("ar", "en")}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Two workers, each with a nanny that starts it again."""
    with House(tmp_path_factory.mktemp("house")) as house:
        house.hire("--nanny", number=2)
        yield house


@pytest.fixture
def lone(tmp_path: Path) -> Iterator[House]:
    """A scheduler without workers, which takes a job for a culprit when its first worker dies."""
    with House(tmp_path, allowed_failures=0) as house:
        yield house


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The small guide, made by one process of this machine."""
    folder = tmp_path_factory.mktemp("local")
    shutil.copytree(SMALL, folder / "content" / "small")
    build = start(folder, "1")
    assert build.wait(60) == 0
    return files(folder / "dist")


def cards(guide: Guide) -> list[PackedJob]:
    return [PackedJob.of(job) for job in jobs(guide, Selection(products=frozenset({"card"})))]


def test_two_workers_print_to_the_byte_what_one_machine_prints(
    desk: Desk, house: House, local: dict[str, bytes]
) -> None:
    before = house.ended()
    build = start(desk.folder, house.address)
    assert build.wait(60) == 0
    assert files(desk.folder / "dist") == local
    papers = [name for name in local if name.endswith(".pdf") and not name.startswith("site/")]
    assert len(papers) == 10
    *made, summary = (desk.folder / "err").read_text("utf-8").splitlines()
    assert {line.split()[0] for line in made} == {"made"}  # and Dask has logged nothing
    pages = [name for name in local if name.startswith("site/small/") and name.endswith(".html")]
    assert len(pages) == 2
    assert summary.startswith(f"{len(papers) + len(pages)} files made in ")
    assert [len(keys - before[worker]) for worker, keys in house.ended().items()] == [1, 1]


def test_the_jobs_of_a_worker_that_is_killed_are_made_by_another(
    desk: Desk, house: House, local: dict[str, bytes]
) -> None:
    build = start(desk.folder, house.address)
    with house.held() as (job, process):
        os.kill(process, signal.SIGKILL)
    assert build.wait(60) == 0
    assert files(desk.folder / "dist") == local
    story = house.story(job)
    assert story.index("released") < story.index("memory")
    house.wait_for(lambda: house.size() == 2)


def test_ctrl_c_ends_a_build_at_once_and_leaves_what_was_published(
    desk: Desk, house: House
) -> None:
    (desk.folder / "dist").mkdir()
    published = json.dumps({"format": manifest.FORMAT, "artifacts": []})
    (desk.folder / "dist" / "manifest.json").write_text(published)
    before = files(desk.folder)
    build = start(desk.folder, house.address)
    with house.held():  # so that nobody can have waited for its job
        build.send_signal(signal.SIGINT)
        assert build.wait(5) == 130
    assert (desk.folder / "err").read_text("utf-8").strip() == "stopped; nothing was published"
    assert {**files(desk.folder), "out": b"", "err": b""} == {**before, "out": b"", "err": b""}
    house.wait_for(lambda: not house.jobs())  # and the cluster has let go of them


def test_a_job_that_kills_its_workers_is_a_problem_and_its_neighbours_are_made(
    lone: House, small: Guide
) -> None:
    lone.hire("--nanny")
    heard = lone.run(*cards(small), packed(os._exit, 9))
    (said,) = heard.pop("small in xx")
    assert said == "the job small in xx failed: each worker that took it died"
    assert heard == CARDS


def test_the_same_job_twice_is_made_twice(house: House, small: Guide) -> None:
    before, heard = house.ended(), list[making.Outcome]()
    cluster.run(house.address, cards(small)[:1] * 2, heard.append)
    assert heard[0].prints == heard[1].prints != {}
    assert sum(len(keys - before[worker]) for worker, keys in house.ended().items()) == 2


def test_prints_are_let_go_as_they_are_heard_of(house: House, small: Guide) -> None:
    def outcomes() -> int:
        gc.collect()  # what only waits for the collector is let go
        return sum(type(thing) is making.Outcome for thing in gc.get_objects())

    before, heard = outcomes(), list[str]()

    def hear(outcome: making.Outcome) -> None:
        left = 8 - len(heard)  # with this one
        house.wait_for(lambda: len(house.jobs()) <= left)
        house.wait_for(lambda: outcomes() - before <= left)  # what is on its way is let go too
        heard.append(outcome.job)

    cluster.run(house.address, cards(small) * 4, hear)
    assert len(heard) == 8


def test_a_host_may_be_given_by_its_name(house: House, small: Guide) -> None:
    named = replace(house, place=f"localhost:{house.place.rpartition(':')[2]}")
    assert named.run(*cards(small)) == CARDS


def test_a_worker_that_would_print_something_else_refuses_and_says_what_differs(
    house: House, small: Guide
) -> None:
    good, other = cards(small)
    job = other.job()
    job = replace(job, versions={**job.versions, "weasyprint": "1.0"})
    heard = house.run(good, PackedJob.of(job))
    assert heard[good.name] == CARDS[good.name]
    assert "came to another plant: weasyprint is 1.0 here, " in heard[other.name][0]


def test_a_worker_without_the_press_says_so_and_lives(lone: House, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "vademecum.py").write_text("raise ImportError('no press here')")
    lone.hire("--no-nanny", path=tmp_path / "bare")
    workers = lone.workers()
    heard = lone.run(packed(os.getpid))
    assert heard == {"small in xx": ["the job small in xx failed: ImportError: no press here"]}
    assert lone.workers() == workers


def test_where_no_worker_has_joined_nobody_waits_for_ever(
    lone: House, small: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "IDLE", 0.5)
    with pytest.raises(Usage, match=f"the scheduler at {lone.address} has no worker"):
        lone.run(*cards(small))


@pytest.mark.parametrize(("who", "what"), [(0, "was lost"), (1, "has no worker")])
def test_what_is_left_when_all_are_gone_for_good_becomes_problems(
    lone: House,
    small: Guide,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    who: int,
    what: str,
) -> None:
    monkeypatch.setattr(cluster, "IDLE", 0.5)
    monkeypatch.setattr(logging.getLogger("distributed"), "handlers", [caplog.handler])
    lone.hire("--no-nanny")
    done = lone.folder / "done"
    killed = packed(os.system, f"touch {done}; sleep 60")
    lone.kill_when(done.exists, who)
    heard = lone.run(*cards(small), killed)
    said = f"failed: the scheduler at {lone.address} {what}"
    names = [*CARDS, "small in xx"]
    assert heard == {name: [f"the job {name} {said}"] for name in names}
    assert caplog.records == []


@pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl")
def test_a_sealed_cluster_prints_the_same_for_those_whom_its_authority_knows(
    desk: Desk, tmp_path: Path, local: dict[str, bytes]
) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "others").mkdir()
    with House(tmp_path / "house", sealed=True) as sealed:
        sealed.hire("--no-nanny")
        certify(tmp_path / "others")
        other = replace(sealed, folder=tmp_path / "others").certificates
        for settings in ({}, other):
            build = start(desk.folder, sealed.address, **settings)
            assert build.wait(60) == 2
            assert not (desk.folder / "dist").exists()
        assert "no scheduler answers" in (desk.folder / "err").read_text("utf-8")
        build = start(desk.folder, sealed.address, **sealed.certificates)
        assert build.wait(60) == 0
    assert files(desk.folder / "dist") == local


ALONE = """
import sys
from vademecum import cli
from vademecum.build import cluster
cluster.PATIENCE = 0.5
sys.exit(cli.main(["build", "-j", sys.argv[1]]))
"""


@pytest.mark.parametrize("what", ["nothing", "a mute", "a worker"])
def test_where_no_scheduler_answers_one_line_says_so(desk: Desk, house: House, what: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        place = f"127.0.0.1:{mute.getsockname()[1]}"
        if what == "nothing":
            mute.close()
        elif what == "a worker":
            place = next(iter(house.workers())).removeprefix("tcp://")
        result = subprocess.run(
            [sys.executable, "-c", ALONE, f"dask://{place}"],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            timeout=15,
        )
    assert result.returncode == 2
    assert result.stderr.startswith(f"Error: no scheduler answers at dask://{place}: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
    assert not (desk.folder / "dist").exists()
