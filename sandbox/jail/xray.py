"""Watches a recorded run for its x-ray: the observer outside, the recorder inside, told in batches on one clock."""

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import batched

from sandbox.events import Event
from sandbox.jail.asking_lines import LineAsker
from sandbox.jail.jails import Jail
from sandbox.jail.observer import Observer
from sandbox.jail.spans import PORTION_BYTES, SpanReader
from sandbox.observations import ROWS, Observed, Recorded

TELL_SECONDS = 0.1
"""How often what was seen is told: a page shows it soon enough, and a batch costs little."""
GO_ON_SECONDS = 0.01
"""Where more was written than is read in one go."""
BEHIND_SECONDS = 1.0
"""Of a program that writes faster than is read, no longer is waited for the rest: a picture of it would stand still."""


class XRay:
    """Begins with the run. `due_at`: when it wants to look next, in seconds since then."""

    def __init__(self, jail: Jail) -> None:
        started = time.monotonic_ns()
        self._observer = Observer(jail, started=started)
        self._reader = SpanReader(jail.descriptors["spans"], started=started)
        self._lines = LineAsker()
        self._tell_at = TELL_SECONDS
        self._told_until = 0.0
        self._cost_seconds = 0.0

    @property
    def due_at(self) -> float:
        return self._observer.due_at

    def look(self, now: float) -> list[Event]:
        """What is to be told now, often nothing. Costs nothing before it is due."""
        if now < self.due_at:
            return []
        began = time.perf_counter()
        self._observer.look(now, cost_seconds=self._cost_seconds)
        self._lines.ask(now, self._observer.busy, recorded=self._reader.processes)
        self._cost_seconds = time.perf_counter() - began
        if now < self._tell_at:
            return []
        has_read_all = self._reader.read(int(now * 1_000_000), most_bytes=PORTION_BYTES)
        self._observer.expect(self._reader.processes)
        self._tell_at = now + (TELL_SECONDS if has_read_all else GO_ON_SECONDS)
        is_complete = has_read_all or now - self._told_until > BEHIND_SECONDS
        return [*self._told(now if is_complete else self._told_until)]

    def last_words(self, now: float) -> list[Event]:
        """The rest, when the program has ended or been ended."""
        self._observer.close()
        self._reader.read(int(now * 1_000_000))
        return [*self._told(now)]

    def _told(self, until: float) -> Iterator[Event]:
        """Only with the last of them all that was until then is told: who draws in between would draw too far."""
        told = [*self._batches()]
        before, self._told_until = self._told_until, until
        return (replace(each, at=until if each is told[-1] else before) for each in told)

    def _batches(self) -> Iterator[Observed | Recorded]:
        observer, reader = self._observer, self._reader
        for sights in batched(observer.sights, ROWS):
            yield Observed(at=0.0, sights=sights)
        for texts in batched(reader.texts, ROWS):
            yield Recorded(at=0.0, texts=texts)
        for spans in batched(reader.spans, ROWS):
            yield Recorded(at=0.0, spans=spans)
        for samples in batched(observer.samples, ROWS):
            yield Observed(at=0.0, samples=samples)
        for gone in batched(observer.gone, ROWS):
            yield Observed(at=0.0, gone=gone)
        for each in (observer.sights, observer.samples, observer.gone, reader.texts, reader.spans):
            each.clear()
