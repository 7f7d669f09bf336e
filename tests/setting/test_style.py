"""The style sheets: every text stands out from its ground, and the house rules are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import cssselect2  # type: ignore[import-untyped]
import pytest
import tinycss2.color3  # type: ignore[import-untyped]
import tinyhtml5  # type: ignore[import-untyped]

from tests.setting.specimen import specimen
from tests.trying import one_in
from vademecum.blocks.registry import KINDS
from vademecum.content.guide import Guide
from vademecum.content.themes import COLOURS, THEMES
from vademecum.edition.composition import compose
from vademecum.forms.products import FORMS, SLUG
from vademecum.setting import template
from vademecum.setting.fonts import Typefaces
from vademecum.text.marks import Mark
from vademecum.text.runs import Run, Text

Pairs = dict[tuple[str, str], str]  # text and ground, with an example of where they meet

LEAST = 4.5  # WCAG 2.2, 1.4.3
SHARES = (0.2126, 0.7152, 0.0722)  # of red, green and blue in luminance
WHITE = "#fff"
PHYSICAL = r"\{ (left|right|\S+-(left|right)\S*)|\{ (float|clear|text-align): (left|right)"
RTL = "html[dir=rtl]"
TEMPLATES = sorted(
    path
    for path in template.folder().rglob("*.j2")
    if path.relative_to(template.folder()).parts[0] not in ("site", "preview")  # for screens
)
STYLES = sorted((template.folder() / "style").rglob("*.css"))


@dataclass(frozen=True)
class Rule:
    """A rule of a style sheet, its declarations as they are written."""

    sheet: str
    line: int
    selector: str
    declarations: tuple[tuple[str, str], ...]

    @property
    def colour(self) -> str | None:
        """The colour of the text, if the rule sets any."""
        value = dict(self.declarations).get("color")
        return None if value == "inherit" else value

    @property
    def ground(self) -> str | None:
        """The colour behind the text, if the rule sets any."""
        found = dict(self.declarations)
        value = found.get("background-color", found.get("background"))
        return None if value in ("none", "transparent", "inherit") else value

    @property
    def lines(self) -> list[str]:
        """The declarations one by one, each with its place and selector."""
        return [f"{self} {{ {name}: {value} }}" for name, value in self.declarations]

    def __str__(self) -> str:
        return f"{self.sheet}:{self.line} {self.selector}"


def rules(css: str, sheet: str) -> Iterator[Rule]:
    """Yield the rules of a style sheet; of at-rules, only @page may stand in one."""
    for node in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        where = f"{sheet}:{node.source_line}"
        page = node.type == "at-rule" and node.at_keyword == "page"
        assert page or node.type == "qualified-rule", f"{where}: only plain rules and @page"
        inner = tinycss2.parse_blocks_contents(node.content, True, True)
        assert {part.type for part in inner} <= {"declaration"}, f"{where}: a fault, or nesting"
        selector = "@page" if page else tinycss2.serialize(node.prelude).strip()
        declarations = tuple((d.lower_name, tinycss2.serialize(d.value).strip()) for d in inner)
        yield Rule(sheet, node.source_line, selector, declarations)


RULES = [
    rule
    for path in STYLES
    for rule in rules(path.read_text("utf-8"), path.relative_to(template.folder()).as_posix())
]
LINES = [line for rule in RULES for line in rule.lines]
THEMED = {
    name: {f"--{token}": value for token, value in theme.tokens().items()}
    for name, theme in THEMES.items()
}


def colour(value: str, theme: str = "teal") -> tuple[float, float, float]:
    """Return an opaque colour as red, green and blue between 0 and 1; a name is looked up."""
    named = re.fullmatch(r"var\((--[\w-]+)\)", value)
    found = tinycss2.color3.parse_color(THEMED[theme][named[1]] if named else value)
    assert isinstance(found, tinycss2.color3.RGBA), f"no colour: {value}"
    assert found.alpha == 1, f"what shines through has no contrast of its own: {value}"
    return found.red, found.green, found.blue


def contrast(one: str, other: str, theme: str = "teal") -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, relative luminance)."""
    dark, light = sorted(
        sum(
            share * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
            for share, part in zip(SHARES, colour(value, theme), strict=True)
        )
        for value in (one, other)
    )
    return (light + 0.05) / (dark + 0.05)


def pale(pairs: Pairs) -> list[str]:
    """Return the pairs of too little contrast, worst first, as a developer reads them."""
    ratios = sorted((contrast(*pair, theme), theme, pair) for theme in THEMED for pair in pairs)
    return [
        f"{ratio:.2f}:1 in {theme}, {text} on {ground}: {pairs[text, ground]}"
        for ratio, theme, (text, ground) in ratios
        if ratio < LEAST
    ]


def possible() -> Pairs:
    """Return the pairs that the rules allow, whatever a guide says.

    Text keeps to the ground of its own rule. Where it has none, it can stand on the page and on
    any ground that comes without a colour of text: a panel, a striped row.
    """
    panels = [rule.ground for rule in RULES if rule.ground and not rule.colour]
    return {
        (rule.colour, ground): str(rule)
        for rule in RULES
        if rule.colour
        for ground in ([rule.ground] if rule.ground else [WHITE, *panels])
    }


def met(guide: Guide, all_marked: bool) -> tuple[Pairs, set[Rule]]:
    """Return the pairs that meet in a guide's documents, and the rules that colour a text."""
    pairs: Pairs = {}
    used: set[Rule] = set()
    for tag in ("en", "ar"):
        edition = compose(guide, tag)
        words = _marked(edition) if all_marked else edition
        for made in edition.made.values():
            document = template.pour(words, Typefaces(("f",), ("f",), ()), made.product)
            _meet(document.html, pairs, used)
    return pairs, used


def _marked(value: Any) -> Any:
    """Return an edition, or a part of it, with a mark on every text."""
    if isinstance(value, Text):
        return value.marked(Mark.STALE)
    if isinstance(value, tuple):
        return tuple(map(_marked, value))
    if isinstance(value, Mapping):
        return {key: _marked(part) for key, part in value.items()}
    if is_dataclass(value) and not isinstance(value, (type, Run)):
        return replace(value, **{f.name: _marked(getattr(value, f.name)) for f in fields(value)})
    return value


def _meet(html: str, pairs: Pairs, used: set[Rule]) -> None:
    """Add what meets in a document: the cascade, as far as colours go (CSS Cascade 4)."""
    matcher = cssselect2.Matcher()
    for sheet in re.findall(r'<link rel="stylesheet" href="([^"]+)"', html):
        for rule in RULES:
            if rule.sheet == sheet and rule.selector != "@page":
                for selector in cssselect2.compile_selector_list(rule.selector):
                    matcher.add_selector(selector, rule)
    root = tinyhtml5.parse(html, namespace_html_elements=False)
    styles: dict[Any, tuple[str, str, Rule]] = {}
    for element in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        node, above = element.etree_element, element.parent
        inherited = styles[above.etree_element] if above else ("", WHITE, RULES[0])
        text, ground, origin = inherited
        for _, _, pseudo, rule in sorted(matcher.match(element), key=lambda match: match[:2]):
            if pseudo is None:
                ground = rule.ground or ground
                if "color" in dict(rule.declarations):
                    text, origin = (rule.colour, rule) if rule.colour else inherited[::2]
        styles[node] = text, ground, origin
        words = (node.text, *(child.tail for child in node))
        if any(map(str.strip, filter(None, words))):
            pairs.setdefault((text, ground), f"{origin}, in <{node.tag}>")
            used.add(origin)


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#fff", "#767676") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777", "#fff") == pytest.approx(4.48, abs=0.005)


def test_every_text_stands_out_from_every_ground_it_can_stand_on() -> None:
    assert len({ground for _, ground in possible()}) > 2
    assert pale(possible()) == []


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """Return a guide with every kind of block in every way that it can be set."""
    return specimen(tmp_path_factory.mktemp("specimen"))


def test_the_specimen_has_every_kind_on_every_form_for_both_readers(whole: Guide) -> None:
    found = {
        (block.kind, made.product.form.id, panel.reader)
        for made in compose(whole, "en").made.values()
        for panel in made.panels
        for block in made.blocks
    }
    assert found == {(k, f, r) for k in KINDS for f in FORMS for r in ("reader", "place")}


def test_every_kind_and_every_form_has_its_style_and_every_style_is_one() -> None:
    styles = template.folder() / "style"
    kinds, forms = styles / "blocks", styles / "forms"
    assert set(STYLES) == {
        styles / "base.css",
        *(kinds / f"{kind}.css" for kind in KINDS),
        *(forms / f"{form}.css" for form in (*FORMS, SLUG.id)),
    }
    assert {path.parent.name: 1 for path in TEMPLATES} == {"templates": 1, "blocks": 1}
    macros = {path.name for path in TEMPLATES if path.parent.name == "blocks"}
    assert macros == {f"{kind}.html.j2" for kind in KINDS}


@pytest.mark.parametrize("all_marked", [False, True])
def test_every_text_stands_out_where_it_stands_in_a_document(
    russia: Guide, all_marked: bool
) -> None:
    pairs, _ = met(russia, all_marked)
    assert len(pairs) > 5
    assert pale(pairs) == []


@one_in(2)
@pytest.mark.parametrize("all_marked", [False, True])
def test_every_text_stands_out_on_every_block_form_and_panel(
    whole: Guide, all_marked: bool
) -> None:
    """Also for the place, and wherever words can be marked."""
    pairs, _ = met(whole, all_marked)
    assert len(pairs) > 5
    assert pale(pairs) == []


def test_no_colour_of_text_escapes_the_reckoning(whole: Guide) -> None:
    coloured = {rule for rule in RULES if rule.colour}
    declared = [line for line in LINES if re.search(r"\{ color: (?!inherit)", line)]
    assert len(coloured) == len(declared) > 10
    assert {rule.colour for rule in coloured} == {text for text, _ in possible()}
    assert sorted(map(str, coloured - met(whole, all_marked=False)[1])) == []


@pytest.mark.parametrize(
    "banned",
    [
        r"\{ (grid|column|flex|letter-spacing|text-shadow|position|opacity|font:)",
        r"\{ display: .*(grid|flex)",
        r"\{ text-align(-last|-all)?: justify",
        r"!important|url\(|::marker",
    ],
)
def test_what_the_engine_sets_badly_or_slowly_is_not_used(banned: str) -> None:
    assert len(LINES) > 150
    assert [line for line in LINES if re.search(banned, line)] == []


SHOWN = {f"var(--{use})" for form in FORMS.values() for use in form.shown.at(9.0)}
"""Sizes that the press works out, which are never smaller than the body."""


def test_no_type_is_smaller_than_the_body() -> None:
    sizes = [line.split(" { font-size: ") for line in LINES if " { font-size: " in line]
    assert sizes
    for place, size in sizes:
        number = re.fullmatch(r"(\d*\.?\d+)r?em \}", size)
        fine = size in ("inherit }", "var(--least) }") or size.removesuffix(" }") in SHOWN
        assert fine or (number and float(number[1]) >= 1), f"{place}: {size}"


@pytest.mark.parametrize("theme", THEMED)
def test_nothing_is_livelier_than_accent_and_alarm(theme: str) -> None:
    parts = {name: colour(f"var(--{name})", theme) for name in COLOURS}
    lively = {name: max(part) - min(part) for name, part in parts.items()}
    loud = min(lively.pop("accent"), lively.pop("alarm"))
    assert all(value <= loud for value in lively.values())


def lightness(value: str, theme: str = "teal") -> float:
    """Return the luma of a colour, as a copier sees it, from 0 to 1 (ITU-R BT.601)."""
    return sum(s * p for s, p in zip((0.299, 0.587, 0.114), colour(value, theme), strict=True))


@pytest.mark.parametrize("theme", THEMED)
def test_all_that_is_not_a_ground_survives_a_copier(theme: str) -> None:
    """Whatever words and rules are drawn in is far darker than where a bad copier parts them."""
    drawn = {name: lightness(f"var(--{name})", theme) for name in COLOURS if name != "tint"}
    assert {name: value for name, value in drawn.items() if value > 0.4} == {}
    assert lightness("#7b8e96") > 0.5  # a grey that one copier in two loses


def test_no_rule_is_a_hairline() -> None:
    widths = [line for line in LINES if re.search(r"\{ border[^:]*: [^}]*mm", line)]
    found = [(float(w), line) for line in widths for w in re.findall(r"(\d*\.?\d+)mm", line)]
    radii = [line for line in LINES if "radius" in line]
    assert len(found) > 10
    assert [line for width, line in found if 0 < width < 0.25 and line not in radii] == []


def test_every_colour_is_a_token_of_the_theme() -> None:
    literal = [line for line in LINES if re.search(r": [^:]*(#[0-9a-f]{3}|rgb|hsl|cmyk)", line)]
    assert literal == []
    used = {name for line in LINES for name in re.findall(r"var\((--[\w-]+)\)", line)}
    measured = {name.removeprefix("var(").removesuffix(")") for name in SHOWN}
    assert used - {"--tight", "--air", "--least", "--icon", "--sign"} - measured <= set(
        THEMED["teal"]
    )


def test_sides_are_logical_but_in_rules_for_right_to_left() -> None:
    for example in ("margin-left: 1mm", "left: 0", "text-align: right", "border-right-width: 0"):
        assert re.search(PHYSICAL, f"x {{ {example} }}")
    assert not re.search(PHYSICAL, "x { margin-inline: 1mm }")
    sided = [rule for rule in RULES if any(re.search(PHYSICAL, line) for line in rule.lines)]
    for rule in sided:
        assert all(part.strip().startswith(RTL) for part in rule.selector.split(",")), rule


def _is_lopsided(rule: Rule) -> bool:
    """Whether a rule has four sides in one, of which the left is not the right."""
    for name, value in rule.declarations:
        sides = re.sub(r"calc\(([^()]|\([^()]*\))*\)", "calc", value).split()
        if name in ("margin", "padding") and len(sides) == 4 and sides[1] != sides[3]:
            return True
    return False


def test_a_rule_whose_left_is_not_its_right_has_a_twin_for_right_to_left() -> None:
    (example,) = rules("a { margin: 0 calc(1mm + (2mm)) 0 2mm }", "x.css")
    assert _is_lopsided(example)
    for rule in filter(_is_lopsided, RULES):
        twin = ", ".join(f"{RTL} {part.strip()}" for part in rule.selector.split(","))
        assert twin in {other.selector for other in RULES if other.sheet == rule.sheet}


def test_no_shorthand_has_a_variable() -> None:
    """The engine works such a shorthand out anew for each of its parts in each element."""
    shorthand = r"\{ (margin|padding|border|background|font)(-(top|bottom|inline|block|width))?: "
    ways = [line for line in LINES if re.search(shorthand, line)]
    single = re.compile(r"\{ (margin|padding)-(top|bottom): ")
    assert len(ways) > 20
    assert [line for line in ways if "var(" in line and not single.search(line)] == []


def test_templates_trust_nothing_and_set_no_style_of_their_own() -> None:
    banned = r"\|\s*safe\b|autoescape|Markup|\sstyle=|<(small|sub|sup|font|script)\b"
    assert {"product.html.j2", "parts.html.j2", "table.html.j2"} <= {p.name for p in TEMPLATES}
    for path in TEMPLATES:
        assert not re.search(banned, path.read_text("utf-8")), path.name


def test_only_values_of_the_press_go_into_a_style() -> None:
    trusted = {
        "place.tag", "place.setting.tight", "language.tag",
        "name", "value", "if typefaces.heading", "families(typefaces.heading)",
        "name, value in edition.theme.tokens().items()", "language.setting.tight",
        "language.setting.leading",
        "language.setting[made.product.form.floor]", "cut.family", "cut.weight", "cut.url",
        "families(typefaces.families)", "families(typefaces.place_families)", "cut in typefaces.cuts",
        "rooms.icon.width", "rooms.sign.width",
    }  # fmt: skip
    styles = [re.findall(r"<style.*?</style>", p.read_text("utf-8"), re.S) for p in TEMPLATES]
    found = re.findall(r"\{[{%]-? *(?:for )?(.+?) *-?[%}]\}", str(styles))
    assert set(found) - {"endfor", "endif"} == trusted
