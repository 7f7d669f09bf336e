"""Untrusted content: it ends in a Problem at its place or in correct paper, and never in a crash."""

from __future__ import annotations

import io
import os
import socket
import sys
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pikepdf
import pytest
import yaml

from tests import eyes
from tests.conftest import HOUSE, SMALL, Desk, jobs
from tests.trying import one_in
from vademecum.build import making
from vademecum.build.plan import Selection
from vademecum.content import reading, source, tree
from vademecum.edition.composition import compose
from vademecum.problems.problem import Problem

FILES = ["guide.yaml", "facts.yaml", "phrases.yaml", "words/en.yaml", "words/ar.yaml"]
PATIENCE = 60
"""Seconds after which a test that waits for a pipe is stopped rather than left to hang."""


def codes(desk: Desk, name: str = "") -> set[str]:
    """Return the codes of what is wrong with a file, or with all."""
    return {problem.code for problem in bounded(desk.problems()) if problem.file.endswith(name)}


def bounded(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems; fail where there are more, or longer ones, than a person reads."""
    assert len(problems) <= 5 * tree.MAX_PROBLEMS
    assert all(len(str(problem)) < 1200 and problem.file.isprintable() for problem in problems)
    return problems


def printed(desk: Desk, language: str = "en") -> bytes:
    """Return the checklist of the desk's guide."""
    guide, problems = desk.load()
    assert guide is not None, problems
    selection = Selection(
        languages=frozenset({language}),
        products=frozenset({"checklist"}),
        papers=frozenset({"a4"}),
    )
    outcome = making.make(jobs(guide, selection)[0])
    assert outcome.problems == ()
    return next(iter(outcome.prints.values())).data


# Markup


MARKUP = """<b>bold</b> &amp; <script>alert('1')</script> <img src=x onerror="y"> ]]> <!-- -->"""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_markup_in_words_is_printed_as_it_stands(desk: Desk, language: str) -> None:
    note = {"en": "note: Press call.", "ar": "note: اضغط اتصال."}[language]
    desk.edit(f"words/{language}.yaml", note, f"note: |-\n      {MARKUP}")
    text = eyes.plain(eyes.text(printed(desk, language)))
    # Between Arabic words signs stand as Unicode has it, so there only the words are compared.
    whole = {"en": [MARKUP], "ar": ["bold", "amp", "script", "alert", "img", "onerror"]}[language]
    assert all(eyes.plain(part) in text for part in whole)


def test_markup_in_facts_and_properties_is_text(desk: Desk) -> None:
    desk.edit("facts.yaml", "value: MTS", "value: <i>M&T</i>")
    desk.edit("facts.yaml", "value: https://mts.ru", "value: https://mts.ru/?a=b&lt;'(c)")
    desk.edit("guide.yaml", "made_by: The tests", """made_by: '"><b>{{ 7*7 }}</b>'""")
    desk.edit("words/en.yaml", "title: A small guide", "title: </title><b>A")
    data = printed(desk)
    assert "<i>M&T</i>" in eyes.plain(eyes.text(data))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "</title><b>A"
        assert str(pdf.docinfo["/Author"]) == '"><b>{{ 7*7 }}</b>'
        links = [item for item in pdf.objects if _is_of(item, "/Subtype", "/Link")]
        assert {str(link.A.URI) for link in links} == {"https://mts.ru/?a=b&lt;'(c)"}
        assert not any(_is_of(item, "/S", "/JavaScript") for item in pdf.objects)


def _is_of(item: object, key: str, value: str) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get(key) == value


@pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% raw %}", "{# x #}", "{", "}", "{{mts.name}}"])
def test_a_templates_markup_in_words_is_refused(desk: Desk, text: str) -> None:
    desk.edit("words/en.yaml", "lead: Do this in order.", f"lead: 'Do {text}'")
    assert codes(desk, "en.yaml") == {"placeholder-syntax"}


@pytest.mark.parametrize(
    "name",
    ["mts.__class__", "__class__", "0", "", " ", "mts.name!r", "mts.name:>9999999", "mts[name]",
     "mts.name.", "MTS.name", "mts..name", "a" * 3000, "٣", "mts.name\u200b"],
)  # fmt: skip
def test_a_placeholder_reaches_nothing_but_facts(desk: Desk, name: str) -> None:
    desk.edit("words/ar.yaml", "lead: اتبع الترتيب.", f'lead: "{{{name}}}"')
    assert codes(desk, "ar.yaml") & {"placeholder-syntax", "unknown-fact"}


def test_a_placeholder_in_a_phrase_is_checked_too(desk: Desk) -> None:
    desk.edit("phrases.yaml", "чек.\n", "чек {nothing} {mts.promised-payment}.\n")
    assert codes(desk) == {"unknown-fact", "low-confidence"}


@pytest.mark.parametrize("text", ['"**"', '"****"', '" "', '"\\u200b"', '"\\u00a0"', '"** **"'])
@pytest.mark.parametrize("name", ["words/ar.yaml", "phrases.yaml"])
def test_a_text_with_nothing_to_read_is_refused(desk: Desk, name: str, text: str) -> None:
    old = {"words/ar.yaml": "اتبع الترتيب.", "phrases.yaml": "Дайте, пожалуйста, чек."}[name]
    desk.edit(name, old, text)
    found = [problem for problem in desk.problems() if problem.file.endswith(name)]
    assert [problem.code for problem in found] == ["bad-value"]
    assert "nothing to read" in found[0].message


def test_bold_type_that_never_ends_is_refused(desk: Desk) -> None:
    desk.edit("words/en.yaml", "**which kind**", "**which kind")
    assert "never ends" in desk.problems()[0].message


# Characters


CONTROLS = [*"\x00\x07\x1b\x7f\x85\x9b\u200e\u200f\u061c\u202a\u202e\u2066\u2069\u2028\ufeff\ufffe"]


@pytest.mark.parametrize("char", CONTROLS, ids=lambda char: f"U+{ord(char):04X}")
@pytest.mark.parametrize(
    ("name", "old"),
    [
        ("words/en.yaml", "Do this in order"),
        ("facts.yaml", "a test"),
        ("guide.yaml", "made_by"),
        ("phrases.yaml", "# yaml"),
    ],
    ids=["words", "fact", "key", "comment"],
)
def test_a_control_character_is_refused_wherever_it_stands(
    desk: Desk, name: str, old: str, char: str
) -> None:
    desk.edit(name, old, old + char)
    lines = (desk.guide / name).read_bytes().decode("utf-8").split("\n")
    line = next(number for number, text in enumerate(lines, 1) if char in text)
    found = [problem for problem in desk.problems() if problem.file.endswith(name)]
    assert [(p.code, p.line, p.column) for p in found] == [
        ("control-character", line, lines[line - 1].index(char) + 1)
    ]


@pytest.mark.parametrize("loader", [source.LOADER, yaml.SafeLoader])
@pytest.mark.parametrize("escape", ["\\u202e", "\\ud800", "\\udfff", "\\x1b", "\\0", "\\N", "\\P"])
def test_an_escaped_control_character_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, loader: type, escape: str
) -> None:
    monkeypatch.setattr(source, "LOADER", loader)
    desk.edit("words/en.yaml", "lead: Do this in order.", f'lead: "Do {escape} this"')
    assert codes(desk) <= {"control-character", "yaml-syntax"}
    assert desk.problems()[0].line == 8


@one_in(3)
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("data", [b"\xed\xa0\x80", b"\xff\xfe", b"\xc0\xaf", b"\xf5\x80\x80\x80"])
def test_bytes_that_are_no_utf_8_are_refused(desk: Desk, name: str, data: bytes) -> None:
    path = desk.guide / name
    path.write_bytes(path.read_bytes() + b"# " + data + b"\n")
    (problem,) = (problem for problem in desk.problems() if problem.file.endswith(name))
    lines = path.read_bytes().count(b"\n")
    assert (problem.code, problem.line, problem.column) == ("not-utf-8", lines, 3)


@one_in(3)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", FILES)
def test_a_file_in_another_encoding_is_refused(desk: Desk, name: str, encoding: str) -> None:
    path = desk.guide / name
    path.write_bytes(path.read_text("utf-8").encode(encoding))
    assert codes(desk, name) <= {"not-utf-8", "control-character"}
    assert codes(desk, name)


SAVED = {
    "windows": lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
    "old mac": lambda data: data.replace(b"\n", b"\r"),
    "no last line end": lambda data: data.rstrip(b"\n"),
}


@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED)
def test_line_ends_and_byte_order_marks_of_any_editor_make_no_difference(
    desk: Desk, saved: Callable[[bytes], bytes]
) -> None:
    before, _ = desk.load()
    for name in FILES:
        path = desk.guide / name
        path.write_bytes(saved(path.read_bytes()))
    guide, problems = desk.load()
    assert problems == ()
    assert guide is not None
    assert before is not None
    for tag in ("en", "ar"):
        assert compose(guide, tag) == compose(before, tag)


@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED)
def test_places_are_right_with_any_line_ends(desk: Desk, saved: Callable[[bytes], bytes]) -> None:
    desk.edit("words/ar.yaml", "{mts.name} عبر", "{mts.nam} عبر")
    before = desk.problems()
    path = desk.guide / "words" / "ar.yaml"
    path.write_bytes(saved(path.read_bytes()))
    assert desk.problems() == before
    assert {problem.line for problem in before} == {23}


def test_tabs_indent_nothing(desk: Desk) -> None:
    desk.edit("words/en.yaml", "  made_by", "\tmade_by")
    assert codes(desk) == {"yaml-syntax"}
    assert "spaces, not tabs" in desk.problems()[0].hint


# Size


LONG = 300_000
HUGE = {
    "words": ("words/en.yaml", "Do this in order.", "x" * LONG),
    "accents": ("words/en.yaml", "Do this in order.", "e" + "\u0301\u0316" * (LONG // 2)),
    "placeholders": ("words/en.yaml", "Do this in order.", '"' + "{nothing}" * (LONG // 9) + '"'),
    "braces": ("words/en.yaml", "Do this in order.", '"' + "{" * LONG + '"'),
    "an open quote": ("words/en.yaml", "Do this in order.", '"' + "x " * LONG),
    "a bare star": ("words/en.yaml", "Do this in order.", "*" + "x" * LONG),
    "a key": ("words/en.yaml", "subject:", "x" * LONG + ": x\nsubject:"),
    "keys": ("words/en.yaml", "subject:", "".join(f"k{n}: x\n" for n in range(9999)) + "subject:"),
    "ids": (
        "words/en.yaml",
        "  know:\n",
        "".join(f"  k{n}: x\n" for n in range(2999)) + "  know:\n",
    ),
    "an id": ("guide.yaml", "id: kind", "id: " + "x" * LONG),
    "hyphens": ("guide.yaml", "id: kind", "id: a" + "-a" * 1500),
    "a tag": ("guide.yaml", "source: en", "source: en" + "-x" * (LONG // 2)),
    "an author": ("guide.yaml", "The tests", "x" * LONG),
    "a value": ("facts.yaml", '"*100#"', '"*' + "1" * LONG + '#"'),
    "a kind": ("facts.yaml", "kind: ussd", "kind: " + "u" * LONG),
    "a number": ("facts.yaml", "shelf_life: 540", "shelf_life: " + "9" * LONG),
    "a form": ("facts.yaml", "{ru: МТС}", "{ru: " + "М" * LONG + "}"),
    "forms": ("facts.yaml", "{ru: МТС}", "{" + ", ".join(f"a{n}: x" for n in range(999)) + "}"),
    "a source": ("facts.yaml", "a test", "x" * LONG),
    "a phrase": ("phrases.yaml", "Дайте", "ж" * LONG),
    "a file": ("words/en.yaml", "title:", "# " + "x" * 2_000_000 + "\ntitle:"),
    "nodes": ("words/en.yaml", "title:", "x: [" + "a," * 200_000 + "]\ntitle:"),
    "aliases": ("words/en.yaml", "title:", "x: [" + "*a ," * 200_000 + "]\ntitle:"),
    "controls": ("words/en.yaml", "title:", "# " + "\x07" * LONG + "\ntitle:"),
}


@one_in(3)
@pytest.mark.parametrize(("name", "old", "new"), HUGE.values(), ids=HUGE)
def test_what_is_far_too_long_is_refused_in_few_words(
    desk: Desk, name: str, old: str, new: str
) -> None:
    desk.edit(name, old, new)
    guide, problems = desk.load()
    assert guide is None
    assert bounded(problems)
    assert {problem.file for problem in problems} >= {f"content/small/{name}"}


def test_no_long_row_of_accents_is_ever_put_in_order(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    lengths: list[int] = []

    def normalize(form: str, text: str) -> str:
        lengths.append(len(text))
        return text

    monkeypatch.setattr(tree, "normalize", normalize)
    desk.edit("words/en.yaml", "Do this in order.", "e" + "\u0301\u0316" * tree.MAX_TEXT)
    assert codes(desk, "en.yaml") == {"too-large"}
    assert max(lengths) <= tree.MAX_TEXT


def test_a_file_of_too_many_values_is_refused_before_it_is_read_whole(desk: Desk) -> None:
    desk.edit("words/en.yaml", "title:", f"x: [{'a,' * (tree.MAX_NODES + 9)} &b c]\ntitle:")
    assert codes(desk, "en.yaml") == {"too-large"}


MANY = {
    "blocks": ("guide.yaml", "  end: {kind", "".join(f"  s{n}: {{kind: colophon}}\n"
               for n in range(90)) + "  end: {kind"),
    "items": ("guide.yaml", "      - {id: emergency}", "".join(f"      - {{id: s{n}}}\n"
              for n in range(10_000)) + "      - {id: emergency}"),
    "items of an item": ("guide.yaml", "{id: emergency}", "{id: emergency, items: ["
                         + "".join(f"{{id: s{n}}}," for n in range(50)) + "]}"),
    "claims of an item": ("guide.yaml", "[kiosk.identity]", "[" + "kiosk.identity," * 50 + "]"),
    "columns": ("guide.yaml", "columns: [balance", f"columns: [{','.join('abcdefghijklm')}"),
    "rows": ("guide.yaml", "    rows:\n", "    rows:\n" + "".join(
        f"      - {{id: r{n}, name: mts.name, cells: {{}}}}\n" for n in range(50))),
    "phrases": ("guide.yaml", "phrases: [receipt]", f"phrases: [{'receipt,' * 70}]"),
    "entries": ("guide.yaml", "      - {id: own-number}", "      - {id: own-number}\n" * 50),
    "choices": ("guide.yaml", "{id: own-number}",
                f"{{id: own-number, choice: [{'mts.name,' * 30}]}}"),
    "values": ("guide.yaml", "{id: own-number}",
               f"{{id: own-number, value: [{'mts.name,' * 30}]}}"),
    "paragraphs": ("guide.yaml", "paragraphs: [never]", f"paragraphs: [{'never,' * 50}]"),
    "codes": ("guide.yaml", "      - {id: mts, name: mts.name, target: mts.site}",
              "      - {id: mts, name: mts.name, target: mts.site}\n" * 30),
    "products": ("guide.yaml", "  card:\n", "".join(
        f"  p{n}: {{form: card, panels: {{front: [end]}}}}\n" for n in range(30)) + "  card:\n"),
    "papers": ("guide.yaml", "papers: [a4, letter]", f"papers: [{'a4,' * 30}]"),
    "panels": ("guide.yaml", "      back: [{block", "".join(
        f"      p{n}: [end]\n" for n in range(30)) + "      back: [{block"),
    "spots": ("guide.yaml", "never, end]", f"{'never,' * 50} end]"),
    "spots of a list": ("guide.yaml", "never, end]", f"[{'never,' * 50} end]]"),
    "blocks of a flow": ("guide.yaml", "flow: [know]", f"flow: [{'know,' * 50}]"),
    "parts of a spot": ("guide.yaml", "{block: say,", f"{{block: say, only: [{'receipt,' * 70}],"),
    "facts": ("facts.yaml", "mts.name:\n", "".join(
        f"f{n}: {{kind: year, value: '2024', source: test, checked: 2026-11-01, confidence: high,"
        " shelf_life: 9}\n" for n in range(2100)) + "mts.name:\n"),
    "known phrases": ("phrases.yaml", "  receipt:", "".join(
        f"  p{n}: {{text: x}}\n" for n in range(99)) + "  receipt:"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), MANY.values(), ids=MANY)
def test_a_list_longer_than_any_guide_needs_is_refused(
    desk: Desk, name: str, old: str, new: str
) -> None:
    desk.edit(name, old, new)
    assert "too-large" in codes(desk, name)
    assert any("at most" in problem.message for problem in desk.problems())


def test_words_that_would_fill_a_book_are_refused(desk: Desk) -> None:
    steps = range(55)
    more = "".join(f"      - {{id: s{n}}}\n" for n in steps)
    desk.edit("guide.yaml", "      - {id: emergency}", f"{more}      - {{id: emergency}}")
    for tag, word in (("en", "word "), ("ar", "كلمة ")):
        words = "".join(f"      s{n}: {word * 390}\n" for n in steps)
        desk.edit(f"words/{tag}.yaml", "      emergency:", f"{words}      emergency:")
    assert codes(desk) == {"too-large"}


def test_short_placeholders_of_long_facts_count_as_what_they_print(desk: Desk) -> None:
    desk.edit("facts.yaml", "https://mts.ru", f"https://mts.ru/{'x' * 280}")
    steps = range(10)
    more = "".join(f"      - {{id: s{n}}}\n" for n in steps)
    desk.edit("guide.yaml", "      - {id: emergency}", f"{more}      - {{id: emergency}}")
    for tag in ("en", "ar"):
        words = "".join(f"      s{n}: a {'{mts.site}' * 100}\n" for n in steps)
        desk.edit(f"words/{tag}.yaml", "      emergency:", f"{words}      emergency:")
    assert codes(desk) == {"too-large"}


@one_in(3)
@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "{" * 100_000, "- " * 50_000, "{a: " * 50_000, "? " * 50_000,
     "\n".join(" " * n + "a:" for n in range(1500))],
    ids=["lists", "mappings", "block lists", "pairs", "keys", "block mappings"],
)  # fmt: skip
@pytest.mark.parametrize("name", FILES)
def test_a_deeply_nested_file_is_refused(desk: Desk, name: str, text: str) -> None:
    (desk.guide / name).write_text(text)
    assert codes(desk, name) <= {"yaml-depth", "yaml-syntax"}
    assert codes(desk, name)


@one_in(3)
@pytest.mark.parametrize("name", FILES)
def test_an_alias_bomb_is_refused(desk: Desk, name: str) -> None:
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 12)]
    (desk.guide / name).write_text("\n".join(["l0: &l0 [x, x]", *levels]))
    assert codes(desk, name) == {"yaml-alias"}


@pytest.mark.parametrize(
    "text", ["!!python/name:os.system x", "!x y", "!!set {a}", "! x", "!!int 3"]
)
def test_tags_are_refused(desk: Desk, text: str) -> None:
    desk.edit("words/en.yaml", "lead: Do this in order.", f"lead: {text}")
    assert "yaml-alias" in codes(desk, "en.yaml")


# Values


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript:alert(1)", "file:///etc/passwd", "data:text/html,x",
     "HTTP://mts.ru", "//mts.ru", "https:mts.ru", "https://", "https://[::1", "https://[",
     "https://mts.ru@evil.example", "https://mts.ru\\\\@evil.example", "https://mts\\u2100.ru",
     "https://mt\\u0455.ru", "https://mts.ru/<b>", "https://mts.ru/'>", 'https://mts.ru/\\"',
     "https://mts.ru:99999999", "https://\\tmts.ru", "https://mts.ru\\nx"],
)  # fmt: skip
def test_only_a_plain_https_address_is_an_address(desk: Desk, address: str) -> None:
    desk.edit("facts.yaml", "value: https://mts.ru", f'value: "{address}"')
    assert codes(desk) == {"fact-value"}


VALUES = {
    "other digits": ('"*100#"', '"*١٠٠#"', "fact-value"),
    "digits of emergency": ('"112"', '"١١٢"', "fact-value"),
    "digits of a number": ("30000-50000", "٣-٤", "fact-value"),
    "a phone in a sentence": ("8 800 250-08-90", "call 8 800 250-08-90 now", "fact-value"),
    "markup around a phone": ("8 800 250-08-90", "<b>8 800 250-08-90</b>", "fact-value"),
    "a letter in a phone": ("8 800 250-08-90", "8 800 250-O8-90", "fact-value"),
    "forms of a code": ('"*100#"', '"*100#"\n  in: {ru: "*101#"}', "unknown-key"),
    "a name that is not seen": ("value: MTS", 'value: "\\u200b"', "fact-value"),
    "a name of markup": ("value: MTS", "value: '**MTS**'", "fact-value"),
    "a day as a number": ("2026-11-01", "20261123", "bad-value"),
    "a day as seconds": ("2026-11-01", "86400", "bad-value"),
    "the last day": ("2026-11-01", "9999-12-31", "bad-value"),
    "the first day": ("2026-11-01", "0001-01-01", "bad-value"),
    "a life that never ends": ("shelf_life: 540", "shelf_life: 99999999999", "bad-value"),
    "a life that is not finite": ("shelf_life: 540", "shelf_life: inf", "bad-value"),
}


@pytest.mark.parametrize(("old", "new", "code"), VALUES.values(), ids=VALUES)
def test_a_value_that_only_looks_right_is_refused(
    desk: Desk, old: str, new: str, code: str
) -> None:
    desk.edit("facts.yaml", old, new)
    assert codes(desk, "facts.yaml") == {code}


TABLE = {
    "a name for a target": ("target: mts.site", "target: mts.name", "bad-value"),
    "a claim for a target": ("target: mts.site", "target: kiosk.identity", "claim-in-words"),
    "a code for a name": ("name: mts.name", "name: mts.balance", "bad-value"),
    "a claim in a cell": ("balance: mts.balance", "balance: kiosk.identity", "claim-in-words"),
}


@pytest.mark.parametrize(("old", "new", "code"), TABLE.values(), ids=TABLE)
def test_blocks_take_facts_of_the_right_kind(desk: Desk, old: str, new: str, code: str) -> None:
    desk.edit("guide.yaml", old, new)
    assert codes(desk) == {code}


def test_a_row_and_a_code_are_not_named_by_a_fact_of_low_confidence(desk: Desk) -> None:
    desk.edit("facts.yaml", "confidence: high", "confidence: low")
    found = [p for p in desk.problems() if p.file == "content/small/guide.yaml"]
    assert [(p.code, p.line, p.column) for p in found] == [
        ("low-confidence", 31, 15),
        ("low-confidence", 38, 25),
    ]


DOUBLES = [
    ("      - {id: code", "      - {id: kind}\n      - {id: code"),
    ("{id: kind}", "{id: kind, items: [{id: a}, {id: a}]}"),
    ("      - id: mts\n", "      - {id: mts, name: mts.name}\n      - id: mts\n"),
    ("      - {id: mts,", "      - {id: mts, target: mts.site}\n      - {id: mts,"),
    ("columns: [balance, support]\n    rows", "columns: [balance, support, balance]\n    rows"),
    ("phrases: [receipt]", "phrases: [receipt, receipt]"),
    ("phrases: [receipt]", "phrases: [receipt, {id: receipt}]"),
    ("      - {id: own-number}", "      - {id: own-number}\n      - {id: own-number, lines: 2}"),
    ("paragraphs: [never]", "paragraphs: [never, never]"),
    ("front: [top, mine,", "front: [top, mine, top,"),
]


@pytest.mark.parametrize(("old", "new"), DOUBLES, ids=range(len(DOUBLES)))
def test_an_id_that_stands_twice_is_refused(desk: Desk, old: str, new: str) -> None:
    desk.edit("guide.yaml", old, new)
    found = [problem for problem in desk.problems() if problem.file.endswith("guide.yaml")]
    assert [problem.code for problem in found] == ["bad-value"]
    assert "second time" in found[0].message


# Names


KEYS = ["__proto__", "__class__", "constructor", "[key]", "", "a b", "<b>", "..", "0", "null", "~"]


@one_in(3)
@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    ("name", "old"),
    [
        ("guide.yaml", "source: en"),
        ("guide.yaml", "          balance: mts.balance"),
        ("guide.yaml", "  top: {kind"),
        ("guide.yaml", "  card:\n"),
        ("guide.yaml", "      back: [{block"),
        ("facts.yaml", "mts.name:\n"),
        ("facts.yaml", "  kind: name"),
        ("phrases.yaml", "  receipt:"),
        ("words/ar.yaml", "      kind: "),
        ("words/ar.yaml", "  know:"),
        ("words/ar.yaml", "title: دليل"),
    ],
)
def test_no_key_is_too_odd(desk: Desk, name: str, old: str, key: str) -> None:
    indent = old[: len(old) - len(old.lstrip())]
    desk.edit(name, old, f'{indent}"{key}": x\n{old}')
    known = {"unknown-key", "bad-value", "superfluous-words", "unknown-fact"}
    assert codes(desk, name) & known


@one_in(3)
@pytest.mark.parametrize("text", ["x", "'x'", "- x", "[]", "{}", "''", "~", "0", "- - x", "? x"])
@pytest.mark.parametrize("name", FILES)
def test_a_file_of_any_shape_is_refused(desk: Desk, name: str, text: str) -> None:
    (desk.guide / name).write_text(text)
    assert codes(desk, name) or codes(desk, "guide.yaml") == {"unknown-fact"}


FOLDERS = ["a b", "it's", '"q"', "<b>", "a\nb", "Small", "a_b", "a..b", "-a", "\x1b[31m", "é",
           "x" * 61, "a.b", "url(x)", "'; }", "\\"]  # fmt: skip


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_whose_name_is_no_id_is_refused(desk: Desk, name: str) -> None:
    folder = desk.guide.rename(desk.guide.with_name(name))
    guide, problems = reading.load(folder, HOUSE)
    assert guide is None
    assert [problem.code for problem in bounded(problems)] == ["bad-value"]


@pytest.mark.parametrize("path", [".", "..", "../small/.", "words/.."])
def test_a_guide_is_not_named_by_dots(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.chdir(desk.guide)
    guide, problems = reading.load(Path(path), HOUSE)
    assert guide is None or guide.id == "small"
    assert guide or bounded(problems)


@pytest.mark.parametrize(
    "name",
    [b"en\n.yaml", b"\x1b[31m.yaml", b"\xff.yaml", b"<b>.yaml", b".yaml", b"en .yaml", b"EN.yaml",
     b"en_US.yaml", b"en@x.yaml", b"en.UTF-8.yaml", b"x" * 240 + b".yaml", b"root.yaml", b"C.yaml",
     b"zh-Hant.yaml", b"__proto__.yaml", b"\xe2\x80\xae.yaml"],
)  # fmt: skip
def test_words_in_a_file_of_any_name_are_refused_or_set(desk: Desk, name: bytes) -> None:
    path = os.fsencode(desk.guide / "words") + b"/" + name
    try:
        Path(os.fsdecode(path)).write_bytes((SMALL / "words" / "en.yaml").read_bytes())
    except OSError:
        pytest.skip("this disk takes no such name")
    guide, problems = desk.load()
    assert guide is not None
    assert guide.languages == ("en", "ar")
    assert len(bounded(problems)) == (0 if name.startswith(b".") else 1)


# Things that are no files


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path.name)
        Path(path.name).rename(path)


THINGS: dict[str, Callable[[Path], None]] = {
    "a pipe": _pipe,
    "a socket": _socket,
    "a folder": Path.mkdir,
    "a link to a file outside": lambda path: path.symlink_to("/etc/passwd"),
    "a link to an endless file": lambda path: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to nothing": lambda path: path.symlink_to("nothing"),
    "a link to a folder": lambda path: path.symlink_to("."),
}


@one_in(3)
@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes in folders")
@pytest.mark.parametrize("thing", THINGS.values(), ids=THINGS)
@pytest.mark.parametrize("name", FILES)
def test_what_is_no_file_is_refused_without_waiting(
    desk: Desk, name: str, thing: Callable[[Path], None]
) -> None:
    path = desk.guide / name
    path.unlink()
    thing(path)

    def task() -> None:
        found = codes(desk)
        guide = desk.load()[0]
        os._exit(0 if found <= {"unreadable", "no-file", "no-guide"} and found and
                 (guide is None or name == "words/ar.yaml") else 1)  # fmt: skip

    process = get_context("fork").Process(target=task)
    process.start()
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()
        pytest.fail("the press waits for what never comes")
    assert process.exitcode == 0


def test_what_stands_outside_is_never_quoted(desk: Desk) -> None:
    secret = desk.folder / "secret"
    secret.write_text("token: {mine}: 42\n")
    (desk.guide / "words" / "ar.yaml").unlink()
    (desk.guide / "words" / "ar.yaml").symlink_to(secret)
    (problem,) = desk.problems()
    assert (problem.file, problem.code) == ("content/small/words/ar.yaml", "unreadable")
    assert "42" not in str(problem)


def test_a_link_inside_the_guide_is_followed(desk: Desk) -> None:
    path = desk.guide / "words" / "ar.yaml"
    path.rename(desk.guide / "arabic.yaml")
    path.symlink_to("../arabic.yaml")
    assert desk.problems() == ()


def test_words_that_are_no_folder_are_missing(desk: Desk) -> None:
    (desk.guide / "words").rename(desk.guide / "elsewhere")
    (desk.guide / "words").write_text("x")
    assert "missing-words" in codes(desk)


@pytest.mark.parametrize("tag", ["fa", "en-US", "sr-Latn"])
def test_a_source_language_without_words_is_missed(desk: Desk, tag: str) -> None:
    desk.edit("guide.yaml", "source: en", f"source: {tag}")
    assert [(p.code, p.line) for p in desk.problems() if p.file.endswith("guide.yaml")] == [
        ("missing-words", 2)
    ]


def test_a_guide_in_a_linked_folder_is_read(desk: Desk) -> None:
    (desk.folder / "linked").symlink_to(desk.guide)
    guide, problems = reading.load(desk.folder / "linked", HOUSE)
    assert problems == ()
    assert guide is not None
    assert guide.id == "linked"
