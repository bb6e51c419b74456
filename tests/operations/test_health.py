"""The health pages tell the truth about each part."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from sandbox.runs.capacity import Capacity, announce, withdraw

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


def test_a_web_server_without_a_socket_says_what_the_workers_announce(client: Client, settings: Settings):
    settings.RUNNER_SOCKET = ""
    announce(Capacity(is_open=True, slots=3, cores=2), host="worker")

    part = client.get("/health/ready/").json()["parts"]["runner"]

    withdraw(host="worker")
    assert part == {"is_well": True, "sentence": "3 slots, as the workers announce", "is_needed": False}


def test_a_host_without_a_sandbox_says_so_on_the_health_page(client: Client, settings: Settings):
    settings.RUNNER_SOCKET = ""
    announce(Capacity(is_open=False, sentence="No jail here.\nType this."), host="worker")

    part = client.get("/health/ready/").json()["parts"]["runner"]

    withdraw(host="worker")
    assert (part["is_well"], part["sentence"]) == (False, "No jail here.")
