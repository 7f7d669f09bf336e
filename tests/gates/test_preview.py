"""What an author sees in a real browser: from a new guide to the first changed word, and mistakes.

The page is never reloaded by hand.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

from tests.conftest import ROOT
from tests.gates.conftest import MEASURED
from tests.preview.serving import WAIT, Served, served

PATIENCE = WAIT * 1000
SOON = 1.0
"""Within how many seconds of the end of a build its pages are seen."""


@dataclass
class Desk:
    """A new guide, its server, and the page of it in a browser."""

    folder: Path
    server: Served
    page: Page
    said: list[str] = field(default_factory=list)

    @property
    def words(self) -> Path:
        return self.folder / "content" / "mine" / "words" / "en.yaml"

    def edit(self, old: str, new: str) -> None:
        text = self.words.read_text("utf-8")
        assert old in text
        self.words.write_text(text.replace(old, new, 1), "utf-8")

    @property
    def pictures(self) -> Locator:
        return self.page.locator("#papers img")

    def wait(self, state: str) -> None:
        self.page.wait_for_selector(f'body[data-state="{state}"]', timeout=PATIENCE)


@contextmanager
def opened(browser: Browser, server: Served, **options: Any) -> Iterator[tuple[Page, list[str]]]:
    """Yield the page of a server, and what a browser complains of while it is open."""
    context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
    page, said = context.new_page(), list[str]()
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda m: said.append(m.text) if is_complaint(m) else None)
    page.on("request", lambda r: said.append(r.url) if is_elsewhere(r.url, server) else None)
    page.goto(f"http://127.0.0.1:{server.port}/")
    try:
        yield page, said
    finally:
        context.close()


def is_complaint(message: ConsoleMessage) -> bool:
    """Whether a browser complains; that no worker keeps old pages is meant so."""
    return message.type in ("error", "warning") and "worker-src 'none'" not in message.text


def is_elsewhere(url: str, server: Served) -> bool:
    return not url.startswith((f"http://127.0.0.1:{server.port}/", "data:"))


@pytest.fixture
def desk(tmp_path: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    began = time.monotonic()
    run(tmp_path, "new", "mine")
    with served(tmp_path) as server, opened(browser, server) as (page, said):
        desk = Desk(tmp_path, server, page, said)
        desk.wait("made")
        first = time.monotonic()
        before = source(desk)
        desk.edit("Before you get in", "Before you go")
        page.wait_for_function(f"() => {FIRST} !== '{before}' && {SEEN}", timeout=PATIENCE)
        seen = time.monotonic()
        MEASURED.append(
            f"from `vademecum new` to the first page {first - began:.1f} s,"
            f" to the first changed word seen {seen - began:.1f} s (on this machine, now)"
        )
        yield desk
        assert said == []
        assert server.stop() == 0
        assert "Traceback" not in server.said


FIRST = "document.querySelector('#papers img').src.replace(/\\?.*/, '')"
SEEN = "document.querySelector('#papers img').naturalWidth >= 300"
"""Whether the first picture is there, and not only asked for."""


def source(desk: Desk) -> str:
    found: str = desk.page.evaluate(FIRST)
    return found


def run(folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "vademecum", *arguments]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


def test_a_saved_word_is_seen_soon_and_a_mistake_lies_over_the_last_good_page(desk: Desk) -> None:
    page = desk.page
    page.evaluate("window.mine = 'not reloaded'")
    before, builds = source(desk), desk.server.said.count("made in")
    desk.edit("Before you go", "Before you leave")
    while desk.server.said.count("made in") == builds:
        time.sleep(0.01)
    built = time.monotonic()
    page.wait_for_function(f"() => {FIRST} !== '{before}' && {SEEN}", timeout=PATIENCE)
    seen = time.monotonic() - built
    MEASURED.append(f"a saved word is seen {seen:.2f} s after its build")
    assert seen < SOON

    good = source(desk)
    desk.edit("title:", "titel:")
    desk.wait("faulty")
    problems = page.locator("#problems")
    assert problems.is_visible()
    assert re.search(r"content/mine/words/en\.yaml:\d+:\d+", problems.inner_text())
    assert "unknown-key" in problems.inner_text()
    assert source(desk) == good
    assert page.get_by_text("Older than your words").first.is_visible()
    page.keyboard.press("Escape")
    assert problems.bounding_box()["height"] < 60  # type: ignore[index]
    page.keyboard.press("Escape")

    desk.edit("titel:", "title:")
    desk.wait("made")
    assert page.locator("#papers .older").count() == 0
    assert not problems.is_visible()
    assert source(desk) == good
    assert page.evaluate("window.mine") == "not reloaded"


def test_the_html_edition_stands_beside_the_pages_and_follows_the_words(desk: Desk) -> None:
    page = desk.page
    screen, inside = page.locator("#screen"), page.frame_locator("iframe")
    page.wait_for_selector("#screen:not(.older):not([hidden])", timeout=PATIENCE)
    assert inside.get_by_text("Before you go").first.is_visible()
    inside.locator("body").evaluate("window.scrollTo(0, 120)")
    desk.edit("Before you go", "Before you leave")
    inside.get_by_text("Before you leave").first.wait_for(timeout=PATIENCE)
    page.wait_for_selector("#screen:not(.older)", timeout=PATIENCE)
    assert inside.locator("body").evaluate("window.scrollY") > 60
    desk.edit("title:", "titel:")
    desk.wait("faulty")
    assert screen.get_by_text("Older than your words").is_visible()
    assert inside.get_by_text("Before you leave").first.is_visible()


def test_all_can_be_done_by_keys(desk: Desk) -> None:
    page = desk.page
    page.keyboard.press("l")
    page.wait_for_url("**language=ru**")
    desk.wait("made")
    page.keyboard.press("L")
    page.wait_for_url("**language=en**")
    page.keyboard.press("p")
    page.wait_for_url("**product=card-sheet**")
    desk.wait("made")
    page.keyboard.press("s")
    page.wait_for_url("**paper=letter**")
    desk.wait("made")
    width = desk.pictures.first.bounding_box()["width"]  # type: ignore[index]
    page.keyboard.press("-")
    page.wait_for_timeout(100)
    assert desk.pictures.first.bounding_box()["width"] < width  # type: ignore[index]
    page.keyboard.press("0")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()


def test_it_is_told_when_the_press_has_stopped(desk: Desk) -> None:
    desk.server.stop()
    desk.page.get_by_text("the press has stopped").wait_for(timeout=PATIENCE)
    assert desk.pictures.first.is_visible()
    assert [text for text in desk.said if "ERR_CONNECTION_REFUSED" not in text] == []
    desk.said.clear()


@pytest.fixture(scope="module")
def axe(tools: Path) -> str:
    """The script of axe, which judges pages."""
    return (tools / "axe-core" / "axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_everybody_can_use_it(
    desk: Desk, browser: Browser, axe: str, scheme: Any, width: int
) -> None:
    desk.edit("title:", "titel:")
    desk.wait("faulty")
    size: Any = {"width": width, "height": 900}
    options = {"viewport": size, "color_scheme": scheme, "reduced_motion": "reduce"}
    with opened(browser, desk.server, **options) as (page, _):
        page.wait_for_selector('body[data-state="faulty"]')
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found["violations"]] == []
