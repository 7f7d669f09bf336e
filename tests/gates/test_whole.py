"""Every sweep that the suite makes in part, made whole."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.conftest import ROOT

SWEPT = ("left_to_the_gates", "one_in", "swept", "LANGUAGES")
"""What a module names that leaves something to the gates."""


def test_what_the_suite_leaves_out_holds_too() -> None:
    modules = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if path.parent.name != "gates" and _leaves_something(path.read_text("utf-8"))
    ]
    assert len(modules) > 5
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "worksteal", *modules]
    whole = os.environ | {"WHOLE": "1", "TRIES": "3"}
    done = subprocess.run(command, cwd=ROOT, env=whole, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def _leaves_something(source: str) -> bool:
    imports = [line for line in source.splitlines() if line.startswith("from tests.")]
    return any(name in line for line in imports for name in SWEPT)
