"""The registry of the press's own pictograms: what each means, and the words it is found by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final


@dataclass(frozen=True, slots=True)
class Pictogram:
    """A drawing of `templates/pictograms/`: what it means, in a sentence, and words for it.

    `directional` ones show a way along the line of writing, and are mirrored where it runs from
    right to left.
    """

    caption: str
    keywords: tuple[str, ...]
    directional: bool = False


LIKE: Final = 0.7
"""How like two words are that may be meant for each other, from 0 to 1."""


def _means(caption: str, keywords: str, directional: bool = False) -> Pictogram:
    return Pictogram(caption, tuple(keywords.split(", ")), directional)


PICTOGRAMS: Final[Mapping[str, Pictogram]] = {
    # Telephones and the internet
    "phone": _means("Call by telephone.", "handset, telephone, number, hotline, dial"),
    "mobile": _means("A mobile phone.", "cell, smartphone, handy, device"),
    "new-phone": _means("Change to another phone.", "IMEI, replace, swap, device", True),
    "sim": _means("A SIM card.", "chip, card, operator, ICCID"),
    "top-up": _means("Add money to a phone.", "balance, recharge, credit, plus, refill"),
    "message": _means("A text message, or something to say.", "SMS, chat, talk, speech, bubble"),
    "signal": _means("Mobile coverage.", "network, bars, reception, antenna, data"),
    "wifi": _means("Wi-Fi.", "wireless, internet, WLAN, hotspot"),
    "offline": _means("There is no internet.", "disconnected, no data, Wi-Fi, shutdown"),
    "globe": _means("A website, or the internet.", "web, world, page, abroad, online"),
    "app": _means("An app.", "application, install, program, store"),
    "scan": _means("A code to scan.", "QR, barcode, camera"),
    "mail": _means("A letter, or an email.", "envelope, post, address, contact"),
    # Money
    "cash": _means("Money in cash.", "banknote, note, pay, bill, currency"),
    "bank-card": _means("A bank card.", "credit, debit, pay, Visa"),
    "cash-machine": _means("A cash machine.", "ATM, withdraw, banknote, bank"),
    "kiosk": _means("A terminal to pay or to serve yourself.", "machine, payment, ticket, screen"),
    "receipt": _means("A receipt.", "bill, invoice, proof, slip, payment"),
    "price": _means("A price, or a fee.", "tag, cost, label, charge, tariff"),
    # People and papers
    "person": _means("A person.", "name, guest, user, adult, you"),
    "people": _means("People together, or a friend.", "group, family, visitors, contact, meet"),
    "baby": _means("Babies and small children.", "pram, child, infant, nappies, family"),
    "toy": _means("A toy.", "bear, teddy, play, child, comfort"),
    "pet": _means("Pets.", "animal, dog, cat, paw"),
    "wheelchair": _means("Fit for wheelchairs.", "accessible, disabled, barrier, step-free"),
    "passport": _means("A passport.", "identity, travel, border, visa"),
    "id-card": _means("An identity card.", "ID, licence, permit, badge"),
    "documents": _means("Documents.", "papers, copies, contract, certificate, form"),
    "write": _means("Write it down.", "pen, pencil, fill in, note, sign"),
    "translate": _means("Another language.", "translator, interpreter, languages, words"),
    "photo": _means("Take a photograph.", "camera, picture, image"),
    # Places and ways
    "shop": _means("A shop.", "store, market, buy, kiosk"),
    "counter": _means("A counter with somebody who serves you.", "desk, reception, clerk, office"),
    "home": _means("Home, or a house.", "address, live, lodging, shelter"),
    "place": _means("A place.", "pin, location, address, where, meet"),
    "map": _means("A map.", "route, plan, way, city"),
    "direction": _means("Go this way, or go on.", "arrow, next, way, forward", True),
    "exit": _means("The way out.", "leave, emergency, door, evacuate, log out", True),
    "stairs": _means("Stairs.", "steps, floor, up, down, fire"),
    "bus": _means("A bus.", "coach, transport, stop, station"),
    "train": _means("A train.", "railway, metro, tram, station, transport"),
    "taxi": _means("A taxi.", "cab, car, ride, transport"),
    "plane": _means("A plane, or the airport.", "flight, airport, fly, travel"),
    # Days and hours
    "clock": _means("A time of day, or how long it takes.", "hours, open, wait, when, minutes"),
    "calendar": _means("A day, or a date.", "month, week, deadline, birthday, appointment"),
    "night": _means("At night.", "moon, sleep, dark, quiet"),
    # Dangers and help
    "warning": _means("Be careful.", "caution, attention, triangle, risk"),
    "danger": _means("Danger: do not do this.", "stop, alarm, forbidden, threat"),
    "info": _means("Information.", "about, note, help, know"),
    "question": _means("A question, or something unknown.", "ask, help, unsure, why"),
    "check": _means("Done, or right.", "tick, yes, correct, ready, OK"),
    "blocked": _means("Not allowed, or blocked.", "ban, forbidden, no, prohibited, cancel"),
    "emergency": _means("Call for help in an emergency.", "SOS, 112, rescue, phone, urgent"),
    "police": _means("The police.", "officer, theft, law, guard"),
    "fire": _means("Fire.", "flame, burn, brigade, gas, stove, hot"),
    "ambulance": _means("An ambulance.", "rescue, medical, emergency, paramedic"),
    "hospital": _means("A hospital, or a doctor.", "clinic, nurse, medical, health"),
    "first-aid": _means("A first-aid kit.", "medical, bandage, plaster, wound, cross"),
    "medicine": _means("Medicines.", "pill, drug, pharmacy, capsule, tablets"),
    "injection": _means("An injection.", "syringe, auto-injector, vaccine, adrenaline, insulin"),
    "allergy": _means("Be careful with food: an allergy.", "allergen, intolerance, diet, reaction"),
    # Eating and drinking
    "food": _means("Food, or a meal.", "eat, restaurant, fork, knife, lunch, dinner"),
    "no-food": _means("No food, or do not eat.", "fasting, forbidden, fork, eating"),
    "water": _means("Water from the tap.", "drink, drinking, faucet, wash"),
    "hot-drink": _means("A hot drink.", "coffee, tea, cup, breakfast, café"),
    "kitchen": _means("The kitchen, or to cook.", "pot, boil, stove, cooking"),
    "dishes": _means("Dishes, or something to eat with.", "bowl, cup, spoon, plate, cutlery"),
    "bread": _means("Bread.", "toast, bakery, loaf, breakfast"),
    "wheat": _means("Wheat, or cereals with gluten.", "grain, flour, gluten, allergen"),
    "milk": _means("Milk.", "dairy, lactose, bottle, allergen"),
    "egg": _means("Eggs.", "egg, allergen, breakfast"),
    "fish": _means("Fish.", "seafood, allergen"),
    "peanut": _means("Peanuts, or nuts.", "nut, groundnut, allergen"),
    # House and bag
    "bed": _means("A bed, or a place to sleep.", "room, hostel, hotel, night, sleep, rest"),
    "shower": _means("A shower.", "wash, bath, bathroom"),
    "toilet": _means("Toilets.", "restroom, WC, bathroom, lavatory"),
    "soap": _means("Soap.", "wash, hygiene, hands, disinfect, toiletries"),
    "laundry": _means("A washing machine.", "wash, clothes, cleaning"),
    "bin": _means("Rubbish.", "trash, waste, garbage, dispose, throw away"),
    "key": _means("A key.", "unlock, door, room, deposit"),
    "lock": _means("Lock it, or keep it secret.", "padlock, locker, safe, password, PIN"),
    "quiet": _means("Be quiet.", "silence, mute, noise, sound"),
    "no-smoking": _means("No smoking.", "smoke, cigarette, tobacco, forbidden"),
    "switch-off": _means("Switch it off, or on.", "power, button, turn, standby"),
    "luggage": _means("Luggage.", "suitcase, baggage, bag, travel"),
    "backpack": _means("A backpack.", "bag, rucksack, go-bag, pack"),
    "clothes": _means("Clothes.", "shirt, wear, dress, warm, T-shirt"),
    "hat": _means("A hat, or what keeps warm.", "cap, gloves, winter, cold, wear"),
    "rain": _means("Rain, or something against it.", "umbrella, wet, weather, dry"),
    "flashlight": _means("A torch.", "light, lamp, flashlight, dark"),
    "radio": _means("A radio.", "news, broadcast, listen"),
    "battery": _means("Batteries.", "battery, power bank, energy, charge"),
    "charging": _means("Electricity, or a charger.", "plug, power, socket, cable, charge"),
}
"""The pictograms by their ids, which are the names of their files."""


def found(text: str) -> tuple[str, ...]:
    """Return the ids of the pictograms that have, for each word of a text, one that begins so."""
    asked = tuple(_words(text))
    return tuple(id for id in PICTOGRAMS if asked and all(_is_said(word, id) for word in asked))


def near(text: str) -> tuple[str, ...]:
    """Return the ids of at most three pictograms with a word much like one of a text."""
    meant: dict[str, list[str]] = {}
    for id in PICTOGRAMS:
        for word in _said(id):
            meant.setdefault(word, []).append(id)
    like = (get_close_matches(word, meant, 3, LIKE) for word in _words(text))
    return tuple(dict.fromkeys(id for words in like for word in words for id in meant[word]))[:3]


def _is_said(start: str, id: str) -> bool:
    return any(word.startswith(start) for word in _said(id))


def _said(id: str) -> Iterator[str]:
    """Yield the words that a pictogram is found by."""
    one = PICTOGRAMS[id]
    return _words(" ".join((id, one.caption, *one.keywords)))


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text in small letters; `Wi-Fi` is `wi`, `fi` and `wifi`."""
    for word in text.casefold().split():
        if parts := re.findall(r"\w+", word):
            yield from dict.fromkeys((*parts, "".join(parts)))
