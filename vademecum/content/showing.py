"""The pictures of a guide held against the blocks that show them, and the languages they speak."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

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
            if show.picture not in pictures.root and show.picture not in told:
                known = list(pictures.root)
                hint = did_you_mean(show.picture, known) if known else "write it in pictures.yaml"
                where, message = ("blocks", id, *show.location), f"no picture {show.picture!r}"
                yield source.problem(where, "unknown-picture", message, hint)
                told.add(show.picture)


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
