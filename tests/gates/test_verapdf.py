"""The second judge of PDF/UA-1: veraPDF passes every tagged product and refuses each defect by its rule."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT, jobs
from tests.setting.mutants import MUTANTS, Mutant, copy, original
from vademecum.build.plan import Artifact
from vademecum.content.guide import Guide
from vademecum.setting.finished import Finished

TOOLS = ROOT / "tools"
FEWEST_CHECKS = 1000
"""A product of ours gives veraPDF thousands of things to check; a judge that checks none is none."""


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of a file: passes, fails or errors, and the rules that it breaks."""

    word: str
    checks: int
    rules: frozenset[str]
    findings: str


Report = Mapping[str, Verdict]


@pytest.fixture(scope="module")
def class_path() -> str:
    """Return the class path of veraPDF, installed into this environment; without it the gate fails."""
    command = ["sh", str(TOOLS / "verapdf.sh"), str(Path(sys.prefix) / "verapdf")]
    environment = {**os.environ, "PYTHON": sys.executable}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()[-1]


def judge(class_path: str, files: Iterable[Path]) -> Report:
    """Return veraPDF's verdicts by the names of the files; each has exactly one, in their order."""
    paths = list(map(str, files))
    command = ["java", "-cp", class_path, str(TOOLS / "Judge.java"), *paths]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stderr
    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert [line[0] for line in lines] == paths, result.stderr
    return {
        Path(path).name: Verdict(word, int(checks), frozenset(rules.split()), findings)
        for path, word, checks, rules, findings in lines
    }


def file_name(artifact: Artifact) -> str:
    return Path(artifact.path).name


@pytest.fixture(scope="module")
def planned(russia: Guide) -> frozenset[Artifact]:
    """What the plan of the real guide has that is tagged: all but the sheets."""
    every = (artifact for job in jobs(russia) for artifact in job.artifacts)
    return frozenset(a for a in every if not russia.products[a.product].originals)


@pytest.fixture(scope="module")
def products(prints: Mapping[Artifact, Finished], russia: Guide) -> Mapping[str, bytes]:
    """Every tagged product in every language, by the name of its file."""
    tagged = {a: one for a, one in prints.items() if not russia.products[a.product].originals}
    return {file_name(artifact): one.data for artifact, one in tagged.items()}


@pytest.fixture(scope="module")
def good(small: Guide) -> bytes:
    return original(small)


@pytest.fixture(scope="module")
def report(
    products: Mapping[str, bytes],
    good: bytes,
    class_path: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Report:
    """What veraPDF says, in one go, of the products, the mutants, a plain copy and a broken file."""
    files = {
        **products,
        **{f"{mutant.name}.pdf": mutant.of(good) for mutant in MUTANTS},
        "copy.pdf": copy(good, lambda pdf: None),
        "broken.pdf": good[: len(good) // 2].replace(b"obj", b"jbo"),
    }
    folder = tmp_path_factory.mktemp("verapdf")
    for name, data in files.items():
        (folder / name).write_bytes(data)
    report = judge(class_path, [folder / name for name in files])
    assert list(report) == list(files)
    return report


def test_every_tagged_product_of_every_language_conforms(
    report: Report, products: Mapping[str, bytes], planned: frozenset[Artifact], russia: Guide
) -> None:
    judged = {name for name in report if name in products}
    assert judged == {file_name(artifact) for artifact in planned}
    assert len(judged) == len(products) == len(planned) > 0
    for tag in russia.languages:
        made = {(a.product, a.paper) for a in planned if a.language == tag}
        assert made >= {("checklist", "a4"), ("checklist", "letter"), ("card", "id1")}
    assert {name: report[name] for name in products if report[name].word != "passes"} == {}
    assert all(report[name].rules == frozenset() for name in products)
    assert all(report[name].checks > FEWEST_CHECKS for name in products)


def test_a_copy_that_nobody_spoiled_conforms_too(report: Report) -> None:
    assert report["copy.pdf"].word == "passes"


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_defect_is_refused_by_its_rule_and_no_other(report: Report, mutant: Mutant) -> None:
    verdict = report[f"{mutant.name}.pdf"]
    assert verdict.rules == mutant.vera, verdict.findings
    assert verdict.word == ("fails" if mutant.vera else "passes"), verdict.findings


def test_at_least_eight_defects_are_caught(report: Report) -> None:
    caught = [mutant.name for mutant in MUTANTS if report[f"{mutant.name}.pdf"].rules]
    assert len(caught) >= 8


def test_a_file_that_cannot_be_read_is_an_error_and_no_verdict(report: Report) -> None:
    assert report["broken.pdf"].word == "errors"


def test_a_judge_without_its_rules_passes_nothing(
    good: bytes, class_path: str, tmp_path: Path
) -> None:
    path = tmp_path / "good.pdf"
    path.write_bytes(good)
    without_jaxb = class_path.split(os.pathsep)[-1]
    verdict = judge(without_jaxb, [path])["good.pdf"]
    assert (verdict.word, verdict.checks) == ("errors", 0)
