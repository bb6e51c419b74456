"""`python -m sandbox bench`: the measures by name, their options, and what they print."""

import argparse
import random
import sys
import tempfile
from pathlib import Path
from typing import Protocol

from sandbox.bench import fidelity, idle, soak, starting, throughput, xray
from sandbox.bench.figures import machine
from sandbox.bench.own_runner import NO_SANDBOX_HERE, NoSandboxHere
from sandbox.bench.report import Report

FAULTS_FOUND = 1


class Measure(Protocol):
    """Each module of a measure: its usual number of rounds, and `measure`."""

    ROUNDS: int

    def measure(self, folder: Path, *, rounds: int, chance: random.Random) -> Report: ...


MEASURES: dict[str, Measure] = {
    "starting": starting,
    "throughput": throughput,
    "fidelity": fidelity,
    "idle": idle,
    "xray": xray,
    "soak": soak,
}
USUAL = ", ".join(f"{name} {module.ROUNDS:,}" for name, module in MEASURES.items())


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=f"of {', '.join(MEASURES)}; all by default")
    parser.add_argument("--rounds", type=int, metavar="N", help=f"how often; {USUAL} by default")
    parser.add_argument(
        "--seed", type=int, default=random.randrange(10**6), metavar="N", help="of what is left to chance"
    )


def bench(options: argparse.Namespace) -> int:
    """Measures and prints Markdown; the exit status is 1 where something was found that must not be."""
    unknown = set(options.measures) - MEASURES.keys()
    if unknown:
        print(f"There is no measure {min(unknown)}; there is {', '.join(MEASURES)}.", file=sys.stderr)
        return 2
    print(f"{machine()}; seed {options.seed}", flush=True)
    try:
        faults = [fault for name in options.measures or MEASURES for fault in said(name, options)]
    except NoSandboxHere as refusal:
        print(refusal, file=sys.stderr)
        return NO_SANDBOX_HERE
    return FAULTS_FOUND if faults else 0


def said(name: str, options: argparse.Namespace) -> list[str]:
    """Prints the report of one measure; returns its faults."""
    module = MEASURES[name]
    with tempfile.TemporaryDirectory(prefix="interleave-bench-") as folder:
        rounds = options.rounds or module.ROUNDS
        report = module.measure(Path(folder), rounds=rounds, chance=random.Random(options.seed))
    for each in report.tables:
        print(each, flush=True)
    for each in report.faults:
        print(f"\n**{each}**", flush=True)
    return report.faults
