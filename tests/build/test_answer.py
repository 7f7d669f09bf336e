"""Answers of workers: what comes back is what was made, and nothing else is believed."""

from __future__ import annotations

import json
import pickle
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trying import tried
from vademecum.build import answer
from vademecum.build.making import Outcome
from vademecum.build.packed import PackedJob
from vademecum.build.plan import Artifact
from vademecum.problems.problem import Problem
from vademecum.setting.finished import Finished

A4: Final = Artifact("small", "ar", "checklist", "a4")
CARD: Final = Artifact("small", "ar", "card", "id1")
JOB: Final = PackedJob("small", "ar", "words/ar.yaml", 1, b"", frozenset({A4, CARD}))
PRINTS: Final[list[dict[str, Any]]] = [
    {"product": "checklist", "paper": "a4", "pages": 2, "size": 9.25, "length": 3},
    {"product": "card", "paper": "id1", "pages": 2, "size": 7.0, "length": 2},
]
GOOD: Final[dict[str, Any]] = {"prints": PRINTS}
SAID: Final = {
    **{"file": "f", "line": 1, "column": 1, "code": "no-file", "message": "m", "hint": ""},
    "severity": "error",
}


def answered(header: Any, data: bytes = b"abcde") -> bytes:
    return json.dumps(header).encode() + b"\n" + data


def changed(**fields: Any) -> Any:
    """Return a good answer with its first file changed."""
    return {"prints": [PRINTS[0] | fields, PRINTS[1]]}


def test_files_are_cut_from_the_bytes_in_their_order() -> None:
    made = {A4: Finished(b"abc", 2, 9.25), CARD: Finished(b"de", 2, 7.0)}
    assert answer.read(answered(GOOD), JOB) == Outcome("small", "ar", made)


@tried(max_examples=60)
@given(
    st.lists(
        st.builds(Finished, st.binary(), st.integers(1, 99), st.floats(0.5, 99)),
        min_size=2,
        max_size=2,
    ),
    st.lists(
        st.builds(
            Problem,
            *(st.text(), st.integers(0, 9), st.integers(0, 9), st.just("does-not-fit")),
            *(st.text(), st.text(), st.sampled_from(["error", "warning"])),
        ),
        max_size=3,
    ),
)
def test_any_outcome_comes_back_as_it_was(made: list[Finished], problems: list[Problem]) -> None:
    prints = dict(zip((A4, CARD), made, strict=True))
    outcome = Outcome("small", "ar", prints, tuple(problems))
    back = answer.read(answer.written(outcome), JOB)
    assert back == outcome
    assert [p.severity for p in back.problems] == [p.severity for p in problems]


def test_a_job_that_failed_is_a_problem() -> None:
    (problem,) = answer.read(answer.failed("ImportError: no press"), JOB).problems
    assert (problem.code, problem.file) == ("job-failed", "words/ar.yaml")
    assert problem.message == "the job small in ar failed: ImportError: no press"


class Trap:
    """What nobody must unpickle."""

    def __reduce__(self) -> tuple[Any, ...]:
        return pytest.fail, ("somebody unpickled it",)


WRONG: Final[dict[str, object]] = {
    "a pickle": pickle.dumps(Trap()),
    "a pickle behind a line": b"{}\n" + pickle.dumps(Trap()),
    "no bytes": Outcome("small", "ar"),
    "nothing": b"",
    "no JSON": b"{",
    "a list": b"[]\n",
    "no files": answered({}, b""),
    "one file too few": answered({"prints": PRINTS[:1]}, b"abc"),
    "one file twice": answered({"prints": [*PRINTS, PRINTS[1]]}, b"abcdefg"),
    "another product": answered(changed(product="../../../etc/passwd")),
    "another paper": answered(changed(paper="letter")),
    "another product beside a problem": answered({**changed(product="x"), "problems": [SAID]}),
    "another key": answered(changed(guide="other")),
    "too short": answered(GOOD, b"abcd"),
    "too long": answered(GOOD, b"abcdef"),
    "below nothing": answered(changed(length=-1)),
    "beyond": answered(changed(length=10**30)),
    "NaN": answered(changed(size=float("nan"))),
    "infinite": answered(changed(size=float("inf"))),
    "no size": answered(changed(size=0)),
    "a size in words": answered(changed(size="9.25")),
    "no pages": answered(changed(pages=0)),
    "pages in words": answered(changed(pages="2")),
    "half a page": answered(changed(pages=2.5)),
    "more than there is": answered({**GOOD, "call": "os.system"}),
    "an unknown code": answered({**GOOD, "problems": [{**SAID, "code": "gotcha"}]}),
    "an unknown severity": answered({**GOOD, "problems": [{**SAID, "severity": "fatal"}]}),
    "a line before the first": answered({**GOOD, "problems": [{**SAID, "line": -1}]}),
    "not UTF-8": b'{"failed": "\xff"}\n',
    "nested": b"[" * 100_000,
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_answer_to_the_job_is_not_believed(wrong: str) -> None:
    with pytest.raises(ValueError):
        answer.read(WRONG[wrong], JOB)


@tried(max_examples=200)
@given(st.binary(max_size=60), st.integers(0, 400), st.integers(0, 60))
def test_no_noise_in_an_answer_does_harm(noise: bytes, place: int, over: int) -> None:
    good = answered(GOOD)
    try:
        outcome = answer.read(good[:place] + noise + good[place + over :], JOB)
    except ValueError:
        return
    assert outcome.problems or set(outcome.prints) == {A4, CARD}
