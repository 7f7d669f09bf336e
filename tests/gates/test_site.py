"""The site in a real browser: whom it serves, what it weighs, and what it does without network."""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from tests.conftest import CONTENT, ROOT
from tests.gates import browsing
from tests.gates.conftest import MEASURED
from vademecum.build import production
from vademecum.build.production import Order

GUIDE = "russia-sim-top-up"
LANGUAGES = ("en", "zh-Hans", "ar", "hi")
WIDTHS = (320, 390, 1280)
MOST = {"en": 150, "tr": 150, "ar": 250, "hi": 250, "zh-Hans": 450}
"""How much a first load may weigh, in kilobytes as hosts send them."""
OTHERS = ("hostel/de", "hostel/ar", "allergy/en", "allergy/ar", "go-bag/en", "small/ru")


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real guide and of all examples."""
    folder = tmp_path_factory.mktemp("dist")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        for guides in (str(CONTENT), "examples"):
            order = Order((guides,), output=folder, workers=2, paper=False, site=True)
            assert production.produce(order).code == 0
    return folder / "site"


def judged(page: Page, tools: Path) -> list[Any]:
    """Return what axe has against a page."""
    source = (tools / "axe-core" / "axe.min.js").read_text("utf-8")
    page.evaluate(source)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        (one["id"], node["html"][:200], node["failureSummary"][:300])
        for one in found["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("where", [*(f"{GUIDE}/{tag}" for tag in LANGUAGES), *OTHERS, "."])
def test_everybody_can_use_it(
    browser: Browser, host: str, tools: Path, where: str, width: int, scheme: Any
) -> None:
    size = {"width": width, "height": 800}
    with browsing.page(
        browser, viewport=size, color_scheme=scheme, reduced_motion="reduce"
    ) as page:
        page.goto(f"{host}/{where}/index.html")
        assert judged(page, tools) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(SMALLEST) >= 16
        if page.locator("[data-show-first]").count():
            page.locator("[data-show-first]").click()
            assert judged(page, tools) == []


SMALLEST = """
Math.min(...[...document.querySelectorAll('body *')]
  .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .filter(e => !e.closest('svg'))
  .map(e => parseFloat(getComputedStyle(e).fontSize)))
"""


def test_its_html_is_valid(dist: Path, tools: Path) -> None:
    pages = [str(path) for path in sorted(dist.rglob("index.html"))]
    assert len(pages) > 20
    jar = tools / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(jar), "--errors-only", "--format", "json", *pages]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    said = [
        (m["url"], m["message"], m.get("extract")) for m in json.loads(result.stderr)["messages"]
    ]
    assert said == []
    assert result.returncode == 0


@pytest.mark.parametrize(("tag", "most"), MOST.items())
def test_its_first_load_is_light(
    browser: Browser, host: str, dist: Path, tag: str, most: int
) -> None:
    asked: list[str] = []
    with browsing.page(browser) as page:
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{host}/{GUIDE}/{tag}/index.html")
        page.wait_for_load_state("networkidle")
    weights = {}
    for url in dict.fromkeys(asked):
        data = (dist / url.removeprefix(f"{host}/")).read_bytes()
        packed = url.endswith((".html", ".css", ".js", ".webmanifest", ".svg", ".json"))
        weights[url] = len(gzip.compress(data, 6)) if packed else len(data)
    assert not [url for url in weights if url.endswith(".pdf")]
    assert sum(weights.values()) <= most * 1000, weights


def test_it_works_without_network(browser: Browser, host: str) -> None:
    with browsing.page(browser) as page:
        page.goto(f"{host}/{GUIDE}/hi/index.html")
        page.locator("[data-offline]").wait_for(state="visible")
        pdf = page.locator(".download").first.get_attribute("href")
        fetch = "url => fetch(url).then(a => a.arrayBuffer()).then(b => b.byteLength)"
        length = page.evaluate(fetch, pdf)
        page.context.set_offline(True)
        page.reload()
        assert page.locator("h1").inner_text()
        faces = "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
        assert len(page.evaluate(f"document.fonts.ready.then(() => {faces})")) >= 4
        page.locator("[data-show-first]").click()
        assert "Пополните" in page.locator("[data-showing]").inner_text()
        page.keyboard.press("Escape")
        assert page.evaluate(fetch, pdf) == length > 10_000
        page.context.set_offline(False)


def a_box() -> str:
    """Return what a page of the guide calls the first box of its first list to tick."""
    guide = yaml.safe_load((CONTENT / GUIDE / "guide.yaml").read_text("utf-8"))
    lists = ((id, one) for id, one in guide["blocks"].items() if one.get("style") == "check")
    id, block = next(lists)
    first = block["items"][0]
    return f"{id}.{first['id'] if isinstance(first, dict) else first}"


def test_it_works_from_a_folder(browser: Browser, dist: Path) -> None:
    with browsing.page(browser, locale="ar-EG") as page:
        page.goto((dist / "index.html").as_uri())
        page.locator(f"[id='{GUIDE}'] [data-language=ar] a").click()
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert page.locator("[data-offline]:visible, .notice:visible").count() == 0
        box = page.locator(f"input[data-keep='{a_box()}']")
        box.check()
        page.reload()
        assert box.is_checked()
        page.locator("[data-show-first]").click()
        assert page.locator("dialog.show").is_visible()
        page.keyboard.press("Escape")
        name = page.locator(".download").first.get_attribute("href")
        assert name
        assert (dist / GUIDE / "ar" / name).read_bytes().startswith(b"%PDF")


def test_it_can_be_read_printed_and_downloaded_without_scripts(browser: Browser, host: str) -> None:
    with browsing.page(browser, java_script_enabled=False) as page:
        page.goto(f"{host}/index.html")
        assert page.get_by_role("link", name="العربية").count() >= 3
        page.goto(f"{host}/{GUIDE}/en/index.html")
        shown = page.locator("body").inner_text()
        for text in ("Topping up", "Пополните, пожалуйста", "*100#", "8 800 250-08-90", "Letter"):
            assert text in shown
        assert not page.locator("button:visible").count()
        assert page.locator("a[href='tel:*111*0887%23']").count()


def spent() -> float:
    """Return the processor time that this process and its workers have used, in seconds."""
    uses = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


def test_it_takes_at_most_half_the_time_of_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site is made of the papers in the store, and all else of it anew: no more is measured."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "store"))
    took = {}
    for site in (False, True):
        before, output = spent(), tmp_path / "dist"
        order = Order((str(CONTENT),), output=output, workers=2, paper=not site, site=site)
        result = production.produce(order)
        assert (result.code, bool(result.made), bool(result.pages)) == (0, not site, site)
        took[site] = spent() - before
    ratio = took[True] / took[False]
    MEASURED.append(f"the site takes {ratio:.2f} of the processor time of the papers")
    assert ratio <= 0.5, took


def lighthouse(tools: Path, address: str, report: Path) -> None:
    """Have Lighthouse judge a page."""
    command = [
        *("node", str(tools / "lighthouse" / "cli" / "index.js")),
        *(address, "--quiet", "--output=json", f"--output-path={report}"),
        " ".join(("--chrome-flags=--headless=new", *browsing.FLAGS)),
    ]
    environment = {**browsing.environment(), "CHROME_PATH": browsing.chromium()}
    ended = subprocess.run(
        command, check=False, env=environment, capture_output=True, text=True, timeout=300
    )
    assert ended.returncode == 0, f"{address}: {ended.stderr[-3000:]}"


def test_lighthouse_is_content(host: str, tools: Path, tmp_path: Path) -> None:
    for tag in ("en", "ar", "zh-Hans"):
        report = tmp_path / f"{tag}.json"
        lighthouse(tools, f"{host}/{GUIDE}/{tag}/index.html", report)
        said = json.loads(report.read_text("utf-8"))
        scores = {name: one["score"] for name, one in said["categories"].items()}
        low = {
            a: said["audits"][a]["title"] for a in said["audits"] if said["audits"][a]["score"] == 0
        }
        assert min(scores.values()) >= 0.95, (tag, scores, low)
