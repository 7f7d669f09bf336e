"""An artifact's words and measures as JSON, and the Typst documents that set them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final, TypeAlias

import segno
from fontTools.ttLib import TTFont

from bench.contest.commission import Commission
from bench.contest.markup import SLACK, TEMPLATES, margins
from vademecum.edition.edition import (
    Edition,
    EditionPhrase,
    EditionRow,
    EditionSection,
    EditionTable,
)
from vademecum.forms.sheet import Sheet
from vademecum.setting.fonts import WEIGHTS, Face
from vademecum.setting.template import HANGUL_PAIR, WORD_JOINER, halves
from vademecum.text.language import Language
from vademecum.text.runs import Text

Json: TypeAlias = dict[str, Any]


def write(commission: Commission, folder: Path) -> tuple[Path, Path]:
    """Write an artifact's Typst document and its data into a folder and return their paths."""
    for source in TEMPLATES.glob("*.typ"):
        (folder / source.name).write_bytes(source.read_bytes())
    path = folder / Path(commission.artifact.path).with_suffix(".json").name
    path.write_text(json.dumps(_data(commission), ensure_ascii=False, indent=1), "utf-8")
    return folder / f"{commission.artifact.product}.typ", path


def font_folders(commission: Commission) -> tuple[str, ...]:
    """Return the folders of the faces in use, and of no other."""
    faces = (*commission.own_faces, *commission.place_faces)
    return tuple(dict.fromkeys(str(face.path(w).parent) for face in faces for w in WEIGHTS))


def _data(commission: Commission) -> Json:
    """Return all that the Typst documents need to know of an artifact."""
    paper, trim, sheet = commission.paper, commission.trim, commission.sheet
    edition, setting = commission.edition, commission.edition.language.setting
    top, sides, bottom = margins(commission)
    return {
        "size": commission.size,
        "paper": {"width": paper.width, "height": paper.height},
        "trim": {"width": trim.width, "height": trim.height, "bleed": trim.bleed},
        "margins": {"top": top, "sides": sides, "bottom": max(bottom - SLACK, 0.0)},
        "sheet": [_side(side) for side in (sheet, sheet.back())] if sheet else [],
        "language": _language(edition.language),
        "place": _language(edition.place),
        "leading": setting.leading,
        "tight": setting.tight,
        "own_faces": _families(commission.own_faces),
        "place_faces": _families(commission.place_faces),
        "author": edition.author,
        "subject": str(edition.subject),
        "title": _text(edition.title, edition),
        "check_first": _text(edition.colophon.check_first, edition),
        "facts_checked": _text(edition.colophon.facts_checked, edition),
        "review": _optional(edition.colophon.review, edition),
        **WORDS[commission.product.id](edition),
    }


def _checklist(edition: Edition) -> Json:
    """Return the words of the checklist."""
    front, back = edition.sides()
    linked = [(row, row.url, row.link) for row in edition.table.rows if row.url and row.link]
    return {
        "lead": _text(edition.lead, edition),
        "write_in_title": _text(edition.write_in_title, edition),
        "write_in": [_text(row.label, edition) for row in edition.write_in],
        "never": _text(edition.never, edition),
        "front": [_sections(half, edition) for half in halves(front)],
        "back": [_sections(half, edition) for half in (back[:-1], back[-1:])],
        "table": _table(edition.table, edition),
        "table_title": _text(edition.table_title, edition),
        "table_note": _text(edition.table_note, edition),
        "links_title": _text(edition.links_title, edition),
        "links": [_link(row, url, link, edition) for row, url, link in linked],
        "phrases_title": _text(edition.phrases_title, edition),
        "phrases_note": _text(edition.phrases_note, edition),
        "phrases": [_phrases(half, edition) for half in halves(edition.phrases)],
    }


def _card(edition: Edition) -> Json:
    """Return the words of the card."""
    card = edition.card
    return {
        "card_title": _text(card.title, edition),
        "table": _table(card.table, edition),
        "alarm": _optional(card.alarm, edition),
        "write_in": [_text(row.label, edition) for row in card.write_in],
        "front_notes": [_text(note, edition) for note in card.front],
        "phrases_title": _text(card.phrases_title, edition),
        "phrases": _phrases(card.phrases, edition),
        "back_notes": [_text(note, edition) for note in card.back],
    }


WORDS: Final[Mapping[str, Callable[[Edition], Json]]] = {"checklist": _checklist, "card": _card}
"""The words of each product that is set."""


def _text(text: Text, edition: Edition) -> Json:
    """Return a text as runs; a `kept` run does not break, an `apart` one stands left to right."""
    language = edition.language
    apart = language.direction == "rtl" or language.setting.scriptio_continua
    runs = [
        {
            "text": HANGUL_PAIR.sub(WORD_JOINER, run.text)
            if language.script == "Kore"
            else run.text,
            "strong": run.strong,
            "kept": run.isolated,
            "apart": run.isolated and apart,
        }
        for run in text.runs
    ]
    return {"runs": runs, "marked": text.marked}


def _optional(text: Text | None, edition: Edition) -> Json | None:
    return _text(text, edition) if text else None


def _sections(sections: Iterable[EditionSection], edition: Edition) -> list[Json]:
    return [
        {
            "number": str(section.number),
            "title": _text(section.title, edition),
            "steps": [_text(step.text, edition) for step in section.steps],
        }
        for section in sections
    ]


def _phrases(phrases: Iterable[EditionPhrase], edition: Edition) -> list[Json]:
    return [
        {
            "text": _text(phrase.text, edition),
            "romanization": _optional(phrase.romanization, edition),
            "meaning": _text(phrase.meaning, edition),
        }
        for phrase in phrases
    ]


def _table(table: EditionTable, edition: Edition) -> Json:
    return {
        "heads": [_text(head, edition) for head in table.columns.values()],
        "rows": [
            {
                "name": _text(row.name, edition),
                "sign": _optional(row.sign, edition),
                "cells": [
                    {"text": _text(cell, edition), "missing": column in row.missing}
                    for column, cell in row.cells.items()
                ],
            }
            for row in table.rows
        ],
    }


def _link(row: EditionRow, url: str, link: Text, edition: Edition) -> Json:
    svg = BytesIO()
    segno.make(url, error="m", micro=False).save(svg, kind="svg", border=0, omitsize=True)
    return {
        "name": _text(row.name, edition),
        "url": url,
        "address": str(link),
        "marked": link.marked,
        "svg": svg.getvalue().decode("utf-8"),
        "alt": edition.qr.replace("{url}", url),
    }


def _side(side: Sheet) -> Json:
    return {
        "places": [
            {
                "x": place.x,
                "y": side.paper.height - place.y - place.height,
                "width": place.width,
                "height": place.height,
                "angle": -place.angle,
                "bleed": dict(zip(("left", "bottom", "right", "top"), place.bleed, strict=True)),
            }
            for place in side.places
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
