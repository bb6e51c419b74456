"""`manage.py up` runs everything, says so, and leaves nothing behind, however it ends."""

import os
import signal
import socket
import time
from pathlib import Path

import httpx
import pytest

from operations.embedded_redis import free_port
from tests.sandbox.runs.processes import eventually
from tests.sites import Site, running_site

PARTS = ["redis", "runner", "runs", "moves", "background", "beat", "web"]
STOP_SECONDS = 5.0


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory):
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running


def eventually_gone(site: Site) -> bool:
    """Whether the site's processes end; children that were killed take a moment to leave the table."""
    for _ in range(40):
        if not site.processes():
            return True
        time.sleep(0.05)
    return False


def leavings(folder: Path) -> list[str]:
    """What lies in the site's folder beside the database that it was given."""
    return [str(path) for path in folder.rglob("*") if not path.name.startswith("site.sqlite3")]


def test_it_says_where_it_is_and_how_to_sign_in(site: Site):
    said = site.said()

    assert f"Interleave is ready at {site.address}/" in said
    for role in ("learner", "instructor", "operator"):
        assert f"{role}@interleave.example" in said
    assert "with the password “interleave”" in said


def test_every_part_speaks_under_its_own_name(site: Site):
    speakers = {line.split("|")[0].strip() for line in site.lines if "|" in line}

    assert set(PARTS) <= speakers


def test_every_part_is_well_when_it_says_that_it_is_ready(site: Site):
    health = httpx.get(f"{site.address}/health/ready/").json()

    assert health["serves"]
    assert unwell(site) <= {"housekeeping"}, health


def test_housekeeping_comes_with_the_first_rings_of_beat(site: Site):
    eventually(lambda: not unwell(site))


def unwell(site: Site) -> set[str]:
    parts = httpx.get(f"{site.address}/health/ready/").json()["parts"]
    return {name for name, part in parts.items() if not part["is_well"]}


def test_the_demo_course_is_there(site: Site):
    assert "/demos/" in httpx.get(f"{site.address}/").text


def test_nobody_but_this_machine_can_reach_it(site: Site):
    listening = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    port = f":{site.port:04X} "

    assert [line.split()[1] for line in listening.splitlines() if port in line and " 0A " in line] == [
        f"0100007F{port.strip()}"
    ]


def test_no_command_line_shows_the_password_of_redis(site: Site):
    commands = " ".join(site.processes().values())

    assert "valkey" in commands
    assert "requirepass" not in commands


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_everything_and_leaves_nothing(start, tmp_path: Path, number: signal.Signals):
    site = start()
    site.wait_for("Interleave is ready")

    status = site.stop(number, STOP_SECONDS)

    assert status == 0
    assert eventually_gone(site), site.processes()
    assert leavings(tmp_path) == []


def test_a_signal_during_the_start_leaves_nothing_either(start, tmp_path: Path):
    site = start()
    site.wait_for("redis")

    site.stop(signal.SIGTERM, STOP_SECONDS)

    assert eventually_gone(site), site.processes()
    assert leavings(tmp_path) == []


def test_even_a_killed_conductor_leaves_no_process(start):
    site = start()
    site.wait_for("Interleave is ready")

    site.stop(signal.SIGKILL)

    for _ in range(200):
        if not site.processes():
            break
        time.sleep(0.05)
    assert not site.processes()


def test_a_taken_port_is_one_sentence_before_anything_starts(start):
    with socket.create_server(("127.0.0.1", 0)) as other:
        site = start(port=other.getsockname()[1])
        status = site.ended()

    assert status == 2
    assert f"Port {site.port} is taken by another program" in site.said()
    assert "choose another port: make up PORT=" in site.said()
    assert not any("|" in line for line in site.lines)


@pytest.mark.parametrize("part", ["valkey", "work_runs"])
def test_a_part_that_dies_brings_all_down_with_its_last_lines(start, tmp_path: Path, part: str):
    site = start()
    site.wait_for("Interleave is ready")

    os.kill(site.process_of(part), signal.SIGKILL)

    assert site.ended(20) == 1
    assert "was ended by SIGKILL, so everything else was stopped.\nIts last lines:\n  " in site.said()
    assert site.said().splitlines()[-1].startswith("  ")
    assert eventually_gone(site), site.processes()
    assert leavings(tmp_path) == []


def test_a_given_redis_is_used_and_none_is_started(tmp_path: Path, redis_url: str):
    given = redis_url.removesuffix("/0") + "/7"

    with running_site(tmp_path, {"REDIS_URL": given}) as site:
        health = httpx.get(f"{site.address}/health/ready/").json()
        commands = " ".join(site.processes().values())

    assert health["parts"]["redis"]["is_well"]
    assert "valkey" not in commands


def test_a_redis_that_does_not_answer_is_one_sentence_without_its_password(start):
    site = start(environment={"REDIS_URL": f"redis://:hidden@127.0.0.1:{free_port()}/0"})

    assert site.ended() == 2
    assert "The Redis at 127.0.0.1:" in site.said()
    assert "without REDIS_URL an embedded server is used" in site.said()
    assert "hidden" not in site.said()


def test_a_database_that_does_not_answer_is_one_sentence_without_its_password(start):
    site = start(environment={"DATABASE_URL": f"postgres://ada:hidden@127.0.0.1:{free_port()}/lost"})

    assert site.ended() == 2
    assert "The database “lost” at 127.0.0.1 does not answer" in site.said()
    assert "without DATABASE_URL an embedded database in var/ is used" in site.said()
    assert "hidden" not in site.said()


def test_settings_other_than_those_of_development_are_refused(start):
    site = start(environment={"DJANGO_SETTINGS_MODULE": "website.settings.testing"})

    assert site.ended() == 2
    assert "`up` is for trying Interleave on one's own machine" in site.said()


def test_what_is_no_port_is_refused(start):
    site = start(port=99_999)

    assert site.ended() == 2
    assert "write a number from 1 to 65535" in site.said()
