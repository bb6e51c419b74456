"""A click of the race lab is answered, or refused with a sentence; nothing of it is kept, and nobody waits for ever."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from sandbox.jobs import Job
from sandbox.questions import answer_in, to_replay
from sandbox.runner.client import about, running
from sandbox.runs import moves
from sandbox.runs.limiting import check_rate as check_rate_of_runs
from sandbox.runs.moves import QUEUE, announce_lanes, charge_for_a_dear_move, check_rate, lanes_announced, perform_move
from sandbox.runs.redis_connection import connection
from sandbox.runs.refusals import CannotBeRun, MoveFailed, NoSandboxHere, QueueIsFull, RunRefused, TooManyRuns
from tests.brittle_redis import BrittleRedis
from tests.sandbox.runner.test_daemon import ENDLESS, begin
from tests.sandbox.runner.test_lane import TWO_THREADS
from tests.sandbox.runs.conftest import asker_of
from tests.sandbox.runs.processes import SiteProcess, eventually, start_worker
from tests.sandbox.runs.scripted_runner import ScriptedRunner

MALLORY = asker_of(visitor="mallory")


def move(*script: str) -> Job:
    return Job("\n".join(script), explores=True).as_move()


def play(*script: str) -> str:
    return perform_move(move(*script), asker=MALLORY)


@pytest.fixture
def worker(runner: ScriptedRunner) -> Iterator[SiteProcess]:
    """A real worker of moves, on the scripted runner."""
    started = start_worker("work_moves")
    yield started
    started.kill()


def test_a_click_is_answered_with_what_the_jail_printed(worker: SiteProcess):
    assert play("start", "out one", "err not this", "out two", "end finished 0") == "one\ntwo\n"


def test_many_at_once_are_each_given_their_own_answer(worker: SiteProcess):
    answers: dict[int, str] = {}
    threads = [
        threading.Thread(target=lambda n=n: answers.update({n: play("start", f"out {n}", "end finished 0")}))
        for n in range(12)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert answers == {n: f"{n}\n" for n in range(12)}


def test_nothing_is_left_of_a_move_in_redis(worker: SiteProcess):
    play("start", "out it", "end finished 0")

    assert connection().keys("move:*") == []
    assert connection().llen(QUEUE) == 0


UNANSWERED: Sequence[tuple[list[str], type[RunRefused], int, str]] = [
    (["refuse There is no explorer."], CannotBeRun, 422, "There is no explorer."),
    (["start", "end time-limit"], CannotBeRun, 422, moves.TOO_LONG),
    (["start", "end memory-limit"], CannotBeRun, 422, moves.OTHERWISE),
    (["start", "out half an", "end error 1"], CannotBeRun, 422, moves.OTHERWISE),
    (["start", "end sandbox-failure"], MoveFailed, 503, moves.FAILED),
    (["start", "out half an", "hang up"], NoSandboxHere, 503, moves.NOBODY_PLAYS),
]


def test_a_move_without_an_answer_is_refused_with_a_sentence(worker: SiteProcess):
    for script, refusal, status, sentence in UNANSWERED:
        with pytest.raises(refusal) as refused:
            play(*script)

        assert (refused.value.status, refused.value.sentence) == (status, sentence)


def test_without_a_worker_nobody_waits_and_nothing_is_queued(runner: ScriptedRunner):
    with pytest.raises(NoSandboxHere):
        play("start", "end finished 0")

    assert connection().llen(QUEUE) == 0


def test_a_worker_without_a_runner_promises_nothing(settings: Settings, tmp_path: Path):
    settings.RUNNER_SOCKET = str(tmp_path / "nobody.sock")
    worker = start_worker("work_moves")
    worker.kill()

    assert any("no moves are played here: No runner answers" in line for line in worker.said)
    assert lanes_announced() == 0


def test_a_worker_whose_runner_went_away_says_so_at_once(worker: SiteProcess, runner: ScriptedRunner):
    runner.stop()

    with pytest.raises(NoSandboxHere):
        play("start", "end finished 0")


def test_a_silent_queue_is_not_waited_for_for_ever_and_what_nobody_waits_for_is_not_played(
    runner: ScriptedRunner, monkeypatch: pytest.MonkeyPatch
):
    announce_lanes(1)
    monkeypatch.setattr(moves, "MOVE_WAIT_SECONDS", 0.3)
    with pytest.raises(MoveFailed) as refused:
        play("start", "out nobody waits", "end finished 0")
    monkeypatch.undo()

    worker = start_worker("work_moves")

    assert play("start", "out somebody waits", "end finished 0") == "somebody waits\n"
    assert (refused.value.sentence, refused.value.status) == (moves.LATE, 503)
    assert ["nobody" in job for job in runner.jobs] == [False]
    worker.kill()


def test_an_answer_that_comes_too_late_goes_away_by_itself(
    worker: SiteProcess, runner: ScriptedRunner, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(moves, "MOVE_WAIT_SECONDS", 0.5)
    with pytest.raises(MoveFailed):
        play("start", "wait", "end finished 0")
    runner.go_on()

    (key,) = eventually(lambda: connection().keys("move:*"))

    assert 0 < connection().ttl(key) <= moves.ANSWER_KEPT_SECONDS


def test_without_redis_it_says_so(settings: Settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    with pytest.raises(NoSandboxHere):
        play("start", "end finished 0")


def test_a_redis_that_goes_while_somebody_waits_leaves_nobody_waiting(
    brittle_redis: BrittleRedis, runner: ScriptedRunner
):
    announce_lanes(1)
    refusals: list[RunRefused] = []
    waiting = threading.Thread(target=lambda: refusals.append(refusal_of("start", "end finished 0")))
    waiting.start()
    eventually(lambda: blocked_clients() == 1)
    brittle_redis.kill()
    waiting.join()

    assert isinstance(refusals[0], NoSandboxHere)


def blocked_clients() -> int:
    return int(connection().info("clients")["blocked_clients"])


def refusal_of(*script: str) -> RunRefused:
    with pytest.raises(RunRefused) as refused:
        play(*script)
    return refused.value


def test_a_worker_that_ends_leaves_nobody_waiting(worker: SiteProcess, runner: ScriptedRunner):
    refusals: list[RunRefused] = []
    waiting = threading.Thread(target=lambda: refusals.append(refusal_of("start", "wait", "end finished 0")))
    waiting.start()
    eventually(lambda: runner.scripts)
    worker.end()
    waiting.join()

    assert isinstance(refusals[0], NoSandboxHere)  # told by the worker; else it would be MoveFailed, later
    assert not worker.is_alive()


def test_a_queue_that_is_full_takes_no_more(redis_server: object):
    announce_lanes(1)
    connection().rpush(QUEUE, *["a message"] * moves.WAITING_AT_MOST)

    with pytest.raises(QueueIsFull):
        play("start", "end finished 0")

    assert connection().llen(QUEUE) == moves.WAITING_AT_MOST


def test_who_clicks_too_often_hears_when_to_come_back(settings: Settings):
    settings.MOVES_PER_MINUTE_OF_A_PERSON = 2
    for _ in range(2):
        check_rate(MALLORY)

    with pytest.raises(TooManyRuns, match="That is more than 2 moves in a minute") as refused:
        play("start", "end finished 0")

    assert refused.value.status == 429
    assert 1 <= int(refused.value.headers["Retry-After"]) <= 30


def test_moves_and_runs_are_counted_apart(settings: Settings):
    settings.MOVES_PER_MINUTE_OF_A_PERSON = settings.RUNS_PER_MINUTE_OF_A_PERSON = 1

    check_rate(MALLORY)
    check_rate_of_runs(MALLORY, runs=1)


def test_visitors_without_cookies_share_the_limit_of_their_address(settings: Settings):
    settings.MOVES_PER_MINUTE_OF_AN_ADDRESS = 1
    check_rate(asker_of(visitor="new"))

    with pytest.raises(TooManyRuns):
        check_rate(asker_of(visitor="new again"))


def test_a_move_that_reached_its_limit_costs_as_much_as_it_held_the_lane(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    settings.MOVES_PER_MINUTE_OF_A_PERSON = 5
    monkeypatch.setattr(moves, "DEAR_MOVE", 3)
    for _ in range(2):
        check_rate(MALLORY)
        charge_for_a_dear_move(MALLORY)  # the second time more than is left

    with pytest.raises(TooManyRuns):
        check_rate(MALLORY)


def test_what_is_no_move_does_not_go_to_the_lane():
    with pytest.raises(ValueError, match="only a move"):
        perform_move(Job("print()", explores=True), asker=MALLORY)


def test_a_real_move_is_answered_while_every_slot_of_the_runner_is_busy(settings: Settings, runner_socket: Path):
    settings.RUNNER_SOCKET = str(runner_socket)
    worker = start_worker("work_moves")
    with ExitStack() as stack:
        for _ in range(about(runner_socket).slots):
            begin(stack.enter_context(running(runner_socket, ENDLESS)))

        printed = perform_move(to_replay(TWO_THREADS, []).as_move(), asker=MALLORY)

    assert answer_in(printed)["steps"]
    worker.kill()
