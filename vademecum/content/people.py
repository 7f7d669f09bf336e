"""Who made a text and who reviewed it: names of somebody, and whether two name the same."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final
from unicodedata import category, combining, normalize


def _bare(text: str) -> str:
    """Return a text in small letters, without spaces and signs."""
    return re.sub(r"[^\w/-]+", "", text.casefold()).strip("-")


NOBODY: Final = frozenset(
    map(
        _bare,
        (
            *("no", "none", "null", "nil", "false", "off", "yes", "true", "on", "undefined", "nan"),
            *("nobody", "no-one", "no one", "unknown", "anonymous", "me", "myself", "self", "same"),
            *("somebody", "someone", "anybody", "anyone", "name", "reviewer", "N. N.", "xxx", "xx"),
            *("todo", "tbd", "tba", "tbc", "na", "n/a", "pending", "later", "unreviewed", "draft"),
            *("not yet", "none yet", "nobody yet", "no one yet", "not reviewed", "not applicable"),
            *(
                "not reviewed yet",
                "not yet reviewed",
                "to be determined",
                "to be done",
                "see above",
            ),
            *("in progress", "waiting", "as above", "the same", "the author", "the translator"),
            # No, none, nobody, not yet, yes, as translators write them.
            *("nein", "niemand", "keine", "keiner", "noch nicht", "noch niemand", "ja", "offen"),
            *("нет", "никто", "нету", "ещё нет", "еще нет", "пока нет", "да", "неизвестно"),
            *("немає", "ні", "ніхто", "жоқ", "жок", "non", "aucun", "aucune", "personne", "oui"),
            *("pas encore", "ninguno", "ninguna", "nadie", "todavía no", "aún no", "sí", "não"),
            *("ninguém", "nenhum", "ainda não", "nessuno", "non ancora", "nikt", "brak", "nie"),
            *("ingen", "nej", "όχι", "κανείς", "όχι ακόμη", "ναι", "hayır", "yok", "henüz yok"),
            *("kimse", "evet", "yo'q", "không", "chưa", "chưa có", "tidak", "belum", "tidak ada"),
            *("لا", "لا أحد", "لا يوجد", "ليس بعد", "نعم", "نه", "هیچ", "هیچکس", "هنوز نه", "بله"),
            *("نہیں", "کوئی نہیں", "ابھی نہیں", "ہاں", "לא", "אין", "אף אחד", "עדיין לא", "כן"),
            *("नहीं", "कोई नहीं", "अभी नहीं", "हाँ", "没有", "沒有", "暂无", "暫無", "未审", "待定"),
            *("なし", "未定", "いいえ", "はい", "없음", "아니요", "미정", "ไม่มี", "ไม่", "ยังไม่มี"),
        ),
    )
)
"""What people write where no person is to be named."""
PENDING: Final = frozenset({"todo", "tbd", "tba", "tbc", "n/a"})
"""Words that say that a name is still to come, whatever stands beside them."""
TITLES: Final = frozenset({"dr", "prof", "mr", "mrs", "ms", "mx", "herr", "frau", "mme"})
PART: Final = re.compile(r"[,;/&+،؛、，；]|\s(?:and|und|et|y|e|i|и|و)\s")
"""What parts the names of several."""
ASIDE: Final = re.compile(r"[(<\[（].*?[)>\]）]")


def names_nobody(name: str) -> bool:
    """Whether a text names no person and no organisation."""
    letters = "".join(filter(str.isalpha, name))
    pending = any(_bare(word) in PENDING for word in name.split())
    return len(letters) < 2 or _bare(name) in NOBODY or pending


def is_somebody_else(name: str, maker: str) -> bool:
    """Whether somebody is named who is not among those who made a text."""
    if _same(_words(name), _words(maker)):
        return False
    makers = [_words(part) for part in PART.split(maker)]
    named = [words for part in PART.split(ASIDE.sub(" ", name)) if (words := _words(part))]
    return any(not any(_same(words, one) for one in makers) for words in named)


def _words(name: str) -> list[str]:
    """Return the words of a name without accents, titles and what stands in brackets, sorted."""
    chars = normalize("NFKD", ASIDE.sub(" ", name).casefold())
    seen = (char for char in chars if combining(char) < 200 and category(char) != "Cf")
    parted = "".join(" " if category(char)[0] in "PS" else char for char in seen)
    return sorted(word for word in parted.split() if word not in TITLES)


def _same(one: list[str], other: list[str]) -> bool:
    """Whether two names have the same words, of which some may be initials alone."""
    ours, theirs = Counter(one), Counter(other)
    left, right = (sorted(rest.elements()) for rest in (ours - theirs, theirs - ours))
    return len(one) == len(other) and all(
        a[0] == b[0] and min(len(a), len(b)) == 1 for a, b in zip(left, right, strict=True)
    )
