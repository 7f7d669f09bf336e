"""Renders the picture of the site for the docs: site_pictures.py SITE FILE, in Chromium."""

from __future__ import annotations

import shutil
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

WIDTH, HEIGHT, GAP = 390, 800, 24
GUIDE = "russia-sim-top-up"
SHOWN: tuple[tuple[str, Any, str], ...] = (
    ("index.html", "light", ""),
    (f"{GUIDE}/en/index.html", "light", ""),
    (f"{GUIDE}/en/index.html", "light", "document.querySelector('[data-show-first]').click()"),
    (f"{GUIDE}/zh-Hans/index.html", "dark", "location.hash = 'codes'"),
)


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


def main(site: Path, target: Path) -> None:
    """Write the picture: some pages beside each other."""
    with sync_playwright() as driver:
        path = shutil.which("chromium")
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        shots = [shot(browser, (site / name).as_uri(), s, do) for name, s, do in SHOWN]
        browser.close()
    whole = Image.new("RGB", (len(shots) * (WIDTH + GAP) + GAP, HEIGHT + 2 * GAP), "#c9d3d7")
    for number, image in enumerate(shots):
        whole.paste(image, (GAP + number * (WIDTH + GAP), GAP))
    whole.quantize(128, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]))
