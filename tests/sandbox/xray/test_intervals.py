"""Between two samples: what was measured, what was recorded, and what remains."""

import pytest

from sandbox.observations import Sample, Span, Text
from sandbox.records import About, Kind, What
from sandbox.xray.shares import seconds_by_state
from sandbox.xray.timeline import Lane, Slice, State
from tests.sandbox.xray.building import heard, lane_called

BEGUN = Text(1, 1, About.PROCESS, "main.py", 0, 0, 0)


def sleep(start: int, end: int, *, thread: int = 1) -> Span:
    return wait(What.SLEEP, start, end, thread=thread)


def wait(what: What, start: int, end: int, *, thread: int = 1, subject: int = 0, other: int = 0) -> Span:
    return Span(1, thread, Kind.WAIT, what, start, end, 7, subject, other)


def states(lane: Lane) -> list[tuple[float, float, State]]:
    return [(each.start, each.end, each.state) for each in lane.slices]


def test_cpu_that_falls_into_a_recorded_wait_is_taken_from_its_end():
    samples = [Sample(1, 1, 0, 0, 0), Sample(1, 1, 100_000, 20_000, 0)]

    lane = heard(samples=samples, spans=[sleep(0, 100_000)], texts=[BEGUN], seconds=0.1).lanes[0]

    assert states(lane) == [(0.0, 0.08, State.SLEEP), (0.08, 0.1, State.CPU)]


def test_cpu_that_is_told_after_its_thread_fell_asleep_was_spent_before():
    samples = [Sample(1, 1, 0, 0, 0), Sample(1, 1, 7_000, 4_000, 0), Sample(1, 1, 10_000, 7_000, 0)]

    lane = heard(samples=samples, spans=[sleep(7_000, 100_000)], texts=[BEGUN], seconds=0.1).lanes[0]

    assert states(lane) == [(0.0, 0.007, State.CPU), (0.007, 0.1, State.SLEEP)]


def test_what_is_spent_long_after_a_thread_fell_asleep_was_not_spent_before():
    samples = [Sample(1, 1, 0, 0, 0), Sample(1, 1, 7_000, 4_000, 0)]
    samples += [Sample(1, 1, 50_000, 4_000, 0), Sample(1, 1, 60_000, 7_000, 0)]

    lane = heard(samples=samples, spans=[sleep(7_000, 100_000)], texts=[BEGUN], seconds=0.1).lanes[0]

    assert seconds_by_state(lane)[State.SLEEP] == pytest.approx(0.09)
    assert seconds_by_state(lane)[State.IO] == pytest.approx(0.003)


def test_time_in_the_kernels_queue_is_taken_from_a_wait_as_well():
    samples = [Sample(1, 1, 0, 0, 0), Sample(1, 1, 100_000, 0, 30_000)]

    lane = heard(samples=samples, spans=[sleep(0, 100_000)], texts=[BEGUN], seconds=0.1).lanes[0]

    assert seconds_by_state(lane)[State.CORE] == 0.03


def test_the_only_thread_of_a_process_never_waits_for_the_gil():
    samples = [Sample(1, 1, 0, 0, 0), Sample(1, 1, 100_000, 40_000, 0), Sample(2, 2, 0, 0, 0)]
    busy = Sample(2, 2, 100_000, 100_000, 0)

    lane = heard(samples=[*samples, busy], texts=[BEGUN], seconds=0.1).lanes[0]

    assert seconds_by_state(lane)[State.GIL] == 0
    assert round(seconds_by_state(lane)[State.IO], 6) == 0.06


def test_what_remains_is_the_gil_only_as_far_as_another_thread_was_busy():
    samples = [Sample(1, 1, 0, 0, 0), Sample(1, 2, 0, 0, 0), Sample(1, 2, 300_000, 300_000, 0)]

    lane = heard(samples=samples, texts=[BEGUN], seconds=1.0).lanes[0]

    assert states(lane) == [(0.0, 0.3, State.GIL), (0.3, 1.0, State.IO)]


def test_a_thread_that_computed_alone_leaves_nobody_waiting_for_the_gil_afterwards():
    """Two threads by turns on CPU and in a call: neither ever kept the other from anything."""
    first = [Sample(1, 1, 0, 0, 0), Sample(1, 1, 5000, 5000, 0), Sample(1, 1, 10_000, 5000, 0)]
    second = [Sample(1, 2, 0, 0, 0), Sample(1, 2, 10_000, 0, 0)]

    lanes = heard(samples=[*first, *second], texts=[BEGUN], seconds=0.01).lanes

    assert states(lanes[0]) == [(0.0, 0.005, State.CPU), (0.005, 0.01, State.IO)]


def test_the_innermost_of_two_waits_wins_and_nothing_counts_twice():
    spans = [wait(What.SOCKET, 0, 100_000), sleep(40_000, 60_000)]

    lane = heard(spans=spans, texts=[BEGUN], seconds=0.1).lanes[0]

    assert states(lane) == [(0.0, 0.04, State.IO), (0.04, 0.06, State.SLEEP), (0.06, 0.1, State.IO)]


def test_a_queue_is_waited_for_and_not_the_condition_it_is_made_of():
    spans = [wait(What.QUEUE_GET, 0, 100_000), wait(What.CONDITION, 10_000, 90_000)]

    lane = heard(spans=spans, texts=[BEGUN], seconds=0.1).lanes[0]

    assert lane.slices == (Slice(0.0, 0.1, State.QUEUE, "get from queue", 7),)


def test_a_span_that_lasted_and_then_ended_is_one():
    timeline = heard(spans=[sleep(0, -1), sleep(0, 50_000)], texts=[BEGUN], seconds=0.1)

    assert timeline.spans == 1
    assert states(timeline.lanes[0]) == [(0.0, 0.05, State.SLEEP), (0.05, 0.1, State.IO)]


def test_the_holder_is_who_had_the_lock_when_the_wait_began():
    texts = [Text(1, 1, About.OBJECT, "results", 3, 9, 0), Text(1, 2, About.THREAD, "Ann", 5, 0, 0)]
    hold = Span(1, 2, Kind.HOLD, What.LOCK, 0, 40_000, 6, 9, 0)
    spans = [hold, wait(What.LOCK, 10_000, 40_000, subject=9), wait(What.LOCK, 60_000, 70_000, subject=9)]

    lane = lane_called(heard(spans=spans, texts=texts, seconds=0.1), "MainThread")

    found = [(each.what, each.holder) for each in lane.slices if each.state == State.LOCK]
    assert found == [("results", "Ann"), ("results", "")]


@pytest.mark.parametrize(
    ("others", "told"),
    [
        ([(2, 0, 30_000), (3, 30_000, 90_000)], "T2, then T3"),
        ([(2, 0, 30_000), (3, 30_000, 60_000), (4, 60_000, 75_000), (5, 75_000, 90_000)], "T2, then T3 and 2 others"),
        ([(2, 0, 30_000), (3, 30_000, 60_000), (2, 60_000, 90_000)], "T2, then T3"),
        ([(2, 0, 89_900), (3, 89_900, 90_000)], "T2"),
        ([(1, 0, 30_000), (3, 30_000, 90_000)], "T3"),
        ([(3, 90_000, 95_000)], ""),
    ],
)
def test_where_the_lock_changed_hands_during_a_wait_all_who_had_it_are_named_in_turn(others, told):
    texts = [Text(1, number, About.THREAD, f"T{number}", 5, 0, 0) for number in (2, 3, 4, 5)]
    holds = [Span(1, thread, Kind.HOLD, What.LOCK, start, end, 6, 9, 0) for thread, start, end in others]

    timeline = heard(spans=[*holds, wait(What.LOCK, 10_000, 90_000, subject=9)], texts=[BEGUN, *texts], seconds=0.1)

    lane = lane_called(timeline, "MainThread")
    assert {each.holder for each in lane.slices if each.state == State.LOCK} == {told}


def test_a_wait_that_a_moment_on_the_cpu_cut_names_for_each_part_who_had_the_lock_then():
    texts = [BEGUN, *(Text(1, number, About.THREAD, f"T{number}", 5, 0, 0) for number in (2, 3))]
    holds = [
        Span(1, 2, Kind.HOLD, What.LOCK, 0, 40_000, 6, 9, 0),
        Span(1, 3, Kind.HOLD, What.LOCK, 40_000, 90_000, 6, 9, 0),
    ]
    times = [(0, 0), (20_000, 0), (22_000, 1000), (60_000, 1000), (62_000, 2000), (100_000, 2000)]
    samples = [Sample(1, 1, at, cpu, 0) for at, cpu in times]

    timeline = heard(samples=samples, spans=[*holds, wait(What.LOCK, 0, 90_000, subject=9)], texts=texts, seconds=0.1)

    waits = [each for each in lane_called(timeline, "MainThread").slices if each.state == State.LOCK]
    assert [each.holder for each in waits] == ["T2", "T2, then T3", "T3"]


def test_a_lock_of_threads_is_never_held_by_another_process():
    hold = Span(2, 2, Kind.HOLD, What.LOCK, 0, 40_000, 6, 9, 0)
    shared = Span(2, 2, Kind.HOLD, What.SHARED_LOCK, 50_000, 90_000, 6, 9, 0)
    waits = [wait(What.LOCK, 10_000, 40_000, subject=9), wait(What.SHARED_LOCK, 60_000, 90_000, subject=9)]

    timeline = heard(spans=[hold, shared, *waits], texts=[BEGUN], seconds=0.1)

    lane = next(lane for lane in timeline.lanes if lane.process == 1)
    assert [each.holder for each in lane.slices if each.state == State.LOCK] == ["", "MainThread"]


def test_a_thread_that_was_told_once_and_then_rested_keeps_its_state():
    samples = [Sample(1, 1, 5000, 5000, 0)]

    lane = heard(samples=samples, spans=[sleep(5000, -1)], texts=[BEGUN], seconds=3.0).lanes[0]

    assert lane.slices[-1] == Slice(0.005, 3.0, State.SLEEP, "sleep", 7)


def test_a_stay_in_the_kernels_queue_is_told_when_it_is_over_and_was_before():
    samples = [Sample(1, 1, 0, 0, 0), Sample(1, 1, 95_000, 0, 0), Sample(1, 1, 100_000, 1000, 30_000)]

    lane = heard(samples=samples, texts=[BEGUN], seconds=0.1).lanes[0]

    assert states(lane) == [(0.0, 0.069, State.IO), (0.069, 0.099, State.CORE), (0.099, 0.1, State.CPU)]


def test_more_cpu_than_there_was_time_is_left_out():
    samples = [Sample(1, 1, 0, 0, 0), Sample(1, 1, 100_000, 9_000_000, 0)]

    lane = heard(samples=samples, texts=[BEGUN], seconds=0.1).lanes[0]

    assert states(lane) == [(0.0, 0.1, State.CPU)]


def samples_around_a_gap(*, gap: int, queued: int = 0) -> list[Sample]:
    """On CPU for 10 ms, then nothing at all for `gap` microseconds, then on CPU and in the queue for 10 ms again."""
    steps = [(0, 0), (10_000, 10_000), (10_000 + gap, 10_000), (20_000 + gap, 20_000 - queued)]
    return [Sample(1, 1, at, cpu, queued if at > 10_000 + gap else 0) for at, cpu in steps]


def test_a_short_gap_beside_a_wait_for_a_core_is_a_part_of_it():
    samples = samples_around_a_gap(gap=2000, queued=4000)

    lane = heard(samples=samples, texts=[BEGUN], seconds=0.022).lanes[0]

    assert states(lane) == [(0.0, 0.01, State.CPU), (0.01, 0.016, State.CORE), (0.016, 0.022, State.CPU)]


@pytest.mark.parametrize(("gap", "queued"), [(2000, 0), (8000, 4000)], ids=["beside no wait", "too long"])
def test_another_gap_is_a_call_that_nobody_recorded(gap: int, queued: int):
    samples = samples_around_a_gap(gap=gap, queued=queued)

    lane = heard(samples=samples, texts=[BEGUN], seconds=0.03).lanes[0]

    assert states(lane)[1] == (0.01, (10_000 + gap) / 1e6, State.IO)


def test_while_a_turn_of_another_thread_is_not_yet_seen_it_is_waited_for_all_the_same():
    next_turn = [Sample(1, 2, 0, 0, 0), Sample(1, 2, 22_000, 0, 0), Sample(1, 2, 25_000, 3000, 0)]

    _, lane = heard(samples=[*samples_around_a_gap(gap=2000), *next_turn], texts=[BEGUN], seconds=0.025).lanes

    assert states(lane) == [(0.0, 0.022, State.GIL), (0.022, 0.025, State.CPU)]


def test_without_the_recorder_a_short_gap_may_be_anything():
    lane = heard(samples=samples_around_a_gap(gap=2000, queued=4000), seconds=0.022).lanes[0]

    assert states(lane)[1] == (0.01, 0.012, State.IO)


def test_what_follows_a_sleep_until_its_thread_goes_on_is_a_wait_for_the_gil():
    """Four times it asked for 10 ms and went on 40 ms after that, beside a thread that computed."""
    samples = [Sample(1, 1, 0, 0, 0), Sample(1, 2, 0, 0, 0), Sample(1, 2, 200_000, 200_000, 0)]
    spans = [sleep(start, start + 10_000) for start in range(0, 200_000, 50_000)]

    lane = lane_called(heard(samples=samples, spans=spans, texts=[BEGUN], seconds=0.2), "MainThread")

    assert states(lane)[:2] == [(0.0, 0.01, State.SLEEP), (0.01, 0.05, State.GIL)]
    assert seconds_by_state(lane)[State.SLEEP] == pytest.approx(0.04)
