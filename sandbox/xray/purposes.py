"""What a slice is for, where its state does not say it: a wait for a join and one for a lock are both `lock`."""

from collections.abc import Iterator

from sandbox.xray.timeline import Bucket, Purpose, State, is_start

LEAST_SECONDS = 1e-9
"""Less is what is left when seconds are taken from seconds."""
FINISHES = ("join of ", "end of ")
BEGINS = "start of a thread"
"""As the recorder calls it; with a number, where a run has several processes."""
CALLED = {
    (State.LOCK, "the event loop"): Purpose.TURN,
    (State.LOCK, "result of a future"): Purpose.FINISH,
    (State.LOCK, "all workers to end"): Purpose.FINISH,
    (State.IO, "a process to end"): Purpose.FINISH,
}
"""By what slices say of themselves: see building/meanings.py."""


def purpose_of(state: State, what: str) -> Purpose | None:
    """None where the state says it all."""
    if not what:
        return None
    if is_start(state, what):
        return Purpose.STARTING
    if state is State.LOCK and what.startswith(FINISHES):
        return Purpose.FINISH
    if state is State.LOCK and what.startswith(BEGINS):
        return Purpose.BEGIN
    return CALLED.get((state, what))


def parts_of(bucket: Bucket) -> Iterator[tuple[State, Purpose | None, float]]:
    """Its seconds by state and purpose; none of them twice."""
    rest = dict(bucket.seconds)
    for (state, purpose), seconds in bucket.apart.items():
        yield state, purpose, seconds
        if purpose is not Purpose.STARTING:
            rest[state] -= seconds
    for state, seconds in rest.items():
        if seconds > LEAST_SECONDS:
            yield state, None, seconds
