"""The runner serves whoever may ask, one run a slot, and refuses with a sentence what cannot be run."""

import json
import os
import socket
import threading
import time

import pytest

from sandbox.events import End, Outcome, Started, Starting, Stdout
from sandbox.jobs import Job, JobRefused, Limits
from sandbox.runner.client import about, running
from sandbox.runner.daemon import MOST_CALLERS
from sandbox.runner.wire import REQUEST_BYTES
from tests.sandbox.walls import wait_until

ENDLESS = Job("print('begun', flush=True)\nwhile True: pass")


def run(path, job):
    with running(path, job) as run:
        return list(run.events())


def begin(run):
    """Reads until the program has printed."""
    events = run.events()
    return next(event for event in events if isinstance(event, Stdout)), events


def asked(path, data):
    """What the runner answers to these very bytes."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(15)
        connection.connect(str(path))
        connection.sendall(data)
        return json.loads(connection.makefile("rb").readline())


def test_a_run_is_told_from_its_starting_to_its_end(runner_socket):
    first, second, *output, end = run(runner_socket, Job("print('hello')"))

    assert (first, type(second), output[0].text) == (Starting(), Started, "hello\n")
    assert (end.outcome, end.exit_code) == (Outcome.FINISHED, 0)


def test_the_runner_says_what_it_offers(runner_socket):
    offer = about(runner_socket)

    assert offer.slots >= 1
    assert offer.default in offer.interpreters
    assert offer.cores >= min(2, len(os.sched_getaffinity(0)))
    assert "no network but loopback" in offer.walls


def test_every_interpreter_it_offers_runs(runner_socket):
    for version in about(runner_socket).interpreters:
        started = next(event for event in run(runner_socket, Job("", python=version)) if isinstance(event, Started))
        assert started.python.startswith(version.rstrip("t"))


def test_a_run_has_no_more_cores_than_its_slot(runner_socket):
    cores = about(runner_socket).cores
    job = Job("import os; print(len(os.sched_getaffinity(0)))", limits=Limits(cores=64))

    assert [event.text for event in run(runner_socket, job) if isinstance(event, Stdout)] == [f"{cores}\n"]


def test_stop_ends_the_run(runner_socket):
    with running(runner_socket, ENDLESS) as under_way:
        _, events = begin(under_way)
        under_way.stop()
        *_, end = events

    assert end.outcome is Outcome.STOPPED


def test_jobs_beyond_the_slots_wait_and_are_served_in_turn(runner_socket):
    ended = []
    threads = []
    for number in range(about(runner_socket).slots + 3):
        job = Job(f"print({number})")
        threads.append(threading.Thread(target=lambda job=job: ended.append(run(runner_socket, job)[-1].outcome)))
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert ended == [Outcome.FINISHED] * len(threads)


def test_one_who_hangs_up_while_waiting_is_forgotten(runner_socket):
    with running(runner_socket, ENDLESS) as under_way:
        begin(under_way)
        with running(runner_socket, ENDLESS):
            time.sleep(0.1)

    assert run(runner_socket, Job("print('next')"))[-1].outcome is Outcome.FINISHED


def test_hanging_up_ends_the_run_and_frees_its_slot(runner_socket):
    with running(runner_socket, ENDLESS) as under_way:
        begin(under_way)

    assert run(runner_socket, Job("print('next')"))[-1].outcome is Outcome.FINISHED


def test_one_who_stops_while_waiting_is_told_so(runner_socket):
    with running(runner_socket, ENDLESS) as under_way:
        begin(under_way)
        with running(runner_socket, ENDLESS) as waiting:
            waiting.stop()
            (end,) = waiting.events()

    assert (end.outcome, end.detail) == (Outcome.STOPPED, "It was stopped before it began.")


def test_a_stop_said_with_the_job_is_heard(runner_socket):
    job = json.dumps({"kind": "job", **ENDLESS.to_json()}).encode()
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(runner_socket))
        connection.sendall(job + b'\n{"kind":"stop"}\n')
        *_, last = connection.makefile("rb")

    assert json.loads(last)["outcome"] == "stopped"


def test_an_interpreter_that_is_not_here_is_refused(runner_socket):
    with pytest.raises(JobRefused, match="There is no Python"):
        run(runner_socket, Job("", python="3.99"))


@pytest.mark.parametrize(
    "data",
    [
        b"\n",
        b"no json\n",
        b"[]\n",
        b'{"kind":"reboot"}\n',
        b'{"kind":"job"}\n',
        b'{"kind":"job","source":7}\n',
        b'{"kind":"job","source":"","user":"root"}\n',
        b'{"kind":"job","source":"\\u0000"}\n',
        b'{"kind":"job","source":"","limits":{"cores":1e400}}\n',
        b"[" * 100_000 + b"\n",
    ],
)
def test_a_malformed_request_is_refused_with_a_sentence(runner_socket, data):
    answer = asked(runner_socket, data)

    assert answer["kind"] == "refused"
    assert " " in answer["sentence"]


def test_a_line_without_end_is_refused(runner_socket):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(runner_socket))
        with pytest.raises(OSError):  # it hangs up before the end
            connection.sendall(b"x" * (REQUEST_BYTES + 2**20))


def test_nonsense_during_a_run_ends_it(runner_socket):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(runner_socket))
        connection.sendall(json.dumps({"kind": "job", **ENDLESS.to_json()}).encode() + b"\n")
        lines = connection.makefile("rb")
        while b"begun" not in lines.readline():
            continue
        connection.sendall(b"nonsense\n")

        assert json.loads(lines.readline())["outcome"] == "stopped"


def test_more_callers_than_can_be_served_are_refused_politely(runner_socket):
    callers = [socket.socket(socket.AF_UNIX) for _ in range(MOST_CALLERS)]
    for each in callers:
        each.connect(str(runner_socket))
    try:
        answer = asked(runner_socket, b'{"kind":"about"}\n')
    finally:
        for each in callers:
            each.close()

    assert answer["kind"] == "refused"
    wait_until(lambda: asked(runner_socket, b'{"kind":"about"}\n')["kind"] == "about")


def test_one_who_does_not_listen_does_not_hold_the_slot(runner_socket):
    """The rest of what was printed waits outside the slot, and is dropped when nobody reads it."""
    flood = Job("print('x' * 1_000_000)", limits=Limits(wall_seconds=1))
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.connect(str(runner_socket))
        deaf.sendall(json.dumps({"kind": "job", **flood.to_json()}).encode() + b"\n")

        end = run(runner_socket, Job("print('next')"))[-1]

    assert isinstance(end, End)
    assert end.outcome is Outcome.FINISHED
