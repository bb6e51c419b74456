"""A slice says who did what, when, on which line, and what came of it."""

from dataclasses import replace

import pytest

from sandbox.xray.drawing.drawing import drawing_of
from sandbox.xray.drawing.durations import between, counted, length, percent
from sandbox.xray.drawing.naming import cut_name, short_names
from sandbox.xray.naming import shown_name
from sandbox.xray.timeline import Process
from tests.sandbox.xray.drawing import scenes


def titles(drawing, lane: int) -> list[str]:
    return [rect.title for rect in drawing.groups[0].lanes[lane].rects]


def test_a_turn_says_that_it_lost_the_gil():
    drawing = drawing_of(scenes.four_threads(), start=1.0, end=1.1, source=scenes.SOURCE)

    assert titles(drawing, 1)[1].split("\n") == [
        "Worker 1, on CPU for 5.0 ms",
        "1.0050 s to 1.0100 s",
        "about line 9, total += i * i",
        "then lost the GIL after the 5 ms switch interval",
    ]


def test_what_goes_on_beyond_the_window_is_told_whole():
    drawing = drawing_of(scenes.four_threads(), start=1.0, end=1.002)

    (title,) = titles(drawing, 0)
    assert title.split("\n") == [
        "Worker 0, on CPU for 5.0 ms",
        "1.0000 s to 1.0050 s",
        "about line 9",
        "then lost the GIL after the 5 ms switch interval",
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


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (1.0387, 1.0391, "1.0387 s to 1.0391 s"),
        (0.02581, 0.02583, "0.02581 s to 0.02583 s"),
        (0.025812, 0.025813, "0.025812 s to 0.025813 s"),
        (0.5, 0.5, "0.500000 s"),
    ],
)
def test_a_start_is_told_apart_from_its_end(start: float, end: float, told: str):
    assert between(start, end) == told


def test_one_name_in_two_processes_is_told_with_its_process():
    lanes = [
        replace(scenes.lane(name, scenes.run((5, scenes.State.CPU))), process=process, thread=thread)
        for process in (1, 2)
        for thread, name in enumerate(("MainThread", "feeder"), start=1)
    ]
    processes = [
        Process(number=number, name=name, parent=number - 1, start=0.0, began=0.0, end=0.005)
        for number, name in enumerate(("MainProcess", "Process-2"), start=1)
    ]
    timeline = scenes.Timeline(seconds=0.005, python="3.13", cores=1, lanes=lanes, processes=processes)
    drawn = [lane for group in drawing_of(timeline).groups for lane in group.lanes]

    assert [lane.rects[0].title.split(",")[0] for lane in drawn] == [
        "Main thread of Main process",
        "feeder of Main process",
        "Main thread of Process 2",
        "feeder of Process 2",
    ]


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


def test_a_long_name_gives_way_in_its_middle():
    assert cut_name("download-images-worker-17", 14) == "downloa…ker-17"
    assert cut_name("Main process", 14) == "Main process"
