"""What a process may use of the machine: its memory, and its share of processor time."""

from __future__ import annotations

import sys

MEMORY = 4 * 2**30
"""The address space that a worker may use, in bytes."""
CALLS = 1000
"""How deep calls may go, as in any new Python: a forked process has its parent's bound else."""


def confine() -> None:
    """Bound the memory of this process and its calls, so that no document can stop the machine."""
    import resource

    sys.setrecursionlimit(CALLS)
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard < 0 or hard > MEMORY:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))


def ration(seconds: int, grace: int = 0) -> None:
    """Bound the processor time that this process may use from now on.

    The system then tells it with SIGXCPU, which ends a process that is not prepared for that; one
    that is ends after some seconds of grace.
    """
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + seconds
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    limit = limit if hard < 0 else min(limit, hard)
    last = limit + grace if hard < 0 else min(limit + grace, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, last if grace else hard))
