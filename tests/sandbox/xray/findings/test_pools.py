"""What is said of pools and of what processes send each other."""

from dataclasses import replace

from sandbox.xray.timeline import Facts, Pool
from tests.sandbox.xray.findings.timelines import (
    child,
    cpu,
    io,
    lane,
    lock,
    main_lane,
    queue,
    run,
    said,
    sleep,
    unknown,
)

POOL = Pool(kind="processes", workers=2, line=11, at=0.01)


def pool(*, starting: float, working: float, kind: str = "processes"):
    """Two workers that start, idle for a while at their pipe, and work."""
    begun = 0.01 + starting
    workers = tuple(child(n, 0.01, begun, begun + 0.2 + working) for n in (2, 3))
    lanes = [
        lane("MainThread", io(begun, begun + 0.2, "pipe"), cpu(begun + 0.2, begun + 0.2 + working), process=n)
        for n in (2, 3)
    ]
    facts = Facts(pools=(Pool(kind=kind, workers=2, line=11, at=0.01),))
    return run(main_lane(cpu(0, 1)), *lanes, children=workers, facts=facts)


def test_what_was_not_recorded_of_a_worker_may_have_been_its_work():
    silent = pool(starting=0.2, working=0.015)
    idle, busy = (
        replace(silent, lanes=[replace(lane, slices=(make(0.21, 0.5),)) for lane in silent.lanes[1:]])
        for make in (io, unknown)
    )

    assert said("pool-startup", idle)
    assert not said("pool-startup", busy)


def test_a_pool_that_took_longer_to_start_than_to_work_is_told():
    found = said("pool-startup", pool(starting=0.2, working=0.015))

    assert found.sentence == (
        "The pool took longer to start than to work: two processes spent 0.4 s in starting "
        "and 30 ms in working, all together."
    )
    assert found.lines == (11,)


def test_a_pool_that_worked_longer_than_it_started_is_fine():
    assert not said("pool-startup", pool(starting=0.2, working=0.21))


def test_a_start_counts_from_50_ms_on_and_threads_start_at_once():
    assert not said("pool-startup", pool(starting=0.024, working=0.001))
    assert said("pool-startup", pool(starting=0.026, working=0.001))
    assert not said("pool-startup", pool(starting=0.2, working=0.01, kind="threads"))


def test_workers_that_sleep_for_the_program_work():
    worker = lane("MainThread", sleep(0.2, 0.6), process=2)

    assert not said("pool-startup", run(worker, children=(child(2, 0.01, 0.2, 0.6),), facts=Facts(pools=(POOL,))))


def test_a_worker_that_never_began_neither_started_nor_worked():
    never = child(2, 0.01, 0.01, 0.4), child(3, 0.01, 0.3, 0.4)
    lanes = [lane("MainThread", cpu(0.01, 0.4), process=2), lane("MainThread", cpu(0.3, 0.31), process=3)]

    found = said("pool-startup", run(*lanes, children=never, facts=Facts(pools=(POOL,))))

    assert "one process spent 0.29 s in starting and 10 ms in working" in found.sentence


def test_several_pools_are_taken_together():
    facts = Facts(pools=(POOL, Pool(kind="processes", workers=1, line=20, at=2.0)))
    workers = child(2, 0.01, 0.1, 0.2), child(3, 2.01, 2.2, 2.3)

    found = said("pool-startup", run(main_lane(cpu(0, 1)), children=workers, facts=facts))

    assert found.sentence.startswith("Pools took longer to start than to work: two processes spent 0.28 s in starting")
    assert found.lines == (11, 20)


def test_multiprocessings_own_helpers_are_no_workers():
    tracker = child(9, 0.01, 0.4, 1.0, name="resource tracker")

    assert not said("pool-startup", run(main_lane(cpu(0, 1)), children=(tracker,), facts=Facts(pools=(POOL,))))


def pickling(seconds: float, *, busy: float = 1.2, messages: int = 12, size: int = 80_000_000, worker: float = 0.1):
    facts = Facts(pickled_bytes=size, pickled_messages=messages, pickling_seconds=seconds, pools=(POOL,))
    lanes = [main_lane(cpu(0, busy - worker)), lane("MainThread", cpu(0, worker), process=2)]
    return run(*lanes, children=(child(2, 0, 0, 1),), facts=facts)


def test_pickling_is_told_beside_all_cpu_time_with_its_bytes():
    found = said("pickling-cost", pickling(0.7))

    assert found.sentence == (
        "Pickling took 0.7 s, summed over two processes and with its waits for the GIL or a core, "
        "beside 1.2 s of CPU time in all: 80.0 MB in twelve messages."
    )
    assert found.lines == (11,)


def test_pickling_is_told_with_the_lines_that_sent_work_where_it_can_only_have_gone_to_processes():
    source = "pool = make()\nfor part in parts:\n    pool.submit(work, part)\n"
    threads = replace(POOL, kind="threads", line=1)
    timeline = pickling(0.7)
    mixed = replace(timeline, facts=replace(timeline.facts, pools=(POOL, threads)))

    assert said("pickling-cost", timeline, source=source).lines == (3,)
    assert said("pickling-cost", mixed, source=source).lines == (11,)


def test_pickling_beside_much_more_work_is_no_cost():
    assert said("pickling-cost", pickling(0.37))
    assert not said("pickling-cost", pickling(0.35))
    assert not said("pickling-cost", pickling(0.019, busy=0.02, worker=0.01))


def test_many_tiny_messages_with_hardly_any_work_are_told():
    found = said("chunks-too-small", pickling(0.1, messages=12_000, size=720_000, worker=0.6))

    assert found.sentence == (
        "12,000 messages of 60 bytes on average went between the processes, "
        "with 0.05 ms of the workers' CPU time for each."
    )
    assert found.lines == (11,)


def test_few_messages_large_ones_and_those_with_work_are_not_too_small():
    assert said("chunks-too-small", pickling(0.1, messages=1000, size=60_000))
    assert not said("chunks-too-small", pickling(0.1, messages=999, size=60_000))
    assert not said("chunks-too-small", pickling(0.1, messages=1000, size=20_000_000))
    assert not said("chunks-too-small", pickling(0.1, messages=1000, size=60_000, worker=1.1))


def test_messages_without_processes_are_none():
    facts = Facts(pickled_bytes=60_000, pickled_messages=2000)

    assert not said("chunks-too-small", run(main_lane(cpu(0, 1)), facts=facts))


def test_workers_that_wait_for_the_program_work():
    waits = io(0.2, 0.6, "a process to end"), lock(0.2, 0.6, "lock", line=3), io(0.2, 0.6, line=3)
    idle = queue(0.2, 0.6, "get from queue", line=11)
    workers, facts = (child(2, 0.01, 0.2, 0.6),), Facts(pools=(POOL,))

    for wait in waits:
        worker = lane("MainThread", wait, process=2, line=11)
        assert not said("pool-startup", run(worker, children=workers, facts=facts))
    assert said("pool-startup", run(lane("MainThread", idle, process=2, line=11), children=workers, facts=facts))
