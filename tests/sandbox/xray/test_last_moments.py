"""What is told of a thread between the last look at it and its end, which nobody measured."""

import pytest

from sandbox.observations import Sample, Span, Text
from sandbox.records import About, Kind, What
from sandbox.xray.timeline import State
from tests.sandbox.xray.building import heard, lane_called

SLEPT = Span(1, 2, Kind.WAIT, What.SLEEP, 20_000, 80_000, 7, 0, 0)


def worker(
    *samples: Sample, ends: int | None = 120_000, spans: tuple[Span, ...] = (SLEPT,)
) -> list[tuple[State, float]]:
    """What thread 2 did, which begins at 10 ms; the main thread is idle until 1 s."""
    texts = [
        Text(1, 1, About.PROCESS, "main.py", 0, 0, 0),
        Text(1, 1, About.THREAD, "MainThread", 0, 0, 0),
        Text(1, 2, About.THREAD, "worker", 5, 0, 10_000),
    ]
    if ends is not None:
        texts.append(Text(1, 2, About.THREAD_END, "", 0, 0, ends))
    main = [Sample(1, 1, 0, 0, 0), Sample(1, 1, 1_000_000, 0, 0)]
    lane = lane_called(heard(samples=[*main, *samples], spans=spans, texts=texts), "worker")
    return [(each.state, each.end) for each in lane.slices]


def at(milliseconds: float, *, cpu: int = 0, queued: int = 0) -> Sample:
    return Sample(1, 2, round(milliseconds * 1000), cpu, queued)


BEGUN = at(10), at(20, cpu=10_000)


def test_who_had_not_run_since_its_sleep_was_over_waited_for_a_core():
    """The kernel tells a stay in its queue when that is over, of which nobody hears once the thread has ended."""
    assert worker(*BEGUN, at(118, cpu=10_000)) == [
        (State.CPU, 0.02),
        (State.SLEEP, 0.08),
        (State.CORE, 0.12),
    ]


def test_who_ran_after_its_sleep_and_was_quiet_again_was_in_a_call():
    """A blocking read that nobody recorded: to begin it the thread ran, if only for some microseconds."""
    read = worker(*BEGUN, at(79, cpu=10_000), at(82, cpu=10_040), at(118, cpu=10_040))

    assert read[:2] == [(State.CPU, 0.02), (State.SLEEP, 0.08)]
    assert read[-1] == (State.IO, 0.12)
    assert State.CORE not in {state for state, _ in read}


def test_who_was_quiet_without_a_recorded_wait_was_in_a_call():
    assert worker(*BEGUN, at(118, cpu=10_000), spans=()) == [(State.CPU, 0.02), (State.IO, 0.12)]


def test_what_the_kernel_told_of_the_queue_is_believed():
    """It got its core later: all of its stay is told, and the rest was a call."""
    assert worker(*BEGUN, at(110, cpu=10_000), at(118, cpu=13_000, queued=3_000)) == [
        (State.CPU, 0.02),
        (State.SLEEP, 0.08),
        (State.IO, 0.112),
        (State.CORE, 0.115),
        (State.CPU, 0.12),
    ]


@pytest.mark.parametrize("others", [(), (at(40, cpu=10_000),)])
def test_long_after_the_last_look_nothing_is_known_but_what_was_recorded(others: tuple[Sample, ...]):
    assert worker(*BEGUN, *others) == [(State.CPU, 0.02), (State.SLEEP, 0.08), (State.UNKNOWN, 0.12)]


def test_a_look_before_its_end_it_did_as_before():
    assert worker(*BEGUN, ends=24_000, spans=()) == [(State.CPU, 0.024)]


def test_a_thread_that_nobody_looked_at_for_all_of_a_long_life_is_not_known():
    assert worker() == [(State.UNKNOWN, 0.02), (State.SLEEP, 0.08), (State.UNKNOWN, 0.12)]


def test_while_a_thread_goes_on_it_is_looked_at_and_nothing_told_is_nothing_changed():
    assert worker(*BEGUN, at(960, cpu=10_000), ends=None, spans=())[-1] == (State.IO, 1.0)
