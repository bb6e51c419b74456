"""Watches one run from outside: reads what it prints, counts what it uses, and ends it when it must end."""

import select
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from sandbox.events import End, Event, EventRefused, Outcome, Started
from sandbox.jail import ending
from sandbox.jail.audience import Audience
from sandbox.jail.bustle import Bustle
from sandbox.jail.channels import Channels
from sandbox.jail.ending import Ending
from sandbox.jail.jails import Jail, JailLost
from sandbox.jail.measuring import Meter, Reading
from sandbox.jail.standstill import Standstill
from sandbox.jail.xray import XRay
from sandbox.jobs import Job

LOOK_SECONDS = 0.02
LOOKS_SHARE = 0.1
"""Of the supervisor's time at most, where many processes make a look dear: then it looks less often."""
GATHERING_SECONDS = 0.002
"""Between two reads of the pipes: a program that prints line upon line makes an event of several, not one of each."""
LAST_WORDS_SECONDS = 0.5
"""How long the tear-down after a program's own end may delay the End, which is then said without the last figures."""


class Supervisor:
    """One run, in a jail that waits for it."""

    def __init__(self, job: Job, jail: Jail, meter: Meter, audience: Audience, *, cores: tuple[int, ...]) -> None:
        self.job, self.jail, self.meter, self.audience, self.cores = job, jail, meter, audience, cores
        self.limits = job.limits
        self.channels = Channels(
            stdout=jail.stdout, stderr=jail.stderr, limit_bytes=self.limits.output_kibibytes * 1024
        )
        self.standstill = Standstill(jail)
        self.xray: XRay | None = None
        self.ending: Ending | None = None

    def supervise(self) -> End:
        """Lets the program start, stays until it ends or must, says its End to the audience and returns it.

        The jail is killed then, and perhaps not yet dead: `Jail.reap` waits for that. Raises JailLost, with nothing
        said, where somebody had killed it before the program began.
        """
        self.start()
        while self.ending is None:
            self.attend(self.wait())
            self.look()
        if self.is_lost(self.ending):
            raise JailLost
        self.wall_seconds = self.now()
        if self.jail.exit_code is None:
            self.jail.kill()  # else pid 1 is ending the rest itself, which counts them
        self.say(self.last_words())
        self.jail.kill()
        self.say(self.xray.last_words(self.wall_seconds) if self.xray else [])
        self.say(self.standstill.stacks if self.ending.outcome is Outcome.DEADLOCK else [])
        end = self.end(self.ending)
        self.audience.say(end)
        return end

    def start(self) -> None:
        self.reading, self.look_at, self.read_at = Reading(), LOOK_SECONDS, 0.0
        self.started_at = time.monotonic()
        self.bustle = Bustle(self.cores)
        self.xray = XRay(self.jail) if self.job.is_recorded else None
        self.jail.go(self.job, self.cores)

    def now(self) -> float:
        """Seconds since the start."""
        return round(time.monotonic() - self.started_at, 6)

    def wait(self) -> dict[int, int]:
        """Until something is to be read or written, the rest of a line is due, or it is time to look."""
        now = self.now()
        due_at = min(self.look_at, self.limits.wall_seconds, self.channels.due_at() or self.look_at)
        if self.read_at > now:
            due_at = min(due_at, self.read_at)
        if self.xray:
            due_at = min(due_at, self.xray.due_at)
        return poll(self.watched(is_gathering=self.read_at > now), seconds=due_at - now)

    def watched(self, *, is_gathering: bool) -> Mapping[int, int]:
        """While the audience has enough to hear, the pipes stay unread: they fill, and the program waits."""
        channels: Iterable[int] = () if is_gathering or self.audience.is_full() else self.channels.open
        always = (self.jail.line.fileno(), self.standstill.descriptor)
        mine = {**dict.fromkeys(always, select.POLLIN), **dict.fromkeys(channels, select.POLLIN)}
        return {**mine, **self.audience.watched()}

    def attend(self, ready: Mapping[int, int]) -> None:
        self.audience.attend(ready)
        if self.jail.line.fileno() in ready:
            self.hear_keepers()
        for descriptor in [each for each in self.channels.open if each in ready]:
            self.say(self.channels.read(descriptor, at=self.now()))
            self.read_at = self.now() + GATHERING_SECONDS
        self.say(self.channels.overdue(at=self.now()))
        if self.channels.is_over_limit:
            self.end_with(ending.output_limit_reached(self.limits))
        if self.standstill.descriptor in ready:
            with self.refusing_forged_events():
                self.standstill.hear(at=self.now())
        if self.audience.has_asked_to_stop:
            self.end_with(ending.stopped())

    def hear_keepers(self) -> None:
        """Before what was printed is read: that the program has begun is said first."""
        had_begun = self.jail.has_begun
        self.jail.hear()
        if self.jail.has_begun and not had_begun:
            self.audience.say(Started(at=0.0, python=self.jail.interpreter.version, cores=len(self.cores)))
        self.judge_what_keepers_said()

    def judge_what_keepers_said(self) -> None:
        if self.jail.failure is not None:
            self.end_with(ending.sandbox_failure(self.jail.failure.text))
        elif self.jail.exit_code is not None:
            self.reading = self.meter.read()
            self.end_with(
                ending.exited(self.limits, self.reading, exit_code=self.jail.exit_code, wall_seconds=self.now())
            )
        elif self.jail.is_over:
            self.end_with(self.death_of_pid_one())

    def death_of_pid_one(self) -> Ending:
        """The kernel may choose pid 1 when a jail is out of memory; what else kills it is not the program's doing."""
        self.reading = self.meter.read()
        reached = ending.limit_reached(self.limits, self.reading, wall_seconds=self.now())
        return reached or ending.sandbox_failure("the first process of the jail was killed.")

    def is_lost(self, how: Ending) -> bool:
        """Whether the jail died of no limit, without a word, and nothing of the program ran."""
        is_of_its_limits = how.outcome not in {Outcome.ERROR, Outcome.SANDBOX_FAILURE}
        return not (self.jail.has_begun or self.jail.failure or is_of_its_limits)

    def look(self) -> None:
        """At the meter when it is time, at the clock always; at the x-ray last, which a program may make dear."""
        now = self.now()
        if now >= self.look_at:
            self.reading = self.meter.read()
            cost_seconds = self.now() - now
            self.look_at = self.now() + max(LOOK_SECONDS, cost_seconds / LOOKS_SHARE)
        reached = ending.limit_reached(self.limits, self.reading, wall_seconds=now)
        if reached is not None:
            self.end_with(reached)
            return
        with self.refusing_forged_events():
            if self.standstill.is_deadlock(self.now):
                self.end_with(ending.deadlock(self.standstill.stacks))
        self.say(self.xray.look(now) if self.xray else [])

    @contextmanager
    def refusing_forged_events(self) -> Iterator[None]:
        """Whatever a program says by the pipe of the jail's own ends its run, unless it was asked for just that."""
        try:
            yield
        except EventRefused as refusal:
            self.end_with(ending.forged_event(str(refusal)))

    def end_with(self, how: Ending) -> None:
        """The first reason to end is the one that counts."""
        if self.ending is None:
            self.ending = how

    def last_words(self) -> list[Event]:
        """After an end of its own everything the program printed; else what stands in the pipes as we end it."""
        events: list[Event] = []
        if self.jail.exit_code is None:
            self.reading = self.meter.read()
            return [*self.channels.read_what_is_left(at=self.now())]
        patience_ends_at = self.now() + LAST_WORDS_SECONDS
        while (self.channels.open or not self.jail.is_over) and (left := patience_ends_at - self.now()) > 0:
            ready = poll(dict.fromkeys([self.jail.line.fileno(), *self.channels.open], select.POLLIN), seconds=left)
            for descriptor in [each for each in self.channels.open if each in ready]:
                events += self.channels.read(descriptor, at=self.now())
            if self.jail.line.fileno() in ready:
                self.jail.hear()
        if self.channels.is_over_limit:
            self.ending = ending.output_limit_reached(self.limits)
        return events + self.channels.end(at=self.now())

    def end(self, how: Ending) -> End:
        cpu_seconds = self.jail.cpu_seconds or self.reading.cpu_seconds
        return End(
            outcome=how.outcome,
            exit_code=self.jail.exit_code,
            wall_seconds=self.wall_seconds,
            cpu_seconds=cpu_seconds,
            peak_memory_bytes=max(self.reading.peak_memory_bytes, self.jail.largest_bytes),
            detail=how.detail,
            others_seconds=self.bustle.others_seconds(cpu_seconds),
        )

    def say(self, events: Iterable[Event]) -> None:
        for event in events:
            self.audience.say(event)


def poll(watched: Mapping[int, int], *, seconds: float) -> dict[int, int]:
    """What is ready of `watched`, after at most `seconds`; a negative time is none."""
    poller = select.poll()
    for descriptor, what in watched.items():
        poller.register(descriptor, what)
    return dict(poller.poll(max(0.0, seconds) * 1000))
