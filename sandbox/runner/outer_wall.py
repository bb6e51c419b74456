"""The outer wall: bubblewrap around the runner, so that who escapes from a jail is still in a small read-only world.

It has no network, an empty environment, and may write to nothing but the socket's folder and the runner's own cgroups.
It keeps the host's pids and /proc: behind bubblewrap's own /proc no jail is granted a fresh one (tier 1b), and the
supervisor measures by them. We stay outside as the parent, which hands signals on: bubblewrap does not.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sandbox.jail.advice import this_host
from sandbox.jail.cgroups import Home
from sandbox.jail.homes import find_home
from sandbox.jail.interpreters import Interpreters, find_interpreters, greenlets_folder
from sandbox.selftest.outer import bubblewrap

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
PACKAGE = Path(__file__).resolve().parents[1]
BOOT = """\
import runpy, sys
sys.path.insert(0, sys.argv.pop(1))
sys.path.append(sys.argv.pop(1))
runpy.run_module("sandbox.runner", run_name="__main__")
"""
"""Where our packages lie, and where greenlet lies: of its neighbours there nothing is behind the wall."""
CAPABILITIES = (
    "SYS_ADMIN", "SETUID", "SETGID", "SETFCAP", "CHOWN", "DAC_OVERRIDE", "KILL", "SYS_NICE", "SYS_PTRACE",
)  # fmt: skip
"""What root keeps: it mounts, gives uids away, and measures, ends and places other uids' processes. SETFCAP: since
Linux 5.12 root's own uid is not mapped into a user namespace without it, and the self-test does that."""
MERGED = ("bin", "sbin", "lib", "lib32", "lib64")
NAMES = ("ld.so.cache", "passwd", "group", "nsswitch.conf", "localtime")
STARTING_SECONDS = 10
MFD_CLOEXEC = 1


class NoOuterWall(Exception):
    """The runner must do without it; a few words say what stands around it, or why nothing does."""


def run_behind_it(arguments: Sequence[str], *, socket: Path, group: str | None) -> int:
    """Runs the runner behind the outer wall until it ends; gives its exit status. Raises NoOuterWall, NoInterpreter.

    The caller has one thread, has made room for runs, and hears no signals afterwards but to hand them on.
    """
    program = bubblewrap()
    if program is None:
        is_container = this_host().is_container
        raise NoOuterWall(
            "outer wall: this container" if is_container else "no outer wall: bubblewrap is not installed"
        )
    if group is not None and os.geteuid() != 0:
        raise NoOuterWall(
            "no outer wall: --group is given, and behind an ordinary user's bubblewrap nobody can tell who calls"
        )
    wall = OuterWall(
        program=program,
        folder=socket.resolve().parent,
        interpreters=find_interpreters(),
        home=find_home(),
        greenlet=greenlets_folder(),
    )
    wall.try_it()
    return wall.run(arguments)


@dataclass(frozen=True, kw_only=True)
class OuterWall:
    """`program`: where bubblewrap is; `folder`: of the runner's socket; `home`: where it makes cgroups.

    `greenlet`: the folder of the one foreign package that its jails may be given; None where it is not installed.
    """

    program: str
    folder: Path
    interpreters: Interpreters
    home: Home | None
    greenlet: str | None = None

    def try_it(self) -> None:
        """Raises NoOuterWall where the interpreter does not start behind it."""
        with self.start(["-c", ""], stderr=subprocess.PIPE) as tried:
            try:
                _, said = tried.communicate(timeout=STARTING_SECONDS)
            except subprocess.TimeoutExpired:
                tried.kill()
                raise NoOuterWall(f"no outer wall: bubblewrap does not start within {STARTING_SECONDS} s") from None
        if tried.returncode:
            reason = " ".join(said.decode(errors="replace").split()) or f"bubblewrap ends with {tried.returncode}"
            raise NoOuterWall(f"no outer wall: {reason}")

    def run(self, arguments: Sequence[str]) -> int:
        """Runs `python -m sandbox.runner ARGUMENTS` behind it, hands signals on, and gives its exit status."""
        post = Post()
        told, telling = os.pipe()
        boot = ["-c", BOOT, str(PACKAGE.parent), str(Path(self.greenlet or PACKAGE).parent)]
        with self.start([*boot, *arguments], "--info-fd", str(telling), pass_fd=telling) as outer:
            os.close(telling)
            with os.fdopen(told, "rb") as information:
                post.address_to(json.loads(information.read() or b"{}").get("child-pid"))
            status = outer.wait()
        return 0 if post.is_asked and status in {128 + number for number in SIGNALS} else status

    def start(
        self, command: Sequence[str], *more: str, pass_fd: int | None = None, stderr: int | None = None
    ) -> "subprocess.Popen[bytes]":
        """Options go by a descriptor, and the environment is empty: both else stand in /proc for all to read."""
        python = [os.path.realpath(sys.executable), "-I", "-S", *command]
        options = in_memory("\0".join([*self._options(), *more]))
        try:
            return subprocess.Popen(
                [self.program, "--args", str(options), "--", *python], env={}, cwd="/", stderr=stderr,
                pass_fds=[options, *([] if pass_fd is None else [pass_fd])], start_new_session=True,
            )  # fmt: skip
        finally:
            os.close(options)

    def _options(self) -> Iterator[str]:
        yield from ("--unshare-net", "--unshare-ipc", "--unshare-uts", "--die-with-parent")
        if os.geteuid() == 0:
            yield from ("--cap-drop", "ALL")
            for each in CAPABILITIES:
                yield from ("--cap-add", f"CAP_{each}")
        for path in ("/tmp", "/run", "/var/tmp"):  # noqa: S108 - each an empty one of its own
            yield from ("--tmpfs", path)
        yield from ("--dev", "/dev", "--bind", "/proc", "/proc", "--dir", "/sys", "--ro-bind", "/usr", "/usr")
        yield from self._names_of_the_host()
        for folder in sorted({prefix for each in self.interpreters.all for prefix in each.prefixes} - {"/", "/usr"}):
            yield from ("--ro-bind", folder, folder)
        for folder in filter(None, (str(PACKAGE), self.greenlet)):
            yield from ("--ro-bind", folder, folder)
        for group in sorted(set(self.home.folders.values())) if self.home else ():
            yield from ("--bind", str(group), str(group))
        yield from ("--bind", str(self.folder), str(self.folder), "--remount-ro", "/", "--chdir", "/")

    def _names_of_the_host(self) -> Iterator[str]:
        for path in (Path("/", name) for name in MERGED):
            if path.is_symlink():
                yield from ("--symlink", str(path.readlink()), str(path))
            elif path.is_dir():
                yield from ("--ro-bind", str(path), str(path))
        for name in NAMES:
            yield from ("--ro-bind-try", f"/etc/{name}", f"/etc/{name}")


class Post:
    """Hands SIGTERM, SIGINT and SIGHUP on to one process, and those that came before it had an address as well."""

    def __init__(self) -> None:
        self.is_asked = False
        self._pidfd: int | None = None
        for number in SIGNALS:
            signal.signal(number, lambda received, _: self._pass_on(received))

    def address_to(self, pid: int | None) -> None:
        if pid is None:
            return  # it did not start, and says so by its status
        try:
            self._pidfd = os.pidfd_open(pid)
        except ProcessLookupError:
            return
        if self.is_asked:
            self._pass_on(signal.SIGTERM)

    def _pass_on(self, number: int) -> None:
        self.is_asked = True
        if self._pidfd is None:
            return
        try:
            signal.pidfd_send_signal(self._pidfd, signal.Signals(number))
        except ProcessLookupError:
            return


def in_memory(text: str) -> int:
    """A descriptor from which `text` can be read once."""
    descriptor = os.memfd_create("options", MFD_CLOEXEC)
    os.write(descriptor, text.encode())
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor
