"""The address of a cluster: dask://HOST:PORT."""

from __future__ import annotations

import re
from typing import Final

SCHEME: Final = "dask://"
CLUSTER: Final = re.compile(rf"{SCHEME}(?:\[[\da-fA-F:.]+\]|[\w.-]+):(\d{{1,5}})", re.ASCII)


def is_cluster(address: str) -> bool:
    """Whether an address is dask://HOST:PORT, with a port that there can be."""
    match = CLUSTER.fullmatch(address)
    return match is not None and 0 < int(match[1]) < 2**16
