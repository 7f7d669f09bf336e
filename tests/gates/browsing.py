"""A browser for the gates of the site: Debian's Chromium, and a host of plain files."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserType, ConsoleMessage, Page, sync_playwright

from tests.conftest import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = ("--no-sandbox", "--disable-dev-shm-usage")
"""How it runs in a container: as root, and where /dev/shm is small."""


class _Host(http.server.SimpleHTTPRequestHandler):
    """Any static host."""

    extensions_map = {  # noqa: RUF012  (as the base class has it)
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".webmanifest": "application/manifest+json",
        ".woff2": "font/woff2",
        ".webp": "image/webp",
        ".js": "text/javascript",
    }

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def host(folder: Path, port: int = 0) -> Iterator[str]:
    """Yield the address at which a folder is served."""
    handler = functools.partial(_Host, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def chromium() -> str:
    """Return the path of Chromium, installed where it may be."""
    subprocess.run(["sh", "tools/chromium.sh"], cwd=ROOT, check=True)
    found = next(filter(None, map(shutil.which, NAMES)), None)
    assert found, "there is no Chromium; tools/chromium.sh says how to get it"
    return found


def environment() -> dict[str, str]:
    """Return what a browser is told of its surroundings.

    The press hides all fonts of the system from its own process (setting/engine.py), and a browser
    without any dies where it has to fall back on one.
    """
    return {key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"}


@dataclass
class Launcher:
    """Has a browser ready: the one that runs, or a new one where that has died."""

    kind: BrowserType
    running: Browser | None = None

    def browser(self) -> Browser:
        """Return a browser that lives."""
        if self.running is None or not self.running.is_connected():
            self.running = self.kind.launch(
                executable_path=chromium(), args=list(FLAGS), env={**environment()}
            )
        return self.running


@contextmanager
def launcher() -> Iterator[Launcher]:
    """Yield what has a browser ready, until it is done with."""
    with sync_playwright() as driver:
        found = Launcher(driver.chromium)
        try:
            yield found
        finally:
            if found.running:
                found.running.close()


def _counts(message: ConsoleMessage) -> bool:
    """Whether something is the matter: from a folder type is loaded, but never ahead of its use."""
    ahead = message.location["url"].startswith("file:") and ".woff2" in (
        message.text + message.location["url"]
    )
    return message.type in ("error", "warning") and not ahead


@contextmanager
def page(browser: Browser, **options: Any) -> Iterator[Page]:
    """Yield a page that fails for anything that is logged as an error, or asked for elsewhere."""
    settings = {"viewport": {"width": 390, "height": 844}, "locale": "en-GB", **options}
    context = browser.new_context(**settings)
    found = context.new_page()
    said: list[str] = []
    found.on("pageerror", lambda error: said.append(str(error)))
    found.on("console", lambda m: said.append(m.text) if _counts(m) else None)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    try:
        yield found
        assert said == []
        assert [url for url in asked if not url.startswith(("http://127.0.0.1", "file:"))] == []
    finally:
        context.close()
