"""Where all stands at each stop of an order: threads, shared values, locks, and the sentence for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.lab.answers import Answer, Standing, Step
from sandbox.lab.naming import with_names
from sandbox.lab.narration import LIVES, ending, sentences

ACCESSES = frozenset(("read", "write"))
MOST_VALUES = 7
"""Of one thing at a stop: the newest, and those before it."""
AT_FIRST = "Nothing of interest has run yet. Press Play, or step with the arrow keys."


@dataclass(frozen=True, kw_only=True)
class Scenes:
    """`stops`: the indices of the steps of interest. Stop 0 is before all of them, stop n after the n-th."""

    answer: Answer
    names: Mapping[str, str]
    stops: Sequence[int]

    @property
    def steps(self) -> list[Step]:
        return [self.answer.steps[index] for index in self.stops]

    @property
    def shared(self) -> list[str]:
        """What is read or written, by its label; left out where none of its values can be told."""
        return list(dict.fromkeys(told[0] for told in map(told_value, self.steps) if told is not None))

    @property
    def locks(self) -> list[str]:
        return list(dict.fromkeys(lock for state in self.answer.states for each in state for lock in each.holds))

    def all(self) -> list[dict[str, Any]]:
        """As JSON's own types, one for each stop."""
        said = ["", *sentences(self.answer, self.names)]
        return [self._at(stop, said[self.stops[stop - 1] + 1] if stop else AT_FIRST) for stop in range(self.last + 1)]

    @property
    def last(self) -> int:
        return len(self.stops)

    def _at(self, stop: int, says: str) -> dict[str, Any]:
        """What is folded away after a stop has happened with it: a thread that has only its end left is finished."""
        at = len(self.answer.steps) if stop == self.last else self.stops[stop]
        step = self.answer.steps[self.stops[stop - 1]] if stop else None
        state = self.answer.states[at] if self.answer.states else ()
        return {
            "says": says,
            "ending": ending(self.answer.failure, self.names) if stop == self.last else "",
            "moved": self.names[step.thread] if step else "",
            "access": step.kind if step and step.kind in ACCESSES else "",
            "threads": {self.names[each.thread]: self._standing(each, is_last=stop == self.last) for each in state},
            "values": [_values(self.answer.steps[:at], label) for label in self.shared],
            "locks": [self._lock(lock, state) for lock in self.locks],
        }

    def _standing(self, standing: Standing, *, is_last: bool) -> dict[str, str]:
        failure = self.answer.failure
        if is_last and failure and failure.kind == "exception" and failure.thread == standing.thread:
            return {"tone": "bad", "word": "Failed"}
        if standing.is_finished:
            return {"tone": "", "word": "Finished"}
        if standing.blocked_by:
            return {"tone": "bad", "word": f"Waiting for {with_names(standing.blocked_by, self.names)}"}
        return {"tone": "acc", "word": "Ready"}

    def _lock(self, lock: str, state: Sequence[Standing]) -> str:
        owner = next((self.names[each.thread] for each in state if lock in each.holds), "")
        waiting = [self.names[each.thread] for each in state if (each.blocked_by or "").partition(",")[0] == lock]
        told = f"held by {owner}" if owner else "free"
        return f"{told}; {' and '.join(waiting)} wait{'s' if len(waiting) == 1 else ''}" if waiting else told


def stops_of(answer: Answer) -> list[int]:
    """The steps at which something is shared; all, where none is."""
    return [index for index, step in enumerate(answer.steps) if step.kind not in LIVES] or list(
        range(len(answer.steps))
    )


def told_value(step: Step) -> tuple[str, str] | None:
    """Of what a step shows a value, and which: what it read or wrote, or the container whose method it called."""
    if step.after is not None:
        return step.label.rpartition(".")[0] or step.label, step.after
    if step.kind in ACCESSES and step.value is not None:
        return step.label, step.value
    return None


def _values(before: Sequence[Step], label: str) -> list[str]:
    """The values that were seen in it so far, the newest last, none twice in a row; of many the last ones."""
    told = (told_value(step) for step in before)
    seen = [each[1] for each in told if each is not None and each[0] == label]
    values = [value for index, value in enumerate(seen) if not index or value != seen[index - 1]]
    return values if len(values) <= MOST_VALUES else ["…", *values[-MOST_VALUES:]]
