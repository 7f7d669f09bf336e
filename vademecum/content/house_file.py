"""press.yaml, in which a house says what differs from the press: read, checked, made a House."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Annotated, Final, TypeVar

from pydantic import BaseModel, Field

from vademecum.blocks.block import Id, Model
from vademecum.content import contact, house, messages, theme_file, themes
from vademecum.content.house import House
from vademecum.content.source import Source, read
from vademecum.content.theme_file import ThemeFile
from vademecum.content.tree import Location
from vademecum.problems.problem import Problem, Refused, did_you_mean, nearest
from vademecum.text import scripts
from vademecum.text.faces import FACES, Face, normal
from vademecum.text.regions import complaint
from vademecum.text.scripts import SCRIPTS, Script

Height = Annotated[float, Field(ge=1, le=3)]
Floor = Annotated[float, Field(ge=6.5, le=14)]
Code = Annotated[str, Field(max_length=4, pattern=r"^[A-Z][a-z]{3}$")]
FONTS: Final = (".ttf", ".otf")
T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)


class HouseFace(Model):
    """A face from an installed font package."""

    package: str = Field(min_length=1, max_length=100, description="the installed distribution")
    regular: str = Field(
        min_length=1, max_length=300, description="the font file, by its path in the package"
    )
    bold: str | None = Field(
        None,
        min_length=1,
        max_length=300,
        description="the file of the bold face; left out where the first one has an axis of weight",
    )
    joined: bool = Field(
        False, description="whether its letters join, so that ligatures are taken apart"
    )


class HouseScript(Model):
    """How a script is set; what is left out is as the press sets it, or sets others."""

    faces: tuple[Id, ...] = Field(
        (), max_length=8, description="its faces, the best first: the house's, or the press's"
    )
    alphabets: tuple[Code, ...] = Field(
        (), max_length=8, description="the scripts of Unicode (UAX 24) that it is made of"
    )
    leading: Height | None = Field(None, description="the height of a line, in sizes of the type")
    tight: Height | None = Field(None, description="that of tables and cards")
    scriptio_continua: bool | None = Field(
        None, description="whether words are told apart by a dictionary, as in Thai"
    )
    card_floor: Floor | None = Field(None, description="the smallest type on a card, in points")
    sheet_floor: Floor | None = Field(None, description="the smallest type on a sheet, in points")


class HouseFile(Model):
    """press.yaml: what a house sets in its own way, in every guide."""

    region: str | None = Field(
        None,
        min_length=2,
        max_length=2,
        description="the country of guides that name none (ISO 3166)",
    )
    contact: str | None = Field(
        None,
        min_length=3,
        max_length=200,
        description="where corrections go: an e-mail, a phone number or an https address",
    )
    site: str | None = Field(
        None,
        min_length=9,
        max_length=200,
        description="the https address at which the newest editions stand",
    )
    faces: Mapping[Id, HouseFace] = Field({}, max_length=40, description="faces of its own")
    scripts: Mapping[Code, HouseScript] = Field(
        {}, max_length=40, description="scripts, by their codes (ISO 15924)"
    )


def found(folder: Path, press: Path) -> House:
    """Return the house in a folder, over the press's templates; raise Refused for its faults."""
    plain = House(press, house.templates(folder, press))
    known, problems = plain, list(_no_folder(folder / house.TEMPLATES))
    for name, furnish in ((house.FILE, _furnished), (themes.FILE, _painted)):
        try:
            known = furnish(known, folder / name)
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(problems)
    return known


def _no_folder(path: Path) -> Iterator[Problem]:
    """Yield a Problem where something has the name of a folder, and is none."""
    if os.path.lexists(path) and not path.is_dir():
        message, hint = "this is no folder", "make it one, or take it away"
        yield Problem(path.name, 0, 0, "unreadable", message, hint)


def _furnished(plain: House, path: Path) -> House:
    """Return a house with what its press.yaml says, if it has one."""
    found = _read(HouseFile, path)
    return _Furnisher(*found).house(plain) if found else plain


def _painted(plain: House, path: Path) -> House:
    """Return a house with what its theme.yaml says, if it has one."""
    if not (found := _read(ThemeFile, path)):
        return plain
    source, model = found
    theme, problems = theme_file.theme(model, source, plain.theme, plain.faces)
    if problems:
        raise Refused(problems)
    return replace(plain, theme=theme)


def _read(kind: type[M], path: Path) -> tuple[Source, M] | None:
    """Return a file of the house, if there is one; raise Refused for what is wrong with it."""
    if path.is_symlink():
        message, hint = "the file is a link", "put a copy here"
        raise Refused([Problem(path.name, 0, 0, "unreadable", message, hint)])
    if not path.exists():
        return None
    source = read(path, path.name)
    return source, messages.modelled(kind, source)


class _Furnisher:
    """Makes a house of its file, and notes what is not there."""

    def __init__(self, source: Source, model: HouseFile) -> None:
        self.source, self.model = source, model
        self.problems: list[Problem] = []

    def house(self, plain: House) -> House:
        """Return the house, or raise Refused."""
        self._check_region()
        model = self.model
        reached = self._read("contact", lambda text: contact.contact(text, model.region))
        site = self._read("site", contact.site)
        faces = {**FACES, **dict(self._faces())}
        named = {*FACES, *self.model.faces}
        known = {**SCRIPTS, **dict(self._scripts(faces, sorted(named)))}
        if self.problems:
            raise Refused(self.problems)
        packages = sorted({faces[id].distribution for id in model.faces})
        return replace(
            plain,
            region=model.region,
            scripts=known,
            packages=tuple(packages),
            faces=faces,
            contact=reached or "",
            site=site or "",
        )

    def _note(self, location: Location, message: str, hint: str = "", code: str = "") -> None:
        self.problems.append(self.source.problem(location, code or "bad-value", message, hint))

    def _read(self, key: str, read: Callable[[str], T]) -> T | None:
        """Return what a key's value comes to, if it is there; note what is wrong with it."""
        if (text := getattr(self.model, key)) is None:
            return None
        try:
            return read(text)
        except ValueError as error:
            self._note((key,), str(error))
            return None

    def _check_region(self) -> None:
        if self.model.region and (said := complaint(self.model.region)):
            self._note(("region",), *said)

    def _faces(self) -> Iterator[tuple[str, Face]]:
        for id, face in self.model.faces.items():
            if id in FACES:
                message = f"the press has a face {id!r} already"
                self._note(("faces", id), message, "give this one a name of its own")
                continue
            files = self._files(id, face.package)
            if not files:
                continue
            regular = self._file(("faces", id, "regular"), face.regular, files, not face.bold)
            named = face.bold or face.regular
            bold = self._file(("faces", id, "bold"), named, files, False) if face.bold else regular
            if regular and bold:
                yield id, Face(id, normal(face.package), regular, bold, face.joined)

    def _files(self, id: str, package: str) -> dict[str, Path]:
        """Return the font files of an installed package by their paths; note where it has none."""
        where = ("faces", id, "package")
        try:
            distribution = metadata.distribution(package)
        except (metadata.PackageNotFoundError, ValueError):
            known = {normal(str(one.name)) for one in metadata.distributions() if one.name}
            similar = nearest(normal(package), known)
            hint = f"did you mean {similar!r}? Else install it" if similar else "install it"
            message = f"no package {package!r} is installed"
            self._note(where, message, f"{hint}: pip install {package}", "no-face")
            return {}
        files = {
            path.as_posix(): Path(str(distribution.locate_file(path)))
            for path in distribution.files or ()
            if path.suffix.lower() in FONTS
        }
        if not files:
            message = f"the package {package!r} holds no font file"
            self._note(where, message, "name a package that brings .ttf or .otf files", "no-face")
        return files

    def _file(
        self, where: Location, named: str, files: Mapping[str, Path], varies: bool
    ) -> str | None:
        """Return the path of a font file below where packages are; note what is wrong with it."""
        full = next((path for path in files if named in (path, path.partition("/")[2])), None)
        if full is None:
            message = f"the package has no font file {named!r}"
            known = [path.partition("/")[2] for path in files]
            self._note(where, message, _nearest_file(named, known), "no-face")
            return None
        if complaint := _complaint(files[full], varies):
            self._note(where, f"{named!r} {complaint[0]}", complaint[1], "no-face")
            return None
        return full

    def _scripts(self, faces: Mapping[str, Face], named: list[str]) -> Iterator[tuple[str, Script]]:
        for code, script in self.model.scripts.items():
            where = ("scripts", code)
            unknown = [id for id in script.faces if id not in named]
            for id in unknown:
                at = (*where, "faces", script.faces.index(id))
                self._note(at, f"there is no face {id!r}", did_you_mean(id, named), "no-face")
            if not _is_script(code):
                message = f"{code!r} is no code of a script"
                hint = did_you_mean(code, [*SCRIPTS]) + "; the codes are those of ISO 15924"
                self.problems.append(self.source.key_problem(where, "bad-value", message, hint))
            elif not script.faces and code not in SCRIPTS:
                message = f"the press has no faces for the {scripts.name(code)} script"
                self._note(where, message, "name them here, as `faces`", "missing-key")
            elif all(id in faces for id in script.faces):
                yield code, self._script(code, script, [faces[id] for id in script.faces])

    def _script(self, code: str, script: HouseScript, faces: list[Face]) -> Script:
        base = SCRIPTS.get(code) or Script((code,), (), 1.4, direction=scripts.direction(code))
        for key in ("card_floor", "sheet_floor"):
            floor, least = getattr(script, key), getattr(base, key)
            if floor is not None and floor < least:
                message = f"{floor:g} pt is smaller than what the press prints, {least:g} pt"
                self._note(("scripts", code, key), message, "raise it, or leave it out")

        def chosen(key: str) -> float:
            value = getattr(script, key)
            return float(getattr(base, key) if value is None else value)

        continua = script.scriptio_continua
        return replace(
            base,
            alphabets=script.alphabets or base.alphabets,
            faces=tuple(faces) or base.faces,
            leading=chosen("leading"),
            tight=chosen("tight"),
            scriptio_continua=base.scriptio_continua if continua is None else continua,
            card_floor=chosen("card_floor"),
            sheet_floor=chosen("sheet_floor"),
        )


def _is_script(code: str) -> bool:
    from babel import Locale

    return code in SCRIPTS or code in Locale("en").scripts


def _nearest_file(named: str, known: list[str]) -> str:
    """Return a hint with the file whose name is most like the one named."""
    by_name = {path.rpartition("/")[2]: path for path in known}
    name = nearest(named.rpartition("/")[2], by_name)
    some = ", ".join(sorted(known)[:5])
    return f"did you mean {by_name[name]!r}?" if name else f"it has {some}"


def _complaint(path: Path, varies: bool) -> tuple[str, str] | None:
    """Return what keeps a file from being a face, and the cure; `varies` asks for an axis."""
    import uharfbuzz as hb

    try:
        face = hb.Face(hb.Blob.from_file_path(str(path)))
    except Exception:  # whatever keeps the library from reading it
        return "cannot be read as a font", "install the package anew"
    if not face.glyph_count:
        return "is no font", "name another file"
    if varies and "wght" not in {axis.tag for axis in face.axis_infos}:
        return "has no axis of weight", "name the file of the bold face too, as `bold`"
    return None
