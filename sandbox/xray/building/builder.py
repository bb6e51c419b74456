"""Hears what is seen and recorded of a run, and tells its timeline at any time."""

from collections.abc import Sequence

from sandbox.events import Started
from sandbox.observations import Observed, Recorded
from sandbox.xray.building.bounds import MOST_HOLDS, buckets, longest, visible, visible_until
from sandbox.xray.building.hearing import Heard
from sandbox.xray.building.holding import Holders
from sandbox.xray.building.lanes import Strip, Thread, cast, strips
from sandbox.xray.building.lifetimes import Lives
from sandbox.xray.building.lines import with_lines
from sandbox.xray.building.naming import Names
from sandbox.xray.building.news import Follower, News
from sandbox.xray.building.spans import Stretch
from sandbox.xray.building.strips import Stage
from sandbox.xray.timeline import Hold, Lane, Process, Timeline

SECONDS_PER_SPAN, SECONDS_PER_HOLD, SECONDS_PER_DROPPED = 2e-6, 1.2e-6, 0.25e-6
"""CPU time that a span costs its program, wrapper and line included: medians of `python -m sandbox bench xray`. A
message by a socket and a step of a task took 2.0 µs, a sleep 2.1, a wait for an event 2.5; a lock held, of which there
may be very many, 1.2; one that no longer fitted 0.2 to 0.3."""
LONGEST_SECONDS = 7 * 24 * 3600.0


class TimelineBuilder:
    """What it hears may come from Mallory: times that make no sense are clamped or left out, and numbers are bounded.

    Waiting for the GIL is never measured. It is what remains of a thread's time after CPU, the kernel's queue and
    recorded waits, as far as other threads of its process were busy meanwhile; so it is an estimate. What is left
    then is "io" of no name: a system call that nobody recorded. Without the recorder no thread is known to wait for
    anything, and all its quiet time is one or the other; where the recorder had no more room, or the observer did not
    look for long before a thread's end, it is unknown.
    """

    def __init__(self) -> None:
        self._heard = Heard()
        self._follower = Follower(self._heard)

    def hear(self, event: Observed | Recorded | Started) -> None:
        self._heard.hear(event)

    def news(self) -> News:
        """What became known since the last call."""
        return self._follower.news()

    def timeline(self, *, seconds: float) -> Timeline:
        """Of the first `seconds` of the run, which may still go on."""
        end = round(min(max(0.0, seconds), LONGEST_SECONDS) * 1e6)
        heard, names = self._heard, Names(self._heard)
        lives = Lives(heard, end=end)
        stage = Stage(heard, names, Holders(heard.tracks.values(), end=end))
        who = cast(heard, lives)
        every = list(strips(who, stage=stage))
        until = visible_until([each.cuts for each in every], end=end)
        return Timeline(
            seconds=end / 1e6,
            python=heard.python,
            cores=heard.cores,
            is_free_threaded=heard.noted.is_free_threaded,
            switch_interval_seconds=heard.noted.switch_interval_seconds,
            is_recorded=heard.is_recorded,
            processes=_processes(heard, names, lives),
            lanes=_lanes(every, stage, until=until, end=end),
            facts=heard.noted.facts(lane_name=names.thread),
            spans=heard.spans,
            dropped=heard.noted.dropped,
            damaged=heard.noted.damaged,
            recorder_seconds=_recorder_seconds(heard),
            short_lived=who.short_lived,
            left_out=who.left_out,
            visible_until=until / 1e6,
        )


def _recorder_seconds(heard: Heard) -> float:
    waits = heard.spans - heard.holds
    dropped = heard.noted.dropped * SECONDS_PER_DROPPED
    return round(waits * SECONDS_PER_SPAN + heard.holds * SECONDS_PER_HOLD + dropped, 6)


def _processes(heard: Heard, names: Names, lives: Lives) -> tuple[Process, ...]:
    found = []
    for number, process in heard.processes.items():
        life = lives.processes[number]
        began = life.start if process.began is None else min(max(process.began, life.start), life.end)
        found.append(
            Process(
                number=number,
                name=names.process(number),
                parent=process.parent,
                start=life.start / 1e6,
                began=began / 1e6,
                end=life.end / 1e6,
            )
        )
    return tuple(sorted(found, key=lambda process: process.number))


def _lanes(every: list[Strip], stage: Stage, *, until: int, end: int) -> tuple[Lane, ...]:
    holds = longest([each.holds for each in every], most=MOST_HOLDS)
    return tuple(_lane(each, own, stage, until=until, end=end) for each, own in zip(every, holds, strict=True))


def _lane(strip: Strip, held: Sequence[Stretch], stage: Stage, *, until: int, end: int) -> Lane:
    life, names = strip.lane.life, stage.names
    cuts = visible(strip.cuts, until=until)
    if isinstance(strip.lane, Thread):
        cuts = list(with_lines(cuts, strip.lane.track.stood))
    slices = tuple(cut.told() for cut in cuts)
    rest = tuple(buckets(strip.cuts, since=until, end=end)) if until < end else ()
    if isinstance(strip.lane, Thread):
        track = strip.lane.track
        holds = tuple(_hold(each, stage) for each in held)
        return Lane(
            process=track.process,
            thread=track.thread,
            name=names.thread(track.process, track.thread),
            start=life.start / 1e6,
            end=life.end / 1e6,
            slices=slices,
            holds=holds,
            buckets=rest,
            line=track.line,
            is_main=track.is_main,
            is_daemon=track.is_daemon,
            has_ended=life.has_ended,
        )
    task = strip.lane.heard
    return Lane(
        process=task.process,
        thread=task.thread,
        task=task.number,
        name=names.task(task.process, task.number),
        start=life.start / 1e6,
        end=life.end / 1e6,
        slices=slices,
        buckets=rest,
        line=task.line,
        has_ended=life.has_ended,
    )


def _hold(stretch: Stretch, stage: Stage) -> Hold:
    start, end, span = stretch
    number = stage.heard.objects.number(span)
    return Hold(start / 1e6, end / 1e6, stage.names.wait(span), span.line, is_open=span.end < 0, object=number)
