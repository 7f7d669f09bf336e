"""What a worker of a cluster answers: an outcome as JSON and bytes, which nobody unpickles."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from vademecum.build.making import Outcome, died
from vademecum.build.packed import PackedJob
from vademecum.build.plan import Artifact
from vademecum.problems.problem import MadeFor, Problem, Severity
from vademecum.setting.finished import Finished

Count = Annotated[int, Field(ge=0)]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


class _Said(_Part):
    """A Problem, field by field."""

    file: str
    line: Count
    column: Count
    code: str
    message: str
    hint: str
    severity: Severity
    made_for: tuple[MadeFor, ...]
    said: str


class _Print(_Part):
    """A finished file; `length` of the bytes that follow are its own."""

    product: str
    paper: str
    pages: Annotated[int, Field(ge=1)]
    size: Annotated[float, Field(gt=0)]
    length: Count


class _Answer(_Part):
    failed: str = ""
    problems: tuple[_Said, ...] = ()
    prints: tuple[_Print, ...] = ()


def written(outcome: Outcome) -> bytes:
    """Return an outcome as a line of JSON and, behind it, the bytes of its files."""
    fields = _Said.model_fields
    problems = tuple(
        _Said(**{name: getattr(problem, name) for name in fields}) for problem in outcome.problems
    )
    prints = tuple(
        _Print(
            product=artifact.product,
            paper=artifact.paper,
            pages=one.pages,
            size=float(one.size),
            length=len(one.data),
        )
        for artifact, one in outcome.prints.items()
    )
    header = _Answer(problems=problems, prints=prints).model_dump_json()
    data = (one.data for one in outcome.prints.values())
    return b"".join((header.encode("utf-8"), b"\n", *data))


def failed(reason: str) -> bytes:
    """Return the answer of a worker on which a job failed."""
    return _Answer(failed=reason).model_dump_json().encode("utf-8") + b"\n"


def read(answer: object, packed: PackedJob) -> Outcome:
    """Return the outcome of a packed job; raise ValueError for what is no answer to it."""
    if not isinstance(answer, bytes):
        raise ValueError(f"a worker answered with {type(answer).__name__}, not with bytes")
    header, _, data = answer.partition(b"\n")
    said = _Answer.model_validate_json(header)
    if said.failed:
        return died(packed, said.failed)
    problems = tuple(Problem(**dict(one)) for one in said.problems)
    prints = _prints(said.prints, data, packed)
    if not problems and set(prints) != packed.artifacts:
        raise ValueError("a worker answered with other files than it was asked for")
    return Outcome(packed.guide, packed.language, prints, problems)


def _prints(said: tuple[_Print, ...], data: bytes, packed: PackedJob) -> dict[Artifact, Finished]:
    """Return the files in an answer, all of which were asked for."""
    prints: dict[Artifact, Finished] = {}
    start = 0
    for one in said:
        artifact = Artifact(packed.guide, packed.language, one.product, one.paper)
        prints[artifact] = Finished(data[start : start + one.length], one.pages, one.size)
        start += one.length
    if start != len(data) or len(prints) < len(said) or not packed.artifacts >= set(prints):
        raise ValueError("a worker answered with other files than it was asked for")
    return prints
