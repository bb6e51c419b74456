"""Medians, percentiles, intervals and tables, as the benchmarks print them."""

import os
import platform
import random
import statistics
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

RESAMPLES = 2000
CONFIDENCE_PERCENT = 95


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest measured value that at least `percent` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = max(0, -(-len(ordered) * percent // 100) - 1)
    return ordered[int(rank)]


def median_ratio(values: Sequence[float], base: Sequence[float]) -> float:
    """The median of `values` by the median of `base`."""
    return statistics.median(values) / statistics.median(base)


def median_of_ratios(values: Sequence[float], base: Sequence[float]) -> float:
    """Of each value by that of `base` in the same round, the median."""
    return statistics.median(value / beside for value, beside in zip(values, base, strict=True))


def interval(
    statistic: Callable[[Sequence[float], Sequence[float]], float],
    values: Sequence[float],
    base: Sequence[float],
    *,
    chance: random.Random,
) -> tuple[float, float]:
    """In which the statistic lies at 95 %, by bootstrap: rounds are drawn again, each with both of its values.

    Pairs stay together because what disturbs a round disturbs both; drawn apart, the interval would be too wide.
    """
    rounds = range(len(values))
    found = []
    for _ in range(RESAMPLES):
        drawn = chance.choices(rounds, k=len(values))
        found.append(statistic([values[each] for each in drawn], [base[each] for each in drawn]))
    outside = (100 - CONFIDENCE_PERCENT) / 2
    return percentile(found, outside), percentile(found, 100 - outside)


def with_interval(ratio: float, bounds: tuple[float, float]) -> str:
    return f"{ratio:.2f} ({bounds[0]:.2f} to {bounds[1]:.2f})"


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table with a title, ready for docs/developers/benchmarks.md."""
    lines = [f"\n### {title}\n", line_of(header), line_of(["---"] * len(header)), *map(line_of, rows)]
    return "\n".join(lines)


def line_of(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def compared(title: str, milliseconds: Mapping[str, Sequence[float]], *, base: str, chance: random.Random) -> str:
    """A table of several ways measured in turn: median, best, p99, and what median and p99 are of the base's median."""
    reference = milliseconds[base]
    rows = [
        [
            name,
            f"{statistics.median(values):.1f}",
            f"{min(values):.1f}",
            f"{percentile(values, 99):.1f}",
            with_interval(median_ratio(values, reference), interval(median_ratio, values, reference, chance=chance)),
            f"{percentile(values, 99) / statistics.median(reference):.2f}",
        ]
        for name, values in milliseconds.items()
    ]
    of_base = f"÷ median of {base}"
    return table(title, ["way", "median ms", "best ms", "p99 ms", f"median {of_base}", f"p99 {of_base}"], rows)


def machine() -> str:
    """The machine in one line, for the reader who compares figures of two."""
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    system = f"Linux {platform.release()}, Python {platform.python_version()}"
    return f"{cpu_name()}, {os.cpu_count()} cores, {system}, load {load}"


def cpu_name() -> str:
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if "model name" in line
    ]
    return names[0] if names else platform.machine()
