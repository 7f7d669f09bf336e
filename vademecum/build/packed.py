"""A job packed for its way to a worker: small, so that many can wait at once."""

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass, field

from vademecum.build.plan import Artifact, Job


@dataclass(frozen=True, slots=True)
class PackedJob:
    """A packed job, with what must be known of it without unpacking.

    `file` holds the words of its edition; `weight` tells about how long it takes,
    `artifacts` what it makes.
    """

    guide: str
    language: str
    file: str
    weight: int
    content: bytes = field(repr=False)
    artifacts: frozenset[Artifact] = frozenset()

    @classmethod
    def of(cls, job: Job) -> PackedJob:
        """Return a job packed; a part is made at once, and need not be small."""
        content = zlib.compress(pickle.dumps(job), 0 if job.type else 1)
        edition = job.edition
        asked = frozenset(job.artifacts)
        return cls(edition.guide, job.language, edition.title.file, job.weight, content, asked)

    @property
    def name(self) -> str:
        """What the job is called in messages."""
        return f"{self.guide} in {self.language}"

    def parts(self) -> tuple[PackedJob, ...]:
        """Return the job packed as one a document."""
        return tuple(map(PackedJob.of, self.job().parts()))

    def job(self) -> Job:
        """Return the job; only ever of a packed that this press has packed."""
        job = pickle.loads(zlib.decompress(self.content))
        assert isinstance(job, Job)
        return job
