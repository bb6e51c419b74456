"""The health pages tell the truth about each part."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from sandbox.runs.capacity import Capacity, announce, offered_here, withdraw
from sandbox.runs.housekeeping import look_after_runs
from sandbox.runs.moves import announce_lanes
from sandbox.runs.redis_connection import connection

pytestmark = pytest.mark.django_db


def test_the_site_is_alive_without_asking_anything(client: Client):
    response = client.get("/health/live/")

    assert (response.status_code, response.content) == (200, b"alive\n")


def test_it_serves_when_everything_answers(client: Client, settings: Settings, runner_socket: Path):
    settings.RUNNER_SOCKET = str(runner_socket)
    announce(offered_here(), host="worker")
    announce_lanes(1)
    look_after_runs(timezone.now())

    response = client.get("/health/ready/")

    withdraw(host="worker")
    assert response.status_code == 200
    assert {name for name, part in response.json()["parts"].items() if not part["is_well"]} == set()
    assert response.json()["parts"]["tier"]["sentence"] in {"1", "1b"}


def test_housekeeping_that_has_stopped_is_named_and_pages_are_served(client: Client):
    look_after_runs(timezone.now() - timedelta(seconds=31))

    response = client.get("/health/ready/")

    assert response.status_code == 200
    assert response.json()["parts"]["housekeeping"]["is_well"] is False
    look_after_runs(timezone.now())
    assert client.get("/health/ready/").json()["parts"]["housekeeping"]["is_well"] is True


def test_without_a_worker_or_housekeeping_it_says_so(client: Client):
    connection().flushdb()

    parts = client.get("/health/ready/").json()["parts"]

    assert [parts[name]["is_well"] for name in ("workers", "moves", "housekeeping")] == [False, False, False]
    assert "beat and worker-background" in parts["housekeeping"]["sentence"]


def test_who_plays_moves_says_how_many_at_once(client: Client):
    announce_lanes(2)

    assert client.get("/health/ready/").json()["parts"]["moves"] == {
        "is_well": True,
        "sentence": "2 lanes",
        "is_needed": False,
    }


def test_the_tier_of_several_hosts_is_that_of_the_weakest(client: Client, settings: Settings):
    settings.RUNNER_SOCKET = ""
    for host, tier in {"strong": "1", "weaker": "1b"}.items():
        announce(Capacity(is_open=True, slots=1, cores=2, tier=tier), host=host)

    parts = client.get("/health/ready/").json()["parts"]

    for host in ("strong", "weaker"):
        withdraw(host=host)
    assert (parts["tier"]["sentence"], parts["workers"]["sentence"]) == ("1b", "on 2 hosts")


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
