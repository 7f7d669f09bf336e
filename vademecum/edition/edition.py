"""A guide in one language, as values: products, their panels, and what stands on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Literal, TypeAlias, TypeVar

from vademecum.blocks.block import Composed, Reader, Spoken, Words, marked
from vademecum.content.releases import Contents
from vademecum.content.themes import DEFAULT, THEMES, Theme
from vademecum.forms.products import Product
from vademecum.text.faces import Face
from vademecum.text.language import Language
from vademecum.text.marks import Mark
from vademecum.text.runs import Text

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that stand below or beside each other; beside each other they are as wide."""

    direction: Literal["below", "beside"]
    parts: tuple[Part, ...]


Part: TypeAlias = Group | Composed


@dataclass(frozen=True, slots=True)
class Meaning:
    """A mark, and what it means."""

    mark: Mark
    text: Text


@dataclass(frozen=True, slots=True)
class Scan:
    """A code that leads to the newest edition, with what a scan does."""

    payload: str
    caption: Text | None
    alt: str


@dataclass(frozen=True, slots=True)
class Foot:
    """What every side says of itself, in the reader's language, whatever blocks stand on it.

    `marks` are those that occur on the side, `autonym` is how the language calls itself, and `side`
    which of how many it is, where there are several.
    """

    marks: tuple[Meaning, ...]
    tag: Text
    autonym: Text | None = None
    side: Text | None = None
    turn: Text | None = None
    maker: Text | None = None
    corrections: Text | None = None
    scan: Scan | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """A page of a product; `language` is the one that leads on it."""

    id: str
    reader: Reader
    language: Language
    body: Group
    foot: Foot | None = None


@dataclass(frozen=True, slots=True)
class Colophon:
    """What the paper says of its facts and words, as far as it applies.

    `good_until` is the last day on which no fact or picture on it is past its shelf life.
    """

    facts_checked: Text | None
    good_until: Text | None
    review: Text | None


@dataclass(frozen=True, slots=True)
class Made:
    """A product in one language; sheets are drawn from others, so they are not here.

    `stale` are the ids of the facts and pictures on it that are past their shelf life.
    """

    product: Product
    panels: tuple[Panel, ...]
    colophon: Colophon
    stale: tuple[str, ...] = ()

    @property
    def blocks(self) -> tuple[Composed, ...]:
        """All blocks of the product, in the order in which they stand."""
        return tuple(block for panel in self.panels for block in blocks(panel.body))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its blocks, each once."""
        return tuple(sorted({block.kind for block in self.blocks}))


@dataclass(frozen=True, slots=True)
class Slug:
    """What stands in the margin of sheets: which they are, and how they are printed.

    `product` is the sheets' own, in the form of a slug.
    """

    product: Product
    title: Text
    language: Text | None
    printing: tuple[Text, ...]
    panels: tuple[Panel, ...] = ()
    blocks: tuple[Composed, ...] = ()
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """A guide in one language, ready to be poured into templates.

    `products` are all that is made of it; `made` are those that are set and `slugs` what is set for
    sheets of them, by their ids. `heading` is the face that the theme has for headings, if it names
    one, and `contents` what it says, as hashes.
    """

    guide: str
    language: Language
    place: Language | None
    title: Text
    subject: Text
    author: str
    reviewed: bool
    oldest_check: date | None
    products: Mapping[str, Product]
    made: Mapping[str, Made]
    slugs: Mapping[str, Slug]
    theme: Theme = THEMES[DEFAULT]
    heading: Face | None = None
    contents: Contents = field(default_factory=Contents)

    @property
    def version(self) -> str:
        """The hash of what it says, 8 hexadecimal digits: not of the press, nor of the day."""
        return self.contents.version

    def poured(self, product: str) -> Made | Slug:
        """Return what is poured into a template for a product: of sheets, their margin."""
        return self.slugs[product] if product in self.slugs else self.made[product]

    def texts(self) -> Iterator[Text]:
        """Yield every text of the edition."""
        yield from texts(self)

    def stale(self, product: str) -> tuple[str, ...]:
        """Return what is stale on a product, by its ids; a sheet has what its cards have."""
        shown = self.products[product].originals or (self.products[product],)
        return tuple(sorted({id for one in shown for id in self.made[one.id].stale}))


def blocks(part: Part) -> Iterator[Composed]:
    """Yield the blocks of a part, in their order."""
    if isinstance(part, Composed):
        yield part
    else:
        for child in part.parts:
            yield from blocks(child)


def every(kind: type[V], value: Any) -> Iterator[V]:
    """Yield all of a kind in a value, in the order of its fields, each as often as it is there."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple):
        for child in value:
            yield from every(kind, child)
    elif names := _names(value.__class__):
        for name in names:
            yield from every(kind, getattr(value, name))
    elif isinstance(value, Mapping):
        for child in value.values():
            yield from every(kind, child)


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Return the names of a dataclass's fields in their order; none of another class."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def texts(value: Any) -> Iterator[Text]:
    """Yield every text in a value, in the order of its fields."""
    return every(Text, value)


def marks(value: Any) -> tuple[Mark, ...]:
    """Return the marks that the texts of a value carry, in the order of the registry."""
    found = {run.mark for text in texts(value) for run in text.runs}
    return tuple(mark for mark in Mark if mark in found)


def keyed(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return what stands on a panel for the place, with its first sentence as the key one."""
    found: tuple[Part, ...] = _keyed(parts)
    return found


def _keyed(value: Any) -> Any:
    """Return a value with its first sentence as the key one, or itself where it has none."""
    if isinstance(value, Spoken):
        return replace(value, is_key=True)
    if isinstance(value, Composed) and value.reader != "place":
        return value
    if isinstance(value, tuple):
        pairs = ((i, child, _keyed(child)) for i, child in enumerate(value))
        found = next((pair for pair in pairs if pair[1] is not pair[2]), None)
        return (*value[: found[0]], found[2], *value[found[0] + 1 :]) if found else value
    if is_dataclass(value) and not isinstance(value, (type, Text)):
        for field in fields(value):
            child = getattr(value, field.name)
            if (new := _keyed(child)) is not child:
                return replace(value, **{field.name: new})
    return value


def marked_first(block: Composed, mark: Mark) -> Composed:
    """Return a block that carries a mark on its first text.

    A sentence of the place is passed over: it is for others, and what it means takes the mark.
    """
    found: Composed = _marked_first(block, mark)
    return found


def _marked_first(value: Any, mark: Mark) -> Any:
    """Return a value with its first text marked, or the value itself where it has none."""
    if isinstance(value, Words):
        return marked(value, mark)
    if isinstance(value, Text):
        return value.marked(mark)
    if isinstance(value, Mapping):
        changed = _first_marked(value.items(), mark)
        return {**value, **changed} if changed else value
    if isinstance(value, tuple):
        changed = _first_marked(enumerate(value), mark)
        return tuple(changed.get(i, child) for i, child in enumerate(value)) if changed else value
    if is_dataclass(value) and not isinstance(value, (type, Spoken)):
        names = ((field.name, getattr(value, field.name)) for field in fields(value))
        changed = _first_marked(names, mark)
        return replace(value, **changed) if changed else value
    return value


def _first_marked(parts: Iterable[tuple[Any, Any]], mark: Mark) -> dict[Any, Any]:
    """Return the first of some parts, by keys, that has a text, with that marked."""
    changed = ((key, _marked_first(part, mark), part) for key, part in parts)
    return dict(next(([(key, new)] for key, new, part in changed if new is not part), ()))
