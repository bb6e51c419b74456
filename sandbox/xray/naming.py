"""What lanes are called wherever a person reads it: beside a drawing, in a table, in a finding."""

import re

NUMBERED = re.compile(r"(?:Spawn|Fork|ForkServer)?(Thread|Process|Task|PoolWorker)-(\d+)(?: \(.*\))?")
EXECUTORS = re.compile(r"ThreadPoolExecutor-(\d+)_(\d+)")
POOLS = re.compile(r"(?:Spawn|Fork|ForkServer)?PoolWorker-(\d+)")
KNOWN = {"MainThread": "Main thread", "MainProcess": "Main process"}


def shown_name(name: str) -> str:
    """Python's own names in fewer letters: "Thread-1 (work)" is Thread 1, "ThreadPoolExecutor-0_3" Worker 3."""
    if executor := EXECUTORS.fullmatch(name):
        return f"Worker {executor[2]}" if executor[1] == "0" else f"Worker {executor[1]}_{executor[2]}"
    if pool := POOLS.fullmatch(name):
        return f"Worker {pool[1]}"
    if numbered := NUMBERED.fullmatch(name):
        return f"{numbered[1]} {numbered[2]}"
    return KNOWN.get(name, name)
