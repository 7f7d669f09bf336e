"""A cluster: the same packed jobs on Dask's executor, for houses that already have one.

It needs the press and its extra `vademecum[dask]` here, on the scheduler and on every worker.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from vademecum import press
from vademecum.catalogue import Usage
from vademecum.parcel import Parcel

SCHEME: Final = "dask://"
PATIENCE: Final = 10
"""How many seconds a scheduler may take to answer."""


def run(address: str, parcels: Iterable[Parcel], done: press.Hears) -> None:
    """Run packed jobs on the workers of the scheduler at dask://HOST:PORT.

    Dask gives the jobs of a worker that dies to others; one that kills several becomes a problem.
    Raise Usage where the extra is missing, or where no scheduler answers.
    """
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise Usage('for a cluster, install the extra: pip install "vademecum[dask]"') from None
    try:
        client = Client(f"tcp://{address.removeprefix(SCHEME)}", timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise Usage(f"no scheduler answers at {address}: {error}") from None
    with client, client.get_executor() as executor:
        for parcel in press.run_on(executor, parcels, done):
            done(press.died(parcel, "the cluster lost it"))
