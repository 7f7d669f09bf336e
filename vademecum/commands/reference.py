"""The reference page of all kinds of blocks, for developers: `reference.py FOLDER [pictures]`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from vademecum.blocks.block import CLAIMS, Block, Slot, Use
from vademecum.blocks.registry import KINDS
from vademecum.content import reading, schema
from vademecum.content.guide import Structure
from vademecum.forms.papers import PAPERS
from vademecum.forms.products import FORMS
from vademecum.setting import template


@dataclass(frozen=True, slots=True)
class Example:
    """Blocks of one kind as guide.yaml has them, and their words in words/en.yaml."""

    guide: str
    words: str = ""


EXAMPLES: Final[Mapping[str, Example]] = {
    "masthead": Example(
        """\
top: {kind: masthead, lead: true}
""",
        """\
top:
  title: Ill in Moscow      # may be left out; then it is the guide's
  lead: Keep this card with your passport.
""",
    ),
    "text": Example(
        """\
insurance:
  kind: text
  paragraphs: [before, after]
""",
        """\
insurance:
  title: Your insurance
  paragraphs:
    before: Call your insurer **before** you pay.
    after: Keep every receipt.
""",
    ),
    "list": Example(
        """\
pack:
  kind: list
  style: check
  items:
    - {id: passport, rests_on: [clinic.papers]}
    - {id: water, amount: water.litres}
    - id: papers
      items: [{id: policy}, {id: letter}]
""",
        """\
pack:
  title: Take with you
  items:
    passport: Your passport
    water: litres of water
    papers: Two papers
    papers.policy: the policy of your insurance
    papers.letter: your doctor’s letter
""",
    ),
    "table": Example(
        """\
numbers:
  kind: table
  columns: [phone, hours]
  rows:
    - {id: doctor, cells: {phone: doctor.phone, hours: words}}
    - {id: clinic, name: clinic.name, cells: {phone: clinic.phone}}
""",
        """\
numbers:
  title: Whom to call
  columns:
    name: Who
    phone: Phone
    hours: When
  rows:
    doctor:
      name: A doctor
      hours: day and night
  missing: ask
""",
    ),
    "fields": Example(
        """\
mine:
  kind: fields
  warning: true
  entries:
    - {id: emergency, value: emergency.all}
    - {id: allergies, lines: 1}
    - {id: phone, comb: {digits: 10, groups: [3, 3, 4], prefix: phone.country}}
    - {id: treated, choice: [clinic.name, {words: elsewhere}]}
""",
        """\
mine:
  title: About me
  labels:
    emergency: Emergency
    allergies: Allergies
    phone: My phone
    treated: Treated at
  choices:
    elsewhere: elsewhere
  warning: Never write your PIN here.
""",
    ),
    "qr": Example(
        """\
links:
  kind: qr
  codes:
    - {id: clinic, name: clinic.name, target: clinic.site}
    - {id: doctor, target: doctor.phone}
""",
        """\
links:
  title: Scan
  captions:
    doctor: Calls a doctor
""",
    ),
    "callout": Example(
        """\
alarm: {kind: callout, level: danger}
allergy: {kind: callout, level: warning, phrase: allergy}
""",
        """\
alarm:
  text: "**{emergency.all}** is free, from any phone."
allergy:
  meaning: I am allergic to penicillin.
""",
    ),
    "phrases": Example(
        """\
say:
  kind: phrases
  phrases: [allergy, {id: hurts, entry: {choice: [{words: head}, {words: belly}]}}]
""",
        """\
say:
  title: Show this
  meanings:
    allergy: I am allergic to penicillin.
    hurts: It hurts here.
  choices:
    head: head
    belly: belly
""",
    ),
    "colophon": Example("end: {kind: colophon}\n"),
}
"""What each kind looks like; every example is a whole guide with the files that follow."""
FACTS: Final = """\
emergency.all:  {kind: short-number, value: "112", %s}
doctor.phone:   {kind: phone, value: +7 800 250-08-90, %s}
clinic.name:    {kind: name, value: Clinic No. 1, in: {ru: Клиника № 1}, %s}
clinic.phone:   {kind: phone, value: +7 495 739-70-00, %s}
clinic.site:    {kind: url, value: "https://clinic.example", %s}
clinic.papers:  {kind: claim, value: A clinic asks for a passport., %s}
phone.country:  {kind: digits, value: "+7", %s}
water.litres:   {kind: number, value: "2", %s}
""".replace("%s", "source: an example, checked: 2026-11-01, confidence: high, shelf_life: 3650")
PHRASES: Final = """\
review: {made_by: An example}
phrases:
  allergy:
    text: У меня аллергия на пенициллин.
    romanization: U menya allergiya na penitsillin.
  hurts:
    text: У меня болит здесь.
    romanization: U menya bolit zdes'.
"""
FIRST: Final = """\
source: en
place: ru
review: {made_by: An example}
blocks:
%s
products:
  card:
    form: card
    panels:
      front: [%s]
"""
WORDS: Final = """\
review: {made_by: An example}
title: Ill in Moscow
subject: An example of one kind of block.
"""
SAID: Final[Mapping[str, str]] = {
    "panel": "the panel's",
    "reader": "the reader's",
    "both": "the reader's and the place's",
}
"""In whose language a slot is asked for."""
TOLD: Final[Mapping[str, str]] = {
    "paragraphs": "the paragraphs, in order",
    "columns": "the columns after the first, which names the rows",
    "rows": "the rows, in order",
    "items": "what the list holds, in order",
    "entries": "the fields, in order",
    "codes": "the codes, in order",
    "phrases": "sentences of phrases.yaml, in order",
    "rests_on": "claims it rests on",
    "words": "words name it",
    "id": "by which words and `only` name it",
}
"""What is said of fields of which their models say nothing."""
SIGNS: Final = {"boolean": "true or false", "string": "text"}


def files(kind: str) -> dict[str, str]:
    """Return the files of a guide that is made of a kind's example alone, by their paths."""
    example = EXAMPLES[kind]
    ids = ", ".join(line.split(":")[0] for line in example.guide.splitlines() if line[0] != " ")
    words = WORDS + (f"blocks:\n{_indented(example.words)}\n" if example.words else "")
    return {
        "guide.yaml": FIRST % (_indented(example.guide), ids),
        "facts.yaml": FACTS,
        "phrases.yaml": PHRASES,
        "words/en.yaml": words,
    }


def write_example(kind: str, folder: Path) -> None:
    """Write the guide of an example into a folder."""
    for name, text in files(kind).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.rstrip().split("\n"))


def page() -> str:
    """Return the page, in Markdown."""
    found = schema.document("guide")["$defs"]
    lines = [INTRODUCTION, "## Every kind", "", *_every_kind(found)]
    for name, kind in KINDS.items():
        lines += _kind(name, kind, found)
    lines += ["## Spots", "", SPOTS, "", *_table(_HEAD, _rows(found["Shown"], found, "")), ""]
    lines += ["Blocks that flow through columns:", ""]
    lines += [*_table(_HEAD, _rows(found["Flow"], found, "")), ""]
    lines += ["## Products", "", *_table(_HEAD, _product(found)), ""]
    lines += _forms()
    lines += ["## The facts and phrases of the examples", ""]
    lines += [*_code("`facts.yaml`", FACTS), *_code("`phrases.yaml`", PHRASES)]
    return "\n".join(lines).rstrip() + "\n"


INTRODUCTION: Final = """\
# Blocks, forms and products

A guide is made of blocks, and each of its products is a choice of them. `guide.yaml` holds ids, its
own and those of facts. All that is said stands in `words/<tag>.yaml`, by block and slot; what is
said in the language of the place in `phrases.yaml`: sentences under `phrases` and, by block and
slot, under `labels` what blocks on panels for the place say.

This page is made from the models by `make docs`; a change to it by hand is lost.
"""
EVERY: Final = """\
A block with a heading asks for the slot `title`, one with a note for `note`. Where a spot says
`short: true`, every slot may have another form below `short`; the source language says which slots
do, and the other languages have the same.
"""
SPOTS: Final = (
    "A panel is a list of spots, one below the other. A list among them stands side by side, a list"
    " in that one below each other, and so on. A spot is the id of a block, or a mapping:"
)
_HEAD: Final = ("field", "what it is", "what it does")


def _every_kind(found: Mapping[str, Any]) -> Iterator[str]:
    node = found[Block.__subclasses__()[0].__name__]
    own = {k: v for k, v in node["properties"].items() if k in Block.model_fields and k != "kind"}
    yield from _table(_HEAD, _rows({**node, "properties": own}, found, ""))
    yield ""
    yield EVERY


def _kind(name: str, kind: type[Block], found: Mapping[str, Any]) -> Iterator[str]:
    node = found[kind.__name__]
    own = {k: v for k, v in node["properties"].items() if k not in Block.model_fields}
    yield from (f"## `{name}`", "", schema.sentence(kind), "")
    if rows := list(_rows({**node, "properties": own}, found, "")):
        yield from (*_table(_HEAD, rows), "")
    blocks = _blocks(name)
    if slots := dict.fromkeys(row for block in blocks for row in _slots(block)):
        yield from (*_table(("slot", "in the language", ""), slots), "")
    uses = dict.fromkeys(_use(use) for block in blocks for use in block.facts())
    if uses := {row: None for row in uses if not row[0].startswith("`rests_on")}:
        yield from (*_table(("place of a fact", "kinds that fit", ""), uses), "")
    yield from _code("`guide.yaml`, below `blocks`", EXAMPLES[name].guide)
    if EXAMPLES[name].words:
        yield from _code("`words/en.yaml`, below `blocks`", EXAMPLES[name].words)
    yield from (f"![The example on a card](blocks/{name}.png)", "")


def _blocks(name: str) -> tuple[Block, ...]:
    """Return the blocks of a kind's example."""
    with TemporaryDirectory() as folder:
        write_example(name, Path(folder))
        structure = reading.GuideReader(Path(folder), Path(folder)).structure()
    assert isinstance(structure, Structure), f"the example of {name} is wrong"
    return tuple(structure.blocks.values())


def _slots(block: Block) -> Iterator[tuple[str, str, str]]:
    for slot in block.slots(frozenset()):
        optional = "may be left out" if slot.optional else ""
        yield f"`{_general(slot)}`", SAID[slot.said], optional


def _general(slot: Slot) -> str:
    """Return the path of a slot, with what stands for its ids."""
    first, *rest = slot.path
    if not rest:
        return first
    second = "name" if first == "columns" and rest[0] == "name" else "<id>"
    second = "<id>.<id>" if "." in rest[0] else second
    third = [] if not rest[1:] else ["name" if rest[1] == "name" else "<column>"]
    return ".".join([first, second, *third])


def _use(use: Use) -> tuple[str, str, str]:
    where = ".".join("[]" if isinstance(step, int) else step for step in use.location)
    parts = where.replace(".[]", "[]").split(".")
    if parts[-2:-1] == ["cells"]:
        parts[-1] = "<column>"
    kinds = ", ".join(f"`{kind}`" for kind in sorted(use.kinds)) or "any that is printed"
    kinds = "any, mostly `claim`" if use.kinds == CLAIMS else kinds
    low = "may be of low confidence; then it is left out" if use.optional else ""
    return f"`{'.'.join(parts)}`", kinds, low


def _rows(
    node: Mapping[str, Any], found: Mapping[str, Any], above: str
) -> Iterator[tuple[str, str, str]]:
    """Yield a row a field of a model, and of the models in it."""
    for name, field in node["properties"].items():
        must = " (needed)" if name in node.get("required", ()) else ""
        inner = _models(field, found)
        told = field.get("description", "") if _speaks(field) else TOLD.get(name, "")
        yield f"`{above}{name}`", _type(field) + must, told or _description(field, found)
        sign = f"{above}{name}[]." if field.get("type") == "array" else f"{above}{name}."
        for model in inner:
            yield from _rows(found[model], found, sign)


def _speaks(field: Mapping[str, Any]) -> bool:
    """Whether a field says something of its own, and not of ids in general."""
    said = field.get("description")
    return bool(said) and said not in [named["description"] for named in schema.NAMED.values()]


def _models(field: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of the models that a field holds, but not those of spots."""
    for part in (field, field.get("items", {}), *field.get("anyOf", ())):
        for option in (part, *part.get("anyOf", ())):
            name = str(option.get("$ref", "")).rpartition("/")[2]
            if name in found and "properties" in found[name] and name not in ("Shown", "Flow"):
                yield name


def _type(field: Mapping[str, Any]) -> str:
    if "enum" in field:
        default = field.get("default")
        chosen = f", else `{default}`" if default else ""
        return ", ".join(f"`{value}`" for value in field["enum"]) + chosen
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(map(_type, field["anyOf"])))
    if "$ref" in field:
        return REFERENCES.get(field["$ref"].rpartition("/")[2], "a mapping")
    if field.get("type") == "array":
        return f"a list: {_type(field['items'])}"
    if field.get("type") == "object":
        return f"a mapping: an id to {_type(field['additionalProperties'])}"
    if field.get("type") == "integer":
        limits = field.get("minimum"), field.get("maximum")
        return f"{limits[0]} to {limits[1]}" if None not in limits else "a number"
    return SIGNS[field["type"]]


REFERENCES: Final[Mapping[str, str]] = {
    "Id": "an id",
    "FactId": "a fact",
    "BlockId": "a block",
    "Spots": "spots",
}


def _description(field: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """Return what a field says of itself, or else what it holds."""
    if "description" in field:
        return str(field["description"])
    if "$ref" in field:
        return _description(found[field["$ref"].rpartition("/")[2]], found)
    inner = [field.get("items"), field.get("additionalProperties"), *field.get("anyOf", ())]
    said = (_description(part, found) for part in inner if isinstance(part, dict))
    return next(filter(None, said), "")


def _product(found: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, kind, what in _rows(found["MadeProduct"], found, ""):
        if not name.startswith("`panels"):
            yield name, kind, what
    yield "`panels`", "a mapping: an id to spots or a mapping (needed)", "the pages, front and back"
    yield from _rows(found["Panel"], found, "panels.<id>.")


def _forms() -> Iterator[str]:
    yield from ("## Forms and papers", "")
    rows = [
        (
            f"`{form.id}`",
            ", ".join(f"`{paper}`" for paper in form.papers),
            ", ".join(f"`{paper}`" for paper in form.usual),
            str(form.panels),
            f"{form.ceiling:g} pt",
            "with `imposed_on`" if form.imposable else "",
        )
        for form in FORMS.values()
    ]
    head = ("form", "papers", "where none is named", "panels", "largest type", "sheets")
    yield from (*_table(head, rows), "")
    papers = [
        (f"`{p.id}`", f"{p.width:g} x {p.height:g} mm", f"{p.bleed:g} mm") for p in PAPERS.values()
    ]
    yield from (*_table(("paper", "size", "bleed"), papers), "")


def _table(head: tuple[str, ...], rows: Any) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|---" * len(head) + "|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def _code(where: str, text: str) -> tuple[str, ...]:
    return (f"{where}:", "", "```yaml", text.rstrip(), "```", "")


EDGE: Final = (196, 202, 206)
"""The colour around a picture of white paper."""


def pictures(folder: Path) -> None:
    """Write a picture of each example, as it stands on a card."""
    (folder / "blocks").mkdir(exist_ok=True)
    for name in KINDS:
        with TemporaryDirectory() as desk:
            guide = Path(desk, "example")
            write_example(name, guide)
            _picture(guide).save(folder / "blocks" / f"{name}.png", optimize=True)


def _picture(folder: Path) -> Any:
    """Return the first page of a guide's card in English, cut to its trim."""
    import pypdfium2
    from PIL import ImageOps

    from vademecum.build import executors, making
    from vademecum.build.packed import PackedJob
    from vademecum.build.plan import Planner, Selection
    from vademecum.edition.composition import compose

    guide, problems = reading.load(folder, template.folder() / "words")
    if guide is None:
        raise ValueError("\n".join(map(str, problems)))
    outcomes: list[making.Outcome] = []
    jobs = Planner("").jobs([compose(guide, "en")], Selection())
    executors.run(map(PackedJob.of, jobs), 1, outcomes.append)
    (made,) = [one for outcome in outcomes for one in outcome.prints.values()]
    scale, bleed = 170 / 72, round(PAPERS["id1"].bleed / 25.4 * 170)
    with pypdfium2.PdfDocument(made.data) as document:
        picture = document[0].render(scale=scale).to_pil().convert("RGB")
    picture = picture.crop((bleed, bleed, picture.width - bleed, picture.height - bleed))
    return ImageOps.expand(picture, border=1, fill=EDGE).quantize(64)


def main(folder: Path = Path("docs"), what: str = "page") -> None:
    """Write the page or, where they are asked for, the pictures."""
    if what == "pictures":
        pictures(folder)
    else:
        (folder / "blocks.md").write_text(page(), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
