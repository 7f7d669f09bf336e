"""Kerning in joined faces: letters stay apart, and their words stay whole."""

import pytest
import uharfbuzz as hb

from vademecum.setting import fonts, kerning
from vademecum.text import faces

WORDS = ["تأكد", "أكدت", "وأكثر", "أكل", "ذاك", "رأي", "ورقة", "وکرد", "زر", "دکان"]


def pairs(data: bytes, word: str) -> list[float]:
    """Return how much wider each glyph of a word stands than it is, in ems."""
    font = hb.Font(hb.Face(hb.Blob(data)))
    found = []
    for kern in (True, False):
        buffer = hb.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        hb.shape(font, buffer, {"kern": kern})
        found.append([position.x_advance for position in buffer.glyph_positions])
    return [(a - b) / font.face.upem for a, b in zip(*found, strict=True)]


@pytest.fixture(scope="module", params=faces.WEIGHTS)
def face(request: pytest.FixtureRequest) -> tuple[bytes, bytes]:
    """The Arabic face, cut to the words, before and after."""
    path = faces.FACES["plex-arabic"].path(request.param)
    before = fonts._cut(fonts.opened(path), request.param, fonts.needed(WORDS))
    return before, kerning.close(before)


@pytest.mark.parametrize("word", WORDS)
def test_no_pair_stands_so_far_apart_that_it_is_read_as_two_words(
    face: tuple[bytes, bytes], word: str
) -> None:
    before, after = pairs(face[0], word), pairs(face[1], word)
    assert max(after) <= kerning.WIDEST < 0.1
    for old, new in zip(before, after, strict=True):
        assert new == pytest.approx(min(old, kerning.WIDEST), abs=0.001)


def test_the_face_as_it_comes_needs_it(face: tuple[bytes, bytes]) -> None:
    assert max(gap for word in WORDS for gap in pairs(face[0], word)) > 0.1


def test_twice_is_as_once_and_a_face_without_kerning_is_left(face: tuple[bytes, bytes]) -> None:
    assert kerning.close(face[1]) == face[1]
    plain = fonts._cut(fonts.opened(faces.FACES["mukta"].path(400)), 400, "abc")
    assert kerning.close(plain) == plain
