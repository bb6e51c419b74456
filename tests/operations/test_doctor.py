"""`manage.py doctor` names what is broken and what to do about it, and is well itself whatever is broken."""

import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from operations.doctor import labour, sandbox, site, stores
from operations.doctor.diagnosis import Diagnosis, State, bad, good, warning
from operations.doctor.examining import examined
from operations.doctor.telling import as_text
from sandbox.runs.capacity import Capacity, announce
from sandbox.runs.housekeeping import look_after_runs
from sandbox.runs.redis_connection import connection
from tests.sandbox.runs.processes import SiteProcess, eventually

NOBODY_LISTENS = "redis://127.0.0.1:1/0"


def states(found: Sequence[Diagnosis]) -> dict[str, str]:
    return {each.name: each.state.value for each in found}


def told(*options: str) -> tuple[str, int]:
    """What the command says, and its exit status."""
    said = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", *options, stdout=said)
    return said.getvalue(), int(ended.value.code)


@pytest.fixture
def workers(transactional_db: None, redis_server: object, runner_socket: Path) -> Iterator[None]:
    """Real workers of every queue."""
    connection().flushdb()
    started = [
        SiteProcess("manage.py", name, RUNNER_SOCKET=str(runner_socket))
        for name in ("work_runs", "work_moves", "work_background")
    ]
    for each in started:
        each.wait_for(" ready.")
    eventually(lambda: set(states(labour.examine_workers()).values()) == {"good"})  # a busy machine answers late
    yield
    for each in started:
        each.kill()


def test_an_installation_on_which_everything_works_is_well(
    workers: None, settings: Settings, runner_socket: Path, monkeypatch: pytest.MonkeyPatch
):
    settings.RUNNER_SOCKET = str(runner_socket)
    monkeypatch.setattr(stores, "TOO_LITTLE_MEBIBYTES", 0)  # what is free here is no part of the promise
    look_after_runs(timezone.now())

    said, status = told("--json")

    found = {each["name"]: each for each in json.loads(said)}
    assert not {name: each for name, each in found.items() if each["state"] == "bad"}
    assert status == 0
    assert found["worker of runs"]["sentence"].startswith("runs@")
    assert found["worker of moves"]["sentence"].startswith("moves@")
    assert found["tier"]["sentence"].split(",")[0] in {"1", "1b"}
    assert found["slots"]["sentence"].endswith(("core", "cores"))


@pytest.mark.django_db
def test_whatever_needs_redis_says_so_when_it_is_silent_and_the_rest_is_looked_at(settings: Settings):
    settings.REDIS_URL = NOBODY_LISTENS
    settings.RUNNER_SOCKET = ""

    found = states([*stores.examine_redis(), *stores.examine_database(), *sandbox.examine_runner()])
    (housekeeping,) = labour.examine_housekeeping()

    assert found == {"redis": "bad", "database": "good", "migrations": "good", "runner": "bad"}
    assert housekeeping.state is State.BAD


def test_nobody_works_where_no_worker_was_started(redis_server: object):
    found = labour.examine_workers()

    assert states(found) == {"worker of runs": "bad", "worker of moves": "bad", "worker of background": "bad"}
    assert "manage.py work_runs" in found[0].what_to_do
    assert "manage.py work_moves" in found[1].what_to_do
    assert "manage.py work_background" in found[2].what_to_do


def test_a_runner_that_declined_is_told_with_what_to_type(settings: Settings, tmp_path: Path):
    settings.RUNNER_SOCKET = str(tmp_path / "runner.sock")
    (tmp_path / "runner.sock.refused").write_text("No program can be run here.\nType:\n  sysctl this=1\n")

    (found,) = sandbox.examine_runner()

    assert found == bad("runner", "No program can be run here.", "Type:\n  sysctl this=1")


def test_a_runner_that_never_began_is_to_be_started(settings: Settings, tmp_path: Path):
    settings.RUNNER_SOCKET = str(tmp_path / "runner.sock")

    (found,) = sandbox.examine_runner()

    assert found.state is State.BAD
    assert "python -m sandbox.runner" in found.what_to_do


def test_where_the_socket_is_elsewhere_the_workers_announcements_count(settings: Settings, redis_server: object):
    connection().flushdb()
    settings.RUNNER_SOCKET = ""
    announce(Capacity(is_open=True, slots=3, cores=1, interpreters=("3.13",), default="3.13", tier="1b"))

    found = states(sandbox.examine_runner())

    connection().flushdb()
    assert found == {"runner": "good", "tier": "good", "slots": "warning", "interpreters": "good"}


def test_the_walls_are_tried_and_each_says_on_what():
    found = sandbox.examine_walls()

    assert found[0].sentence.startswith("tier ")
    assert {"wall: seccomp", "wall: Landlock", "wall: network namespace"} <= {each.name for each in found}
    assert all(each.what_to_do for each in found if each.state is not State.GOOD)


def test_a_missing_wall_is_told_with_exactly_what_to_type():
    wall = {"name": "Landlock", "stands": False, "tested": "cannot be put up", "control": "-", "remedy": "type this"}

    assert sandbox.of_wall(wall, is_run=False) == bad("wall: Landlock", "cannot be put up; -", "type this")
    assert sandbox.of_wall(wall, is_run=True).state is State.WARNING


@pytest.mark.parametrize("key", ["short", "a" * 60, "django-insecure-0123456789-0123456789-0123456789-0123456789"])
def test_a_key_that_can_be_guessed_is_named_and_not_told(settings: Settings, key: str):
    settings.SECRET_KEY = key

    (found,) = site.examine_secret()

    assert found.state is State.BAD
    assert key not in as_text([found])


@pytest.mark.parametrize(("hosts", "state"), [([], State.BAD), (["*"], State.BAD), (["learn.example.org"], State.GOOD)])
def test_a_site_answers_at_its_own_names(hosts: list[str], state: State):
    assert site.of_hosts(hosts).state is state


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("http://learn.example.org", State.WARNING),
        ("https://learn.example.org", State.GOOD),
        ("http://127.0.0.1:8000", State.GOOD),
    ],
)
def test_plain_http_is_fine_on_this_machine_alone(address: str, state: State):
    assert site.of_address(address).state is state


def test_what_strangers_would_see_of_an_error_is_bad(settings: Settings):
    settings.DEBUG = True

    assert states(site.examine_debug()) == {"debug": "bad"}


def test_mail_to_the_log_is_worth_a_warning_on_a_served_site(settings: Settings):
    settings.MAILERS = {"default": {"BACKEND": site.CONSOLE}}
    assert states(site.examine_mail()) == {"mail": "warning"}

    settings.IS_DEVELOPMENT = True
    assert states(site.examine_mail()) == {"mail": "good"}


def test_what_nobody_has_built_is_missing(monkeypatch: pytest.MonkeyPatch):
    assert states(site.examine_static_files()) == {"static files": "good"}

    monkeypatch.setattr(site, "BUILT", ("dist/nobody-built-this.js",))

    assert states(site.examine_static_files()) == {"static files": "bad"}


@pytest.mark.parametrize(("free", "state"), [(100, State.BAD), (1_000, State.WARNING), (10_000, State.GOOD)])
def test_a_disk_is_told_of_before_it_is_full(free: int, state: State, tmp_path: Path):
    assert stores.of_disk("disk", tmp_path, free).state is state


def test_a_folder_that_is_not_there_yet_lies_on_the_disk_of_the_one_above(tmp_path: Path):
    assert stores.existing(tmp_path / "not" / "yet") == tmp_path


def test_what_cannot_be_examined_at_all_is_a_finding():
    def examine_luck() -> Sequence[Diagnosis]:
        raise RuntimeError("it ran out")

    (found,) = examined(examine_luck)

    assert (found.name, found.state, found.sentence) == (
        "luck",
        State.BAD,
        "cannot be examined: RuntimeError: it ran out",
    )


def test_the_text_says_each_remedy_once_and_how_it_is_on_the_whole():
    text = as_text(
        [good("a", "fine"), bad("b", "broken", "mend it"), bad("c", "too", "mend it"), warning("d", "so", "x")]
    )

    assert text == (
        "✓ a  fine\n✗ b  broken\n✗ c  too\n! d  so\n\nFor b, c:\nmend it\n\nFor d:\nx\n\n2 to be mended, 1 to know of."
    )


@pytest.mark.django_db
def test_the_exit_status_says_that_something_is_broken(settings: Settings, redis_server: object):
    settings.ALLOWED_HOSTS = ["*"]

    said, status = told()

    assert status == 1
    assert "✗ allowed hosts" in said
    assert "to be mended" in said
