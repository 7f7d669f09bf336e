"""Where a cluster is: its address, and the certificates without which a sealed one is not asked."""

from __future__ import annotations

import dask
import distributed  # noqa: F401  (brings the defaults that are set here)
import pytest

from vademecum.build import cluster
from vademecum.build.address import is_cluster
from vademecum.content.catalogue import Usage

NAMES = ("CA_FILE", "CLIENT__CERT", "CLIENT__KEY")


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("dask://localhost:8786", True),
        ("tls://localhost:8786", True),
        ("tls://10.0.0.7:1", True),
        ("tls://[::1]:65535", True),
        ("tls://scheduler.example.org:8786", True),
        ("tls://h", False),
        ("tls://h:0", False),
        ("tls://h:65536", False),
        ("tls://h:1/x", False),
        ("tls://someone@h:1", False),
        ("TLS://h:1", False),
        ("tls://h:1\n", False),
        ("tcp://h:1", False),
        ("https://h:1", False),
        ("h:1", False),
    ],
)
def test_an_address_is_one_of_two_forms(address: str, is_one: bool) -> None:
    assert is_cluster(address) == is_one


@pytest.mark.parametrize("missing", [*((name,) for name in NAMES), NAMES[1:], NAMES])
def test_a_sealed_cluster_asks_for_the_certificates_that_are_missing(
    missing: tuple[str, ...],
) -> None:
    ca, cert, key = (None if name in missing else "file.pem" for name in NAMES)
    tls = "distributed.comm.tls"
    told = {f"{tls}.ca-file": ca, f"{tls}.client.cert": cert, f"{tls}.client.key": key}
    with (
        dask.config.set(told),
        pytest.raises(Usage) as caught,
    ):
        cluster.run("tls://127.0.0.1:9", (), lambda outcome: None)
    assert tuple(name for name in NAMES if name in str(caught.value)) == missing
    assert str(caught.value).startswith("for tls:// set DASK_DISTRIBUTED__COMM__TLS__")
