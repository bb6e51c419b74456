"""CPU time that the kernel told late: what has no room beside a recorded wait was spent just before the interval."""

from collections.abc import Sequence
from dataclasses import replace

from sandbox.xray.building.spans import Stretch
from sandbox.xray.building.tracks import LATEST, Interval


def given_back(between: Sequence[Interval], waits: Sequence[Stretch]) -> Sequence[Interval]:
    """The intervals, in which who falls asleep is not taken for awake: at most LATEST goes, and as far back.

    `waits`: in order, none over another. What finds no room there either stays, and is taken from the wait.
    """
    rooms = _rooms(between, waits)
    found = list(between)
    for index in range(len(found) - 1, 0, -1):
        owed = min(-rooms[index], LATEST, found[index].cpu)
        at = index - 1
        while owed > 0 and at >= 0 and found[index].start - found[at].end < LATEST:
            given = min(owed, max(0, rooms[at]))
            found[at] = replace(found[at], cpu=found[at].cpu + given)
            found[index] = replace(found[index], cpu=found[index].cpu - given)
            rooms[at] -= given
            owed -= given
            at -= 1
    return found


def _rooms(between: Sequence[Interval], waits: Sequence[Stretch]) -> list[int]:
    """Of each interval, the time of which neither a core, nor a queue, nor a wait is told; below 0 if too much is."""
    rooms = []
    first = 0
    for each in between:
        while first < len(waits) and waits[first][1] <= each.start:
            first += 1
        room, at = each.end - each.start - each.cpu - each.queued, first
        while at < len(waits) and waits[at][0] < each.end:
            room -= min(waits[at][1], each.end) - max(waits[at][0], each.start)
            at += 1
        rooms.append(room)
    return rooms
