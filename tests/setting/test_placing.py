"""Which text of a document stands where: found in the order of both, never blamed on another."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trying import tried
from vademecum.setting.layout import Layout, Line, squeeze
from vademecum.setting.placing import Placing
from vademecum.text.runs import Run, Text


def texts(*strings: str) -> list[Text]:
    return [Text((Run(string),), line=number) for number, string in enumerate(strings, 1)]


def layout(*strings: str) -> Layout:
    shown = [squeeze(string) for string in strings]
    starts = accumulate(map(len, shown), initial=0)
    lines = (Line(0, 0, 4, "p", s, start=start) for s, start in zip(strings, starts, strict=False))
    return Layout((100.0,), tuple(lines), "".join(shown))


@pytest.mark.parametrize(
    ("lines", "strings", "found"),
    [
        (["Pay", "Pay here"], ["Pay", "Pay here"], [1, 2]),
        (["Pay here", "Pay"], ["Pay here", "Pay"], [1, 2]),
        (["one two", "three"], ["one two three"], [1, 1]),
        (["1", "Call", "2", "Call"], ["Call", "Call"], [None, 1, None, 2]),
        (["a b", "†c"], ["a", "b c"], [1, 2]),
        (["label value of the label"], ["label", "value of the label"], [2]),
        (["long-", "est word"], ["gone", "long-est word"], [2, 2]),
        (["", "words"], ["words"], [None, 1]),
        (["second", "first"], ["first", "second"], [2, 1]),
    ],
)
def test_each_line_has_the_text_that_most_of_it_shows(
    lines: list[str], strings: list[str], found: list[int | None]
) -> None:
    page = layout(*lines)
    placing = Placing(page, texts(*strings))
    named = [placing.of(line) for line in page.lines]
    assert [text.line if text else None for text in named] == found


@given(st.lists(st.text("ab ", min_size=1).filter(str.strip), min_size=1, max_size=9), st.data())
@tried(max_examples=200)
def test_texts_broken_anywhere_are_found_in_their_order(
    strings: list[str], data: st.DataObject
) -> None:
    lines, owners = list[str](), list[int]()
    for number, string in enumerate(strings, 1):
        cut = data.draw(st.integers(0, len(string)))
        for part in (string[:cut], string[cut:]):
            if part.strip():
                lines.append(part)
                owners.append(number)
    page = layout(*lines)
    placing = Placing(page, texts(*strings))
    assert [text.line for line in page.lines if (text := placing.of(line))] == owners
