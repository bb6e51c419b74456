"""What is told of a run while it goes on."""

from itertools import pairwise

import pytest

from sandbox.observations import Observed, Recorded, Sample, Sight, Text
from sandbox.records import About
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


def test_a_thread_that_has_not_said_its_name_yet_is_not_called_like_another():
    builder = TimelineBuilder()
    builder.hear(Observed(at=0.1, sights=(Sight(2, 0, 0, "python3"),), samples=(Sample(2, 2, 0, 0, 0),)))
    builder.hear(Observed(at=0.2, samples=(Sample(2, 11, 150_000, 0, 0), Sample(2, 12, 150_000, 0, 0))))
    builder.hear(Recorded(at=0.2, texts=(Text(2, 12, About.THREAD, "Thread-11", 5, 0, 150_000),)))
    first = builder.news()
    builder.hear(Recorded(at=0.3, texts=(Text(2, 11, About.THREAD, "Thread-10", 5, 0, 150_000),)))

    assert [lane.name for lane in first.lanes][1:] == ["unnamed (TID 11)", "Thread-11"]
    assert [(lane.index, lane.name) for lane in builder.news().lanes] == [(1, "Thread-10")]


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


def test_tasks_grow_as_well_and_what_is_told_of_them_adds_up_to_the_timeline():
    scene = scenes.asyncio_tasks(tasks=3, rounds=20)
    builder, news = TimelineBuilder(), []
    for event in scene.events():
        builder.hear(event)
        news.append(builder.news())
    tasks = {lane.index: lane for told in news for lane in told.lanes if lane.task}
    until = news[-1].until

    assert len(tasks) == 3
    for lane in builder.timeline(seconds=until).lanes:
        if lane.task:
            told = [
                each.slice
                for one in news
                for each in one.slices
                if each.lane in tasks and tasks[each.lane].task == lane.task
            ]
            assert sum(each.seconds for each in told) == pytest.approx(lane.seconds, abs=0.1)
            assert {each.state for each in told} == {each.state for each in lane.slices}
            assert all(one.end <= then.start + 1e-6 for one, then in pairwise(told))
