"""Templates: what goes into them is text, whatever it looks like."""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from jinja2 import TemplateNotFound
from PIL import Image, ImageDraw

from vademecum.content.door import Shut
from vademecum.content.guide import Guide
from vademecum.edition.composition import compose
from vademecum.edition.edition import texts
from vademecum.forms.papers import Paper
from vademecum.forms.products import FORMS
from vademecum.problems.problem import Refused
from vademecum.setting import fonts, template
from vademecum.setting.fit import Fitted
from vademecum.setting.template import Document, TextSetter, halves
from vademecum.text.marks import Mark
from vademecum.text.runs import Run, Text


def setter(guide: Guide, tag: str) -> TextSetter:
    return TextSetter(compose(guide, tag))


def poured(guide: Guide, tag: str, product: str = "checklist") -> Document:
    edition = compose(guide, tag)
    return template.pour(edition, fonts.typefaces(edition), guide.products[product])


def html(guide: Guide, tag: str, product: str = "checklist") -> str:
    return poured(guide, tag, product).html


def test_markup_in_words_is_escaped(small: Guide) -> None:
    assert (
        str(setter(small, "en").set(Text((Run("<script>&{{x}}"),)))) == "&lt;script&gt;&amp;{{x}}"
    )


CODE = Run("*100#", direction="ltr", kept=True)
PHONE = Run("8 800 250-08-90", direction="ltr", kept=True)
NAME = Run("ميغافون", direction="rtl", kept=True)
TIMES = Run("19–20", direction="rtl", kept=True)


@pytest.mark.parametrize(
    ("run", "text", "expected"),
    [
        (CODE, Text((), direction="rtl"), '<bdi dir="ltr">*100#</bdi>'),
        (CODE, Text(()), "*100#"),
        (CODE, Text((), script="Thai"), '<span class="kept">*100#</span>'),
        (PHONE, Text(()), '<span class="kept">8 800 250-08-90</span>'),
        (PHONE, Text((), direction="rtl"), '<bdi class="kept" dir="ltr">8 800 250-08-90</bdi>'),
        (NAME, Text(()), '<bdi dir="rtl">ميغافون</bdi>'),
        (NAME, Text((), direction="rtl"), "ميغافون"),
        (TIMES, Text((), direction="rtl"), '<span class="kept">19–20</span>'),
        (replace(CODE, strong=True), Text(()), "<strong>*100#</strong>"),
        (replace(PHONE, strong=True), Text(()), '<strong class="kept">8 800 250-08-90</strong>'),
        (replace(CODE, strong=True), Text((), direction="rtl"), '<strong dir="ltr">*100#</strong>'),
    ],
)
def test_a_run_has_one_element_where_its_line_or_its_order_asks_for_it(
    small: Guide, run: Run, text: Text, expected: str
) -> None:
    """Whatever the edition's language: a text has the direction of its own."""
    for tag in ("en", "ar"):
        assert str(setter(small, tag).set(replace(text, runs=(run,)))) == expected


def test_a_mark_stands_behind_its_run_in_the_direction_of_the_text(small: Guide) -> None:
    """So digits keep to their column in a language from right to left too."""
    text = Text((replace(CODE, mark=Mark.DOUBTFUL), Run(" ثم")), direction="rtl")
    mark = '<span class="mark">\u2060†</span>'
    assert str(setter(small, "ar").set(text)) == f'<bdi dir="ltr">*100#</bdi>{mark} ثم'


def test_hangul_words_are_kept_whole(russia: Guide) -> None:
    markup = str(setter(russia, "en").set(Text((Run("번호를 확인"),), script="Kore")))
    assert markup == "번\u2060호\u2060를 확\u2060인"


@pytest.mark.parametrize(
    ("script", "value", "behind", "held"),
    [
        ("Kore", "3", "일 안에", True), ("Kore", "3", " 일", False), ("Kore", "*100#", "를", False),
        ("Hans", "2026", "年8月", True), ("Hans", "24", "小时", False), ("Latn", "3", "일", False),
    ],
)  # fmt: skip
def test_an_ending_stays_on_the_line_of_its_number(
    russia: Guide, script: str, value: str, behind: str, held: bool
) -> None:
    text = Text((Run(value, direction="ltr", kept=True), Run(behind)), script=script)
    markup = str(setter(russia, "en").set(text))
    assert (f"{value}\u2060{behind[0]}" in re.sub("<[^>]*>", "", markup)) == held


@pytest.mark.parametrize("product", ["checklist", "card"])
def test_the_document_says_its_language_and_direction(small: Guide, product: str) -> None:
    document = html(small, "ar", product)
    assert '<html lang="ar" dir="rtl">' in document
    assert 'lang="ru" dir="ltr"' in document
    assert "<title>دليل صغير</title>" in document


def test_only_fonts_and_style_sheets_are_fetched(small: Guide) -> None:
    document = html(small, "en")
    addresses = set(re.findall(r'(?:src|url)[=(]["\s]*\(?"?([^")]+)', document))
    assert all(address.startswith("font:") for address in addresses)
    kinds = {block.kind for block in compose(small, "en").made["checklist"].blocks}
    assert re.findall(r'<link rel="stylesheet" href="([^"]+)"', document) == [
        "style/base.css",
        "style/forms/sheet.css",
        *(f"style/blocks/{kind}.css" for kind in sorted(kinds)),
    ]


@pytest.mark.parametrize("product", ["checklist", "card"])
def test_all_that_is_linked_goes_with_the_document(small: Guide, product: str) -> None:
    document = poured(small, "en", product)
    linked = re.findall(r'<link rel="stylesheet" href="([^"]+)"', document.html)
    assert set(document.files) == set(linked)
    for name, data in document.files.items():
        assert data == (template.folder() / name).read_bytes()


@pytest.mark.parametrize("product", ["checklist", "card"])
def test_every_text_of_a_product_goes_into_its_panel(small: Guide, product: str) -> None:
    for tag in ("en", "ar"):
        made = compose(small, tag).made[product]
        document = poured(small, tag, product)
        assert list(document.panels) == [panel.id for panel in made.panels]
        for panel in made.panels:
            assert set(texts(panel)) <= set(document.panels[panel.id])
        colophon = set(texts(made.colophon))
        assert set(document.texts) == colophon.union(*map(texts, made.panels))


@pytest.mark.parametrize("module", [0.0, 0.4, 0.5])
def test_a_qr_code_has_a_title_and_its_quiet_zone(module: float) -> None:
    """21 modules are the least; where a template says nothing all of them take 15 mm."""
    svg = str(template._qr("https://mts.ru", "QR code leading to https://mts.ru", module))
    assert "<title>QR code leading to https://mts.ru</title>" in svg
    found = re.search(r'width="([\d.]+)mm" height="([\d.]+)mm" viewBox="0 0 (\d+) \3"', svg)
    assert found
    width, height, across = float(found[1]), float(found[2]), int(found[3])
    assert width == height
    assert across - 8 in range(21, 50, 4)
    assert width / across == pytest.approx(module or 15 / (across - 8), abs=0.001)


@pytest.mark.parametrize(
    "payload",
    [
        "https://mts.ru",
        "tel:+7-800-250-08-90",
        "geo:55.7558,37.6173",
        "geo:0,0?q=Tverskaya%201%2C%20Moscow",
        "mailto:help@example.org",
        "WIFI:T:WPA;S:Guests;P:eight\\;chars;;",
        "Комната 12, второй этаж",
        "1",
        "x" * 300,
    ],
)
def test_a_qr_code_says_its_payload_with_error_correction_of_m_at_least(payload: str) -> None:
    """Read back by ZXing from its modules; M mends 15 % of a code that a thumb has smudged.

    More is taken where it makes the code no larger.
    """
    svg = str(template._qr(payload, "a title"))
    size, path = re.search(r'viewBox="0 0 (\d+) ', svg), re.search(r' d="([^"]+)"', svg)
    assert size
    assert path
    (code,) = zxingcpp.read_barcodes(_modules(path[1], int(size[1])))
    assert code.text == payload
    assert code.format == zxingcpp.BarcodeFormat.QRCode
    assert code.ec_level in {"M", "Q", "H"}
    if len(payload) == 300:
        assert code.ec_level == "M"


def _modules(path: str, size: int) -> Image.Image:
    """Return a code as a picture, four pixels a module; its white margin is a part of it."""
    picture = Image.new("L", (size * 4, size * 4), 255)
    pen, x, y = ImageDraw.Draw(picture), 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        if command == "h":
            left, top = round(x * 4), round((y - 0.5) * 4)
            pen.rectangle((left, top, left + round(values[0] * 4) - 1, top + 3), fill=0)
            x += values[0]
        else:
            x, y = values if command == "M" else (x + values[0], y + values[1])
    return picture


@pytest.mark.parametrize(
    ("rule", "named"),
    [
        ("p { background: url(pictures/tick.svg) }", "style/pictures/tick.svg"),
        ('p { background: url("pictures/tick.svg") }', "style/pictures/tick.svg"),
        ("p { background: url( '../tick.svg' ) }", "tick.svg"),
        ('@import "more.css";', "style/more.css"),
        ("@import url(deep/more.css);", "style/deep/more.css"),
        ("p { background: url(data:image/png;base64,AA) }", ""),
        ("p { background: url(missing.svg) }", ""),
        ("p { content: 'url' }", ""),
    ],
)
def test_what_a_style_sheet_names_goes_with_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str, named: str
) -> None:
    (tmp_path / "style").mkdir()
    (tmp_path / "style" / "own.css").write_text(rule)
    if named:
        (tmp_path / named).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / named).write_bytes(b"one")
    monkeypatch.setattr(template, "folder", lambda: tmp_path)
    found = template._files('<link href="style/own.css">', (tmp_path,))
    assert set(found) == {"style/own.css"} | ({named} if named else set())
    if named:
        assert found[named] == b"one"


def test_style_sheets_that_name_each_other_are_taken_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.css").write_text("@import 'b.css';")
    (tmp_path / "b.css").write_text("@import 'a.css'; @import 'c.css';")
    (tmp_path / "c.css").write_text("p { color: red }")
    monkeypatch.setattr(template, "folder", lambda: tmp_path)
    assert set(template._files("<link href='a.css'>", (tmp_path,))) == {"a.css", "b.css", "c.css"}


def test_a_setting_is_a_paper_a_size_and_air() -> None:
    said = template.measures(Paper("p", 85.6, 53.98, bleed=3.0), Fitted(7.2, 0.04), FORMS["card"])
    assert said.split() == [
        "@page",
        "{",
        "size:",
        "85.6mm",
        "53.98mm;",
        "bleed:",
        "3.0mm",
        "}",
        "html",
        "{",
        "font-size:",
        "7.2pt;",
        "--air:",
        "0.04em;",
        "--head:",
        "7.8pt;",
        "--lead:",
        "9pt;",
        "--say:",
        "9pt;",
        "--key:",
        "11.25pt",
        "}",
    ]
    assert "--air: 0.0em" in template.measures(
        Paper("p", 210.0, 297.0), Fitted(9.9, 0.0), FORMS["sheet"]
    )


@pytest.mark.parametrize(("number", "first"), [(4, 2), (12, 6), (3, 2), (5, 3), (1, 1), (0, 0)])
def test_halves_are_as_even_as_may_be_and_keep_the_order(number: int, first: int) -> None:
    items = list(range(number))
    left, right = halves(items)
    assert [*left, *right] == items
    assert len(left) == first


FOLDERS = ("templates/parts", "templates/.git", "beside")


@pytest.mark.parametrize("how", ["include '{}'", "import '{}' as x", "extends '{}'"])
@pytest.mark.parametrize(
    ("name", "target", "found"),
    [
        ("whole.j2", None, True),
        ("parts/in.j2", "../whole.j2", True),
        ("out.j2", "../beside/secret.j2", False),
        ("parts/out.j2", "../../beside/secret.j2", False),
        ("parts/deeper/secret.j2", "../../beside", False),
        ("parts/twice.j2", "../out.j2", False),
        ("hidden.j2", ".git/secret.j2", False),
        (".git/secret.j2", None, False),
        ("../beside/secret.j2", None, False),
        ("endless.j2", "/dev/zero", False),
        ("itself.j2", "itself.j2", False),
        ("parts", None, False),
    ],
)
def test_no_template_is_taken_from_outside_the_folder(
    tmp_path: Path, how: str, name: str, target: str | None, found: bool
) -> None:
    for folder in FOLDERS:
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "secret.j2").write_text("secret")
    templates = tmp_path / "templates"
    (templates / "whole.j2").write_text("whole")
    (templates / "out.j2").symlink_to("../beside/secret.j2")
    path = templates / name
    if target and not path.is_symlink():
        (path.parent if name.endswith("deeper/secret.j2") else path).symlink_to(target)
    (templates / "asks.j2").write_text("{% " + how.format(name) + " %}")
    asks = template._environment((templates,)).get_template("asks.j2")
    if found:
        assert asks.render() == ("" if "import" in how else "whole")
        return
    with pytest.raises((TemplateNotFound, Shut)):
        asks.render()


def test_no_style_sheet_is_taken_from_outside_the_folder(
    tmp_path: Path,
) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    (tmp_path / "secret.css").write_text("p { color: red }")
    (templates / "out.css").symlink_to("../secret.css")
    (templates / "in.css").write_text("@import '../secret.css';")
    assert set(template._files('<link href="in.css">', (templates,))) == {"in.css"}
    with pytest.raises(Shut):
        template._files('<link href="in.css"><link href="out.css">', (templates,))


def sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 6 * 2**30)


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: path.write_bytes(b"a\n\xff"), "template-fault"),
        (lambda path: path.write_text("a", "utf-16"), "template-fault"),
        (os.mkfifo, "unreadable"),
        (lambda path: path.symlink_to("/dev/zero"), "unreadable"),
        (lambda path: path.symlink_to("nowhere"), "no-file"),
        (lambda path: path.symlink_to(path.name), "unreadable"),
        (lambda path: path.symlink_to("/etc/hostname"), "unreadable"),
        (sparse, "too-large"),
    ],
)
@pytest.mark.parametrize("name", ["product.html.j2", "parts.html.j2", "style/base.css"])
def test_a_file_of_a_house_that_is_not_read_is_told_and_not_passed_over(
    small: Guide, tmp_path: Path, make: Callable[[Path], object], code: str, name: str
) -> None:
    house = tmp_path / "templates"
    (house / "style").mkdir(parents=True)
    make(house / name)
    if code == "template-fault" and name.endswith(".css"):
        return  # that is for the engine to tell
    edition = compose(small, "en")
    among = (house, template.folder())
    with pytest.raises(Refused) as refused:
        template.pour(edition, fonts.typefaces(edition), small.products["card"], among=among)
    (problem,) = refused.value.problems
    assert (Path(problem.file).name, problem.code) == (Path(name).name, code)


def test_an_edit_of_a_template_is_seen(tmp_path: Path) -> None:
    (tmp_path / "a.j2").write_text("one")
    environment = template._environment((tmp_path,))
    assert environment.get_template("a.j2").render() == "one"
    (tmp_path / "b.j2").write_text("two")
    (tmp_path / "b.j2").rename(tmp_path / "a.j2")
    assert environment.get_template("a.j2").render() == "two"
    (tmp_path / "a.j2").unlink()
    with pytest.raises(TemplateNotFound):
        environment.get_template("a.j2")


ATTRIBUTES = [
    " href=", " src=", ' href="', " href='style/base.css'", "<link href=x>", '"> <img src="x">',
    " href=" + "x" * 300, "<a href='../../../etc/passwd'>", "src=\"style/forms/card.css\"",
]  # fmt: skip


@pytest.mark.parametrize("text", ATTRIBUTES, ids=range(len(ATTRIBUTES)))
@pytest.mark.parametrize("before", ["", "x" * 255], ids=["short", "long"])
def test_words_that_look_like_attributes_name_no_file(small: Guide, before: str, text: str) -> None:
    edition = compose(small, "en")
    said = Text((Run(f"{before}{text}"),))
    odd = replace(edition, title=said, subject=said, author=said.runs[0].text)
    document = template.pour(odd, fonts.typefaces(edition), small.products["checklist"])
    assert set(document.files) == set(poured(small, "en").files)


@pytest.mark.parametrize(
    ("markup", "named"),
    [
        ('<link rel="x" href="style/base.css">', ["style/base.css"]),
        ("<img alt='a href=' src='b.png'>", ["b.png"]),
        ('<img alt="a > b" src="b.png">', ["b.png"]),
        ('<image href="p/q.svg"/>', ["p/q.svg"]),
        ('<a href="b.html">', []),
        ('<link href="https://x.example">', []),
        ('<use href="#id"/>', []),
        ('<p title="x src=">y href="z"</p>', []),
        ('<img data-src="a" src="b&amp;c.png">', ["b&c.png"]),
    ],
)
def test_a_tag_names_files_by_its_own_attributes(markup: str, named: list[str]) -> None:
    assert template._named(markup) == named
