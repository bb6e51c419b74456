"""What a wait means: the state it puts a thread in, and what it is called."""

from collections.abc import Mapping

from sandbox.records import What
from sandbox.xray.timeline import State

STATES: Mapping[int, State] = {
    What.NOTHING: State.IO,
    What.LOCK: State.LOCK,
    What.RLOCK: State.LOCK,
    What.CONDITION: State.LOCK,
    What.EVENT: State.LOCK,
    What.SEMAPHORE: State.LOCK,
    What.BARRIER: State.LOCK,
    What.SHARED_LOCK: State.LOCK,
    What.JOIN: State.LOCK,
    What.FUTURE: State.LOCK,
    What.EXECUTOR: State.LOCK,
    What.TASK: State.LOCK,
    What.QUEUE_GET: State.QUEUE,
    What.QUEUE_PUT: State.QUEUE,
    What.QUEUE_JOIN: State.QUEUE,
    What.SLEEP: State.SLEEP,
    What.CHILD: State.IO,
    What.SOCKET: State.IO,
    What.FILE: State.IO,
    What.SELECT: State.IO,
    What.PIPE: State.IO,
    What.PICKLE: State.IO,
}

NAMES: Mapping[int, str] = {
    What.NOTHING: "",
    What.SLEEP: "sleep",
    What.CHILD: "a process to end",
    What.FUTURE: "result of a future",
    What.EXECUTOR: "all workers to end",
    What.SOCKET: "socket",
    What.FILE: "file",
    What.SELECT: "event loop: nothing to do",
    What.PIPE: "pipe",
    What.PICKLE: "pickling",
}

PHRASES: Mapping[int, str] = {
    What.QUEUE_GET: "get from {}",
    What.QUEUE_PUT: "put into {}",
    What.QUEUE_JOIN: "all items of {}",
    What.JOIN: "join of {}",
    What.TASK: "end of {}",
}
"""For waits for something that has a name of its own; the others are called by that name alone."""

KINDS: Mapping[int, str] = {
    What.LOCK: "lock",
    What.RLOCK: "lock",
    What.SHARED_LOCK: "lock",
    What.CONDITION: "condition",
    What.EVENT: "event",
    What.SEMAPHORE: "semaphore",
    What.BARRIER: "barrier",
    What.QUEUE_GET: "queue",
    What.QUEUE_PUT: "queue",
    What.QUEUE_JOIN: "queue",
    What.JOIN: "a thread",
    What.TASK: "a task",
}
"""For objects of which no name was told."""

_LOCKS = frozenset({What.LOCK, What.RLOCK, What.CONDITION, What.EVENT, What.SEMAPHORE, What.SHARED_LOCK})
_ANY = _LOCKS | {What.PIPE, What.SELECT, What.JOIN, What.CHILD, What.SOCKET, What.FUTURE, What.QUEUE_GET}
MEANS: Mapping[int, frozenset[What]] = {
    What.CONDITION: _LOCKS,
    What.EVENT: _LOCKS,
    What.SEMAPHORE: _LOCKS,
    What.BARRIER: _LOCKS,
    What.FUTURE: _LOCKS,
    What.JOIN: _LOCKS,
    What.QUEUE_GET: _LOCKS | {What.PIPE, What.SELECT},
    What.QUEUE_PUT: _LOCKS | {What.PIPE, What.SELECT},
    What.QUEUE_JOIN: _LOCKS,
    What.CHILD: _LOCKS | {What.PIPE, What.SELECT},
    What.EXECUTOR: _ANY,
}
"""What a wait is built on: who waits for a queue waits inside for its condition, and is said to wait for the queue."""


def called(what: int, *, name: str) -> str:
    """What a wait is called; `name` is that of the object, thread or task that is waited for, "" when it has none."""
    if what in NAMES:
        return NAMES[what]
    named = name or KINDS.get(what, "")
    return PHRASES.get(what, "{}").replace("{}", named)
