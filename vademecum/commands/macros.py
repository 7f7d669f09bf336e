"""The part of the reference page that tells what a template of a house may rely on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Final, cast, get_args, get_type_hints

from vademecum.blocks.block import Block, Composed
from vademecum.blocks.registry import KINDS
from vademecum.commands.markdown import table
from vademecum.setting import template

MACRO: Final = re.compile(r"(?s)(?:\{# ([^#]*?) #\}\n)?\{% macro (\w+\([^)]*\)) -?%\}")
PARTS: Final = "parts.html.j2"
INTRODUCTION: Final = """\
## Templates of a house

A file in `templates/` beside `content/` goes before the press's own of the same name: one macro and
one style sheet a kind of block, `blocks/<kind>.html.j2` and `style/blocks/<kind>.css`, one style
sheet a form, and those that all share. [house.md](house.md) shows how. A template may rely on what
follows, and on no more.

The macro of a kind is called `block(it)`: `it` is a block as the tables below have it. Every text
goes onto the page by `set`, once, so that the press can look for it there. Words have `lead`, a
text in the language of the block, and `under`, the same in the other language or none; a sentence
has `text`, and `romanization` or none.
"""


def page() -> Iterator[str]:
    """Yield the lines of the part, in Markdown."""
    yield INTRODUCTION
    yield from _table(("name", "what a template sees under it"), template.SEEN.items())
    yield from _table(("filter", "what it does"), _filters())
    yield from ("Macros of `parts.html.j2`, by `{% import ... as parts with context %}`:", "")
    yield from _table(("macro", "what it sets"), _macros())
    yield from ("What every block has:", "")
    yield from _table(("field", "what it is"), _fields(Composed))
    for name, kind in KINDS.items():
        if rows := list(_rows(kind)):
            yield from (f"What a block of the kind `{name}` has besides:", "")
            yield from _table(("field", "what it is"), rows)


def composed(kind: type[Block]) -> type[Any]:
    """Return what the macro of a kind is handed."""
    found: type[Any] = get_type_hints(kind.compose)["return"]
    return found


def _filters() -> Iterator[tuple[str, str]]:
    for name, made in template.FILTERS.items():
        yield name, (made.__doc__ or "").partition("\n")[0].rstrip(".")


def _macros() -> Iterator[tuple[str, str]]:
    text = (template.folder() / PARTS).read_text("utf-8")
    for said, macro in MACRO.findall(text):
        yield macro, " ".join(said.split()).rstrip(".")


def _rows(kind: type[Block]) -> Iterator[tuple[str, str]]:
    """Yield the fields of what a kind is composed into, and of what that is made of."""
    common = {field.name for field in fields(Composed)}
    waiting, seen = [("", composed(kind))], set[type[Any]]()
    while waiting:
        above, value = waiting.pop(0)
        for name, what in _fields(value):
            if above or name not in common:
                yield f"{above}{name}", what
        seen.add(value)
        for name, inner in _inner(value):
            if inner not in seen:
                seen.add(inner)
                waiting.append((f"{above}{name}.", inner))


def _inner(value: type[Any]) -> Iterator[tuple[str, type[Any]]]:
    """Yield the fields of a value that hold values of the same module, and what these are."""
    for name, hint in get_type_hints(value).items():
        for part in _parts(hint):
            if is_dataclass(part) and part.__module__ == value.__module__:
                yield name, cast("type[Any]", part)


def _parts(hint: Any) -> Iterator[Any]:
    yield hint
    for argument in get_args(hint):
        yield from _parts(argument)


def _fields(value: type[Any]) -> Iterator[tuple[str, str]]:
    hints = get_type_hints(value)
    for field in fields(value):
        yield field.name, _said(hints[field.name])


def _said(hint: Any) -> str:
    """Return what a field holds, in words."""
    arguments = [one for one in get_args(hint) if one not in (type(None), ...)]
    none = " or none" if type(None) in get_args(hint) else ""
    if getattr(hint, "__origin__", None) is tuple:
        return f"a list: {_said(arguments[0])}"
    if arguments and isinstance(arguments[0], str):
        return " or ".join(f"`{one}`" for one in arguments)
    if len(arguments) == 2 and not none:
        return f"a mapping of ids to {_said(arguments[1])}"
    if arguments:
        return " or ".join(map(_said, arguments)) + none
    return NAMES.get(hint.__name__, "with fields, as below")


NAMES: Final = {
    "str": "a string, no text",
    "int": "a number",
    "bool": "true or false",
    "Text": "a text",
    "Words": "words",
    "Spoken": "a sentence",
    "Image": "a picture, to be shown by `parts.picture`",
    "Icon": "an icon, to be shown by `parts.icon`",
}


def _table(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield from table(head, ((f"`{name}`", what) for name, what in rows))
    yield ""
