"""What every test may ask for: a real Redis, always there, and a real sandbox runner."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache

from operations.embedded_redis import EmbeddedRedis, running_redis
from sandbox.bench.own_runner import NoSandboxHere, own_runner

pytest_plugins = ["tests.people", "tests.browser", "tests.brittle_redis", "tests.databases"]


class OpenRedis(EmbeddedRedis):
    """The server of the tests: without a password, at the address that the settings chose."""

    @property
    def url(self) -> str:
        return settings.REDIS_URL


@pytest.fixture(scope="session", autouse=True)
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedRedis]:
    folder = tmp_path_factory.mktemp("redis")
    server = OpenRedis(folder, port=urlsplit(settings.REDIS_URL).port, password="")
    with running_redis(folder, server) as running:
        yield running


@pytest.fixture
def redis_url() -> str:
    return settings.REDIS_URL


@pytest.fixture(autouse=True)
def an_empty_cache(redis_server: EmbeddedRedis) -> None:
    cache.clear()


@pytest.fixture(scope="session")
def runner_socket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The socket of a real sandbox runner, one a test session."""
    try:
        with own_runner(tmp_path_factory.mktemp("runner")) as runner:
            yield runner.socket
    except NoSandboxHere as reason:
        pytest.skip(f"no sandbox on this host: {reason}")
