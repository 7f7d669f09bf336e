"""Long words: parted by the patterns of their language, and never in codes, facts and names."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.blocks.guides import guide
from tests.trying import swept
from vademecum.edition.composition import compose
from vademecum.forms.papers import PAPERS
from vademecum.problems.problem import Refused
from vademecum.setting import fonts, hyphens, template, viewer
from vademecum.setting.compositor import Compositor
from vademecum.setting.finished import Finished
from vademecum.text.runs import Run, Text


# By the hyphenation patterns of TeX, as dictionaries divide these words.
@pytest.mark.parametrize(
    ("word", "tag", "parts"),
    [
        ("hyphenation", "en", "hy-phen-a-tion"),
        ("Silbentrennung", "de", "Sil-ben-tren-nung"),
        ("Silbentrennung", "de-AT", "Sil-ben-tren-nung"),
        ("постановление", "ru", "по-ста-нов-ле-ние"),
        ("переносити", "uk", "пе-ре-но-си-ти"),
        ("programmation", "fr", "pro-gram-ma-tion"),
        ("biblioteca", "es", "bi-blio-te-ca"),
        ("maailma", "et", "maa-ilma"),
        ("elektronisch", "nl", "elek-tro-nisch"),
    ],
)
def test_a_word_is_parted_as_its_language_does(word: str, tag: str, parts: str) -> None:
    parted = hyphens.parted(word, tag)
    assert parted is not None
    assert parted.replace("\u00ad", "") == word
    assert set(places(parts, "-")) >= set(places(parted, "\u00ad")) != set()


def places(word: str, hyphen: str) -> list[int]:
    """Return before which letters a word is parted."""
    ends, letters = list[int](), 0
    for part in word.split(hyphen)[:-1]:
        letters += len(part)
        ends.append(letters)
    return ends


@pytest.mark.parametrize("tag", ["tr", "vi", "kk", "uz", "ky"])
def test_where_there_are_no_patterns_that_is_known(tag: str) -> None:
    assert hyphens.parted("anlayamadıklarımızdan", tag) is None


WORDS = [
    (Text((Run("An internationalization of it"),), script="Latn"), {"internationalization"}),
    (Text((Run("Kurz"), Run("Weltanschauungen")), script="Latn"), {"Weltanschauungen"}),
    (Text((Run("international"),), source="facts", script="Latn"), set()),
    (Text((Run("international", kept=True),), script="Latn"), set()),
    (Text((Run("see "), Run("example.org", direction="ltr")), script="Latn"), set()),
    (Text((Run("ถ้าฉันมีอาการแพ้อาหาร"),), script="Thai"), set()),
    (Text((Run("المستشفيات"),), script="Arab"), set()),
    (Text((Run("достопримечательность-то"),), script="Cyrl"), {"достопримечательность"}),
    (Text((Run("123456789 *111*0887#"),), script="Latn"), set()),
]


@pytest.mark.parametrize(("text", "found"), WORDS)
def test_only_long_words_of_a_hyphenated_script_may_be_parted(text: Text, found: set[str]) -> None:
    assert hyphens.words(text) == found


def test_a_chosen_word_is_parted_wherever_it_is_words_and_by_its_own_language() -> None:
    root = ElementTree.fromstring(
        '<html lang="en"><head><title>hyphenation</title></head><body>'
        "<p>hyphenation, other hyphenation<b>hyphenation</b>hyphenation</p>"
        '<p class="x named">hyphenation</p><td class="code">hyphenation</td>'
        '<bdi>hyphenation</bdi><p lang="tr">hyphenation</p></body></html>'
    )
    hyphens.part(root, frozenset({"hyphenation"}))
    whole = "".join(root.itertext())
    assert whole.count("hyphenation") == 5
    assert whole.count("hy\u00adphen\u00ada\u00adtion") == 4


LONG = """
place: none
facts: {site: {kind: url, value: "https://example.org"}}
blocks:
  top: {kind: masthead}
  said: {kind: text, paragraphs: [a]}
  side: {kind: text, paragraphs: [a]}
products: {page: {form: card, panels: {mine: [top, [said, side]]}}}
titles: {TAG: TITLE}
source: TAG
words:
  en: {top: {title: Head}, said: {title: Said, paragraphs: {a: SAID}}, side: {title: Side, paragraphs: {a: B}}}
"""


def setting(folder: Path, said: str) -> Finished:
    """Set a card on which a text has half of the width; raise Refused where it cannot be."""
    text = LONG.replace("SAID", said).replace("titles: {TAG: TITLE}\nsource: TAG\n", "")
    edition = compose(guide(folder, text).guide(), "en")
    type, made = fonts.typefaces(edition), edition.made["page"].product
    documents = {"page": template.pour(edition, type, made)}
    return Compositor(edition, documents, type.files()).set(made, PAPERS["id1"])


def read(finished: Finished) -> str:
    with viewer.opened(finished.data) as opened:
        return opened.text


WORD = "internationalizationandmisunderstandingofcounterrevolutionaries"


def test_a_word_too_long_for_its_column_is_parted_and_copied_whole(tmp_path: Path) -> None:
    copied = read(setting(tmp_path, f"An {WORD} in it"))
    assert WORD not in copied
    assert WORD in "".join(copied.split())
    assert "-" not in copied


def test_words_that_fit_are_never_parted(tmp_path: Path) -> None:
    said = "Internationalization misunderstandings counterrevolutionaries responsibilities"
    lines = read(setting(tmp_path, said)).split()
    assert set(said.split()) <= set(lines)


@pytest.mark.parametrize("word", ["x" * 90, WORD.upper().replace("A", "1")])
def test_a_word_that_cannot_be_parted_is_named(word: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        setting(tmp_path, f"A {word} in it")
    (problem,) = refused.value.problems
    assert (problem.code, problem.line) == ("does-not-fit", 11)
    assert word[:20] in problem.message
    assert "too wide at 6.5 pt" in problem.message


SCANS = """
place: none
facts:
  one: {kind: url, value: "https://example.org"}
  other: {kind: email, value: desk@example.org}
blocks:
  sites: {kind: qr, codes: [{id: one, target: one}, {id: other, target: other}]}
  said: {kind: text, paragraphs: [a]}
products: {page: {form: sheet, panels: {mine: [[sites, said]]}}}
words:
  en: {sites: {title: Sites, captions: {one: CAPTION, other: Scan it and write}}, said: {title: Said, paragraphs: {a: B}}}
"""
CAPTIONS = [
    WORD, WORD[:40], "counterrevolutionaries", "misunderstandings internationalizations",
    "Scan it and see what it is that the front desk has", "A responsibility of counterrevolutionaries",
    "electroencephalographically immunoelectrophoretically", "See uncharacteristically",
]  # fmt: skip


@pytest.mark.parametrize("caption", swept(CAPTIONS, *CAPTIONS[:2]))
def test_a_caption_keeps_away_from_the_one_beside_it(caption: str, tmp_path: Path) -> None:
    edition = compose(guide(tmp_path, SCANS.replace("CAPTION", caption)).guide(), "en")
    type, made = fonts.typefaces(edition), edition.made["page"].product
    documents = {"page": template.pour(edition, type, made)}
    copied = read(Compositor(edition, documents, type.files()).set(made, PAPERS["a4"]))
    assert "".join(caption.split()) in "".join(copied.split())
