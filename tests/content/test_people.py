"""Who reviewed is somebody, and somebody else than who made it, however the names are written."""

import pytest

from vademecum.content.people import is_somebody_else, names_nobody


@pytest.mark.parametrize(
    "name",
    [
        "no", "N.N.", "nn", "Nein!", "нет", "Пока нет", "لا", "لا أحد", "نه", "ابھی نہیں", "नहीं",
        "अभी नहीं", "hayır", "yok", "aucun", "ninguno", "não", "κανείς", "没有", "暂无", "없음", "ไม่มี",
        "לא", "chưa có", "not yet", "Not Yet.", "none yet", "No one", "not reviewed", "see above",
        "to be determined", "TBD (Anna)", "Anna (tbc)", "n/a yet", "...", "1", "the translator",
        "Undefined", "in progress", "???", "x", "- none -",
    ],
)  # fmt: skip
def test_a_word_for_nobody_names_nobody(name: str) -> None:
    assert names_nobody(name)


@pytest.mark.parametrize(
    "name",
    [
        "Ng", "No Doe", "Nil Armstrong", "Yes Minister Ltd", "Nada Yusuf", "Sim Kok", "Ян Но",
        "लता नहीं", "نعم الله", "Ana Não", "A. B.", "A reader", "The tests", "李雷", "Somebody Else",
        "Reviewer One", "The Nobody Club", "Dr. Nope",
    ],
)  # fmt: skip
def test_a_name_that_only_looks_like_one_is_a_name(name: str) -> None:
    assert not names_nobody(name)


@pytest.mark.parametrize(
    ("name", "maker", "is_other"),
    [
        ("Anna Petrova", "Anna Petrova", False),
        ("Petrova, Anna", "Anna Petrova", False),
        ("A. Petrova", "Anna Petrova", False),
        ("Dr. Anna Petrova", "Anna Petrova", False),
        ("Anna Petrova <a@p.ru>", "Anna Petrova", False),
        ("ANNA PETROVA", "anna petrova", False),
        ("Jose Nunez", "José Núñez", False),
        ("Anna-Maria Petrova", "Anna Maria Petrova", False),
        ("Anna\u200b Petrova", "Anna Petrova", False),
        ("Anna Petrova", "Anna Petrova, Ivan Sidorov", False),
        ("Ivan Sidorov", "Anna Petrova and Ivan Sidorov", False),
        ("Ivan Sidorov и Anna Petrova", "Anna Petrova & Ivan Sidorov", False),
        ("कमला देवी", "कमला देवी", False),
        ("कमल देवी", "कमला देवी", True),
        ("Anna Petrov", "Anna Petrova", True),
        ("Anna Petrova, Our club", "Our club", True),
        ("Anna Petrova (Our club)", "Our club", True),
        ("B. Petrova", "Anna Petrova", True),
        ("Anna", "Anna Petrova", True),
        ("محمد علي", "محمد حسن", True),
        ("李雷", "韩梅梅", True),
        ("Anna Anna", "Anna Boris", True),
        ("A. A.", "Anna Anna", False),
        ("T. Tests", "The tests", False),
    ],
)
def test_who_reviews_is_not_among_those_who_made_it(name: str, maker: str, is_other: bool) -> None:
    assert is_somebody_else(name, maker) is is_other
