"""The reference page of all kinds of blocks, for developers: `reference.py FOLDER [pictures]`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from vademecum.blocks.block import Block, Example, Slot, Use
from vademecum.blocks.registry import KINDS
from vademecum.commands import macros, specimen
from vademecum.commands.markdown import table
from vademecum.content import schema
from vademecum.content.kinds.registry import fitting
from vademecum.forms.papers import PAPERS
from vademecum.forms.products import FORMS

SAID: Final[Mapping[str, str]] = {
    "panel": "the panel's",
    "reader": "the reader's",
    "both": "the reader's and the place's",
}
"""In whose language a slot is asked for."""
ANY: Final = {"print": "any that is printed", "claim": "any, mostly `claim`"}
"""What fits for a purpose that (nearly) all kinds serve."""
SIGNS: Final = {"boolean": "true or false", "string": "a text"}


def page() -> str:
    """Return the page, in Markdown."""
    found = schema.document("guide")["$defs"]
    lines = [INTRODUCTION, "## Every kind", "", *_every_kind(found)]
    for name, kind in KINDS.items():
        lines += _kind(name, kind, found)
    lines += ["## Spots", "", SPOTS, "", *table(_HEAD, _rows(found["Shown"], found, "")), ""]
    lines += ["Blocks that flow through columns:", ""]
    lines += [*table(_HEAD, _rows(found["Flow"], found, "")), ""]
    lines += ["## Products", "", *table(_HEAD, _product(found)), ""]
    lines += _forms()
    lines += ["## The facts and phrases of the examples", ""]
    examples = [kind.example for kind in KINDS.values() if kind.example]
    lines += _code("`facts.yaml`", specimen.facts(examples))
    lines += _code("`phrases.yaml`", specimen.phrases(examples))
    lines += macros.page()
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
A block with a heading asks for the slot `title`, one with a note for `note`. Its icon stands beside
the heading, that of a callout beside all its words. Where a spot says `short: true`, every slot may
have another form below `short`; the source language says which slots do, and the other languages
have the same.
"""
SPOTS: Final = (
    "A panel is a list of spots, one below the other. A list among them stands side by side, a list"
    " in that one below each other, and so on. A spot is the id of a block, or a mapping:"
)
_HEAD: Final = ("field", "what it is", "what it does")


def _every_kind(found: Mapping[str, Any]) -> Iterator[str]:
    node = found[next(iter(KINDS.values())).__name__]
    own = {k: v for k, v in node["properties"].items() if k in Block.model_fields and k != "kind"}
    yield from table(_HEAD, _rows({**node, "properties": own}, found, ""))
    yield ""
    yield EVERY


def _kind(name: str, kind: type[Block], found: Mapping[str, Any]) -> Iterator[str]:
    node = found[kind.__name__]
    own = {k: v for k, v in node["properties"].items() if k not in Block.model_fields}
    yield from (f"## `{name}`", "", schema.sentence(kind), "")
    if rows := list(_rows({**node, "properties": own}, found, "")):
        yield from (*table(_HEAD, rows), "")
    if kind.example:
        yield from _example(name, kind.example)


def _example(name: str, example: Example) -> Iterator[str]:
    """Yield what the blocks of a kind's example ask for, and the example."""
    blocks = specimen.blocks(example)
    if slots := dict.fromkeys(row for block in blocks for row in _slots(block)):
        yield from (*table(("slot", "in the language", ""), slots), "")
    uses = dict.fromkeys(_use(block, use) for block in blocks for use in block.facts())
    if uses := {row: None for row in uses if not row[0].startswith("`rests_on")}:
        yield from (*table(("place of a fact", "kinds that fit", ""), uses), "")
    yield from _code("`guide.yaml`, below `blocks`", example.guide)
    if example.words:
        yield from _code("`words/en.yaml`, below `blocks`", example.words)
    yield from (f"![The example on a card](blocks/{name}.png)", "")


def _slots(block: Block) -> Iterator[tuple[str, str, str]]:
    for slot in block.slots(frozenset()):
        optional = "may be left out" if slot.optional else ""
        yield f"`{_general(slot)}`", SAID[slot.said], optional


def _general(slot: Slot) -> str:
    """Return the path of a slot, with what stands for its ids."""
    if not slot.part and not slot.column:
        return ".".join(slot.path)
    first, ids, *rest = slot.path
    ids = ".".join("<id>" for _ in ids.split("."))
    return ".".join([first, ids, *("<column>" if step == slot.column else step for step in rest)])


def _use(block: Block, use: Use) -> tuple[str, str, str]:
    steps = ("<column>" if step in block.column_ids else step for step in use.location)
    where = "".join("[]" if isinstance(step, int) else f".{step}" for step in steps)[1:]
    kinds = ", ".join(f"`{kind}`" for kind in fitting(use))
    if not use.kinds:
        kinds = ANY.get(use.purpose, kinds)
    low = "may be of low confidence; then it is left out" if use.optional else ""
    return f"`{where}`", kinds, low


def _rows(
    node: Mapping[str, Any], found: Mapping[str, Any], above: str
) -> Iterator[tuple[str, str, str]]:
    """Yield a row a field of a model, and of the models in it."""
    for name, field in node["properties"].items():
        must = " (needed)" if name in node.get("required", ()) else ""
        yield f"`{above}{name}`", _type(field) + must, _description(field, found)
        sign = f"{above}{name}[]." if field.get("type") == "array" else f"{above}{name}."
        for model in _models(field, found):
            yield from _rows(found[model], found, sign)


def _models(field: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of the models that a field holds, but not those of spots."""
    for part in (field, field.get("items", {}), *field.get("anyOf", ())):
        for option in (part, *part.get("anyOf", ())):
            name = str(option.get("$ref", "")).rpartition("/")[2]
            if name in found and "properties" in found[name] and name not in ("Shown", "Flow"):
                yield name


def _type(field: Mapping[str, Any]) -> str:
    if "const" in field:
        return f"`{field['const']}`"
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
    "PictureId": "a picture",
    "IconId": "[an icon](pictograms.md)",
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
    yield from (*table(head, rows), "")
    papers = [
        (f"`{p.id}`", f"{p.width:g} x {p.height:g} mm", f"{p.bleed:g} mm") for p in PAPERS.values()
    ]
    yield from (*table(("paper", "size", "bleed"), papers), "")


def _code(where: str, text: str) -> tuple[str, ...]:
    return (f"{where}:", "", "```yaml", text.rstrip(), "```", "")


def pictures(folder: Path) -> None:
    """Write a picture of each example, as it stands on a card."""
    (folder / "blocks").mkdir(exist_ok=True)
    for name, kind in KINDS.items():
        if kind.example:
            picture = specimen.picture(kind.example)
            picture.save(folder / "blocks" / f"{name}.png", optimize=True)


def main(folder: Path = Path("docs"), what: str = "page") -> None:
    """Write the page or, where they are asked for, the pictures."""
    if what == "pictures":
        pictures(folder)
    else:
        (folder / "blocks.md").write_text(page(), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
