"""Runs of text on a page: what stays on a line, what keeps its order, and where a tap leads."""

from __future__ import annotations

import pytest

from vademecum.site import markup
from vademecum.text.runs import Run, Text

LINKS = {"call": "tel:112", "site": "https://example.org/", "code": "tel:*100%23"}
AROUND = Text(())


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (Run("plain"), "plain"),
        (Run("<b>"), "&lt;b&gt;"),
        (Run("loud", strong=True), "<strong>loud</strong>"),
        (Run("*100#", kept=True), '<span class="kept">*100#</span>'),
        (Run("*100#", strong=True, kept=True), '<strong class="kept">*100#</strong>'),
        (Run("*100#", direction="ltr", kept=True), '<bdi class="kept" dir="ltr">*100#</bdi>'),
        (Run("دليل", direction="rtl"), '<bdi dir="rtl">دليل</bdi>'),
        (Run("a" * 20, kept=True), f'<span class="kept">{"a" * 20}</span>'),
        (Run("a" * 21, kept=True), "a" * 21),
        (Run("a" * 21, direction="ltr", kept=True), f'<bdi dir="ltr">{"a" * 21}</bdi>'),
        (Run("112", fact="call"), '<a class="tel" href="tel:112">112</a>'),
        (Run("112", fact="other"), "112"),
        (
            Run("example.org", fact="site"),
            '<a class="https" href="https://example.org/" rel="external noreferrer">example.org</a>',
        ),
        (
            Run("*100#", kept=True, fact="code"),
            '<span class="kept"><a class="tel" href="tel:*100%23">*100#</a></span>',
        ),
    ],
)
def test_a_run_is_marked_up_by_what_it_is(run: Run, said: str) -> None:
    assert markup._run(run, AROUND, LINKS) == said
