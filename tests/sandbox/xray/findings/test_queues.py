"""What is said of queues: their consumers starve, or their producers wait for room."""

from sandbox.events import Outcome
from tests.sandbox.xray.findings.timelines import child, cpu, lane, main_lane, queue, run, said, sentence, sleep


def getting(share: float, *, times: int = 5, name: str = "pages", line: int = 10, period: float = 0.2):
    slices = []
    for start in (n * period for n in range(times)):
        middle = start + share * period
        slices += [queue(start, middle, f"get from {name}", line=line), cpu(middle, start + period)]
    return slices


def putting(share: float, *, line: int = 20, **fields):
    return [
        each
        if each.state == "cpu"
        else queue(each.start, each.end, each.what.replace("get from", "put into"), line=line)
        for each in getting(share, **fields)
    ]


def test_consumers_that_wait_most_of_the_time_are_told():
    producer = main_lane(sleep(0, 1))

    found = said("queue-starved", run(producer, *(lane(f"T{n}", *getting(0.9)) for n in range(3))))

    assert found.sentence == (
        "Three threads waited for something in the queue “pages” 90% of the time, 2.7 s in all: "
        "the producer is the bottleneck."
    )
    assert found.lines == (10,)


def test_a_single_consumer_is_called_by_its_name_and_a_task_is_one_too():
    assert sentence("queue-starved", run(lane("eater", *getting(0.9)))).startswith("“eater” waited for something")
    task = lane("Task-2", *getting(0.9), task=2)
    assert sentence("queue-starved", run(main_lane(cpu(0, 1)), task)).startswith("“Task 2” waited for something")


def test_a_consumer_that_works_half_of_the_time_does_not_starve():
    assert not said("queue-starved", run(lane("T1", *getting(0.49))))


def test_the_main_thread_that_gathers_results_does_not_starve():
    assert not said("queue-starved", run(main_lane(*getting(0.95)), lane("T1", cpu(0, 1))))


def test_the_first_and_the_last_wait_are_everybodys():
    assert not said("queue-starved", run(lane("T1", *getting(0.95, times=2))))
    assert not said("queue-starved", run(lane("T1", *getting(0.95, period=0.004))))


def test_waits_on_no_line_of_the_program_are_a_pools_own():
    assert not said("queue-starved", run(lane("T1", *getting(0.95, line=0))))


def test_producers_that_wait_for_room_are_told():
    found = said("queue-backlog", run(lane("maker", *putting(0.74)), lane("eater", *getting(0.0))))

    assert found.sentence == (
        "“maker” waited for room in the full queue “pages” 74% of the time, 0.74 s in all: "
        "the consumers are the bottleneck."
    )
    assert found.lines == (20,)


def test_the_main_thread_is_a_producer_like_others():
    assert said("queue-backlog", run(main_lane(*putting(0.74))))


def test_a_full_queue_now_and_then_is_what_a_bound_is_for():
    assert not said("queue-backlog", run(lane("maker", *putting(0.29))))
    assert not said("queue-backlog", run(lane("maker", *putting(0.74, times=2))))


def test_one_queue_has_one_bottleneck():
    starved = run(lane("maker", *putting(0.6)), lane("eater", *getting(0.7)))
    full = run(lane("maker", *putting(0.7)), lane("eater", *getting(0.6)))

    assert said("queue-starved", starved)
    assert not said("queue-backlog", starved)
    assert said("queue-backlog", full)
    assert not said("queue-starved", full)


def test_two_queues_have_one_each():
    middle = lane("middle", *getting(0.9, name="pages"), end=1.0)
    maker = lane("maker", *putting(0.9, name="texts"), end=1.0)

    timeline = run(middle, maker)

    assert "“pages”" in sentence("queue-starved", timeline)
    assert "“texts”" in sentence("queue-backlog", timeline)


def test_in_a_deadlock_no_faster_producer_helps():
    assert not said("queue-starved", run(lane("T1", *getting(0.9))), outcome=Outcome.DEADLOCK)


def test_a_wait_that_was_still_open_at_the_end_is_not_counted():
    waits = *getting(0.9, times=2), queue(0.4, 9, "get from pages", line=10)

    assert not said("queue-starved", run(lane("T1", *waits, has_ended=False)))
    assert said("queue-starved", run(lane("T1", *waits)))


def test_a_daemons_wait_that_its_process_took_along_is_open_even_if_it_seems_to_have_ended():
    waits = *getting(0.9, times=2), queue(0.4, 9, "get from pages", line=10)
    served = child(2, 0, 0, 9)

    assert not said("queue-starved", run(lane("T1", *waits, is_daemon=True, has_ended=True)))
    killed = lane("MainThread", *waits, process=2, is_main=True)
    assert not said("queue-starved", run(main_lane(sleep(0, 9)), killed, children=(served,)))


def test_a_moment_on_the_cpu_soon_after_a_wait_began_does_not_end_it():
    cut = [
        part
        for start in (0.0, 1.0)
        for part in (
            queue(start, start + 0.004, "get from pages", line=10),
            cpu(start + 0.004, start + 0.0043),
            queue(start + 0.0043, start + 0.9, "get from pages", line=10),
            cpu(start + 0.9, start + 1),
        )
    ]

    assert not said("queue-starved", run(lane("T1", *cut))), "two waits, in four slices"
    assert said("queue-starved", run(lane("T1", *cut, queue(2, 2.9, "get from pages", line=10), cpu(2.9, 3))))
    held = queue(2, 2.004, "get from pages", line=10), cpu(2.004, 2.0043), queue(2.0043, 9, "get from pages", line=10)
    assert not said("queue-starved", run(lane("T1", *cut, *held, has_ended=False)))


def test_a_wait_that_a_sample_cut_is_one():
    assert not said("queue-starved", run(lane("T1", *(queue(n, n + 1, "get from pages", line=10) for n in range(5)))))


def test_the_main_thread_of_a_process_is_called_as_that_is():
    eater = lane("MainThread", *getting(0.9), process=2, is_main=True)
    timeline = run(main_lane(sleep(0, 1)), eater, children=(child(2, 0, 0, 1, name="cons"),))

    assert sentence("queue-starved", timeline).startswith("“cons” waited for something")
