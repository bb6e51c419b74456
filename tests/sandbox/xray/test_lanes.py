"""Which lanes there are, what they are called, and what is told of a run besides."""

import pytest

from sandbox.observations import Sample, Sight, Span, Text
from sandbox.records import About, Kind, What
from sandbox.xray.building.lanes import MOST_LANES
from sandbox.xray.timeline import Poll, Pool
from tests.sandbox.xray.building import built_from, heard
from tests.sandbox.xray.staging import Observed


def thread(number: int, name: str, *, start: int = 0, line: int = 5) -> Text:
    return Text(1, number, About.THREAD, name, line, 0, start)


def seen(number: int, *, until: int = 1_000_000) -> list[Sample]:
    return [Sample(1, number, 0, 0, 0), Sample(1, number, until, 1000, 0)]


def test_threads_of_one_name_are_told_apart_by_number():
    texts = [thread(2, "worker"), thread(3, "worker"), thread(4, "other")]

    timeline = heard(samples=[*seen(2), *seen(3), *seen(4)], texts=texts)

    assert [lane.name for lane in timeline.lanes] == ["worker (1)", "worker (2)", "other"]


def test_a_numbered_name_is_never_one_that_a_thread_has_anyway():
    texts = [thread(2, "worker"), thread(3, "worker"), thread(4, "worker (1)")]

    timeline = heard(samples=[*seen(2), *seen(3), *seen(4)], texts=texts)

    assert [lane.name for lane in timeline.lanes] == ["worker (2)", "worker (3)", "worker (1)"]


def test_threads_that_nobody_named_are_called_by_number():
    timeline = heard(samples=[*seen(1), *seen(7)], texts=[Text(1, 1, About.PROCESS, "main.py", 0, 0, 0)])

    assert [lane.name for lane in timeline.lanes] == ["MainThread", "thread 7"]


def test_a_program_without_the_recorder_is_called_by_its_own_name():
    event = Observed(at=1.0, sights=(Sight(1, 0, 0, "sort"),), samples=tuple(seen(1)))

    timeline = built_from([event], seconds=1.0)

    assert [lane.name for lane in timeline.lanes] == ["sort"]


def test_a_thread_of_which_nothing_was_seen_is_counted_and_has_no_lane():
    timeline = heard(samples=seen(1), texts=[thread(2, "brief", start=300)])

    assert timeline.short_lived == 1
    assert [lane.thread for lane in timeline.lanes] == [1]


def test_a_short_thread_with_a_wait_of_its_own_still_has_a_lane():
    texts = [thread(2, "brief", start=300), Text(1, 2, About.THREAD_END, "", 0, 0, 900)]
    span = Span(1, 2, Kind.WAIT, What.LOCK, 400, 800, 6, 9, 0)

    timeline = heard(samples=seen(1), spans=[span], texts=texts)

    assert timeline.short_lived == 1
    assert [(lane.name, lane.start, lane.end) for lane in timeline.lanes[1:]] == [("brief", 0.0003, 0.0009)]


def test_beyond_the_most_lanes_the_longest_lived_are_kept():
    threads = range(2, MOST_LANES + 12)
    samples = [sample for number in threads for sample in seen(number, until=1000 * number)]

    timeline = heard(samples=samples)

    assert (len(timeline.lanes), timeline.left_out) == (MOST_LANES, 10)
    assert min(lane.thread for lane in timeline.lanes) == 12


def test_lanes_come_by_process_and_a_task_after_its_thread():
    texts = [thread(2, "loop"), Text(1, 2, About.TASK, "fetch", 9, 1, 0), thread(3, "other")]
    step = Span(1, 2, Kind.STEP, What.NOTHING, 0, 5000, 0, 1, 0)
    child = [Sample(5, 5, 100_000, 0, 0), Sample(5, 5, 200_000, 100_000, 0)]

    timeline = heard(samples=[*child, *seen(3), *seen(2), *seen(1)], spans=[step], texts=texts)

    assert [(lane.process, lane.thread, lane.task) for lane in timeline.lanes] == [
        (1, 1, 0),
        (1, 2, 0),
        (1, 2, 1),
        (1, 3, 0),
        (5, 5, 0),
    ]


def test_what_the_recorder_noted_is_told_in_sum():
    texts = [
        thread(2, "poller"),
        Text(1, 1, About.POOL, "threads", 11, 4, 2000),
        Text(1, 2, About.POLLED, "queue", 7, 60, 0),
        Text(1, 2, About.POLLED, "queue", 7, 40, 0),
        Text(1, 1, About.PICKLED, "", 0, 3, 500),
        Text(1, 1, About.PICKLED, "", 0, 1, 250),
        Text(1, 1, About.DAEMON_CUT, "logger", 0, 0, 0),
        Text(1, 1, About.DROPPED, "", 0, 0, 17),
    ]
    work = Span(1, 1, Kind.WORK, What.PICKLE, 0, 3000, 0, 0, 0)

    timeline = heard(samples=seen(2), spans=[work], texts=texts)

    facts = timeline.facts
    assert facts.pools == (Pool(kind="threads", workers=4, line=11, at=0.002),)
    assert facts.polls == (Poll(lane="poller", what="queue", times=100, line=7),)
    assert (facts.pickled_bytes, facts.pickled_messages, facts.pickling_seconds) == (750, 4, 0.003)
    assert facts.daemons_cut == ("logger",)
    assert timeline.dropped == 17


def test_the_program_is_nobodys_child_though_the_jails_first_process_began_it():
    told = Text(2, 2, About.PROCESS, "MainProcess", 0, 1, 0)
    child = Text(3, 3, About.PROCESS, "child", 0, 2, 500)

    timeline = heard(texts=[told, child])

    assert [(each.name, each.parent) for each in timeline.processes] == [("MainProcess", 0), ("child", 2)]


def test_a_program_that_a_limit_ended_has_no_end_of_its_own():
    begun = thread(1, "MainThread")
    over = Text(1, 1, About.THREAD_END, "", 0, 0, 900_000)

    cut_off, whole = heard(samples=seen(1), texts=[begun]), heard(samples=seen(1), texts=[begun, over])

    assert [lane.has_ended for lane in (*cut_off.lanes, *whole.lanes)] == [False, True]


def test_what_recording_cost_is_told_of_all_that_was_written_and_of_what_no_longer_fitted():
    waits = [Span(1, 1, Kind.WAIT, What.SOCKET, at, at + 5, 6, 0, 0) for at in range(0, 1000, 10)]
    holds = [Span(1, 1, Kind.HOLD, What.LOCK, at, at + 5, 6, 9, 0) for at in range(0, 1000, 10)]

    timeline = heard(spans=[*waits, *holds], texts=[Text(1, 1, About.DROPPED, "", 0, 0, 1000)])

    assert timeline.recorder_seconds == pytest.approx(100 * 2e-6 + 100 * 1.2e-6 + 1000 * 0.25e-6)
