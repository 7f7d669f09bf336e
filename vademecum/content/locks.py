"""Locks by which processes know that others are at work on the same: a killed one leaves none.

It stands on the standard library alone, as the door and the ledger do.
"""

from __future__ import annotations

import sys
from errno import EBADF, ENOLCK, ENOSYS, EOPNOTSUPP, EWOULDBLOCK
from typing import Final

LOCKLESS: Final = frozenset({EBADF, ENOLCK, ENOSYS, EOPNOTSUPP})
"""What NFS says of a folder, and drives without any locks."""


def lock(descriptor: int, wait: bool = True) -> bool:
    """Lock an open file or folder until it is closed; return whether it could be.

    Some systems and some network drives have no locks.
    """
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError as error:
        if error.errno in LOCKLESS or error.errno == EWOULDBLOCK:
            return False
        raise
    return True
