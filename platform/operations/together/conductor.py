"""Starts the parts stage by stage, waits until each is ready, watches them, and stops them in the other order."""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from operations.together.log import PrefixedLog
from operations.together.parts import Part
from operations.together.process import PartDied, PartProcess

READY_SECONDS = 60.0


class NotReady(Exception):
    """Parts that did not say they were ready in time."""

    def __init__(self, names: str) -> None:
        super().__init__(f"{names} did not get ready within {READY_SECONDS:.0f} s")


class Conductor:
    def __init__(self, parts: Sequence[Part], root: Path, log: PrefixedLog) -> None:
        self.parts, self.root, self.log = parts, root, log
        self.running: list[PartProcess] = []
        self.watches: list[asyncio.Task[None]] = []
        self.asked_to_stop = asyncio.Event()

    async def perform(self, *, when_ready: Callable[[Sequence[str]], None]) -> int:
        """Runs everything until it is asked to stop (0) or a part dies (1).

        `when_ready` is told the names of the parts that declined to run on this host.
        """
        self.listen_for_signals()
        try:
            await self.run(when_ready)
        except (PartDied, NotReady) as trouble:
            reason = trouble
        else:
            return 0
        finally:
            await self.stop()
        self.report(reason)
        return 1

    async def run(self, when_ready: Callable[[Sequence[str]], None]) -> None:
        if await self.unless_stopped(self.start()):
            when_ready([process.part.name for process in self.running if process.has_declined])
            await self.unless_stopped(self.watch())

    def listen_for_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.asked_to_stop.set)

    async def unless_stopped(self, work: Coroutine[Any, Any, None]) -> bool:
        """Does `work` to its end, or drops it when a stop is asked for; true when it was done."""
        doing = asyncio.create_task(work)
        stopping = asyncio.create_task(self.asked_to_stop.wait())
        await asyncio.wait([doing, stopping], return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not doing.done():
            doing.cancel()
            await asyncio.wait([doing])  # a process whose start is cut short is ended by asyncio itself
            return False
        doing.result()
        return True

    async def start(self) -> None:
        for _, stage in groupby(self.parts, key=lambda part: part.stage):
            started = [await self.start_one(part) for part in stage]
            await self.until_ready(started)

    async def start_one(self, part: Part) -> PartProcess:
        process = PartProcess(part, self.log)
        await process.start(self.root)
        self.running.append(process)
        self.watches.append(asyncio.create_task(process.ended()))
        return process

    async def until_ready(self, started: Sequence[PartProcess]) -> None:
        """Waits for all of `started`; raises PartDied when any part ends meanwhile, NotReady when one is late."""
        waits = {asyncio.create_task(process.wait_until_ready()) for process in started}
        give_up_at = asyncio.get_running_loop().time() + READY_SECONDS
        while pending := {wait for wait in waits if not wait.done()}:
            left = give_up_at - asyncio.get_running_loop().time()
            living = {watch for watch in self.watches if not watch.done()}
            done, _ = await asyncio.wait(pending | living, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            self.raise_deaths()
            if not done:
                raise NotReady(names_not_ready(started))

    async def watch(self) -> None:
        while living := [watch for watch in self.watches if not watch.done()]:
            await asyncio.wait(living, return_when=asyncio.FIRST_COMPLETED)
            self.raise_deaths()

    def raise_deaths(self) -> None:
        for watch in self.watches:
            if watch.done():
                watch.result()

    async def stop(self) -> None:
        for watch in self.watches:
            watch.cancel()
        await asyncio.gather(*self.watches, return_exceptions=True)
        backwards = sorted(self.running, key=lambda process: -process.part.stage)
        for _, stage in groupby(backwards, key=lambda process: process.part.stage):
            await asyncio.gather(*(process.stop() for process in stage))

    def report(self, reason: PartDied | NotReady) -> None:
        """Says why everything was stopped, after everything has been, so that it is the last that one reads."""
        self.log.tell(f"\n{reason}, so everything else was stopped.")
        if isinstance(reason, PartDied):
            self.log.tell("Its last lines:")
            for line in reason.last_words:
                self.log.tell(f"  {line}")


def names_not_ready(processes: Sequence[PartProcess]) -> str:
    return ", ".join(process.part.name for process in processes if not process.is_ready.is_set())
