"""The runner's side of a zygote: starts one for an interpreter, and asks it for jails."""

import os
import select
import socket
import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from sandbox.jail import control
from sandbox.jail.ends import Ends
from sandbox.jail.interpreters import Interpreter
from sandbox.jail.jails import Channels, Jail, NoJail
from sandbox.jail.rooms import Room, Rooms

ROOT = Path(__file__).resolve().parents[2]
BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from sandbox.jail.founding import main; main()"
FOUNDING = (os.path.realpath(sys.executable), "-I", "-S", "-c", BOOT, str(ROOT))
"""The interpreter under the venv, isolated and without site: nothing of the site's packages is even found."""
FOUNDING_SECONDS = 20.0
"""A zygote is ready in a fifth of a second; on a host that is out of breath it may take longer, then it is given up."""
FORKING_SECONDS = 10.0
ENDING_SECONDS = 5.0


class Zygote:
    """One warm interpreter. Start it from a thread that outlives it: with that thread the kernel ends it."""

    def __init__(self, interpreter: Interpreter, *, is_root: bool, masks_proc: bool = False) -> None:
        """Raises NoJail where it cannot be founded. `is_root`, `masks_proc`: see `founding.found`."""
        self.interpreter = interpreter
        self._lock = threading.Lock()
        self._door, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [*FOUNDING, str(theirs.fileno())], env={}, cwd="/", stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, pass_fds=[theirs.fileno()], start_new_session=True,
            )  # fmt: skip
        try:
            self._door.send(control.to_found(interpreter, is_root=is_root, masks_proc=masks_proc))
            self._hear(control.Ready, within=FOUNDING_SECONDS)
        except BaseException:
            self.close()
            raise

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def built_jail(self, rooms: Rooms) -> Jail:
        """A new jail whose walls stand, in a room of its own. Raises NoJail."""
        jail = self._jail(rooms)
        try:
            jail.build()
            jail.wait_until_built()
        except BaseException:
            jail.close()
            raise
        return jail

    def _jail(self, rooms: Rooms) -> Jail:
        try:
            room = rooms.one()
        except OSError as error:
            raise NoJail("room", error.errno or 0, str(error)) from None
        try:
            return self._born_in(room)
        except BaseException:
            room.leave()
            raise

    def _born_in(self, room: Room) -> Jail:
        with ExitStack() as ours, ExitStack() as theirs:
            line, their_line = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            ours.enter_context(line)
            theirs.enter_context(their_line)
            their_order, order = os.pipe()
            ours.callback(os.close, order)
            theirs.callback(os.close, their_order)
            stdout, their_stdout = pipe(ours, theirs)
            stderr, their_stderr = pipe(ours, theirs)
            ends = Ends(their_line.fileno(), their_order, their_stdout, their_stderr)
            pid = self._fork(room.uid, ends)
            ours.pop_all()
        channels = Channels(line=line, order=order, stdout=stdout, stderr=stderr)
        return Jail(pid, self.interpreter, room, channels)

    def _fork(self, uid: int, ends: Ends) -> int:
        with self._lock:
            try:
                socket.send_fds(self._door, [control.to_fork(uid)], list(ends))
            except OSError as error:
                raise NoJail("zygote", error.errno or 0, "the zygote has ended") from None
            born = self._hear(control.Born, within=FORKING_SECONDS)
        return born.pid

    def _hear[M](self, kind: type[M], *, within: float) -> M:
        if not select.select([self._door], [], [], within)[0]:
            raise NoJail("zygote", 0, f"the zygote did not answer within {within:.0f} s")
        try:
            message, _ = control.hear(self._door)
        except ConnectionError:
            message = None
        if isinstance(message, control.Failed):
            raise NoJail(message.step, message.errno, message.text)
        if not isinstance(message, kind):
            raise NoJail("zygote", 0, "the zygote ended without a word")
        return message

    def close(self) -> None:
        """Ends the zygote; jails that it has forked live on."""
        self._door.close()
        self._process.kill()
        self._process.wait(ENDING_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def pipe(ours: ExitStack, theirs: ExitStack) -> tuple[int, int]:
    """A pipe whose reading end is ours, and does not block, and whose writing end is theirs."""
    reading, writing = os.pipe()
    ours.callback(os.close, reading)
    theirs.callback(os.close, writing)
    os.set_blocking(reading, False)
    return reading, writing
