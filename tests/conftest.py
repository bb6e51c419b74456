"""What every test may ask for: a real Redis, always there, and a real sandbox runner."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache

from operations.embedded_redis import EmbeddedRedis, running_redis

pytest_plugins = ["tests.people", "tests.browser"]

ROOT = Path(__file__).resolve().parents[1]
NO_SANDBOX_HERE = 3


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
    """The socket of a real sandbox runner, started as operators start it: exec'd, with an empty environment."""
    socket = tmp_path_factory.mktemp("runner") / "runner.sock"
    command = [sys.executable, "-m", "sandbox.runner", "--socket", str(socket)]
    runner = subprocess.Popen(command, env={}, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said = wait_until_ready(runner)
    if runner.poll() == NO_SANDBOX_HERE:
        pytest.skip(f"no sandbox on this host: {said}")
    yield socket
    runner.terminate()
    runner.wait(5)
    runner.stdout.close()


def wait_until_ready(runner: subprocess.Popen[str]) -> str:
    said = ""
    for line in runner.stdout:
        said += line
        if "ready:" in line:
            return said
    runner.wait()
    assert runner.returncode == NO_SANDBOX_HERE, said
    return said
