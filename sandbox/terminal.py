"""Those who hear a run on the command line: a person who reads, or a program that reads a JSON event a line."""

import json
import os
import select
from abc import abstractmethod
from collections.abc import Mapping
from pathlib import Path

from sandbox.events import End, Event, Outcome, Stack, Stderr, Stdout, to_line
from sandbox.jail.audience import ENOUGH_BYTES, Audience, Outgoing
from sandbox.looking import Look
from sandbox.observations import Observed, Recorded

PATIENCE_SECONDS = 3600.0
"""For somebody who pages through the output."""
WORDS = {
    Outcome.FINISHED: "Finished",
    Outcome.ERROR: "Error",
    Outcome.TIME_LIMIT: "Time limit",
    Outcome.MEMORY_LIMIT: "Memory limit",
    Outcome.OUTPUT_LIMIT: "Output limit",
    Outcome.PROCESS_LIMIT: "Process limit",
    Outcome.DEADLOCK: "Deadlock",
    Outcome.STOPPED: "Stopped",
    Outcome.SANDBOX_FAILURE: "Sandbox failure",
}


class Terminal(Audience):
    """Writes to this process's own output; one that is closed at the other end (`| head`) asks the run to stop."""

    def __init__(self) -> None:
        self.outgoing = {number: Outgoing(number) for number in (1, 2)}
        self.look: Look | None = None
        self._bell, self._rope = os.pipe()
        os.set_blocking(self._bell, False)

    def looks_into(self, source: str, *, trace: Path | None) -> None:
        """From now on it tells the x-ray of the program, before its end."""
        self.look = Look(source, trace=trace)

    def say(self, event: Event) -> None:
        if self.look is not None:
            self.look.hear(event)
            if isinstance(event, End):
                self.tell_xray(self.look, event)
        if not isinstance(event, Observed | Recorded):
            self.tell(event)

    @abstractmethod
    def tell(self, event: Event) -> None:
        """To whoever reads."""

    @abstractmethod
    def tell_xray(self, look: Look, end: End) -> None: ...

    def ask_to_stop(self) -> None:
        """May be called by a signal handler: it ends the supervisor's wait."""
        self.has_asked_to_stop = True
        os.write(self._rope, b"\0")

    def is_full(self) -> bool:
        return any(each.waiting >= ENOUGH_BYTES for each in self.outgoing.values())

    def watched(self) -> Mapping[int, int]:
        waiting = {number: select.POLLOUT for number, each in self.outgoing.items() if each.waiting}
        return {self._bell: select.POLLIN, **waiting}

    def attend(self, ready: Mapping[int, int]) -> None:
        for number, each in self.outgoing.items():
            if number in ready:
                each.write()
        if any(each.is_broken for each in self.outgoing.values()):
            self.has_asked_to_stop = True

    def hear_the_rest(self) -> None:
        for each in self.outgoing.values():
            each.write_all(patience_seconds=PATIENCE_SECONDS)

    def write(self, data: bytes, *, to: int = 1) -> None:
        self.outgoing[to].add(data)
        self.outgoing[to].write_all(patience_seconds=0)


class JsonTerminal(Terminal):
    """Every event as one line on standard output; of an x-ray one, with all that it comes to."""

    def tell(self, event: Event) -> None:
        self.write(to_line(event))

    def tell_xray(self, look: Look, end: End) -> None:
        self.write(json.dumps(look.told(end), ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


class PlainTerminal(Terminal):
    """The program's output as if it ran here, then one line on how it ended."""

    def __init__(self) -> None:
        super().__init__()
        self._is_in_a_line = False

    def tell_xray(self, look: Look, end: End) -> None:
        lines = "".join(f"{line}\n" for line in look.words(end))
        self.write(("\n" * self._is_in_a_line + lines).encode())
        self._is_in_a_line = False

    def tell(self, event: Event) -> None:
        match event:
            case Stdout(text=text):
                self._is_in_a_line = not text.endswith("\n")
                self.write(text.encode())
            case Stderr(text=text):
                self.write(text.encode(), to=2)
            case Stack():
                self.write(("\n" * self._is_in_a_line + stack_lines(event)).encode())
                self._is_in_a_line = False
            case End():
                self.write(("\n" * self._is_in_a_line + closing_line(event)).encode())


def stack_lines(stack: Stack) -> str:
    """The thread, then where it stands, from the outermost call to the innermost, as tracebacks have them."""
    frames = [f'  File "{each.file}", line {each.line}, in {each.function}\n' for each in reversed(stack.frames)]
    return f"{stack.thread} of {stack.process} waits:\n{''.join(frames)}"


def closing_line(end: End) -> str:
    """“Finished after 0.31 s; 0.52 s of CPU time, 24.1 MiB at most.” and the detail."""
    figures = (
        f"{WORDS[end.outcome]} after {end.wall_seconds:.2f} s; {end.cpu_seconds:.2f} s of CPU time, "
        f"{end.peak_memory_bytes / 2**20:.1f} MiB at most."
    )
    return f"{figures} {end.detail}".rstrip() + "\n"
