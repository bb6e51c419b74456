"""When processes and threads end that say nothing of their end: the observer saw them no more."""

import pytest

from sandbox.events import Outcome, Started
from sandbox.observations import Gone, Observed, Recorded, Sample, Sight, Span, Text
from sandbox.records import About, Kind, What
from sandbox.xray.building.builder import TimelineBuilder
from sandbox.xray.findings import Evidence, findings_of
from sandbox.xray.timeline import State, Timeline
from tests.sandbox.xray.building import built_from, lane_called

LOCK = 2**21 + 1
SIGHTS = (Sight(2, 0, 0, "python3"), Sight(3, 2, 100_000, "python3"))
NAMES = (
    Text(2, 2, About.PROCESS, "MainProcess", 0, 1, 0),
    Text(2, 2, About.THREAD, "MainThread", 0, 0, 0),
    Text(3, 3, About.PROCESS, "worker", 0, 2, 100_000),
    Text(3, 3, About.THREAD, "MainThread", 0, 0, 100_000),
    Text(3, 3, About.OBJECT, "lock", 5, LOCK, 0),
)
OVER = Text(2, 2, About.THREAD_END, "", 0, 0, 1_000_000)
SLEEPS = Span(3, 3, Kind.WAIT, What.SLEEP, 200_000, -1, 7, 0, 0)
HOLDS = Span(3, 3, Kind.HOLD, What.SHARED_LOCK, 150_000, -1, 6, LOCK, 0)
KILLED = Gone(3, 3, 500_000)


def told(*gone: Gone, spans=(SLEEPS, HOLDS), texts=(), samples=(), seconds: float = 1.0) -> Timeline:
    """Of a program and its child, which is seen from 0.1 s on."""
    every = (Sample(2, 2, 0, 0, 0), Sample(2, 2, 1_000_000, 5000, 0), Sample(3, 3, 100_000, 0, 0), *samples)
    events = [
        Started(at=0.0, python="3.13.0", cores=2),
        Observed(at=seconds, sights=SIGHTS),
        Recorded(at=seconds, texts=(*NAMES, OVER, *texts)),
        Recorded(at=seconds, spans=tuple(spans)),
        Observed(at=seconds, samples=every),
        Observed(at=seconds, gone=gone),
    ]
    return built_from(events, seconds=seconds)


def test_a_process_that_was_killed_ends_when_it_was_seen_no_more_and_so_do_its_waits_and_holds():
    killed, lives = lane_called(told(KILLED), "worker"), lane_called(told(), "worker")

    assert [(each.end, each.has_ended) for each in (killed, lives)] == [(0.5, True), (1.0, False)]
    assert [(each.state, each.end) for each in killed.slices][-1] == (State.SLEEP, 0.5)
    assert [(each.start, each.end, each.is_open) for each in killed.holds] == [(0.15, 0.5, True)]


def test_a_process_is_told_to_end_with_its_main_thread():
    (_, worker) = told(KILLED).processes

    assert worker.end == 0.5


def test_what_a_process_says_of_its_own_end_is_more_exact():
    over = Text(3, 3, About.THREAD_END, "", 0, 0, 490_000)
    daemon = Text(3, 4, About.THREAD, "daemon", 8, 1, 200_000)
    waits = Span(3, 4, Kind.WAIT, What.SLEEP, 250_000, -1, 9, 0, 0)

    timeline = told(KILLED, spans=[waits], texts=[over, daemon])

    assert [lane_called(timeline, name).end for name in ("worker", "daemon")] == [0.49, 0.49]


def test_a_thread_that_is_gone_with_an_open_wait_waits_no_longer():
    thread = Text(3, 4, About.THREAD, "replaced by exec", 8, 0, 200_000)
    waits = Span(3, 4, Kind.WAIT, What.SLEEP, 250_000, -1, 9, 0, 0)
    samples = [Sample(3, 4, 210_000, 0, 0), Sample(3, 4, 390_000, 0, 0)]

    lane = lane_called(told(Gone(3, 4, 400_000), spans=[waits], texts=[thread], samples=samples), "replaced by exec")

    assert (lane.end, lane.has_ended) == (0.4, True)


def test_the_end_of_the_program_is_that_of_the_run():
    waits = Span(2, 2, Kind.WAIT, What.SLEEP, 300_000, -1, 4, 0, 0)

    assert lane_called(told(Gone(2, 2, 999_000), spans=[waits]), "MainThread").end == 1.0


@pytest.mark.parametrize("at", [50_000, 99_999])
def test_one_that_was_met_later_under_the_same_number_is_there(at: int):
    assert lane_called(told(Gone(3, 3, at)), "worker").end == 1.0


def test_of_one_that_nobody_knows_an_end_tells_nothing():
    assert [lane.process for lane in told(Gone(7, 7, 500_000), Gone(3, 9, 500_000)).lanes] == [2, 3]


def test_a_join_that_gave_up_is_not_the_end_of_the_child():
    gave_up = Span(2, 2, Kind.WAIT, What.CHILD, 200_000, 300_000, 4, 0, 3)
    seen = Sample(3, 3, 1_000_000, 0, 0)

    worker = lane_called(told(spans=[SLEEPS, gave_up], samples=[seen]), "worker")

    assert (worker.end, worker.has_ended) == (1.0, False)


def test_a_program_that_became_another_by_exec_waits_no_more_for_what_it_waited_for():
    again = Text(3, 3, About.THREAD, "MainThread", 0, 0, 600_000)

    lane = lane_called(told(spans=[SLEEPS], texts=[again], samples=[Sample(3, 3, 1_000_000, 0, 0)]), "worker")

    assert [each.end for each in lane.slices if each.state is State.SLEEP] == [0.6]


def test_a_lock_that_its_holder_took_along_was_not_released():
    other = Text(2, 5, About.THREAD, "other", 11, 0, 0)
    waits = Span(2, 5, Kind.WAIT, What.SHARED_LOCK, 600_000, 900_000, 12, LOCK, 0)

    keys = [
        [each.key for each in findings_of(evidence(told(*gone, spans=[SLEEPS, HOLDS, waits], texts=[other])))]
        for gone in ([KILLED], [])
    ]

    assert keys == [["lock-not-released"], ["lock-during-io"]]


def evidence(timeline: Timeline) -> Evidence:
    return Evidence(timeline=timeline, source="", stderr="", exit_code=0, outcome=Outcome.FINISHED)


def test_nothing_more_is_told_of_it_while_the_run_goes_on():
    builder = TimelineBuilder()
    builder.hear(Observed(at=0.3, sights=SIGHTS, samples=(Sample(2, 2, 0, 0, 0), Sample(3, 3, 100_000, 0, 0))))
    builder.hear(Recorded(at=0.3, texts=NAMES, spans=(SLEEPS,)))
    first = builder.news()
    builder.hear(Observed(at=0.6, gone=(KILLED,)))
    builder.hear(Observed(at=1.5, samples=(Sample(2, 2, 1_500_000, 5000, 0),)))
    told = [each.slice.end for news in (first, builder.news()) for each in news.slices if each.lane == 1]

    assert max(told) == 0.5
