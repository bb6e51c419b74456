"""What can be run now: workers announce what their runner offers, pages ask."""

import json
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import redis
from django.conf import settings

from sandbox.runner.client import About, RunnerGone, about
from sandbox.runs.redis_connection import connection

HOSTS = "runs:hosts"
ANNOUNCED_SECONDS = 8
"""How long an announcement holds: four times the pause between two of them."""
ASKING_SECONDS = 1.0

AWAY = "The sandbox is away just now, so nothing can be run. Your program is safe; try again in a minute."
NO_WORKER = "No worker is there to run programs just now. Your program is safe; try again in a minute."
LINE_IS_CUT = "The line that carries output is interrupted. A run waits in the queue until it is back."


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """`is_open` says whether a run may be asked for; `sentence` says why not, or what else to know ("" mostly).

    `slots` is what all hosts can run at once, `cores` what each run has at least. `interpreters` are those that every
    host offers; none are named while nothing is known. `tier` is what the walls of the weakest host make together.
    """

    is_open: bool
    sentence: str = ""
    slots: int = 0
    cores: int = 0
    interpreters: tuple[str, ...] = ()
    default: str = ""
    tier: str = ""

    def offers(self, python: str | None) -> bool:
        """Whether a job for this Python can be run, as far as is known: "3.13" is offered by a 3.13.0."""
        return not self.interpreters or python is None or python in {*self.interpreters, *map(minor, self.interpreters)}

    def builds(self) -> tuple[str, str] | None:
        """The default Python and a free-threaded one to put beside it, as jobs ask for them; None without both.

        One of the same version tells most; the newest will do.
        """
        own = minor(self.default) if self.default else ""
        free = {minor(each) for each in self.interpreters if each.endswith("t")}
        if not own or own.endswith("t") or not free:
            return None
        return own, f"{own}t" if f"{own}t" in free else max(free, key=number)


def minor(version: str) -> str:
    """The version as a job asks for it: "3.13" of "3.13.0", "3.13t" of the free-threaded "3.13.0t"."""
    return ".".join(version.removesuffix("t").split(".")[:2]) + "t" * version.endswith("t")


def number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.removesuffix("t").split(".")))


def capacity() -> Capacity:
    """What can be run now. Never raises, and answers within seconds even when Redis does not."""
    try:
        return combined(announced())
    except redis.RedisError:
        # A row is safe without Redis; the bell is rung, and the output shown, as soon as it is back.
        return Capacity(is_open=True, sentence=LINE_IS_CUT)


def combined(hosts: Sequence[Capacity]) -> Capacity:
    """What all hosts offer together: a worker of any of them may take any run."""
    able = [host for host in hosts if host.is_open]
    if not able:
        return hosts[0] if hosts else Capacity(is_open=False, sentence=NO_WORKER)
    first, *others = able
    return Capacity(
        is_open=True,
        slots=sum(host.slots for host in able),
        cores=min(host.cores for host in able),
        interpreters=tuple(each for each in first.interpreters if all(each in host.interpreters for host in others)),
        default=first.default,
        tier=max(host.tier for host in able),  # "1" is stronger than "1b"
    )


def announced() -> list[Capacity]:
    """What the hosts last said; those that fell silent are forgotten. Raises RedisError."""
    client: Any = connection()
    hosts = sorted(client.smembers(HOSTS))
    said = client.mget([host_key(host.decode()) for host in hosts]) if hosts else []
    silent = [host for host, words in zip(hosts, said, strict=True) if words is None]
    if silent:
        client.srem(HOSTS, *silent)
    return [read(words) for words in said if words is not None]


def announce(offered: Capacity, *, host: str = "") -> None:
    """Say for some seconds what this host offers. Raises RedisError."""
    host = host or socket.gethostname()
    with connection().pipeline() as pipe:
        pipe.sadd(HOSTS, host)
        pipe.set(host_key(host), json.dumps(asdict(offered)), ex=ANNOUNCED_SECONDS)
        pipe.execute()


def withdraw(*, host: str = "") -> None:
    """Say that this host offers nothing any more. Never raises: what is announced expires soon."""
    with suppress(redis.RedisError):
        connection().delete(host_key(host or socket.gethostname()))


def offered_here() -> Capacity:
    """What the runner of this host offers, asked now; or why it cannot be asked."""
    path = settings.RUNNER_SOCKET
    if not path:
        return Capacity(is_open=False, sentence="This host has no sandbox: RUNNER_SOCKET is not set.")
    try:
        return of_about(about(path, timeout=ASKING_SECONDS))
    except RunnerGone:
        return Capacity(is_open=False, sentence=refusal_beside(path) or AWAY)


def refusal_beside(socket_path: str) -> str:
    """What a runner wrote before it declined; "" where there is nothing, or no more: it is removed at each start."""
    try:
        return Path(f"{socket_path}.refused").read_text().strip()
    except OSError:
        return ""


def of_about(offer: About) -> Capacity:
    return Capacity(
        is_open=True,
        slots=offer.slots,
        cores=offer.cores,
        interpreters=offer.interpreters,
        default=offer.default,
        tier=offer.tier,
    )


def read(words: bytes) -> Capacity:
    fields = json.loads(words)
    return Capacity(**{**fields, "interpreters": tuple(fields["interpreters"])})


def host_key(host: str) -> str:
    return f"runs:host:{host}"
