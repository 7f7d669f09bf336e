"""What people most often get wrong in YAML, told where it was done, with a cure that was tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from math import inf
from typing import Final

import yaml

from vademecum.content import brackets
from vademecum.content.brackets import CLOSERS
from vademecum.problems.problem import named, short

LOOK_BACK: Final = 60
"""How many lines above the one at which the parser stops may be the one at fault."""
LONGEST: Final = 4_000
"""Of a line in which a mistake is looked for, in characters."""
WORK: Final = 6_000_000
"""How many characters may be parsed to find out which cure cures."""
LOOKALIKES: Final[Mapping[str, str]] = {
    **dict.fromkeys("：﹕∶꞉ː˸։׃ꓽ︓", ": "),
    **dict.fromkeys("，、﹐﹑،︐", ", "),
    **dict.fromkeys("“”„‟＂«»", '"'),
    **dict.fromkeys("‘’‚‛＇‹›", "'"),
    **dict.fromkeys("－﹣–—―‒‐‑−•·⁃▪●◦‣", "-"),
    **dict.fromkeys("\t\u00a0\u1680\u202f\u205f\u3000\u200b\u2060", " "),
    **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
    **dict(zip("［］｛｝＃", "[]{}#", strict=True)),
}
"""What looks like a sign of YAML and is none, with that sign."""
ENTRY: Final = r"[^\S\n]*(?:- +)*"
KEY: Final = r"[^\s:#\"'\[{][^:]*?"
VALUE: Final = re.compile(rf"({ENTRY}(?:{KEY}: +)?)(\S.*?)\s*")
TIGHT: Final = re.compile(rf"({ENTRY}[\w.-]+):(?=[^\s:/])")
TIGHT_DASH: Final = re.compile(r"([^\S\n]*-)(?=[^\s-])")
IDS: Final = re.compile(r"[a-z0-9-]+(?: +[a-z0-9-]+)+")
CONFLICT: Final = re.compile(r"^[^\S\n]*(?:<{7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
NARROW: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060"))
"""What takes no room, so that nobody sees it before a line."""
AT_START: Final = ("while scanning a simple key", "while scanning a quoted scalar")
"""What the parser tells where it ends, and is wrong with where it begins."""
SPECIAL: Final = ("{", "[", "&", "!", "%", "@", "`", "|", ">", "*", "]", "}", ",", "?")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a line, from a column on (from 0), and what to do about it.

    `cured` are the ways in which the line may have been meant. Where it is not `sure`, others are
    looked for that explain more.
    """

    column: int
    message: str
    hint: str
    cured: tuple[str, ...]
    sure: bool = True
    line: int = 0


def find(text: str, error: yaml.YAMLError, loader: type) -> Mistake | None:
    """Return the mistake for which a text does not parse: the one whose cure was seen to cure."""
    lines = text.split("\n")
    if conflict := CONFLICT.search(text):
        message = f"a version control system left its mark {conflict[0].strip()!r} here"
        hint = "keep one of the two versions, and remove the lines of <, = and >"
        return Mistake(0, message, hint, (), line=text.count("\n", 0, conflict.start()))
    before = stop(error)
    trials = _trials(lines, _suspects(error, lines), loader)
    unsure: list[tuple[float, Mistake]] = []
    for mistake, after in islice(trials, max(1, WORK // (len(text) + 1))):
        if after > before and mistake.sure:
            return mistake
        unsure += [(after, mistake)] if after > before else []
    return max(unsure, key=lambda one: one[0])[1] if unsure else None


def _trials(lines: list[str], suspects: list[int], loader: type) -> Iterator[tuple[Mistake, float]]:
    """Yield what may be wrong, the surest first, with the line up to which its cure helps."""
    above = range(suspects[0] if suspects else -1, -1, -1)
    opened = ((n, _open(lines[n])) for n in above if len(lines[n]) <= LONGEST)
    signs = ((n, finder(lines[n])) for n in suspects for finder in FINDERS)
    lone = ((n, _lone(lines[n])) for n in suspects)
    shifted = ((n, _shifted(lines, n)) for n in sorted(suspects, key=lambda n: -_odd(lines[n])))
    unlisted = ((n, _unlisted(lines[n])) for n in suspects[:1])
    for number, found in chain(opened, signs, lone, shifted, unlisted):
        for mistake in found:
            for cured in mistake.cured:
                text = "\n".join([*lines[:number], cured, *lines[number + 1 :]])
                yield replace(mistake, line=number), _stop_of(text, loader)


def _odd(line: str) -> int:
    """Return 1 for a line that is indented with an odd number of spaces, as nobody means to."""
    return (len(line) - len(line.lstrip(" "))) % 2


def stop(error: yaml.YAMLError) -> int:
    """Return the line (from 0) from which on a text cannot be read."""
    mark = getattr(error, "problem_mark", None)
    if getattr(error, "context", None) in AT_START:
        mark = getattr(error, "context_mark", None) or mark
    return int(mark.line) if mark else 0


def _stop_of(text: str, loader: type) -> float:
    try:
        for _ in yaml.parse(text, Loader=loader):
            pass
    except yaml.YAMLError as error:
        return stop(error)
    return inf


def _suspects(error: yaml.YAMLError, lines: list[str]) -> list[int]:
    """Return the lines that may be at fault, from the one where the parser stopped upwards."""
    mark = getattr(error, "problem_mark", None)
    last = min(mark.line if mark else 0, len(lines) - 1)
    order = [min(stop(error), last), *range(last, max(-1, last - LOOK_BACK), -1)]
    return [n for n in dict.fromkeys(order) if lines[n].strip(" ") and len(lines[n]) <= LONGEST]


def in_key(key: str) -> Mistake | None:
    """Return what in a key only looks like a sign of YAML, or goes on behind its colon."""
    return next(chain(_indented(key), _lookalike(key), _tight(key)), None)


def meant(value: str) -> str:
    """Return what to do about a text that is no id, or stands for a mapping, where that is seen."""
    first = re.match(r"\W?[\w.-]*[^\w.]?", value)
    found = chain(_lookalike(first[0] if first else ""), _tight(value))
    return next((f"{one.message}; {one.hint}" for one in found), "")


def unparted(value: str) -> str:
    """Return what to do about an entry of a list that is several ids, if it is."""
    several = IDS.fullmatch(value)
    return f"commas part the entries of a list: {', '.join(value.split())}" if several else ""


def _indented(line: str) -> Iterator[Mistake]:
    """Yield an indentation that is not of spaces."""
    margin = re.match(r"[\s\u200b-\u200d\u2060]*", line)
    width = margin.end() if margin else 0
    odd = next((i for i, char in enumerate(line[:width]) if char != " "), None)
    if odd is None:
        return
    hint = "indent with spaces, not tabs" if line[odd] == "\t" else "indent with spaces"
    hint = hint if width < len(line) else "nothing else stands in the line; take it out"
    plain = "".join(char if char == "\t" else " " for char in line[:width]) + line[width:]
    bare = line[:width].translate(NARROW) + line[width:]
    cured = dict.fromkeys([bare, *(plain.replace("\t", " " * n) for n in (2, 4, 8, 1, 0))])
    yield Mistake(odd, f"the line is indented with {named(line[odd])}", hint, tuple(cured))


def _lookalike(line: str) -> Iterator[Mistake]:
    """Yield the characters that look like signs of YAML."""
    for char in dict.fromkeys(char for char in line if char in LOOKALIKES):
        sign = LOOKALIKES[char]
        alike = [other for other in LOOKALIKES if LOOKALIKES[other] == sign]
        pattern = f"[{re.escape(''.join(alike))}]" + (" ?" if sign[1:] else "")
        cured = (re.sub(pattern, sign, line, count=n) for n in (1, 0))
        where = line.index(char)
        wanted = "a space" if sign == " " else repr(sign.strip())
        hint = f"write {wanted}" + (" with a space behind it" if sign[1:] else "")
        message = f"{named(char)} stands where {wanted} should"
        yield Mistake(where, message, hint, tuple(dict.fromkeys(cured)))
        dashed = re.sub(pattern + r" ?(?=\S)", "- ", line, count=1)
        if sign == "-" and not line[:where].strip():
            yield Mistake(where, message, "write '-' with a space behind it", (dashed,))


def _tight(line: str) -> Iterator[Mistake]:
    """Yield a colon or a hyphen with no space behind it."""
    for pattern, sign in ((TIGHT, "colon"), (TIGHT_DASH, "hyphen")):
        if match := pattern.match(line):
            end = match.end()
            cured = f"{line[:end]} {line[end:]}"
            message = f"no space stands behind the {sign}"
            hint = f"write {short(cured.strip(), 60)}"
            yield Mistake(end - 1, message, hint, (cured,))


def _open(line: str) -> Iterator[Mistake]:
    """Yield a quote or a bracket that is never closed."""
    match = VALUE.fullmatch(line)
    if not match:
        return
    value, column = match[2], match.start(2)
    sign, rest = value[0], value[1:]
    if sign in "'\"":
        bare = re.sub(r"\\.", "", rest) if sign == '"' else rest.replace("''", "")
        if sign not in bare:
            hint = f"close the quotes with {sign} at the end of the text"
            message = f"{sign} opens quotes that are never closed"
            yield Mistake(column, message, hint, (line.rstrip() + sign,))
    elif sign in CLOSERS and value.count(sign) > value.count(CLOSERS[sign]):
        closer = CLOSERS[sign]
        message = f"{sign!r} opens what is never closed"
        hint = f"close it with {closer!r}, or put a text in quotes: {quoted(short(value, 60))}"
        yield Mistake(column, message, hint, (line.rstrip() + closer,))


def _bracketed(line: str) -> Iterator[Mistake]:
    """Yield brackets that do not go together, and commas that are left out between them."""
    match = VALUE.fullmatch(line)
    found = brackets.faults(line, match.start(2)) if match and match[2][0] in CLOSERS else ()
    for fault in chain(found, brackets.unended(line)):
        yield Mistake(*fault)


def _marked(line: str) -> Iterator[Mistake]:
    """Yield a mark of YAML, or of a version control system, that has a line of its own."""
    text, margin = line.strip(), len(line) - len(line.lstrip())
    if text == "=======":
        message = f"a version control system left its mark {text!r} here"
        yield Mistake(margin, message, "remove the line, and one of the versions around it", ("",))
    elif line.rstrip() == "...":
        yield Mistake(0, "'...' ends the document in YAML", "remove the line", ("",))
    elif line.startswith("%"):
        message = "'%' at the beginning of a line is a sign of YAML"
        yield Mistake(0, message, "indent the line, or take the sign out", (line[1:], f"  {line}"))


def _unquoted(line: str) -> Iterator[Mistake]:
    """Yield a text that wants quotes, or other quotes than it has."""
    match = VALUE.fullmatch(line)
    if not match or (match[2].endswith(":") and ":" not in match[1]):
        return
    value, column = match[2], match.start(2)
    inner = value[1:-1] if value[0] in "'\"" and value[-1] == value[0] != value else value
    right = quoted(inner)
    if value.startswith("*"):
        right = f'"{value}"'
        message = "'*' begins an alias in YAML"
    elif value[0] in "'\"":
        message = "the text goes on where its quotes end"
        if "\\" in value:
            column += value.index("\\")
            message = "'\\' begins an escape in double quotes"
    elif value.startswith(SPECIAL) or value.startswith("- "):
        message = f"{value[0]!r} at the beginning of a text is a sign of YAML"
    elif ":" in value:
        column += re.sub(r":(?=\S)", " ", value).find(":")
        message = "a colon with a space stands inside a text that has no quotes"
    else:
        return
    hint = f"put it in quotes: {short(right, 80)}"
    yield Mistake(column, message, hint, (line[: match.start(2)] + right,))


def _shifted(lines: list[str], number: int) -> Iterator[Mistake]:
    """Yield a line that is not indented as one of those around it."""
    line, around = lines[number], [*lines[max(0, number - 10) : number], *lines[number + 1 :][:1]]
    body = line.lstrip(" ")
    own = len(line) - len(body)
    others = dict.fromkeys(len(o) - len(o.lstrip(" ")) for o in around if o.strip())
    for width in sorted(others, key=lambda other: abs(other - own)):
        if width != own:
            spaces = "no space" if not width else f"{width} space{'s' * (width > 1)}"
            message = f"{own} spaces before this line do not go with the lines around it"
            yield Mistake(own, message, f"indent it with {spaces}", (" " * width + body,), False)


def _lone(line: str) -> Iterator[Mistake]:
    """Yield a line that says neither what it is nor goes on with what stands before."""
    text = line.strip()
    if text and ": " not in text and not text.endswith(":") and not text.startswith(("-", "#")):
        message = f"{short(text, 60)!r} has no key, as in `key: text`"
        hint = "write a key and a colon before it, or indent it under the text that it goes on with"
        yield Mistake(len(line) - len(line.lstrip()), message, hint, ("",), False)


def _unlisted(line: str) -> Iterator[Mistake]:
    """Yield a line that is one of a list where keys stand, or a key where a list stands."""
    text, margin = line.strip(), len(line) - len(line.lstrip())
    if text.startswith("- "):
        message = "'-' begins an entry of a list, and keys stand around it"
        hint = "write a key with a colon above the list, or take the '-' out"
        yield Mistake(margin, message, hint, ("", " " * margin + text[2:]), False)
    elif text:
        message = "no '-' stands before this entry, and a list stands around it"
        hint = "write '- ' before it, or indent it as what it belongs to"
        yield Mistake(margin, message, hint, (" " * margin + "- " + text,), False)


def quoted(value: str) -> str:
    """Return a text in single quotes, as YAML has them."""
    return "'" + value.replace("'", "''") + "'"


FINDERS: Final[tuple[Callable[[str], Iterator[Mistake]], ...]] = (
    _marked,
    _indented,
    _lookalike,
    _tight,
    _bracketed,
    _unquoted,
)
