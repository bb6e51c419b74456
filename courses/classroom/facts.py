"""What a run has, in words: the interpreter and the cores that the sandbox offers, the limits of the demo."""

from sandbox.jobs import Limits
from sandbox.runs.capacity import Capacity


def facts_of_a_run(limits: Limits, offered: Capacity) -> str:
    """Like “Python 3.13 · 2 cores · 512 MiB · 20 s”; what the sandbox offers is left out while nobody knows it."""
    facts = [f"Python {offered.default}"] if offered.default else []
    if offered.cores:
        cores = min(limits.cores, offered.cores)
        facts.append("1 core" if cores == 1 else f"{cores} cores")
    facts += [f"{limits.memory_mebibytes} MiB", f"{limits.wall_seconds:g} s"]
    return " · ".join(facts)


def remark_on_cores(offered: Capacity) -> str:
    """What to know of the machine before believing its figures; "" where there is nothing."""
    if offered.cores == 1:
        return "This machine gives a run one core, so no version can be faster for sharing its work among several."
    if offered.slots == 1:
        return "This machine runs one program at a time, beside the site: times vary with what else it does."
    return ""
