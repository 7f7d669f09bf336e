"""A record of releases that somebody has changed by hand: one Problem, at its line and column."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Desk
from vademecum.content.door import MAX_BYTES
from vademecum.content.released import FILE, released
from vademecum.content.releases import Releases
from vademecum.problems.problem import Refused

WHOLE = """\
{
 "en": [
  {
   "version": "a3949ff1",
   "day": "2026-11-27",
   "words": {
    "title": "89abcdef"
   },
   "facts": {
    "a.b": "01234567"
   },
   "pictures": {}
  }
 ]
}
"""
"""Its version was taken with sha256sum."""


def swap(old: str, new: str) -> Callable[[str], bytes]:
    def edit(text: str) -> bytes:
        assert old in text
        return text.replace(old, new, 1).encode()

    return edit


BROKEN: dict[str, tuple[Callable[[str], bytes], str]] = {
    "another hash": (swap("89abcdef", "89abcdee"), ":4:15: broken-record: what was released"),
    "another version": (swap("a3949ff1", "a3949ff2"), ":4:15: broken-record: what was released"),
    "no hash": (swap("89abcdef", "89ABCDEF"), ":7:14: bad-value: '89ABCDEF' is no hash"),
    "a long hash": (swap("a3949ff1", "a3949ff12"), ":4:15: bad-value: 'a3949ff12' is no hash"),
    "no day": (swap("2026-11-27", "last week"), ":5:11: bad-value: a date like"),
    "a day of old": (swap("2026-11-27", "1926-11-27"), ":5:11: bad-value: "),
    "a lost key": (swap('   "day": "2026-11-27",\n', ""), ":3:3: missing-key: 'en.0.day'"),
    "another key": (swap('"pictures": {}', '"pictures": {}, "x": {}'), ":12:20: unknown-key: "),
    "a comma too many": (swap("{}\n", "{},\n"), " broken-record: this is not well-formed JSON"),
    "a comma too few": (swap("},", "}"), ":9:4: broken-record: this is not well-formed JSON"),
    "a comment": (swap("{\n", "{ # mine\n"), ":1:3: broken-record: this is not well-formed"),
    "a conflict": (swap("  {\n", "<<<<<<< HEAD\n  {\n"), ":3:1: broken-record: this is not"),
    "half of it": (lambda text: text[:60].encode(), " broken-record: this is not well-formed JSON"),
    "nothing": (lambda text: b"", ":1:1: broken-record: this is not well-formed JSON"),
    "a list": (lambda text: b"[]", ":1:1: bad-value: a mapping"),
    "a text": (lambda text: b'"en"', ":1:1: bad-value: a mapping"),
    "a key twice": (
        swap('"pictures": {}', '"pictures": {}, "day": "2026-11-27"'),
        ":12:20: yaml-dup",
    ),
    "no language": (swap('"en"', '"english"'), ":2:2: broken-record: no language has the tag"),
    "an old tag": (swap('"en"', '"iw"'), ":2:2: broken-record: 'iw' is not the language's tag"),
    "a mapping": (swap("[\n  {", '{"0":\n  {'), " broken-record: this is not well-formed JSON"),
    "not UTF-8": (lambda text: text.encode().replace(b"title", b"t\xff"), ":7:7: not-utf-8: "),
    "UTF-16": (lambda text: text.encode("utf-16"), ":1:1: not-utf-8: "),
    "a control character": (swap("title", "ti\\u0007tle"), ":7:5: control-character: "),
    "too much": (lambda text: text.encode() + b" " * MAX_BYTES, ": too-large: "),
    "too deep": (lambda text: b"[" * 100_000, " yaml-depth: "),
    "NaN": (swap('"a3949ff1"', "NaN"), ":4:15: bad-value: 'NaN' is no hash"),
}


@pytest.fixture(params=BROKEN.values(), ids=list(BROKEN))
def broken(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    edit, told = request.param
    (tmp_path / FILE).write_bytes(edit(WHOLE))
    return tmp_path, told


def test_one_mistake_is_one_problem_at_its_place(broken: tuple[Path, str]) -> None:
    folder, told = broken
    with pytest.raises(Refused) as caught:
        released(folder, FILE)
    (problem,) = caught.value.problems
    assert told in str(problem)
    assert problem.hint


def test_the_whole_one_is_read_and_no_record_is_none(tmp_path: Path) -> None:
    assert released(tmp_path, FILE) == Releases()
    (tmp_path / FILE).write_text(WHOLE)
    newest = released(tmp_path, FILE).newest("en")
    assert newest
    assert (newest.version, newest.day.isoformat()) == ("a3949ff1", "2026-11-27")


def test_a_release_of_an_earlier_day_than_the_one_before_is_told(tmp_path: Path) -> None:
    tree = json.loads(WHOLE)
    none: dict[str, object] = {"words": {}, "facts": {}, "pictures": {}}
    tree["en"].append({"version": "a3949ff1", "day": "2026-11-26", **none})
    (tmp_path / FILE).write_text(json.dumps(tree, indent=1))
    with pytest.raises(Refused, match=r"versions.json:16:11: broken-record: .* of a later day"):
        released(tmp_path, FILE)


@pytest.mark.parametrize("kind", ["folder", "pipe", "link"])
def test_only_a_plain_file_of_the_guide_is_read(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "guide" / FILE
    path.parent.mkdir()
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        (tmp_path / "elsewhere").write_text(WHOLE)
        path.symlink_to("../elsewhere")
    with pytest.raises(Refused, match="unreadable"):
        released(path.parent, FILE)


def test_a_language_that_the_guide_let_go_is_no_fault(desk: Desk) -> None:
    (desk.guide / FILE).write_text(WHOLE.replace('"en"', '"tr"'))
    assert desk.problems() == ()


def test_a_guide_tells_of_its_record(desk: Desk) -> None:
    (desk.guide / FILE).write_text(WHOLE.replace("01234567", "0123456"))
    guide, problems = desk.load()
    assert guide
    assert [(p.file, p.line, p.column) for p in problems] == [(f"content/small/{FILE}", 10, 12)]
