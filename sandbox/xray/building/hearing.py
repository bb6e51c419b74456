"""All that was heard of a run, sorted by thread, task, process and object; within bounds, whatever is said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sandbox.events import Started
from sandbox.observations import Gone, Observed, Recorded, Sample, Sight, Span, Text
from sandbox.records import About, Kind, What
from sandbox.xray.building.noting import Noted
from sandbox.xray.building.objects import Objects
from sandbox.xray.building.spans import Spans
from sandbox.xray.building.tracks import Track

MOST_SAMPLES = 1_000_000
"""A minute of 16 busy threads at 5 ms has 190,000. Beyond, a thread's last sample gives way: its sums stay right."""
MOST_SPANS = 300_000
"""The recorder's buffer holds 260,000."""
MOST_TRACKS = 4000
"""Threads, and as many tasks: of more, the first are known, and the others counted up to MOST_NAMES."""
MOST_NAMES = 20_000
KEEPER = 1
"""The jail's own first process, which is the parent of the program's: nobody's lane."""

type Number = tuple[int, int]
"""A process, and a thread, task or object of it."""


@dataclass(slots=True)
class ProcessHeard:
    number: int
    parent: int = 0
    program: str = ""
    name: str = ""
    seen: int | None = None
    began: int | None = None
    gone: int | None = None
    is_recorded: bool = False


@dataclass(slots=True)
class TaskHeard:
    """`is_of_program`: the program made it, ran in it, or waited in it; asyncio ends its loop in tasks of its own.

    These have no line of main.py, and wait for nothing but workers to end, which is told as a future.
    """

    process: int
    number: int
    thread: int
    name: str = ""
    line: int = 0
    began: int | None = None
    is_of_program: bool = False
    spans: Spans = field(default_factory=Spans)

    def hear(self, span: Span) -> None:
        self.spans.hear(span)
        waits = span.kind == Kind.AWAIT and span.what != What.FUTURE
        self.is_of_program |= bool(span.line) or waits

    def tell(self, text: Text) -> None:
        self.name, self.line, self.began = text.text, text.line, max(0, text.number)
        self.is_of_program |= bool(text.line)


class Heard:
    """`until`: the latest moment that anything was said of, in microseconds."""

    def __init__(self) -> None:
        self.python = ""
        self.cores = 1
        self.until = 0
        self.is_recorded = False
        self.program = 0
        """The number of the program's own process, which is seen first."""
        self.tracks: dict[Number, Track] = {}
        self.tasks: dict[Number, TaskHeard] = {}
        self.processes: dict[int, ProcessHeard] = {}
        self.objects = Objects()
        self.children_ended: dict[int, int] = {}
        self.noted = Noted()
        self.spans = 0
        self.holds = 0
        """Of the spans."""
        self.left_out: set[tuple[bool, Number]] = set()
        """Whether it is a task, and which."""
        self._samples = 0
        self._abouts: Mapping[int, Callable[[Text], None]] = {
            About.PROCESS: self._process_text,
            About.THREAD: self._thread_text,
            About.THREAD_END: self._thread_end_text,
            About.OBJECT: self._object_text,
            About.TASK: self._task_text,
            About.DROPPED: self._dropped_text,
        }

    def hear(self, event: Observed | Recorded | Started) -> None:
        if isinstance(event, Started):
            self.python, self.cores = event.python, event.cores
            return
        self.until = max(self.until, round(event.at * 1e6))
        if isinstance(event, Observed):
            for sight in event.sights:
                self._sight(sight)
            for sample in event.samples:
                self._sample(sample)
            for gone in event.gone:
                self._gone(gone)
            return
        self.is_recorded |= bool(event.spans or event.texts)
        for text in event.texts:
            self._text(text, at=event.at)
        for span in event.spans:
            self._span(span)

    def _sight(self, sight: Sight) -> None:
        if process := self._process(sight.process):
            process.parent, process.program, process.seen = sight.parent, sight.program, max(0, sight.at)
            process.gone = None
            self.program = self.program or sight.process

    def _sample(self, sample: Sample) -> None:
        if track := self._track(sample.process, sample.thread):
            is_full = self._samples >= MOST_SAMPLES
            self._samples += track.sample(sample.at, cpu=sample.cpu, queued=sample.queued, is_full=is_full)

    def _gone(self, gone: Gone) -> None:
        """Nothing is new where nothing else is known, and where another was met since under its number.

        The end of the program is that of the run.
        """
        if gone.thread != gone.process:
            track = self.tracks.get((gone.process, gone.thread))
            if track and gone.at >= max(track.ats[-1:], default=0):
                track.gone = gone.at
        elif gone.process != self.program:
            process = self.processes.get(gone.process)
            if process and gone.at >= (process.seen or 0):
                process.gone = gone.at

    def gone_at(self, track: Track) -> int | None:
        """When it was seen that the thread, or its process, was no more."""
        times = (track.gone, self.processes[track.process].gone)
        return min((at for at in times if at is not None), default=None)

    def _span(self, span: Span) -> None:
        if self.spans >= MOST_SPANS:
            return
        self.spans += span.end >= 0
        self.holds += span.end >= 0 and span.kind == Kind.HOLD
        self._recorded(span.process)
        if span.kind == Kind.WORK:
            self.noted.work(span)
        elif track := self._track(span.process, span.thread):
            self._span_of(track, span)

    def _span_of(self, track: Track, span: Span) -> None:
        if span.kind in (Kind.STEP, Kind.AWAIT):
            track.recorded(span.start)
            self._task_span(span)
        elif span.kind == Kind.LINE:
            track.stood.hear(span)
        elif span.kind == Kind.HOLD:
            track.recorded(span.start)
            track.holds.hear(span)
            self.objects.hear(span)
        else:
            track.recorded(max(span.start, span.end))
            track.waits.hear(span)
            self.objects.hear(span)
            self._child_ended(span)

    def _task_span(self, span: Span) -> None:
        if task := self._task(span):
            task.hear(span)
            if span.kind == Kind.AWAIT:
                self.objects.hear(span)

    def _child_ended(self, span: Span) -> None:
        if span.what == What.CHILD and span.end >= 0 and len(self.children_ended) < MOST_NAMES:
            self.children_ended[span.other] = span.end

    def _text(self, text: Text, *, at: float) -> None:
        self.noted.text(text, at=at)
        if text.about == About.DAMAGED:
            return
        self._recorded(text.process)
        if about := self._abouts.get(text.about):
            about(text)

    def _process_text(self, text: Text) -> None:
        if process := self._process(text.process):
            process.name, process.began = text.text, max(0, text.number)
            process.parent = text.subject if text.subject > KEEPER else process.parent

    def _thread_text(self, text: Text) -> None:
        if track := self._track(text.process, text.thread):
            track.begin(text)

    def _thread_end_text(self, text: Text) -> None:
        if track := self._track(text.process, text.thread):
            track.ended = max(0, text.number)

    def _object_text(self, text: Text) -> None:
        self.objects.name(text.subject, text.text)

    def _task_text(self, text: Text) -> None:
        if task := self._task(text):
            task.tell(text)

    def _dropped_text(self, text: Text) -> None:
        if track := self._track(text.process, text.thread):
            track.has_dropped = True

    def _recorded(self, number: int) -> None:
        if process := self._process(number):
            process.is_recorded = True

    def _process(self, number: int) -> ProcessHeard | None:
        if number not in self.processes and len(self.processes) < MOST_TRACKS:
            self.processes[number] = ProcessHeard(number)
        return self.processes.get(number)

    def _track(self, process: int, thread: int) -> Track | None:
        """None for more threads than anybody could look at."""
        number = process, thread
        if number not in self.tracks:
            if len(self.tracks) >= MOST_TRACKS or not self._process(process):
                self._leave_out(number, is_task=False)
                return None
            self.tracks[number] = Track(process, thread)
        return self.tracks[number]

    def _task(self, row: Span | Text) -> TaskHeard | None:
        number = row.process, row.subject
        if number not in self.tasks:
            if len(self.tasks) >= MOST_TRACKS or not self._process(row.process):
                self._leave_out(number, is_task=True)
                return None
            self.tasks[number] = TaskHeard(row.process, row.subject, row.thread)
        return self.tasks[number]

    def _leave_out(self, number: Number, *, is_task: bool) -> None:
        if len(self.left_out) < MOST_NAMES:
            self.left_out.add((is_task, number))
