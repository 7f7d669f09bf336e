"""Tests the tests: makes small changes of the code, one at a time, and asks who notices.

    python tools/mutate.py [--sample N] [--seed N] [--wide] [PACKAGE[/MODULE.py[:LINE]] ...]

Each mutant is tried in a copy of the project: the tests named after its module, then its package's
and, with --wide, those of the packages above. The tests of a package must pass without a change,
and a change is noticed by a test that fails or that no longer ends. What lives is printed with its
place; what changes nothing that can be seen is listed with its reason in tools/equivalent.toml, and
not counted.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

ROOT: Final = Path(__file__).resolve().parent.parent
PRESS: Final = ROOT / "vademecum"
PACKAGES: Final = (
    "text", "blocks", "forms", "content", "edition", "setting", "site", "build", "preview",
    "commands",
)  # fmt: skip
"""The packages that have tests of their own, each below those that may use it."""
GUARDED: Final = (
    "text", "blocks", "forms", "content", "edition", "setting/fit.py", "setting/proof.py",
    "setting/layout.py", "setting/drawing.py", "setting/template.py", "setting/viewer.py",
    "setting/fonts.py", "setting/evening.py", "setting/feet.py", "setting/for_place.py",
    "setting/icons.py", "setting/legible.py", "setting/lettering.py", "setting/quiet.py",
    "setting/room.py", "setting/rules.py", "setting/stacks.py", "site", "build/publish.py",
    "build/store.py", "build/manifest.py", "build/plan.py", "build/ledger.py", "build/binding.py",
    "preview",
)  # fmt: skip
"""What is mutated where nothing is named."""
COMPARED: Final[dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt), ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
}  # fmt: skip
COUNTED: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
CALLED: Final = {"all": "any", "any": "all", "min": "max", "max": "min", "sorted": "list"}
Changes: TypeAlias = "Iterator[tuple[ast.expr | ast.stmt, str]]"
LONGER: Final = 8
"""How many times longer than without a change tests run before they are taken to have no end."""
WHOLE: Final = "."
"""Where the tests of the whole press are."""
NO_TESTS: Final = 5
"""What pytest ends with where it finds no tests."""
SOONEST: Final = 60.0
"""The seconds that any round of tests is given, however fast it was."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A small change of a module: what stands from one offset to another is replaced."""

    module: str
    line: int
    start: int
    end: int
    old: str
    new: str
    code: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line}: {self.old!r} -> {self.new!r} in {self.code!r}"


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield all mutants of a module, in the order of their places."""
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    lines = source.splitlines(keepends=True)
    begins = [0]
    for line in lines:
        begins.append(begins[-1] + len(line))

    def offset(line: int, column: int) -> int:
        return begins[line - 1] + len(lines[line - 1].encode()[:column].decode())

    for node, new in _changes(tree):
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = offset(node.lineno, node.col_offset)
        end = offset(node.end_lineno, node.end_col_offset)
        old, code = source[start:end], lines[node.lineno - 1].strip()
        module = path.relative_to(PRESS).as_posix()
        yield Mutant(module, node.lineno, start, end, old, new, code)


def _changes(tree: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """Yield each node that can be changed, with what stands in its place then."""
    for node in _running(tree):
        for kind, change in CHANGES.items():
            if isinstance(node, kind):
                yield from change(node)


def _joined(node: ast.BoolOp) -> Changes:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield node, f"({ast.unparse(ast.BoolOp(other, node.values))})"


def _denied(node: ast.UnaryOp) -> Changes:
    if isinstance(node.op, ast.Not):
        yield node, f"({ast.unparse(node.operand)})"


def _counted(node: ast.BinOp) -> Changes:
    if type(node.op) in COUNTED:
        changed = ast.BinOp(node.left, COUNTED[type(node.op)](), node.right)
        yield node, f"({ast.unparse(changed)})"


def _called(node: ast.Call) -> Changes:
    if isinstance(node.func, ast.Name) and node.func.id in CALLED:
        yield node.func, CALLED[node.func.id]


def _left_out(node: ast.Expr) -> Changes:
    if isinstance(node.value, ast.Call):
        yield node, "pass"


def _returned(node: ast.Return) -> Changes:
    if node.value is not None and not isinstance(node.value, ast.Constant):
        yield node, "return None"


def _chosen(node: ast.IfExp) -> Changes:
    yield node, f"({ast.unparse(node.body)})"
    yield node, f"({ast.unparse(node.orelse)})"


def _compared(node: ast.Compare) -> Changes:
    for place, op in enumerate(node.ops):
        for other in COMPARED[type(op)]:
            ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
            yield node, f"({ast.unparse(ast.Compare(node.left, ops, node.comparators))})"


def _constants(node: ast.Constant) -> Changes:
    if isinstance(node.value, bool):
        yield node, str(not node.value)
    elif isinstance(node.value, int):
        yield node, str(node.value + 1)
        if node.value:
            yield node, str(node.value - 1)
    elif isinstance(node.value, float) and node.value:
        yield node, repr(node.value * 1.25)


CHANGES: Final[dict[type[ast.AST], Callable[[Any], Changes]]] = {
    ast.Compare: _compared, ast.BoolOp: _joined, ast.UnaryOp: _denied, ast.BinOp: _counted,
    ast.Constant: _constants, ast.Call: _called, ast.Expr: _left_out, ast.Return: _returned,
    ast.IfExp: _chosen,
}  # fmt: skip
"""How the nodes of each kind can be changed."""


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that run: no annotation, no docstring, nothing for the type checker alone."""
    for name, value in ast.iter_fields(tree):
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or name in {"annotation", "returns"}:
                continue
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
                continue
            if isinstance(child, ast.Call) and ast.unparse(child.func) == "dataclass":
                continue
            yield child
            if not isinstance(child, ast.JoinedStr):  # has no places of its own before 3.12
                yield from _running(child)


def chosen(names: Sequence[str], sample: int, seed: int) -> list[Mutant]:
    """Return a sample of the mutants of packages, modules and lines, the same for the same seed."""
    found = [mutant for name in names or GUARDED for mutant in _of(name)]
    if sample < len(found):
        found = random.Random(seed).sample(found, sample)
    return sorted(found, key=lambda m: (PACKAGES.index(_package(m)), m.module, m.start, m.new))


def _of(name: str) -> Iterator[Mutant]:
    """Yield the mutants of a package, of a module, or of one line of it."""
    module, _, line = name.partition(":")
    path = PRESS / module
    for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
        yield from (mutant for mutant in mutants(file) if line in ("", str(mutant.line)))


def _package(mutant: Mutant) -> str:
    return mutant.module.split("/")[0]


class Workshop:
    """A copy of the project in which one mutant at a time is tried."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True)
        for name in names.stdout.splitlines():
            source = ROOT / name
            if source.is_file() and not source.is_symlink():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source, folder / name)
        self._took: dict[str, float] = {}
        self._edits = 0

    def notices(self, mutant: Mutant, wide: bool) -> str:
        """Return the test that notices a mutant, or nothing.

        Raises RuntimeError where a test fails without any change.
        """
        path = self.folder / "vademecum" / mutant.module
        source = path.read_text("utf-8")
        changed = source[: mutant.start] + mutant.new + source[mutant.end :]
        for packages in self._rounds(mutant, wide):
            limit = max(SOONEST, LONGER * sum(map(self._seconds, packages)))
            tests = [file for package in packages for file in self._files(package)]
            tests.sort(key=lambda file: self._distance(file, mutant))
            self._write(path, changed)
            try:
                failed = self._fails(tests, limit)
            finally:
                self._write(path, source)
            if failed:
                return failed
        return ""

    def _rounds(self, mutant: Mutant, wide: bool) -> Iterator[tuple[str, ...]]:
        """Yield the packages whose tests are asked, those that are likely to notice first."""
        at = PACKAGES.index(_package(mutant))
        yield PACKAGES[at : at + 1]
        if wide:
            yield (*PACKAGES[at + 1 :], WHOLE)

    def _files(self, package: str) -> list[Path]:
        """Return the files of a package's tests, the smallest first."""
        files = (self.folder / "tests" / package).glob("test_*.py")
        return sorted(files, key=lambda path: (path.stat().st_size, path))

    def _distance(self, tests: Path, mutant: Mutant) -> int:
        """Return how far tests are from a mutant: named after its module, naming it, or neither."""
        stem = Path(mutant.module).stem
        named = tests.name.startswith(f"test_{stem}") and tests.parent.name == _package(mutant)
        return 0 if named else 1 if stem in tests.read_text("utf-8") else 2

    def _write(self, path: Path, source: str) -> None:
        """Write a module as none was written before, so that no compiled one is taken for it."""
        self._edits += 1
        path.write_text(source, "utf-8")
        os.utime(path, (self._edits, self._edits))

    def _seconds(self, package: str) -> float:
        """Return how long the tests of a package take where nothing is changed; they must pass."""
        if package not in self._took:
            begun = time.monotonic()
            if failed := self._fails(self._files(package)):
                raise RuntimeError(f"{failed} fails without a change")
            self._took[package] = time.monotonic() - begun
        return self._took[package]

    def _fails(self, tests: Sequence[Path], limit: float | None = None) -> str:
        """Return the first test that fails, or that there is no end within so many seconds."""
        options = ["-x", "-q", "--tb=no", "-p", "no:cacheprovider"]
        command = [sys.executable, "-m", "pytest", *options, *map(str, tests)]
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(self.folder / "bytecode")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        with subprocess.Popen(
            command, cwd=self.folder, env=environment, start_new_session=True, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        ) as process:  # fmt: skip
            try:
                said, _ = process.communicate(timeout=limit)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                return "no end"
        if process.returncode in (0, NO_TESTS):
            return ""
        named = re.search(r"^(?:FAILED|ERROR) (\S+)", said, re.MULTILINE)
        return named[1] if named else "a test that cannot begin"


def equivalent() -> dict[tuple[str, str, str, str], str]:
    """Return why some mutants change nothing, by their module, line of code and change."""
    with (ROOT / "tools" / "equivalent.toml").open("rb") as file:
        rows = tomllib.load(file)["mutant"]
    return {(row["module"], row["code"], row["old"], row["new"]): row["why"] for row in rows}


def main() -> int:
    """Try the mutants that are asked for, and say which live."""
    parser = argparse.ArgumentParser(description="Tests the tests: who notices small changes?")
    parser.add_argument("names", nargs="*", help="as text, build/plan.py, build/plan.py:30")
    parser.add_argument("--sample", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wide", action="store_true", help="ask the packages above too")
    asked = parser.parse_args()
    same, lived, tried = equivalent(), 0, 0
    with tempfile.TemporaryDirectory(prefix="vademecum-mutants-") as folder:
        workshop = Workshop(Path(folder))
        for mutant in chosen(asked.names, asked.sample, asked.seed):
            if (mutant.module, mutant.code, mutant.old, mutant.new) in same:
                continue
            tried += 1
            noticed = workshop.notices(mutant, asked.wide)
            lived += not noticed
            print(f"{mutant}\n    {noticed or 'LIVES'}", flush=True)
    print(f"{tried - lived} of {tried} noticed ({(tried - lived) / max(tried, 1):.0%})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
