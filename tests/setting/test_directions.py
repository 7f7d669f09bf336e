"""Marks of direction: poppler reads signs where they belong, and pdfium sees none of the marks."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
import yaml

from tests import eyes
from tests.blocks.guides import guide
from tests.setting.test_specimen import compositor, laid_out
from tests.trying import one_in
from vademecum.edition.composition import ALL_FRESH, compose
from vademecum.edition.edition import texts
from vademecum.setting import directions, proof
from vademecum.setting.compositor import VARIANT
from vademecum.setting.viewer import opened
from vademecum.text.runs import Text

DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
SIGNS = "†‡"
FACTS = {
    "ussd": "*100#", "phone": "+493012345678", "short": "112", "url": "https://mts.ru",
    "email": "a@mts.ru", "digits": "89701", "number": "19-20", "year": "2022",
    "time": "08:30", "hours": "Mo-Fr 08:00-20:00", "price": "10.00 EUR", "percent": "1-8",
    "decimal": "1.5", "quantity": "2 l", "iban": "DE89370400440532013000", "name": "Wi-Fi (5 GHz)",
    "text": "Room 5",
}  # fmt: skip
WAYS = ["واسترد تأمينك F.", "F", "(F)، ثم F؟", "من **F**!"]
KINDS = {"short": "short-number"}
SENTENCES = [
    "هذا جواز سفري.",
    "من فضلك اشحن هذا الرقم:",
    "لم يصل المال. هذا الإيصال، شكرا!",
    "نقد وجواز سفر (بحكم القانون)",
    "الطوارئ: {short}، مجانا. الشرطة {digits}، الإسعاف {short}.",
    "شريحة من MTS، MegaFon أو T2 (حتى {year} باسم Tele2).",
    "اطلب {ussd}؛ ثم {phone}!",
    "({short})! «{name}»: [{digits}]، {time}.",
    "من {number} روبل، أي {percent}؛ {price}.",
    "قال: «نعم». قال: «لا»؟",
    "{ussd}",
    "صالح حتى",
    "أحضر **{short}**، ثم **+7**.",
]
ASKED = "Пополните, пожалуйста, этот номер. Есть комиссия (за что)?"


def printed(
    folder: Path,
    sentences: Sequence[str],
    tag: str = "ar",
    confidence: str = "high",
    day: date = ALL_FRESH,
    asked: int = 1,
) -> tuple[bytes, list[Text]]:
    """Return a page with sentences, some of them Russian, and the texts on it."""
    ids = [f"p{number}" for number in range(len(sentences))]
    questions = [f"q{number}" for number in range(asked)]
    said = dict(zip(ids, sentences, strict=True))
    meant = dict.fromkeys(questions, "نعم.")
    words = {"say": {"title": "ا", "paragraphs": said}, "ask": {"title": "ا", "meanings": meant}}
    whole = {
        "region": "DE",
        "blocks": {
            "say": {"kind": "text", "paragraphs": ids},
            "ask": {"kind": "phrases", "phrases": questions},
        },
        "panels": {"mine": ["say", "ask"]},
        "phrases": {id: {"text": ASKED, "romanization": "Da."} for id in questions},
        "facts": {
            id: {"kind": KINDS.get(id, id), "value": value, "confidence": confidence}
            for id, value in FACTS.items()
        },
        "words": {"en": _english(words), "ar": words},
    }
    text = yaml.safe_dump(whole, allow_unicode=True, default_style='"', width=10_000)
    found, problems = guide(folder, text).load()
    assert found, problems
    edition = compose(found, tag, day)
    data = laid_out(compositor(edition), "page").pdf(VARIANT, False)
    shown = ("paragraphs", "phrases", "meanings")
    return data, [text for text in texts(edition.made["page"]) if set(shown) & set(text.location)]


def _english(words: Any) -> Any:
    if isinstance(words, dict):
        return {key: _english(value) for key, value in words.items()}
    return re.sub("[\u0600-\u06ff]+", "so", words)


def poppler(data: bytes, folder: Path) -> str:
    """Return what poppler copies, without the marks of direction that it adds."""
    (folder / "one.pdf").write_bytes(data)
    command = ["pdftotext", "-q", str(folder / "one.pdf"), "-"]
    said = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    return _spaced(DIRECTION.sub("", said))


def _spaced(text: str) -> str:
    return " ".join(re.sub(f"[{SIGNS}]", "", text).split())


needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not there")


@needs_poppler
@pytest.mark.parametrize("asked", [1, 30])
def test_poppler_copies_each_sentence_sign_by_sign_and_space_by_space(
    tmp_path: Path, asked: int
) -> None:
    """Also on a page that mostly runs from left to right."""
    data, said = printed(tmp_path, SENTENCES, asked=asked)
    read = poppler(data, tmp_path)
    assert [str(text) for text in said if _spaced(str(text)) not in read] == []


@needs_poppler
def test_poppler_copies_both_directions_in_an_edition_from_left_to_right(tmp_path: Path) -> None:
    sentences = ["Say (نعم) twice: نعم!", "Dial {ussd}, then «{name}».", "It says لا (no)."]
    data, said = printed(tmp_path, sentences, tag="en")
    read = poppler(data, tmp_path)
    assert [str(text) for text in said if _spaced(str(text)) not in read] == []


@one_in(3)
@pytest.mark.parametrize(
    ("confidence", "day"), [("medium", ALL_FRESH), ("high", date(2060, 1, 1))], ids=["†", "‡"]
)
@pytest.mark.parametrize("way", WAYS)
def test_facts_of_every_kind_are_copied_and_found_with_a_mark_behind_them(
    tmp_path: Path, way: str, confidence: str, day: date
) -> None:
    sentences = [way.replace("F", f"{{{id}}}") for id in FACTS]
    data, said = printed(tmp_path, sentences, confidence=confidence, day=day)
    with opened(data) as viewer:
        assert list(proof.unreadable(viewer.text, said, viewer.finds)) == []


def test_pdfium_sees_no_mark_and_the_page_is_accessible(tmp_path: Path) -> None:
    data, _ = printed(tmp_path, SENTENCES)
    assert DIRECTION.search(eyes.text(data)) is None
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert b"feff200f" in pdf.pages[0].Contents.read_bytes()
    report = page.validate_pdf_bytes(data, profile=page.ValidationProfile.PDF_UA_1)
    assert report.failures == []


def test_where_nothing_runs_from_right_to_left_there_are_no_marks(tmp_path: Path) -> None:
    data, _ = printed(tmp_path, ["Dial {ussd}. Then (so): {price}!"], tag="en")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert b"feff200" not in pdf.pages[0].Contents.read_bytes()


class Box:
    """A box of text or of a page, as far as marks look at it."""

    def __init__(self, direction: str, *texts: str) -> None:
        self.style = {"direction": direction}
        self.children = [Box(direction)] if texts else []
        self.texts = texts

    def descendants(self, placeholders: bool) -> list[Any]:
        from weasyprint.formatting_structure import boxes  # after the engine, its door

        return [boxes.TextBox("p", {"white_space": "normal"}, None, text) for text in self.texts]


@pytest.mark.parametrize(
    ("direction", "texts", "surplus"),
    [
        ("rtl", ("abc", "12"), None), ("ltr", ("abc",), None), ("ltr", ("abc", "نعم"), 0),
        ("rtl", ("نعم",), 0), ("rtl", ("نعم", "a"), 2), ("rtl", ("نعم", "abcdefghij"), 11),
        ("rtl", ("שלום", "123456789 (+)"), 0), ("rtl", ("لا" * 50, "abcdefghij"), 0),
    ],
)  # fmt: skip
def test_a_page_gets_as_many_marks_as_it_has_more_letters_from_left_to_right(
    direction: str, texts: tuple[str, ...], surplus: int | None
) -> None:
    assert directions.surplus(Box(direction, *texts)) == surplus
