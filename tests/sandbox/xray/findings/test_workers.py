"""More workers than cores."""

from tests.sandbox.xray.findings.timelines import (
    core,
    cpu,
    lane,
    main_lane,
    run,
    said,
    sentence,
)


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

    assert found.sentence == "Six processes computed on two cores: each waited for a core 67% of the time."
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


def test_that_processes_start_is_no_wait_for_a_core():
    starting = [lane("MainThread", core(0, 0.5, "starting"), cpu(0.5, 1), process=2 + n) for n in range(4)]

    assert not said("workers-over-cores", run(*starting))


def test_of_threads_that_were_not_seen_the_program_tells_the_line():
    unseen = run(main_lane(cpu(0, 0.1)), short_lived=200)
    one = "import threading\nfor n in range(200):\n    threading.Thread(target=print).start()\n"

    assert said("thread-per-tiny-task", unseen, source=one).lines == (3,)
    assert said("thread-per-tiny-task", unseen, source=one + "threading.Thread(target=input)\n").lines == ()
