"""What is said of threads that do next to nothing, of those that only ask, and of daemons that are cut short."""

from textwrap import dedent

import pytest

from sandbox.xray.timeline import Facts, Poll
from tests.sandbox.xray.findings.timelines import (
    child,
    cpu,
    gil,
    io,
    lane,
    lock,
    main_lane,
    queue,
    run,
    said,
    sentence,
    sleep,
    unknown,
)

SPINNING = """\
import threading

done = False
while not done:
    pass
"""


REFUSED = """\
import queue, threading
pages = queue.Queue()
def eat():
    while True:
        try: page = pages.get_nowait()
        except queue.Empty: continue
        if page is None: return
"""


def tiny(number: int, *, seconds: float = 0.002, line: int = 12, **fields):
    threads = [lane(f"T{n}", cpu(n / 100, n / 100 + seconds), line=line) for n in range(number)]
    return run(main_lane(cpu(0, 1)), *threads, **fields)


def test_many_threads_for_little_work_each_are_told():
    found = said("thread-per-tiny-task", tiny(200))

    assert found.sentence == "200 threads were made, and each worked for about 2 ms."
    assert found.lines == (12,)


def test_what_is_below_a_sample_is_not_measured_finely():
    assert sentence("thread-per-tiny-task", tiny(50, seconds=0.0002)).endswith("each worked for about 1 ms or less.")


def test_few_threads_and_threads_with_work_are_no_waste():
    assert not said("thread-per-tiny-task", tiny(49))
    assert not said("thread-per-tiny-task", tiny(200, seconds=0.0031))
    sleepers = [lane(f"T{n}", cpu(0, 0.001), sleep(0.001, 0.3)) for n in range(200)]
    assert not said("thread-per-tiny-task", run(*sleepers))


def test_threads_that_were_too_short_to_be_seen_are_counted_and_not_twice():
    unseen = run(main_lane(cpu(0, 0.1)), short_lived=200)

    assert sentence("thread-per-tiny-task", unseen) == "200 threads were made, and each worked for about 1 ms or less."
    assert sentence("thread-per-tiny-task", tiny(60, short_lived=50)).startswith("At least 60 threads")


def test_of_threads_that_nobody_recorded_nothing_is_known():
    assert not said("thread-per-tiny-task", tiny(200, is_recorded=False))


def test_threads_of_which_some_were_seen_and_some_not_are_the_least():
    """Of 200, the shortest 188 had no sample; the twelve others may be among them."""
    told = sentence("thread-per-tiny-task", tiny(12, short_lived=188))

    assert told.startswith("At least 188 threads were made")


def asking(times: int, *lanes, portions: int = 1):
    polls = tuple(Poll(lane="T1", what="queue.empty", times=times // portions, line=9) for _ in range(portions))
    return run(*lanes, facts=Facts(polls=polls))


def test_who_asks_again_and_again_is_told_with_the_cost():
    found = said("busy-wait", asking(243_100, lane("T1", cpu(0, 0.8))))

    assert found.sentence == (
        "“T1” asked “queue.empty” 243,100 times on line 9 instead of waiting, and was on the CPU for 0.8 s."
    )
    assert found.lines == (9,)


def test_counts_that_were_told_in_portions_are_one():
    told = sentence("busy-wait", asking(600_000, lane("T1", cpu(0, 0.8)), portions=3))

    assert "asked “queue.empty” 600,000 times" in told


def test_who_sleeps_between_two_questions_costs_little():
    assert not said("busy-wait", asking(50_000, lane("T1", cpu(0, 0.1), sleep(0.1, 0.8))))


def test_who_works_between_two_questions_asks_whether_it_shall_stop():
    assert said("busy-wait", asking(163_000, lane("T1", cpu(0, 0.8))))
    assert not said("busy-wait", asking(157_000, lane("T1", cpu(0, 0.8))))
    assert not said("busy-wait", asking(20_000, lane("T1", cpu(0, 0.8))))


def refused(source: str, *, times: int) -> str:
    polls = (Poll(lane="Thread-1 (eat)", what="queue.get", times=times, line=5),)
    timeline = run(main_lane(sleep(0, 0.5)), lane("Thread-1 (eat)", cpu(0, 0.29)), facts=Facts(polls=polls))
    return sentence("busy-wait", timeline, source=source)


def test_who_is_refused_by_an_exception_and_asks_at_once_again_is_told():
    told = refused(REFUSED, times=19_090)

    assert (
        told == "“Thread 1” asked “queue.get” 19,090 times on line 5 instead of waiting, and was on the CPU for 0.29 s."
    )
    assert not refused(REFUSED, times=9_000), "it does more than ask"


@pytest.mark.parametrize("handler", ["continue", "pass"])
def test_who_works_when_it_is_refused_is_not_told(handler: str):
    works_before = REFUSED.replace("while True:\n", "while True:\n        step()\n")
    works_then = REFUSED.replace("continue", f"step(); {handler}")
    works_after = REFUSED.replace("continue", "pass")

    for source in (works_before, works_then, works_after):
        assert not refused(source, times=19_090)


def test_an_empty_loop_beside_another_threads_work_is_told():
    found = said("busy-wait", run(main_lane(cpu(0, 0.5)), lane("T1", sleep(0, 0.5))), source=SPINNING)

    assert found.sentence == (
        "“Main thread” ran an empty loop until something changed on line 4, and was on the CPU for 0.5 s."
    )
    assert found.lines == (4,)


def test_a_loop_that_waits_and_one_that_ends_at_once_are_no_busy_wait():
    waiting = SPINNING.replace("pass", "ready.wait()")
    lanes = main_lane(cpu(0, 0.5)), lane("T1", sleep(0, 0.5))

    assert not said("busy-wait", run(*lanes), source=waiting)
    assert not said("busy-wait", run(main_lane(cpu(0, 0.1), lock(0.1, 0.5, "join of T1")), lanes[1]), source=SPINNING)


def test_an_empty_loop_without_anybody_else_and_one_without_a_condition_wait_for_nothing():
    assert not said("busy-wait", run(main_lane(cpu(0, 0.5))), source=SPINNING)
    endless = run(main_lane(cpu(0, 0.5)), lane("T1", sleep(0, 0.5)))
    assert not said("busy-wait", endless, source=SPINNING.replace("not done", "True"))


def test_a_loop_in_a_threads_function_is_that_threads():
    source = dedent("""\
        def watch():
            while not done:
                continue
        threading.Thread(target=watch).start()
        """)
    watcher = lane("Thread-1 (watch)", cpu(0, 0.2), gil(0.2, 0.5))

    assert sentence("busy-wait", run(main_lane(cpu(0, 0.5)), watcher), source=source).startswith("“Thread 1” ran")
    other = lane("Thread-1 (work)", cpu(0, 0.5))
    assert not said("busy-wait", run(main_lane(cpu(0, 0.5)), other), source=source)


@pytest.mark.parametrize("condition", ["step()", "time.perf_counter() < end", "(left := left - 1)", "next(pages)"])
def test_a_loop_whose_condition_is_its_work_or_asks_the_clock_is_no_busy_wait(condition: str):
    lanes = main_lane(cpu(0, 0.5)), lane("T1", sleep(0, 0.5))

    assert not said("busy-wait", run(*lanes), source=f"while {condition}: pass")
    assert said("busy-wait", run(*lanes), source="while not all(each.done() for each in futures): pass")


def test_a_process_that_runs_an_empty_loop_is_called_by_its_own_name():
    source = "def watch():\n    while shared.value == 0: pass\nmultiprocessing.Process(target=watch)"
    watcher = lane("MainThread", cpu(0, 0.5), process=2, is_main=True)
    timeline = run(main_lane(sleep(0, 0.5)), watcher, children=(child(2, 0, 0, 0.5, name="watcher"),))

    assert sentence("busy-wait", timeline, source=source).startswith("“watcher” ran an empty loop")
    other = source + "\nmultiprocessing.Process(target=compute)"
    assert not said("busy-wait", timeline, source=other), "nobody knows which of them it runs"


def test_a_program_that_does_not_compile_has_no_loops():
    assert not said("busy-wait", run(main_lane(cpu(0, 0.5)), lane("T1", sleep(0, 0.5))), source="while x: pass\n)")
    assert not said("busy-wait", run(main_lane(cpu(0, 0.5))), source="a" + "+a" * 100_000)


def cut(*slices, name: str = "writer"):
    return run(main_lane(sleep(0, 0.2)), lane(name, *slices, is_daemon=True, line=13), facts=Facts(daemons_cut=(name,)))


def test_a_daemon_that_still_worked_at_the_end_is_told():
    found = said("daemon-cut-short", cut(sleep(0, 0.2, "sleep")))

    assert found.sentence == "The daemon thread “writer” still worked when the program ended, and was cut short."
    assert found.lines == (13,)


def test_a_daemon_that_waited_for_its_next_order_was_not_cut_short():
    assert not said("daemon-cut-short", cut(cpu(0, 0.1), queue(0.1, 0.2, "get from pages")))
    assert not said("daemon-cut-short", cut(io(0, 0.2, "socket", line=3)))
    assert not said("daemon-cut-short", run(main_lane(cpu(0, 1)), lane("writer", cpu(0, 1), is_daemon=True)))


def test_several_daemons_are_counted():
    facts = Facts(daemons_cut=("a", "b", "b"))

    assert sentence("daemon-cut-short", run(main_lane(cpu(0, 1)), facts=facts)) == (
        "Two daemon threads (“a” and “b”) still worked when the program ended, and were cut short."
    )


def test_idle_daemons_of_one_name_were_not_cut_short():
    lanes = [lane(f"worker ({n})", queue(0, 0.2, "get from q"), is_daemon=True, line=6) for n in (1, 2, 3)]
    facts = Facts(daemons_cut=("worker",) * 3)

    assert not said("daemon-cut-short", run(main_lane(sleep(0, 0.2)), *lanes, facts=facts))
    busy = [lane(f"worker ({n})", sleep(0, 0.2), is_daemon=True, line=6) for n in (1, 2, 3)]
    assert said("daemon-cut-short", run(main_lane(sleep(0, 0.2)), *busy, facts=facts)).lines == (6,)


def test_what_was_not_recorded_of_a_thread_may_be_its_work():
    assert said("thread-per-tiny-task", run(*(lane(f"T{n}", cpu(0, 0.001)) for n in range(60))))
    assert not said("thread-per-tiny-task", run(*(lane(f"T{n}", unknown(0, 0.1)) for n in range(60))))


def test_a_daemon_that_was_not_recorded_any_more_may_have_been_idle():
    assert said("daemon-cut-short", cut(sleep(0, 0.2)))
    assert not said("daemon-cut-short", cut(unknown(0, 0.2)))


def test_the_main_threads_of_processes_are_not_counted_and_lanes_that_were_left_out_make_it_the_least():
    children = tuple(child(n, 0, 0, 0.01) for n in range(2, 82))

    assert not said("thread-per-tiny-task", run(main_lane(cpu(0, 1)), children=children, short_lived=80))
    assert sentence("thread-per-tiny-task", tiny(60, left_out=5)).startswith("At least 60 threads")
