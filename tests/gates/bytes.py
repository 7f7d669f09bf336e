"""Which bytes of the real guide changed, and why: `python -m tests.gates.bytes "WHY"` records it."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from tests.conftest import CONTENT, ROOT
from vademecum.build import production
from vademecum.build.production import Order
from vademecum.setting import pango

RECORD: Final = Path(__file__).with_name("bytes.json")
"""The hash of every published file, and each change of them with its reason."""
GUIDE: Final = CONTENT / "russia-sim-top-up"


@dataclass(frozen=True)
class Difference:
    """The paths that changed, came and went."""

    changed: tuple[str, ...]
    came: tuple[str, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.changed or self.came or self.gone)

    def as_dict(self) -> dict[str, list[str]]:
        found = {"changed": self.changed, "came": self.came, "gone": self.gone}
        return {name: list(paths) for name, paths in found.items() if paths}


def built(guide: Path = GUIDE) -> dict[str, str]:
    """Return the hashes of all that a guide comes to, the manifest's among them, by their paths."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "dist"
        result = production.produce(Order((str(guide),), output=output, workers=2, cache=False))
        assert result.code == 0
        files = sorted(path for path in output.rglob("*") if path.is_file())
        return {
            path.relative_to(output).as_posix(): sha256(path.read_bytes()).hexdigest()
            for path in files
        }


def recorded() -> dict[str, Any]:
    """Return the record."""
    record = json.loads(RECORD.read_text("utf-8"))
    assert isinstance(record, dict)
    return record


def system() -> Mapping[str, str]:
    """Return what comes from the system and has a hand in the bytes; all else is locked."""
    return pango.versions()


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> Difference:
    """Return how the files of a build differ from those of another."""
    return Difference(
        tuple(sorted(path for path in before if path in after and before[path] != after[path])),
        tuple(sorted(after.keys() - before.keys())),
        tuple(sorted(before.keys() - after.keys())),
    )


def main(why: str) -> None:
    """Record what the press makes now and, where that is new, why."""
    record = recorded() if RECORD.exists() else {"files": {}, "changes": []}
    files = built()
    if difference := differences(record["files"], files):
        record["changes"].append({"why": why, **difference.as_dict()})
    record.update(system=dict(system()), files=files)
    RECORD.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2 or len(sys.argv[1].split()) < 3 or Path.cwd() != ROOT:
        sys.exit('usage, where the Makefile is: python -m tests.gates.bytes "why they changed"')
    main(sys.argv[1])
