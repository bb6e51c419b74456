"""Which lanes there are, what they are called, and what is told of a run besides."""

from dataclasses import replace

import pytest

from sandbox.observations import Recorded, Sample, Sight, Span, Text
from sandbox.records import About, Kind, What
from sandbox.xray.building.builder import TimelineBuilder
from sandbox.xray.building.lanes import MOST_LANES
from sandbox.xray.timeline import Poll, Pool, State
from tests.sandbox.xray.building import built_from, heard, lane_called
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


def test_threads_that_nobody_named_are_called_by_the_kernels_number():
    timeline = heard(samples=[*seen(1), *seen(7)], texts=[Text(1, 1, About.PROCESS, "main.py", 0, 0, 0)])

    assert [lane.name for lane in timeline.lanes] == ["MainThread", "unnamed (TID 7)"]


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


def test_processes_come_as_they_were_made_though_the_later_one_was_seen_first():
    late = [Sample(5, 5, 120_000, 0, 0), Sample(5, 5, 200_000, 1000, 0)]
    early = [Sample(6, 6, 100_000, 0, 0), Sample(6, 6, 200_000, 1000, 0)]

    timeline = heard(samples=[*early, *late, *seen(1)])

    assert [lane.process for lane in timeline.lanes] == [1, 5, 6]
    assert [process.number for process in timeline.processes] == [1, 5, 6]


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


FULL = Text(1, 2, About.DROPPED, "", 0, 1, 10)


def after_a_wait(*texts: Text, spans: tuple[Span, ...] = ()) -> list[tuple[State, float]]:
    """What thread 2 did: 100 ms of a recorded sleep, then nothing more is heard of it while the main thread computes

    until 0.5 s; then both are quiet.
    """
    busy = [Sample(1, 1, at, min(at, 500_000), 0) for at in range(0, 1_000_001, 5000)]
    quiet = [Sample(1, 2, 0, 0, 0), Sample(1, 2, 1_000_000, 0, 0)]
    slept = Span(1, 2, Kind.WAIT, What.SLEEP, 0, 100_000, 5, 0, 0)
    timeline = heard(samples=[*busy, *quiet], spans=[slept, *spans], texts=[thread(2, "worker"), *texts])
    return [(each.state, each.end) for each in timeline.lanes[1].slices]


def test_what_a_thread_waits_for_after_no_more_of_it_fits_is_unknown():
    assert after_a_wait() == [(State.SLEEP, 0.1), (State.GIL, 0.5), (State.IO, 1.0)]
    assert after_a_wait(FULL) == [(State.SLEEP, 0.1), (State.UNKNOWN, 1.0)]


def test_where_only_holds_no_longer_fit_the_waits_are_known():
    only_holds = Text(1, 2, About.DROPPED, "", 0, 0, 10)

    assert after_a_wait(only_holds) == after_a_wait()


def test_a_thread_that_tells_its_end_and_one_whose_wait_lasts_were_recorded_until_then():
    over = Text(1, 2, About.THREAD_END, "", 0, 0, 1_000_000)
    lasting = Span(1, 2, Kind.WAIT, What.LOCK, 200_000, -1, 7, 3, 0)

    assert State.UNKNOWN not in {state for state, _ in after_a_wait(FULL, over)}
    assert State.UNKNOWN not in {state for state, _ in after_a_wait(FULL, spans=(lasting,))}


def test_a_thread_that_found_no_room_at_all_is_unknown_from_its_beginning():
    other = Sample(1, 3, 0, 0, 0), Sample(1, 3, 1_000_000, 0, 0)

    timeline = heard(samples=[*seen(2), *other], texts=[thread(2, "worker"), FULL])

    assert {each.state for each in lane_called(timeline, "unnamed (TID 3)").slices} == {State.UNKNOWN}


def test_a_thread_that_nobody_saw_any_more_while_others_went_on_has_ended():
    texts, others = [thread(1, "MainThread")], seen(1, until=1_000_000)

    gone, there = (heard(samples=[*others, *seen(9, until=at)], texts=texts) for at in (940_000, 960_000))

    assert [
        (lane_called(each, "unnamed (TID 9)").end, lane_called(each, "unnamed (TID 9)").has_ended)
        for each in (gone, there)
    ] == [
        (0.94, True),
        (1.0, False),
    ]


def test_what_recording_cost_is_told_of_all_that_was_written_and_of_what_no_longer_fitted():
    waits = [Span(1, 1, Kind.WAIT, What.SOCKET, at, at + 5, 6, 0, 0) for at in range(0, 1000, 10)]
    holds = [Span(1, 1, Kind.HOLD, What.LOCK, at, at + 5, 6, 9, 0) for at in range(0, 1000, 10)]

    timeline = heard(spans=[*waits, *holds], texts=[Text(1, 1, About.DROPPED, "", 0, 0, 1000)])

    assert timeline.recorder_seconds == pytest.approx(100 * 2e-6 + 100 * 1.2e-6 + 1000 * 0.25e-6)


LIBRARYS = Span(1, 1, Kind.STEP, What.NOTHING, 600_000, 700_000, 0, 2, 0)
ENDS = [LIBRARYS, Span(1, 1, Kind.AWAIT, What.FUTURE, 700_000, 800_000, 0, 2, 0)]
OWN = Span(1, 1, Kind.STEP, What.NOTHING, 0, 500_000, 9, 1, 0)
SLEEPS = Span(1, 1, Kind.AWAIT, What.SLEEP, 0, 500_000, 0, 1, 0)


@pytest.mark.parametrize(
    ("spans", "tasks"),
    [
        ([OWN, *ENDS], ["Task-1"]),
        ([SLEEPS, *ENDS], ["Task-1"]),
        ([OWN, replace(LIBRARYS, line=7)], ["Task-1", "Task-2"]),
        (ENDS, ["Task-2"]),
    ],
    ids=["a line", "a wait", "two of the program", "no other"],
)
def test_tasks_of_the_library_alone_have_no_lane_beside_those_of_the_program(spans: list[Span], tasks: list[str]):
    texts = [Text(1, 1, About.TASK, f"Task-{number}", 0, number, 0) for number in (1, 2)]

    timeline = heard(samples=seen(1), spans=spans, texts=texts)

    assert [lane.name for lane in timeline.lanes if lane.task] == tasks


def test_tasks_of_the_library_do_not_appear_while_a_run_goes_on():
    builder = TimelineBuilder()
    builder.hear(Observed(at=1.0, samples=tuple(seen(1))))
    builder.hear(Recorded(at=1.0, spans=(OWN, *ENDS)))

    assert [lane.task for lane in builder.news().lanes if lane.task] == [1]
