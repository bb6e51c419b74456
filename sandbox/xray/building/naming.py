"""What lanes, and the things that they wait for, are called."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from sandbox.observations import Span
from sandbox.records import What
from sandbox.xray.building.hearing import Heard, Number
from sandbox.xray.building.meanings import called
from sandbox.xray.building.tracks import Track

MAIN = "MainThread"


class Names:
    """The main thread of a child process is called by its process.

    Two threads of a process with one name get a number each, in the order of their threads.
    """

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self._threads = _told_apart({number: self._plain(track) for number, track in heard.tracks.items()})
        plain = {number: task.name or f"Task-{task.number}" for number, task in heard.tasks.items()}
        self._tasks = _told_apart(plain)
        self._objects = heard.objects.told_apart()

    def thread(self, process: int, thread: int, otherwise: str = "") -> str:
        return self._threads.get((process, thread), otherwise or unnamed(thread))

    def task(self, process: int, task: int) -> str:
        return self._tasks.get((process, task), f"Task-{task}")

    def process(self, number: int) -> str:
        process = self._heard.processes[number]
        return process.name or process.program or f"process {number}"

    def wait(self, span: Span) -> str:
        return called(span.what, name=self._object(span))

    def _object(self, span: Span) -> str:
        if span.what == What.JOIN:
            return self._threads.get((span.process, span.other), "")
        if span.what == What.TASK:
            return self._tasks.get((span.process, span.other), "")
        return self._objects.get(span.subject, "")

    def awaited(self, span: Span) -> str:
        """What an asyncio task awaits: its `other`."""
        if span.what == What.TASK:
            return called(span.what, name=self._tasks.get((span.process, span.other), ""))
        return called(span.what, name=self._objects.get(span.other, ""))

    def _plain(self, track: Track) -> str:
        process = self._heard.processes[track.process]
        if track.is_main and process.parent and process.name and track.name in ("", MAIN):
            return process.name
        if track.name:
            return track.name
        if not track.is_main:
            return unnamed(track.thread)
        return MAIN if process.is_recorded else process.program or MAIN


def unnamed(thread: int) -> str:
    """Of a thread whose name is not known yet, or that has none: not to be taken for Python's “Thread-11”."""
    return f"unnamed (TID {thread})"


def _told_apart(names: dict[Number, str]) -> dict[Number, str]:
    numbers: dict[tuple[int, str], list[Number]] = defaultdict(list)
    for number, name in sorted(names.items()):
        numbers[number[0], name].append(number)
    taken = Counter(numbers.keys())
    apart = dict(names)
    for (process, name), same in numbers.items():
        if len(same) > 1:
            apart.update(zip(same, _numbered(name, len(same), process, taken), strict=True))
    return apart


def _numbered(name: str, count: int, process: int, taken: Counter[tuple[int, str]]) -> Iterable[str]:
    """`name (1)`, `name (2)`, past those that some thread is called anyway."""
    number = 0
    for _ in range(count):
        number += 1
        while (process, f"{name} ({number})") in taken:
            number += 1
        yield f"{name} ({number})"
