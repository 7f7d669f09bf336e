"""Renders the pictures of the site and of `vademecum serve`: site_pictures.py SITE FOLDER."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ("--no-sandbox", "--disable-dev-shm-usage")
WIDTH, HEIGHT, GAP = 390, 800, 24
GUIDE = "russia-sim-top-up"
SHOWN: tuple[tuple[str, Any, str], ...] = (
    ("index.html", "light", ""),
    (f"{GUIDE}/en/index.html", "light", ""),
    (f"{GUIDE}/en/index.html", "light", "document.querySelector('[data-show-first]').click()"),
    (f"{GUIDE}/zh-Hans/index.html", "dark", "location.hash = 'codes'"),
)
DESK, NARROW, COLOURS = (1440, 900), 1080, 128
"""How large the author's window is, how wide its picture, and of how many colours."""
AUTHORED = ROOT / "examples" / "hostel"
MISTAKE = ("icon: quiet", "icon: quite")
"""What an author mistypes in guide.yaml."""
PATIENCE = 120_000
"""How long a page may take to be made, in milliseconds."""


def shot(browser: Browser, address: str, scheme: Any, script: str) -> Image.Image:
    """Return what a phone shows of a page, once a script has run."""
    size: Any = {"width": WIDTH, "height": HEIGHT}
    page = browser.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page.goto(address)
    page.evaluate("document.fonts.ready.then(() => 0)")
    if script:
        page.evaluate(script)
        page.wait_for_timeout(300)
    image = Image.open(BytesIO(page.screenshot()))
    page.close()
    return image


def phones(browser: Browser, site: Path) -> Image.Image:
    """Return some pages of a site beside each other."""
    shots = [shot(browser, (site / name).as_uri(), s, do) for name, s, do in SHOWN]
    whole = Image.new("RGB", (len(shots) * (WIDTH + GAP) + GAP, HEIGHT + 2 * GAP), "#c9d3d7")
    for number, image in enumerate(shots):
        whole.paste(image, (GAP + number * (WIDTH + GAP), GAP))
    return whole


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Yield the address at which the guides in a folder are shown to their author."""
    command = [sys.executable, "-m", "vademecum", "serve", "--port", "0"]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    try:
        found = (re.search(r"serving (\S+)", line) for line in process.stderr)
        yield next(match[1] for match in found if match)
    finally:
        process.terminate()
        process.wait()


def desk(browser: Browser, folder: Path) -> Image.Image:
    """Return what an author sees who has mistyped a word: the last good pages, and where it is."""
    guide = folder / "content" / AUTHORED.name
    shutil.copytree(AUTHORED, guide)
    with served(folder) as address:
        size: Any = dict(zip(("width", "height"), DESK, strict=True))
        page = browser.new_page(viewport=size, color_scheme="light", reduced_motion="reduce")
        page.goto(address)
        page.wait_for_selector("body[data-state=made] #screen:not([hidden])", timeout=PATIENCE)
        page.frame_locator("iframe").locator("h1").wait_for(timeout=PATIENCE)
        text = (guide / "guide.yaml").read_text("utf-8")
        (guide / "guide.yaml").write_text(text.replace(*MISTAKE, 1), "utf-8")
        page.wait_for_selector("body[data-state=faulty]", timeout=PATIENCE)
        page.wait_for_timeout(500)
        image = Image.open(BytesIO(page.screenshot())).convert("RGB")
        page.close()
    return image.resize((NARROW, round(NARROW * DESK[1] / DESK[0])), Image.Resampling.LANCZOS)


def main(site: Path, folder: Path) -> None:
    """Write the pictures of a site, and of the author's window, into a folder."""
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as trial:
        path = shutil.which("chromium")
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        pictures = {"site": phones(browser, site), "serve": desk(browser, Path(trial))}
        browser.close()
    for name, picture in pictures.items():
        few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(folder / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]))
