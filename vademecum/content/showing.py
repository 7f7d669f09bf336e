"""The pictures and icons of a guide held against what shows them, and the languages they speak."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from vademecum.blocks.image import Show
from vademecum.blocks.pictograms import LIKE, PICTOGRAMS, found, near
from vademecum.content.guide import Structure
from vademecum.content.pictures import Gallery, Pictures
from vademecum.content.source import Source
from vademecum.problems.problem import Problem, did_you_mean
from vademecum.text import tags
from vademecum.text.language import Language


def check(
    structure: Structure, pictures: Pictures | None, sources: Mapping[str, Source]
) -> Iterator[Problem]:
    """Yield the pictures that are named and not there, and those that are there for nothing.

    Of pictures that could not be read nothing is said; and where a name is wrong, nobody knows
    which of them is for nothing.
    """
    yield from _wordless(structure, sources["guide"])
    if pictures is None:
        return
    unknown = tuple(_unknown(structure, pictures, sources["guide"]))
    yield from unknown
    if source := sources.get("pictures"):
        yield from () if unknown else _unused(structure, pictures, source)
        yield from _odd_tags(pictures, source)


def _unknown(structure: Structure, pictures: Pictures, source: Source) -> Iterator[Problem]:
    """Yield each name that no picture has, where a block first says it."""
    told: set[str] = set()
    for id, block in structure.blocks.items():
        for show in block.shows():
            if show.picture not in told and not _is_known(show, pictures):
                where, code = ("blocks", id, *show.location), "unknown-picture"
                message, hint = f"no picture {show.picture!r}", _picture_hint(show, pictures)
                if show.is_icon:
                    code, message = "unknown-icon", f"no icon {show.picture!r}"
                    hint = _icon_hint(show, pictures)
                yield source.problem(where, code, message, hint)
                told.add(show.picture)


def _is_known(show: Show, pictures: Pictures) -> bool:
    return show.picture in pictures.root or (show.is_icon and show.picture in PICTOGRAMS)


def _picture_hint(show: Show, pictures: Pictures) -> str:
    known = list(pictures.root)
    return did_you_mean(show.picture, known) if known else "write it in pictures.yaml"


def _icon_hint(show: Show, pictures: Pictures) -> str:
    """Return the icon with the nearest name, or else those that mean something like it."""
    known, words = [*pictures.root, *PICTOGRAMS], show.picture.replace("-", " ")
    if right := get_close_matches(show.picture, known, 1, LIKE):
        return f"did you mean {right[0]!r}?"
    if like := (found(words) or near(words))[:3]:
        return f"what is meant may be {' or '.join(map(repr, like))}"
    return "`vademecum list icons WORD` finds one; or draw it, and write it in pictures.yaml"


def _wordless(structure: Structure, source: Source) -> Iterator[Problem]:
    """Yield each icon of a block that has no words for it to stand beside."""
    for id, block in structure.blocks.items():
        if block.icon and not block.can_have_icon:
            message = "an icon stands beside a heading, and this block has none"
            hint = "take it out, or give it to a part of the block"
            yield source.problem(("blocks", id, "icon"), "bad-value", message, hint)


def _unused(structure: Structure, pictures: Pictures, source: Source) -> Iterator[Problem]:
    used = {show.picture for block in structure.blocks.values() for show in block.shows()}
    for id in pictures.root:
        if id not in used:
            message, hint = f"no block shows the picture {id!r}", "show it, or take it out"
            yield source.key_warning((id,), "unused-picture", message, hint)


def _odd_tags(pictures: Pictures, source: Source) -> Iterator[Problem]:
    """Yield the tags by which no language could find a picture's file."""
    for id, entry in pictures.root.items():
        for tag in entry.in_:
            try:
                tags.subtags(tag)
            except tags.UnknownLanguage as error:
                yield source.key_problem((id, "in", tag), error.code, str(error), error.cure)


def unread(
    gallery: Gallery, languages: Iterable[Language], written: str, sources: Mapping[str, Source]
) -> Iterator[Problem]:
    """Yield a warning for each picture with letters that some languages' readers may not read.

    Its file is for the language that the guide is written in; a drawing says what letters it has.
    """
    others = [language for language in languages if language.tag != written]
    for id, entry in gallery.entries.items():
        has_letters = any(
            image.has_letters
            for (of, name), image in gallery.images.items()
            if of == id and name == entry.file
        )
        lacking = [one.tag for one in others if not entry.is_for(one.ways)]
        if entry.letters is None and has_letters and lacking:
            message = f"{id!r} may have letters, and has no file for {', '.join(lacking)}"
            hint = "name one under `in`, or say `letters: none` if nothing in it has to be read"
            yield sources["pictures"].key_warning((id,), "picture-letters", message, hint)
