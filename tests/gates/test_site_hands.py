"""The site by hand: clicks, keys, swipes, and what a reader types; in Debian's Chromium."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT
from tests.gates import browsing
from vademecum.build import production
from vademecum.build.production import Order

PAGE = "allergy/ar/index.html"
SAYING = "small/en/index.html"
CODE = """

code:
  {kind: digits, value: "+7", source: "made up, 2026-11-26", checked: 2026-11-26,
   confidence: high, shelf_life: 700}

"""
RELEASES = [
    {"version": "00000001", "day": "2026-01-01", "words": {}, "facts": {}, "pictures": {}},
    {
        "version": "00000002",
        "day": "2026-02-01",
        "words": {"blocks.before.items.bag": "aaaaaaaa", "phrases.here.text": "bbbbbbbb"},
        "facts": {},
        "pictures": {},
    },
    {
        "version": "00000003",
        "day": "2026-03-01",
        "words": {},
        "facts": {"emergency.eu": ""},
        "pictures": {},
    },
]


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of some examples, and of one of them with a number to fill in under a sentence."""
    folder, entry = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("shelf") / "entry"
    shutil.copytree(ROOT / "examples" / "small", entry)
    for name, old, new in (
        ("guide.yaml", "[here, price]", "[{id: here, entry: {comb: COMB}}, price]"),
        ("guide.yaml", "COMB", "{digits: 10, groups: [3, 3, 2, 2], prefix: code}"),
        ("guide.yaml", "form: card", "form: sheet"),
        ("guide.yaml", "    imposed_on: [a4, letter]  # sheets of it, to print and cut\n", ""),
        ("facts.yaml", "\n\n", CODE),
    ):
        text = (entry / name).read_text("utf-8")
        assert old in text
        (entry / name).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        guides = (*(f"examples/{name}" for name in ("allergy", "hostel", "small")), str(entry))
        order = Order(guides, output=folder, workers=2, paper=False, site=True)
        assert production.produce(order).code == 0
    return folder / "site"


def shown(page: Page) -> str:
    return page.locator("[data-showing]").inner_text()


def test_a_tap_fills_the_screen_with_a_sentence_and_keys_lead_on(
    browser: Browser, host: str
) -> None:
    with browsing.page(browser) as page:
        page.goto(f"{host}/{SAYING}")
        sentences = page.locator("[data-say]").all_inner_texts()
        assert len(sentences) > 1
        button = page.locator(".show-button").first
        button.focus()
        page.keyboard.press("Enter")
        assert shown(page) == sentences[0]
        box = page.locator("[data-showing]").bounding_box()
        assert box
        assert box["width"] > 300
        page.keyboard.press("ArrowRight")
        assert shown(page) == sentences[1]
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
        assert shown(page) == sentences[0]
        page.keyboard.press("Escape")
        assert not page.locator("dialog.show").is_visible()
        assert button.evaluate("node => node === document.activeElement")
        page.locator("[data-say]").nth(1).click()
        assert shown(page) == sentences[1]
        page.locator("[data-close]").click()
        assert not page.locator("dialog.show").is_visible()


def test_from_right_to_left_the_left_arrow_leads_on(browser: Browser, host: str) -> None:
    with browsing.page(browser) as page:
        page.goto(f"{host}/{PAGE}")
        sentences = page.locator("[data-say]").all_inner_texts()
        page.locator("[data-show-first]").click()
        page.keyboard.press("ArrowLeft")
        assert shown(page) == sentences[1]
        page.locator("[data-next]").click()
        assert shown(page) == sentences[2]
        assert page.locator("[data-count]").inner_text() == f"3 / {len(sentences)}"


@pytest.mark.parametrize(("where", "way"), [(SAYING, -1), (PAGE, 1)])
def test_a_swipe_leads_on(browser: Browser, host: str, where: str, way: int) -> None:
    with browsing.page(browser, has_touch=True) as page:
        page.goto(f"{host}/{where}")
        sentences = page.locator("[data-say]").all_inner_texts()
        page.locator("[data-show-first]").tap()
        page.mouse.move(195, 300)
        page.mouse.down()
        page.mouse.move(195 + way * 120, 306, steps=4)
        page.mouse.up()
        assert shown(page) == sentences[1]
        page.mouse.move(195, 300)
        page.mouse.down()
        page.mouse.move(200, 420, steps=4)
        page.mouse.up()
        assert shown(page) == sentences[1]


@pytest.mark.parametrize("size", [(320, 568), (390, 844), (844, 390), (1280, 800)])
def test_a_sentence_is_as_large_as_fits(browser: Browser, host: str, size: tuple[int, int]) -> None:
    with browsing.page(browser, viewport={"width": size[0], "height": size[1]}) as page:
        page.goto(f"{host}/{PAGE}")
        page.locator("[data-show-first]").click()
        page.wait_for_timeout(200)
        for _ in range(4):
            found: dict[str, Any] = page.evaluate(FITS)
            assert found["size"] >= 16
            assert found["fits"]
            assert not found["larger"]
            page.locator("[data-next]").click()


FITS = """() => {
  const box = document.querySelector("[data-showing]");
  const fits = () => box.scrollHeight <= box.clientHeight && box.scrollWidth <= box.clientWidth;
  const size = parseFloat(box.style.fontSize), found = {size, fits: fits()};
  box.style.fontSize = `${size * 1.1}px`;
  const inner = box.querySelector("span").getBoundingClientRect();
  found.larger = fits() && inner.height <= box.clientHeight && inner.width <= box.clientWidth;
  box.style.fontSize = `${size}px`;
  return found;
}"""


def test_what_is_ticked_and_typed_is_shown_and_kept(browser: Browser, host: str) -> None:
    with browsing.page(browser) as page:
        page.goto(f"{host}/{PAGE}")
        phrase = page.locator("[data-phrase]:has(input[type=checkbox])").first
        phrase.locator("input").nth(1).check()
        phrase.locator(".show-button").click()
        typed = page.locator("[data-typed]")
        assert typed.inner_text() == "crostacei"
        page.keyboard.press("Escape")
        page.reload()
        assert phrase.locator("input").nth(1).is_checked()
        page.locator("[data-forget]").click()
        assert not phrase.locator("input").nth(1).is_checked()
        page.reload()
        assert not phrase.locator("input").nth(1).is_checked()


def test_a_number_typed_on_the_shown_screen_stands_there_in_groups(
    browser: Browser, host: str
) -> None:
    with browsing.page(browser) as page:
        page.goto(f"{host}/entry/en/index.html")
        page.locator("[data-show-first]").click()
        page.locator(".type-here input").fill("9161234567")
        assert page.locator("[data-typed]").inner_text() == "+7 916 123 45 67"
        page.keyboard.press("Escape")
        assert page.locator("[data-groups]").input_value() == "9161234567"


@pytest.mark.parametrize(
    ("locale", "first"), [("ar-EG", "ar"), ("th", "th"), ("en-US", "en"), ("fi-FI", "en")]
)
def test_the_readers_own_language_comes_first(
    browser: Browser, host: str, locale: str, first: str
) -> None:
    with browsing.page(browser, locale=locale) as page:
        page.goto(f"{host}/index.html")
        languages = page.locator("#allergy [data-language]")
        assert languages.first.get_attribute("data-language") == first
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{host}/allergy/{first}/index.html")


@pytest.mark.parametrize(
    ("locale", "paper"), [("en-US", "letter"), ("es-MX", "letter"), ("en-GB", "a4"), ("de", "a4")]
)
def test_the_paper_of_the_readers_region_comes_first(
    browser: Browser, host: str, locale: str, paper: str
) -> None:
    with browsing.page(browser, locale=locale) as page:
        page.goto(f"{host}/{SAYING}")
        papers = page.locator("[data-papers]").last.locator("[data-paper]")
        assert papers.first.get_attribute("data-paper") == paper
        assert papers.count() == 2


@pytest.mark.parametrize(
    ("version", "state", "changed"),
    [
        ("00000003", "newest", []),
        ("00000002", "older", ["emergency"]),
        ("00000001", "older", ["before", "emergency", "say"]),
        ("deadbeef", "unknown", []),
    ],
)
def test_a_sheet_in_hand_is_compared_with_the_newest(
    browser: Browser, host: str, version: str, state: str, changed: list[str]
) -> None:
    with browsing.page(browser) as page:
        page.route("**/versions.json", lambda route: route.fulfill(body=json.dumps(RELEASES)))
        page.goto(f"{host}/{SAYING}?v={version}")
        notice = page.locator(f".notice[data-paper={state}]")
        notice.wait_for(state="visible")
        assert page.locator(".notice:visible").count() == 1
        links = [link.get_attribute("href") or "" for link in notice.locator("a").all()]
        assert sorted(links) == [f"#{block}" for block in changed]


@pytest.mark.parametrize("query", ["", "?v=", "?v=<script>", "?v=0000000g", "?w=00000001"])
def test_nothing_is_said_of_what_is_no_version(browser: Browser, host: str, query: str) -> None:
    with browsing.page(browser) as page:
        page.route("**/versions.json", lambda route: route.fulfill(body=json.dumps(RELEASES)))
        page.goto(f"{host}/{SAYING}{query}")
        page.locator("[data-offline]").wait_for(state="visible")
        assert page.locator(".notice:visible").count() == 0


def test_a_code_is_copied(browser: Browser, host: str) -> None:
    with browsing.page(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(f"{host}/hostel/en/index.html")
        button = page.locator(".copy").first
        name = button.get_attribute("aria-label")
        button.click()
        page.locator(".told-aloud").filter(has_text="Copied").wait_for(state="attached")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert name == f"Copy {copied}"


def test_facts_past_their_day_are_told_of(browser: Browser, host: str) -> None:
    with browsing.page(browser) as page:
        page.clock.set_fixed_time("2060-01-01")
        page.goto(f"{host}/{SAYING}")
        assert page.locator(".notice.expired").is_visible()
