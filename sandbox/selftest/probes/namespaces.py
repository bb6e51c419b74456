"""The namespaces: whether what is outside can be reached, seen or signalled from within."""

import os
import socket
from pathlib import Path

from sandbox.jail import kernel
from sandbox.selftest.only_behind import in_its_own
from sandbox.selftest.outside import Outside, look_at_segment
from sandbox.selftest.trying import Measure, Probe


def _read_the_environment(outside: Outside) -> None:
    Path(f"/proc/{outside.pid}/environ").read_bytes()


def _signal(outside: Outside) -> None:
    os.kill(outside.target, 0)


def _connect_by_tcp(outside: Outside) -> None:
    socket.create_connection(("127.0.0.1", outside.port), timeout=1).close()


def connect_abstractly(outside: Outside) -> None:
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(outside.abstract)


def _look_at_shared_memory(outside: Outside) -> None:
    look_at_segment(outside.segment)


@in_its_own("uts")
def _rename(outside: Outside) -> None:
    kernel.set_hostname(f"jail-{outside.pid}")


def _find_the_name(outside: Outside) -> None:
    if os.uname().nodename != outside.host_name:
        raise FileNotFoundError(0, "another name")


def _behind(kind: int, *steps: object) -> Measure:
    return Measure(namespaces=os.CLONE_NEWUSER | kind, steps=steps)  # type: ignore[arg-type]


PROBES = (
    Probe(
        name="user namespace",
        act="reading the environment of the process that tests",
        acts=(_read_the_environment,),
        wall=_behind(0),
    ),
    Probe(
        name="pid namespace",
        act="signalling a process outside",
        acts=(_signal,),
        wall=_behind(os.CLONE_NEWPID),
    ),
    Probe(
        name="network namespace",
        act="connecting to a listener on the loopback outside and to an abstract socket",
        acts=(_connect_by_tcp, connect_abstractly),
        wall=_behind(os.CLONE_NEWNET),
    ),
    Probe(
        name="IPC namespace",
        act="looking at a System V segment outside",
        acts=(_look_at_shared_memory,),
        wall=_behind(os.CLONE_NEWIPC),
    ),
    Probe(
        name="UTS namespace",
        act="finding the name of the host",
        acts=(_find_the_name,),
        wall=_behind(os.CLONE_NEWUTS, _rename),
    ),
)
