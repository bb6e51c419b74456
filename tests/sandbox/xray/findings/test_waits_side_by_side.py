"""Of waits side by side those that waited are counted: not a main thread that sleeps meanwhile, nor others before."""

from dataclasses import replace

from tests.sandbox.xray.findings.timelines import child, cpu, io, lane, main_lane, run, said, sentence, sleep


def workers(number: int, *, start: float = 0.0, line: int = 6, **fields):
    return [lane(f"T{n}", sleep(start, start + 0.3, line=line), **fields) for n in range(number)]


def polls(line: int):
    return main_lane(*(sleep(n / 100, (n + 1) / 100, line=line) for n in range(30)))


def test_a_main_thread_that_sleeps_until_its_worker_is_through_gains_nothing():
    assert not said("io-overlapped", run(polls(8), *workers(1)))
    assert not said("io-overlapped", run(main_lane(sleep(0, 0.3, line=10)), *workers(1, is_daemon=True)))


def test_nor_is_it_counted_beside_several():
    assert sentence("io-overlapped", run(polls(8), *workers(8))).startswith("Eight threads waited 2.4 s in all")


def test_a_main_thread_that_does_what_its_worker_does_waits_side_by_side_with_it():
    assert sentence("io-overlapped", run(polls(6), *workers(1))).startswith("Two threads waited 0.6 s in all")


def test_so_it_is_with_the_main_thread_of_a_child():
    poll = replace(polls(8), process=3)
    own = workers(2, process=3)

    assert sentence("io-overlapped", run(main_lane(), poll, *own)).startswith("Two threads waited 0.6 s in all")
    assert sentence("io-overlapped", run(poll, replace(poll, process=4))).startswith(
        "Two processes waited 0.6 s in all"
    )


def test_a_child_that_sleeps_beside_threads_is_called_a_process():
    forked = lane("MainThread", sleep(0, 0.3, line=10), process=8, is_main=True)
    timeline = run(main_lane(sleep(0, 0.15, line=11)), *workers(5), forked, children=(child(8, 0, 0, 0.3),))

    assert sentence("io-overlapped", timeline).startswith("Five threads and one process waited 1.8 s in all, side by")


def test_those_that_ended_before_others_began_are_not_counted_with_them():
    early, late = workers(2), workers(2, start=0.4)

    assert sentence("io-overlapped", run(*early, *late)) == (
        "Two threads waited 0.6 s in all, side by side: by the clock it took 0.3 s."
    )


def test_workers_that_wait_again_and_again_are_together_where_they_once_were():
    lanes = [lane(f"T{k}", *(sleep(n / 10, n / 10 + 0.03, line=6) for n in range(12))) for k in range(2)]

    assert sentence("io-overlapped", run(*lanes)).startswith("Two threads waited 0.72 s in all")


def test_of_many_of_which_a_few_waited_at_a_time_it_is_said_how_many():
    stairs = [lane(f"T{n}", sleep(n / 8, n / 8 + 0.25, line=6)) for n in range(10)]

    assert sentence("io-overlapped", run(*stairs)) == (
        "Ten threads waited 2.5 s in all, at most two at a time: by the clock it took 1.4 s."
    )
    assert "side by side" in sentence("io-overlapped", run(*stairs, left_out=9)), "of those that are known"


def clients(*ends: float):
    return [lane(f"C{n}", io(0, end, "socket", line=20)) for n, end in enumerate(ends)]


def test_clients_of_a_server_that_serves_one_at_a_time_gain_nothing():
    rounds = [(n / 10 + 0.005, n / 10 + 0.1) for n in range(4)]
    asleep = lane("server", *(sleep(*each, line=12) for each in rounds))
    computing = lane("server", *(cpu(*each, line=12) for each in rounds))

    assert not said("io-overlapped", run(*clients(0.1, 0.2, 0.3, 0.4), asleep))
    assert not said("io-overlapped", run(*clients(0.1, 0.2, 0.3, 0.4), computing))


def test_those_of_one_that_serves_them_together_do():
    handlers = [lane(f"H{n}", sleep(0.005, 0.1, line=12)) for n in range(4)]

    assert "Four threads waited 0.41 s in all" in sentence("io-overlapped", run(*clients(*[0.102] * 4), *handlers))


def test_so_do_those_of_whom_nobody_knows_what_they_wait_for():
    assert said("io-overlapped", run(*clients(0.1, 0.2, 0.3), main_lane(cpu(0, 0.05))))
