"""The program's process: waits behind all walls for its order, then goes on as `python /tmp/main.py`."""

import _imp
import gc
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Mapping
from multiprocessing import process
from types import ModuleType
from typing import Any

from sandbox.jail import control
from sandbox.jail.ends import Ends
from sandbox.jail.inner_walls import confine, drop_privileges, raise_the_walls
from sandbox.jail.limits import limit_resources, stay_on
from sandbox.jail.namespaces import name_the_host
from sandbox.jail.paths import RECORDING, ROOM, SPANS, WORK
from sandbox.jail.steps import StepFailed, step
from sandbox.jail.writing import write
from sandbox.jobs import PROGRAM_NAME, Job, Limits

READ_BYTES = 1 << 16
EXPLORER = "sandbox.inside.explorer"
FOUND_AT_START = ("encodings", "sandbox")


def environment() -> dict[str, str]:
    """What a program finds in its environment, beside the number of its cores."""
    return {
        "HOME": WORK,
        "LANG": "C.UTF-8",
        "MALLOC_ARENA_MAX": "2",  # an arena of 64 MiB of address space for each thread adds up
        "PATH": "/usr/bin:/bin",
        "PYTHONNOUSERSITE": "1",  # there is none, and every start of Python would look for it
        "PYTHONPATH": ROOM,  # the start-up hook, for spawned children as well
    }


def order_for(job: Job, cores: tuple[int, ...]) -> bytes:
    """What the runner writes into a waiting jail."""
    files = {**job.files, PROGRAM_NAME: job.source}
    order = {"files": files, "limits": vars(job.limits), "cores": cores, "is_recorded": job.is_recorded}
    return json.dumps(order).encode()


def become_program(line: socket.socket, ends: Ends, gate: int) -> None:
    """Returns when the program is to begin. What the system refuses before goes down the line, which closes then."""
    try:
        with step("session"):
            signal.signal(signal.SIGINT, signal.default_int_handler)
            os.setsid()
        wait_behind_walls(line, ends, gate)
        obey(read_order(ends.order))
    except StepFailed as failure:
        control.tell(line, control.Failed.of(failure))
        os._exit(127)
    os.close(ends.order)
    renew_what_is_inherited(is_recorded=RECORDING in os.environ)
    control.tell(line, control.Begun(cpu_seconds=time.process_time()))
    line.close()


def wait_behind_walls(line: socket.socket, ends: Ends, gate: int) -> None:
    """Puts up the walls, and tells the runner once they stand and pid 1 has let go of its privileges too."""
    name_the_host()
    shown = raise_the_walls()
    drop_privileges()
    with step("descriptors"):
        settle_descriptors(ends)
        os.read(gate, 1)  # gives nothing, once pid 1 has shut its end
    confine()
    control.tell(line, control.Built(names=list(shown)), list(shown.values()))
    kept = {0, 1, 2, line.fileno(), ends.order}
    for each in {*shown.values(), gate, ends.stdout, ends.stderr} - kept:
        os.close(each)


def settle_descriptors(ends: Ends) -> None:
    """Input is at its end, output goes to the pipes."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, standard in ((nothing, 0), (ends.stdout, 1), (ends.stderr, 2)):
        os.dup2(number, standard)
    os.close(nothing)


def read_order(descriptor: int) -> dict[str, Any]:
    """Everything until the runner closes its end; a jail that is never used ends here."""
    data = bytearray()
    while portion := os.read(descriptor, READ_BYTES):
        data += portion
    if not data:
        os._exit(0)
    order: dict[str, Any] = json.loads(data)
    return order


def obey(order: Mapping[str, Any]) -> None:
    """The program is a real file: one made of a string would make `spawn` pools start themselves for ever."""
    with step("program"):
        for name, text in order["files"].items():
            write(f"{WORK}/{name}", text.encode())
            make_way_for(name)
    with step("limits"):
        stay_on(order["cores"])
        limit_resources(Limits(**order["limits"]))
    os.environ["PYTHON_CPU_COUNT"] = str(len(order["cores"]))  # for what it starts; read by 3.13 and later
    if order["is_recorded"]:
        os.environ[RECORDING] = SPANS  # the start-up hook has yet to look


def make_way_for(name: str) -> None:
    """A file beside the program hides a module of the library, but for those that Python finds earlier."""
    module, is_python, _ = name.partition(".py")
    if not is_python or module in (*sys.builtin_module_names, *FOUND_AT_START) or _imp.is_frozen(module):
        return
    for each in [each for each in sys.modules if each.partition(".")[0] == module]:
        del sys.modules[each]


def renew_what_is_inherited(*, is_recorded: bool) -> None:
    """What would be alike in all jails of one zygote, and our modules; random's state renews itself at a fork."""
    process.current_process().authkey = os.urandom(32)
    for name in [each for each in sys.modules if each.split(".")[0] == "sandbox"]:
        if not ((is_recorded or EXPLORER in sys.modules) and is_for_those_inside(name)):
            del sys.modules[name]
    sys.modules["__main__"] = renewed(sys.modules["__main__"])
    gc.enable()


def is_for_those_inside(name: str) -> bool:
    return name in ("sandbox", "sandbox.record_form") or name.startswith("sandbox.inside")


def renewed(module: ModuleType) -> ModuleType:
    """A copy that is not frozen with the zygote, and so is collected at the end, with what only it holds."""
    copy = ModuleType(module.__name__)
    vars(copy).update(vars(module))
    return copy


def settle_signals() -> None:
    """As a shell would start it: Python ignores two signals, and the ignoring would outlive the exec."""
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
