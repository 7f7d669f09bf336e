"""Publishing: what the press made is replaced, and nobody else's files are touched."""

import json
import os
from pathlib import Path

import pytest

from tests.build.published import one, put
from vademecum.build import manifest, publish
from vademecum.build.manifest import Copy
from vademecum.build.output import NotOurs
from vademecum.build.plan import Selection
from vademecum.problems.problem import Refused

EN = "g/en/g_en_checklist_a4.pdf"
RU = "g/ru/g_ru_checklist_a4.pdf"


def told(dist: Path, copies: list[Copy], selection: Selection) -> list[tuple[str, str, str]]:
    """Return the codes and severities of what is told of a folder, and the paths it is about."""
    with publish.opened(dist) as publication:
        found = publication.problems(copies, selection)
    return [(problem.code, problem.severity, path) for problem, path in found]


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
        "format": "vademecum manifest 1",
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
                "stale": [],
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


def test_a_changed_file_that_was_not_asked_for_stays_until_it_is_made_again(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    put(dist, [one("en"), one("ru")], Selection(), {})
    (dist / RU).write_bytes(b"changed")
    english = Selection(languages=frozenset({"en"}))
    assert told(dist, [one("en", b"new")], english) == [("changed-file", "warning", RU)]
    put(dist, [one("en", b"new")], english, {})
    assert tree(dist) == {EN: b"new", RU: b"changed"}
    put(dist, [one("en"), one("ru")], Selection(), {})
    assert tree(dist) == {EN: b"%PDF", RU: b"%PDF"}


def test_a_changed_file_that_is_no_longer_made_stays_and_is_then_in_the_way(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    put(dist, [one("en"), one("ru")], Selection(), {})
    (dist / RU).write_bytes(b"changed")
    assert told(dist, [one("en")], Selection()) == [("changed-file", "warning", RU)]
    put(dist, [one("en")], Selection(), {})
    assert told(dist, [one("en")], Selection()) == []
    assert told(dist, [one("en"), one("ru")], Selection()) == [("in-the-way", "error", RU)]
    with pytest.raises(Refused):
        put(dist, [one("en", b"new"), one("ru")], Selection(), {})
    assert tree(dist) == {EN: b"%PDF", RU: b"changed"}


def test_a_file_of_somebody_else_stays(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    put(dist, [one("en")], Selection(), {})
    (dist / "notes.txt").write_text("mine")
    put(dist, [one("en", b"new")], Selection(), {})
    assert tree(dist)["notes.txt"] == b"mine"


def test_a_folder_of_somebody_else_is_refused_and_untouched(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(NotOurs, match="did not make"):
        put(tmp_path, [one("en")], Selection(), {})
    assert tree(tmp_path) == {"thesis.tex": b"years of work"}


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("x")
    with pytest.raises(NotOurs, match="not a folder"):
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


@pytest.mark.parametrize("damage", [b"%PDX", b"", b"%PDF and more", None])
@pytest.mark.parametrize("also_new", [False, True])
def test_a_damaged_file_is_mended_whatever_else_is_made(
    tmp_path: Path, damage: bytes | None, also_new: bool
) -> None:
    dist = tmp_path / "dist"
    put(dist, [one("en"), one("ru")], Selection(), {})
    (dist / RU).unlink() if damage is None else (dist / RU).write_bytes(damage)
    copies = [one("en", b"new") if also_new else one("en"), one("ru")]
    put(dist, copies, Selection(), {})
    assert tree(dist) == {EN: b"new" if also_new else b"%PDF", RU: b"%PDF"}


@pytest.mark.parametrize("deep", ["dist", "new/dist", "new/and/deeper/dist"])
@pytest.mark.parametrize("relative", [False, True])
def test_a_folder_is_made_with_all_that_is_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deep: str, relative: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    dist = Path(deep) if relative else tmp_path / deep
    for data in (b"%PDF", b"new"):
        put(dist, [one("en", data)], Selection(), {})
        assert tree(tmp_path / deep) == {EN: data}
    assert {path.name for path in (tmp_path / deep).iterdir()} == {"g", "manifest.json"}


def test_a_file_of_somebody_else_deep_in_the_folder_stays_through_any_number_of_builds(
    tmp_path: Path,
) -> None:
    dist = tmp_path / "dist"
    put(dist, [one("en"), one("ru")], Selection(), {})
    (dist / "g" / "ru" / "notes" / "old").mkdir(parents=True)
    (dist / "g" / "ru" / "notes" / "old" / "a.txt").write_text("mine")
    for data in (b"one", b"two", b"three"):
        put(dist, [one("en", data)], Selection(), {})
        assert tree(dist) == {EN: data, "g/ru/notes/old/a.txt": b"mine"}


def test_what_held_only_files_of_the_press_goes_with_them(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    put(dist, [one("en"), one("ru")], Selection(), {})
    put(dist, [one("en")], Selection(), {})
    assert not (dist / "g" / "ru").exists()
    assert (dist / "g" / "en").is_dir()


@pytest.mark.parametrize("relative", [False, True])
def test_a_file_stands_there_whole_at_any_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, relative: bool
) -> None:
    """Looked at before and after each renaming: the old one or the new one, never none."""
    monkeypatch.chdir(tmp_path)
    dist = Path("dist") if relative else tmp_path / "dist"
    put(dist, [one("en", b"old")], Selection(), {})
    seen: list[bytes] = []
    replace = Path.replace

    def looked_at(path: Path, target: Path) -> Path:
        seen.append((tmp_path / "dist" / EN).read_bytes())
        found = replace(path, target)
        seen.append((tmp_path / "dist" / EN).read_bytes())
        return found

    monkeypatch.setattr(Path, "replace", looked_at)
    put(dist, [one("en", b"new")], Selection(), {})
    assert set(seen) == {b"old", b"new"}
    assert seen == sorted(seen, reverse=True)


def test_a_folder_that_could_not_be_filled_is_not_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        put(tmp_path / "new" / "deep" / "dist", [one("en")], Selection(), {})
    assert list(tmp_path.iterdir()) == []


def test_what_comes_half_way_says_so_and_the_next_build_puts_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist = tmp_path / "dist"
    put(dist, [one("en", b"old"), one("ru", b"old")], Selection(), {})
    move = publish._move

    def fails(source: Path, target: Path) -> None:
        if "ru" in target.parts:
            raise OSError(5, "Input/output error")
        move(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(publish, "_move", fails)
        with pytest.raises(publish.HalfDone, match="Input/output"):
            put(dist, [one("en", b"new"), one("ru", b"new")], Selection(), {})
    assert {name: tree(dist)[name] for name in (EN, RU)} == {EN: b"new", RU: b"old"}
    put(dist, [one("en", b"new"), one("ru", b"new")], Selection(), {})
    assert tree(dist) == {EN: b"new", RU: b"new"}


def test_what_is_gathered_is_on_the_disk_before_it_is_put(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the power fails, a file is whole or is not there."""
    sizes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda number: sizes.append(os.fstat(number).st_size))
    with publish.opened(tmp_path / "dist") as publication:
        publication.stage("g/en/x.pdf", b"%PDF" * 5)
    assert sizes == [20]
