"""The objects that threads hold and wait for: which spans are about the same one, and what each is called."""

from collections import defaultdict
from collections.abc import Mapping

from sandbox.observations import Span
from sandbox.records import Kind, What

OF_ALL = 0
"""In place of a process, for what all processes share."""
SHARED = frozenset({What.SHARED_LOCK, What.QUEUE_GET, What.QUEUE_PUT, What.QUEUE_JOIN})
MOST_OBJECTS = 20_000

type Key = tuple[int, int]
"""A process and a number: a lock of threads that a forked child inherits is another lock there."""


def key_of(span: Span) -> Key:
    return (OF_ALL if span.what in SHARED else span.process), span.subject


class Objects:
    """Those that were heard of. `names`: by the recorder's numbers, which are unique over processes."""

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self.used: set[int] = set()
        """Those of `names` that somebody held or waited for."""
        self._numbers: dict[Key, int] = {}

    def name(self, subject: int, name: str) -> None:
        if len(self.names) < MOST_OBJECTS:
            self.names[subject] = name

    def hear(self, span: Span) -> None:
        subject = span.other if span.kind == Kind.AWAIT else span.subject
        if subject > 0 and len(self._numbers) < MOST_OBJECTS:
            self.used.add(subject)
            self._numbers.setdefault(key_of(span), len(self._numbers) + 1)

    def number(self, span: Span) -> int:
        """See `timeline.Hold.object`; 0 where it is not known."""
        return self._numbers.get(key_of(span), 0) if span.subject > 0 else 0

    def told_apart(self) -> Mapping[int, str]:
        """Names by number; where several of one name are used, each with its place among those that were made."""
        apart = dict(self.names)
        same: dict[str, list[int]] = defaultdict(list)
        for subject, name in self.names.items():
            same[name].append(subject)
        for name, subjects in same.items():
            if len(self.used.intersection(subjects)) > 1:
                apart.update((each, f"{name} ({place})") for place, each in enumerate(subjects, start=1))
        return apart
