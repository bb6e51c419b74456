"""Whether the x-ray is true: what is known of programs, beside what it measured of them."""

import json
import os
import statistics
from collections.abc import Sequence

from sandbox.bench.figures import table
from sandbox.bench.own_runner import OwnRunner
from sandbox.bench.xray.known import KNOWN, Claim, Known
from sandbox.bench.xray.recorded import Run, recorded
from sandbox.xray.shares import seconds_by_state
from sandbox.xray.timeline import Lane, State, Timeline

MOST_POINTS = 10
HEADER = ["program", "lanes", "state", "known %", "its own clock %", "x-ray %", "off by, points", "within 10"]


def measured(runner: OwnRunner, *, rounds: int) -> str:
    rows = [row for name, known in KNOWN.items() for row in rows_of(name, known, runner, rounds=rounds)]
    load = os.getloadavg()[0]
    title = f"Programs of which it is known what they do; medians of {rounds} runs, load {load:.1f}"
    return table(title, HEADER, rows)


def rows_of(name: str, known: Known, runner: OwnRunner, *, rounds: int) -> list[list[str]]:
    runs = [recorded(runner, known.source) for _ in range(rounds)]
    return [row(name, claim, runs) for claim in known.claims]


def row(name: str, claim: Claim, runs: Sequence[Run]) -> list[str]:
    """What its own clock saw counts where it can tell: on a busy host a thread gets less of a core than is known."""
    seen = statistics.median(share(claim, run.timeline) for run in runs)
    told = [each for run in runs if (each := by_own_clock(claim, run)) is not None]
    true = statistics.median(told) if told else claim.share
    off = (seen - true) * 100
    return [
        name,
        claim.lane,
        " + ".join(claim.states) or "holds the lock",
        f"{claim.share * 100:.0f}",
        f"{true * 100:.1f}" if told else "-",
        f"{seen * 100:.1f}",
        f"{off:+.1f}",
        "yes" if abs(off) <= MOST_POINTS else "no",
    ]


def share(claim: Claim, timeline: Timeline) -> float:
    """The median over the lanes; fails where there is none."""
    return statistics.median(
        part(lane, claim) for lane in timeline.lanes if called(lane, timeline).startswith(claim.lane)
    )


def called(lane: Lane, timeline: Timeline) -> str:
    """The main thread of a child goes by its process's name."""
    process = next(each for each in timeline.processes if each.number == lane.process)
    return process.name if lane.is_main and process.parent else lane.name


def part(lane: Lane, claim: Claim) -> float:
    if not claim.states:
        return sum(hold.end - hold.start for hold in lane.holds) / lane.seconds
    seconds = seconds_by_state(lane)
    return sum(seconds[state] for state in claim.states) / lane.seconds


def by_own_clock(claim: Claim, run: Run) -> float | None:
    """What the threads' own clocks say of their time on a core, off it and asleep; None of what they cannot tell."""
    if claim.states == (State.SLEEP,):
        return clocked("slept", claim.lane, run)
    on_core = clocked("cpu", claim.lane, run)
    if on_core is None or claim.states not in ((State.CPU,), (State.GIL, State.CORE)):
        return None
    return on_core if claim.states == (State.CPU,) else 1 - on_core


def clocked(what: str, lane: str, run: Run) -> float | None:
    """The part of its time, by the median of the lanes; None where they did not say."""
    told: dict[str, dict[str, float | None]] = json.loads(run.stdout or "{}")
    named = [saw for name, saw in told.items() if name.startswith(lane)]
    parts = [seconds / wall for saw in named if (seconds := saw.get(what)) is not None and (wall := saw["wall"])]
    return statistics.median(parts) if parts else None
