"""What the recorder noted besides spans and names: pools, polls, pickling, daemon threads cut short, the build."""

from collections import Counter
from collections.abc import Callable

from sandbox.observations import Span, Text
from sandbox.records import About
from sandbox.xray.timeline import Facts, Poll, Pool

MOST = 1000
"""Of each kind of note."""

type PollKey = tuple[int, int, str, int]
"""Process, thread, what, line."""


class Noted:
    def __init__(self) -> None:
        self.is_free_threaded = False
        self.switch_interval_seconds = 0.005
        self.dropped = 0
        self.damaged = 0
        self.is_full = False
        """Whether nothing fitted any more into what the recorder writes."""
        self._daemons: list[tuple[int, int, str]] = []
        """Process, thread (0 where it is not known), name."""
        self._pools: list[Pool] = []
        self._polls: Counter[PollKey] = Counter()
        self._pickled_bytes = 0
        self._pickled_messages = 0
        self._pickling = 0

    def work(self, span: Span) -> None:
        self._pickling += max(0, span.end - span.start) if span.end >= 0 else 0

    def text(self, text: Text, *, at: float) -> None:
        """`at`: when it was heard."""
        match text.about:
            case About.BUILD:
                self.is_free_threaded = text.subject == 1
                self.switch_interval_seconds = max(0, text.number) / 1e6
            case About.DAEMON_CUT if len(self._daemons) < MOST:
                self._daemons.append((text.process, text.subject, text.text))
            case About.POOL if len(self._pools) < MOST:
                began = text.number / 1e6 if text.number > 0 else at
                self._pools.append(Pool(kind=text.text, workers=text.subject, line=text.line, at=began))
            case About.PICKLED:
                self._pickled_bytes += max(0, text.number)
                self._pickled_messages += max(0, text.subject)
            case About.POLLED if len(self._polls) < MOST:
                self._polls[text.process, text.thread, text.text, text.line] += max(0, text.subject)
            case About.DROPPED:
                self.dropped += max(0, text.number)
                self.is_full |= text.subject == 1
            case About.DAMAGED:
                self.damaged += max(0, text.number)

    def facts(self, *, lane_name: Callable[[int, int, str], str]) -> Facts:
        """`lane_name`: of the thread of a process; what it is called otherwise."""
        return Facts(
            daemons_cut=tuple(
                lane_name(process, thread, name) if thread else name for process, thread, name in self._daemons
            ),
            pools=tuple(self._pools),
            polls=tuple(
                Poll(lane=lane_name(process, thread, ""), what=what, times=times, line=line)
                for (process, thread, what, line), times in self._polls.items()
            ),
            pickled_bytes=self._pickled_bytes,
            pickled_messages=self._pickled_messages,
            pickling_seconds=self._pickling / 1e6,
        )
