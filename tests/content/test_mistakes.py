"""Mistakes in YAML are told once, at their line, and what the hint says cures them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import HOUSE, ROOT, SMALL
from tests.content.test_source import problem_of, read_text
from tests.trying import one_in, tried
from vademecum.content import mistakes, reading

TABLE = [
    # what was typed, where it is told, what is said, what the hint says, and what is typed then
    ("a: b\nt：w\nc: d\n", 2, 2, "U+FF1A (fullwidth colon)", "':'", "a: b\nt: w\nc: d\n"),
    ("a:\n  t：他说：好\n  c: d\n", 2, 4, "U+FF1A", "':'", "a:\n  t: 他说：好\n  c: d\n"),
    ("a: {t：w}\n", 1, 6, "U+FF1A", "':'", "a: {t: w}\n"),
    ("a:\n  b: c\n\u00a0\u00a0d: e\n", 3, 1, "U+00A0 (no-break space)", "spaces",
     "a:\n  b: c\n  d: e\n"),
    ("a:\n  b: c\n\u3000d: e\n", 3, 1, "U+3000", "spaces", "a:\n  b: c\n  d: e\n"),
    ("a:\n\tb: c\n", 2, 1, "(tab)", "spaces, not tabs", "a:\n  b: c\n"),
    ("a:\u00a0b\nc: d\n", 1, 3, "U+00A0", "a space", "a: b\nc: d\n"),
    ("a:\n  -\u00a0id: x\n  - id: y\n", 2, 4, "U+00A0", "a space", "a:\n  - id: x\n  - id: y\n"),
    ("a:\n  – id: x\n    b: y\n", 2, 3, "U+2013 (en dash)", "'-'", "a:\n  - id: x\n    b: y\n"),
    ("a: b\nt:Word\nc: d\n", 2, 2, "no space", "t: Word", "a: b\nt: Word\nc: d\n"),
    ("a: b\nt:{c: d}\n", 2, 2, "no space", "t: {c", "a: b\nt: {c: d}\n"),
    ("a:\n  - b\n  -c\n  - d\n", 3, 3, "no space", "- c", "a:\n  - b\n  - c\n  - d\n"),
    ("a: “b: c”\nd: e\n", 1, 4, "U+201C", "'\"'", 'a: "b: c"\nd: e\n'),
    ('a: "b\nc: d\n', 1, 4, "never closed", 'with "', 'a: "b"\nc: d\n'),
    ('a: "b\nc: "d"\ne: f\n', 1, 4, "never closed", 'with "', 'a: "b"\nc: "d"\ne: f\n'),
    ("a: 'b\nc: 'd'\ne: f\n", 1, 4, "never closed", "with '", "a: 'b'\nc: 'd'\ne: f\n"),
    ("a: 'don't'\nc: d\n", 1, 4, "quotes end", "'don''t'", "a: 'don''t'\nc: d\n"),
    ('a: "b" c\nd: e\n', 1, 4, "quotes end", "'\"b\" c'", "a: '\"b\" c'\nd: e\n"),
    ('a: "\\d"\nc: d\n', 1, 5, "'\\'", "'\\d'", "a: '\\d'\nc: d\n"),
    ("a: [b, c\nd: e\n", 1, 4, "never closed", "']'", "a: [b, c]\nd: e\n"),
    ("a: {b: c\nd: e\n", 1, 4, "never closed", "'}'", "a: {b: c}\nd: e\n"),
    ("a: @b\nc: d\n", 1, 4, "'@'", "'@b'", "a: '@b'\nc: d\n"),
    ("a: | b\nc: d\n", 1, 4, "'|'", "'| b'", "a: '| b'\nc: d\n"),
    ("a: b: c\nd: e\n", 1, 5, "colon", "'b: c'", "a: 'b: c'\nd: e\n"),
    ("a: {b.c} d\n", 1, 4, "'{'", "'{b.c} d'", "a: '{b.c} d'\n"),
    ("a: {b.c}\n", 1, 8, "nothing is said of 'b.c'", "'{b.c}'", "a: '{b.c}'\n"),
    ("a: {t: b, c}\n", 1, 12, "nothing is said of 'c'", "t: 'b, c'", "a: {t: 'b, c'}\n"),
    ("a: b\nt w\nc: d\n", 2, 1, "no key", "colon", "a: b\nt: w\nc: d\n"),
    ("a: b\n  c: d\ne: f\n", 2, 3, "2 spaces", "no space", "a: b\nc: d\ne: f\n"),
    ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> f\n", 2, 1, "<<<<<<<", "one of the two",
     "a: b\nc: d\n"),
    ("a: b\ufeffc\n", 1, 5, "U+FEFF (zero width no-break space)", "remove", "a: bc\n"),
    ("a:\n  b: c\n\u200b  d: e\n", 3, 1, "U+200B (zero width space)", "spaces",
     "a:\n  b: c\n  d: e\n"),
    ("a:\n  b: c\n \u2060 d: e\n", 3, 2, "U+2060", "spaces", "a:\n  b: c\n  d: e\n"),
    ("a:\n  b: c\n\u2005\u2005d: e\n", 3, 1, "U+2005", "spaces", "a:\n  b: c\n  d: e\n"),
    ("a: b\ntt\u200b: c\n", 2, 3, "U+200B", "a space", "a: b\ntt: c\n"),
    ("a: b\nt\u02d0 w\nc: d\n", 2, 2, "U+02D0", "':'", "a: b\nt: w\nc: d\n"),
    ("a: b\nt\u05c3 w\nc: d\n", 2, 2, "U+05C3", "':'", "a: b\nt: w\nc: d\n"),
    ("a: {b: c، d: e}\n", 1, 9, "U+060C (arabic comma)", "','", "a: {b: c, d: e}\n"),
    ("a:\n  - b\n  ◦ c: d\n", 3, 3, "U+25E6", "'-'", "a:\n  - b\n  - c: d\n"),
    ("a: {b: c d: e}\n", 1, 10, "no comma stands before 'd:'", "comma", "a: {b: c, d: e}\n"),
    ("a: [{b: c} {d: e}]\n", 1, 12, "no comma stands before '{'", "comma",
     "a: [{b: c}, {d: e}]\n"),
    ("a: ['b' 'c']\n", 1, 9, "no comma", "comma", "a: ['b', 'c']\n"),
    ("a: {b: c\n  d: e}\nf: g\n", 1, 9, "no comma stands at the end", "write one",
     "a: {b: c,\n  d: e}\nf: g\n"),
    ("a: {b: [c}\nd: e\n", 1, 10, "'[' is not closed before '}'", "']'", "a: {b: [c]}\nd: e\n"),
    ("a: [{b: c]\nd: e\n", 1, 10, "'{' is not closed before ']'", "'}'", "a: [{b: c}]\nd: e\n"),
    ("a: {b: c}}\nd: e\n", 1, 10, "'}' closes nothing", "out", "a: {b: c}\nd: e\n"),
    ("a: [b, c], d]\ne: f\n", 1, 9, "']' closes too early", "out", "a: [b, c, d]\ne: f\n"),
    ("a: {b: 'c}', d: e f: g}\n", 1, 19, "no comma stands before 'f:'", "comma",
     "a: {b: 'c}', d: e, f: g}\n"),
    ("a: {b: c; d: e}\n", 1, 9, "';' stands where ','", "','", "a: {b: c, d: e}\n"),
    ("a: {b: c,, d: e}\n", 1, 9, "twice", "one ','", "a: {b: c, d: e}\n"),
    ("a: b\n\u3000\nc: d\n", 2, 1, "U+3000", "take it out", "a: b\n\nc: d\n"),
    ("a: b\n- c\nd: e\n", 2, 1, "an entry of a list", "key", "a: b\nk:\n- c\nd: e\n"),
    ("- a\nb: c\n- d\n", 2, 1, "no '-'", "'- '", "- a\n- b: c\n- d\n"),
    ("a: - b\nc: d\n", 1, 4, "'-'", "'- b'", "a: '- b'\nc: d\n"),
    ("%a: b\nc: d\n", 1, 1, "'%'", "take the sign out", "a: b\nc: d\n"),
    ("a: b\n...\nc: d\n", 2, 1, "ends the document", "remove", "a: b\nc: d\n"),
    ("a: b\n=======\nc: d\n", 2, 1, "version control", "remove", "a: b\nc: d\n"),
    ("a:\n  b: c\n  <<<<<<< HEAD\n  d: e\n", 3, 1, "<<<<<<<", "one of the two",
     "a:\n  b: c\n  d: e\n"),
    ("a: \u201cb\u201d: c\n", 1, 7, "colon", "quotes", "a: '\u201cb\u201d: c'\n"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "line", "column", "said", "hint", "cured"), TABLE, ids=range(len(TABLE))
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_a_mistake_is_told_where_it_was_made_and_its_cure_cures(
    tmp_path: Path, typed: str, line: int, column: int, said: str, hint: str, cured: str, end: str
) -> None:
    problem = problem_of(tmp_path, typed.replace("\n", end))
    assert (problem.line, problem.column) == (line, column), problem
    assert said in problem.message
    assert hint in problem.hint
    read_text(tmp_path, cured.replace("\n", end))


ENTRY = re.compile(r"^( *(?:- +)?)([\w.-]+): (\S.*)$")
Break = Callable[[re.Match[str]], str | None]


def plain(match: re.Match[str]) -> bool:
    return match[3][0] not in "\"'{[|>"


def inside(match: re.Match[str], before: str, behind: str = "") -> str | None:
    """Return an entry with something around its value, where that has no quotes of its own."""
    return f"{match[1]}{match[2]}: {before}{match[3]}{behind}" if plain(match) else None


BREAKS: dict[str, Break] = {
    "a full-width colon": lambda m: f"{m[1]}{m[2]}：{m[3]}",
    "no space behind the colon": lambda m: f"{m[1]}{m[2]}:{m[3]}",
    "no colon": lambda m: f"{m[1]}{m[2]} {m[3]}" if plain(m) and "-" not in m[1] else None,
    "no-break spaces": lambda m: m[0].replace("  ", "\u00a0\u00a0", 1) if m[1][:2] == "  " else None,
    "a tab": lambda m: m[0].replace("  ", "\t", 1) if m[1][:2] == "  " else None,
    "an open double quote": lambda m: inside(m, '"'),
    "an open single quote": lambda m: inside(m, "'") if "'" not in m[3] else None,
    "a lost quote": lambda m: m[0][:-1] if m[3][0] in "'\"" and m[3][-1] == m[3][0] else None,
    "a lost bracket": lambda m: m[0][:-1] if m[3][0] in "{[" and m[3][-1] in "]}" else None,
    "an apostrophe in quotes": lambda m: inside(m, "'it's ", "'") if "'" not in m[3] else None,
    "a star": lambda m: inside(m, "*"),
    "an at": lambda m: inside(m, "@"),
    "a colon": lambda m: inside(m, "a: "),
    "a placeholder": lambda m: inside(m, "{x.y} "),
    "printed quotes": lambda m: inside(m, "“a: ", "”"),
    "an alias": lambda m: inside(m, "&"),
    "a tag": lambda m: inside(m, "!"),
    "a comma": lambda m: m[0][:-1] + ", oops}" if m[3][0] == "{" and m[3][-1] == "}" else None,
    "a conflict": lambda m: f"<<<<<<< HEAD\n{m[0]}\n=======\n{m[0]}\n>>>>>>> other",
}  # fmt: skip
GUIDES = sorted({SMALL, *(path.parent for path in ROOT.glob("examples/*/guide.yaml"))})
FILES = [path for guide in GUIDES for path in sorted(guide.rglob("*.yaml"))]


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copies")
    for guide in GUIDES:
        shutil.copytree(guide, folder / guide.relative_to(ROOT))
    return folder


@one_in(3)
@pytest.mark.parametrize("name", BREAKS)
def test_one_broken_line_is_one_problem_at_that_line(copies: Path, name: str) -> None:
    @given(st.sampled_from(FILES), st.data())
    @tried(max_examples=4)
    def hold(file: Path, data: st.DataObject) -> None:
        lines = file.read_text("utf-8").split("\n")
        entries = ((n, ENTRY.match(line)) for n, line in enumerate(lines))
        broken = [(n, new) for n, match in entries if match and (new := BREAKS[name](match))]
        if not broken:
            return
        number, new = data.draw(st.sampled_from(broken))
        guide = next(guide for guide in GUIDES if file.is_relative_to(guide))
        folder, path = copies / guide.relative_to(ROOT), copies / file.relative_to(ROOT)
        try:
            path.write_text("\n".join([*lines[:number], new, *lines[number + 1 :]]), "utf-8")
            found = reading.load(folder, HOUSE)[1]
        finally:
            shutil.copy(file, path)
        assert [(problem.file, problem.line) for problem in found] == [(str(path), number + 1)]

    hold()


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("title：Small", "write ':' with a space behind it"),
        ("title﹕ Small", "write ':' with a space behind it"),
        ("[one，two]", "write ',' with a space behind it"),
        ("title: “Small", "write '\"'"),
        ("title: ‘Small", 'write "\'"'),
        ("– one", "write '-'"),
        ("［one]", "write '['"),
        ("title:\u00a0Small", "write a space"),
        ("\u3000title: Small", "write a space"),
    ],
)
def test_a_sign_that_only_looks_right_is_named_as_it_is_typed(line: str, hint: str) -> None:
    assert next(mistakes._lookalike(line)).hint == hint
