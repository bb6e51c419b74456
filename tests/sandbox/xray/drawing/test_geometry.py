"""Whatever a timeline says, its drawing keeps to the axis, and nothing in a lane hides anything else."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.xray.drawing.drawing import MOST_LANES, drawing_of
from sandbox.xray.drawing.figures import Drawing
from sandbox.xray.drawing.lanes import MOST_SLICES
from sandbox.xray.drawing.looks import LANE_HEIGHT
from sandbox.xray.drawing.noting import notes
from sandbox.xray.timeline import Bucket, Hold, Lane, Process, Slice, State, Timeline
from tests.sandbox.xray.drawing import scenes

CLOSE = 1e-6


@st.composite
def lanes(draw: st.DrawFn) -> Lane:
    lengths = draw(st.lists(st.floats(1e-6, 2), min_size=1, max_size=60))
    gaps = draw(st.lists(st.sampled_from([0.0, 0.0, 0.3]), min_size=len(lengths), max_size=len(lengths)))
    slices, clock = [], draw(st.floats(0, 3))
    for length, gap in zip(lengths, gaps, strict=True):
        slices.append(Slice(clock, clock + length, draw(st.sampled_from(State)), "lock", line=3))
        clock += length + gap
    held = [Hold(each.start, each.end, draw(st.sampled_from(["a", "b"]))) for each in slices if each.state is State.IO]
    buckets = [Bucket(clock, clock + 1, {State.CPU: 0.4, State.GIL: 0.6})] if draw(st.booleans()) else []
    end = buckets[0].end if buckets else slices[-1].end
    process = draw(st.integers(0, 3))
    return Lane(
        process=process,
        thread=1,
        name="Thread-1",
        start=slices[0].start,
        end=end,
        slices=slices,
        holds=held,
        buckets=buckets,
    )


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    drawn = sorted(draw(st.lists(lanes(), max_size=5)), key=lambda lane: lane.process)
    processes = [
        Process(number=n, name=f"Process-{n}", parent=0, start=0.0, began=1.0 if n else 0.0, end=9) for n in range(4)
    ]
    seconds = max((lane.end for lane in drawn), default=0.0)
    return Timeline(seconds=seconds, python="3.13", cores=2, processes=processes, lanes=drawn, visible_until=seconds)


def windows() -> st.SearchStrategy[tuple[float, float | None]]:
    return st.tuples(st.floats(-1, 100), st.none() | st.floats(0, 100))


def rows(drawing: Drawing) -> list[list[tuple[float, float]]]:
    """Every row of things that must not cover each other: slices, rails, columns, of each lane."""
    lanes = [lane for group in drawing.groups for lane in group.lanes]
    kinds = [kind for lane in lanes for kind in (lane.rects, lane.rails, lane.columns)]
    return [[(each.x, each.x + each.width) for each in kind] for kind in kinds]


@given(timelines(), windows())
def test_everything_lies_on_the_axis_and_in_its_lane(timeline: Timeline, window: tuple[float, float | None]):
    drawing = drawing_of(timeline, start=window[0], end=window[1])

    assert all(-CLOSE <= x <= end <= 100 + CLOSE for row in rows(drawing) for x, end in row)
    assert all(0 <= tick.x <= 100 for tick in drawing.ticks)
    assert all(
        rect.y >= 0 and rect.y + rect.height <= LANE_HEIGHT
        for group in drawing.groups
        for lane in group.lanes
        for rect in [*lane.rects, *lane.rails]
    )


@given(timelines(), windows())
def test_nothing_in_a_lane_overlaps(timeline: Timeline, window: tuple[float, float | None]):
    drawing = drawing_of(timeline, start=window[0], end=window[1])

    assert all(one[1] <= other[0] + CLOSE for row in rows(drawing) for one, other in pairwise(row))


@given(timelines())
def test_the_drawn_and_the_recorded_are_equally_long(timeline: Timeline):
    drawing = drawing_of(timeline)

    drawn = sorted(
        sum(rect.width for rect in lane.rects) for group in drawing.groups for lane in group.lanes if not lane.columns
    )
    recorded = sorted(
        sum(each.seconds for each in lane.slices) * 100 / drawing.end for lane in timeline.lanes if not lane.buckets
    )
    if not drawing.has_columns:
        assert drawn == pytest.approx(recorded)


@given(timelines())
def test_each_lane_is_drawn_once(timeline: Timeline):
    drawing = drawing_of(timeline)

    assert sum(len(group.lanes) for group in drawing.groups) == len(timeline.lanes) == len(drawing.rows)


def test_threads_that_take_turns_are_drawn_in_shares_and_each_got_a_quarter():
    drawing = drawing_of(scenes.four_threads())

    for lane in drawing.groups[0].lanes:
        area = sum(column.width * column.height for column in lane.columns)
        assert area / sum(column.width * 28 for column in lane.columns) == pytest.approx(0.25, abs=0.01)
        assert [rect.css for rect in lane.rects] == ["r-gil"]
        assert lane.stat == "25% on CPU"


def test_a_window_of_them_shows_single_turns():
    drawing = drawing_of(scenes.four_threads(), start=1.0, end=1.1)

    for lane in drawing.groups[0].lanes:
        assert not lane.columns
        assert lane.stat == "25% on CPU"
        assert sum(rect.width for rect in lane.rects if rect.css == "r-run") == pytest.approx(25)


def test_runs_on_one_clock_share_the_axis():
    drawing = drawing_of(scenes.four_processes(), axis_seconds=4.4)

    assert [tick.label for tick in drawing.ticks][:3] == ["0", "0.5 s", "1 s"]
    assert max(rect.x + rect.width for rect in drawing.groups[1].lanes[3].rects) == pytest.approx(27.5)


def test_a_lock_that_goes_from_hand_to_hand_is_an_arrow_between_the_lanes():
    arrows = drawing_of(scenes.lock_during_io()).groups[0].arrows

    assert [(arrow.giver, arrow.taker, round(arrow.x, 2)) for arrow in arrows] == [(0, 1, 29.33), (1, 2, 60.0)]


def test_a_lock_that_nobody_waited_for_is_not_handed_over():
    timeline = scenes.lock_during_io()
    calm = [
        Lane(process=0, thread=n, name=f"W{n}", start=0, end=0.15, holds=lane.holds, slices=())
        for n, lane in enumerate(timeline.lanes)
    ]

    assert not drawing_of(Timeline(seconds=0.15, python="3.13", cores=1, lanes=calm)).groups[0].arrows


def test_processes_of_one_thread_share_a_group_and_starting_is_called_by_its_name():
    drawing = drawing_of(scenes.four_processes())

    assert [(group.name, group.facts) for group in drawing.groups] == [
        ("Main process", "1 process, 1.22 s"),
        ("Processes", "4 processes, 1.21 s"),
    ]
    assert [lane.short_name for lane in drawing.groups[1].lanes] == ["P1", "P2", "P3", "P4"]
    assert [look.word for look in drawing.legend] == ["On CPU", "Waiting for others", "Starting"]


def test_what_could_not_be_recorded_is_called_so_and_noted():
    slices = scenes.run((30, State.SLEEP), (70, State.UNKNOWN))
    timeline = Timeline(seconds=0.1, python="3.13", cores=2, lanes=[scenes.lane("W", slices)], visible_until=0.1)
    drawing = drawing_of(timeline)

    [lane] = drawing.groups[0].lanes
    assert [rect.css for rect in lane.rects] == ["r-sleep", "r-unknown"]
    assert "not recorded 70%" in lane.sentence
    assert [look.word for look in drawing.legend] == ["Sleeping", "Not recorded"]
    note = (
        "What is shown as not recorded is not known: no more of the thread could be recorded, "
        "or it ended before it was looked at again."
    )
    assert note in notes(timeline, drawing)


def test_a_pool_of_hundreds_is_bounded_and_says_so():
    asleep = [
        Lane(process=0, thread=n, name=f"Thread-{n}", start=0, end=1, slices=[Slice(0, 1, State.SLEEP)])
        for n in range(200)
    ]
    drawing = drawing_of(Timeline(seconds=1, python="3.13", cores=2, lanes=asleep, visible_until=1))

    assert sum(len(group.lanes) for group in drawing.groups) == MOST_LANES
    assert drawing.groups[0].facts == "1 process, 200 threads, 1.00 s"
    assert drawing.left_out == 200 - MOST_LANES
    assert len(drawing.rows) == 200


def test_a_lane_never_has_more_rectangles_than_can_be_seen():
    drawing = drawing_of(scenes.long_run(visible_until=60.0))

    assert all(len(lane.rects) <= MOST_SLICES for group in drawing.groups for lane in group.lanes)
    assert drawing.has_columns


def turns_of_many(count: int) -> Timeline:
    """Threads that compute in turn, as one processor lets them, on a machine of two cores."""
    lanes = [
        scenes.lane(f"Thread-{n}", scenes.turns(n, 1.0, threads=count), thread=n, end=1.0, process=0)
        for n in range(count)
    ]
    return Timeline(
        seconds=1.0, python="3.13", cores=2, processes=[scenes.program(end=1.0)], lanes=lanes, visible_until=1.0
    )


def test_many_lanes_of_a_process_are_one_row_that_tells_the_cores_they_used():
    [group] = drawing_of(turns_of_many(20)).groups

    assert group.folded is not None
    assert group.folded.stat == "1.0 of 2 cores"
    assert "All 20 of Main process, mostly waiting for the GIL" in group.folded.rects[0].title
    assert all(abs(column.height - 14) < 1 for column in group.folded.columns)


def test_a_row_of_many_tells_of_those_too_that_are_not_drawn():
    [group] = drawing_of(turns_of_many(200)).groups

    assert len(group.lanes) == MOST_LANES
    assert group.folded is not None
    assert group.folded.stat == "1.0 of 2 cores"


def test_a_dozen_lanes_are_not_folded():
    [group] = drawing_of(turns_of_many(12)).groups

    assert group.folded is None


def test_where_there_is_little_room_long_labels_give_way():
    roomy = drawing_of(scenes.four_threads(), start=1.0, end=1.1).ticks
    tight = drawing_of(scenes.four_threads(), start=1.0, end=1.001).ticks

    assert [tick.label for tick in roomy if not (tick.is_minor or tick.is_rare)] == ["1.00 s", "1.04 s", "1.08 s"]
    assert [tick.label for tick in tight if not tick.is_minor][:3] == ["1.0000 s", "1.0002 s", "1.0004 s"]
    assert [tick.label for tick in tight if not (tick.is_minor or tick.is_rare)][:2] == ["1.0000 s", "1.0004 s"]
    assert all(tick.is_rare for tick in tight if tick.is_long)


def test_who_sleeps_and_waits_besides_is_not_told_to_sleep_all_the_time():
    lane = scenes.lane("Task-1", scenes.run((60, State.SLEEP), (40, State.LOCK, "the event loop")), task=1)
    [group] = drawing_of(Timeline(seconds=0.1, python="3.13", cores=1, lanes=[lane], visible_until=0.1)).groups

    assert group.lanes[0].stat == "60% asleep"
