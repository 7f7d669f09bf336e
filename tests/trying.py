"""How often, and how, random inputs are tried."""

from functools import partial

from hypothesis import HealthCheck, settings

tried = partial(
    settings,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
