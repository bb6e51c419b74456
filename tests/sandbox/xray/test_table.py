"""A timeline as rows for a spreadsheet."""

import csv
from dataclasses import replace
from io import StringIO

import pytest

from sandbox.xray.exporting.table import table
from sandbox.xray.shares import seconds_by_state
from sandbox.xray.timeline import Bucket, Purpose, State, Timeline
from tests.sandbox.xray import scenes
from tests.sandbox.xray.building import built


def rows(timeline: Timeline) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(table(timeline), newline="")))


def test_every_slice_is_a_row():
    found = rows(built(scenes.deadlocked()))

    assert found[2] == {
        "process": "1",
        "thread": "2",
        "task": "",
        "lane": "Ann",
        "start": "0.100000",
        "end": "2.000000",
        "state": "lock",
        "word": "Waiting for a lock",
        "what": "right",
        "line": "8",
        "holder": "Bob",
    }


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_a_name_that_looks_like_a_formula_is_only_text(name):
    timeline = built(scenes.sleepers())
    named = replace(timeline, lanes=[replace(timeline.lanes[0], name=name)])

    assert rows(named)[0]["lane"] == f"'{name}"


def test_a_name_with_commas_and_quotes_stays_one_cell():
    timeline = built(scenes.sleepers())
    named = replace(timeline, lanes=[replace(timeline.lanes[0], name='a "b", c')])

    assert rows(named)[0]["lane"] == 'a "b", c'


def test_what_of_a_share_was_starting_is_told_apart():
    timeline = built(scenes.sleepers())
    bucket = Bucket(1.0, 2.0, {State.CPU: 0.75}, {(State.CPU, Purpose.STARTING): 0.25})
    shared = replace(timeline, lanes=[replace(timeline.lanes[0], slices=(), buckets=(bucket,))])

    told = [(row["word"], row["what"], row["start"], row["end"]) for row in rows(shared)]
    assert told == [
        ("Starting", "starting", "1.000000", "1.250000"),
        ("On CPU", "share", "1.250000", "2.000000"),
    ]


def test_what_has_no_slices_is_told_in_shares():
    timeline = built(scenes.busy_minute(lanes=16, seconds=30))
    lane = timeline.lanes[1]

    seconds = [float(row["end"]) - float(row["start"]) for row in rows(timeline) if row["thread"] == str(lane.thread)]

    assert lane.buckets
    assert sum(seconds) == pytest.approx(sum(seconds_by_state(lane).values()), abs=0.01)
