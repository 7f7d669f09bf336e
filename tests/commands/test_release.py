"""`vademecum release`, and what status and check say of the record that it writes."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Desk
from vademecum.cli import main

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795824000")  # 2026-11-28


def record(desk: Desk) -> Any:
    return json.loads((desk.guide / "versions.json").read_bytes())


def versions(desk: Desk) -> dict[str, list[str]]:
    return {tag: [one["version"] for one in found] for tag, found in record(desk).items()}


def test_a_release_records_each_language_once_and_then_what_has_changed(
    desk: Desk, capsys: Captured
) -> None:
    assert main(["release"]) == 0
    first = versions(desk)
    said = capsys.readouterr()
    assert said.err == f"small: released en {first['en'][0]}, ar {first['ar'][0]}\n"
    assert said.out == ""
    before = (desk.guide / "versions.json").read_bytes()
    assert main(["release", "small"]) == 0
    assert "small: nothing has changed since the last release" in capsys.readouterr().err
    assert (desk.guide / "versions.json").read_bytes() == before
    desk.edit("words/en.yaml", "Press call.", "Press the call key.")
    assert main(["release", "content/small"]) == 0
    assert [len(found) for found in versions(desk).values()] == [1, 2]
    (_, newest) = record(desk)["en"]
    assert newest["day"] == "2026-11-28"
    assert (list(newest["words"]), newest["facts"]) == (["blocks.codes.note"], {})


def test_a_changed_fact_is_a_release_of_every_language(desk: Desk) -> None:
    main(["release"])
    desk.edit("facts.yaml", "30000-50000", "30000-60000")
    assert main(["release"]) == 0
    for found in record(desk).values():
        assert (list(found[-1]["facts"]), found[-1]["words"]) == (["fine"], {})


def test_nothing_is_recorded_of_any_guide_while_one_has_a_problem(
    desk: Desk, capsys: Captured
) -> None:
    shutil.copytree(desk.guide, desk.guide.with_name("other"))
    desk.edit("words/ar.yaml", "title:", "titel:")
    assert main(["release"]) == 1
    assert "nothing was recorded" in capsys.readouterr().err
    assert not list(desk.folder.rglob("versions.json"))


def test_a_record_that_is_broken_is_left_as_it_is(desk: Desk, capsys: Captured) -> None:
    main(["release"])
    path = desk.guide / "versions.json"
    path.write_text(broken := path.read_text().replace('"day"', '"date"', 1))
    for command in (["release"], ["check"], ["build"]):
        assert main(command) == 1
        assert "content/small/versions.json:5:4: unknown-key" in capsys.readouterr().err
    assert main(["status"]) == 0
    assert "versions.json:5:4: unknown-key" in capsys.readouterr().err
    assert path.read_text() == broken


def test_a_folder_that_cannot_be_written_is_told(
    desk: Desk, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("vademecum.content.door.write", full)
    assert main(["release"]) == 1
    assert "small: nothing was recorded: " in capsys.readouterr().err


def statuses(capsys: Captured) -> dict[str, tuple[object, object]]:
    capsys.readouterr()
    assert main(["status", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    return {row["language"]: (row["released"], row["changes"]) for row in rows}


def test_status_tells_how_much_has_changed_since_the_newest_release(
    desk: Desk, capsys: Captured
) -> None:
    assert statuses(capsys) == {"en": (None, 0), "ar": (None, 0)}
    main(["release"])
    released = {tag: {"version": v[0], "day": "2026-11-28"} for tag, v in versions(desk).items()}
    assert statuses(capsys) == {"en": (released["en"], 0), "ar": (released["ar"], 0)}
    desk.edit("words/en.yaml", "Press call.", "Press the call key.")
    desk.edit("facts.yaml", "30000-50000", "30000-60000")
    assert statuses(capsys) == {"en": (released["en"], 2), "ar": (released["ar"], 1)}
    main(["status"])
    assert "2026-11-28" in capsys.readouterr().out


def test_paper_ahead_of_its_release_is_no_warning(desk: Desk) -> None:
    main(["release"])
    desk.edit("facts.yaml", "30000-50000", "30000-60000")
    assert main(["check", "--strict", "--today", "2026-11-28"]) == 0


def test_a_new_guide_has_no_releases_of_its_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vademecum.commands import new

    example = tmp_path / "examples" / "small"
    shutil.copytree(new.examples()["small"], example)
    (example / "versions.json").write_text("{}\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(new, "examples", lambda: {"small": example})
    assert main(["new", "mine"]) == 0
    assert not (tmp_path / "content" / "mine" / "versions.json").exists()


PARTNER = """\
name: Example Inn
languages: [en]
facts:
  fine:
    {kind: number, value: "50", source: our rules, checked: 2026-11-01, confidence: high, shelf_life: 300}
"""


def test_a_partner_has_a_record_of_its_own(desk: Desk, capsys: Captured) -> None:
    own = desk.guide / "partners" / "inn"
    own.mkdir(parents=True)
    (own / "partner.yaml").write_text(PARTNER)
    assert main(["release", "--partner", "inn"]) == 0
    assert not (desk.guide / "versions.json").exists()
    assert main(["release"]) == 0
    told = capsys.readouterr().err
    assert "small@inn: nothing has changed since the last release" in told
    theirs = json.loads((own / "versions.json").read_bytes())
    ours = record(desk)
    assert (list(theirs), sorted(ours)) == (["en"], ["ar", "en"])
    (one,), (other,) = theirs["en"], ours["en"]
    assert {k for k, v in one["facts"].items() if other["facts"][k] != v} == {"fine"}
    assert one["words"] == other["words"]
    assert one["version"] != other["version"]
    statuses(capsys)  # two guides have rows for the same languages
    (own / "versions.json").write_text("{")
    assert main(["check"]) == 1
    assert "content/small/partners/inn/versions.json:1:2: broken-record" in capsys.readouterr().err
