"""Medians, percentiles and tables, as the benchmarks print them."""

import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest measured value that at least `percent` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = max(0, -(-len(ordered) * percent // 100) - 1)
    return ordered[int(rank)]


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table with a title, ready for docs/developers/benchmarks.md."""
    lines = [f"\n### {title}\n", line_of(header), line_of(["---"] * len(header)), *map(line_of, rows)]
    return "\n".join(lines)


def line_of(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def compared(title: str, milliseconds: Mapping[str, Sequence[float]], *, base: str) -> str:
    """A table of several ways measured in turn: median, best, p99, and the median's ratio to that of `base`."""
    reference = statistics.median(milliseconds[base])
    rows = [
        [
            name,
            f"{statistics.median(values):.1f}",
            f"{min(values):.1f}",
            f"{percentile(values, 99):.1f}",
            f"{statistics.median(values) / reference:.2f}",
        ]
        for name, values in milliseconds.items()
    ]
    return table(title, ["way", "median ms", "best ms", "p99 ms", f"median ÷ {base}"], rows)


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
