"""Checks on laid-out pages and finished files, each a pure function that returns Problems."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final
from unicodedata import normalize

from vademecum.problems.problem import Problem
from vademecum.setting.layout import Layout, Line, squeeze
from vademecum.setting.misfits import TOLERANCE
from vademecum.setting.overlaps import Ink
from vademecum.setting.placing import Placing
from vademecum.setting.quiet import QUIET, Symbol
from vademecum.setting.rules import Fault
from vademecum.setting.template import Shown
from vademecum.text.runs import Text

THIN: Final = 0.1
"""The share of the last page that must be filled."""
EARLY: Final = 0.4
"""The share of its width that a line may leave free for no reason."""
BETWEEN: Final = "\0"
"""Stands between strings, and in none."""
OPEN: Final = frozenset({"Arab", "Hebr"})
"""Scripts in which what pdfium does to brackets is left open."""
OPENED: Final = str.maketrans(")]}»›>", "([{«‹<")
KEEP: Final = "keep it with what follows in the style sheet, or shorten the words before it"
ELSEWHERE: Final = "say it in a few other words, so that its lines end elsewhere"
AWAY: Final = "in the style sheet keep ink, dark ground and the paper's edge away from it"
APART: Final = "shorten it, or give it more room in the style sheet"
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PLACED: Final = re.compile(r" at (\d+):(\d+)")
"""Where the engine says that a fault of a style sheet stands."""


def fits(layout: Layout, pages: int) -> bool:
    """Whether the pages are no more than they may be and nothing stands out of them."""
    return len(layout) <= pages and layout.overhang <= TOLERANCE


def early_breaks(layout: Layout) -> Iterator[Line]:
    """Yield each line that leaves much of its width free though the next word would fit there.

    The engine breaks some lines after the first word, where bold type meets a line's end.
    """
    for line, after in pairwise(layout.lines):
        if line.block == after.block and line.page == after.page:
            text = squeeze(after.text, spaces=True).strip()
            word = len(text.split(" ")[0]) / max(len(text), 1) * (after.right - after.left)
            width = line.right - line.left + line.free
            if line.free > max(EARLY * width, 2 * word):
                yield line


def lost(layout: Layout, texts: Sequence[Text]) -> Iterator[Problem]:
    """Yield a Problem for each string that went into the template and is not on the pages."""
    missing = _missing([squeeze(str(text)) for text in texts], layout.text)
    for text in dict.fromkeys(texts):
        if squeeze(str(text)) in missing:
            message = f"not on the page: {str(text)[:60]!r}"
            hint = "the template drops or cuts it"
            yield Problem(text.file, text.line, text.column, "lost-text", message, hint)


def hidden(layout: Layout, pictures: Iterable[Shown]) -> Iterator[Problem]:
    """Yield a Problem for each picture that went into the template and is not on the pages."""
    left = Counter(layout.pictures)
    for shown in pictures:
        left[shown.address] -= 1
        if left[shown.address] < 0:
            text, message = shown.text, f"not on the page: the picture {shown.name!r}"
            hint = "the template drops or hides it"
            yield Problem(text.file, text.line, text.column, "lost-picture", message, hint)


def _missing(strings: Sequence[str], text: str) -> Mapping[str, int]:
    """Return how often each string is missing from a text that should have them all.

    One that is asked for three times must be there three times. What is missing as a part of
    another is not named again.
    """
    asked = BETWEEN.join(strings)
    missing: dict[str, int] = {}
    for string in sorted(set(strings), key=len, reverse=True):
        gone = sum(times * _times(string, whole) for whole, times in missing.items())
        if (short := _times(string, asked) - gone - _times(string, text)) > 0:
            missing[string] = short
    return missing


def _times(string: str, text: str) -> int:
    """Return how often a string stands in a text, also where it overlaps itself."""
    count, place = 0, text.find(string)
    while place >= 0:
        count, place = count + 1, text.find(string, place + 1)
    return count


def ends_early(layout: Layout, template: str, texts: Iterable[Text]) -> Iterator[Problem]:
    """Yield a Problem for each line that ends early."""
    placing = Placing(layout, texts)
    for line in early_breaks(layout):
        message = f"at every size that was tried a line ends early: {line.text.strip()!r}"
        hint = "say it in a few other words: the engine breaks some lines next to bold type"
        yield _at(placing.of(line), template, "early-break", message, hint)


def overlapping(
    layout: Layout, pairs: Iterable[tuple[Ink, Ink]], template: str, texts: Iterable[Text]
) -> Iterator[Problem]:
    """Yield a Problem for each string that lies on another, or on something that is drawn."""
    placing, told = Placing(layout, texts), set[Text | None]()
    for pair in pairs:
        read, under = sorted(pair, key=lambda ink: not ink.text)
        text, other = (placing.at(ink.start, len(squeeze(ink.text))) for ink in (read, under))
        if text not in told:
            told.add(text)
            what = f"{under.text.strip()!r}" if under.text else "what is drawn beside it"
            message = f"at every size that was tried {read.text.strip()!r} lies on {what}"
            hint = ELSEWHERE if text and text == other else APART
            yield _at(text, template, "overlap", message, hint)


def ruled(
    layout: Layout, faults: Iterable[Fault], template: str, texts: Iterable[Text]
) -> Iterator[Problem]:
    """Yield a Problem for each thing that breaks a rule of paper, at its words."""
    placing = Placing(layout, texts)
    for fault in faults:
        text = placing.at(fault.ink.start, len(squeeze(fault.ink.text)))
        yield _at(text, template, fault.code, fault.message, fault.hint)


def beyond(layout: Layout, template: str, texts: Iterable[Text]) -> Iterator[Problem]:
    """Yield a Problem for each string that stands below its page's text area."""
    placing = Placing(layout, texts)
    for line in layout.lines:
        if (excess := line.bottom - layout.rooms[line.page]) > TOLERANCE and line.text:
            message = f"{line.text.strip()!r} stands {excess:.1f} mm below its page's text area"
            yield _at(placing.of(line), template, "overlap", message, APART)


def crowded(
    layout: Layout, found: Iterable[tuple[Symbol, float]], template: str, texts: Iterable[Text]
) -> Iterator[Problem]:
    """Yield a Problem for each QR code that has fewer bare modules around it than a phone needs."""
    placing = Placing(layout, texts)
    for symbol, modules in found:
        text = placing.at(symbol.start)
        where = f" before {str(text)[:60]!r}" if text else ""
        message = f"the QR code{where} has {modules:.1f} bare modules around it, not {QUIET}"
        yield _at(text, template, "quiet-zone", message, AWAY)


def broken(
    layout: Layout, template: str, texts: Iterable[Text], panels: Sequence[str] = ()
) -> Iterator[Problem]:
    """Yield a Problem for a heading alone at a page's foot, a step torn apart, a thin last page.

    `panels` are the names of those that have a page each.
    """
    placing = Placing(layout, texts)
    for line, after in pairwise(layout.lines):
        if line.page == after.page:
            continue
        if line.tag in HEADINGS:
            message = "a heading stands alone at the foot"
            yield _at(placing.of(line), template, "heading-alone", message, KEEP)
        elif line.item is not None and line.item == after.item:
            message = "a step is torn between two pages"
            yield _at(placing.of(line), template, "step-torn", message, KEEP)
    yield from _thin(layout, template, placing, panels)


def _thin(
    layout: Layout, template: str, placing: Placing, panels: Sequence[str]
) -> Iterator[Problem]:
    last = len(layout) - 1
    if last == 0 or layout.used(last) >= THIN * layout.rooms[last]:
        return
    filled = f"is filled to {layout.used(last) / layout.rooms[last]:.0%} only"
    if len(panels) != len(layout):
        yield Problem(template, 0, 0, "thin-page", f"the last page {filled}", "shorten the words")
        return
    shown = (placing.of(line) for line in layout.lines if line.page == last)
    first = next(filter(None, shown), None)
    message, hint = f"its {panels[last]} {filled}", "move a block to it, or leave the panel out"
    yield _at(first, template, "thin-page", message, hint)


def _at(text: Text | None, template: str, code: str, message: str, hint: str) -> Problem:
    """Return a Problem at some words, or at the template where they are none of the guide's."""
    if text is None:
        return Problem(template, 0, 0, code, message, hint)
    return Problem(text.file, text.line, text.column, code, message, hint)


def unreadable(read: str, texts: Sequence[Text], finds: Callable[[str], bool]) -> Iterator[Problem]:
    """Yield a Problem for each string that a reader cannot copy or search for in a PDF.

    `read` is the PDF's text in the viewer's order; it must have each string as often as it went
    into the document. `finds` is the viewer's search; it must find what stands alone in a string.
    """
    for fold in (comparable, comparable_from_right_to_left):
        chosen = [text for text in texts if _fold(text) is fold]
        missing = _missing([fold(str(text)) for text in chosen], fold(read)) if chosen else ()
        for text in dict.fromkeys(chosen):
            if fold(str(text)) in missing:
                yield _unread(text, str(text))
            elif missed := [r.text for r in text.runs if r.isolated and not finds(r.text)]:
                yield _unread(text, missed[0])


def is_wrapped(layout: Layout, string: str) -> bool:
    """Whether a string stands on no line whole, as a long address may: no search finds it then."""
    return not any(squeeze(string) in squeeze(line.text) for line in layout.lines)


def _unread(text: Text, what: str) -> Problem:
    message = f"a reader of the PDF cannot copy or find this: {what[:60]!r}"
    hint = "the face's letters do not say what they stand for; choose another face"
    return Problem(text.file, text.line, text.column, "text-layer", message, hint)


def _fold(text: Text) -> Callable[[str], str]:
    """Return how a text is compared with what is read."""
    return comparable_from_right_to_left if text.script in OPEN else comparable


def comparable(text: str) -> str:
    """Return a text as copies are compared: NFKC, squeezed, one kind of hyphen."""
    # U+FFFE is what pdfium makes of a hyphen at a line's end.
    hyphens = str.maketrans(dict.fromkeys("\u2010\u2011\ufffe", "-"))
    return squeeze(normalize("NFKC", text)).translate(hyphens)


def comparable_from_right_to_left(text: str) -> str:
    """Return a text as copies are compared that pdfium read from right to left.

    Left open is that it turns brackets and quotation marks round a second time where signs stand
    alone between two pieces.
    """
    return comparable(text).translate(OPENED)


def complaints(messages: Iterable[str], file: str) -> Iterator[Problem]:
    """Yield a Problem for each thing the engine logged, at the place in a file that it names."""
    for message in messages:
        line, column = found.groups() if (found := PLACED.search(message)) else (0, 0)
        yield Problem(file, int(line), int(column), "engine-log", message)
