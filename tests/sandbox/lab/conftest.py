"""A sandbox that says it has room; nothing is run by it."""

import pytest

from sandbox.runs.capacity import Capacity, announce
from sandbox.runs.redis_connection import connection


@pytest.fixture(autouse=True)
def an_empty_redis(redis_server: object) -> None:
    connection().flushdb()


@pytest.fixture
def an_open_sandbox(an_empty_redis: None) -> None:
    announce(Capacity(is_open=True, slots=1, cores=2, interpreters=("3.13.0",), default="3.13.0"), host="here")
