"""One part as a running process: its log relayed line by line, its last words kept, its end in order."""

import asyncio
import ctypes
import os
import signal
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path

from operations.together.log import PrefixedLog
from operations.together.parts import Part

LAST_WORDS = 12
LONGEST_LINE_BYTES = 2**20
PR_SET_PDEATHSIG = 1


class PartDied(Exception):
    """A part ended that should not have; carries its name, its exit status and its last lines."""

    def __init__(self, name: str, status: int, last_words: list[str]) -> None:
        super().__init__(f"{name} {manner_of_end(status)}")
        self.name, self.status, self.last_words = name, status, last_words


def manner_of_end(status: int) -> str:
    return f"ended with status {status}" if status >= 0 else f"was ended by {signal.Signals(-status).name}"


class PartProcess:
    """A started part. It leads a session of its own, so that Ctrl-C reaches the conductor alone."""

    def __init__(self, part: Part, log: PrefixedLog) -> None:
        self.part, self.log = part, log
        self.last_words: deque[str] = deque(maxlen=LAST_WORDS)
        self.is_ready = asyncio.Event()
        self.has_declined = False

    async def start(self, root: Path) -> None:
        self.process = await asyncio.create_subprocess_exec(
            *self.part.command,
            cwd=root,
            env=dict(self.part.environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent(),
            limit=LONGEST_LINE_BYTES,
        )
        self.relaying = asyncio.create_task(self.relay())

    async def relay(self) -> None:
        while line := await self.next_line():
            text = line.decode(errors="replace").rstrip("\n")
            self.last_words.append(text)
            self.log.said(self.part.name, text)
            if self.part.ready_line in text:
                self.is_ready.set()

    async def next_line(self) -> bytes:
        assert self.process.stdout is not None
        try:
            return await self.process.stdout.readline()
        except ValueError:  # asyncio drops a line beyond its limit; a part that is not read would come to a halt
            return b"(a line of more than a mebibyte is left out)\n"

    async def wait_until_ready(self) -> None:
        await self.is_ready.wait()

    async def ended(self) -> None:
        """Returns when the part has declined to run here; raises PartDied when it ended in any other way."""
        status = await self.process.wait()
        await asyncio.wait([self.relaying], timeout=0.5)
        if status != self.part.may_decline_with:
            raise PartDied(self.part.name, status, list(self.last_words))
        self.has_declined = True
        self.is_ready.set()

    async def stop(self) -> None:
        """Ends the part and everything it started: SIGTERM, its patience, then SIGKILL to its whole session."""
        if self.process.returncode is None:
            self.process.terminate()
            try:
                await asyncio.wait_for(self.process.wait(), self.part.patience_seconds)
            except TimeoutError:
                self.log.said(self.part.name, "did not end in time: killed")
        self.kill_session()
        await self.process.wait()
        self.relaying.cancel()

    def kill_session(self) -> None:
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return  # nobody of its group is left


def die_with_parent() -> Callable[[], None] | None:
    """What a child does before its program starts, so that a killed conductor leaves no orphans (Linux only)."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl  # looked up here: between fork and exec only plain calls are safe
    return lambda: prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
