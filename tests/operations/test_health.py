"""The health pages tell the truth about each part."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db


def test_the_site_is_alive_without_asking_anything(client: Client):
    response = client.get("/health/live/")

    assert (response.status_code, response.content) == (200, b"alive\n")


def test_it_serves_when_everything_answers(client: Client, settings: Settings, runner_socket: Path):
    settings.RUNNER_SOCKET = str(runner_socket)

    response = client.get("/health/ready/")

    assert response.status_code == 200
    assert all(part["is_well"] for part in response.json()["parts"].values())


def test_a_silent_redis_is_named_and_the_site_does_not_serve(client: Client, settings: Settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    response = client.get("/health/ready/")

    assert response.status_code == 503
    assert response.json()["parts"]["redis"]["sentence"].startswith("Redis does not answer")


def test_without_a_runner_everything_but_runs_is_served(client: Client, settings: Settings, tmp_path: Path):
    settings.RUNNER_SOCKET = str(tmp_path / "nobody.sock")

    response = client.get("/health/ready/")

    assert response.status_code == 200
    assert not response.json()["parts"]["runner"]["is_well"]
