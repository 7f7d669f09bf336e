"""What is typed into words and should not be: codes, numbers, addresses; comments; some spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from unicodedata import decimal

from vademecum.content.facts import Fact
from vademecum.content.source import Source
from vademecum.content.tree import Location
from vademecum.problems.problem import Problem
from vademecum.text.markup import PLACEHOLDER, is_torn

SPACE: Final = "[ \u00a0\u2009\u202f]"
CASED: Final = "A-Za-zÀ-ÖØ-öø-ɏͰ-֏Ḁ-ỿ"
"""Letters of the scripts that have small ones: Latin, Greek, Cyrillic, Armenian."""
WORD: Final = rf"{CASED}0-9_"
PATH: Final = rf"[{WORD}~:/?#\[\]@!$&'()*+,;=%.-]*"
"""What an address goes on with (RFC 3986, 2), in letters of those scripts."""
ADDRESS: Final = re.compile(
    rf"(?i:[a-z][a-z0-9+.-]*://|(?<![{WORD}])www\.){PATH}"
    rf"|[{WORD}.+-]+@[{WORD}-]+(?:\.[{WORD}-]+)+"
    rf"|(?<![{WORD}.@-])(?P<host>(?:[{WORD}-]+\.)+[{CASED}]{{2,}})(?![{WORD}-])(?:/{PATH})?"
)
"""An address of the web or of e-mail."""
NUMBER: Final = re.compile(
    r"[*#]{1,2}\d[\d*]*#"
    rf"|\+?\d(?:(?:{SPACE}?[(){SPACE[1:-1]}./‑-]{SPACE}?)?\d){{6,}}"
    r"|(?<!\d)\d\d(?:[ \u00a0‑-]\d\d){2,}(?!\d)"
    rf"|\d{{1,3}}(?:(?:{SPACE}|[.,’'٬])\d{{3}})+(?!\d)|\d{{3,}}"
)
"""A code that is dialled, a phone, a number of three digits."""
UNSEEN: Final = re.compile(r"\*\*|[\u00ad\u200b-\u200d\u2060]")
"""What may stand inside a code, and nobody reads: marks of bold type, places to break a line."""
WIDE: Final = str.maketrans("＊＃＋－（）．／＠", "*#+-()./@")
PUNCTUATION: Final = ".,;:!?)]}»”’\"'。，؛،؟"
APART: Final = re.compile(r"[ \u00a0]+([।॥ๆ،؛؟。，、！？；：）」』》〉】])")
"""A space before a sign that no language parts from the word before it."""
COMMENT: Final = re.compile(r"\s+#")


def codes(text: str) -> dict[str, str]:
    """Return the codes in words, as typed, by what they come to in any language's digits."""
    read = UNSEEN.sub("", PLACEHOLDER.sub("\0", text)).translate(WIDE)
    addresses = [match for match in ADDRESS.finditer(read) if _is_address(match)]
    for start, end in (match.span() for match in addresses):
        read = read[:start] + "\0" * (end - start) + read[end:]
    found = sorted((*addresses, *NUMBER.finditer(read)), key=lambda match: match.start())
    return {_plain(code): code for code in (match[0].rstrip(PUNCTUATION) for match in found)}


def _is_address(match: re.Match[str]) -> bool:
    """Whether it is an address, and not two sentences with no space between them."""
    host = match["host"] or ""
    if match[0] != host:
        return True
    *labels, last = host.split(".")
    return min(map(len, labels)) > 1 and (last.islower() or host.isupper())


def _plain(code: str) -> str:
    """Return a code as it compares: digits are Western, addresses bare, numbers in one piece."""
    western = "".join(str(decimal(char, char)) for char in code)
    if any(char.isalpha() or char in "*#@" for char in western):
        return western.casefold().removeprefix("https://").rstrip("/")
    return re.sub(r"[^\d+]", "", western)


def check_codes(
    source: Source,
    strings: Mapping[Location, str],
    originals: Mapping[Location, str] | None,
    facts: Mapping[str, Fact],
) -> Iterator[Problem]:
    """Yield a warning for each code in the words that all are made from, and what others add.

    Without originals the words are such themselves. Of a code that others lack it is told there.
    """
    for location, text in strings.items():
        original = None if originals is None else originals.get(location)
        if is_torn(text) or is_torn(original or ""):
            continue  # what stands behind the brace may be the name of a fact
        if originals is None:
            for code in codes(text).values():
                message = f"{code!r} is typed into words"
                yield source.warning(location, "code-in-words", message, FACT, code)
        elif original is not None:
            yield from _added(source, location, (text, original), facts)


FACT: Final = "make it a fact, and write {fact.id} here"


def _added(
    source: Source, location: Location, pair: tuple[str, str], facts: Mapping[str, Fact]
) -> Iterator[Problem]:
    """Yield a Problem for each code in a translation that its source does not have."""
    found, lost = (codes(text) for text in pair)
    meant = {code: f"{{{name}}}" for name, code in stand_ins(*pair, facts).items()}
    others = iter([repr(code) for plain, code in lost.items() if plain not in found])
    for plain, code in found.items():
        if plain in lost:
            continue
        right = meant.get(plain) or next(others, "")
        message = f"{code!r} is typed into words{right and f' in place of {right}'}"
        hint = f"write {meant[plain]}" if plain in meant else "write what the source has"
        message = f"{message}; the source has no such code here"
        yield source.problem(location, "code-in-words", message, hint, code)


def stand_ins(text: str, other: str, facts: Mapping[str, Fact]) -> dict[str, str]:
    """Return the facts that another text names and this one types, and what they come to."""
    there, typed = set(PLACEHOLDER.findall(text)), codes(text)
    lost = (name for name in PLACEHOLDER.findall(other) if name not in there and name in facts)
    come_to = ((name, code) for name in lost for code in codes(str(facts[name].value)))
    return {name: code for name, code in come_to if code in typed and code not in codes(other)}


def check_comments(source: Source, locations: Iterable[Location]) -> Iterator[Problem]:
    """Yield a warning for each text whose rest YAML takes for a comment."""
    for location in locations:
        if COMMENT.match(rest := source.behind(location)):
            message = f"{rest.strip()!r} behind this text is a comment, which nobody will read"
            hint = "put the whole text in quotes, or the comment on a line of its own below the key"
            yield source.warning(location, "comment-in-words", message, hint)


def check_spaces(source: Source, strings: Mapping[Location, str]) -> Iterator[Problem]:
    """Yield a warning for each text in which a space parts a sign from its word, the first alone.

    A line may end there, and the next begin with the sign.
    """
    for location, text in strings.items():
        if match := APART.search(text):
            message = f"a space stands before {match[1]!r}"
            hint = "take the space out: the sign belongs to the word before it"
            yield source.warning(location, "space-before-sign", message, hint, match[0])
