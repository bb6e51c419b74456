"""The stack of docker-compose.yml in a clean clone: brought up, asked, taken down."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BUILD_SECONDS = 1200
HEALTHY_SECONDS = 180
PROJECT = "interleave-proof"


class Broken(Exception):
    """The stack does not do what it should; the sentence says what was seen."""


@dataclass(frozen=True)
class Stack:
    """A clone of the repository with its .env; `address` is the door of the site."""

    folder: Path
    address: str

    def compose(self, *arguments: str, seconds: float = 120) -> str:
        """What docker-compose prints; raises Broken when it fails."""
        return said([*compose_program(), "--project-name", PROJECT, *arguments], self.folder, seconds=seconds)

    def inside(self, service: str, *command: str, stdin: str = "") -> str:
        return said(["docker", "exec", "-i", self.container(service), *command], self.folder, stdin=stdin)

    def container(self, service: str) -> str:
        return self.compose("ps", "-q", service).strip()

    def facts(self, service: str) -> dict[str, object]:
        """What `docker inspect` knows of the service's container."""
        facts: dict[str, object] = json.loads(said(["docker", "inspect", self.container(service)], self.folder))[0]
        return facts

    def services(self) -> list[str]:
        return self.compose("config", "--services").split()


def compose_program() -> list[str]:
    plugin = subprocess.run(["docker", "compose", "version"], capture_output=True, check=False)
    if plugin.returncode == 0:
        return ["docker", "compose"]
    if shutil.which("docker-compose"):
        return ["docker-compose"]
    raise Broken(
        "There is neither `docker compose` nor `docker-compose` here (Debian: apt-get install docker-compose)."
    )


def said(command: list[str], folder: Path, *, stdin: str = "", seconds: float = 120) -> str:
    result = subprocess.run(
        command, cwd=folder, input=stdin, capture_output=True, text=True, timeout=seconds, check=False
    )
    if result.returncode:
        last = "\n".join((result.stdout + result.stderr).splitlines()[-25:])
        raise Broken(f"`{' '.join(command)}` ended with status {result.returncode}:\n{last}")
    return result.stdout


def clean_clone(repository: Path, folder: Path) -> Path:
    """What is committed, and nothing else: a clone without the working tree's leavings."""
    said(["git", "clone", "--quiet", "--no-hardlinks", str(repository), str(folder)], repository)
    return folder


def prepare(folder: Path, *, http_port: int, https_port: int) -> Stack:
    """Writes the .env as an operator does, and a certificate of our own making."""
    address = f"https://127.0.0.1:{https_port}"
    environment = said([sys.executable, "deploy/new_env.py", address], folder)
    environment = environment.replace("HTTP_PORT=80\n", f"HTTP_PORT={http_port}\n")
    environment = environment.replace("HTTPS_PORT=443\n", f"HTTPS_PORT={https_port}\n")
    chosen = [name for name in ("PYTHON_IMAGE", "POSTGRES_IMAGE", "REDIS_IMAGE") if name in os.environ]
    (folder / ".env").write_text(environment + "".join(f"{name}={os.environ[name]}\n" for name in chosen))
    make_certificate(folder / "deploy" / "tls")
    return Stack(folder, address)


def make_certificate(folder: Path) -> None:
    names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", "privkey.pem", "-out", "fullchain.pem"]
    said(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names, *files], folder)
    (folder / "privkey.pem").chmod(0o644)  # a throw-away key; an operator gives it to user 10003 alone


@contextmanager
def standing(stack: Stack) -> Iterator[None]:
    """The stack up and healthy in the block; afterwards no container, network, volume or image of it is left."""
    try:
        stack.compose("build", seconds=BUILD_SECONDS)
        bring_up(stack)
        wait_until_healthy(stack)
        yield
    finally:
        if "KEEP" not in os.environ:
            stack.compose("down", "--volumes", "--remove-orphans", "--rmi", "local")


def bring_up(stack: Stack) -> None:
    """Where a service does not come up, those that it waits for have said why."""
    try:
        stack.compose("up", "--detach", "--no-build", seconds=HEALTHY_SECONDS)
    except Broken as broken:
        raise Broken(f"{broken}\n{stack.compose('logs', '--no-color', '--tail', '20')}") from None


def left_behind(stack: Stack) -> list[str]:
    """Containers, volumes and networks that still bear the stack's name."""
    found = []
    for things in (["ps", "--all"], ["volume", "ls"], ["network", "ls"]):
        label = f"label=com.docker.compose.project={PROJECT}"
        found += said(["docker", *things, "--quiet", "--filter", label], stack.folder).split()
    return found


def wait_until_healthy(stack: Stack) -> None:
    give_up_at = time.monotonic() + HEALTHY_SECONDS
    waiting = set(stack.services()) - {"migrate"}
    while waiting:
        waiting = {service for service in waiting if health(stack, service) != "healthy"}
        if waiting and time.monotonic() > give_up_at:
            logs = stack.compose("logs", "--no-color", "--tail", "30", *sorted(waiting))
            raise Broken(f"Not healthy within {HEALTHY_SECONDS} s: {', '.join(sorted(waiting))}\n{logs}")
        time.sleep(1)


def health(stack: Stack, service: str) -> str:
    state = stack.facts(service)["State"]
    assert isinstance(state, dict)
    return str(state.get("Health", {}).get("Status", state["Status"]))
