"""The least that an edit can cost: importing the engine, and setting what the edit touches.

`floor.py GUIDE LANGUAGE` prints two numbers of seconds. It runs by itself, so that nothing else is
imported before the engine is.
"""

from __future__ import annotations

import os
import sys
import time
import warnings
from pathlib import Path

from vademecum.content.reading import GuideReader


def main(guide: str, language: str) -> None:
    """Import WeasyPrint, then set all artifacts of a guide in a language; print the seconds."""
    began = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import weasyprint  # noqa: F401
    imported = time.perf_counter()
    from vademecum.build import clock, making, portions
    from vademecum.build.plan import Planner, Selection
    from vademecum.setting import printing  # noqa: F401

    selection = Selection(languages=frozenset({language}))
    readings = portions.read([GuideReader(Path(guide), portions.house())], clock.today())
    jobs = [job for one in readings for job in Planner().jobs(one.editions, selection)]
    planned = time.perf_counter()
    for job in jobs:
        if problems := making.make(job).problems:
            sys.exit("\n".join(map(str, problems)))
    print(imported - began, time.perf_counter() - planned)


if __name__ == "__main__":
    import vademecum

    # As the press does: no font of the system may be reachable.
    config = Path(vademecum.__file__).with_name("setting") / "fontconfig.xml"
    os.environ["FONTCONFIG_FILE"] = str(config)
    main(*sys.argv[1:])
