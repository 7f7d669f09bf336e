"""Facts of every kind in sentences of reader and place, in all four pairs of directions, on paper."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests import eyes
from tests.blocks.guides import guide
from tests.setting.test_specimen import compositor, laid_out
from tests.text.test_isolation import TYPED, paper
from vademecum.content.guide import Guide
from vademecum.content.kinds.registry import FACT_KINDS
from vademecum.edition.composition import ALL_FRESH, compose
from vademecum.edition.voice import Texts
from vademecum.setting.compositor import VARIANT
from vademecum.setting.viewer import opened
from vademecum.text.isolation import direction_of
from vademecum.text.language import language
from vademecum.text.runs import Text

VALUES = {
    "ussd": ["*100#", "*111*0887#"],
    "phone": ["8 800 250-08-90", "+7 912 345-67-89", "8 (800) 250-08-90"],
    "short-number": ["112"],
    "url": ["https://my-site.ru/a?b=1#c"],
    "digits": ["89701"],
    "number": ["19-20", "30000-50000", "50000"],
    "year": ["2022"],
    "date": ["2026-11-23"],
    "email": ["a@mts.ru"],
    "geo": ["55.7558, 37.6173"],
    "iban": ["DE89370400440532013000"],
    "time": ["08:30"],
    "hours": ["Mo-Fr 08:00-20:00"],
    "price": ["29.50 EUR"],
    "percent": ["30", "1-8"],
    "decimal": ["1.5"],
    "quantity": ["2 l"],
    "text": ["https is safe"],
    "name": ["MTS", "МТС", "C++", "Wi-Fi (5 GHz)", "ميغافون"],
}
"""By kind, of the kinds that are printed in a sentence."""
CLDR = frozenset({"time", "date", "hours", "price", "percent", "decimal", "quantity", "geo"})
"""Kinds of which CLDR says how a language writes them: by what is typed and seen alone."""
FACTS = {f"{kind}.n{n}": (kind, v) for kind, all in VALUES.items() for n, v in enumerate(all)}
PAIRS = [("ru", "en"), ("ru", "ar"), ("ar", "en"), ("ar", "ar")]
"""The language of the place, and that of the reader."""
AROUND = {
    "en": ("Dial ", " now."),
    "ru": ("Наберите ", " сейчас."),
    "ar": ("اطلب ", " الآن."),
}


def sentence(tag: str, middle: str) -> str:
    before, behind = AROUND[tag]
    return f"{before}{middle}{behind}"


def trial(folder: Path, place: str, reader: str) -> Guide:
    """Return a guide that says each fact to the reader, and each fact and code to the place."""
    ids = {id.replace(".", "-"): id for id in FACTS if _has_faces(id, place, reader)}
    typed = {f"typed-{n}": text for n, text in enumerate(TYPED[:24])}

    def meant(tag: str) -> dict[str, str]:
        said = {key: sentence(tag, f"{{{id}}}") for key, id in ids.items()}
        return said | {key: sentence(tag, text) for key, text in typed.items()}

    spoken = {key: sentence(place, f"{{{id}}}") for key, id in ids.items()}
    spoken |= {key: sentence(place, text) for key, text in typed.items()}
    facts = {id: {"kind": FACTS[id][0], "value": FACTS[id][1]} for id in ids.values()}
    words = {tag: {"say": {"title": "A", "meanings": meant(tag)}} for tag in {"en", reader}}
    whole = {
        "place": place,
        "region": "RU",
        "blocks": {"say": {"kind": "phrases", "phrases": list(spoken)}},
        "panels": {"mine": ["say"]},
        "facts": facts,
        "phrases": {key: {"text": text} for key, text in spoken.items()},
        "words": words,
    }
    found, problems = guide(folder, json.dumps(whole, ensure_ascii=False)).load()
    assert found, problems
    return found


def _has_faces(fact: str, place: str, reader: str) -> bool:
    """Whether an edition has faces for a fact: for Arabic, if it is written in it."""
    return "ar" in (place, reader) or direction_of(FACTS[fact][1]) != "rtl"


@pytest.fixture(scope="module", params=PAIRS, ids="-".join)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Guide:
    place, reader = request.param
    return trial(tmp_path_factory.mktemp(f"{place}-{reader}"), place, reader)


def reader_of(guide: Guide) -> str:
    return next((tag for tag in guide.languages if tag != "en"), "en")


def shown(fact: str, tag: str) -> str:
    """Return how a fact stands on paper in a language, from left to right: told by hand."""
    kind, value = FACTS[fact]
    rtl = language(tag).direction == "rtl"
    if kind == "number":
        parts = [f"{int(part):,}" for part in value.split("-")]
        parts = [part.replace(",", "\u00a0" if tag == "ru" else ",") for part in parts]
        return "–".join(reversed(parts) if rtl else parts).replace("\u00a0", " ")
    if kind == "url":
        return value.removeprefix("https://")
    if kind == "iban":
        return " ".join(re.findall(".{1,4}", value))
    return value[::-1] if re.search("[\u0590-\u06ff]", value) else value


@pytest.mark.parametrize("fact", [id for id in FACTS if FACTS[id][0] not in CLDR])
def test_a_fact_stands_in_its_order_in_any_sentence(pair: Guide, fact: str) -> None:
    place, reader = str(pair.structure.place), reader_of(pair)
    if not _has_faces(fact, place, reader):
        return
    texts = Texts(pair, language(reader), ALL_FRESH)
    key = fact.replace(".", "-")
    said = texts.label(("phrases", key, "text"))
    meant = texts.words(("blocks", "say", "meanings", key))
    for tag, text in ((place, said), (reader, meant)):
        before, behind = AROUND[tag]
        pieces, rtl = [before, shown(fact, tag), behind], language(tag).direction == "rtl"
        if rtl:
            pieces = [behind[::-1], shown(fact, tag), before[::-1]]
        assert text.direction == ("rtl" if rtl else "ltr")
        assert paper(text.runs, text.direction) == "".join(pieces)


def test_every_kind_that_is_printed_is_tried() -> None:
    assert set(VALUES) | {"claim", "address", "wifi"} == set(FACT_KINDS)


def test_glyphs_stand_on_the_page_as_they_are_read(pair: Guide) -> None:
    """By the places of pdfium's glyphs; and a reader who types a code finds it."""
    made = compositor(compose(pair, reader_of(pair)))
    data = laid_out(made, "page").pdf(VARIANT, False)
    seen = "".join(eyes.visual_lines(data).split())
    texts: list[Text] = list(made.documents["page"].texts)
    isolates = {run.text for text in texts for run in text.runs if run.direction == "ltr"}
    assert len(isolates) > 15
    assert [text for text in isolates if "".join(text.split()) not in seen] == []
    with opened(data) as viewer:
        assert [text for text in isolates if not viewer.finds(text)] == []
