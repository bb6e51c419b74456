"""Programs of which it is known by construction what their threads do, and that say what their own clocks saw of it."""

from dataclasses import dataclass

from sandbox.xray.timeline import State

CPU, GIL, LOCK, QUEUE, IO, SLEEP, CORE, _ = State

CLOCKS = """\
import json
import threading
import time

saw = {}


def timed(name, work):
    wall, cpu = time.perf_counter(), time.thread_time()
    slept = work()
    wall, cpu = time.perf_counter() - wall, time.thread_time() - cpu
    saw[name] = {"wall": wall, "cpu": cpu, "slept": slept}


def at_once(*works, **named):
    works = {**{f"{work.__name__} {number}": work for number, work in enumerate(works, 1)}, **named}
    threads = [threading.Thread(target=timed, args=[name, work], name=name) for name, work in works.items()]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    print(json.dumps(saw))


def spin(seconds=1.5):
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at:
        pass

"""

COMPUTING = """
at_once(spin, spin, spin, spin)
"""

HASHING = """
import hashlib


def hash():
    ends_at = time.monotonic() + 1.5
    while time.monotonic() < ends_at:
        hashlib.sha256(block).digest()  # without the GIL


block = bytes(4_000_000)
at_once(hash, hash)
"""

HELD_LOCK = """
tickets = threading.Lock()


def hold():
    for _ in range(15):
        with tickets:
            time.sleep(0.08)
        time.sleep(0.02)


def wait():
    time.sleep(0.01)
    for _ in range(15):
        with tickets:
            pass
        time.sleep(0.03)


at_once(Holder=hold, Waiter=wait)
"""

SLEEPING = """
def sleep():
    time.sleep(1)


at_once(sleep, sleep)
"""

SLEEPING_BESIDE = """
def nap():
    slept, ends_at = 0, time.monotonic() + 1.5
    while time.monotonic() < ends_at:
        time.sleep(0.01)
        slept += 0.01
    return slept


at_once(spin, spin, spin, spin, Sleeper=nap)
"""

HANDING_ON = """
import queue

items = queue.Queue()


def produce():
    for number in range(30):
        time.sleep(0.05)
        items.put(number)
    items.put(None)


def consume():
    while items.get() is not None:
        time.sleep(0.01)


at_once(Producer=produce, Consumer=consume)
"""

TASKS = """
import asyncio


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(asyncio.sleep(1), name="short")
        group.create_task(twice(), name="long")


async def twice():
    await asyncio.sleep(0.5)
    spin(0.5)


asyncio.run(main())
"""

POOL = """
import multiprocessing

if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        pool.map(spin, [2, 2], chunksize=1)
"""

CHILD = """
import multiprocessing


def spin_and_sleep():
    spin(1.5)
    time.sleep(1.5)


if __name__ == "__main__":
    context = multiprocessing.get_context("METHOD")
    child = context.Process(target=spin_and_sleep, name="child")
    child.start()
    child.join()
"""


@dataclass(frozen=True)
class Claim:
    """That lanes whose names begin with `lane` spend this part of their time in these states together.

    Without states: that they hold a lock for so long. `share`: from 0 to 1.
    """

    lane: str
    states: tuple[State, ...]
    share: float


@dataclass(frozen=True)
class Known:
    source: str
    claims: tuple[Claim, ...]


def known(source: str, *claims: Claim) -> Known:
    return Known(CLOCKS + source, claims)


KNOWN = {
    "four threads compute": known(COMPUTING, Claim("spin", (CPU,), 0.25), Claim("spin", (GIL, CORE), 0.75)),
    "two threads hash without the GIL": known(
        HASHING, Claim("hash", (CPU, CORE), 1.0), Claim("hash", (GIL,), 0.0), Claim("hash", (IO,), 0.0)
    ),
    "a lock held 80 % of the time": known(
        HELD_LOCK,
        Claim("Holder", (), 0.8),
        Claim("Holder", (SLEEP,), 1.0),
        Claim("Waiter", (LOCK,), 0.7),
        Claim("Waiter", (SLEEP,), 0.3),
    ),
    "sleepers": known(SLEEPING, Claim("sleep", (SLEEP,), 1.0), Claim("MainThread", (LOCK,), 1.0)),
    "a sleeper beside four threads that compute": known(SLEEPING_BESIDE, Claim("Sleeper", (SLEEP,), 0.33)),
    "producer and consumer": known(
        HANDING_ON,
        Claim("Producer", (SLEEP,), 1.0),
        Claim("Consumer", (QUEUE,), 0.8),
        Claim("Consumer", (SLEEP,), 0.2),
    ),
    "tasks of asyncio": known(
        TASKS, Claim("short", (SLEEP,), 1.0), Claim("long", (CPU, CORE), 0.5), Claim("long", (SLEEP,), 0.5)
    ),
    "a pool of two that compute": known(POOL, Claim("ForkPoolWorker", (CPU, CORE), 1.0)),
    **{
        f"a child by {method}": known(
            CHILD.replace("METHOD", method), Claim("child", (CPU, CORE), 0.5), Claim("child", (SLEEP,), 0.5)
        )
        for method in ("fork", "spawn", "forkserver")
    },
}
"""Who slept 10 ms waits for the GIL behind four threads then, 5 ms each, so that it sleeps a third of its time.

A start of a process counts as waiting for a core, as the timeline has it."""
