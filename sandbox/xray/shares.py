"""What a lane did with its time: seconds by state, and those in which its process started."""

from sandbox.xray.purposes import parts_of, purpose_of
from sandbox.xray.timeline import Lane, Purpose, State

type Seconds = dict[State, float]
"""Of every state, in the order of State, 0.0 where it did not occur."""


def seconds_by_state(lane: Lane) -> Seconds:
    """Slices and buckets together; with `starting_seconds` they add up to the length of the lane.

    The end of a process is awaited in a system call, and told as that of a thread: as `lock`.
    """
    sums = dict.fromkeys(State, 0.0)
    for each in lane.slices:
        if not each.is_starting:
            sums[summed(each.state, purpose_of(each.state, each.what))] += each.seconds
    for bucket in lane.buckets:
        for state, purpose, seconds in parts_of(bucket):
            if purpose is not Purpose.STARTING:
                sums[summed(state, purpose)] += seconds
    return sums


def summed(state: State, purpose: Purpose | None) -> State:
    """The state as which the time is told."""
    return State.LOCK if purpose is Purpose.FINISH else state


def starting_seconds(lane: Lane) -> float:
    """Until the own code of its process began."""
    sliced = sum(each.seconds for each in lane.slices if each.is_starting)
    return sliced + sum(bucket.starting for bucket in lane.buckets)
