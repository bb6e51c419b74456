"""A run written down act by act, and what the observer and the recorder would have said of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched, groupby, pairwise

from sandbox.events import Started
from sandbox.observations import ROWS, Observed, Recorded, Row, Sample, Sight, Span, Text
from sandbox.records import About, Kind
from sandbox.xray.timeline import Facts, Hold, Lane, Process, Slice, State, Timeline
from tests.sandbox.xray.acts import Act, Actor, micros

TICK_MICROSECONDS = 5000
BATCH_MICROSECONDS = 25_000

type Heard = Started | Observed | Recorded


@dataclass(frozen=True, kw_only=True)
class Scene:
    """`texts`, `spans`: what the recorder says besides, as of tasks. `began`: of a child, when its own code did."""

    seconds: float
    actors: Sequence[Actor]
    programs: dict[int, str]
    parents: dict[int, int]
    began: dict[int, float]
    objects: dict[int, str]
    spans: Sequence[Span] = ()
    texts: Sequence[Text] = ()
    cores: int = 2
    is_free_threaded: bool = False
    is_recorded: bool = True
    facts: Facts = field(default_factory=Facts)

    def events(self) -> list[Heard]:
        """In the order of their times, as the supervisor tells them."""
        told: list[Heard] = [*self._observed(), *(self._recorded() if self.is_recorded else ())]
        return [Started(at=0.0, python="3.13.0", cores=self.cores), *sorted(told, key=lambda event: event.at)]

    def truth(self) -> Timeline:
        """The timeline as it was written, tasks aside: what a perfect x-ray would show."""
        return Timeline(
            seconds=self.seconds,
            python="3.13.0",
            cores=self.cores,
            is_free_threaded=self.is_free_threaded,
            is_recorded=self.is_recorded,
            processes=[self._process(number) for number in self.programs],
            lanes=[_lane(actor) for actor in self.actors],
            facts=self.facts,
            spans=len(list(self._all_spans())),
            visible_until=self.seconds,
        )

    def seconds_by_state(self, name: str) -> dict[State, float]:
        """Of the lane with this name."""
        actor = next(each for each in self.actors if each.name == name)
        return {state: sum(act.seconds for act in actor.acts if act.state == state) for state in State}

    def _process(self, number: int) -> Process:
        own = [actor for actor in self.actors if actor.process == number]
        start = min(actor.start for actor in own)
        return Process(
            number=number,
            name=self.programs[number],
            parent=self.parents.get(number, 0),
            start=start,
            began=self.began.get(number, start),
            end=max(actor.end for actor in own),
        )

    def _observed(self) -> Iterator[Observed]:
        sights = [
            Sight(number, self.parents.get(number, 0), micros(self._process(number).start), program)
            for number, program in self.programs.items()
        ]
        samples = [sample for actor in self.actors for sample in _samples(actor)]
        for at, rows in _in_batches(sights, [sight.at for sight in sights]):
            yield Observed(at=at, sights=rows)
        for at, rows in _in_batches(samples, [sample.at for sample in samples]):
            yield Observed(at=at, samples=rows)
        yield Observed(at=self.seconds)

    def _recorded(self) -> Iterator[Recorded]:
        texts = [*self._texts(), *self.texts]
        spans = list(self._all_spans())
        for at, rows in _in_batches(texts, [0 for _ in texts]):
            yield Recorded(at=at, texts=rows)
        for at, rows in _in_batches(spans, [max(span.start, span.end) for span in spans]):
            yield Recorded(at=at, spans=rows)

    def _all_spans(self) -> Iterator[Span]:
        yield from (span for actor in self.actors for span in _spans(actor))
        yield from self.spans

    def _texts(self) -> Iterator[Text]:
        yield Text(1, 1, About.BUILD, "", 0, int(self.is_free_threaded), TICK_MICROSECONDS)
        for number, program in self.programs.items():
            parent, began = self.parents.get(number, 0), micros(self._process(number).began)
            yield Text(number, number, About.PROCESS, program, 0, parent, began)
        for number, name in self.objects.items():
            for process in self.programs:
                yield Text(process, process, About.OBJECT, name, 0, number, 0)
        for actor in self.actors:
            yield from _texts(actor)


def _in_batches[RowT: Row](rows: Iterable[RowT], times: Sequence[int]) -> Iterator[tuple[float, tuple[RowT, ...]]]:
    """What happened in each BATCH_MICROSECONDS, with the last of its times; no more rows than an event may have."""
    timed = sorted(zip(times, rows, strict=True), key=lambda pair: pair[0])
    for _, together in groupby(timed, key=lambda pair: pair[0] // BATCH_MICROSECONDS):
        for batch in batched(together, ROWS):
            yield batch[-1][0] / 1e6, tuple(row for _, row in batch)


def _samples(actor: Actor) -> Iterator[Sample]:
    """At every tick and at the end; those alone that differ from the one before, with that one."""
    every = list(_every_sample(actor))
    told = {every[0].at, every[-1].at}
    for before, after in pairwise(every):
        if (before.cpu, before.queued) != (after.cpu, after.queued):
            told |= {before.at, after.at}
    return (sample for sample in every if sample.at in told)


def _every_sample(actor: Actor) -> Iterator[Sample]:
    acts = list(actor.timed())
    start, end = acts[0][0], acts[-1][1]
    index, cpu, queued = 0, 0, 0
    for at in [*range(start, end, TICK_MICROSECONDS), end]:
        while acts[index][1] < at:
            cpu += _measured(acts[index], State.CPU)
            queued += _measured(acts[index], State.CORE)
            index += 1
        began, _, act = acts[index]
        so_far = (began, at, act)
        yield Sample(
            actor.process,
            actor.thread,
            at,
            cpu + _measured(so_far, State.CPU),
            queued + _measured(so_far, State.CORE),
        )


def _measured(timed: tuple[int, int, Act], state: State) -> int:
    start, end, act = timed
    return end - start if act.state == state else 0


def _spans(actor: Actor) -> Iterator[Span]:
    ids = actor.process, actor.thread
    for start, end, act in actor.timed():
        if act.what:
            if act.is_open or end - start > TICK_MICROSECONDS:
                yield Span(*ids, Kind.WAIT, act.what, start, -1, act.line, act.subject, act.other)
            if not act.is_open:
                yield Span(*ids, Kind.WAIT, act.what, start, end, act.line, act.subject, act.other)
    for grip in actor.grips:
        end = -1 if grip.is_open else micros(grip.end)
        yield Span(*ids, Kind.HOLD, grip.what, micros(grip.start), end, grip.line, grip.subject, 0)


def _texts(actor: Actor) -> Iterator[Text]:
    ids = actor.process, actor.thread
    yield Text(*ids, About.THREAD, actor.name, actor.line, int(actor.is_daemon), micros(actor.start))
    if actor.has_ended:
        yield Text(*ids, About.THREAD_END, "", 0, 0, micros(actor.end))


def _lane(actor: Actor) -> Lane:
    return Lane(
        process=actor.process,
        thread=actor.thread,
        name=actor.name,
        start=actor.start,
        end=micros(actor.end) / 1e6,
        slices=[
            Slice(start / 1e6, end / 1e6, act.state, act.called, act.line, act.holder)
            for start, end, act in actor.timed()
            if end > start
        ],
        holds=[Hold(grip.start, grip.end, grip.called, grip.line, grip.is_open) for grip in actor.grips],
        line=actor.line,
        is_main=actor.is_main,
        is_daemon=actor.is_daemon,
        has_ended=actor.has_ended,
    )
