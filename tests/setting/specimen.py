"""A guide with every kind of block in every way that it can be set, on both forms of paper."""

from __future__ import annotations

import json
from pathlib import Path

from tests.blocks.guides import guide
from vademecum.content.guide import Guide
from vademecum.forms.products import FORMS

SPECIMEN = """
blocks:
  top: {kind: masthead, lead: true, note: true, logo: logo}
  bare: {kind: masthead, title: false, lead: true}
  said: {kind: text, note: true, paragraphs: [one, two]}
  boxes: {kind: list, style: check, note: true, items: [{id: one, items: [{id: sub}]}, {id: two}]}
  dots: {kind: list, style: bullet, items: [{id: one, amount: sum, items: [{id: sub}]}]}
  steps: {kind: list, style: number, items: [{id: one, items: [{id: sub}]}, {id: two}]}
  codes:
    kind: table
    note: true
    also_in_place: true
    columns: [balance, mind, gone]
    rows:
      - {id: mts, name: mts.name, cells: {balance: mts.balance, mind: words}}
      - {id: shop, name: shop.name, cells: {balance: shop.balance}}
  names: {kind: table, also_in_place: true, rows: [{id: mts, name: mts.name}, {id: kiosk}]}
  fill:
    kind: fields
    note: true
    warning: true
    entries:
      - {id: line}
      - {id: other}
      - {id: lines, lines: 2}
      - {id: number, comb: {digits: 4, groups: [2, 2], prefix: prefix}}
      - {id: way, choice: [mts.name, shop.name, {words: none}]}
      - {id: code, value: mts.balance}
      - {id: ask, value: [mts.support, sum]}
  scan:
    kind: qr
    note: true
    codes: [{id: mts, name: mts.name, target: mts.site}, {id: call, target: mts.support}]
  loud: {kind: callout, level: danger, title: true, note: true}
  less: {kind: callout, level: warning, title: true}
  good: {kind: callout, level: info, title: true}
  shown: {kind: callout, level: warning, phrase: fee}
  say:
    kind: phrases
    note: true
    phrases: [fee, {id: number, entry: {comb: {digits: 4}}}, {id: way, entry: {choice: [mts.name]}}]
  map: {kind: picture, picture: map, title: true, note: true, caption: true}
  end: {kind: colophon}
products: PRODUCTS
facts:
  mts.name: {kind: name, value: MTS, in: {ru: МТС}}
  shop.name: {kind: name, value: Shop, in: {ru: Лавка}, confidence: medium}
  mts.balance: {kind: ussd, value: "*100#", confidence: medium}
  shop.balance: {kind: ussd, value: "*1#", confidence: low}
  mts.support: {kind: phone, value: 8 800 250-08-90}
  mts.site: {kind: url, value: "https://mts.ru", confidence: medium}
  prefix: {kind: short-number, value: "79"}
  sum: {kind: number, value: "30", confidence: medium}
pictures:
  logo: <circle cx="20" cy="10" r="8"/>
  map: <path d="M0 10h40"/><text x="20" y="8" font-size="4">A</text>
phrases:
  fee: {text: "Есть комиссия?", romanization: "Yest' komissiya?"}
  number: {text: Мой номер, romanization: Moy nomer}
  way: {text: "Чем платить?", romanization: "Chem platit'?"}
labels:
WORDS
words:
  en:
LATIN
  ar:
ARABIC
"""
WORDS = """
top: {alt: Знак, title: Голова, lead: "Начните **здесь** {mts.balance}", note: И ещё}
bare: {lead: Начните}
said: {title: Слова, note: И ещё, paragraphs: {one: "Раз **два** {mts.balance}", two: Три}}
boxes: {title: Сделать, note: И ещё, items: {one: Раз **два**, one.sub: Ниже, two: Два}}
dots: {title: Взять, items: {one: Раз, one.sub: Ниже}}
steps: {title: По шагам, items: {one: Раз, one.sub: Ниже, two: Два}}
codes:
  title: Коды
  note: И ещё
  columns: {name: Имя, balance: Баланс, mind: "Учесть {sum}", gone: Нет}
  rows: {mts: {mind: Медленно}}
  missing: нет
names: {title: Имена, rows: {kiosk: {name: Киоск}}}
fill:
  title: Вписать
  note: И ещё
  labels: {line: Строка, other: Другая, lines: Строки, number: Номер, way: Как, code: Код, ask: Где}
  choices: {none: Никак}
  warning: Не пишите **ничего**
scan: {title: Сайты, note: И ещё, captions: {call: Звонок}}
loud: {title: Беда, note: И ещё, text: Звоните **сейчас**}
less: {title: Осторожно, text: Берегите **это**}
good: {title: Совет, text: Отдохните **здесь**}
map: {title: Карта, note: И ещё, alt: Улица, caption: Дорога}
say: {title: Показать, note: И ещё}
"""
OWN = """
shown: {meaning: "A fee?"}
say: {title: Show, note: More, meanings: {fee: "A fee?", number: My number, way: "How do I pay?"}}
"""
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
LATIN = "abvgdezziyklmnoprstufhccssqyqeuae"
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأةىؤ"
READERS = ("reader", "place")
BLOCKS = [
    "top", "bare", "said", "boxes", "dots", "steps", "codes", "names",
    "fill", "scan", "loud", "less", "good", "shown", "map", "say", "end",
]  # fmt: skip


def specimen(folder: Path) -> Guide:
    """Write the guide into a folder and return it, with a product of each form and of each row."""
    return guide(folder, _whole()).guide()


def _whole() -> str:
    ways = {
        "below": BLOCKS,
        "beside": ["top", [BLOCKS[2::2], BLOCKS[3::2]]],
        "flow": ["top", {"flow": ["boxes", "steps", "said"], "in": 2, "numbered": True}],
    }
    products = {
        f"{form}-{way}": {
            "form": form,
            "panels": {reader: {"reader": reader, "spots": spots} for reader in READERS},
            **({"per": "codes"} if way == "beside" else {}),
        }
        for form in FORMS
        for way, spots in ways.items()
    }
    own = WORDS.rsplit("say:", 1)[0] + OWN.lstrip()
    return (
        SPECIMEN.replace("PRODUCTS", json.dumps(products))
        .replace("WORDS", _indented(WORDS, 2))
        .replace("LATIN", _indented(_spelt(own, LATIN), 4))
        .replace("ARABIC", _indented(_spelt(own, ARABIC), 4))
    )


def _spelt(words: str, letters: str) -> str:
    """Return Russian words in letters of another script, one for one."""
    both = zip(CYRILLIC + CYRILLIC.upper(), 2 * letters, strict=True)
    return words.translate({ord(letter): other for letter, other in both})


def _indented(text: str, by: int) -> str:
    return "\n".join(" " * by + line for line in text.strip().splitlines())
