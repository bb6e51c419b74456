"""A temporary PostgreSQL cluster for the tests: made, started on a socket of its own, and gone afterwards."""

import glob
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = ("initdb", "pg_ctl")


def program(name: str) -> str | None:
    """Where a server program lies: on the path, or in Debian's versioned folders, newest first."""
    found = shutil.which(name)
    versioned = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), reverse=True)  # noqa: PTH207
    return found or next(iter(versioned), None)


def missing_programs() -> list[str]:
    return [name for name in PROGRAMS if program(name) is None]


@contextmanager
def running_postgres(folder: Path) -> Iterator[str]:
    """The DATABASE_URL of a cluster in `folder`, for the length of a `with` block. It listens on no network port."""
    owner = unprivileged_owner()
    if owner:
        shutil.chown(folder, owner)
    data = folder / "data"
    run(owner, program("initdb"), "--pgdata", data, "--username", "interleave", "--auth", "trust", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c max_connections=60"
    run(owner, program("pg_ctl"), "--pgdata", data, "--wait", "--log", folder / "log", "--options", options, "start")
    try:
        yield f"postgres://interleave@/postgres?host={folder}"
    finally:
        run(owner, program("pg_ctl"), "--pgdata", data, "--wait", "--mode", "immediate", "stop")


def unprivileged_owner() -> str | None:
    """PostgreSQL refuses to run as root: then it runs as `postgres`, or as `nobody`."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def run(owner: str | None, *command: object) -> None:
    words = [str(word) for word in command]
    subprocess.run(
        words,
        user=owner,
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
    )
