"""The parts that make the site: what each is started with, and the line by which it says that it is ready."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from operations.embedded_redis import EmbeddedRedis

#: With this status the runner says that no jail can be built on this host: everything but runs works.
NO_SANDBOX_HERE = 3


@dataclass(frozen=True, kw_only=True)
class Part:
    """One process of the site.

    `stage` orders the start (lower first; equal ones at once) and, backwards, the stop.
    `patience_seconds` is how long it may take to end after SIGTERM before it is killed: all stages together stay below
    the five seconds in which everything is gone.
    """

    name: str
    stage: int
    command: list[str]
    environment: Mapping[str, str]
    ready_line: str
    patience_seconds: float = 0.8
    may_decline_with: int | None = None


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a site runs: its root, its port, and a private folder for sockets and other files that go at the end."""

    root: Path
    folder: Path
    port: int

    @property
    def runner_socket(self) -> Path:
        return self.folder / "runner.sock"


def redis_part(server: EmbeddedRedis) -> Part:
    return Part(name="redis", stage=0, command=server.command(), environment={}, ready_line="Ready to accept")


def runner_part(place: Place) -> Part:
    """The sandbox runner: it shares nothing with the site but a socket, so it starts with an empty environment."""
    return Part(
        name="runner",
        stage=1,
        command=[sys.executable, "-m", "sandbox.runner", "--socket", str(place.runner_socket)],
        environment={},
        ready_line="ready:",
        may_decline_with=NO_SANDBOX_HERE,
    )


def site_parts(place: Place, environment: Mapping[str, str]) -> list[Part]:
    """The web server, the three workers and beat, all with the site's `environment`."""

    def part(name: str, ready_line: str, *command: str) -> Part:
        return Part(
            name=name,
            stage=2,
            command=[sys.executable, *command],
            environment=environment,
            ready_line=ready_line,
            patience_seconds=2.0,
        )

    celery = ("-m", "celery", "--quiet", "--app", "website")
    schedule = str(place.folder / "beat-schedule")
    return [
        part("runs", " ready.", "manage.py", "work_runs"),
        part("moves", " ready.", "manage.py", "work_moves"),
        part("background", " ready.", "manage.py", "work_background"),
        part("beat", "beat: Starting", *celery, "beat", "--schedule", schedule, "--loglevel", "INFO"),
        part(
            "web", "Uvicorn running on", "-m", "uvicorn", "website.asgi:application", "--host", "127.0.0.1",
            "--port", str(place.port), "--timeout-graceful-shutdown", "1", "--no-access-log",
        ),
    ]  # fmt: skip


def site_environment(place: Place, redis_url: str) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(place.root), str(place.root / "platform")]),
        "PYTHONUNBUFFERED": "1",
        "TMPDIR": str(place.folder),
        "REDIS_URL": redis_url,
        "RUNNER_SOCKET": str(place.runner_socket),
    }
