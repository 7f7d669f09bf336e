"""The address of a cluster: dask://HOST:PORT or, where what is sent is sealed, tls://HOST:PORT."""

from __future__ import annotations

import re
from typing import Final

PLAIN: Final = "dask://"
SEALED: Final = "tls://"
FORMS: Final = f"{PLAIN}HOST:PORT or {SEALED}HOST:PORT"
CLUSTER: Final = re.compile(
    rf"(?:{PLAIN}|{SEALED})(?:\[[\da-fA-F:.]+\]|[\w.-]+):(\d{{1,5}})", re.ASCII
)


def is_cluster(address: str) -> bool:
    """Whether an address is one of the two forms, with a port that there can be."""
    match = CLUSTER.fullmatch(address)
    return match is not None and 0 < int(match[1]) < 2**16
