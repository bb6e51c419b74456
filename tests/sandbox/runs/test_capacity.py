"""What can be run now is what the hosts announced; silence, refusal and a missing Redis each have their sentence."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from sandbox.runs.capacity import (
    AWAY,
    LINE_IS_CUT,
    NO_WORKER,
    Capacity,
    announce,
    capacity,
    combined,
    host_key,
    offered_here,
    withdraw,
)
from sandbox.runs.redis_connection import connection
from tests.sandbox.runs.scripted_runner import ScriptedRunner

ONE = Capacity(is_open=True, slots=2, cores=2, interpreters=("3.13.0", "3.12.4"), default="3.13.0")
OTHER = Capacity(is_open=True, slots=7, cores=4, interpreters=("3.12.4",), default="3.12.4")
CLOSED = Capacity(is_open=False, sentence="Type sysctl …")


def test_what_is_announced_is_what_pages_see():
    announce(ONE)

    assert capacity() == ONE


def test_hosts_add_up_and_any_run_may_go_to_any_of_them():
    announce(ONE, host="one")
    announce(OTHER, host="other")
    announce(CLOSED, host="closed")

    assert capacity() == Capacity(is_open=True, slots=9, cores=2, interpreters=("3.12.4",), default="3.13.0")


def test_a_host_without_a_jail_says_what_to_type():
    assert combined([CLOSED]) == CLOSED


def test_where_nobody_announces_there_is_no_worker():
    assert capacity() == Capacity(is_open=False, sentence=NO_WORKER)


def test_a_host_that_fell_silent_is_forgotten():
    announce(ONE, host="one")
    connection().delete(host_key("one"))

    assert capacity().sentence == NO_WORKER
    assert not connection().smembers("runs:hosts")


def test_a_worker_that_leaves_says_so_at_once():
    announce(ONE)
    withdraw()

    assert not capacity().is_open


def test_without_redis_a_run_may_still_be_asked_for(settings: Settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    assert capacity() == Capacity(is_open=True, sentence=LINE_IS_CUT)


def test_the_runner_of_this_host_is_asked(runner: ScriptedRunner):
    assert offered_here() == Capacity(
        is_open=True, slots=2, cores=2, interpreters=("3.13.0",), default="3.13.0", tier="1b"
    )


def test_a_runner_that_is_gone_is_away(settings: Settings, tmp_path: Path):
    settings.RUNNER_SOCKET = str(tmp_path / "runner.sock")

    assert offered_here() == Capacity(is_open=False, sentence=AWAY)


def test_a_runner_that_refused_left_what_to_type(settings: Settings, tmp_path: Path):
    settings.RUNNER_SOCKET = str(tmp_path / "runner.sock")
    Path(f"{settings.RUNNER_SOCKET}.refused").write_text("User namespaces are forbidden: type sysctl …\n")

    assert offered_here() == Capacity(is_open=False, sentence="User namespaces are forbidden: type sysctl …")


@pytest.mark.parametrize(
    ("python", "is_offered"), [(None, True), ("3.13", True), ("3.13.0", True), ("3.1", False), ("3.11", False)]
)
def test_a_version_is_offered_by_its_patches(python: str | None, is_offered: bool):
    assert ONE.offers(python) is is_offered


@pytest.mark.parametrize(
    ("interpreters", "builds"),
    [
        (("3.13.0", "3.13.0t"), ("3.13", "3.13t")),
        (("3.13.0", "3.14.1t", "3.13.0t"), ("3.13", "3.13t")),
        (("3.13.0", "3.14.1t", "3.15.0t"), ("3.13", "3.15t")),
        (("3.13.0", "3.12.1"), None),
        (("3.13.0t", "3.14.0t"), None),
        ((), None),
    ],
)
def test_a_free_threaded_build_stands_beside_the_default_one(
    interpreters: tuple[str, ...], builds: tuple[str, str] | None
):
    offered = Capacity(is_open=True, interpreters=interpreters, default=interpreters[0] if interpreters else "")

    assert offered.builds() == builds


def test_a_free_threaded_build_is_offered_by_the_name_that_a_job_has_for_it():
    offered = Capacity(is_open=True, interpreters=("3.13.0", "3.13.0t"))

    assert offered.offers("3.13t")
    assert offered.offers("3.13.0t")
    assert not offered.offers("3.14t")
