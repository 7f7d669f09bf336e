"""What a hint says cures: it is done as it says, and the fault is gone, and no other is there."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import pytest

from tests.conftest import SMALL, Desk
from tests.trying import one_in
from vademecum.cli import main
from vademecum.problems.codes import CODES

GUIDE, FACTS, PHRASES = (f"content/small/{name}.yaml" for name in ("guide", "facts", "phrases"))
ENGLISH, ARABIC = "content/small/words/en.yaml", "content/small/words/ar.yaml"
TODAY: Final = "2026-11-27"
CHECK: Final = ("check", "--today", TODAY)
BUILD: Final = ("build", "--today", TODAY, "-p", "card", "-l", "en")
Change: TypeAlias = "tuple[str, str, str] | Callable[[], object]"
"""A file, what stands in it, and what stands there then; or anything else that is done."""
Found: TypeAlias = "dict[str, Any]"


@dataclass(frozen=True)
class Row:
    """A fault, planted; what its hint says, and what is done then, where the hint alone is not it."""

    code: str
    fault: tuple[Change, ...]
    said: str
    cure: tuple[Change, ...] = ()
    command: tuple[str, ...] = CHECK


def write(path: str, text: str) -> Callable[[], object]:
    def written() -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, "utf-8")

    return written


def move(path: str, to: str) -> Callable[[], object]:
    return lambda: Path(path).rename(to)


def remove(path: str) -> Callable[[], object]:
    return lambda: Path(path).unlink()


def run(*command: str) -> Callable[[], object]:
    return lambda: main(list(command))


def back(name: str) -> Callable[[], object]:
    """Fetch a file of the guide from a copy."""
    return lambda: shutil.copy(SMALL / name, Path("content/small") / name)


def latin(path: str) -> Callable[[], object]:
    """Save a file in another encoding than UTF-8."""
    return lambda: Path(path).write_bytes(Path(path).read_text("utf-8").encode("latin-1"))


def link(path: str, to: Path) -> Callable[[], object]:
    def linked() -> None:
        Path(path).unlink()
        Path(path).symlink_to(to)

    return linked


def insert(path: str, line: str, new: str) -> Change:
    return path, f"{line}\n", f"{line}\n{new}\n"


KIND = "Find out **which kind** you hold; a wrong one costs {fine} roubles."
LEAD = "lead: Do this in order."
CARD_PDF = "dist/small/en/small_en_card_id1.pdf"
FALLS_SHORT = "    meanings:\n      receipt: A receipt, please."
PICTURES, SIGN = "content/small/pictures.yaml", "content/small/pictures/sign.svg"
PICTURE = (
    f"sign: {{file: sign.svg, letters: none, shelf_life: 900, source: a test, licence: CC0-1.0,"
    f" checked: {TODAY}}}\n"
)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
THEME = "content/small/theme.yaml"

PARTNER = "content/small/partners/acme/partner.yaml"
PARTNERS = (
    "name: Acme\nfacts:\n  fine: {kind: KIND, value: 2020, source: a test, checked: 2026-11-01,"
    " confidence: high, shelf_life: 900}\n"
)


def shown(id: str) -> tuple[Change, ...]:
    """Show a picture on the card."""
    block = f"  end: {{kind: colophon}}\n  drawn: {{kind: picture, picture: {id}}}\n"
    return (
        (GUIDE, "  end: {kind: colophon}\n", block),
        (GUIDE, "never, end]", "never, drawn, end]"),
        (ENGLISH, "  never:\n", "  drawn: {alt: A sign}\n  never:\n"),
        (ARABIC, "  never:\n", "  drawn: {alt: علامة}\n  never:\n"),
    )


TABLE = (
    # misspelt names, which hints know
    Row("unknown-key", ((GUIDE, "form: card", "fomr: card"),), "did you mean 'form'?"),
    Row("unknown-key", ((FACTS, "shelf_life: 120", "shelflife: 120"),), "'shelf_life'?"),
    Row("unknown-key", ((ENGLISH, "subject: A", "subjet: A"),), "did you mean 'subject'?"),
    Row("bad-value", ((GUIDE, "form: card", "form: crad"),), "did you mean 'card'?"),
    Row("bad-value", ((GUIDE, "kind: table", "kind: tabel"),), "did you mean 'table'?"),
    Row("bad-value", ((GUIDE, "style: check", "style: chekc"),), "did you mean 'check'?"),
    Row("bad-value", ((FACTS, "confidence: high", "confidence: hihg"),), "did you mean 'high'?"),
    Row("bad-value", ((GUIDE, "papers: [a4, letter]", "papers: [a4, lettre]"),), "'letter'?"),
    Row("unknown-fact", ((GUIDE, "balance: mts.balance", "balance: mts.balanse"),), "balance'?"),
    Row("unknown-fact", ((ENGLISH, "{fine}", "{fien}"),), "did you mean 'fine'?"),
    Row("unknown-fact", ((ARABIC, "{emergency.all}", "{emergancy.all}"),), "'emergency.all'?"),
    Row("unknown-block", ((GUIDE, "never, end]", "nevr, end]"),), "did you mean 'never'?"),
    Row("unknown-block", ((GUIDE, "flow: [know]", "flow: [knwo]"),), "did you mean 'know'?"),
    Row(
        "unknown-part",
        ((GUIDE, "{block: mine, short", "{block: mine, only: [own-nmber], short"),),
        "did you mean 'own-number'?",
    ),
    Row("unknown-phrase", ((GUIDE, "[receipt]", "[reciept]"),), "did you mean 'receipt'?"),
    Row("superfluous-words", ((ENGLISH, "      code: ", "      coed: "),), "did you mean 'code'?"),
    Row("superfluous-words", ((ARABIC, "    warning: ", "    warnign: "),), "'warning'?"),
    Row("placeholder-added", ((ARABIC, "{fine}", "{mts.name}"),), "did you mean 'fine'?"),
    Row("unused-template", (write("templates/style/blocks/lists.css", "p {}"),), "list.css'?"),
    # names of files and tags
    Row("file-name", (move(ARABIC, "content/small/words/ar.yml"),), "name the file ar.yaml"),
    Row("language-tag", (move(ARABIC, "content/small/words/ar-Arab.yaml"),), "file ar.yaml"),
    Row("language-tag", ((GUIDE, "place: ru", "place: ru-Cyrl"),), "write ru"),
    Row(
        "unknown-language",
        ((GUIDE, "place: ru", "place: mtei"),),
        "use a BCP 47 tag",
        ((GUIDE, "place: mtei", "place: ru"),),
    ),
    # signs of YAML
    Row("yaml-syntax", ((ENGLISH, LEAD, "lead: @Do this"),), "put it in quotes: '@Do this'"),
    Row("yaml-syntax", ((ENGLISH, LEAD, "lead: Do: this"),), "put it in quotes: 'Do: this'"),
    Row("yaml-syntax", ((ENGLISH, LEAD, "lead:Do this"),), "write lead: Do this"),
    Row("yaml-syntax", ((GUIDE, "source: en", "source：en"),), "write ':' with a space"),
    Row(
        "yaml-syntax",
        ((GUIDE, "{id: code, rests", "{id: code rests"),),
        "write a comma before it",
        ((GUIDE, "{id: code rests", "{id: code, rests"),),
    ),
    Row(
        "yaml-syntax",
        ((GUIDE, "paragraphs: [never]}", "paragraphs: [never}"),),
        "write ']' before it",
        ((GUIDE, "[never}", "[never]}"),),
    ),
    Row(
        "bad-value",
        ((GUIDE, "columns: [balance, support]", "columns: [balance support]"),),
        "commas part the entries of a list: balance, support",
        ((GUIDE, "[balance support]", "[balance, support]"),),
    ),
    Row(
        "superfluous-words",
        ((ENGLISH, "lead: Do", "lеаd: Do"),),
        "U+0435 (cyrillic small letter ie) stands in it",
        ((ENGLISH, "lеаd: Do", "lead: Do"),),
    ),
    Row("yaml-alias", ((ENGLISH, LEAD, "lead: &Do this"),), "put the value in quotes"),
    Row("yaml-alias", ((ENGLISH, LEAD, "lead: !Do this"),), "put the value in quotes"),
    Row(
        "yaml-duplicate-key",
        (insert(ENGLISH, f"    {LEAD}", "    lead: Again."),),
        "remove one, or rename it",
        ((ENGLISH, "    lead: Again.\n", ""),),
    ),
    Row(
        "yaml-depth",
        ((ENGLISH, LEAD, f"lead: {'[' * 40}x{']' * 40}"),),
        "close what is opened before it",
        ((ENGLISH, "[" * 40, ""), (ENGLISH, "]" * 40, "")),
    ),
    Row("control-character", ((ENGLISH, "Do this", "Do \u202ethis"),), "remove it"),
    Row("control-character", ((FACTS, "a test", "a \u200ftest"),), "remove it"),
    Row("comment-in-words", ((ENGLISH, "Press call.", "Press # call."),), "whole text in quotes"),
    # files
    Row("no-guide", (remove(GUIDE),), "a guide is a folder with guide.yaml", (back("guide.yaml"),)),
    Row("no-file", (remove(FACTS),), "start from a copy", (back("facts.yaml"),)),
    Row("empty-file", (write(PHRASES, "# x\n"),), "write", (back("phrases.yaml"),)),
    Row("unreadable", (link(ARABIC, SMALL / "words" / "ar.yaml"),), "put a copy here"),
    Row("not-utf-8", ((ENGLISH, "Trouble", "Misère"), latin(ENGLISH)), "save the file as UTF-8"),
    Row(
        "too-large",
        ((GUIDE, "made_by: The tests", f"made_by: The {'x' * 300}"),),
        "shorten it",
        ((GUIDE, "x" * 300, "tests"),),
    ),
    Row("first-form", (write(GUIDE, "source: en\nsections: [a]\nwrite_in: [b]\n"),), "docs/changes.md",
        (back("guide.yaml"),)),
    # keys and values
    Row(
        "missing-key",
        ((GUIDE, "    form: card\n", ""),),
        "add `form:`",
        (insert(GUIDE, "  card:", "    form: card"),),
    ),
    Row(
        "missing-key",
        ((FACTS, "  kind: number\n", ""),),
        "number",
        (insert(FACTS, "fine:", "  kind: number"),),
    ),
    Row(
        "bad-value",
        ((FACTS, "shelf_life: 120", "shelf_life: four months"),),
        "write it in digits alone: days from `checked`",
        ((FACTS, "four months", "120"),),
    ),
    Row(
        "bad-value",
        ((GUIDE, "short: true, title: false}\n        - emer", "short: maybe}\n        - emer"),),
        "write true or false",
        ((GUIDE, "short: maybe", "short: true"),),
    ),
    Row(
        "fact-value",
        ((FACTS, "8 800 250-08-90", "8 800 250-08"),),
        "docs/facts.md",
        ((FACTS, "8 800 250-08", "8 800 250-08-90"),),
    ),
    Row(
        "future-day",
        ((FACTS, "checked: 2026-11-07", "checked: 2062-11-07"),),
        "give the day on which it was done",
        ((FACTS, "2062-11-07", "2026-11-07"),),
    ),
    Row(
        "stale-fact",
        ((FACTS, "checked: 2026-11-07", "checked: 2024-11-07"),),
        "compare it with its source (a test), then set `checked`",
        ((FACTS, "2024-11-07", TODAY),),
    ),
    # what the guide shows
    Row(
        "unused-block",
        ((GUIDE, "        - emergency\n", ""),),
        "put it on a panel",
        (insert(GUIDE, "        - {block: codes, short: true, title: false}", "        - emergency"),),
    ),
    Row(
        "low-confidence",
        ((ENGLISH, "{mts.balance}", "{mts.promised-payment}"),),
        "leave it out of the words",
        ((ENGLISH, "{mts.promised-payment}", "a code"), (ARABIC, "{mts.balance}", "رمزا")),
    ),
    Row(
        "claim-in-words",
        ((ENGLISH, "{mts.balance}", "{kiosk.identity}"),),
        "say it in words, and name it in guide.yaml, under `rests_on`",
        ((ENGLISH, "{kiosk.identity}", "a code"), (ARABIC, "{mts.balance}", "رمزا")),
    ),
    Row("old-schema", (run("schema"), insert(GUIDE, "  top: {kind: masthead, lead: true}",
        "  more: {kind: masthead, title: false}"), (GUIDE, "[top, mine", "[top, more, mine")),
        "run: vademecum schema small"),
    # words
    Row(
        "missing-words",
        ((ARABIC, "    note: أشر هنا.\n", ""),),
        "write them here; the source language has them",
        (insert(ARABIC, "    title: اعرض هذا", "    note: أشر هنا."),),
    ),
    Row(
        "wrong-script",
        ((ARABIC, "اعرف **أي نوع** لديك؛ الخطأ يكلف", KIND * 9),),
        "write it in Arabic script",
        ((ARABIC, KIND * 9, "اعرف **أي نوع** لديك؛ الخطأ يكلف"),),
    ),
    Row("outdated-words", ((ENGLISH, "Do this", "Do that"),), "run: vademecum accept -l ar"),
    Row("untranslated-words", ((ARABIC, "اتبع الترتيب.", "Do this in order."),), "accept -l ar"),
    Row(
        "code-in-words",
        ((ENGLISH, "Press call.", "Press 8900."), (ARABIC, "اضغط اتصال.", "اضغط 8900.")),
        "make it a fact, and write {fact.id} here",
        (
            (ENGLISH, "Press 8900.", "Press {press.call}."),
            (ARABIC, "اضغط 8900.", "اضغط {press.call}."),
            (FACTS, "fine:\n", "press.call: {kind: digits, value: '8900', source: a test,"
             " checked: 2026-11-01, confidence: high, shelf_life: 900}\nfine:\n"),
        ),
    ),
    Row(
        "code-in-words",
        ((ARABIC, "اضغط اتصال.", "اضغط 8900."),),
        "write what the source has",
        ((ARABIC, "اضغط 8900.", "اضغط اتصال."),),
    ),
    Row("space-before-sign", ((ARABIC, "اتصل على", "اتصل ، على"),), "take the space out",
        ((ARABIC, "اتصل ، على", "اتصل، على"),)),
    Row(
        "placeholder-lost",
        ((ARABIC, "{fine} ", ""),),
        "put it where the value is to stand",
        ((ARABIC, "يكلف روبل", "يكلف {fine} روبل"),),
    ),
    Row("placeholder-added", ((ARABIC, "أشر هنا", "أشر {fine} هنا"),), "take it out"),
    Row(
        "placeholder-syntax",
        ((ARABIC, "{fine} ", "{fine "),),
        "with one brace on either side",
        ((ARABIC, "{fine ", "{fine} "),),
    ),
    # pictures and themes
    Row(
        "unknown-picture",
        (write(PICTURES, PICTURE), write(SIGN, DRAWING), *shown("sgin")),
        "did you mean 'sign'?",
    ),
    Row(
        "unused-picture",
        (write(PICTURES, PICTURE), write(SIGN, DRAWING)),
        "",
        (remove(PICTURES), remove(SIGN)),
    ),
    Row("no-theme", (write(THEME, "base: mnoo\n"),), "did you mean 'mono'?"),
    # partners
    Row("names-nothing", (write(PARTNER, "name: Acme\nhide: [nver]\n"),), "did you mean 'never'?"),
    Row(
        "not-the-partners",
        (write(PARTNER, PARTNERS.replace("KIND", "year")),),
        "give it as a number",
        (write(PARTNER, PARTNERS.replace("KIND", "number")),),
    ),
    # paper
    Row(
        "missing-glyph",
        ((PHRASES, "чек.", "чек ⛵."),),
        "write it another way",
        ((PHRASES, "чек ⛵.", "чек."),),
    ),
    Row(
        "empty-panel",
        (
            (GUIDE, "  card:\n", "  extra: {form: card, panels: {front: [sites]}}\n  card:\n"),
            (FACTS, "confidence: medium\n  shelf_life: 270", "confidence: low\n  shelf_life: 270"),
        ),
        "put another block on it",
        ((FACTS, "confidence: low\n  shelf_life: 270", "confidence: high\n  shelf_life: 270"),),
    ),
    Row(
        "no-face",
        (write("press.yaml", "scripts:\n  Geor:\n    faces:\n      - sans\n"),),
        "",
        (remove("press.yaml"),),
    ),
    Row(
        "no-script",
        (write("content/small/words/ka.yaml", (SMALL / "words/en.yaml").read_text("utf-8")),),
        "name a font package for Geor in press.yaml; docs/house.md says how",
        (remove("content/small/words/ka.yaml"),),
    ),
    Row(
        "does-not-fit",
        ((ENGLISH, FALLS_SHORT, FALLS_SHORT + " And another." * 70),),
        "shorten it",
        ((ENGLISH, " And another." * 70, ""),),
        BUILD,
    ),
    Row(
        "template-fault",
        (write("templates/blocks/text.html.j2", "{% macro block(it) %}{{ it.x }}{% endmacro %}"),),
        "docs/blocks.md lists the macros and values",
        (remove("templates/blocks/text.html.j2"),),
        BUILD,
    ),
    Row(
        "in-the-way",
        (run("build", "-q", "--today", TODAY, "-p", "card", "-l", "ar"), write(CARD_PDF, "mine")),
        "move it away",
        (move(CARD_PDF, "mine.pdf"),),
        BUILD,
    ),
    Row(
        "changed-file",
        (run("build", "-q", "--today", TODAY, "-p", "card"), write(CARD_PDF, "mine")),
        "build all to have it made again",
        (run("build", "-q", "--today", TODAY, "-p", "card"),),
        (*BUILD[:-1], "ar"),
    ),
)  # fmt: skip
SHAPED = "its cure is to shape a template or a style sheet: tests/setting/test_proof.py does both"
DRAWN = "a picture is to be made anew: tests/content/test_pictures.py and test_svg.py have both"
RULED = "its cure is to shape a style sheet: tests/setting/test_rules.py has each with and without"
REASONS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        (
            *("cells-too-close", "near-trim", "no-room-to-write", "below-floor", "bare-side"),
            *("mark-without-key", "step-not-aligned", "uneven-row", "uneven-column"),
            "bad-line-end",
        ),
        RULED,
    ),
    "lost-text": SHAPED,
    "overlap": "words or a style sheet are to be shaped: tests/setting/test_overlaps.py has both",
    "heading-alone": SHAPED,
    "step-torn": SHAPED,
    "early-break": "the words are to be said otherwise; the engine alone knows which lines it breaks",
    "thin-page": SHAPED,
    "text-layer": "no face that the press knows has the fault; tests/setting/test_proof.py plants it",
    "engine-log": SHAPED,
    "quiet-zone": "a style sheet is to be shaped: tests/setting/test_proof.py has both",
    "small-type": "a style sheet is to be shaped: tests/setting/test_for_place.py has both",
    "broken-record": "a release is to be recorded anew: tests/commands/test_release.py has both",
    "same-icon": "another icon is to be chosen: tests/content/test_icons.py has both",
    "unknown-icon": "another icon is to be chosen: tests/content/test_icons.py has both",
    "lost-picture": SHAPED,
    "coarse-picture": DRAWN,
    "picture-element": DRAWN,
    "picture-file": DRAWN,
    "picture-letters": DRAWN,
    "small-letters": DRAWN,
    "weak-colour": "a colour is to be chosen: tests/content/test_theme.py holds the ones it names",
    "endless-template": "the macro is to be written anew: tests/build/test_pouring.py stops one",
    "job-failed": "its cure is a report: tests/build/test_workers.py kills a job",
}  # fmt: skip


def shown_line(found: Found) -> tuple[Path, list[str], int, int]:
    """Return a problem's file, its lines, and where in them it is told, from 0."""
    path = Path(found["file"])
    return path, path.read_text("utf-8").split("\n"), found["line"] - 1, found["column"] - 1


def substitute(found: Found, old: str, new: str) -> None:
    """Replace the first text from a problem's place on."""
    path, lines, row, column = shown_line(found)
    line = lines[row]
    assert old in line[column:], (found, line)
    lines[row] = line[:column] + line[column:].replace(old, new, 1)
    path.write_text("\n".join(lines), "utf-8")


def mean(found: Found, match: re.Match[str]) -> None:
    """Write what was meant in place of what the message names."""
    if not found["line"]:
        to = Path("templates") / match[1]
        to.parent.mkdir(parents=True, exist_ok=True)
        Path(found["file"]).rename(to)
        return
    named = re.findall(r"'([^' ]+)'|\{([\w.-]+)\}", found["message"])
    old = named[-1] if "to show" in found["message"] else named[0]
    text = (old[0] or old[1]).split(".")[-1 if found["code"] == "superfluous-words" else 0 :]
    substitute(found, ".".join(text), match[1])


def rename(found: Found, match: re.Match[str]) -> None:
    Path(found["file"]).rename(Path(found["file"]).with_name(match[1]))


def value_to(found: Found, new: Callable[[str], str]) -> None:
    """Write another value behind the key of a problem's line."""
    path, lines, row, _ = shown_line(found)
    key, _, value = lines[row].partition(": ")
    lines[row] = f"{key}: {new(value)}"
    path.write_text("\n".join(lines), "utf-8")


def whole_line(found: Found, match: re.Match[str]) -> None:
    """Write a line anew, as far in as it stood."""
    path, lines, row, _ = shown_line(found)
    lines[row] = " " * (len(lines[row]) - len(lines[row].lstrip())) + match[1]
    path.write_text("\n".join(lines), "utf-8")


def take_out(found: Found, _: re.Match[str]) -> None:
    """Take out what the message names, or the character at the place itself."""
    lines, row, column = shown_line(found)[1:]
    named = re.search(r"\{[\w.-]+\}", found["message"])
    substitute(found, named[0] if named else lines[row][column], "")


def copy_here(found: Found, _: re.Match[str]) -> None:
    path = Path(found["file"])
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data)


def save_as_utf_8(found: Found, _: re.Match[str]) -> None:
    path = Path(found["file"])
    path.write_bytes(path.read_bytes().decode("latin-1").encode("utf-8"))


FOLLOWED: Final[tuple[tuple[str, Callable[[Found, re.Match[str]], object]], ...]] = (
    (r"did you mean '([^']+)'\?$", mean),
    (r"^name the file (\S+)$", rename),
    (r"^put it in quotes: (.+)$", lambda found, match: value_to(found, lambda _: match[1])),
    (
        r"^put the (?:whole text|value) in quotes",
        lambda found, _: value_to(found, lambda v: f'"{v}"'),
    ),
    (r"^write (':') with a space", lambda found, _: substitute(found, "：", ": ")),
    (r"^write ([\w-]+: .+)$", whole_line),
    (r"^write ([\w-]+)$", lambda found, match: value_to(found, lambda _: match[1])),
    (r"^(?:remove it|take it out)", take_out),
    (r"^put a copy here$", copy_here),
    (r"^save the file as UTF-8", save_as_utf_8),
    (r"run: vademecum (.+)$", lambda _, match: main(match[1].split())),
)
"""What is done where a hint says so, as a person does who knows nothing else."""


def follow(found: Found) -> None:
    for pattern, action in FOLLOWED:
        if match := re.search(pattern, found["hint"]):
            action(found, match)
            return
    pytest.fail(f"nobody can follow this: {found}")


def change(changes: tuple[Change, ...]) -> None:
    for one in changes:
        if callable(one):
            one()
            continue
        path, old, new = Path(one[0]), *one[1:]
        text = path.read_text("utf-8")
        assert old in text, (path, old)
        path.write_text(text.replace(old, new, 1), "utf-8")


def told(row: Row, capsys: pytest.CaptureFixture[str]) -> list[Found]:
    """Return what a row's command tells, but that words are to be compared with changed ones."""
    capsys.readouterr()
    main([*row.command, "--format", "json"])
    said = "".join(capsys.readouterr())
    start, end = (re.search(pattern, said, re.MULTILINE) for pattern in (r"^\[", r"^\]|\]$"))
    problems: list[Found] = json.loads(said[start.start() : end.end()]) if start and end else []
    aside = "outdated-words" if row.code != "outdated-words" else ""
    return [found for found in problems if found["code"] != aside]


@one_in(2)
@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.code}: {row.said}")
def test_the_hint_cures(
    desk: Desk, row: Row, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    if row.code != "does-not-fit":  # of all that a build is refused for, this alone takes type
        request.getfixturevalue("nothing_set")
    change(row.fault)
    told_first = told(row, capsys)
    assert [found["code"] for found in told_first] == [row.code], told_first
    assert row.said in told_first[0]["hint"]
    if row.cure:
        change(row.cure)
    else:
        follow(told_first[0])
    assert told(row, capsys) == []


def test_every_code_has_its_cure_tried_or_a_reason_why_not() -> None:
    tried = {row.code for row in TABLE}
    assert not tried & set(REASONS)
    assert tried | set(REASONS) == set(CODES)
