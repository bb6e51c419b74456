"""A whole site as people start it, `manage.py up`, with a database of its own: for tests that look from outside."""

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from operations.embedded_redis import free_port

ROOT = Path(__file__).resolve().parents[1]
READY_SECONDS = 90.0


class Site:
    """A running `manage.py up`: its address, everything it has said, and the processes that belong to it."""

    def __init__(
        self,
        folder: Path,
        *,
        port: int | None = None,
        environment: dict[str, str | None] | None = None,
        wrapped_by: tuple[str, ...] = (),
    ) -> None:
        self.folder = folder
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.lines: list[str] = []
        self._said: queue.Queue[str | None] = queue.Queue()
        self.process = subprocess.Popen(
            [*wrapped_by, sys.executable, "manage.py", "up", "--port", str(self.port)],
            cwd=ROOT,
            env=self._environment(environment or {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def _environment(self, more: dict[str, str | None]) -> dict[str, str]:
        """The site's environment: little that is inherited, and `more`; None takes a name out."""
        inherited = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
        database = f"sqlite:///{self.folder / 'site.sqlite3'}"
        wanted = {**inherited, "DATABASE_URL": database, "TMPDIR": str(self.folder), **more}
        return {name: value for name, value in wanted.items() if value is not None}

    def _listen(self) -> None:
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))
            self._said.put(line)
        self._said.put(None)
        self.process.stdout.close()

    def wait_for(self, text: str, seconds: float = READY_SECONDS) -> str:
        """The next line that contains `text`; fails with everything said so far when it never comes."""
        try:
            while (line := self._said.get(timeout=seconds)) is not None:
                if text in line:
                    return line
        except queue.Empty:
            pass
        raise AssertionError(f"{text!r} was never said:\n" + "\n".join(self.lines[-60:]))

    def processes(self) -> dict[int, str]:
        """The site's living processes by id: whoever descends from it, found by the folder in their environment."""
        marker = f"TMPDIR={self.folder}".encode()
        found = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    environment, command = (entry / "environ").read_bytes(), (entry / "cmdline").read_bytes()
                except OSError:
                    continue
                if marker in environment or str(self.folder).encode() in command:
                    found[int(entry.name)] = command.replace(b"\0", b" ").decode()
        return found

    def ended(self, seconds: float = READY_SECONDS) -> int:
        """Its exit status, once it ends by itself."""
        return self.process.wait(seconds)

    def said(self) -> str:
        return "\n".join(self.lines)

    def process_of(self, part: str) -> int:
        return min(pid for pid, command in self.processes().items() if part in command)

    def stop(self, number: int = signal.SIGTERM, seconds: float = 20.0) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(seconds)
        finally:
            if self.process.poll() is None:
                self.process.kill()


@contextmanager
def running_site(folder: Path, environment: dict[str, str | None] | None = None) -> Iterator[Site]:
    site = Site(folder, environment=environment)
    try:
        site.wait_for("Interleave is ready")
        yield site
    finally:
        site.stop()
