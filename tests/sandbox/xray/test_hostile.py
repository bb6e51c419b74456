"""Mallory says what she likes of her run: nothing raises, nothing grows without end, and every timeline is sound."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.observations import LARGEST, Gone, Observed, Recorded, Sample, Sight, Span, Text
from sandbox.records import About, Kind, What
from sandbox.xray.building.bounds import MOST_BUCKETS, MOST_SLICES
from sandbox.xray.building.builder import TimelineBuilder
from sandbox.xray.keeping import pack, unpack
from sandbox.xray.shares import seconds_by_state, starting_seconds
from sandbox.xray.timeline import Lane, Timeline
from tests.sandbox.xray.building import built_from, heard

TIMES = st.integers(-1, 400_000) | st.integers(-1, LARGEST - 1)
NUMBERS = st.integers(-1, 4) | st.integers(-1, LARGEST - 1)
SMALL = st.integers(0, 4)
NAMES = st.text(max_size=5)
SAMPLES = st.builds(Sample, NUMBERS, NUMBERS, TIMES, TIMES, TIMES)
SIGHTS = st.builds(Sight, NUMBERS, NUMBERS, TIMES, NAMES)
GONE = st.builds(Gone, NUMBERS, NUMBERS, TIMES) | st.builds(Gone, SMALL, SMALL, TIMES)
SPANS = st.builds(Span, SMALL, SMALL, st.sampled_from(Kind), st.sampled_from(What), TIMES, TIMES, SMALL, SMALL, NUMBERS)
TEXTS = st.builds(Text, SMALL, SMALL, st.sampled_from(About), NAMES, SMALL, NUMBERS, TIMES)
OBSERVED = st.builds(
    Observed,
    at=st.floats(0, 1),
    samples=st.lists(SAMPLES, max_size=12).map(tuple),
    sights=st.lists(SIGHTS, max_size=3).map(tuple),
    gone=st.lists(GONE, max_size=3).map(tuple),
)
RECORDED = st.builds(
    Recorded,
    at=st.floats(0, 1),
    spans=st.lists(SPANS, max_size=12).map(tuple),
    texts=st.lists(TEXTS, max_size=6).map(tuple),
)
EVENTS = st.lists(OBSERVED | RECORDED, max_size=8)


def assert_sound(lane: Lane, *, within: Timeline) -> None:
    """Ordered, without overlap, inside the lane, and all of the lane's time is told."""
    assert 0 <= lane.start <= lane.end <= within.seconds
    parts = [*lane.slices, *lane.buckets]
    assert all(part.start < part.end for part in parts)
    assert all(before.end <= after.start for before, after in itertools.pairwise(parts))
    assert all(lane.start <= part.start and part.end <= lane.end for part in lane.slices)
    told = sum(seconds_by_state(lane).values()) + starting_seconds(lane)
    assert abs(told - lane.seconds) <= 1e-6 * max(1, len(parts))


@settings(max_examples=300, deadline=None)
@given(EVENTS, st.floats(0, 0.5))
def test_whatever_is_heard_the_timeline_is_sound(events, seconds):
    timeline = built_from(events, seconds=seconds)

    for lane in timeline.lanes:
        assert_sound(lane, within=timeline)
        # A hold below a microsecond begins and ends at once, and counts all the same.
        assert all(lane.start <= hold.start <= hold.end <= lane.end for hold in lane.holds)


@settings(max_examples=150, deadline=None)
@given(EVENTS)
def test_whatever_is_heard_a_timeline_can_be_kept(events):
    timeline = built_from(events, seconds=0.4)

    assert unpack(pack(timeline)) == timeline


@settings(max_examples=150, deadline=None)
@given(EVENTS)
def test_whatever_is_heard_the_news_of_a_lane_follow_one_another(events):
    builder, told = TimelineBuilder(), {}

    for event in events:
        builder.hear(event)
        for each in builder.news().slices:
            assert told.get(each.lane, 0.0) <= each.slice.start < each.slice.end
            told[each.lane] = each.slice.end


def test_a_flood_of_slices_goes_into_shares():
    spans = [
        Span(1, thread, Kind.WAIT, What.SLEEP, at * 100, at * 100 + 50, 3, 0, 0)
        for thread in range(1, 5)
        for at in range(6000)
    ]

    timeline = heard(spans=spans, seconds=0.6)

    assert sum(len(lane.slices) for lane in timeline.lanes) <= MOST_SLICES
    assert 0 < timeline.visible_until < 0.6
    assert all(0 < len(lane.buckets) <= MOST_BUCKETS for lane in timeline.lanes)
    for lane in timeline.lanes:
        assert_sound(lane, within=timeline)


def test_thousands_of_threads_and_names_stay_within_bounds():
    texts = [Text(1, number, About.THREAD, "x", 1, 0, 0) for number in range(6000)]
    names = [Text(1, 1, About.OBJECT, "x", 1, number, 0) for number in range(30_000)]
    samples = [Sample(1, number, 10, 5, 0) for number in range(6000)]

    timeline = heard(samples=samples, texts=[*texts, *names], seconds=1.0)

    assert len(timeline.lanes) == 200
    assert timeline.left_out == 5800


def test_damage_is_counted_and_gives_nobody_a_lane():
    damage = Text(0, 0, About.DAMAGED, "", 0, 0, 1)

    timeline = heard(samples=[Sample(1, 1, 10, 5, 0)], texts=[damage, damage], seconds=1.0)

    assert timeline.damaged == 2
    assert [lane.process for lane in timeline.lanes] == [1]
    assert [process.number for process in timeline.processes] == [1]


def test_tasks_beyond_those_that_are_heard_are_counted_as_left_out():
    tasks = [Text(1, 1, About.TASK, "x", 1, number, 0) for number in range(1, 10_001)]
    steps = [Span(1, 1, Kind.STEP, What.NOTHING, number, number + 1, 0, number, 0) for number in range(1, 10_001)]

    timeline = heard(samples=[Sample(1, 1, 10, 5, 0)], texts=tasks, spans=steps, seconds=1.0)

    assert len(timeline.lanes) + timeline.left_out == 10_001


def test_a_run_of_no_length_has_a_timeline():
    assert heard(samples=[Sample(1, 1, 5, 5, 0)], seconds=0.0).seconds == 0.0
