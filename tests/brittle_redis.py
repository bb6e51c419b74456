"""A Redis of one's own that goes away, and comes back at the same place with nothing in it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from operations.embedded_redis import EmbeddedRedis, wait_until_it_answers


class BrittleRedis:
    def __init__(self, folder: Path) -> None:
        self.server = EmbeddedRedis(folder)
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(self.server.command(), stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
        wait_until_it_answers(self.server.url)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def brittle_redis(tmp_path: Path, settings: Settings) -> Iterator[BrittleRedis]:
    redis = BrittleRedis(tmp_path)
    settings.REDIS_URL = redis.server.url
    yield redis
    redis.kill()
