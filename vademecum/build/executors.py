"""Who runs the jobs: the processes of this machine, or a cluster."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from vademecum.build.making import Hears
from vademecum.build.packed import PackedJob

Workers: TypeAlias = int | str
"""How many processes of this machine run jobs, or the address of a cluster that does."""


def run(packed_jobs: Iterable[PackedJob], workers: Workers, done: Hears) -> None:
    """Run packed jobs and tell of each outcome; raise Usage where there is nobody to run them."""
    packed_jobs = tuple(packed_jobs)
    if not packed_jobs:
        return
    if isinstance(workers, str):
        from vademecum.build import cluster

        cluster.run(workers, packed_jobs, done)
    else:
        from vademecum.build import workers as local

        local.run(packed_jobs, workers, done)
