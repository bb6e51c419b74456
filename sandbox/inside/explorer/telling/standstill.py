"""Why nobody can move: a cycle of waiting, threads that wait for what nobody will do, or loops that ask for ever."""

from sandbox.inside.explorer.primitives.conditions import Condition
from sandbox.inside.explorer.primitives.locks import Mutex
from sandbox.inside.explorer.telling.naming import name_of
from sandbox.inside.explorer.world.world import Failure, Thread, World


def standstill(world: World) -> Failure:
    """The failure of an execution in which every thread waits."""
    waiting = [each for each in world.threads if each.pending is not None]
    cycle = _cycle(waiting)
    if any(each.awaits is not None for each in waiting):
        kind, concerned = "livelock", [each for each in waiting if each.awaits is not None]
    elif cycle:
        kind, concerned = "deadlock", cycle
    else:
        kind, concerned = "stuck", [each for each in waiting if not _waits_for_threads(each)] or waiting
    told = [_tell(world, each) for each in concerned]
    first = concerned[0]
    line = first.pending.line if first.pending is not None else 0
    return Failure(kind, "; ".join(told), first.name, line, tuple(told) if cycle else ())


def blocked_by(world: World, thread: Thread) -> str | None:
    """What the thread waits for, in words; None where it can move."""
    if thread.pending is None or world.news.lets_move(thread):
        return None
    return _reason(world, thread)


def _tell(world: World, thread: Thread) -> str:
    line = thread.pending.line if thread.pending is not None else 0
    where = f" on line {line}" if line else ""
    return f"{thread.name} waits{where} for {_reason(world, thread)}"


def _reason(world: World, thread: Thread) -> str:
    operation = thread.pending
    assert operation is not None
    if thread.awaits is not None:
        return "a change of what its loop asks for" if thread.awaits else "an end of its loop, which nothing can bring"
    if operation.kind == "exit":
        return "the other threads to end"
    subject = operation.subject
    if operation.kind == "join" and isinstance(subject, Thread):
        return f"{subject.name} to end"
    name = name_of(world, subject)
    if isinstance(subject, Mutex) and subject.owner is not None:
        return (
            f"{name}, which it holds itself" if subject.owner is thread else f"{name}, which {subject.owner.name} holds"
        )
    if operation.kind == "wake from":
        return f"a notice of {name}"
    return name


def _awaited(thread: Thread) -> Thread | None:
    """The one thread that could let it go on."""
    operation = thread.pending
    subject = operation.subject if operation is not None else None
    if isinstance(subject, Condition) and operation is not None and operation.kind == "wake from":
        return None
    if isinstance(subject, Mutex):
        return subject.owner
    return subject if isinstance(subject, Thread) and operation is not None and operation.kind == "join" else None


def _waits_for_threads(thread: Thread) -> bool:
    return thread.pending is not None and thread.pending.kind in ("join", "exit")


def _cycle(waiting: list[Thread]) -> list[Thread]:
    for first in waiting:
        seen: list[Thread] = []
        each: Thread | None = first
        while each is not None and each not in seen:
            seen.append(each)
            each = _awaited(each)
        if each is not None:
            return seen[seen.index(each) :]
    return []
