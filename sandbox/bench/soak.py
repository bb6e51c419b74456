"""Whether anything leaks: many runs in a row, many killed at random moments, runners killed in the middle of a run."""

import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from sandbox.bench.figures import table
from sandbox.bench.killing import hear_and, killed_run
from sandbox.bench.orphans import adopt_orphans, reap
from sandbox.bench.own_runner import OwnRunner, own_runner
from sandbox.bench.programs import ENDLESS, THAT_END
from sandbox.bench.report import Report
from sandbox.bench.rest import wait_for_rest
from sandbox.bench.traces import Trace, leaks, traces, without_a_runner
from sandbox.events import End, Event, Outcome
from sandbox.jobs import Job, Limits
from sandbox.runner.client import running

ROUNDS = 10_000
"""Runs that end by themselves; a tenth as many are killed, and one runner for each five hundred."""
WARMING_RUNS = 3
"""Of each kind, for any runner that is counted."""
WARMING_SHARE = 0.2
"""Of the runs, before the first count: what a runner takes once, for its busiest moment, it has taken by then."""
SETTLING_SECONDS = 15.0
"""What the kernel tears down after a run takes its time; what is there still after this has leaked."""
LOOK_AGAIN_SECONDS = 0.2
SAID_EVERY = 500
KILLED_WITHIN_SECONDS = 0.25
LIMITS = Limits(wall_seconds=10)
BEFORE, AT_ITS_END = "before", "all at an end"


def measure(folder: Path, *, rounds: int = ROUNDS, chance: random.Random) -> Report:
    adopt_orphans()
    soak = Soak(folder, rounds=rounds, chance=chance)
    soak.run()
    return Report([soak.table(), soak.in_words()], soak.faults())


class Soak:
    """`stages` are the counts, by the column that they will stand in; `surprises` how runs ended that should not."""

    def __init__(self, folder: Path, *, rounds: int, chance: random.Random) -> None:
        self.folder, self.rounds, self.chance = folder, rounds, chance
        self.runners: list[int] = []
        self.stages: dict[str, list[Trace]] = {}
        self.killed: Counter[str] = Counter()
        self.surprises: Counter[str] = Counter()
        self.seconds: list[float] = []

    def run(self) -> None:
        killed, runners_killed = max(1, self.rounds // 10), max(1, self.rounds // 500)
        with own_runner(self.folder) as runner:
            pid = runner.process.pid
            self.begin(runner, runs=int(self.rounds * WARMING_SHARE))
            wait_for_rest(pid)  # else a jail that is still built would not be counted, and seem to leak
            self.stages[BEFORE] = self.traces(pid)
            self.run_many(runner)
            self.count(f"runs: {self.rounds:,}", pid)
            self.kill_many(runner, killed)
            self.count(f"killed runs: {killed:,}", pid)
        for _ in range(runners_killed):
            self.kill_a_runner()
        with own_runner(self.folder) as runner:
            self.begin(runner)
            self.count(f"killed runners: {runners_killed}", runner.process.pid)
        self.stages[AT_ITS_END] = self.once(self.is_nothing_left, runner.process.pid)

    def begin(self, runner: OwnRunner, *, runs: int = 0) -> None:
        self.runners.append(runner.process.pid)
        kinds = list(THAT_END)
        for number in range(max(runs, len(kinds) * WARMING_RUNS)):
            self.run_once(runner, kinds[number % len(kinds)])

    def run_many(self, runner: OwnRunner) -> None:
        kinds = list(THAT_END)
        for number in range(self.rounds):
            started = time.monotonic()
            self.run_once(runner, kinds[number % len(kinds)])
            self.seconds.append(time.monotonic() - started)
            say_how_far(number, self.rounds, "runs")

    def kill_many(self, runner: OwnRunner, killed: int) -> None:
        for number in range(killed):
            self.killed[killed_run(runner, self.chance)] += 1
            self.run_once(runner, "short")  # the next one must not suffer for it
            say_how_far(number, killed, "killed runs")

    def run_once(self, runner: OwnRunner, kind: str) -> None:
        last: Event | None = None
        with running(runner.socket, Job(THAT_END[kind], limits=LIMITS)) as run:
            for event in run.events():
                last = event
        if not isinstance(last, End) or last.outcome is not Outcome.FINISHED:
            self.surprises[f"{kind} ended as {last}"] += 1

    def kill_a_runner(self) -> None:
        """In the middle of a run, and sees that everything below it goes with it."""
        with own_runner(self.folder) as runner:
            self.runners.append(runner.process.pid)
            with running(runner.socket, Job(ENDLESS, limits=LIMITS)) as run:
                hear_and(runner.process.kill, run, seconds=self.chance.uniform(0, KILLED_WITHIN_SECONDS))
            runner.process.wait()
            processes = self.once(lambda now: now[0].count == 0, runner.process.pid)[0]
        if processes.count:
            self.surprises[f"{processes.count:.0f} processes outlived their runner"] += 1

    def count(self, stage: str, runner: int) -> None:
        self.stages[stage] = self.once(lambda now: not leaks(self.stages[BEFORE], now), runner)

    def once(self, is_so: Callable[[list[Trace]], bool], runner: int) -> list[Trace]:
        """The counts as soon as it is so; as they are when patience ends."""
        give_up_at = time.monotonic() + SETTLING_SECONDS
        while not is_so(now := self.traces(runner)) and time.monotonic() < give_up_at:
            time.sleep(LOOK_AGAIN_SECONDS)
        return now

    def traces(self, runner: int) -> list[Trace]:
        reap(but=runner, waiting=False)
        return traces(runner, runners=self.runners, folder=self.folder, runs=self.rounds)

    def is_nothing_left(self, now: list[Trace]) -> bool:
        return not leaks(without_a_runner(self.stages[BEFORE]), now)

    def faults(self) -> list[str]:
        allowed = dict.fromkeys(self.stages, self.stages[BEFORE])
        allowed[AT_ITS_END] = without_a_runner(self.stages[BEFORE])
        leaked = [f"{name}: {leak}" for name, now in self.stages.items() for leak in leaks(allowed[name], now)]
        return leaked + [f"{count} times: {what}" for what, count in self.surprises.items()]

    def table(self) -> str:
        columns = list(self.stages.values())
        rows = [
            [each[0].name, *(f"{trace.count:g}" for trace in each), f"{each[0].may_grow_by:g}"]
            for each in zip(*columns, strict=True)
        ]
        return table("Soak: what stands, and how much of it", ["what", *self.stages, "may grow by"], rows)

    def in_words(self) -> str:
        part = max(1, len(self.seconds) // 10)
        first, last = statistics.median(self.seconds[:part]), statistics.median(self.seconds[-part:])
        kills = ", ".join(f"{how} {count}" for how, count in sorted(self.killed.items()))
        return (
            f"\nKinds of programs: {', '.join(THAT_END)}. A run took {first * 1000:.0f} ms among the first {part}, "
            f"{last * 1000:.0f} ms among the last (median, request to end). Killed: {kills}."
        )


def say_how_far(number: int, of: int, what: str) -> None:
    if number % SAID_EVERY == SAID_EVERY - 1:
        print(f"{number + 1:,} of {of:,} {what}", file=sys.stderr, flush=True)
