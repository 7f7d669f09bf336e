"""Reads every hostile picture with 300 MB of memory, and tells what became of each, in JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
import warnings
from pathlib import Path

warnings.simplefilter("error")
LIMIT = 300 * 2**20


def main(folder: Path) -> None:
    from vademecum.content import gallery
    from vademecum.content.unfit import Unfit
    from vademecum.forms.rooms import Room

    resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT))
    told = {}
    for path in sorted((folder / "pictures").iterdir()):
        start = time.perf_counter()
        try:
            data = gallery.bytes_of(folder, path.name)
            said: int | list[str] = len(gallery.image("x", data, path.name, (Room(90, 90),)).data)
        except ExceptionGroup as group:
            said = [f"{fault}" for fault in group.exceptions if isinstance(fault, Unfit)]
        told[path.name] = (said, time.perf_counter() - start)
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
