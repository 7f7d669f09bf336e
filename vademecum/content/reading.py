"""A guide's folder, read whole: the guide of the languages that are good, and all problems."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from vademecum.blocks.block import MAX_ID, is_id
from vademecum.content import (
    alike,
    door,
    gallery,
    icons,
    languages,
    messages,
    references,
    regions,
    released,
    showing,
    theme_file,
    themes,
    wording,
    writing,
)
from vademecum.content.guide import Facts, Guide, Phrases, PressWords, Review, Structure, Words
from vademecum.content.house import TEMPLATES, House
from vademecum.content.pictures import Gallery, Pictures
from vademecum.content.products import products
from vademecum.content.releases import Releases
from vademecum.content.source import Source, barred, read
from vademecum.content.theme_file import ThemeFile
from vademecum.content.themes import Theme
from vademecum.problems.problem import Problem, Refused
from vademecum.text.language import Language
from vademecum.text.tags import UnknownLanguage

M = TypeVar("M", bound=BaseModel)


class GuideReader:
    """Everything read so far of one guide, and everything found wrong with it.

    A file is read once, however often it is asked for. `id` names what is made of it, `languages`
    are those in which alone it is made, or none where it is made in all.
    """

    def __init__(self, folder: Path, house: House) -> None:
        self.folder, self.house, self.id = folder, house, folder.name
        self.languages: tuple[str, ...] = ()
        self.sources: dict[str, Source] = {}
        self.barred = _barred(folder)
        self.problems: list[Problem] = [self.barred] if self.barred else []
        self._models: dict[tuple[Path, str], Any] = {}

    def branch(self) -> GuideReader:
        """Return a reader that has read what this one has; what it reads, this one forgets."""
        other = copy(self)
        other.sources, other._models = dict(self.sources), dict(self._models)
        other.problems = list(self.problems)
        return other

    @property
    def partner(self) -> str:
        """The name of the partner who has the guide in a way of its own, or empty."""
        return ""

    @property
    def tags(self) -> list[str]:
        """The tags of the languages in which the guide is made, or should be, sorted."""
        return languages.spoken(self.folder)

    def model(self, kind: type[M], path: Path, key: str = "") -> M | None:
        """Return a file as a model; note what is wrong with it.

        `key` names it among the sources, else its path in the guide does.
        """
        if (path, key) not in self._models:
            self._models[path, key] = self._read(kind, path, key)
        found: M | None = self._models[path, key]
        return found

    def source(self, path: Path) -> Source:
        """Return a file as it is read; raise Refused for what is wrong with it."""
        shelves = (self.folder, *self.house.shelves)
        inside = next(shelf for shelf in shelves if path.is_relative_to(shelf))
        return read(path, shown(path), inside)

    def _read(self, kind: type[M], path: Path, key: str) -> M | None:
        try:
            source = self.source(path)
        except Refused as refused:
            self.problems += refused.problems
            return None
        self.sources[key or _key(path, self.folder)] = source
        if kind is Structure and (old := _first_form(source)):
            self.problems.append(old)
            return None
        try:
            return messages.modelled(kind, source)
        except Refused as refused:
            self.problems += refused.problems
            return None

    def structure(self) -> Structure | None:
        """Read guide.yaml, if the folder holds no more than a guide may.

        A guide that names no region is of the house's.
        """
        found = None if self.barred else self.model(Structure, self.folder / "guide.yaml")
        if found is None or found.region or not self.house.region:
            return found
        return found.model_copy(update={"region": self.house.region})

    def facts(self) -> Facts | None:
        """Read facts.yaml."""
        return self.model(Facts, self.folder / "facts.yaml")

    def releases(self) -> Releases:
        """Read what earlier releases said."""
        folder = self.records[-1]
        path = folder / released.FILE
        if (path, "") not in self._models:
            self._models[path, ""] = Releases()
            try:
                self._models[path, ""] = released.released(folder, shown(path))
            except Refused as refused:
                self.problems += refused.problems
        found: Releases = self._models[path, ""]
        return found

    def press(self, path: Path, tag: str) -> PressWords | None:
        """Read a file of the press's words for a language, the press's or the house's own."""
        owner = "press" if path.is_relative_to(self.house.press) else "house"
        return self.model(PressWords, path, f"{owner}/{tag}")

    def phrases(self, structure: Structure | None) -> Phrases | None:
        """Read phrases.yaml, which only a guide with a place must have."""
        path = self.folder / "phrases.yaml"
        if not (structure and structure.place) and not self.has(path):
            return None
        return self.model(Phrases, path)

    def pictures(self) -> Pictures | None:
        """Read pictures.yaml, which a guide need not have."""
        path = self.folder / "pictures.yaml"
        return self.model(Pictures, path) if self.has(path) else Pictures({})

    def has(self, path: Path) -> bool:
        """Whether there is a file, or what should be one."""
        return is_there(path)

    def beside(self, picture: str) -> Path:
        """Return the folder in which a picture's files stand, below its own `pictures`."""
        return self.folder

    def theme(self) -> Theme:
        """Read theme.yaml, which a guide need not have; note what is wrong with it."""
        path = self.folder / themes.FILE
        model = self.model(ThemeFile, path) if self.has(path) else None
        if model is None:
            return self.house.theme
        made, problems = theme_file.theme(
            model, self.sources["theme"], self.house.theme, self.house.faces
        )
        self.problems += problems
        return made

    @property
    def records(self) -> tuple[Path, ...]:
        """The folders that have records of translations, the one that is written last."""
        return (self.folder,)

    def accepting(self, tag: str) -> str:
        """Return the command that puts a language on record."""
        return f"vademecum accept -l {tag}"

    def keeps(self, file: str) -> bool:
        """Whether what stands in a file belongs on the record that is written."""
        return True

    def heeds(self, problem: Problem) -> bool:
        """Whether a problem is to be told of what is read here."""
        return True

    def reviewed(self) -> Iterable[tuple[Source, Review]]:
        """Return the reviews of what is laid over a guide, with the files that they stand in."""
        return ()

    def own_problems(self) -> Iterable[Problem]:
        """Return what is wrong with what is laid over a guide; nothing is laid over its own."""
        return ()

    def gallery(self, structure: Structure, wanted: Collection[str] = ()) -> Gallery:
        """Return the pictures that are good, each file read once; note what is wrong with others.

        Read only those of some languages, where any are wanted by who asks first. What is wrong is
        noted once, and forgotten with the branch that asked first.
        """
        path = self.folder / "pictures.yaml"
        if (path, "gallery") not in self._models:
            self._models[path, "gallery"] = self._gallery(structure, wanted)
        made: Gallery = self._models[path, "gallery"]
        return made

    def _gallery(self, structure: Structure, wanted: Collection[str]) -> Gallery:
        pictures, source = self.pictures(), self.sources.get("pictures")
        if pictures is None:
            return Gallery()
        found, problems = Gallery(), tuple[Problem, ...]()
        if source:
            ways = [(one.tag, *one.ways) for one in spoken(wanted, self.house)]
            found, problems = gallery.read(self.beside, pictures, structure, source, ways)
        drawer = icons.read(structure, pictures, self.house, shown)
        self.problems += (*problems, *drawer.problems)
        return replace(found, pictograms=drawer.images)


COMMON: Final = ("guide", "facts", "phrases", "pictures", "theme")
"""The files of which each language is made."""
FIRST_FORM: Final = frozenset({"sections", "table", "card", "write_in", "overleaf", "phrases"})
"""Keys of guide.yaml as it was before there were blocks."""


def _first_form(source: Source) -> Problem | None:
    """Return the one Problem of a guide of the first form."""
    tree = source.tree if isinstance(source.tree, dict) else {}
    if "blocks" in tree or "products" in tree or len(FIRST_FORM & set(tree)) < 2:
        return None
    key = next(key for key in tree if key in FIRST_FORM)
    message = "this guide is written in the first form; the press reads blocks and products"
    hint = "docs/changes.md says how to write it anew"
    return source.key_problem((key,), "first-form", message, hint)


def load(
    folder: Path, house: House, tags: Collection[str] = ()
) -> tuple[Guide | None, tuple[Problem, ...]]:
    """Read the guide in `folder`, and what the press and its house say in its languages.

    Read only the languages of `tags`, where there are any, and the one that all are made from.
    Return all problems, and the guide of the languages that have none, or None where the guide
    itself is at fault.
    """
    return languages_of(GuideReader(folder, house), tags)


def languages_of(
    reader: GuideReader, tags: Collection[str] = ()
) -> tuple[Guide | None, tuple[Problem, ...]]:
    """Read a guide as `load` does, with a reader that may have read some of it already."""
    folder, house = reader.folder, reader.house
    if reader.barred:
        return None, tuple(reader.problems)
    if not is_there(folder / "guide.yaml"):
        hint = "a guide is a folder with guide.yaml, facts.yaml, phrases.yaml and words/"
        if folder.name == TEMPLATES:
            hint = f"a house's {TEMPLATES}/ stands beside content/: move it there"
        place = shown(folder)
        return None, (Problem(place, 0, 0, "no-guide", "the folder has no guide.yaml", hint),)
    structure = reader.structure()
    if any(problem.code == "first-form" for problem in reader.problems):
        return None, tuple(reader.problems)
    facts = reader.facts()
    phrases = reader.phrases(structure)
    tags = tags or reader.languages
    releases = reader.releases()
    wanted = {*tags, structure.source} if tags and structure else set(tags)
    words = _words(reader, wanted, structure.source if structure else "")
    theme = reader.theme()
    problems = reader.problems
    problems += _check_name(folder)
    problems += reader.own_problems()
    if structure:
        known = facts.root if facts else None
        problems += references.check(structure, known, phrases, reader.sources["guide"], house)
        problems += references.check_names(known, reader.sources["facts"]) if known else ()
        pictures = reader.pictures()
        problems += showing.check(structure, pictures, reader.sources)
        problems += alike.check(structure, pictures, reader.sources["guide"]) if pictures else ()
        problems += showing.unread(
            reader.gallery(structure, wanted),
            spoken(wanted or languages.tags(folder), house),
            structure.source,
            reader.sources,
        )
        problems += regions.check(structure, known, reader.sources, house)
        problems += _check_first(reader, structure.source)
        problems += wording.check(reader.sources, structure, known)
        problems += writing.check(reader.sources, structure.place, house)
    found = tuple(sorted(set(filter(reader.heeds, problems))))
    faulty = {problem.file for problem in found if problem.severity == "error"}
    if not (structure and facts) or shown(folder) in faulty:
        return None, found
    good = {tag: w for tag, w in words.items() if not faulty & _files(reader, tag)}
    own = {f for name in COMMON if name in reader.sources for f in reader.sources[name].files}
    if structure.source not in good or faulty & {*own, *_asides(reader, structure)}:
        return None, found
    guide = Guide(
        reader.id,
        structure,
        facts.root,
        phrases,
        good,
        reader.sources,
        products(structure),
        house,
        reader.gallery(structure),
        theme,
        releases,
        reader.partner,
    )
    return guide, found


def _asides(reader: GuideReader, structure: Structure) -> Iterator[str]:
    """Yield the files that a guide, or who lays something over it, need not have, and that must be
    good where they are there; also under the name by which a wrongly named one is told.
    """
    names = ("phrases.yaml", "pictures.yaml", themes.FILE)
    for path in (folder / name for folder in reader.records for name in names):
        other = door.namesake(path, path.parent) or path.name
        yield from (shown(path), shown(path.with_name(other)))
    if pictures := reader.pictures():
        used = icons.named(structure, pictures)
        yield from (shown(reader.house.pictogram(id)) for id in used)


def spoken(tags: Iterable[str], house: House) -> list[Language]:
    """Return the languages of some tags, but for those that no language has."""
    return [house.language(tag) for tag in tags if not _complaint(tag, house)]


def _files(reader: GuideReader, tag: str) -> set[str]:
    names = (f"words/{tag}", f"house/{tag}", f"press/{tag}")
    return {f for name in names if name in reader.sources for f in reader.sources[name].files}


def shown(path: Path) -> str:
    """Return the path as a person in this folder would type it, and as a terminal may show it."""
    try:
        name = str(path.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        name = str(path)
    return name if name.isprintable() else ascii(name)[1:-1]


def is_there(path: Path) -> bool:
    """Whether something has a path's name, or almost; reading it tells what is wrong with it."""
    try:
        path.lstat()
    except FileNotFoundError:
        return bool(door.namesake(path, path.parent))
    except OSError:
        return True  # reading it tells what is the matter
    return True


def _barred(folder: Path) -> Problem | None:
    """Return the Problem of a folder that holds more than a guide may."""
    found = door.shut(folder)
    return barred(found, shown(found.path)) if found else None


def _check_first(reader: GuideReader, tag: str) -> Iterator[Problem]:
    """Yield a Problem where the language that all others are made from has no words at all."""
    file = shown(reader.folder / "words" / f"{tag}.yaml")
    # Of a tag that no language has, guide.yaml is told.
    spoken = languages.spoken(reader.folder)
    if _complaint(tag, reader.house) is None and tag not in spoken:
        message, hint = f"there is no {file}", "write it, or name a language that has words"
        yield reader.sources["guide"].problem(("source",), "missing-words", message, hint)


def _check_name(folder: Path) -> Iterator[Problem]:
    """Yield a Problem unless the folder's name can stand in addresses and style sheets."""
    name = folder.name
    if not is_id(name):
        message = f"{name[:MAX_ID]!r} is no name for a guide"
        hint = (
            f"use at most {MAX_ID} lower case letters, digits and hyphens; give it as content/name"
        )
        yield Problem(shown(folder), 0, 0, "bad-value", message, hint)


def _key(path: Path, folder: Path) -> str:
    return path.relative_to(folder).with_suffix("").as_posix()


def _complaint(tag: str, house: House) -> UnknownLanguage | None:
    """Return what is the matter with a tag, if anything is."""
    try:
        house.language(tag)
    except UnknownLanguage as error:
        return error
    return None


def _words(reader: GuideReader, wanted: Collection[str], source: str) -> dict[str, Words]:
    """Read the words of every language that is wanted, the guide's and the press's."""
    words: dict[str, Words] = {}
    reader.problems += check_names(reader.folder, reader.house, wanted, source)
    if not languages.spoken(reader.folder):
        place, hint = shown(reader.folder / "words"), "add words/en.yaml, or another tag"
        problem = Problem(place, 0, 0, "missing-words", "no language has words", hint)
        reader.problems.append(problem)
    for path in languages.files(reader.folder):
        tag = path.stem
        if not languages.is_wanted(path, wanted) or _complaint(tag, reader.house):
            continue
        found = reader.model(Words, path)
        own = [reader.press(path, tag) for path in reader.house.words(tag)]
        if found and all(own):
            words[tag] = found
    return words


def check_names(
    folder: Path, house: House, wanted: Collection[str], source: str
) -> Iterator[Problem]:
    """Yield a Problem for each file of words, of some languages or all, that has no right name.

    Of a source language that there is not, guide.yaml is told.
    """
    for path in filter(lambda path: languages.is_wanted(path, wanted), languages.files(folder)):
        if path.stem != source and (error := _complaint(path.stem, house)):
            hint = f"name the file {error.right}.yaml" if error.right else error.hint
            yield Problem(shown(path), 0, 0, error.code, str(error), hint)
    for path in languages.misnamed(folder):
        if languages.is_wanted(path, wanted):
            hint = f"name the file {languages.meant(path.stem)}.yaml"
            message = "the press reads only .yaml"
            yield Problem(shown(path), 0, 0, "file-name", message, hint)
