"""The folders of templates, the house's before the press's: what is found there, and its faults."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)

from vademecum.content import door
from vademecum.content.reading import shown
from vademecum.problems.problem import Problem, did_you_mean

RELY_ON: Final = "docs/blocks.md lists the macros and values that a template may rely on"
ENDLESS: Final = "endless-template"
"""The code of what takes more time or memory than there is for a template."""
SAID: Final = 200
"""How much of what Python says is told, in characters."""


def find(among: Sequence[Path], name: str) -> Path | None:
    """Return where a file stands, in the first of some folders that has it; no name leads out."""
    if name.startswith("/") or ".." in name.split("/"):
        return None
    paths = (folder / name for folder in among)
    return next((path for path in paths if os.path.lexists(path) and not path.is_dir()), None)


def read(among: Sequence[Path], name: str) -> bytes:
    """Return the bytes of a file in the first of some folders that has it.

    Raise Shut for what is not read, a link out of the folder for one, and FileNotFoundError.
    """
    path = find(among, name)
    if path is None:
        raise FileNotFoundError(name)
    return door.data(path, next(folder for folder in among if path.is_relative_to(folder)))


class ShelfLoader(BaseLoader):
    """Loads each template from the first of some folders that has it."""

    def __init__(self, among: Sequence[Path]) -> None:
        self.among = among

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text and its path, and whether the text is still the same."""
        try:
            data = read(self.among, template)
        except FileNotFoundError:
            raise TemplateNotFound(template) from None
        path = find(self.among, template)
        assert path is not None
        state = _state(path)
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            message = f"the template: byte 0x{data[error.start]:02X} is not of utf-8"
            raise door.Shut(path, "template-fault", message, "save it as UTF-8") from None
        return text, str(path), lambda: _state(find(self.among, template)) == state


def _state(path: Path | None) -> tuple[Path, int, int] | None:
    """Return by what it is seen that a file is still the same."""
    try:
        return (path, path.stat().st_mtime_ns, path.stat().st_ino) if path else None
    except OSError:
        return None


def environment(among: Sequence[Path], filters: Mapping[str, Callable[..., object]]) -> Environment:
    """Return what finds and renders the templates of some folders, with filters of their own."""
    made = Environment(
        loader=ShelfLoader(among),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(filters)
    return made


def fault(error: Exception, environment: Environment, among: Sequence[Path]) -> Problem:
    """Return the Problem of what a template came to: its file, and its line where that is known."""
    if isinstance(error, door.Shut):
        hint = "" if error.code == "too-large" else error.hint
        return Problem(shown(error.path), 0, 0, error.code, error.message, hint)
    if isinstance(error, TemplateSyntaxError):
        where = error.filename or str(find(among, error.name or "") or error.name)
        path, line = Path(where), error.lineno
    else:
        path, line = _frame(error, among)
    message, hint = _said(error, environment)
    code = ENDLESS if isinstance(error, TimeoutError | MemoryError) else "template-fault"
    return Problem(shown(path), line, _column(path, line), code, message, hint)


def _frame(error: Exception, among: Sequence[Path]) -> tuple[Path, int]:
    """Return the template in which an error arose, and the line; a macro that is called counts."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if frame.lineno and any(path.is_relative_to(folder) for folder in among):
            return path, frame.lineno
    return among[0], 0


def _column(path: Path, line: int) -> int:
    """Return where a line begins to say something."""
    try:
        text = path.read_text("utf-8").splitlines()[line - 1] if line else ""
    except (OSError, ValueError, IndexError):
        return 1
    return len(text) - len(text.lstrip()) + 1 if line else 0


def _said(error: Exception, environment: Environment) -> tuple[str, str]:
    """Return what is wrong, in a person's words as far as Jinja has them, and what to do."""
    said = " ".join(str(error).split())[:SAID]
    if isinstance(error, TemplateSyntaxError):
        unknown = said.startswith("No filter named ")
        hint = did_you_mean(said.split("'")[1], [*environment.filters]) if unknown else ""
        return f"the template: {said.rstrip('.')}", hint
    if isinstance(error, TemplateNotFound):
        return f"there is no template {said!r}", "write it, or take out what asks for it"
    if isinstance(error, UndefinedError):
        return f"the template: {said}", RELY_ON
    if isinstance(error, TimeoutError):
        return "the template comes to no end", "look for a loop that never stops"
    if isinstance(error, MemoryError):
        return "the template takes more memory than there is for it", "look for a loop that grows"
    name = type(error).__name__
    return f"the template: {name}: {said}" if said else f"the template: {name}", RELY_ON
