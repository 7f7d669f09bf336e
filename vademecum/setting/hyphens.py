"""Long words parted by the patterns of their language, where a word alone is wider than its box."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from vademecum.text.runs import Text
from vademecum.text.scripts import SCRIPTS

WORD: Final = re.compile(r"(?<!\w)(?:[^\W\d_]|[\u0300-\u036f])+(?!\w)")
"""Letters and their marks; what has digits in it may be a code."""
LEAST: Final = 6
"""The letters of the shortest word that may be parted."""
BEFORE: Final = 2
AFTER: Final = 3
"""How many letters stay before and after a hyphen, at least."""
SOFT_HYPHEN: Final = "\u00ad"
WHOLE: Final = frozenset({"head", "svg", "bdi"})
FIXED: Final = frozenset({"kept", "code", "named", "value", "target"})
"""The classes of elements that hold codes, facts and names, in the templates."""


def words(text: Text) -> frozenset[str]:
    """Return the long words of a text that may be parted: none of a fact, a code or a name."""
    script = SCRIPTS.get(text.script)
    if text.source == "facts" or script is None or not script.hyphenated:
        return frozenset()
    plain = (run.text for run in text.runs if not run.kept and not run.isolated)
    found = (word for string in plain for word in WORD.findall(string))
    return frozenset(word for word in found if len(word) >= LEAST)


def parted(word: str, tag: str) -> str | None:
    """Return a word with soft hyphens, or None where its language has no patterns.

    The patterns are those of the TeX community, as pyphen brings them.
    """
    patterns = _patterns(tag)
    return None if patterns is None else patterns.inserted(word, SOFT_HYPHEN)


@cache
def _patterns(tag: str) -> Any:
    import pyphen  # type: ignore[import-untyped]

    found = pyphen.language_fallback(tag.replace("-", "_"))
    return pyphen.Pyphen(lang=found, left=BEFORE, right=AFTER) if found else None


def part(root: Any, chosen: frozenset[str], tag: str = "") -> None:
    """Put soft hyphens into chosen words wherever they stand in a document, but in what is fixed.

    `tag` is the language around the element `root`, which may name its own.
    """
    if not chosen or root.tag in WHOLE or FIXED.intersection(root.get("class", "").split()):
        return
    tag = root.get("lang", tag)
    root.text = _parted(root.text, chosen, tag)
    for child in root:
        part(child, chosen, tag)
        child.tail = _parted(child.tail, chosen, tag)


def _parted(text: str | None, chosen: frozenset[str], tag: str) -> str | None:
    def soften(match: re.Match[str]) -> str:
        return (parted(match[0], tag) if match[0] in chosen else None) or match[0]

    return text and WORD.sub(soften, text)
