"""What is told of a run while it goes on."""

import pytest

from sandbox.xray.building.builder import TimelineBuilder
from sandbox.xray.building.news import News
from sandbox.xray.timeline import State
from tests.sandbox.xray import scenes
from tests.sandbox.xray.staging import Scene


def followed(scene: Scene) -> list[News]:
    """News asked for after every event."""
    builder, news = TimelineBuilder(), []
    for event in scene.events():
        builder.hear(event)
        news.append(builder.news())
    return news


def test_a_lane_is_told_once_with_its_name():
    told = [lane for news in followed(scenes.four_in_turn(rounds=10)) for lane in news.lanes]

    assert [lane.name for lane in told] == ["MainThread", "Thread-1", "Thread-2", "Thread-3", "Thread-4"]
    assert [lane.index for lane in told] == [0, 1, 2, 3, 4]


def test_the_last_moments_are_held_back():
    news = followed(scenes.four_in_turn(rounds=50))

    assert news[-1].until == pytest.approx(1.0 - 0.06)
    assert max(each.slice.end for told in news for each in told.slices) <= news[-1].until


def test_what_was_told_in_pieces_adds_up_to_the_timeline():
    news = followed(scenes.lock_held_during_io(rounds=20))
    names = {lane.index: lane.name for told in news for lane in told.lanes}

    waits = [
        each.slice.seconds
        for told in news
        for each in told.slices
        if names[each.lane] == "Bob" and each.slice.state == State.LOCK
    ]

    assert sum(waits) == pytest.approx(0.8, abs=0.06)


def test_asked_twice_nothing_new_is_told():
    builder = TimelineBuilder()
    for event in scenes.sleepers().events():
        builder.hear(event)

    first, second = builder.news(), builder.news()

    assert first.slices
    assert second == News(until=first.until)
