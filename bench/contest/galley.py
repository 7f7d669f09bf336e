"""An artifact's words and measures as JSON, and the Typst documents that set them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

import segno
from fontTools.ttLib import TTFont

from bench.contest.commission import Commission, Side
from bench.contest.markup import SLACK, TEMPLATES, margins
from vademecum.blocks.qr import ComposedCode
from vademecum.edition.edition import Edition
from vademecum.setting.template import HANGUL_PAIR, WORD_JOINER
from vademecum.text.faces import WEIGHTS, Face
from vademecum.text.language import Language
from vademecum.text.marks import Mark
from vademecum.text.runs import Text

Json: TypeAlias = dict[str, Any]


def write(commission: Commission, folder: Path) -> tuple[Path, Path]:
    """Write an artifact's Typst document and its data into a folder and return their paths."""
    for source in TEMPLATES.glob("*.typ"):
        (folder / source.name).write_bytes(source.read_bytes())
    path = folder / Path(commission.artifact.path).with_suffix(".json").name
    path.write_text(json.dumps(_data(commission), ensure_ascii=False, indent=1), "utf-8")
    return folder / ("imposed.typ" if commission.sides else "product.typ"), path


def font_folders(commission: Commission) -> tuple[str, ...]:
    """Return the folders of the faces in use, and of no other."""
    faces = (*commission.own_faces, *commission.place_faces)
    return tuple(dict.fromkeys(str(face.path(w).parent) for face in faces for w in WEIGHTS))


def _data(commission: Commission) -> Json:
    """Return all that the Typst documents need to know of an artifact."""
    paper, trim = commission.paper, commission.trim
    edition, setting = commission.edition, commission.edition.language.setting
    top, sides, bottom = margins(commission)
    return {
        "size": commission.size,
        "form": commission.product.form.id,
        "paper": {"width": paper.width, "height": paper.height, "bleed": paper.bleed},
        "trim": {"width": trim.width, "height": trim.height, "bleed": trim.bleed},
        "margins": {"top": top, "sides": sides, "bottom": max(bottom - SLACK, 0.0)},
        "sides": [_side(side) for side in commission.sides],
        "language": _language(edition.language),
        "place": _language(edition.place or edition.language),
        "leading": setting.leading,
        "tight": setting.tight,
        "own_faces": _families(commission.own_faces),
        "place_faces": _families(commission.place_faces),
        "author": edition.author,
        "subject": str(edition.subject),
        "title": str(edition.title),
        "originals": [
            {"panels": _value(one.made.panels, edition), "says": _value(one.made.colophon, edition)}
            for one in commission.originals
        ],
    }


def _value(value: Any, edition: Edition) -> Any:
    """Return a value of an edition as JSON has it: texts as runs, all else field by field."""
    if isinstance(value, Text):
        return _text(value, edition)
    if isinstance(value, Mapping):
        return {key: _value(child, edition) for key, child in value.items()}
    if isinstance(value, tuple):
        return [_value(child, edition) for child in value]
    if isinstance(value, Language):
        return _language(value)
    if isinstance(value, Mark):
        return value.sign
    if is_dataclass(value):
        found = {f.name: _value(getattr(value, f.name), edition) for f in fields(value)}
        return found | ({"svg": _svg(value.payload)} if isinstance(value, ComposedCode) else {})
    return value


def _text(text: Text, edition: Edition) -> Json:
    """Return a text as runs; a `kept` run does not break, an `apart` one stands left to right.

    What is said in the language of the place is `local`; how it sounds stands left to right.
    """
    language = edition.language
    apart = language.direction == "rtl" or language.setting.scriptio_continua
    runs = [
        {
            "text": HANGUL_PAIR.sub(WORD_JOINER, run.text)
            if language.script == "Kore"
            else run.text,
            "strong": run.strong,
            "kept": run.kept,
            "apart": run.isolated and apart,
        }
        for run in text.runs
    ]
    local, sounds = text.source == "phrases", text.location[-1:] == ("romanization",)
    return {"runs": runs, "marked": bool(text.mark), "local": local, "sounds": sounds}


def _svg(payload: str) -> str:
    svg = BytesIO()
    segno.make(payload, error="m", micro=False).save(svg, kind="svg", border=0, omitsize=True)
    return svg.getvalue().decode("utf-8")


def _side(page: Side) -> Json:
    side = page.sheet
    return {
        "panel": page.panel,
        "places": [
            {
                "kind": kind,
                "x": place.x,
                "y": side.paper.height - place.y - place.height,
                "width": place.width,
                "height": place.height,
                "angle": -place.angle,
                "bleed": dict(zip(("left", "bottom", "right", "top"), place.bleed, strict=True)),
            }
            for place, kind in zip(side.places, page.dealt, strict=True)
            if kind is not None
        ],
        "marks": [
            [m.x1, side.paper.height - m.y1, m.x2, side.paper.height - m.y2] for m in side.marks
        ],
    }


def _language(language: Language) -> Json:
    return {"tag": language.tag.partition("-")[0], "direction": language.direction}


def _families(faces: Iterable[Face]) -> list[str]:
    return [_family(face.path(WEIGHTS[0])) for face in faces]


def _family(path: Path) -> str:
    with TTFont(path, lazy=True) as font:
        return str(font["name"].getBestFamilyName())
