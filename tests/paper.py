"""A guide's words as its YAML has them, held against what pdfium reads on its paper.

Neither the press's reading of YAML nor its view of a PDF is used, for both are under test.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pypdfium2
import yaml

PRINTED_AS_THEY_STAND = frozenset({"text", "email", "short-number"})
"""Kinds of facts that are printed with the characters of their value."""


def strings(guide: Path, tag: str) -> Iterator[str]:
    """Yield all that a guide's paper must say in a language: words, sentences, plain facts."""
    words = _read(guide / "words" / f"{tag}.yaml")
    yield words["title"]
    yield from leaves({id: _shown(block) for id, block in words["blocks"].items()})
    if (guide / "phrases.yaml").is_file():
        said = _read(guide / "phrases.yaml")
        yield from leaves(said.get("phrases", {}))
        yield from leaves(said.get("labels", {}))
    for fact in _read(guide / "facts.yaml").values():
        if fact["kind"] in PRINTED_AS_THEY_STAND:
            yield str(fact["value"])


def _shown(block: dict[str, Any]) -> dict[str, Any]:
    """Return the words of a block without those for people who do not see its picture."""
    return {slot: words for slot, words in block.items() if slot != "alt"}


def missing(
    wanted: Iterable[str], papers: Iterable[bytes], word_by_word: bool = False
) -> list[str]:
    """Return the strings of which a part stands on no paper.

    What facts are set into falls into parts. On paper that is read from right to left, pdfium may
    give the words of a line in another order: there they are looked for one by one.
    """
    seen = "".join(map(_text, papers))
    return [s for s in wanted if any(part not in seen for part in _parts(s, word_by_word))]


def _parts(string: str, word_by_word: bool) -> Iterator[str]:
    for part in re.split(r"\{[^}]*\}", string.replace("**", "")):
        found = re.findall(r"\w+", part) if word_by_word else [part]
        yield from filter(None, map(_squeezed, found))


def _text(paper: bytes) -> str:
    with pypdfium2.PdfDocument(paper) as document:
        return "".join(_squeezed(page.get_textpage().get_text_range()) for page in document)


def _squeezed(text: str) -> str:
    """Return a text without white space, in the form NFKC, with one kind of hyphen."""
    squeezed = re.sub(r"[\s\u00ad\u200b\u2060\ufffe]", "", normalize("NFKC", text))
    return squeezed.replace("\u2010", "-")


def leaves(tree: Any) -> Iterator[str]:
    """Yield the texts of a tree."""
    if isinstance(tree, dict):
        for child in tree.values():
            yield from leaves(child)
    else:
        yield str(tree)


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))
