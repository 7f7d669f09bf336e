"""Fences: what stands between the directions, and that a viewer reads each side in its own."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest

from tests import eyes
from tests.blocks.guides import guide
from tests.setting.test_specimen import compositor, laid_out
from tests.trying import one_in
from vademecum.edition.composition import compose
from vademecum.setting import sides
from vademecum.setting.compositor import VARIANT
from vademecum.setting.viewer import opened

WHOLE = """
blocks: {say: {kind: text, paragraphs: [one]}}
panels: {mine: [say]}
facts: {code: {kind: ussd, value: "*100#"}, times: {kind: number, value: 19-20}}
words:
  en: {say: {title: A, paragraphs: {one: "ENGLISH"}}}
  ar: {say: {title: ا, paragraphs: {one: "ARABIC"}}}
"""
SENTENCES = [
    "اطلب {code} الآن",
    "{code} ثم 8 (800) 250-08-90 ثم mts.ru",
    "شريحة SIM أو eSIM من MTS، Beeline، Tele2",
    "من {times} رقما",
    "{times}",
    "**اطلب {code}**، ثم **+7**!",
    "السعر 1,000 روبل، أي 30%",
]


def printed(folder: Path, tag: str, sentence: str) -> bytes:
    english = re.sub("[\u0600-\u06ff]+", "so", sentence)
    text = WHOLE.replace("ARABIC", sentence).replace("ENGLISH", english)
    found, problems = guide(folder, text).load()
    assert found, problems
    made = compositor(compose(found, tag))
    return laid_out(made, "page").pdf(VARIANT, False)


@one_in(3)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_viewer_reads_a_mixed_sentence_in_its_order(tmp_path: Path, sentence: str) -> None:
    data = printed(tmp_path, "ar", sentence)
    said = sentence.replace("{code}", "*100#").replace("{times}", "19–20").replace("**", "")
    read = eyes.text(data)
    assert eyes.plain_to_left(said) in eyes.plain_to_left(read)
    with opened(data) as viewer:
        for code in re.findall(r"[^\s،!()\u0600-\u06ff]+", said):
            assert viewer.finds(code), (code, read)


def test_a_fence_is_an_artifact_without_ink(tmp_path: Path) -> None:
    data = printed(tmp_path, "ar", SENTENCES[0])
    fence = re.compile(rb"/Artifact\s+BMC\s+q\s+BT\s+/\S+ 6 Tf\s+3 Tr.*?ET\s+Q\s+EMC", re.S)
    assert len(fence.findall(_content(data))) >= 2


def test_where_all_runs_from_left_to_right_there_are_no_fences(tmp_path: Path) -> None:
    assert b" Tr" not in _content(printed(tmp_path, "en", "Dial {code} now"))


class Box:
    """A box of text, as far as fences look at it."""

    def __init__(self, text: str, direction: str = "rtl") -> None:
        self.text, self.style = text, {"direction": direction}


@pytest.mark.parametrize(
    ("text", "direction", "said"),
    [
        ("19–20", "rtl", "19–20"), (")، ", "rtl", ")، "), ("، ", "rtl", None), ("5", "rtl", None),
        ("من 19–20", "rtl", None), ("19–20", "ltr", None), ("MTS (5)", "ltr", None), (" ", "rtl", None),
    ],
)  # fmt: skip
def test_what_has_no_letters_says_what_it_reads(
    text: str, direction: str, said: str | None
) -> None:
    assert sides.says(Box(text, direction)) == said


def _content(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return b"".join(page.Contents.read_bytes() for page in pdf.pages)
