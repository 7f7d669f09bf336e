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
from vademecum.blocks.image import Icon, Image
from vademecum.blocks.qr import ComposedCode
from vademecum.content.themes import COLOURS
from vademecum.edition.edition import Edition, Scan
from vademecum.forms.sheet import Mark as Line
from vademecum.forms.sheet import Place
from vademecum.setting.quiet import QUIET
from vademecum.text.faces import WEIGHTS, Face
from vademecum.text.language import Language
from vademecum.text.marks import Mark
from vademecum.text.runs import Text
from vademecum.text.ties import unparted

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
    form, margin = commission.product.form, commission.margin
    return {
        "size": commission.size,
        "least": getattr(setting, form.floor),
        "shown": form.shown.at(commission.size),
        "theme": {name: getattr(edition.theme, name) for name in COLOURS},
        "form": form.id,
        "paper": {"width": paper.width, "height": paper.height, "bleed": paper.bleed},
        "trim": {"width": trim.width, "height": trim.height, "bleed": trim.bleed},
        "margins": {"top": top, "sides": sides, "bottom": max(bottom - SLACK, 0.0)},
        "sides": [_side(side) for side in commission.sides],
        "slug": {"size": margin.size, **_value(margin.slug, edition)} if margin else None,
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
    """Return a value of an edition as JSON has it: texts as runs, all else field by field.

    Pictures are left out: they have no words.
    """
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
    if isinstance(value, (Icon, Image)):
        return None
    if is_dataclass(value):
        found = {f.name: _value(getattr(value, f.name), edition) for f in fields(value)}
        return found | (_qr(value.payload) if isinstance(value, (ComposedCode, Scan)) else {})
    return value


def _text(text: Text, edition: Edition) -> Json:
    """Return a text as runs; a `kept` run does not break, an `apart` one stands left to right.

    What is written as the place writes is `local`, what a fact says `named`; how it sounds stands
    left to right.
    """
    language = edition.language
    apart = language.direction == "rtl" or language.setting.scriptio_continua
    runs = [
        {
            "text": unparted(run.text, language.script),
            "strong": run.strong,
            "kept": run.kept,
            "apart": run.isolated and apart,
        }
        for run in text.runs
    ]
    place, sounds = edition.place or language, text.location[-1:] == ("romanization",)
    local = text.source == "phrases" or text.script == place.script != language.script
    named = {"named": text.source == "facts"}
    return {"runs": runs, "marked": bool(text.mark), "local": local, "sounds": sounds, **named}


def _qr(payload: str) -> Json:
    """Return a QR code as SVG, with its quiet zone, and how many modules it is wide."""
    svg, code = BytesIO(), segno.make(payload, error="m", micro=False)
    code.save(svg, kind="svg", border=QUIET, omitsize=True)
    return {"svg": svg.getvalue().decode("utf-8"), "modules": code.symbol_size(border=QUIET)[0]}


def _side(page: Side) -> Json:
    side = page.sheet
    return {
        "panel": page.panel,
        "places": [
            {"kind": kind, **_place(place, side.paper.height)}
            for place, kind in zip(side.places, page.dealt, strict=True)
            if kind is not None
        ],
        "marks": [_line(line, side.paper.height) for line in (*side.marks, *side.slug.ruler)],
        "slug": _place(side.slug.words, side.paper.height),
    }


def _place(place: Place, height: float) -> Json:
    """Return a place on a paper so high, measured from its upper edge and turned clockwise."""
    return {
        "x": place.x,
        "y": height - place.y - place.height,
        "width": place.width,
        "height": place.height,
        "angle": -place.angle,
        "bleed": dict(zip(("left", "bottom", "right", "top"), place.bleed, strict=True)),
    }


def _line(line: Line, height: float) -> list[float]:
    return [line.x1, height - line.y1, line.x2, height - line.y2]


def _language(language: Language) -> Json:
    return {"tag": language.tag.partition("-")[0], "direction": language.direction}


def _families(faces: Iterable[Face]) -> list[str]:
    return [_family(face.path(WEIGHTS[0])) for face in faces]


def _family(path: Path) -> str:
    with TTFont(path, lazy=True) as font:
        return str(font["name"].getBestFamilyName())
