"""A timeline as comma-separated rows (RFC 4180), one for every slice."""

import csv
from collections.abc import Iterator
from io import StringIO

from sandbox.xray.drawing.looks import look, look_of
from sandbox.xray.purposes import parts_of
from sandbox.xray.timeline import STARTING, Lane, Purpose, Timeline

HEAD = ("process", "thread", "task", "lane", "start", "end", "state", "word", "what", "line", "holder")
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes what begins so for a formula, and names come from learners (OWASP, CSV injection)."""


def table(timeline: Timeline) -> str:
    """Times in seconds; `state` is the key of the command line, `word` what the page calls it. After `visible_until`
    there are no slices; a lane's buckets stand as rows of one state each.
    """
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(HEAD)
    for lane in timeline.lanes:
        writer.writerows(_rows(lane))
    return text.getvalue()


def _rows(lane: Lane) -> Iterator[list[str]]:
    name = _harmless(lane.name)
    whose = [str(lane.process), str(lane.thread), str(lane.task) if lane.task else "", name]
    for each in lane.slices:
        about = [
            each.state.value,
            look_of(each).word,
            _harmless(each.what),
            str(each.line or ""),
            _harmless(each.holder),
        ]
        yield [*whose, _seconds(each.start), _seconds(each.end), *about]
    for bucket in lane.buckets:
        at = bucket.start
        for state, purpose, seconds in parts_of(bucket):
            word, what = look(state, purpose).word, STARTING if purpose is Purpose.STARTING else "share"
            yield [*whose, _seconds(at), _seconds(at + seconds), state.value, word, what, "", ""]
            at += seconds


def _seconds(seconds: float) -> str:
    return f"{seconds:.6f}"


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
