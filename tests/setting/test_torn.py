"""What viewers would tear: they copy each mark with its letter, each sign behind its figures."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unicodedata import normalize

import page
import pikepdf
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageChops

from tests import eyes
from tests.blocks.guides import guide
from tests.setting.test_directions import DIRECTION, needs_poppler, poppler
from tests.setting.test_directions import printed as both_ways
from tests.setting.test_specimen import compositor, laid_out
from tests.trying import tried
from vademecum.edition.composition import compose
from vademecum.setting import proof, torn
from vademecum.setting.compositor import VARIANT
from vademecum.setting.viewer import opened

ARABIC = [
    "دَلِيلٌ صَغِيرٌ",
    "اَلسَّلَامُ عَلَيْكُمْ",
    "كِتَابٌ (جَدِيدٌ)، ثُمَّ قَلَمٌ.",
    "لَا إِلَٰهَ إِلَّا",
    "مُؤَسَّسَةٌ وَآلَةٌ سَيِّئَةٌ شَيْءٌ",
    "ٱلْحَمْدُ لِلَّٰهِ رَبِّ ٱلْعَٰلَمِينَ",
    "قَالَ: «نَعَمْ!» (أَوْ «لَا»)؟",
    "إِنَّ 5 كُتُبٍ",
    "رَقْم-وَاحِد/اِثْنَانِ",
    "ربما تغيّر: اسأل أولا",
    "ثم قُصّ على العلامات.",
    "كُتُبٌ **مُهِمَّةٌ** جِدًّا",
    "أُحِبُّ Wi-Fi جِدًّا",
    "دليل صغير",
    "في عام 2022، كان",
    "هذا 5، وذاك 6.",
    "الخطوة 1: اطلب 5.",
    "عَام 2022: نَعَمْ",
    "ئٌْئْ مَئِئْب دقائق",
    "وَ",
]
HEBREW = [
    "שָׁלוֹם עֲלֵיכֶם",
    "בְּרֵאשִׁית בָּרָא אֱלֹהִים",
    "(שֵׂיבָה) וְ־5 סְפָרִים.",
    "צָ״הַ״ל, ז׳ בְּאַב",
    "יִדְּישׁ שֹׂ",
    "ירושלִַם",
    "הַמִּסְפָּר **חָשׁוּב** מְאֹד!",
    "שלום רגיל",
    "בשנת 2022: כן",
    "צעד 1, צעד 2.",
    "הֵם 30: כֵּן.",
]
PERSIAN = [
    "می\u200cروم خانه",
    "کارت\u200cهای جیبی (می\u200cشود)، 5 نشانه\u200cها.",
    "کتابِ\u200cها، می\u200cروم: اندازهٔ",
    "نشانه\u200cها",
]
LATIN = [
    "Ọ̀rọ̀ gbogbo, ẹ̀dá; Ẹ́KỌ́",
    "Ị́gbò ọ́ma ụ̀ka ṅ",
    "Dấu tiếng Việt: ổ khóa",
    "i̇̀ j̃ i̇́ ė̃ ũ̇ Ū́ m̃ L̃",
    "ɔ̃ ɛ̃ t͡ʃ d͡ʒ ʊ̯ n̩ ŋ̊ j̥",
    "g̃ ą́ į́ ǫ́ Ą́",
    "сло́во, боло́то, ы́ Й",
    "nǐ hǎo ǚ ê̄",
    "z̆ž̩ a̱ i̱ ɨ̃",
]
SENTENCES = {"ar": ARABIC, "he": HEBREW, "fa": PERSIAN, "tr": LATIN}
EACH = [(tag, sentence) for tag, sentences in SENTENCES.items() for sentence in sentences]


def printed(folder: Path, tag: str, sentences: Sequence[str]) -> bytes:
    """Return a page with sentences in a language."""
    said = {f"p{number}": sentence for number, sentence in enumerate(sentences)}
    title = {"ar": "ا", "fa": "ا", "he": "א"}.get(tag, "A")
    whole: dict[str, Any] = {
        "blocks": {"say": {"kind": "text", "paragraphs": [*said]}},
        "panels": {"mine": ["say"]},
        "words": {tag: {"say": {"title": title, "paragraphs": said}}},
    }
    english = {id: re.sub(r"[^\x00-\x7f]+", "so", f"ا {text}") for id, text in said.items()}
    whole["words"].setdefault("en", {"say": {"title": "A", "paragraphs": english}})
    text = yaml.safe_dump(whole, allow_unicode=True, default_style='"', width=10_000)
    found, problems = guide(folder, text).load()
    assert found, problems
    return laid_out(compositor(compose(found, tag)), "page").pdf(VARIANT, False)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return {
        tag: printed(tmp_path_factory.mktemp(tag), tag, sentences)
        for tag, sentences in SENTENCES.items()
    }


def plain(text: str) -> str:
    """Return a text as copies are compared: in one form, white space as a space."""
    return normalize("NFC", " ".join(DIRECTION.sub("", text).split()))


@pytest.mark.parametrize(("tag", "sentence"), EACH)
def test_pdfium_copies_what_is_written_and_finds_it(
    pages: dict[str, bytes], tag: str, sentence: str
) -> None:
    assert plain(sentence.replace("**", "")) in plain(eyes.text(pages[tag]))
    for piece in filter(None, map(str.strip, re.split(r"\*\*|Wi-Fi", sentence))):
        assert eyes.finds(pages[tag], normalize("NFC", piece))


@needs_poppler
@pytest.mark.parametrize("tag", SENTENCES)
def test_poppler_copies_what_is_written(pages: dict[str, bytes], tag: str, tmp_path: Path) -> None:
    read = plain(poppler(pages[tag], tmp_path))
    said = [sentence.replace("**", "") for sentence in SENTENCES[tag]]
    assert [sentence for sentence in said if plain(sentence) not in read] == []


@pytest.mark.parametrize("tag", SENTENCES)
def test_paper_looks_as_the_engine_draws_it(
    pages: dict[str, bytes], tag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def untouched(stream: Any, box: Any) -> Iterator[None]:
        yield

    monkeypatch.setattr(torn, "reading", untouched)
    engine = printed(tmp_path, tag, SENTENCES[tag])
    assert (engine == pages[tag]) is (tag == "tr")
    ours, theirs = (eyes.picture(data, 0, 96) for data in (pages[tag], engine))
    # Of 255 levels: places are rounded.
    levels: Any = ImageChops.difference(ours, theirs).getextrema()
    assert max(most for _, most in levels) <= 2


@pytest.mark.parametrize("tag", SENTENCES)
def test_the_page_is_accessible_and_says_what_is_written(pages: dict[str, bytes], tag: str) -> None:
    report = page.validate_pdf_bytes(pages[tag], profile=page.ValidationProfile.PDF_UA_1)
    assert report.failures == []
    with pikepdf.open(io.BytesIO(pages[tag])) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    for sentence in SENTENCES[tag][:2]:
        written = normalize("NFC", sentence).encode("utf-16-be").hex().encode()
        assert re.search(rb"/MCID \d+/ActualText <feff" + written + rb">", content)


@pytest.mark.parametrize(
    ("tag", "sentence"), [("ar", "دليل صغير، 1,000 و 30%"), ("he", "שלום רגיל")]
)
def test_what_viewers_read_is_drawn_as_it_was(tag: str, sentence: str, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(printed(tmp_path, tag, [sentence]))) as pdf:
        assert b"/Sign" not in pdf.pages[0].Contents.read_bytes()


def test_letters_are_read_that_were_first_drawn_with_marks(tmp_path: Path) -> None:
    """The engine asks once what a glyph stands for; beside its mark it finds nothing."""
    sentences = ["ئْءَّيب", "ئٌْئْ", "مئٌئْب", "بًئئ", "ئئ", "دقائق"]
    read = plain(eyes.text(printed(tmp_path, "ar", sentences))).split()
    assert [word for word in sentences if plain(word) not in read] == []


@needs_poppler
def test_a_left_to_right_page_quotes_words_with_marks(tmp_path: Path) -> None:
    sentences = ["Say نَعَمْ twice.", "It says (لَا), no more.", "«ثُمَّ» is then."]
    data, said = both_ways(tmp_path, sentences, tag="en")
    for read in (eyes.text(data), poppler(data, tmp_path)):
        squeezed = "".join(plain(read).split())
        missing = [str(text) for text in said if "".join(plain(str(text)).split()) not in squeezed]
        assert missing == []


@needs_poppler
def test_facts_among_words_with_marks_are_copied_and_found(tmp_path: Path) -> None:
    sentences = ["اِتَّصِلْ بِ {ussd}، ثُمَّ {phone}!", "فِي عَامِ {year}م.", "({short})؛ «{name}» لَا."]
    data, said = both_ways(tmp_path, sentences, confidence="medium")
    with opened(data) as viewer:
        assert list(proof.unreadable(viewer.text, said, viewer.finds)) == []
    read = plain(poppler(data, tmp_path))
    assert [str(text) for text in said if plain(str(text)) not in read] == []


def letters(found: str, marks: str, signs: str) -> st.SearchStrategy[str]:
    """Return sentences of words whose letters have no, one or two marks."""
    mark = st.lists(st.sampled_from(marks), max_size=2, unique=True).map("".join)
    word = st.lists(st.tuples(st.sampled_from(found), mark), min_size=1, max_size=7).map(
        lambda pairs: "".join(map("".join, pairs))
    )
    ways = [
        "{}",
        "{}",
        "({})",
        "«{}»",
        "{} 15",
        "{} 7.",
        "2: {}",
        *(f"{{}}{sign}" for sign in signs),
    ]
    shown = st.builds(str.format, st.sampled_from(ways), word)
    return st.lists(shown, min_size=1, max_size=5).map(" ".join)


GENERATED = {
    "ar": letters("ابتجدرسشصعفقكلمنهويةىءآأإؤئ", "ًٌٍَُِّْٰ", ".,:!؟،؛"),
    "he": letters("אבגדהוזחטיכלמנסעפצקרשתךםןףץ", "ְֱֲֳִֵֶַָֹֻּ", ".,:!"),
}


@pytest.mark.parametrize("tag", GENERATED)
def test_any_sentences_are_copied_whole(tag: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    @given(st.lists(GENERATED[tag], min_size=20, max_size=40, unique=True))
    @tried(2)
    def copied(sentences: list[str]) -> None:
        folder = tmp_path_factory.mktemp(tag)
        data = printed(folder, tag, sentences)
        readers = [eyes.text(data)]
        if shutil.which("pdftotext"):
            readers.append(poppler(data, folder))
        for read in map(plain, readers):
            squeezed = "".join(read.split())
            missing = [s for s in sentences if "".join(plain(s).split()) not in squeezed]
            assert missing == []

    copied()
