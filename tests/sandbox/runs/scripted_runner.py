"""A runner that follows a script: it speaks the real wire over a real socket, and the "program" says what to do.

Each line of a program's source is one step:

    start              the program runs
    out TEXT           it prints a line
    err TEXT           it prints a line to stderr
    flood N            it prints N numbered lines
    sleep SECONDS      it takes its time; a stop ends it
    wait               it goes on when the test says so, by `ScriptedRunner.go_on`; a stop ends it
    end OUTCOME [N]    it ends so, with exit code N
    hang up            the runner goes away in the middle
    refuse TEXT        the runner refuses the job
    time N STEP        the step, when this program is run for the Nth time
"""

import contextlib
import json
import socket
import threading
import time
from pathlib import Path
from typing import Self

from sandbox.events import End, Event, Outcome, Started, Starting, Stderr, Stdout, to_json
from sandbox.runner.wire import pack

ABOUT = {
    "kind": "about",
    "slots": 2,
    "cores": 2,
    "lanes": 1,
    "interpreters": ["3.13.0"],
    "default": "3.13.0",
    "walls": "none: a script",
    "tier": "1b",
}


class HungUp(Exception):
    pass


class ScriptedRunner:
    """Serves until it is stopped; `jobs` are the sources that were asked, in order; `starts` says when."""

    def __init__(self, path: Path, *, slots: int = 2) -> None:
        self.path, self.slots = path, slots
        self.jobs: list[str] = []
        self.connections: set[socket.socket] = set()
        self.scripts: list[Script] = []

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(self.path))
        self.listener.listen(64)
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()

    def stop(self) -> None:
        """Goes away like a killed process: every connection ends in the middle."""
        self.path.unlink(missing_ok=True)
        for each in [self.listener, *self.connections]:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def go_on(self) -> None:
        """Let every program that waits go on."""
        for each in self.scripts:
            each.may_go_on.set()

    def _accept(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection = listener.accept()[0]
                self.connections.add(connection)
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError, ValueError, HungUp), connection:
            reader = connection.makefile("rb")
            request = json.loads(reader.readline())
            if request["kind"] == "about":
                connection.sendall(pack({**ABOUT, "slots": self.slots}))
                return
            self.jobs.append(request["source"])
            script = Script(connection, turn=self.jobs.count(request["source"]))
            self.scripts.append(script)
            threading.Thread(target=_listen, args=(reader, script), daemon=True).start()
            try:
                script.follow(request["source"])
            finally:
                connection.shutdown(socket.SHUT_RDWR)
        self.connections.discard(connection)


def _listen(reader, script: "Script") -> None:
    """A stop, or the end of the connection: either way the run is to end."""
    with contextlib.suppress(OSError, ValueError):
        reader.readline()
    script.stopped.set()
    script.may_go_on.set()


class Script:
    def __init__(self, connection: socket.socket, *, turn: int) -> None:
        self.connection, self.turn = connection, turn
        self.stopped, self.may_go_on = threading.Event(), threading.Event()
        self.began = time.monotonic()

    @property
    def at(self) -> float:
        return time.monotonic() - self.began

    def follow(self, source: str) -> None:
        self.say(Starting())
        if not source.startswith(("start", "refuse", "hang")):
            source = f"start\nout {source}\nend finished 0"
        for line in source.splitlines():
            self.do(line)
            if self.stopped.is_set():
                return self.end(Outcome.STOPPED, None)
        return None

    def do(self, line: str) -> None:
        verb, _, rest = line.partition(" ")
        getattr(self, f"do_{verb}")(rest)

    def do_time(self, rest: str) -> None:
        number, _, step = rest.partition(" ")
        if int(number) == self.turn:
            self.do(step)

    def do_start(self, _: str) -> None:
        self.say(Started(at=0.0, python="3.13.0", cores=2))

    def do_out(self, text: str) -> None:
        self.say(Stdout(at=self.at, text=f"{text}\n"))

    def do_err(self, text: str) -> None:
        self.say(Stderr(at=self.at, text=f"{text}\n"))

    def do_flood(self, count: str) -> None:
        for number in range(int(count)):
            self.do_out(str(number))

    def do_sleep(self, seconds: str) -> None:
        self.stopped.wait(float(seconds))

    def do_wait(self, _: str) -> None:
        self.may_go_on.wait()

    def do_end(self, rest: str) -> None:
        outcome, _, code = rest.partition(" ")
        self.end(Outcome(outcome), int(code) if code else None)

    def do_hang(self, _: str) -> None:
        raise HungUp

    def do_refuse(self, sentence: str) -> None:
        self.connection.sendall(pack({"kind": "refused", "sentence": sentence}))

    def end(self, outcome: Outcome, exit_code: int | None) -> None:
        self.say(
            End(
                outcome=outcome,
                exit_code=exit_code,
                wall_seconds=self.at,
                cpu_seconds=0.5,
                peak_memory_bytes=12 * 2**20,
            )
        )

    def say(self, event: Event) -> None:
        self.connection.sendall(pack(to_json(event)))
