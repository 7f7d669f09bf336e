"""A guide in one language, as values: products, their panels, and what stands on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, Literal, TypeAlias

from vademecum.blocks.block import Composed, Reader, Spoken, Words, marked
from vademecum.forms.products import Product
from vademecum.text.language import Language
from vademecum.text.runs import Text


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that stand below or beside each other; beside each other they are as wide."""

    direction: Literal["below", "beside"]
    parts: tuple[Part, ...]


Part: TypeAlias = Group | Composed


@dataclass(frozen=True, slots=True)
class Panel:
    """A page of a product; `language` is the one that leads on it."""

    id: str
    reader: Reader
    language: Language
    body: Group


@dataclass(frozen=True, slots=True)
class Colophon:
    """What the paper says of itself, as far as it applies."""

    check_first: Text | None
    facts_checked: Text | None
    review: Text | None


@dataclass(frozen=True, slots=True)
class Made:
    """A product in one language; sheets are drawn from others, so they are not here."""

    product: Product
    panels: tuple[Panel, ...]
    colophon: Colophon

    @property
    def blocks(self) -> tuple[Composed, ...]:
        """All blocks of the product, in the order in which they stand."""
        return tuple(block for panel in self.panels for block in blocks(panel.body))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its blocks, each once."""
        return tuple(sorted({block.kind for block in self.blocks}))


@dataclass(frozen=True, slots=True)
class Edition:
    """A guide in one language, ready to be poured into templates.

    `products` are all that is made of it, `made` those that are set, by their ids.
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

    def texts(self) -> Iterator[Text]:
        """Yield every text of the edition."""
        yield from texts(self)


def blocks(part: Part) -> Iterator[Composed]:
    """Yield the blocks of a part, in their order."""
    if isinstance(part, Composed):
        yield part
    else:
        for child in part.parts:
            yield from blocks(child)


def texts(value: Any) -> Iterator[Text]:
    """Yield every text in a value, in the order of its fields."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Mapping):
        for child in value.values():
            yield from texts(child)
    elif isinstance(value, tuple):
        for child in value:
            yield from texts(child)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def marked_first(block: Composed) -> Composed:
    """Return a block that carries the mark on its first text.

    A sentence of the place is passed over: it is for others, and what it means takes the mark.
    """
    found: Composed = _marked_first(block)
    return found


def _marked_first(value: Any) -> Any:
    """Return a value with its first text marked, or the value itself where it has none."""
    if isinstance(value, Words):
        return marked(value, True)
    if isinstance(value, Text):
        return replace(value, marked=True)
    if isinstance(value, Mapping):
        marks: Iterable[Any] = ((key, _marked_first(child)) for key, child in value.items())
        changed = next(((k, new) for k, new in marks if new is not value[k]), None)
        return {**value, changed[0]: changed[1]} if changed else value
    if isinstance(value, tuple):
        marks = ((i, _marked_first(child)) for i, child in enumerate(value))
        changed = next(((i, new) for i, new in marks if new is not value[i]), None)
        return (*value[: changed[0]], changed[1], *value[changed[0] + 1 :]) if changed else value
    if is_dataclass(value) and not isinstance(value, (type, Spoken)):
        names = (field.name for field in fields(value))
        marks = ((name, _marked_first(getattr(value, name))) for name in names)
        changed = next(((n, new) for n, new in marks if new is not getattr(value, n)), None)
        return replace(value, **{changed[0]: changed[1]}) if changed else value
    return value
