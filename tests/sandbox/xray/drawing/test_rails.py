"""A rail says how long a lock was held, also where it was held again and again, too quickly to draw each time."""

import pytest

from sandbox.xray.drawing.drawing import drawing_of
from sandbox.xray.drawing.looks import HOLD
from sandbox.xray.drawing.noting import notes
from sandbox.xray.timeline import Hold, Lane, Slice, State, Timeline


def held(*holds: Hold) -> Timeline:
    lane = Lane(
        process=0, thread=1, name="Ann", start=0.0, end=1.0, slices=[Slice(0.0, 1.0, State.CPU)], holds=list(holds)
    )
    return Timeline(seconds=1.0, python="3.13", cores=2, lanes=[lane], visible_until=1.0)


def again_and_again(times: int, *, share: float) -> Timeline:
    step = 1.0 / times
    return held(*(Hold(number * step, (number + share) * step, "lock", line=4) for number in range(times)))


def rails(timeline: Timeline):
    return drawing_of(timeline).groups[0].lanes[0].rails


def test_one_hold_is_a_full_rail_for_as_long_as_it_lasted():
    [rail] = rails(held(Hold(0.2, 0.6, "lock", line=4)))

    assert (rail.x, rail.width, rail.height) == (20.0, pytest.approx(40.0), HOLD.height)
    assert rail.title.split("\n")[:2] == ["Ann, holding lock for 400 ms", "0.2000 s to 0.6000 s"]


def test_a_few_holds_are_a_rail_each():
    assert len(rails(again_and_again(100, share=0.5))) == 100


def test_very_many_short_ones_are_a_thin_rail_that_says_how_often_and_how_long_in_all():
    timeline = again_and_again(1000, share=0.01)
    [rail] = rails(timeline)

    assert rail.title.startswith("Ann, holding lock 1,000 times, for 10.0 ms in all")
    assert rail.height == 1
    assert rail.y + rail.height == HOLD.y + HOLD.height
    assert any("thin rail" in note for note in notes(timeline, drawing_of(timeline)))


def test_a_rail_is_as_high_as_the_share_of_its_time():
    [rail] = rails(again_and_again(1000, share=0.5))

    assert rail.height == pytest.approx(HOLD.height / 2, abs=0.1)


def test_what_is_held_without_a_break_is_a_full_rail_whoever_many_locks_it_is():
    [rail] = rails(held(Hold(0.2, 0.6, "one"), Hold(0.5, 0.8, "two")))

    assert rail.height == HOLD.height
    assert rail.title.startswith("Ann, holding one, two for 600 ms")
    timeline = held(Hold(0.2, 0.6, "one"))
    assert not any("thin rail" in note for note in notes(timeline, drawing_of(timeline)))
