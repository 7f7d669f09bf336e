"""Partners: what one adds or replaces comes to stand in the guide, and all else is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.blocks.guides import draw, guide
from tests.conftest import HOUSE
from vademecum.content import freshness, reading
from vademecum.content.catalogue import partners_of
from vademecum.content.guide import Guide
from vademecum.content.partner_reader import PartnerReader
from vademecum.content.reading import GuideReader
from vademecum.content.translations import Translations
from vademecum.edition.composition import compose
from vademecum.edition.edition import texts

GUIDE = """
blocks:
  top: {kind: masthead}
  call: {kind: fields, entries: [{id: desk, value: desk.phone}]}
  rules: {kind: list, style: bullet, items: [{id: quiet}, {id: smoke}]}
  say: {kind: phrases, phrases: [hello]}
  codes: {kind: table, columns: [code], rows: [{id: one, name: one.name, cells: {code: one.code}}]}
  mind: {kind: text, paragraphs: [a]}
products:
  page: {form: sheet, panels: {front: [[call, [rules, mind]], {flow: [codes], in: 2}], back: [top, say]}}
  card: {form: card, panels: {front: {reader: place, spots: [say]}, back: [call]}}
facts:
  desk.phone: {kind: phone, value: "+7 495 123-45-67"}
  one.name: {kind: name, value: One}
  one.code: {kind: ussd, value: "*100#"}
  spare: {kind: claim, value: Nobody may smoke in the house.}
phrases: {hello: {text: Здравствуйте!}}
words:
  en: &en
    call: {title: Call, labels: {desk: Desk}}
    rules: {title: Rules, items: {quiet: Be quiet., smoke: Do not smoke.}}
    say: {title: Say, meanings: {hello: Hello!}}
    codes: {title: Codes, columns: {name: Who, code: Code}}
    mind: {title: Mind, paragraphs: {a: The step.}}
  de: *en
labels: {say: {title: Скажите}}
"""
OWN: dict[str, Any] = {
    "name": "Our club",
    "facts": {
        "desk.phone": {"kind": "phone", "value": "+7 495 765-43-21"},
        "club.mail": {"kind": "email", "value": "club@example.org"},
    },
    "blocks": {"club": {"kind": "fields", "entries": [{"id": "mail", "value": "club.mail"}]}},
    "put": [{"block": "club", "after": "call"}],
}
CHECKED = {"source": "a test", "checked": "2026-11-01", "confidence": "high", "shelf_life": "90"}
WORDS: dict[str, Any] = {
    "review": {"made_by": "Our club"},
    "blocks": {"club": {"title": "Our club", "labels": {"mail": "Write to us"}}},
}


def partner(folder: Path, own: dict[str, Any], words: dict[str, Any] | None = WORDS) -> Path:
    """Write the guide and a partner `club` of it; return the guide's folder."""
    made = guide(folder, GUIDE).path
    where = made / "partners" / "club"
    (where / "words").mkdir(parents=True)
    facts = {id: {**CHECKED, **fact} for id, fact in own.get("facts", {}).items()}
    whole = {**own, "facts": facts} if facts else own
    (where / "partner.yaml").write_text(yaml.safe_dump(whole, sort_keys=False), "utf-8")
    for tag in ("en", "de") if words else ():
        text = yaml.safe_dump(words, allow_unicode=True, sort_keys=False)
        (where / "words" / f"{tag}.yaml").write_text(text, "utf-8")
    return made


def load(folder: Path, tags: tuple[str, ...] = ()) -> tuple[Guide | None, list[str]]:
    found, problems = reading.languages_of(PartnerReader(folder, HOUSE, "club"), tags)
    own = f"{folder.name}/partners/club/"
    return found, [str(problem).partition(own)[2] or str(problem) for problem in problems]


def spots(guide: Guide, product: str) -> Any:
    """Return the blocks of a product's panels, as ids in lists."""

    def ids(spot: Any) -> Any:
        inner = getattr(spot, "flow", spot)
        return [ids(one) for one in inner] if isinstance(inner, tuple) else inner

    return {id: ids(tuple(p.spots)) for id, p in guide.structure.products[product].panels.items()}


def said(guide: Guide, tag: str = "en") -> str:
    return " | ".join(map(str, texts(compose(guide, tag))))


def test_what_a_partner_adds_stands_behind_what_it_names(tmp_path: Path) -> None:
    made, problems = load(partner(tmp_path, OWN))
    assert problems == []
    assert made is not None
    assert made.id == "trial@club"
    assert spots(made, "page")["front"] == [["call", "club", ["rules", "mind"]], ["codes"]]
    assert spots(made, "card")["back"] == ["call", "club"]
    assert "club@example.org" in said(made)
    assert "495 765-43-21" in said(made)
    assert "123-45-67" not in said(made)
    assert "Write to us" in said(made, "de")


def test_the_guide_itself_knows_nothing_of_its_partners(tmp_path: Path) -> None:
    folder = partner(tmp_path, OWN)
    made, problems = reading.load(folder, HOUSE)
    assert problems == ()
    assert made is not None
    assert "club" not in made.structure.blocks
    assert "123-45-67" in said(made)
    assert partners_of(folder) == ("club",)


@pytest.mark.parametrize(
    ("review", "codes"),
    [
        ({"made_by": "Our club", "reviewed_by": "Anna P", "reviewed_on": "2061-01-01"}, 2),
        ({"made_by": "Our club", "reviewed_by": "Anna P", "reviewed_on": "2026-11-01"}, 0),
        ({"made_by": "Our club", "reviewed_by": "not yet", "reviewed_on": "2026-11-01"}, 2),
        ({"made_by": "Our club", "reviewed_by": "Club, our", "reviewed_on": "2026-11-01"}, 2),
        ({"made_by": "Our club", "reviewed_by": "Anna P"}, 2),
    ],
)
def test_a_review_of_a_partner_s_words_is_somebody_else_s_on_a_day_that_has_been(
    tmp_path: Path, review: dict[str, str], codes: int
) -> None:
    folder = partner(tmp_path, OWN, {**WORDS, "review": review})
    reader = PartnerReader(folder, HOUSE, "club")
    made, problems = reading.languages_of(reader)
    ahead = freshness.ahead(made, date(2026, 12, 1), reader.reviewed()) if made else ()
    found = [*problems, *ahead]
    assert [problem.file.rpartition("/")[2] for problem in found] == ["de.yaml", "en.yaml"][:codes]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("made_by: Our club", "made_by: no", "bad-value"),
        ("made_by: Our club", "made_by:", "missing"),
        ("made_by: Our club", "made_by: Our club\n  reviewed_by: not yet", "bad-value"),
        ("made_by: Our club", "made_by: Our club\n  on: x", "unknown-key"),
        ("title: Our club", "title: Our club: the best", "yaml-syntax"),
        ("title: Our club", "title: [Our club]", "bad-value"),
        ("title: Our club", '"title: Our club', "yaml-syntax"),
        ("review:", "reviews:", "unknown-key"),
    ],
)
def test_a_fact_that_only_a_partner_s_broken_words_name_is_no_second_problem(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    fact = {"kind": "url", "value": "https://example.org"}
    words = {**WORDS, "blocks": {"club": {"title": "Our club", "labels": {"mail": "{club.site}"}}}}
    folder = partner(tmp_path, {**OWN, "facts": {**OWN["facts"], "club.site": fact}}, words)
    assert load(folder)[1] == []
    for tag in ("de", "en"):
        path = folder / "partners" / "club" / "words" / f"{tag}.yaml"
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    told = load(folder)[1]
    assert [problem.partition(":")[0] for problem in told] == ["words/de.yaml", "words/en.yaml"]
    assert all(code in problem for problem in told), told


def test_a_comment_behind_a_partner_s_text_is_told_in_its_own_file(tmp_path: Path) -> None:
    folder = partner(tmp_path, OWN)
    own = folder / "partners" / "club"
    changes = [("partner.yaml", "name: Our club"), ("partner.yaml", "source: a test"),
               ("words/en.yaml", "mail: Write to us")]  # fmt: skip
    for name, line in changes:
        text = (own / name).read_text("utf-8")
        (own / name).write_text("# A\n" * 90 + text.replace(line, f"{line} # now", 1), "utf-8")
    _, problems = load(folder)
    assert sorted(problem.partition(":")[0] for problem in problems) == sorted(
        name for name, _ in changes
    )
    assert all("'# now' behind this text is a comment" in problem for problem in problems)


def test_what_a_partner_hides_stands_nowhere_and_leaves_no_empty_list(tmp_path: Path) -> None:
    made, problems = load(
        partner(tmp_path, {"name": "Our club", "hide": ["rules", "mind", "codes"]})
    )
    assert problems == []
    assert made is not None
    assert spots(made, "page")["front"] == [["call"]]
    assert "Be quiet" not in said(made)


def test_a_block_of_the_guide_can_stand_elsewhere(tmp_path: Path) -> None:
    own = {"name": "Our club", "put": [{"block": "rules", "after": "say", "products": ["page"]}]}
    made, problems = load(partner(tmp_path, own))
    assert problems == []
    assert made is not None
    assert spots(made, "page") == {
        "front": [["call", ["mind"]], ["codes"]],
        "back": ["top", "say", "rules"],
    }


def test_a_partner_has_the_products_and_the_languages_that_it_chooses(tmp_path: Path) -> None:
    own = {"name": "Our club", "products": ["card"], "languages": ["de"], "hide": ["top"]}
    folder = partner(tmp_path, own)
    made, _ = load(folder)
    assert made is not None
    assert list(made.products) == ["card"]
    assert PartnerReader(folder, HOUSE, "club").tags == ["de"]


def test_words_for_products_that_a_partner_leaves_out_are_not_too_many(tmp_path: Path) -> None:
    folder = partner(tmp_path, {**OWN, "products": ["page"]})
    written = (folder / "guide.yaml").read_text("utf-8")
    tree = yaml.safe_load(written)
    tree["products"]["card"]["panels"]["back"] = [{"block": "call", "short": True}]
    (folder / "guide.yaml").write_text(yaml.safe_dump(tree, sort_keys=False), "utf-8")
    for path in (folder / "words").iterdir():
        words = yaml.safe_load(path.read_text("utf-8"))
        words["blocks"]["call"]["short"] = {"title": "Ring"}
        path.write_text(yaml.safe_dump(words, allow_unicode=True, sort_keys=False), "utf-8")
    assert load(folder)[1] == []
    words["blocks"]["call"]["shorter"] = {"title": "Ring"}
    path.write_text(yaml.safe_dump(words, allow_unicode=True, sort_keys=False), "utf-8")
    assert load(folder)[1] == []
    assert [problem.code for problem in reading.load(folder, HOUSE)[1]] == ["superfluous-words"]
    own = folder / "partners" / "club" / "words" / "en.yaml"
    said = yaml.safe_load(own.read_text("utf-8"))
    said["blocks"]["club"]["labels"]["fax"] = "Fax"
    own.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), "utf-8")
    assert any("superfluous-words" in problem for problem in load(folder)[1])


def test_a_partner_has_its_logo_and_its_look(tmp_path: Path) -> None:
    words = {"review": {"made_by": "Our club"}, "blocks": {"top": {"alt": "Our badge"}}}
    folder = partner(tmp_path, {"name": "Our club", "logo": "badge"}, words)
    draw(folder / "partners" / "club", {"badge": '<circle cx="20" cy="10" r="9"/>'})
    (folder / "partners" / "club" / "theme.yaml").write_text("base: mono\n", "utf-8")
    made, problems = load(folder)
    assert problems == []
    assert made is not None
    assert made.theme.accent == "#000000"
    assert made.structure.blocks["top"].model_dump()["logo"] == "badge"
    assert made.gallery.image("badge", ()).is_drawn
    assert "Our badge" in said(made)
    plain, _ = reading.load(folder, HOUSE)
    assert plain is not None
    assert (plain.theme.accent, plain.gallery.images) != ("#000000", {}) or not plain.gallery.images


def test_what_nobody_has_reviewed_of_a_partner_makes_the_whole_unreviewed(tmp_path: Path) -> None:
    folder = partner(tmp_path, OWN)
    done = "made_by: The tests\n  reviewed_by: Bo Lind\n  reviewed_on: 2026-11-02"
    for file in (*folder.glob("*.yaml"), *folder.glob("words/*.yaml")):
        file.write_text(file.read_text("utf-8").replace("made_by: The tests", done), "utf-8")
    base, _ = reading.load(folder, HOUSE)
    made, problems = load(folder)
    assert problems == []
    assert base is not None
    assert made is not None
    assert [g.words["de"].review.done for g in (base, made)] == [True, False]


def changed(**own: Any) -> dict[str, Any]:
    return {**OWN, **own}


FACT = {"kind": "phone", "value": "+7 495 765-43-21"}
BAD: dict[str, tuple[dict[str, Any], str]] = {
    "hides what there is not": (
        changed(hide=["rulez"]), "names-nothing: the guide has no block 'rulez'",
    ),
    "chooses a product that there is not": (
        changed(products=["cards"]), "names-nothing: the guide has no product 'cards'",
    ),
    "chooses a language that the guide has not": (
        changed(languages=["en", "fi"]), "names-nothing: the guide has no language 'fi'",
    ),
    "adds a block of the guide's name": (
        changed(blocks={"rules": OWN["blocks"]["club"]}, put=[]),
        "not-the-partners: the guide has a block 'rules'",
    ),
    "puts a block behind what there is not": (
        changed(put=[{"block": "club", "after": "cal"}]), "names-nothing: there is no block 'cal'",
    ),
    "puts a block that there is not": (
        changed(put=[*OWN["put"], {"block": "clubb", "after": "call"}]),
        "names-nothing: there is no block 'clubb'",
    ),
    "puts its block nowhere": (changed(put=[]), "names-nothing: the block 'club' is put nowhere"),
    "puts a block on a product that there is not": (
        changed(put=[{"block": "club", "after": "call", "products": ["pages"]}]),
        "names-nothing: the guide has no product 'pages'",
    ),
    "gives a fact of another kind": (
        changed(facts={**OWN["facts"], "desk.phone": {"kind": "email", "value": "a@example.org"}}),
        "not-the-partners: 'desk.phone' is of kind phone in the guide, and of kind email here",
    ),
    "gives a fact that nothing names": (
        changed(facts={**OWN["facts"], "desk.fone": FACT}),
        "names-nothing: the guide has no fact 'desk.fone'",
    ),
    "gives a fact that is none": (
        changed(facts={**OWN["facts"], "desk.phone": {"kind": "phone", "value": "12"}}), "fact-value:",
    ),
    "gives a fact without its source": (
        changed(facts={**OWN["facts"], "desk.phone": {**FACT, "source": None}}), "missing-key:",
    ),
    "has a block of a kind that there is not": (
        changed(blocks={"club": {"kind": "feilds"}}), "bad-value:",
    ),
    "has a block that names no fact": (
        changed(blocks={"club": {"kind": "fields", "entries": [{"id": "mail", "value": "club.male"}]}}),
        "unknown-fact: no fact 'club.male'",
    ),
    "has a key that there is not": (changed(hides=["rules"]), "unknown-key: unknown key 'hides'"),
    "has a logo that is no picture of its": (
        changed(logo="badge"), "unknown-picture: no picture 'badge'",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("own", "expected"), BAD.values(), ids=BAD)
def test_a_fault_of_a_partner_is_told_in_its_own_file(
    tmp_path: Path, own: dict[str, Any], expected: str
) -> None:
    made, problems = load(partner(tmp_path, own))
    assert made is None
    told = [problem for problem in problems if problem.startswith("partner.yaml:")]
    assert any(problem.partition(": ")[2].startswith(expected) for problem in told), problems


STRANGE = {
    "the guide's own block": {"rules": {"title": "Our rules"}},
    "a block that there is not": {"nobody": {"title": "Here"}},
    "a part of the guide's block": {"call": {"labels": {"desk": "Bureau"}}},
}


@pytest.mark.parametrize("broken", ["desk.phone: [\n", None], ids=["broken", "gone"])
def test_where_the_facts_of_the_guide_cannot_be_read_none_of_the_partners_is_blamed(
    tmp_path: Path, broken: str | None
) -> None:
    folder = partner(tmp_path, OWN)
    facts = folder / "facts.yaml"
    facts.write_text(broken, "utf-8") if broken else facts.unlink()
    _, problems = load(folder)
    assert len(problems) == 1
    assert "facts.yaml" in problems[0]


@pytest.mark.parametrize("more", STRANGE.values(), ids=STRANGE)
def test_a_partner_has_no_word_in_what_it_did_not_add(tmp_path: Path, more: dict[str, Any]) -> None:
    words = {**WORDS, "blocks": {**WORDS["blocks"], **more}}
    made, problems = load(partner(tmp_path, OWN, words))
    assert made is None
    assert problems[0].startswith("words/de.yaml:")
    assert "not-the-partners" in problems[0]


def test_words_that_lack_are_asked_of_the_partner(tmp_path: Path) -> None:
    words = {**WORDS, "blocks": {"club": {"title": "Our club"}}}
    _, (first, *_) = load(partner(tmp_path / "some", OWN, words))
    assert first.startswith("words/en.yaml:")
    assert "no words for 'blocks.club.labels" in first
    _, problems = load(partner(tmp_path / "none", OWN, None))
    assert {problem.partition(":")[0] for problem in problems} == {"words/en.yaml", "words/de.yaml"}


def test_a_product_made_of_what_is_hidden_is_told(tmp_path: Path) -> None:
    folder = partner(tmp_path, {"name": "Our club", "hide": ["codes"]})
    path = folder / "guide.yaml"
    tree = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    tree["products"]["each"] = {"form": "card", "per": "codes", "panels": {"a": ["codes"]}}
    path.write_text(yaml.safe_dump(tree, sort_keys=False), "utf-8")
    _, problems = load(folder)
    assert any("'each' is made per row of 'codes'" in problem for problem in problems)


def test_what_of_a_partner_is_outdated_is_on_a_record_of_its_own(tmp_path: Path) -> None:
    folder = partner(tmp_path, OWN)
    Translations.read(GuideReader(folder, HOUSE)).accept(["de"])
    before = (folder / "translations.json").read_bytes()
    mine = Translations.read(PartnerReader(folder, HOUSE, "club"))
    assert {s.language: len({*s.outdated, *s.untranslated}) for s in mine.statuses()} == {
        "en": 0,
        "de": 2,
    }
    mine.accept(["de"])
    again = Translations.read(PartnerReader(folder, HOUSE, "club"))
    assert {s.language: len({*s.outdated, *s.untranslated}) for s in again.statuses()} == {
        "en": 0,
        "de": 0,
    }
    assert (folder / "translations.json").read_bytes() == before
    own = (folder / "partners" / "club" / "translations.json").read_text("utf-8")
    assert "blocks.club.title" in own
    assert "blocks.rules" not in own


def test_a_partner_without_a_file_of_its_own_is_told(tmp_path: Path) -> None:
    folder = partner(tmp_path, OWN)
    (folder / "partners" / "club" / "partner.yaml").unlink()
    made, problems = load(folder)
    assert made is None
    assert problems[0].startswith("partner.yaml: no-file")


def test_of_what_is_outdated_the_cure_names_the_partner(tmp_path: Path) -> None:
    folder = partner(tmp_path, OWN)
    Translations.read(GuideReader(folder, HOUSE)).accept(["de"])
    (folder / "words" / "en.yaml").write_text(
        (folder / "words" / "en.yaml").read_text("utf-8").replace("Be quiet", "Be still"), "utf-8"
    )
    reader = PartnerReader(folder, HOUSE, "club")
    told = list(Translations.read(reader).warnings())
    assert {problem.file.rpartition("trial/")[2] for problem in told} == {
        "partners/club/words/de.yaml"
    }
    assert all("vademecum accept -l de --partner club" in problem.hint for problem in told)
