"""Mallory wants into another run, or at the host's processes: files, shared memory, signals."""

import ctypes
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from sandbox.events import Stdout
from sandbox.jail.standing import Ear
from tests.sandbox.walls import behind_walls, this_host, unprotected

pytestmark = [
    pytest.mark.attack,
    pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host"),
]
ADAS = """
import ctypes, time
open("/tmp/adas-note", "w").write("private")
open("/dev/shm/adas-note", "w").write("private")
print("written", flush=True)
time.sleep(20)
"""
MALLORYS = """
import os
for path in ("/tmp/adas-note", "/dev/shm/adas-note"):
    print("read" if os.path.exists(path) else "held")
print(len([name for name in os.listdir("/proc") if name.isdigit()]))
"""


class AnEarThatKnows(Ear):
    """Tells when the program has printed something, and asks for its end when told."""

    def __init__(self):
        super().__init__()
        self.has_heard = threading.Event()

    def say(self, event):
        super().say(event)
        if isinstance(event, Stdout):
            self.has_heard.set()


def test_two_runs_at_once_see_nothing_of_each_other():
    ear = AnEarThatKnows()
    adas_run = threading.Thread(target=behind_walls, args=[ADAS], kwargs={"ear": ear})
    adas_run.start()
    assert ear.has_heard.wait(10)

    run = behind_walls(MALLORYS)
    ear.has_asked_to_stop = True
    adas_run.join()

    assert run.stdout.split() == ["held", "held", "2"]  # pid 1, and the program


def test_without_walls_two_runs_would_see_each_other(tmp_path):
    with subprocess.Popen([sys.executable, "-c", ADAS], stdout=subprocess.PIPE) as ada:
        assert ada.stdout.readline()
        try:
            assert unprotected(MALLORYS).split()[:2] == ["read", "read"]
        finally:
            ada.kill()
            for path in ("/tmp/adas-note", "/dev/shm/adas-note"):
                Path(path).unlink()


@pytest.mark.parametrize("signal_number", [0, 9, 15])
def test_no_process_of_the_host_can_be_signalled(signal_number):
    attack = "import os\ntry:\n    os.kill({pid}, {number}); print('signalled')\nexcept OSError: print('held')"
    with subprocess.Popen(["sleep", "60"]) as victim:
        program = attack.format(pid=victim.pid, number=signal_number)

        assert behind_walls(program).stdout == "held\n"
        assert victim.poll() is None
        assert unprotected(program) == "signalled\n"
        victim.kill()


def test_killing_everybody_kills_nobody_else():
    with subprocess.Popen(["sleep", "60"]) as bystander:
        run = behind_walls("import os\ntry:\n    os.kill(-1, 9)\nexcept OSError: pass\nprint('still here')")

        assert run.stdout == "still here\n"
        assert bystander.poll() is None
        bystander.kill()


def test_pid_one_cannot_be_killed_from_inside():
    run = behind_walls("import os\nfor number in (9, 15, 2, 1, 19): os.kill(1, number)\nprint('still here')")

    assert run.stdout == "still here\n"


def test_system_v_memory_of_the_host_is_not_to_be_found():
    """IPC namespaces: a key made outside names nothing inside."""
    libc = ctypes.CDLL(None)
    key = 0x11EA7E00 + os.getpid() % 256
    segment = libc.shmget(key, ctypes.c_size_t(4096), 0o1666)
    program = f"import ctypes; print(ctypes.CDLL(None).shmget({key}, ctypes.c_size_t(4096), 0) >= 0)"
    try:
        assert unprotected(program) == "True\n"
        assert behind_walls(program).stdout == "False\n"
    finally:
        libc.shmctl(segment, 0, None)
