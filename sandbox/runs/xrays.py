"""The x-ray of one run: news for its pages while it goes on, the whole for its row; and back from the row."""

import json
import time
from collections.abc import Mapping
from typing import Any

from sandbox.events import Started
from sandbox.observations import Observed, Recorded
from sandbox.runs.models import Run
from sandbox.runs.streaming.transcript import PASSING_BYTES
from sandbox.xray.building.builder import TimelineBuilder
from sandbox.xray.building.news import News
from sandbox.xray.drawing.looks import look_of
from sandbox.xray.keeping import TimelineUnreadable, pack, unpack
from sandbox.xray.timeline import Timeline

NEWS_SECONDS = 0.25
"""Between two pieces of news: a lane that grows four times a second seems to grow steadily."""


class XRay:
    """Hears what the recorded execution says; others say nothing of it."""

    def __init__(self) -> None:
        self._builder = TimelineBuilder()
        self._has_begun = False
        self._tell_at = 0.0
        self._left_bytes = PASSING_BYTES  # after that the picture stands still until the run has ended

    def hear(self, event: Started | Observed | Recorded) -> None:
        self._has_begun = True
        self._builder.hear(event)

    def news(self) -> Mapping[str, Any] | None:
        """What is to be told now, as JSON's own types; often nothing."""
        now = time.monotonic()
        if now < self._tell_at or self._left_bytes <= 0:
            return None
        self._tell_at = now + NEWS_SECONDS
        news = told(self._builder.news())
        self._left_bytes -= len(json.dumps(news))
        return news

    def packed(self, *, seconds: float) -> bytes:
        """The finished timeline as its row keeps it; empty where nothing was recorded. `seconds`: how long it took."""
        return pack(self._builder.timeline(seconds=seconds)) if self._has_begun else b""


def told(news: News) -> dict[str, Any]:
    """As a page reads it: static/js/elements/x-ray-live.js."""
    return {
        "now": news.until,
        "lanes": [[lane.index, lane.process, lane.process_name, lane.name, lane.task] for lane in news.lanes],
        "slices": [
            [each.lane, look_of(each.slice).key, each.slice.start, each.slice.end, each.slice.what]
            for each in news.slices
        ],
    }


def timeline_of(run: Run) -> Timeline | None:
    """None where the run has none, or one that was kept by a version of the site that we no longer read."""
    if not run.timeline:
        return None
    try:
        return unpack(bytes(run.timeline))
    except TimelineUnreadable:
        return None
