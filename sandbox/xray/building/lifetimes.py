"""When threads and processes began and ended, out of what was said of them and what was seen."""

from collections import defaultdict
from dataclasses import dataclass

from sandbox.xray.building.hearing import Heard, Number, TaskHeard
from sandbox.xray.building.tracks import Track

SOON = 50_000
"""Microseconds: the program's own process has been on CPU before it was the program, so its first sum tells nothing,
but what it had within the first moments it had for the program."""
GONE = 50_000
"""Microseconds: threads of a process are looked at one after the other, every 20 ms or sooner. One that was seen last
so long before another had gone by then."""


@dataclass(frozen=True, slots=True)
class Life:
    """`is_new`: what its first sample tells, it did since `start`."""

    start: int
    end: int
    has_ended: bool
    is_new: bool = True


class Lives:
    """Of all threads of a run that is looked at until `end`."""

    def __init__(self, heard: Heard, *, end: int) -> None:
        self._heard = heard
        self._end = end
        self._members: dict[int, list[Track]] = defaultdict(list)
        for track in heard.tracks.values():
            self._members[track.process].append(track)
        self._seen: dict[Number, tuple[int, int]] = {
            number: self._seen_of(each) for number, each in heard.tracks.items()
        }
        self.processes = {number: self._process(number) for number in heard.processes}

    def of(self, track: Track) -> Life:
        """From its first to its last word; one that nobody saw go lasts as long as its process."""
        first, last = self._seen[track.process, track.thread]
        process = self.processes[track.process]
        start = self._within(first if track.began is None else track.began)
        if track.is_main and track.process in self._heard.processes:
            start = min(start, self._within(process.start))
        if track.ended is not None:
            return Life(start, max(start, self._within(track.ended)), has_ended=True, is_new=self._is_new(track))
        gone = self._gone_at(track)
        is_waiting = bool(track.waits.lasting)
        if gone is not None:
            end = self._within(max(gone, last) if is_waiting or track.holds.lasting else last)
            return Life(start, max(start, end), has_ended=True, is_new=self._is_new(track))
        if self._has_gone(track):
            return Life(start, max(start, self._within(last)), has_ended=True, is_new=self._is_new(track))
        if self._heard.processes[track.process].is_recorded:
            end = max(process.end, last)
        else:
            end = self._end if is_waiting else last
        has_ended = process.has_ended and not is_waiting and (track.is_main or end < process.end)
        return Life(start, max(start, self._within(end)), has_ended=has_ended, is_new=self._is_new(track))

    def _gone_at(self, track: Track) -> int | None:
        """When the observer saw that it was no more, or its process, of which its own word is more exact."""
        is_gone = self._heard.processes[track.process].gone is not None
        times = (track.gone, self.processes[track.process].end if is_gone else None)
        return min((at for at in times if at is not None), default=None)

    def _has_gone(self, track: Track) -> bool:
        """Whether the observer, who says when it saw each thread last, saw others of its process later."""
        if track.is_main or track.waits.lasting or not track.ats:
            return False
        return max(each.ats[-1] for each in self._members[track.process] if each.ats) - track.ats[-1] > GONE

    def of_task(self, task: TaskHeard) -> Life:
        first, last = task.spans.first, task.spans.last
        start = self._within(task.began if task.began is not None else first or 0)
        is_open = bool(task.spans.lasting)
        end = self._end if is_open else self._within(last if last is not None else start)
        return Life(start, max(start, end), has_ended=not is_open)

    def _is_new(self, track: Track) -> bool:
        process = self._heard.processes[track.process]
        is_first = track.is_main and process.parent == 0
        return not is_first or (bool(track.ats) and track.ats[0] <= SOON)

    def _process(self, number: int) -> Life:
        heard = self._heard.processes[number]
        seen = [self._seen[number, track.thread] for track in self._members[number]]
        known = [heard.seen] if heard.seen is not None else []
        start = self._within(min([*known, *(first for first, _ in seen)], default=0))
        start = 0 if known and heard.parent == 0 else start
        last = max([start, *(last for _, last in seen)])
        main = self._heard.tracks.get((number, number))
        if heard.parent == 0 and heard.gone is None:
            end, has_ended = self._end, main is not None and self._has_ended(main, is_recorded=heard.is_recorded)
        elif main is not None and main.ended is not None:
            end, has_ended = max(last, main.ended), True
        elif heard.gone is not None:
            end, has_ended = max(last, heard.gone), True  # one that joined it with a time-out may have given up before
        elif self._heard.children_ended.get(number, -GONE) + GONE > last:
            end, has_ended = max(last, self._heard.children_ended[number]), True
        else:
            is_waiting = any(track.waits.lasting for track in self._members[number])
            end, has_ended = (self._end if is_waiting else last), not is_waiting
        return Life(start, max(start, self._within(end)), has_ended=has_ended)

    def _has_ended(self, main: Track, *, is_recorded: bool) -> bool:
        """Of the program itself: it tells its end, unless it goes on or was ended by a limit."""
        return main.ended is not None if is_recorded else not main.waits.lasting

    def _seen_of(self, track: Track) -> tuple[int, int]:
        """The first and the last time of which anything was said of the thread."""
        firsts = [*track.ats[:1], *(spans.first for spans in (track.waits, track.holds)), track.began]
        lasts = [*track.ats[-1:], *(spans.last for spans in (track.waits, track.holds)), track.ended, track.began]
        first = min((time for time in firsts if time is not None), default=0)
        return first, max((time for time in lasts if time is not None), default=first)

    def _within(self, at: int) -> int:
        return min(max(0, at), self._end)
