"""Each kind of wait has a look and a word of its own, and all of them can be seen."""

import re
from pathlib import Path

import pytest

from sandbox.runs.xray_pages import table_of
from sandbox.xray.building.bounds import buckets
from sandbox.xray.building.strips import Cut
from sandbox.xray.drawing.drawing import drawing_of
from sandbox.xray.drawing.looks import LEGEND, LOOKS, OTHERS, Look, look_of, looks_in
from sandbox.xray.exporting.picture import STYLE
from sandbox.xray.exporting.table import table
from sandbox.xray.exporting.trace_events import trace_events
from sandbox.xray.timeline import Bucket, Purpose, Slice, State
from tests.sandbox.xray.drawing import scenes

ROOT = Path(__file__).resolve().parents[4]
TOKENS = (ROOT / "static/css/tokens.css").read_text()
SURFACE = ("#ffffff", "#1b1e25")
LEAST_CONTRAST = 3


def luminance(colour: str) -> float:
    """Of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("state", "what", "word"),
    [
        (State.LOCK, "tickets", "Waiting for a lock"),
        (State.LOCK, "join of Thread-1", "Waiting for others"),
        (State.LOCK, "end of Task-2", "Waiting for others"),
        (State.LOCK, "start of a thread", "Waiting for others"),
        (State.LOCK, "start of a thread (2)", "Waiting for others"),
        (State.LOCK, "result of a future", "Waiting for others"),
        (State.LOCK, "all workers to end", "Waiting for others"),
        (State.IO, "a process to end", "Waiting for others"),
        (State.LOCK, "the event loop", "Waiting for a turn in the event loop"),
        (State.CORE, "starting", "Starting"),
        (State.CPU, "starting", "Starting"),
        (State.IO, "starting", "Starting"),
        (State.UNKNOWN, "", "Not recorded"),
        (State.CORE, "", "Waiting for a core"),
        (State.LOCK, "starting", "Waiting for a lock"),
        (State.QUEUE, "join of jobs", "Waiting for a queue"),
    ],
)
def test_a_slice_is_called_by_what_it_waits_for(state: State, what: str, word: str):
    assert look_of(Slice(0.0, 1.0, state, what)).word == word


def test_no_two_looks_share_a_class_or_a_word():
    assert len({look.css for look in LEGEND}) == len({look.word for look in LEGEND}) == len(LEGEND)


@pytest.mark.parametrize("look", LEGEND, ids=lambda look: look.css)
def test_every_look_has_its_style_on_pages_in_pictures_and_while_it_grows(look: Look):
    grows = (ROOT / "static/js/lib/xray/looks.js").read_text()

    assert f".{look.css} {{" in (ROOT / "static/css/components/states.css").read_text()
    assert f".{look.css}{{" in STYLE or f".{look.css}," in STYLE or f",.{look.css}{{" in STYLE
    assert look.css == "r-hold" or f'{look.key}: {{ css: "{look.css}", y: {look.y}, height: {look.height} }}' in grows


@pytest.mark.parametrize(("name", "light", "dark"), re.findall(r"--st-(\w+): light-dark\((#\w+), (#\w+)\)", TOKENS))
def test_the_colour_of_every_state_is_seen_on_the_surface(name: str, light: str, dark: str):
    assert contrast(light, SURFACE[0]) >= LEAST_CONTRAST
    assert contrast(dark, SURFACE[1]) >= LEAST_CONTRAST


def test_a_bucket_tells_a_lock_and_a_join_apart():
    bucket = Bucket(0.0, 1.0, {State.CPU: 0.2, State.LOCK: 0.8}, {(State.LOCK, Purpose.FINISH): 0.5})

    assert {look.word: seconds for look, seconds in looks_in(bucket).items()} == pytest.approx(
        {"On CPU": 0.2, "Waiting for a lock": 0.3, "Waiting for others": 0.5}
    )


def test_what_of_a_bucket_was_starting_is_beside_its_sums():
    bucket = Bucket(0.0, 1.0, {State.CPU: 0.2}, {(State.CPU, Purpose.STARTING): 0.8})

    assert {look.word: seconds for look, seconds in looks_in(bucket).items()} == {"Starting": 0.8, "On CPU": 0.2}


def test_legend_table_and_telling_have_the_same_words():
    drawing = drawing_of(scenes.four_processes())

    main = drawing.groups[0].lanes[0]

    assert [look.word for look in drawing.legend] == ["On CPU", "Waiting for others", "Starting"]
    assert table_of(drawing).heads == ["On CPU", "Waiting for others", "Starting"]
    assert "waiting for others for 1.22 s" in main.rects[0].title
    assert "for end of Process-1" in main.rects[0].title


def test_a_task_that_waits_for_its_turn_says_so():
    task = drawing_of(scenes.tasks()).groups[0].lanes[1]

    assert task.rects[-1].css == "r-turn"
    assert task.rects[-1].title.splitlines()[0] == "Task 2, waiting for a turn in the event loop for 400 ms"


def test_what_is_kept_in_shares_tells_what_a_wait_was_for():
    cuts = [Cut(0, 600_000, State.LOCK, "tickets"), Cut(600_000, 1_000_000, State.LOCK, "join of Thread-1")]

    kept = buckets(cuts, since=0, end=1_000_000)

    seconds = [looks_in(bucket) for bucket in kept]
    assert sum(each.get(LOOKS[State.LOCK], 0.0) for each in seconds) == pytest.approx(0.6)
    assert sum(each.get(OTHERS, 0.0) for each in seconds) == pytest.approx(0.4)
    assert sum(bucket.seconds[State.LOCK] for bucket in kept) == pytest.approx(1.0)


def test_files_for_other_programs_have_the_words_of_the_page():
    timeline = scenes.four_processes()

    assert "lock,Waiting for others,end of Process-1" in table(timeline)
    assert '"Waiting for others: end of Process-1"' in trace_events(timeline)
