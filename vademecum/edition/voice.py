"""What is said on one spot: words, facts and sentences as texts, in the language of its panel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from vademecum.blocks.block import Reader, Spoken, Words
from vademecum.blocks.image import Icon, Image, Width
from vademecum.blocks.pictograms import PICTOGRAMS
from vademecum.content import freshness
from vademecum.content.facts import Fact
from vademecum.content.guide import Guide
from vademecum.content.tree import Tree, below
from vademecum.text.isolation import isolate, prose, words
from vademecum.text.language import Language
from vademecum.text.marks import Mark, gravest
from vademecum.text.markup import TOKENS
from vademecum.text.runs import Run, Text
from vademecum.text.ties import tied


@dataclass(slots=True)
class Texts:
    """Makes texts of one edition, and remembers the facts and pictures that they rest on.

    `day` is the one on which facts are judged. `unsaid` are the keys under which the press would
    have to say something, and does not.
    """

    guide: Guide
    language: Language
    day: date
    used: set[str] = field(default_factory=set)
    unsaid: set[str] = field(default_factory=set)
    pictures: set[str] = field(default_factory=set)

    def anew(self) -> Texts:
        """Return what makes texts of the same edition, and remembers only what it uses itself."""
        return replace(self, used=set(), pictures=set())

    @property
    def place(self) -> Language:
        """The language of the place or, where there is none, the reader's."""
        tag = self.guide.structure.place
        return self.guide.house.language(tag) if tag else self.language

    def press(self, key: str, **values: str) -> Text | None:
        """Return what the press says under a key as a text, or nothing where it is silent."""
        said, where = self.said_by_press(key)
        return self.text(said, where, (key,), self.language, values) if where else None

    def credit(self, key: str, source: str, whose: str, **values: str) -> Text | None:
        """Return what the press says of somebody, who is named in a review of some source.

        What of the name cannot be printed is told of that review.
        """
        said, _ = self.said_by_press(key)
        where = ("review", whose)
        return self.text(said, source, where, self.language, values) if said else None

    def said_by_press(self, key: str, **values: str) -> tuple[str, str]:
        """Return what the press says under a key, with values set in, and in which source.

        Where it is silent, note that and return nothing.
        """
        found = self.guide.press(self.language.tag, key)
        if found is None:
            self.unsaid.add(key)
            return "", ""
        said, where = found
        for name, value in values.items():
            said = said.replace(f"{{{name}}}", value)
        return said, where

    @property
    def good_until(self) -> date | None:
        """The last day on which none of the facts and pictures is past its shelf life."""
        facts = [self.guide.facts[id] for id in self.used]
        ends = [fact.best_before for fact in facts if fact.confidence != "low"]
        ends += [self.guide.gallery.entries[id].best_before for id in self.pictures]
        return min(ends, default=None)

    def fact(self, id: str) -> Fact:
        """Return a fact, which now counts as used."""
        self.used.add(id)
        return self.guide.facts[id]

    def mark(self, ids: Iterable[str]) -> Mark | None:
        """Return the mark of what rests on facts, which now count as used, if it carries any."""
        return gravest([freshness.mark(self.fact(id), self.day) for id in ids])

    def set_fact(self, id: str, reader: Language) -> Text:
        """Return a fact alone, as in a table, in the form of a language."""
        runs = tuple(self._runs(id, False, reader))
        return self._placed(runs, "facts", (id, "value"), reader)

    def words(self, location: tuple[str, ...]) -> Text:
        """Return the text at a location of the reader's words."""
        name = f"words/{self.language.tag}"
        return self.text(self._string(name, location), name, location, self.language)

    def label(self, location: tuple[str, ...]) -> Text:
        """Return the text at a location of phrases.yaml, in the language of the place."""
        return self.text(self._string("phrases", location), "phrases", location, self.place)

    def has(self, name: str, location: tuple[str, ...]) -> bool:
        """Whether a file of the guide has a text at a location."""
        return isinstance(self._at(name, location), str)

    def text(
        self,
        string: str,
        source: str,
        location: tuple[str, ...],
        reader: Language,
        values: Mapping[str, str] | None = None,
    ) -> Text:
        """Return a string as a text that is written in a language.

        What stands in braces is a fact, unless it is among the values, which are no markup.
        """
        runs: list[Run] = []
        strong, position, given = False, 0, values or {}
        for match in TOKENS.finditer(string):
            runs += prose(string[position : match.start()], strong, reader)
            if match[1] in given:
                runs += prose(given[match[1]], strong, reader)
            elif match[1]:
                runs += self._runs(match[1], strong, reader)
            else:
                strong = not strong
            position = match.end()
        runs += prose(string[position:], strong, reader)
        return self._placed(tuple(tied(runs, reader)), source, location, reader)

    def _string(self, name: str, location: tuple[str, ...]) -> str:
        found = self._at(name, location)
        assert isinstance(found, str), location
        return found

    def _at(self, name: str, location: tuple[str, ...]) -> Tree | None:
        sources = self.guide.sources
        return below(sources[name].tree, location) if name in sources else None

    def _placed(
        self,
        runs: tuple[Run, ...],
        source: str,
        location: tuple[str, ...],
        written: Language,
    ) -> Text:
        file, place = self.guide.sources[source].at(location)
        return Text(
            runs,
            source,
            location,
            file,
            place.line,
            place.column,
            written.direction,
            written.script,
        )

    def _runs(self, id: str, strong: bool, reader: Language) -> Iterator[Run]:
        """Yield a fact as one isolate, or as words of the language if it is written in words.

        Its mark stands behind it, at the sentence that it makes doubtful.
        """
        fact = self.fact(id)
        text = fact.text(reader, self.guide.structure.territory)
        if fact.is_isolated(reader):
            runs = [replace(isolate(text, strong, reader), fact=id)]
        else:
            runs = list(words(text, strong, reader, fact.breaks))
        yield from runs[:-1]
        yield replace(runs[-1], mark=self.mark([id]))


@dataclass(frozen=True, slots=True)
class Voice:
    """Speaks for one block on one spot; the protocol `Speaker` says what each method returns."""

    texts: Texts
    id: str
    reader: Reader
    only: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()
    short: bool = False
    title: bool = True
    icons: bool = True
    row: str = ""
    row_name: str = ""

    @property
    def _place_leads(self) -> bool:
        return self.reader == "place"

    @property
    def _is_one_language(self) -> bool:
        return self.texts.place == self.texts.language

    @property
    def _lead(self) -> Language:
        return self.texts.place if self._place_leads else self.texts.language

    @property
    def _other(self) -> Language:
        return self.texts.language if self._place_leads else self.texts.place

    def words(self, *path: str) -> Words:
        """Return what a slot says in this panel."""
        if not self._place_leads:
            return Words(self.own(*path))
        return Words(self._label(*path), None if self._is_one_language else self.own(*path))

    def both(self, *path: str) -> Words:
        """Return what a slot says to both readers."""
        own, label = self.own(*path), self._label(*path)
        lead, other = (label, own) if self._place_leads else (own, label)
        return Words(lead, None if self._is_one_language else other)

    def own(self, *path: str) -> Text:
        """Return what a slot says to the reader."""
        name = f"words/{self.texts.language.tag}"
        found = self._found(name, ("blocks", self.id), path)
        # Only a head may lack a title: it has the guide's.
        return self.texts.words(found or path)

    def _label(self, *path: str) -> Text:
        found = self._found("phrases", ("labels", self.id), path)
        assert found, path
        return self.texts.label(found)

    def _found(
        self, name: str, root: tuple[str, ...], path: tuple[str, ...]
    ) -> tuple[str, ...] | None:
        ways = [(*root, "short", *path)] if self.short else []
        ways.append((*root, *path))
        return next((way for way in ways if self.texts.has(name, way)), None)

    def fact(self, id: str) -> Text:
        """Return a fact as the panel's language writes it."""
        return self.texts.set_fact(id, self._lead)

    def name(self, id: str, twice: bool) -> Words:
        """Return a name, once or in both languages."""
        lead = self.fact(id)
        if not twice:
            return Words(lead)
        other = self.texts.set_fact(id, self._other)
        return Words(lead, None if str(lead).casefold() == str(other).casefold() else other)

    def phrase(self, id: str) -> Spoken:
        """Return a sentence of the place."""
        phrases = self.texts.guide.phrases
        assert phrases
        phrase, place = phrases.phrases[id], self.texts.place
        text = self.texts.text(phrase.text, "phrases", ("phrases", id, "text"), place)
        if not phrase.romanization or self._is_one_language:
            return Spoken(text, None)
        where = ("phrases", id, "romanization")
        return Spoken(text, self.texts.text(phrase.romanization, "phrases", where, place))

    def picture(self, id: str) -> Image:
        """Return a picture in the panel's language."""
        return self.texts.guide.gallery.image(id, (self._lead.tag, *self._lead.ways))

    def icon(self, id: str | None, width: Width = "icon") -> Icon | None:
        """Return a picture of the guide as an icon, or else a pictogram, which may be mirrored."""
        gallery = self.texts.guide.gallery
        if id is None or not self.icons:
            return None
        if id in gallery.entries:
            return Icon(self.picture(id), width)
        turned = PICTOGRAMS[id].directional and self._lead.direction == "rtl"
        return Icon(gallery.pictograms[id], width, pictogram=True, mirrored=turned)

    def picture_mark(self, id: str) -> Mark | None:
        """Return the mark of what shows a picture: it may be past its shelf life."""
        self.texts.pictures.add(id)
        return freshness.picture_mark(self.texts.guide.gallery.entries[id], self.texts.day)

    def payload(self, id: str) -> str:
        """Return what a QR code of a fact holds."""
        return self.texts.fact(id).payload(self.texts.guide.structure.territory)

    def scanned(self, id: str) -> Text | None:
        """Return what a scan of a fact's code does, in the reader's language."""
        return self.texts.press(self.texts.fact(id).scanned)

    def is_printed(self, id: str) -> bool:
        """Return whether a fact may be printed."""
        return self.texts.guide.facts[id].confidence != "low"

    def mark(self, ids: Iterable[str]) -> Mark | None:
        """Return the mark of what rests on facts, if it carries any."""
        return self.texts.mark(ids)

    def press(self, key: str, **values: str) -> str:
        """Return the press's own words, with values set in."""
        return self.texts.said_by_press(key, **values)[0]
