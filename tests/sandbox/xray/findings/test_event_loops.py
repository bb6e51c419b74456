"""What is said of event loops: a step that kept all others waiting, and awaits that could overlap."""

from sandbox.xray.timeline import Slice, State
from tests.sandbox.xray.findings.timelines import cpu, io, lane, lock, main_lane, queue, run, said, sentence, sleep

IDLE = "event loop: nothing to do"


def task(number: int, *slices: Slice, **fields):
    return lane(f"Task-{number}", *slices, task=number, **fields)


def with_a_step(
    seconds: float, *, state: State = State.SLEEP, line: int = 14, others: bool = True, what: str = "sleep"
):
    """Task-2 keeps the thread from 0.1 s on, while Task-3 would go on; Task-1 waits for both."""
    end = 0.1 + seconds
    thread = main_lane(io(0, 0.1, IDLE), Slice(0.1, end, state, what, line), io(end, end + 1, IDLE))
    waiting = task(1, lock(0, end + 1, "end of Task-2"))
    keeper = task(2, sleep(0, 0.1, "sleep"), Slice(0.1, end, state, what, line), line=20)
    ticker = task(3, sleep(0, end + 1, "sleep"), line=21)
    return run(thread, waiting, keeper, *([ticker] if others else []))


def test_a_sleep_that_keeps_the_loop_is_told_with_its_line():
    found = said("loop-blocked", with_a_step(0.8))

    assert found.sentence == (
        "The event loop was blocked for 800 ms by line 14 (task “Task 2”): one other task could not go on meanwhile."
    )
    assert found.lines == (14,)


def test_computing_keeps_the_loop_as_well_and_where_no_line_is_known_the_task_is_named():
    found = said("loop-blocked", with_a_step(0.3, state=State.CPU, line=0, what=""))

    assert found.sentence == (
        "The event loop was blocked for 300 ms by one step of the task “Task 2”: "
        "one other task could not go on meanwhile."
    )
    assert found.lines == (20,)


def test_an_await_keeps_nobody():
    thread = main_lane(io(0, 1, IDLE))

    assert not said("loop-blocked", run(thread, task(1, sleep(0, 0.9, "sleep")), task(2, sleep(0, 1, "sleep"))))


def test_a_step_is_told_from_50_ms_on():
    assert not said("loop-blocked", with_a_step(0.049))
    assert said("loop-blocked", with_a_step(0.051))


def test_where_no_other_task_is_there_nobody_is_kept():
    assert not said("loop-blocked", with_a_step(0.8, others=False)), "Task-1 waits for Task-2 alone"


def test_tasks_that_have_not_run_yet_are_kept():
    thread = main_lane(sleep(0, 0.3, "sleep", line=9), sleep(0.3, 0.6, "sleep", line=9))
    first = task(2, sleep(0, 0.3, "sleep", line=9))
    second = task(3, lock(0, 0.3, "the event loop"), sleep(0.3, 0.6, "sleep", line=9))

    assert sentence("loop-blocked", run(thread, first, second)).startswith(
        "The event loop was blocked for 300 ms by line 9"
    )


def test_a_wait_for_a_core_is_not_the_tasks_doing():
    assert not said("loop-blocked", with_a_step(0.8, state=State.CORE, what=""))


def test_a_task_that_awaits_a_sleep_is_not_taken_for_the_one_that_sleeps():
    found = said("loop-blocked", with_a_step(0.8))

    assert "Task-3" not in found.sentence


def test_steps_with_awaits_between_them_are_several():
    slices = [each for n in range(20) for each in (cpu(n / 25, n / 25 + 0.03), sleep(n / 25 + 0.03, (n + 1) / 25))]
    thread = [each if each.state is State.CPU else io(each.start, each.end, IDLE) for each in slices]

    assert not said("loop-blocked", run(main_lane(*thread), task(2, *slices), task(3, sleep(0, 0.8))))


def in_a_row(times: int, *, seconds: float = 0.2, beside: tuple[Slice, ...] = (), dropped: int = 0, line: int = 7):
    waits = [sleep(n * seconds, (n + 1) * seconds, "sleep", line=line) for n in range(times)]
    others = [task(2, *beside)] if beside else []
    return run(main_lane(io(0, times * seconds, IDLE)), task(1, *waits), *others, dropped=dropped)


def test_awaits_in_a_row_are_told():
    found = said("awaited-in-sequence", in_a_row(5))

    assert found.sentence == "Five awaits came one after another, 1 s in all, and no other task ran meanwhile."
    assert found.lines == (7,)
    assert found.next_step.startswith("Where one does not need the result of the one before")


def test_tasks_that_were_awaited_one_by_one_are_in_a_row_as_well():
    tasks = [task(2 + n, sleep(n / 5, (n + 1) / 5, "sleep", line=7)) for n in range(4)]
    first = task(1, *(lock(n / 5, (n + 1) / 5, f"end of Task-{2 + n}") for n in range(4)))

    assert sentence("awaited-in-sequence", run(main_lane(io(0, 0.8, IDLE)), first, *tasks)).startswith("Four awaits")


def test_awaits_beside_another_tasks_are_not_in_a_row():
    assert not said("awaited-in-sequence", in_a_row(5, beside=(sleep(0, 1, "sleep"),)))
    assert not said("awaited-in-sequence", in_a_row(5, beside=(queue(0, 1, "get from pages"),)))


def test_two_awaits_and_short_ones_are_no_row():
    assert not said("awaited-in-sequence", in_a_row(2))
    assert not said("awaited-in-sequence", in_a_row(20, seconds=0.009))
    assert not said("awaited-in-sequence", in_a_row(5, dropped=1)), "another task's may be among those"


def test_sleeps_of_the_thread_itself_are_no_awaits():
    sleeps = [sleep(n / 5, (n + 1) / 5, "sleep", line=7) for n in range(5)]

    assert not said("awaited-in-sequence", run(main_lane(*sleeps), task(1, *sleeps)))


def test_awaits_beside_a_task_whose_thread_is_at_work_are_not_in_a_row():
    assert not said("awaited-in-sequence", in_a_row(5, beside=(lock(0, 1, "result of a future"),)))


def test_a_task_that_waits_for_the_steps_of_others_does_not_wait_side_by_side_with_them():
    turns = [(n / 100, (n + 1) / 100) for n in range(40)]
    tasks = [
        task(k, *((cpu if n % 4 == k else sleep)(*each, line=9) for n, each in enumerate(turns))) for k in range(1, 4)
    ]

    assert not said("io-overlapped", run(main_lane(cpu(0, 0.4)), *tasks))
    assert said("io-overlapped", run(main_lane(io(0, 0.4, IDLE)), *tasks))


def test_a_step_that_sleeps_is_no_wait_side_by_side_with_awaits():
    assert not said("io-overlapped", with_a_step(0.8))


def test_a_task_and_a_thread_are_called_what_they_are():
    timeline = run(
        main_lane(io(0, 1, IDLE)), task(2, sleep(0, 1, line=5)), lane("asyncio_0", sleep(0, 1, line=9), thread=9)
    )

    assert sentence("io-overlapped", timeline).startswith("One task and one thread waited 2 s in all")
