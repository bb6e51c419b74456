"""What is said of lanes that run in turn and of those that run side by side."""

from dataclasses import replace

from sandbox.events import Outcome
from sandbox.xray.findings.measures import IDLE_LOOP
from sandbox.xray.timeline import Bucket, State
from tests.sandbox.xray.findings.timelines import (
    child,
    core,
    cpu,
    gil,
    io,
    lane,
    lock,
    main_lane,
    run,
    said,
    sentence,
    sleep,
)


def in_turn(threads: int, *, turns: int = 10, turn: float = 0.01, wait: State = State.GIL, line: int = 12):
    """Lanes of which one at a time is on the CPU, the others wait."""
    lanes = []
    for number in range(threads):
        slices = []
        for step in range(turns * threads):
            start, end = step * turn, (step + 1) * turn
            slices.append(cpu(start, end) if step % threads == number else replace(gil(start, end), state=wait))
        lanes.append(lane(f"T{number}", *slices, line=line))
    return lanes


def test_threads_that_the_gil_let_run_in_turn_are_told():
    found = said("gil-bound", run(*in_turn(4)))

    assert found.sentence == (
        "Four threads computed in turn: the GIL let one run at a time, "
        "and each waited for it about 75% of the time it wanted to compute (estimated)."
    )
    assert found.lines == (12,)


def test_a_free_threaded_build_and_a_single_core_have_no_such_turns():
    assert not said("gil-bound", run(*in_turn(4), is_free_threaded=True))
    assert not said("gil-bound", run(*in_turn(4), cores=1))


def test_threads_that_computed_at_the_same_time_did_not_take_turns():
    hashing = [lane(f"T{n}", cpu(0, 0.7), gil(0.7, 1)) for n in range(2)]

    assert not said("gil-bound", run(*hashing))


def test_waits_for_a_core_on_a_busy_host_are_not_taken_for_the_gil():
    assert not said("gil-bound", run(*in_turn(4, wait=State.CORE)))
    busy = [lane(f"T{n}", cpu(n * 0.3, n * 0.3 + 0.3), gil(n + 1, n + 1.2), core(n + 1.2, n + 1.5)) for n in range(2)]
    assert not said("gil-bound", run(*busy))


def test_one_thread_that_computes_beside_others_that_wait_is_not_bound_by_the_gil():
    assert not said("gil-bound", run(in_turn(2)[0], lane("T2", sleep(0, 0.2))))


def test_of_threads_that_waited_for_a_core_as_well_it_is_not_said_that_they_were_not_there():
    lanes = in_turn(4)
    unsure = [
        replace(
            each, slices=[replace(part, state=State.CORE) if part.state is State.GIL else part for part in each.slices]
        )
        for each in lanes[2:]
    ]

    assert sentence("gil-bound", run(*lanes[:2], *unsure)).startswith("At least two of four threads computed in turn")


def test_a_main_thread_that_waits_for_those_that_compute_is_none_of_them():
    starts = cpu(0, 0.03), gil(0.03, 0.08), cpu(0.08, 0.09)
    waits = main_lane(*starts, lock(0.09, 0.4, "join of T1", line=9))
    prepares = main_lane(cpu(-0.5, 0), lock(0, 0.4, "join of T1", line=9))

    for main in (waits, prepares):
        assert sentence("gil-bound", run(main, *in_turn(4))).startswith("Four threads computed in turn"), main


def test_a_main_thread_that_takes_its_turns_is_one_of_them():
    main, *others = in_turn(4)

    assert sentence("gil-bound", run(replace(main, is_main=True), *others)).startswith("Four threads computed in turn")


def test_in_long_runs_too_a_main_thread_that_waits_is_none_of_them():
    shares, waits = Bucket(0, 8, {State.CPU: 2.0, State.GIL: 6.0}), Bucket(0, 8, {State.CPU: 0.2, State.LOCK: 7.8})
    lanes = [lane(f"T{n}", buckets=(shares,), end=8.0) for n in range(4)]
    timeline = run(main_lane(buckets=(waits,), end=8.0), *lanes, visible_until=0.0)

    assert sentence("gil-bound", timeline).startswith("Four threads computed in turn")


def test_where_lanes_were_left_out_those_that_are_known_are_the_least_that_took_turns():
    assert sentence("gil-bound", run(*in_turn(4), left_out=3)).startswith("At least four threads computed in turn")


def test_turns_count_from_20_ms_on():
    assert not said("gil-bound", run(*in_turn(2, turns=1, turn=0.019)))
    assert said("gil-bound", run(*in_turn(2, turns=1, turn=0.021)))


def test_threads_of_different_processes_share_no_gil():
    one, other = in_turn(2)

    assert not said("gil-bound", run(one, replace(other, process=7)))


def test_long_runs_are_told_by_their_shares():
    shares = Bucket(0, 8, {State.CPU: 2.0, State.GIL: 6.0})
    lanes = [lane(f"T{n}", buckets=(shares,), end=8.0) for n in range(4)]

    assert "about 75% of the time" in sentence("gil-bound", run(*lanes, visible_until=0.0))


def test_sleeps_side_by_side_are_good_news():
    found = said("io-overlapped", run(*(lane(f"T{n}", sleep(0, 0.3, line=8)) for n in range(10))))

    assert found.sentence == "Ten threads waited 3 s in all, side by side: by the clock it took 0.3 s."
    assert found.lines == (8,)


def test_tasks_and_processes_wait_side_by_side_as_well():
    tasks = [lane(f"Task-{n}", sleep(0, 0.3), task=n, line=9) for n in (1, 2, 3)]
    processes = [lane("MainThread", io(0, 0.3, "socket", line=4), process=n) for n in (2, 3)]

    assert sentence("io-overlapped", run(main_lane(io(0, 0.3, IDLE_LOOP)), *tasks)).startswith(
        "Three tasks waited 0.9 s in all"
    )
    assert sentence("io-overlapped", run(*processes)).startswith("Two processes waited 0.6 s in all")


def test_helper_programs_that_sleep_wait_for_themselves():
    """Ten servers in processes of their own, and a thread that asks them."""
    servers = [lane("MainThread", sleep(0, 0.3), process=n, is_main=True) for n in range(2, 12)]

    assert not said("io-overlapped", run(main_lane(io(0, 0.3, "socket", line=9)), *servers))
    own = [lane(f"T{n}", sleep(0, 0.3, line=8)) for n in range(2)]
    assert sentence("io-overlapped", run(*own, *servers)).startswith("Two threads waited 0.6 s in all")


def test_of_more_lanes_than_are_kept_those_that_are_known_are_the_least():
    tasks = [lane(f"Task-{n}", sleep(0, 0.3), task=n, line=9) for n in (1, 2, 3)]
    timeline = run(main_lane(io(0, 0.3, IDLE_LOOP)), *tasks, left_out=7)

    assert sentence("io-overlapped", timeline).startswith("At least three tasks waited")


def test_waits_one_after_another_gain_nothing():
    assert not said("io-overlapped", run(lane("T1", sleep(0, 0.3)), lane("T2", sleep(0.3, 0.6))))


def test_a_client_that_waits_for_a_server_that_sleeps_gains_nothing():
    client = lane("client", io(0, 0.3, "socket", line=20))
    server = lane("server", sleep(0, 0.3, line=12))
    door = lane("door", io(0, 0.3, "socket", line=9))

    assert not said("io-overlapped", run(client, server, door))


def test_idle_workers_are_no_waits_that_somebody_wanted():
    idle = [lane("MainThread", io(0, 0.5, "pipe", line=4), process=n) for n in (2, 3)]

    assert not said("io-overlapped", run(*idle, main_lane(io(0, 0.5, "a process to end", line=4))))


def test_what_is_saved_counts_from_50_ms_on():
    assert not said("io-overlapped", run(*(lane(f"T{n}", sleep(0, 0.049, line=8)) for n in range(2))))
    assert said("io-overlapped", run(*(lane(f"T{n}", sleep(0, 0.051, line=8)) for n in range(2))))


def test_a_program_that_came_to_no_end_is_not_praised_for_its_waits():
    sleepers = run(*(lane(f"T{n}", sleep(0, 0.3, line=8)) for n in range(10)))

    assert said("io-overlapped", sleepers)
    assert not said("io-overlapped", sleepers, outcome=Outcome.DEADLOCK)


def one_by_one(times: int = 3, *, seconds: float = 0.2, line: int = 13, joins: bool = True, apart: float = 0.0):
    period = seconds + apart
    workers = [lane(f"T{n}", sleep(n * period, n * period + seconds), line=line) for n in range(times)]
    waits = [
        lock(n * period, n * period + seconds, f"join of T{n}", line=14)
        if joins
        else sleep(n * period, n * period + seconds)
        for n in range(times)
    ]
    return run(main_lane(*waits), *workers)


def test_threads_that_were_each_joined_before_the_next_began_are_told():
    found = said("join-in-loop", one_by_one())

    assert found.sentence == (
        "Three threads ran one after another, 0.6 s in all: each was started only after the one before had been joined."
    )
    assert found.lines == (14,)


def test_threads_that_ran_at_the_same_time_are_no_such_loop():
    workers = [lane(f"T{n}", sleep(0, 0.2), line=13) for n in range(3)]

    assert not said("join-in-loop", run(main_lane(lock(0, 0.2, "join of T0", line=16)), *workers))


def test_threads_that_nobody_joined_or_that_different_lines_started_are_no_such_loop():
    assert not said("join-in-loop", one_by_one(joins=False))
    first = lane("T0", sleep(0, 0.2), line=5)
    second = lane("T1", sleep(0.2, 0.4), line=9)
    waits = main_lane(lock(0, 0.2, "join of T0", line=6), lock(0.2, 0.4, "join of T1", line=10))
    assert not said("join-in-loop", run(waits, first, second))


def test_a_single_thread_and_tiny_ones_are_no_such_loop():
    assert not said("join-in-loop", one_by_one(1))
    assert not said("join-in-loop", one_by_one(10, seconds=0.009))


def test_processes_that_were_each_joined_before_the_next_began_are_told():
    waits = main_lane(io(0, 0.4, "a process to end", line=9), io(0.4, 0.8, "a process to end", line=9))
    timeline = run(waits, children=(child(2, 0, 0.01, 0.4), child(3, 0.4, 0.41, 0.8)))

    found = said("join-in-loop", timeline)

    assert found.sentence.startswith("Two processes ran one after another, 0.8 s in all")
    assert found.lines == (9,)


def test_threads_that_wait_for_the_gil_do_not_wait_for_a_core():
    assert not said("workers-over-cores", run(*in_turn(4)))
