"""The model of pictures.yaml: the pictures of a guide, each with its source and its shelf life."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, ConfigDict, Field, RootModel

from vademecum.blocks.block import Day, Id, Model, Whole
from vademecum.blocks.image import Image

FOLDER: Final = "pictures"
NAME: Final = re.compile(r"[^\W_][\w -]*(\.[\w -]+)*\.(svg|png|jpe?g)", re.I)


def _is_name(name: str) -> str:
    """Return the name of a picture's file; raise ValueError for what is none."""
    if "/" in name or "\\" in name:
        raise ValueError(f"{name!r} leads elsewhere; put the file into {FOLDER}/ and give its name")
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of an SVG, PNG or JPEG")
    return name


FileName = Annotated[
    str,
    Field(min_length=5, max_length=100, description="an SVG, PNG or JPEG in pictures/"),
    AfterValidator(_is_name),
]
Written = Annotated[str, Field(max_length=35, description="a BCP 47 tag")]


class PictureEntry(Model):
    """One row of pictures.yaml: the files of a picture, and what one must know to print them."""

    file: FileName
    in_: Mapping[Written, FileName] = Field(
        {}, alias="in", max_length=200, description="other files for other languages, by tag"
    )
    source: str = Field(
        min_length=3, max_length=1000, description="where it comes from, with the source's own date"
    )
    licence: str = Field(
        min_length=2, max_length=200, description="under which terms it may be printed"
    )
    checked: Day = Field(
        le=date(2099, 12, 31),
        description="the day on which it was last compared with its source, or with the place",
    )
    shelf_life: Whole = Field(
        gt=0, le=3650, description="days from `checked` for which it may be printed"
    )
    letters: Literal["none"] | None = Field(
        None, description="`none` where nothing in it has to be read"
    )

    @property
    def best_before(self) -> date:
        """The last day on which the picture may be printed without a new check."""
        return self.checked + timedelta(days=self.shelf_life)

    def name(self, ways: Iterable[str]) -> str:
        """Return the name of the file for a language, by its tags from its own to the widest."""
        return next((self.in_[way] for way in ways if way in self.in_), self.file)

    def is_for(self, ways: Iterable[str]) -> bool:
        """Whether a language has a file of its own."""
        return any(way in self.in_ for way in ways)

    def files(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield the files by their locations below the picture."""
        yield ("file",), self.file
        yield from ((("in", tag), name) for tag, name in self.in_.items())

    def location(self, name: str) -> tuple[str, ...]:
        """Return where a file is named, below the picture."""
        return next(where for where, file in self.files() if file == name)


class Pictures(RootModel[Annotated[Mapping[Id, PictureEntry], Field(max_length=200)]]):
    """pictures.yaml: a picture by its id."""

    model_config = ConfigDict(frozen=True)


@dataclass(frozen=True, slots=True)
class Gallery:
    """The pictures of a guide by their ids, and what each of their files is printed as.

    `pictograms` are those that stand beside its words, by their ids.
    """

    entries: Mapping[str, PictureEntry] = field(default_factory=dict)
    images: Mapping[tuple[str, str], Image] = field(default_factory=dict)
    pictograms: Mapping[str, Image] = field(default_factory=dict)

    def image(self, id: str, ways: Iterable[str]) -> Image:
        """Return a picture in a language, which is named by its tags from its own to the widest."""
        return self.images[id, self.entries[id].name(ways)]
