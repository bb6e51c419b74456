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
        "and each waited for it about 75 % of the time it wanted to compute (estimated)."
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


def test_turns_count_from_20_ms_on():
    assert not said("gil-bound", run(*in_turn(2, turns=1, turn=0.019)))
    assert said("gil-bound", run(*in_turn(2, turns=1, turn=0.021)))


def test_threads_of_different_processes_share_no_gil():
    one, other = in_turn(2)

    assert not said("gil-bound", run(one, replace(other, process=7)))


def test_long_runs_are_told_by_their_shares():
    shares = Bucket(0, 8, {State.CPU: 2.0, State.GIL: 6.0})
    lanes = [lane(f"T{n}", buckets=(shares,), end=8.0) for n in range(4)]

    assert "about 75 % of the time" in sentence("gil-bound", run(*lanes, visible_until=0.0))


def test_sleeps_side_by_side_are_good_news():
    found = said("io-overlapped", run(*(lane(f"T{n}", sleep(0, 0.3, line=8)) for n in range(10))))

    assert found.sentence == "Ten threads waited 3 s in all, side by side: by the clock it took 0.3 s."
    assert found.lines == (8,)


def test_tasks_and_processes_wait_side_by_side_as_well():
    tasks = [lane(f"Task-{n}", sleep(0, 0.3), task=n) for n in (1, 2, 3)]
    processes = [lane("MainThread", io(0, 0.3, "socket", line=4), process=n) for n in (2, 3)]

    assert sentence("io-overlapped", run(main_lane(io(0, 0.3, IDLE_LOOP)), *tasks)).startswith(
        "Three tasks waited 0.9 s in all"
    )
    assert sentence("io-overlapped", run(*processes)).startswith("Two processes waited 0.6 s in all")


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
    assert not said("io-overlapped", run(*(lane(f"T{n}", sleep(0, 0.049)) for n in range(2))))
    assert said("io-overlapped", run(*(lane(f"T{n}", sleep(0, 0.051)) for n in range(2))))


def test_a_program_that_came_to_no_end_is_not_praised_for_its_waits():
    sleepers = run(*(lane(f"T{n}", sleep(0, 0.3)) for n in range(10)))

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


def computing_on_two_cores(processes: int, *, seconds: float = 1.0, delivered: float = 1.0):
    """Each process gets its part of the two cores, as far as they are delivered."""
    busy = min(1.0, 2 / processes) * seconds * delivered
    return run(
        *(
            lane("MainThread", cpu(0, busy), core(busy, seconds), process=2 + n, is_main=True, line=14)
            for n in range(processes)
        )
    )


def test_more_computing_processes_than_cores_are_told():
    found = said("workers-over-cores", computing_on_two_cores(6))

    assert found.sentence == "Six processes computed on two cores: each waited for a core 67 % of the time."
    assert found.lines == (14,)
    assert "two cores here" in found.next_step


def test_as_many_processes_as_cores_are_right():
    assert not said("workers-over-cores", computing_on_two_cores(2))


def test_on_a_busy_host_fewer_workers_would_not_help():
    assert not said("workers-over-cores", computing_on_two_cores(6, delivered=0.6))
    assert not said("workers-over-cores", computing_on_two_cores(2, delivered=0.5))


def test_threads_without_a_gil_are_workers_too():
    threads = [lane(f"T{n}", cpu(0, 0.5), core(0.5, 1)) for n in range(4)]

    assert sentence("workers-over-cores", run(*threads, is_free_threaded=True)).startswith(
        "Four threads computed on two cores"
    )


def test_threads_that_wait_for_the_gil_do_not_wait_for_a_core():
    assert not said("workers-over-cores", run(*in_turn(4)))


def test_that_processes_start_is_no_wait_for_a_core():
    starting = [lane("MainThread", core(0, 0.5, "starting"), cpu(0.5, 1), process=2 + n) for n in range(4)]

    assert not said("workers-over-cores", run(*starting))
