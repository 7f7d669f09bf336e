"""Reading YAML: strings stay strings, every value has a place, bad files are refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from vademecum.content.door import MAX_BYTES
from vademecum.content.source import Source, read
from vademecum.content.tree import Place
from vademecum.problems.problem import Problem, Refused


def read_text(folder: Path, text: str | bytes) -> Source:
    path = folder / "file.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read(path, "file.yaml")


def problem_of(folder: Path, text: str | bytes) -> Problem:
    with pytest.raises(Refused) as caught:
        read_text(folder, text)
    assert len(caught.value.problems) == 1, caught.value.problems
    return caught.value.problems[0]


def test_scalars_stay_the_strings_that_were_typed(tmp_path: Path) -> None:
    source = read_text(tmp_path, "a: no\nb: 0123456\nc: 12:30\nd: 1.10\ne: 2026-11-23\nf: 'null'\n")
    assert source.tree == {
        "a": "no", "b": "0123456", "c": "12:30", "d": "1.10", "e": "2026-11-23", "f": "null",
    }  # fmt: skip


@pytest.mark.parametrize("nothing", ["~", "null", "Null", "NULL", "", "# a comment"])
def test_a_key_of_which_nothing_is_said_is_left_out(tmp_path: Path, nothing: str) -> None:
    source = read_text(tmp_path, f"a: x\nb: {nothing}\nc:\n  d: {nothing}\n  e: y\n")
    assert source.tree == {"a": "x", "c": {"e": "y"}}
    assert source.keys["b",] == Place(2, 1)


@pytest.mark.parametrize("nothing", ["~", "null", "NULL", ""])
def test_nothing_in_a_list_is_a_problem(tmp_path: Path, nothing: str) -> None:
    problem = problem_of(tmp_path, f"a:\n  - x\n  - {nothing}\n")
    assert (problem.line, problem.code) == (3, "bad-value")


@pytest.mark.parametrize("word", ["'~'", '"null"', "nil", "nulls", "None", "'null'", "~a", "no"])
def test_a_word_that_looks_like_nothing_is_a_word(tmp_path: Path, word: str) -> None:
    assert read_text(tmp_path, f"a: {word}\n").tree == {"a": word.strip("'\"")}


def test_a_key_said_twice_is_told_where_its_first_is_empty(tmp_path: Path) -> None:
    assert problem_of(tmp_path, "a: ~\na: x\n").code == "yaml-duplicate-key"


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("|", "one two"), (">", "one two"), ("|-", "one two"), (">-", "one two"),
        ("|+", "one two"), (">+", "one two"), ("|2", "one two"),
    ],
)  # fmt: skip
def test_a_block_scalar_is_one_paragraph(tmp_path: Path, header: str, text: str) -> None:
    assert read_text(tmp_path, f"a: {header}\n  one\n  two\nb: x\n").tree == {"a": text, "b": "x"}


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("one\n\n  two", "one two"), ('"one\\ntwo"', "one two"), ('"one\\ttwo"', "one two"),
        ('"one\n\n  two"', "one two"), ("'one\n\n  two'", "one two"), ("one\n  two", "one two"),
        ('"one \\n\\t \\n two\\n"', "one two"), ("|\n  one\ttwo", "one two"),
        ("|\n  one\n\n    two\n\n", "one two"), (">\n  one\n\n\n  two", "one two"),
        ('"\\tone two\\n"', "one two"), ("one\u00a0two", "one\u00a0two"),
        ("|\n  one  two", "one  two"), ('" one two "', " one two "), ("|-\n  one two  ", "one two"),
        # between characters that are as wide as they are high a line's end is nothing
        ("|\n  中文\n  继续，\n  结束。", "中文继续，结束。"), (">\n  中文\n  继续", "中文继续"),
        ("中文\n  继续", "中文继续"), ('"中文\n  继续"', "中文继续"), ("|\n  日本\n  ひら", "日本ひら"),
        ("|\n  中文\n  abc\n  继续", "中文 abc 继续"), ("|\n  한국어\n  사람", "한국어 사람"),
        (">\n  姓 名\n  姓 名", "姓 名姓 名"), ("中 文", "中 文"), (">\n  한국어\n  사람", "한국어 사람"),
        ("|\n  ภาษา\n  ไทย", "ภาษา ไทย"), (">\n  中文\n\n  继续", "中文继续"),
    ],
)  # fmt: skip
def test_however_it_is_written_a_text_is_one_paragraph(
    tmp_path: Path, typed: str, text: str
) -> None:
    assert read_text(tmp_path, f"a: {typed}\nb: x\n").tree == {"a": text, "b": "x"}


@pytest.mark.parametrize("typed", ["中文\n  继续", ">-\n  中文\n  继续", "|-\n  中文\n  继续"])
def test_a_paragraph_may_end_the_file_without_a_line_feed(tmp_path: Path, typed: str) -> None:
    assert read_text(tmp_path, f"a: {typed}").tree == {"a": "中文继续"}


def test_text_is_normalized_to_nfc(tmp_path: Path) -> None:
    assert read_text(tmp_path, "a: e\u0301").tree == {"a": "\u00e9"}


def test_every_value_and_key_has_its_place(tmp_path: Path) -> None:
    source = read_text(tmp_path, "a:\n  b: x\n  c: [y, z]\n")
    assert source.values[("a", "b")] == Place(2, 6)
    assert source.values[("a", "c", 1)] == Place(3, 10)
    assert source.keys[("a", "c")] == Place(3, 3)


def test_the_place_of_what_is_missing_is_its_parent(tmp_path: Path) -> None:
    assert read_text(tmp_path, "a:\n  b: x\n").place(("a", "nothing", 3)) == Place(2, 3)


def test_a_needle_is_found_inside_its_string(tmp_path: Path) -> None:
    source = read_text(tmp_path, 'a: "one {two} three"\nb: >-\n  long\n  {two}\n')
    assert source.find(("a",), "{two}") == Place(1, 9)
    assert source.find(("b",), "{two}") == Place(4, 3)


@pytest.mark.parametrize(
    ("location", "line", "column"),
    [
        (("a",), 2, 3),
        (("a", "b"), 2, 6),
        (("a", "b", "deeper", 0), 2, 6),  # the nearest that is there, not what holds it
        (("a", "c", 1), 3, 10),
        (("a", "c", 9), 3, 6),
        (("a", "nothing"), 2, 3),
        (("nothing", "at", "all"), 1, 1),
        ((), 1, 1),
    ],
)
def test_what_is_missing_is_told_at_the_nearest_that_is_there(
    tmp_path: Path, location: tuple[str | int, ...], line: int, column: int
) -> None:
    source = read_text(tmp_path, "a:\n  b: x\n  c: [y, z]\n")
    assert source.place(location) == Place(line, column)
    problem = source.problem(location, "bad-value", "so it is", "do this")
    assert (problem.line, problem.column, problem.hint) == (line, column, "do this")


@pytest.mark.parametrize(
    ("location", "line", "column"),
    [(("a",), 1, 1), (("a", "c"), 3, 3), (("a", "nothing"), 2, 3), (("a", "c", 0), 3, 7)],
)
def test_a_key_is_told_where_it_stands(
    tmp_path: Path, location: tuple[str | int, ...], line: int, column: int
) -> None:
    source = read_text(tmp_path, "a:\n  b: x\n  c: [y, z]\n")
    problem = source.key_problem(location, "bad-value", "so it is")
    assert (problem.file, problem.line, problem.column) == ("file.yaml", line, column)


NEEDLES = [
    # the text, where to look, for what, and where it is found
    ('a: "{x} and {x}"\n', "a", "{x}", 1, 5),
    ("a: one\nb: {x}\n", "a", "{x}", 1, 4),
    ("a: >-\n  one\n  {x}\nb: two\n", "a", "{x}", 3, 3),
    ("a: >-\n  one\n\n  {x}\n", "a", "{x}", 4, 3),
    ("a: >-\n  one\nb: >-\n  {x}\n", "a", "{x}", 1, 4),
    ('"{x}": "say {x}"\n', "{x}", "{x}", 1, 13),
    ("a: x\nb: say {x}\n", "b", "{x}", 2, 8),
]


@pytest.mark.parametrize(("text", "key", "needle", "line", "column"), NEEDLES)
def test_a_needle_is_looked_for_in_its_own_string_alone(
    tmp_path: Path, text: str, key: str, needle: str, line: int, column: int
) -> None:
    source = read_text(tmp_path, text.replace("b: {x}", "b: '{x}'"))
    assert source.find((key,), needle) == Place(line, column)
    problem = source.problem((key,), "bad-value", "so it is", needle=needle)
    assert (problem.line, problem.column) == (line, column)


@pytest.mark.parametrize("break_", ["\r\n", "\r", "\n"])
def test_lines_are_counted_however_they_end(tmp_path: Path, break_: str) -> None:
    text = break_.join(["a: x", "b: y", "c: caf"])
    assert read_text(tmp_path, text).values["c",] == Place(3, 4)
    problem = problem_of(tmp_path, text.encode() + b"\xe9" + break_.encode())
    assert (problem.line, problem.column) == (3, 7)
    assert problem.message == "byte 0xE9 is not UTF-8"


@pytest.mark.parametrize("value", ["@x", "%x", "`x`", "{a} b", "[a] b", "|x", ">x", "one: two"])
def test_what_yaml_would_take_for_its_own_is_to_be_quoted(tmp_path: Path, value: str) -> None:
    problem = problem_of(tmp_path, f"a: {value}\n")
    assert problem.hint == f"put it in quotes: '{value}'"
    assert read_text(tmp_path, f"a: '{value}'\n").tree == {"a": value}


LIMITS = [
    # what is tried, how much of it is good, and what one more is called
    (lambda n: "a: " + "x" * n, 4_000, "too-large"),
    (lambda n: "a: " + "[" * (n - 1) + "]" * (n - 1), 12, "yaml-depth"),
]


@pytest.mark.parametrize(("text", "most", "code"), LIMITS)
def test_a_file_is_good_up_to_its_limits(
    tmp_path: Path, text: Callable[[int], str], most: int, code: str
) -> None:
    read_text(tmp_path, text(most))
    found = problem_of(tmp_path, text(most + 1))
    assert (found.line, found.code) == (1, code)


def test_no_more_than_a_hundred_control_characters_are_told(tmp_path: Path) -> None:
    for count in (99, 100, 101, 500):
        with pytest.raises(Refused) as caught:
            read_text(tmp_path, "a: " + "\x07" * count)
        assert len(caught.value.problems) == min(count, 100)


def test_a_bare_ussd_code_is_answered_with_quotes(tmp_path: Path) -> None:
    problem = problem_of(tmp_path, "a:\n  ussd: *100#\n")
    assert (problem.line, problem.column, problem.code) == (2, 9, "yaml-syntax")
    assert 'put it in quotes: "*100#"' in problem.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a: {mts.balance} here\n", "'{mts.balance} here'"),
        ("a: one: two\n", "'one: two'"),
        ("a:\n\tb: c\n", "spaces, not tabs"),
        ("a: 'x\n", "quotes"),
    ],
)
def test_what_does_not_parse_has_a_hint(tmp_path: Path, text: str, hint: str) -> None:
    problem = problem_of(tmp_path, text)
    assert problem.code == "yaml-syntax"
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "empty-file", 1, 1),
        ("# only a comment\n", "empty-file", 1, 1),
        ("a: x\na: y\n", "yaml-duplicate-key", 2, 1),
        ("a: &b x\n", "yaml-alias", 1, 4),
        ("a: !!int 3\n", "yaml-alias", 1, 4),
        ("a: x\n---\nb: y\n", "yaml-syntax", 2, 1),
        ("a: b\u202ec\n", "control-character", 1, 5),
        ("a: b\u0007c\n", "control-character", 1, 5),
        ('a: "b\\u202ec"\n', "control-character", 1, 4),
        ('a: "\\ud800"\n', "yaml-syntax", 1, 5),
        ("a: " + "[" * 30 + "]" * 30 + "\n", "yaml-depth", 1, 15),
        ("[a]: b\n", "yaml-syntax", 1, 1),
        (b"a: x\nb: caf\xe9\n", "not-utf-8", 2, 7),
        (b"a: x" + b" " * MAX_BYTES, "too-large", 0, 0),
    ],
    ids=lambda value: (
        value if isinstance(value, str) and value.isascii() and len(value) < 20 else ""
    ),
)
def test_bad_files_are_refused_at_the_place(
    tmp_path: Path, text: str | bytes, code: str, line: int, column: int
) -> None:
    problem = problem_of(tmp_path, text)
    assert (problem.code, problem.line, problem.column) == (code, line, column)


def test_an_alias_bomb_is_refused_without_growing(tmp_path: Path) -> None:
    levels = "\n".join(f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 9)}]" for i in range(1, 9))
    with pytest.raises(Refused) as caught:
        read_text(tmp_path, f"l0: &l0 [x, x]\n{levels}\n")
    assert {problem.code for problem in caught.value.problems} == {"yaml-alias"}


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.yaml", "no-file"), (tmp_path, "unreadable")):
        with pytest.raises(Refused) as caught:
            read(path, "x")
        assert [problem.code for problem in caught.value.problems] == [code]


@pytest.mark.parametrize(
    "text",
    [",@|: a\n", "a: b\n{:\n?#,:\n", "%ab: & x\n", "! ? 0@: [!\n"],
)
def test_a_mistake_that_nobody_makes_is_told_where_the_parser_stopped(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as stopped:
        list(yaml.parse(text, yaml.CSafeLoader))
    mark: Any = stopped.value.problem_mark or stopped.value.context_mark
    path = tmp_path / "x.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(Refused) as refused:
        read(path, "x.yaml")
    (problem,) = refused.value.problems
    assert (problem.code, problem.line, problem.column) == (
        "yaml-syntax",
        mark.line + 1,
        mark.column + 1,
    )
    assert str(stopped.value.problem) in problem.message
