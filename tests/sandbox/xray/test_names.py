"""What is called how where several processes, or several tellings, have a say."""

from dataclasses import replace

from sandbox.observations import Span, Text
from sandbox.records import About, Kind, What
from sandbox.xray.drawing.noting import cost_and_losses
from sandbox.xray.telling import lanes_event
from tests.sandbox.xray.building import heard, lane_called

CHILD = [
    Text(2, 2, About.PROCESS, "main.py", 0, 1, 0),
    Text(3, 3, About.PROCESS, "Process-1", 0, 2, 0),
    Text(3, 3, About.THREAD, "MainThread", 0, 0, 0),
]


def test_a_childs_main_thread_is_called_by_its_process_also_as_a_holder():
    hold = Span(3, 3, Kind.HOLD, What.SHARED_LOCK, 0, 40, 6, 9, 0)
    wait = Span(2, 2, Kind.WAIT, What.SHARED_LOCK, 10, 40, 6, 9, 0)

    timeline = heard(spans=[hold, wait], texts=CHILD)

    assert {lane.process: lane.name for lane in timeline.lanes} == {2: "MainThread", 3: "Process-1"}
    assert "Process-1" in {each.holder for each in lane_called(timeline, "MainThread").slices}
    told = lanes_event(timeline, findings=[])["lanes"]
    assert {each["process"]: each["process_name"] for each in told} == {2: "main.py", 3: "Process-1"}


def test_a_queue_keeps_its_name_in_a_child():
    wait = Span(3, 3, Kind.WAIT, What.QUEUE_GET, 0, 40, 6, 9, 0)

    timeline = heard(spans=[wait], texts=[*CHILD, Text(2, 2, About.OBJECT, "jobs", 3, 9, 0)])

    assert lane_called(timeline, "Process-1").slices[0].what == "get from jobs"


def test_of_a_thread_that_is_told_twice_the_first_start_and_the_last_name_count():
    texts = [Text(1, 4, About.THREAD, name, 5, 0, start) for name, start in (("Thread-1", 100), ("fetcher", 700))]

    lane = heard(spans=[Span(1, 4, Kind.WAIT, What.SLEEP, 800, 900, 6, 0, 0)], texts=texts).lanes[0]

    assert (lane.name, lane.start) == ("fetcher", 0.0001)


def test_a_daemon_that_was_cut_short_has_the_name_of_its_lane():
    threads = [Text(1, number, About.THREAD, "saver", 5, 1, 0) for number in (4, 5)]
    cut = [Text(1, 1, About.DAEMON_CUT, "saver", 0, number, 0) for number in (5, 0)]

    assert heard(texts=[*threads, *cut]).facts.daemons_cut == ("saver (2)", "saver")


def test_what_was_lost_is_told_in_the_event_and_in_words():
    timeline = replace(heard(texts=CHILD), dropped=17, damaged=1, left_out=1, short_lived=2, recorder_seconds=0.5)

    event = lanes_event(timeline, findings=[])

    told = [event[key] for key in ("dropped", "damaged", "left_out", "short_lived", "recorder_seconds")]
    assert told == [17, 1, 1, 2, 0.5]
    assert list(cost_and_losses(timeline)) == [
        "The recorder itself took about 50% of the run.",
        "2 threads lived too briefly for their time on the CPU to be seen.",
        "At least 17 events no longer fitted and are missing.",
        "The record is damaged: something else was written over it, and what stood there is missing.",
        "1 lane of the shortest is left out.",
    ]


def test_beyond_what_is_heard_nobody_knows_which_were_the_shortest_nor_at_last_how_many_there_were():
    timeline = heard(texts=CHILD)

    *_, some = cost_and_losses(replace(timeline, left_out=16_000))
    *_, most = cost_and_losses(replace(timeline, left_out=20_000))

    beyond = "the shortest and all beyond the first 4,000 threads and tasks, are left out."
    assert some == f"16,000 lanes, {beyond}"
    assert most == f"At least 20,000 lanes, {beyond}"
