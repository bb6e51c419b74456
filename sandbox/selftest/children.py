"""Runs one act in a forked child, in namespaces of its own where wanted, so that nothing of the caller changes."""

import json
import os
import select
import signal
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from sandbox.jail import kernel
from sandbox.jail.namespaces import INSIDE_ID

ANSWER_SECONDS = 5.0
ANSWER_BYTES = 4096


class ChildDied(OSError):
    """The child ended, or was ended, without an answer."""


def in_child(act: Callable[[], list[bool]], *, namespaces: int = 0) -> list[bool]:
    """What `act` gives in a child behind `namespaces`, as pid 1 where they hold a pid namespace; raises its OSError."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _live(act, namespaces, writing)
    os.close(writing)
    try:
        answer = _answer(reading)
    except OSError:
        os.kill(pid, signal.SIGKILL)
        raise
    finally:
        os.close(reading)
        os.waitpid(pid, 0)  # and so for pid 1 as well: what it holds of ours is let go before the next wall is tried
    return _understood(answer)


def _live(act: Callable[[], list[bool]], namespaces: int, writing: int) -> NoReturn:
    try:
        _leave(namespaces)
        if namespaces & os.CLONE_NEWPID and (pid := os.fork()):
            os.close(writing)
            os.waitpid(pid, 0)
            os._exit(0)
        kernel.die_with_parent(signal.SIGKILL)
        answer = {"reached": act()}
    except OSError as error:
        answer = {"errno": error.errno or 0, "text": error.strerror or str(error)}  # type: ignore[dict-item]
    except BaseException as error:  # noqa: BLE001 - told to the caller, who stands outside
        answer = {"errno": 0, "text": repr(error)}  # type: ignore[dict-item]
    os.write(writing, json.dumps(answer).encode())
    os._exit(0)


def _leave(namespaces: int) -> None:
    """Who we are outside is mapped to whom a learner's program is inside, as in a jail."""
    if not namespaces:
        return
    uid, gid = os.geteuid(), os.getegid()
    os.unshare(namespaces)
    if namespaces & os.CLONE_NEWUSER:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{INSIDE_ID} {uid} 1")
        Path("/proc/self/gid_map").write_text(f"{INSIDE_ID} {gid} 1")


def _answer(reading: int) -> bytes:
    if not select.select([reading], [], [], ANSWER_SECONDS)[0]:
        raise ChildDied(0, f"no answer within {ANSWER_SECONDS:.0f} s")
    return os.read(reading, ANSWER_BYTES)


def _understood(answer: bytes) -> list[bool]:
    if not answer:
        raise ChildDied(0, "it died without an answer")
    values = json.loads(answer)
    if "reached" in values:
        return list(values["reached"])
    raise OSError(values["errno"], values["text"])
