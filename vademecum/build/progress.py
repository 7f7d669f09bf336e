"""Progress of a build on standard error: a bar on a terminal, else a line an artifact."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any, Literal

from vademecum.build.making import Outcome
from vademecum.build.manifest import Copy
from vademecum.build.plan import Artifact
from vademecum.problems.streams import plain, steered

Volume = Literal["quiet", "normal", "verbose"]


class Progress:
    """Reports outcomes as they come; use it as a context manager that gives the reporter."""

    def __init__(self, total: int, volume: Volume) -> None:
        self.total, self.volume = total, volume
        self.bar: Any = None

    def kept(self, copies: Iterable[Copy]) -> None:
        """Say, if everything is to be told, what is taken from the store."""
        for copy in copies if self.volume == "verbose" else ():
            entry = copy.entry
            self._say("kept", copy.artifact, entry.pages, entry.size, entry.length)

    def __enter__(self) -> Callable[[Outcome], None]:
        if self.volume == "normal" and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
            from rich.progress import Progress as Bar

            text = TextColumn("{task.description}", markup=False)
            console = Console(file=steered(sys.stderr))
            self.bar = Bar(
                text,
                BarColumn(),
                MofNCompleteColumn(),
                console=console,
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self.bar.start()
            self.task = self.bar.add_task("printing", total=self.total)
        return self._report

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.stop()

    def _report(self, outcome: Outcome) -> None:
        if self.bar:
            self.bar.update(self.task, advance=len(outcome.prints), description=plain(outcome.job))
        elif self.volume != "quiet":
            for artifact, one in outcome.prints.items():
                self._say("made", artifact, one.pages, one.size, len(one.data))

    def _say(self, what: str, artifact: Artifact, pages: int, size: float, length: int) -> None:
        detail = f"  {pages} pages, {size:.1f} pt, {length:,} bytes"
        shown = detail if self.volume == "verbose" else ""
        print(f"{what} {artifact.path}{shown}", file=sys.stderr)
