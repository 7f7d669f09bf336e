"""Where the time goes: the seconds that one process spends in each phase of a cold build.

`python -m bench.build.phases GUIDE` prints them as JSON.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from vademecum.content.reading import GuideReader

PHASES: Final = {
    "fonts cut": ("vademecum.setting.fonts", "Typefaces.files"),
    "HTML and CSS read": ("vademecum.setting.engine", "LoadedDocument.__init__"),
    "styles computed": ("weasyprint.document", "Document._build_layout_context"),
    "boxes built": ("weasyprint.document", "build_formatting_structure"),
    "pages laid out": ("weasyprint.document", "layout_document"),
    "pages looked at": ("vademecum.setting.boxtree", "layout"),
    "overlaps looked for": ("vademecum.setting.engine", "Pages.touching"),
    "PDF written": ("vademecum.setting.engine", "Pages.pdf"),
    "repairs: fonts cut again": ("weasyprint.pdf.fonts", "Font.subset"),
    "proof": ("vademecum.setting.compositor", "_Attempt._proof"),
    "sheets imposed": ("vademecum.setting.drawing", "draw"),
}
"""What is timed, by what it is called. The repairs are a part of the writing."""


class Clock:
    """The seconds spent in each phase, and how often it was entered."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.times: dict[str, int] = {}

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Time what happens within."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - began
            self.times[name] = self.times.get(name, 0) + 1

    def watch(self, name: str, module: str, path: str) -> None:
        """Time every call of a function; what it yields counts too."""
        *holders, last = path.split(".")
        owner: Any = import_module(module)
        for holder in holders:
            owner = getattr(owner, holder)
        found = owner.__dict__[last]
        call = found.__func__ if isinstance(found, classmethod) else found
        timed = self._timed(name, call)
        setattr(owner, last, classmethod(timed) if isinstance(found, classmethod) else timed)

    def _timed(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def timed(*arguments: Any, **named: Any) -> Any:
            with self.phase(name):
                result = call(*arguments, **named)
                return iter(list(result)) if isinstance(result, Iterator) else result

        return timed


def main(guide: str) -> None:
    """Make every artifact of a guide in this process, and print the seconds of each phase."""
    clock, began = Clock(), time.perf_counter()
    with clock.phase("press imported"):
        from vademecum.build import clock as calendar
        from vademecum.build import making, portions, production, workers  # noqa: F401
        from vademecum.build.plan import Planner, Selection
    with clock.phase("engine imported"):
        import vademecum.setting.printing  # noqa: F401
    with clock.phase("content read"):
        readings = tuple(
            portions.read([GuideReader(Path(guide), portions.house())], calendar.today())
        )
    with clock.phase("keys derived"):
        planner, selection = Planner(), Selection()
        jobs = [job for one in readings for job in planner.jobs(one.editions, selection)]
    for name, (module, path) in PHASES.items():
        clock.watch(name, module, path)
    gc.freeze()
    gc.disable()  # as in a worker
    for job in jobs:
        with clock.phase("garbage collected"):
            if gc.get_count()[0] > workers.GARBAGE:
                gc.collect()
        making.make(job)
    seconds = dict(clock.seconds, whole=time.perf_counter() - began)
    print(json.dumps({"seconds": seconds, "times": clock.times}))


if __name__ == "__main__":
    main(*sys.argv[1:])
