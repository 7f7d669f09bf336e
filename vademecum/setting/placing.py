"""Which text of a document stands where in its layout."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vademecum.setting.layout import Layout, Line, squeeze
from vademecum.text.runs import Text


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where a text reaches in all text of a layout."""

    start: int
    end: int
    text: Text


class Placing:
    """The texts of a document, each found in its layout in the order of both."""

    def __init__(self, layout: Layout, texts: Iterable[Text]) -> None:
        texts = list(texts)
        spans = sorted(_spans(layout.text, texts), key=lambda span: span.start)
        self._spans, self._starts = spans, [span.start for span in spans]
        whole = {span.text for span in spans}
        self._torn = {text: squeeze(str(text)) for text in texts if text not in whole}

    def at(self, start: int, length: int = 1) -> Text | None:
        """Return the text that most of a stretch of the layout's text shows, or None."""
        end = start + length
        first = max(bisect_right(self._starts, start) - 1, 0)
        found = self._spans[first : bisect_right(self._starts, end)]
        shares = [(min(span.end, end) - max(span.start, start), span.text) for span in found]
        share, text = max(shares, key=lambda pair: pair[0], default=(0, None))
        return text if share > 0 else None

    def of(self, line: Line) -> Text | None:
        """Return the text that most of a line shows, or None where it shows none.

        A text that goes over pages, beside others, stands nowhere whole; its lines tell.
        """
        read = squeeze(line.text)
        torn = (text for text, string in self._torn.items() if read and read in string)
        return self.at(line.start, len(read)) or next(torn, None)


def _spans(whole: str, texts: Iterable[Text]) -> Iterator[Span]:
    """Yield where each text is found, first behind the one before it, or else anywhere."""
    after = 0
    for text in texts:
        string = squeeze(str(text))
        start = whole.find(string, after)
        if start >= 0:
            after = start + len(string)
        else:
            start = whole.find(string)
        if string and start >= 0:
            yield Span(start, start + len(string), text)
