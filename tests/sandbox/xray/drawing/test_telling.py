"""A slice says who did what, when, on which line, and what came of it."""

import pytest

from sandbox.xray.drawing.drawing import drawing_of
from sandbox.xray.drawing.durations import counted, length, percent
from sandbox.xray.drawing.naming import short_names, shown_name
from tests.sandbox.xray.drawing import scenes


def titles(drawing, lane: int) -> list[str]:
    return [rect.title for rect in drawing.groups[0].lanes[lane].rects]


def test_a_turn_says_that_it_lost_the_gil():
    drawing = drawing_of(scenes.four_threads(), start=1.0, end=1.1, source=scenes.SOURCE)

    assert titles(drawing, 1)[1].split("\n") == [
        "W1, on CPU for 5.0 ms",
        "1.0050 s to 1.0100 s",
        "about line 9, total += i * i",
        "then lost the GIL after the 5 ms switch interval",
    ]


def test_what_goes_on_beyond_the_window_is_told_whole():
    drawing = drawing_of(scenes.four_threads(), start=1.0, end=1.002)

    assert titles(drawing, 0) == [
        "W0, on CPU for 5.0 ms\n1.0000 s to 1.0050 s\nabout line 9\nthen lost the GIL after the 5 ms switch interval"
    ]


def test_a_wait_names_its_lock_and_its_holder():
    slices = scenes.run((1, scenes.State.CPU), (7, scenes.State.LOCK, "tickets"), (1, scenes.State.CPU))
    held = [scenes.Slice(s.start, s.end, s.state, s.what, holder="Worker 1" if s.what else "") for s in slices]
    timeline = scenes.Timeline(seconds=0.009, python="3.13", cores=1, lanes=[scenes.lane("Worker 2", held)])

    assert titles(drawing_of(timeline), 0)[1].split("\n")[2:] == ["for tickets, held by Worker 1", "then could go on"]


def test_a_wait_that_never_ended_is_shown_as_open():
    drawing = drawing_of(scenes.deadlock())

    assert titles(drawing, 0)[-1].endswith("for lock_b\nstill so when the run ended")
    assert drawing.groups[0].lanes[0].end is None
    assert drawing.groups[0].lanes[0].rails[0].title.endswith("never released")


def test_a_queue_and_a_lock_are_two_words():
    words = [look.word for look in drawing_of(scenes.producer_consumer()).legend]

    assert words == ["On CPU", "Waiting for a queue", "Sleeping"]


@pytest.mark.parametrize(
    ("seconds", "told"), [(4.184, "4.18 s"), (0.14, "140 ms"), (0.0053, "5.3 ms"), (0.00008, "80 µs")]
)
def test_a_length_is_as_exact_as_it_can_be_read(seconds: float, told: str):
    assert length(seconds) == told


def test_a_share_is_never_rounded_to_nothing_or_to_all():
    assert [percent(part, 1000) for part in (0, 1, 254, 999, 1000)] == ["0%", "under 1%", "25%", "99%", "100%"]
    assert counted(4, "process") == "4 processes"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Thread-1 (count)", "Thread 1"),
        ("ThreadPoolExecutor-0_3", "Worker 3"),
        ("SpawnPoolWorker-2", "Worker 2"),
        ("MainThread", "Main thread"),
        ("boss", "boss"),
    ],
)
def test_names_of_pythons_making_are_shortened_and_others_kept(name: str, shown: str):
    assert shown_name(name) == shown


def test_short_names_are_never_the_same():
    assert short_names(["Thread 1", "Thread 2", "Main thread"]) == ["T1", "T2", "M"]
    assert short_names(["Thread 1", "Task 1", "ticker"]) == ["T1", "T2", "T3"]
