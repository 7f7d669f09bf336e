"""The real guide comes out as it did before, to the byte; or the record says what changed, and why."""

import shutil
from pathlib import Path

import pytest

from tests.gates import bytes as record


def test_no_byte_changed_without_a_reason() -> None:
    known = record.recorded()
    if known["system"] != record.system():
        pytest.skip(f"recorded with {known['system']}; here is {record.system()}")
    difference = record.differences(known["files"], record.built())
    assert not difference, f"if it is meant, record it with a reason: make bytes ({difference})"


def test_every_recorded_change_has_a_reason_and_the_files_that_it_touched() -> None:
    for change in record.recorded()["changes"]:
        assert len(change["why"].split()) >= 3
        assert any(change.get(key) for key in ("changed", "came", "gone"))


def test_a_changed_word_is_noticed(tmp_path: Path) -> None:
    guide = tmp_path / record.GUIDE.name
    shutil.copytree(record.GUIDE, guide)
    before = record.built(guide)
    words = guide / "words" / "tr.yaml"
    words.write_text(words.read_text("utf-8").replace("lead: ", "lead: Not ", 1), "utf-8")
    (guide / "words" / "th.yaml").unlink()
    found = record.differences(before, record.built(guide))
    assert "manifest.json" in found.changed
    assert {Path(path).parent.name for path in found.changed} == {"", "tr"}
    assert {Path(path).parent.name for path in found.gone} == {"th"}
    assert not found.came
