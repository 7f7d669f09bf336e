"""Publishing: the whole folder or nothing, and nobody else's files are touched."""

import json
import os
from pathlib import Path

import pytest

from tests.build.published import one, put
from vademecum.build import manifest, publish
from vademecum.build.plan import Selection


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != manifest.NAME
    }


def test_the_manifest_tells_all_about_every_file(tmp_path: Path) -> None:
    put(tmp_path / "dist", [one("en")], Selection(), {"WeasyPrint": "70.0"})
    listed = json.loads((tmp_path / "dist" / "manifest.json").read_text("utf-8"))
    assert listed == {
        "press": {"WeasyPrint": "70.0"},
        "artifacts": [
            {
                "path": "g/en/g_en_checklist_a4.pdf",
                "guide": "g",
                "language": "en",
                "product": "checklist",
                "paper": "a4",
                "pages": 2,
                "size": 4,
                "sha256": "315d429b7714cedb6ad04ac31240145257692630457f3c88253c5beceac76027",
                "type_pt": 9.5,
                "reviewed": False,
                "facts_checked": "2026-11-23",
            }
        ],
    }


def test_a_build_of_everything_removes_what_is_no_longer_made(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    put(dist, [one("en"), one("ru")], Selection(), {})
    put(dist, [one("en", b"new")], Selection(), {})
    assert tree(dist) == {"g/en/g_en_checklist_a4.pdf": b"new"}


def test_a_build_of_a_part_keeps_the_rest(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    put(dist, [one("en"), one("ru")], Selection(), {})
    put(dist, [one("en", b"new")], Selection(languages=frozenset({"en"})), {})
    assert tree(dist) == {
        "g/en/g_en_checklist_a4.pdf": b"new",
        "g/ru/g_ru_checklist_a4.pdf": b"%PDF",
    }
    listed = json.loads((dist / "manifest.json").read_text("utf-8"))
    assert [entry["language"] for entry in listed["artifacts"]] == ["en", "ru"]


def test_a_kept_file_that_was_damaged_is_dropped(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    put(dist, [one("en"), one("ru")], Selection(), {})
    (dist / "g/ru/g_ru_checklist_a4.pdf").write_bytes(b"damaged")
    put(dist, [one("en")], Selection(languages=frozenset({"en"})), {})
    assert tree(dist) == {"g/en/g_en_checklist_a4.pdf": b"%PDF"}


def test_a_file_of_somebody_else_stays(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    put(dist, [one("en")], Selection(), {})
    (dist / "notes.txt").write_text("mine")
    put(dist, [one("en", b"new")], Selection(), {})
    assert tree(dist)["notes.txt"] == b"mine"


def test_a_folder_of_somebody_else_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(publish.NotOurs, match="did not make"):
        put(tmp_path, [one("en")], Selection(), {})
    assert tree(tmp_path) == {"thesis.tex": b"years of work"}


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("x")
    with pytest.raises(publish.NotOurs, match="not a folder"):
        put(tmp_path / "dist", [one("en")], Selection(), {})


def test_a_failed_write_leaves_the_old_folder_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist = tmp_path / "dist"
    put(dist, [one("en")], Selection(), {})
    before = tree(dist), (dist / "manifest.json").read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        put(dist, [one("en", b"new")], Selection(), {})
    assert (tree(dist), (dist / "manifest.json").read_bytes()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


def test_where_folders_cannot_change_places_at_once_they_are_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "_exchange_at_once", lambda stage, folder: False)
    dist = tmp_path / "dist"
    put(dist, [one("en")], Selection(), {})
    put(dist, [one("en", b"new")], Selection(), {})
    assert tree(dist) == {"g/en/g_en_checklist_a4.pdf": b"new"}
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]
