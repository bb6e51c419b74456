"""Real processes of the site, as a test needs them: a worker of runs, a web server; on the test's own database."""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import connection as database

from operations.embedded_redis import free_port

ROOT = Path(__file__).resolve().parents[3]
PATIENCE_SECONDS = 60.0
"""Long: it bounds a promise that is broken, and says nothing about how fast it is kept."""


class SiteProcess:
    """A started process, and every line it says. `started` are all of them, so that a failed test leaves none."""

    started: ClassVar[list["SiteProcess"]] = []

    def __init__(self, *command: str, **environment: str) -> None:
        self.said: list[str] = []
        self._lines: queue.Queue[str | None] = queue.Queue()
        self.process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env={**site_environment(), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self.started.append(self)

    def _listen(self) -> None:
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))
            self._lines.put(line)
        self._lines.put(None)

    def wait_for(self, *texts: str, seconds: float = PATIENCE_SECONDS) -> None:
        """Until it says a line with one of these in it."""
        give_up_at = time.monotonic() + seconds
        while time.monotonic() < give_up_at:
            try:
                line = self._lines.get(timeout=0.1)
            except queue.Empty:
                continue
            if line is None:
                break
            if any(text in line for text in texts):
                return
        raise AssertionError(f"{' or '.join(map(repr, texts))} was never said:\n" + "\n".join(self.said[-40:]))

    def end(self, number: int = signal.SIGTERM) -> float:
        """Ask it to end; how many seconds it took."""
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(PATIENCE_SECONDS)
        return time.monotonic() - began

    def is_alive(self) -> bool:
        """Whether anybody of its process group is left."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def signal(self, number: int) -> None:
        """To it and all its children."""
        os.killpg(self.process.pid, number)

    def kill(self) -> None:
        """SIGKILL to it and all its children, as a power cut would."""
        if self not in self.started:
            return
        self.started.remove(self)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(5)
        self._listener.join(5)
        self.process.stdout.close()


def site_environment() -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.sandbox.runs.serving_settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "platform")]),
        "PYTHONUNBUFFERED": "1",
        "REDIS_URL": settings.REDIS_URL,
        "RUNNER_SOCKET": settings.RUNNER_SOCKET,
        "TEST_DATABASE_NAME": str(database.settings_dict["NAME"]),
    }


def start_worker(command: str = "work_runs") -> SiteProcess:
    worker = SiteProcess("manage.py", command)
    worker.wait_for(" ready.")
    return worker


def start_web(port: int | None = None) -> tuple[SiteProcess, int]:
    port = port or free_port()
    web = SiteProcess(
        "-m", "uvicorn", "website.asgi:application", "--port", str(port), "--timeout-graceful-shutdown", "60"
    )
    web.wait_for("Uvicorn running on")
    return web, port


def eventually[T](ask: Callable[[], T], seconds: float = PATIENCE_SECONDS) -> T:
    """The first true answer; fails when there is none in time."""
    give_up_at = time.monotonic() + seconds
    while not (answer := ask()):
        assert time.monotonic() < give_up_at, "it never came"
        time.sleep(0.02)
    return answer
