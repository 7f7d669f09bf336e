"""What is typed into words and should not be: codes, numbers, addresses; comments; some spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from unicodedata import decimal

from vademecum.content.source import Source
from vademecum.content.tree import Location
from vademecum.problems.problem import Problem
from vademecum.text.markup import PLACEHOLDER, is_torn

SPACE: Final = "[ \u00a0\u2009\u202f]"
CODE: Final = re.compile(
    r"https?://[^\s<>«»“”]+|www\.[^\s<>«»“”]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.-])(?:[a-z0-9-]{2,}\.)+[a-z]{2,}(?![\w-])(?:/[^\s<>«»“”]*)?"
    r"|[*#]{1,2}\d[\d*]*#"
    rf"|\+?\d(?:(?:{SPACE}?[(){SPACE[1:-1]}./‑-]{SPACE}?)?\d){{6,}}"
    rf"|\d{{1,3}}(?:(?:{SPACE}|[.,’'٬])\d{{3}})+(?!\d)|\d{{3,}}",
)
"""An address of the web or of e-mail, a code that is dialled, a phone, a number of three digits."""
PUNCTUATION: Final = ".,;:!?)]}»”’\"'。，؛،؟"
APART: Final = re.compile(r"[ \u00a0]+([।॥ๆ،؛؟。，、！？；：）」』》〉】])")
"""A space before a sign that no language parts from the word before it."""
COMMENT: Final = re.compile(r"\s+#")


def codes(text: str) -> dict[str, str]:
    """Return the codes in words, as typed, by what they come to in any language's digits."""
    found = (match[0].rstrip(PUNCTUATION) for match in CODE.finditer(PLACEHOLDER.sub("\0", text)))
    return {_plain(code): code for code in found}


def _plain(code: str) -> str:
    """Return a code as it compares: its digits Western ones, a number without what parts it."""
    western = "".join(str(decimal(char, char)) for char in code)
    if any(char.isalpha() or char in "*#@" for char in western):
        return western.casefold()
    return re.sub(r"[^\d+]", "", western)


def check_codes(
    source: Source, strings: Mapping[Location, str], originals: Mapping[Location, str] | None
) -> Iterator[Problem]:
    """Yield a warning for each code in the words that all are made from; in others, what differs.

    Without originals the words are such themselves.
    """
    for location, text in strings.items():
        found, original = codes(text), (originals or {}).get(location)
        if is_torn(text) or is_torn(original or ""):
            continue  # what stands behind the brace may be the name of a fact
        if originals is None:
            for code in found.values():
                message = f"{code!r} is typed into words"
                yield source.warning(location, "code-in-words", message, FACT, code)
        elif original is not None:
            yield from _differing(source, location, found, codes(original))


FACT: Final = "make it a fact, and write {fact.id} here"


def _differing(
    source: Source, location: Location, found: Mapping[str, str], wanted: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield one Problem where the codes in a translation are not those of its source."""
    added = [code for plain, code in found.items() if plain not in wanted]
    lost = [code for plain, code in wanted.items() if plain not in found]
    hint = "write what the source has"
    if added:
        instead = f" in place of {lost[0]!r}" if lost else ""
        message = f"{added[0]!r} is typed into words{instead}; the source has no such code here"
        yield source.problem(location, "code-in-words", message, hint, added[0])
    elif lost:
        message = f"{lost[0]!r} of the source is lost"
        yield source.problem(location, "code-in-words", message, hint)


def check_comments(source: Source, strings: Mapping[Location, str]) -> Iterator[Problem]:
    """Yield a warning for each text whose rest YAML takes for a comment."""
    lines = source.text.split("\n")
    for location in strings:
        if location not in source.plain:
            continue
        end = source.plain[location]
        rest = lines[end.line - 1][end.column - 1 :]
        if COMMENT.match(rest):
            message = f"{rest.strip()!r} behind this text is a comment, which nobody will read"
            hint = "put the whole text in quotes, or the comment on a line of its own"
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
