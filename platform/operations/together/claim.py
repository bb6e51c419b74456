"""One database, one Redis: who serves a database with a Redis of its own holds it alone.

A run is claimed from its row and said in Redis. Two sites with one database and a Redis each would take each other's
runs and say them where nobody listens. Sites that were given one REDIS_URL may share the database as two hosts would.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class InUse(Exception):
    """Another site on this machine serves the database; `holder` says which."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


@contextmanager
def claimed(database: str, *, folder: Path, holder: str, is_shared: bool = False) -> Iterator[None]:
    """Holds `database` for a `with` block, by the lock on a file in `folder`, which the kernel takes from the dead.

    Raises InUse when another holds it alone, or when it is held and this one wants it alone.
    """
    path = folder / f"in-use-{hashlib.sha256(database.encode()).hexdigest()[:16]}"
    descriptor = lock(path, fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX)
    try:
        path.write_text(holder)
        yield
    finally:
        remove_unless_shared(path, descriptor)
        os.close(descriptor)


def lock(path: Path, how: int) -> int:
    """A descriptor with the lock on the file at `path`, even where another site removes that file at its end."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, how | fcntl.LOCK_NB)
            if is_at(path, descriptor):
                return descriptor
        except BlockingIOError:
            holder = os.read(descriptor, 200).decode(errors="replace")
            os.close(descriptor)
            raise InUse(holder) from None
        os.close(descriptor)


def is_at(path: Path, descriptor: int) -> bool:
    try:
        return path.stat().st_ino == os.fstat(descriptor).st_ino
    except FileNotFoundError:
        return False


def remove_unless_shared(path: Path, descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return  # others still serve it
    path.unlink(missing_ok=True)
