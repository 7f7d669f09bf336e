"""Proofs: each fault, planted in plain values or in a real template, is caught."""

import dataclasses
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Final

import pytest

from tests.blocks.guides import draw
from tests.conftest import Desk, jobs
from tests.trying import one_in, swept
from vademecum.blocks.registry import KINDS
from vademecum.build import making
from vademecum.build.plan import Selection
from vademecum.problems.problem import Problem
from vademecum.setting import proof, template
from vademecum.setting.layout import Layout, Line, squeeze
from vademecum.text.runs import Run, Text

LONG = "<p>a</p>" * 40


def text(string: str, line: int = 1, script: str = "Latn") -> Text:
    return Text((Run(string),), file="content/g/words/en.yaml", line=line, script=script)


def line(
    page: int, tag: str = "p", words: str = "words", bottom: float = 100.0, item: int | None = None
) -> Line:
    return Line(page, bottom - 4, bottom, tag, words, item)


def pages(room: float, *lines: Line) -> Layout:
    """Return two pages of lines, each of which knows where its text begins in all text."""
    texts = [squeeze(one.text) for one in lines]
    starts = accumulate(map(len, texts), initial=0)
    found = (
        dataclasses.replace(one, start=start) for one, start in zip(lines, starts, strict=False)
    )
    return Layout((room, room), tuple(found), "".join(texts))


def codes(problems: Iterator[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_pages_over_the_budget_or_type_over_the_edge_do_not_fit() -> None:
    assert proof.fits(Layout((50.0, 50.0), (), ""), 2)
    assert not proof.fits(Layout((50.0, 50.0, 50.0), (), ""), 2)
    wide = Line(0, 0.0, 4.0, "p", "words", excess=0.5)
    assert not proof.fits(Layout((50.0, 50.0), (wide,), "words"), 2)


@pytest.mark.parametrize(
    ("pages", "overhang", "good"),
    [
        (1, 0.0, True), (2, 0.0, True), (3, 0.0, False), (2, 0.05, True), (2, 0.1, True),
        (2, 0.11, False), (2, 0.5, False), (3, 0.5, False),
    ],
)  # fmt: skip
def test_a_product_fits_up_to_its_pages_and_a_tenth_of_a_millimetre(
    pages: int, overhang: float, good: bool
) -> None:
    wide = Line(0, 0.0, 4.0, "p", "words", excess=overhang)
    assert proof.fits(Layout((50.0,) * pages, (wide,), "words"), 2) is good


@pytest.mark.parametrize(
    ("filled", "thin"), [(0.05, True), (0.09, True), (0.1, False), (0.11, False), (0.9, False)]
)
def test_a_last_page_must_be_filled_to_a_tenth(filled: float, thin: bool) -> None:
    lines = (line(0), line(1, bottom=200 * filled))
    found = list(proof.broken(Layout((100.0, 200.0), lines, ""), "x.html.j2", []))
    assert [problem.code for problem in found] == (["thin-page"] if thin else [])
    if thin:
        assert found[0].message == f"the last page is filled to {filled:.0%} only"
        assert (found[0].file, found[0].line, found[0].column) == ("x.html.j2", 0, 0)


def test_a_single_page_may_be_as_thin_as_it_is() -> None:
    assert not list(proof.broken(Layout((200.0,), (line(0, bottom=5.0),), ""), "x.html.j2", []))


@pytest.mark.parametrize("tag", ["h1", "h2", "h3", "h4", "h5", "h6"])
def test_a_heading_of_any_level_is_not_left_alone(tag: str) -> None:
    layout = Layout((200.0, 200.0), (line(0, tag, "Title"), line(1)), "")
    (found,) = proof.broken(layout, "x.html.j2", [])
    assert (found.code, found.file, found.line) == ("heading-alone", "x.html.j2", 0)


@pytest.mark.parametrize(
    ("free", "word", "early"),
    [
        # of a line 100 mm wide: more than 40 mm are free, and twice the next word
        (41.0, 20.0, True), (40.0, 19.0, False), (39.0, 5.0, False), (60.0, 29.0, True),
        (60.0, 31.0, False), (90.0, 44.0, True), (90.0, 46.0, False), (0.0, 0.0, False),
    ],
)  # fmt: skip
def test_a_line_is_early_where_it_leaves_much_and_the_next_word_is_short(
    free: float, word: float, early: bool
) -> None:
    lines = (
        Line(0, 0.0, 4.0, "li", "a", block=7, left=0.0, right=100.0 - free, free=free),
        Line(0, 4.0, 8.0, "li", "four more", block=7, left=10.0, right=10.0 + word * 9 / 4),
    )
    assert bool(list(proof.early_breaks(Layout((50.0,), lines, "")))) is early
    for other in (dataclasses.replace(lines[1], block=8), dataclasses.replace(lines[1], page=1)):
        apart = (lines[0], other)
        assert not list(proof.early_breaks(Layout((50.0, 50.0), apart, "")))


def test_a_string_that_is_not_on_the_pages_is_lost() -> None:
    layout = Layout((50.0,), (), "Helloworld")
    assert codes(proof.lost(layout, [text("Hello world"), text("gone")])) == ["lost-text"]


def test_a_heading_alone_at_the_foot_is_caught() -> None:
    layout = pages(200.0, line(0), line(0, "h2", "Title"), line(1))
    (found,) = proof.broken(layout, "x.html.j2", [text("words", 1), text("Title", 7)])
    assert (found.code, found.line) == ("heading-alone", 7)
    fine = pages(200.0, line(0, "h2"), line(0), line(1))
    assert codes(proof.broken(fine, "x.html.j2", [])) == []


def test_what_stands_below_its_page_is_caught() -> None:
    layout = pages(
        50.0, line(0, words="well inside", bottom=50.05), line(1, words="out", bottom=51)
    )
    (found,) = proof.beyond(layout, "x.html.j2", [text("well inside", 1), text("out", 7)])
    assert (found.code, found.line) == ("overlap", 7)
    assert "'out' stands 1.0 mm below" in found.message


def test_a_step_on_two_pages_is_torn() -> None:
    torn = pages(200.0, line(0, "li", item=1), line(1, "li", item=1))
    assert codes(proof.broken(torn, "x.html.j2", [])) == ["step-torn"]
    whole = pages(200.0, line(0, "li", item=1), line(1, "li", item=2))
    assert codes(proof.broken(whole, "x.html.j2", [])) == []


def test_a_last_page_under_a_tenth_full_is_thin() -> None:
    lines = (line(0), line(1, bottom=19.0))
    assert codes(proof.broken(Layout((200.0, 200.0), lines, ""), "x.html.j2", [])) == ["thin-page"]
    assert codes(proof.broken(Layout((180.0, 180.0), lines, ""), "x.html.j2", [])) == []


@pytest.mark.parametrize("panels", [("front", "back"), ("guest", "clerk")])
def test_a_nearly_empty_panel_is_named_with_the_words_on_it(panels: tuple[str, str]) -> None:
    lines = (line(0), dataclasses.replace(line(1, bottom=9.0), text="By us.", start=3))
    texts = [Text((Run("One"),), file="en.yaml"), Text((Run("By us."),), file="en.yaml", line=4)]
    layout = Layout((200.0, 200.0), lines, "OneByus.")
    (problem,) = proof.broken(layout, "x.html.j2", texts, panels)
    assert problem.message == f"its {panels[1]} is filled to 4% only"
    assert "move a block to it" in problem.hint
    assert (problem.file, problem.line) == ("en.yaml", 4)


@pytest.mark.parametrize(
    ("shown", "texts", "lost"),
    [
        ("Call. Now. Call.", ["Call.", "Now.", "Call."], []),
        ("Call. Now.", ["Call.", "Now.", "Call."], ["Call."]),
        ("Pay. Pay the clerk.", ["Pay", "Pay the clerk."], []),
        ("Pay the clerk.", ["Pay", "Pay the clerk."], ["Pay"]),
        ("Pay the", ["Pay", "Pay the clerk."], ["Pay the clerk."]),
        ("the clerk.", ["Pay", "Pay the clerk."], ["Pay", "Pay the clerk."]),
        ("1 11 1", ["1", "11", "1"], []),
        ("1 11", ["1", "11", "1"], ["1"]),
        ("Пин Пин", ["Пин", "Пин"], []),
    ],
)
def test_a_string_is_counted_as_often_as_it_went_in(
    shown: str, texts: list[str], lost: list[str]
) -> None:
    """What is hidden in one place is not found in another."""
    layout = Layout((50.0,), (), squeeze(shown))
    found = list(proof.lost(layout, [text(string) for string in texts]))
    assert [problem.message for problem in found] == [f"not on the page: {s!r}" for s in lost]


READ = [
    ("one two three", "Latn", "onetwo\nthree", True),
    ("one two three", "Latn", "onetwo\nthre", False),
    ("مجانا", "Arab", "مجانا", True),
    ("مجانا", "Arab", "اناجم", False),
    ("(نحو 8)", "Arab", ")نحو\n8(", True),
    ("«مير»", "Arab", "»مير«", True),
    ("دَلِيلٌ", "Arab", "َدِل ٌيل", False),
    ("دَلِيلٌ", "Arab", "دليل", False),
    ("دَلِيلٌ", "Arab", "دَلِي\nلٌ", True),
    ("دَلِيلٌ", "Arab", "دَلِي", False),
    ("מֻקָּשׁ", "Hebr", "מֻקָּש", False),
    ("שָׁלוֹם", "Hebr", "שׁלום", False),
    ("שָׁלוֹם", "Hebr", "שָׁלוֹם", True),
    ("ދިވެހި", "Thaa", "ދވހ", False),
    ("ދިވެހި", "Thaa", "ދިވެހި", True),
    ("(about 8)", "Latn", ")about 8(", False),
    ("tré", "Latn", "tre", False),
    ("हिन्दी", "Deva", "हन्द", False),
]


@pytest.mark.parametrize(("string", "script", "read", "good"), READ)
def test_each_string_must_read_back_whole(string: str, script: str, read: str, good: bool) -> None:
    """Marks belong to their words; which way a bracket opens is left open from right to left."""
    found = list(proof.unreadable(read, [text(string, 7, script)], lambda _: True))
    assert [(p.code, p.line) for p in found] == ([] if good else [("text-layer", 7)])


def test_one_lost_string_in_a_thousand_good_ones_is_caught() -> None:
    texts = [text(f"string number {n}", n) for n in range(1000)]
    read = "\n".join(map(str, texts))
    assert list(proof.unreadable(read, texts, lambda _: True)) == []
    (found,) = proof.unreadable(read.replace("number 500", "nmber 500"), texts, lambda _: True)
    assert (found.line, "string number 500" in found.message) == (500, True)


def test_a_string_that_went_in_twice_must_be_read_twice() -> None:
    texts = [text("Pay"), text("Pay here"), text("Pay")]
    assert codes(proof.unreadable("Pay Pay here Pay", texts, lambda _: True)) == []
    assert codes(proof.unreadable("Pay Pay here", texts, lambda _: True)) == ["text-layer"]


def test_what_stands_alone_must_be_found_by_the_viewers_search() -> None:
    code = Run("*100#", direction="ltr", kept=True)
    texts = [Text((Run("اطلب "), code, Run(" الآن")), script="Arab", direction="rtl")]
    read = "اطلب\n*100#\nالآن"
    assert codes(proof.unreadable(read, texts, read.__contains__)) == []
    assert codes(proof.unreadable(read, texts, "*100 #".__contains__)) == ["text-layer"]


def test_what_is_wrapped_stands_on_no_line_whole() -> None:
    lines = (line(0, words="see my-site.ru/"), line(0, words="a?b=1, or call 112"))
    layout = Layout((50.0,), lines, "seemy-site.ru/a?b=1,orcall112")
    assert proof.is_wrapped(layout, "my-site.ru/a?b=1")
    assert not proof.is_wrapped(layout, "call 112")


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the templates that a test may spoil."""
    import shutil

    folder = tmp_path / "templates"
    shutil.copytree(template.folder(), folder)
    monkeypatch.setattr(template, "folder", lambda: folder)
    return folder


def outcome(desk: Desk, product: str = "checklist") -> making.Outcome:
    guide, problems = desk.load()
    assert guide is not None, problems
    paper = guide.products[product].papers[0]
    selection = Selection(
        languages=frozenset({"en"}), products=frozenset({product}), papers=frozenset({paper})
    )
    return making.make(jobs(guide, selection)[0])


def spoil(folder: Path, style: str, css: str) -> None:
    with (folder / "style" / style).open("a", encoding="utf-8") as file:
        file.write(css)


def replace(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} is not once in {name}"
    path.write_text(text.replace(old, new), "utf-8")


def found(desk: Desk, product: str = "checklist") -> set[str]:
    return {problem.code for problem in outcome(desk, product).problems}


def test_nothing_is_found_in_good_templates(desk: Desk, templates: Path) -> None:
    assert found(desk) == set()
    assert found(desk, "card") == set()


def test_text_dropped_past_the_end_of_a_fixed_box_is_caught(desk: Desk, templates: Path) -> None:
    spoil(templates, "forms/card.css", ".panel { position: absolute; top: 0; height: 10mm }")
    replace(templates, "product.html.j2", "{{ panel(page.id) }}", "{{ panel(page.id) }}" + LONG)
    assert "lost-text" in found(desk, "card"), outcome(desk, "card").problems


def test_hidden_text_is_caught(desk: Desk, templates: Path) -> None:
    desk.edit("words/en.yaml", "never: Never write your PIN here.", "never: Keep it dry.")
    assert found(desk, "card") == set()
    spoil(templates, "blocks/text.css", ".text { display: none }")
    assert "lost-text" in found(desk, "card")


def illustrate(desk: Desk) -> None:
    """Put a plan into the small guide, which has blocks of all the other kinds."""
    draw(desk.guide, {"plan": '<path d="M0 0h40v20h-40z"/>'})
    desk.edit("guide.yaml", "  never: {", "  way: {kind: picture, picture: plan}\n  never: {")
    desk.edit("guide.yaml", "sites, say, end]", "sites, say, way, end]")
    desk.edit("words/en.yaml", "  never:\n", "  way:\n    alt: The way to the shop\n  never:\n")


LOST: Final = dict.fromkeys(KINDS, "lost-text") | {"picture": "lost-picture"}


HIDDEN: Final = sorted(set(KINDS) - {"text", "callout"})


@pytest.mark.parametrize("kind", swept(HIDDEN, "table", "picture", "colophon"))
def test_a_block_of_any_kind_that_is_hidden_is_caught(
    desk: Desk, templates: Path, kind: str
) -> None:
    illustrate(desk)
    spoil(templates, f"blocks/{kind}.css", f".{kind} {{ display: none }}")
    assert LOST[kind] in found(desk)


@pytest.mark.parametrize("kind", swept(sorted({*HIDDEN} - {"colophon"}), "qr", "picture"))
def test_a_block_of_any_kind_that_its_macro_hides_is_caught(
    desk: Desk, templates: Path, kind: str
) -> None:
    illustrate(desk)
    name = f"blocks/{kind}.html.j2"
    replace(templates, name, "{% macro block(it) %}", "{% macro block(it) %}<div hidden>")
    path = templates / name
    path.write_text(path.read_text("utf-8").rsplit("{% endmacro %}", 1)[0] + "</div>{% endmacro %}")
    assert LOST[kind] in found(desk)


PUSHED: Final = (
    # a product, a kind of block, and what of it is pushed over other type by how many millimetres
    ("checklist", "fields", ".fields", 9),
    ("checklist", "fields", ".fields .never", 5),
    ("checklist", "list", ".list", 9),
    ("checklist", "list", ".list li", 9),
    ("checklist", "phrases", ".phrases", 9),
    ("checklist", "phrases", ".phrases .phrase", 9),
    ("checklist", "picture", ".picture", 9),
    ("card", "callout", ".callout", 5),
    ("card", "text", ".text p", 5),
)


@one_in(2)
@pytest.mark.parametrize(("product", "kind", "selector", "much"), swept(PUSHED, *PUSHED[-2:]))
def test_what_a_style_sheet_pushes_over_other_type_is_caught(
    desk: Desk, templates: Path, product: str, kind: str, selector: str, much: int
) -> None:
    illustrate(desk)
    spoil(templates, f"blocks/{kind}.css", f"{selector} {{ margin-top: -{much}mm !important }}")
    assert "overlap" in found(desk, product)


def in_one(templates: Path) -> None:
    """Put all panels into one element, as a house may: they are laid out together."""
    replace(
        templates,
        "product.html.j2",
        "{% for page in made.panels %}",
        "<main>{% for page in made.panels %}",
    )
    path = templates / "product.html.j2"
    path.write_text(path.read_text("utf-8").replace("</body>", "</main></body>"), "utf-8")


def test_a_heading_left_alone_by_a_style_sheet_is_caught(desk: Desk, templates: Path) -> None:
    in_one(templates)
    spoil(
        templates,
        "blocks/table.css",
        ".panel + .panel { break-before: auto } .sheet .table .title { display: block; break-after: page }",
    )
    assert "heading-alone" in found(desk)


def test_a_warning_of_the_engine_stops_the_product(desk: Desk, templates: Path) -> None:
    spoil(templates, "base.css", "p { colour: red }")
    assert found(desk) == {"engine-log"}


def test_a_line_that_ends_early_for_no_reason_is_a_blemish() -> None:
    def pair(free: float) -> Layout:
        lines = (
            Line(0, 0.0, 4.0, "li", "ya", block=7, left=0.0, right=3.0, free=free),
            Line(0, 4.0, 8.0, "li", "da destek", block=7, left=0.0, right=15.0),
        )
        return Layout((50.0, 50.0), lines, "")

    assert [line.text for line in proof.early_breaks(pair(80.0))] == ["ya"]
    assert not list(proof.early_breaks(pair(0.0)))  # a break that the document asks for
    assert not list(proof.early_breaks(pair(6.0)))  # the next word would hardly fit


def test_a_line_may_stand_before_one_without_text() -> None:
    """As before a picture or a box to tick: there is no word that would fit."""
    lines = (
        Line(0, 0.0, 4.0, "li", "ya", block=7, left=0.0, right=3.0, free=0.0),
        Line(0, 4.0, 8.0, "li", "", block=7, left=0.0, right=15.0),
    )
    assert not list(proof.early_breaks(Layout((50.0,), lines, "")))
