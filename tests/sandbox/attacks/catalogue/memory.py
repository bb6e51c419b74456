"""Mallory wants all memory, in every form that the kernel knows."""

from functools import partial
from typing import Any

from sandbox.events import Outcome
from tests.sandbox.attacks.attack import LOOKING, Attack, Control, Held, Wants
from tests.sandbox.attacks.needs import ROOT

attack = partial(
    Attack,
    wants=Wants.EXHAUSTION,
    wall="the supervisor's count of memory, by cgroups or by looking",
    held=Held(outcomes=(Outcome.MEMORY_LIMIT,), says=""),
    limits={"memory_mebibytes": 64},
)
MIB = 160
"""What is taken, where 64 are allowed."""


def takes(form: str) -> dict[str, Any]:
    """The program, which tells when it was left with all for half a second, and its control, which tells at once."""
    start = f"import mmap, os, socket, time\nMIB, BLOCK = {MIB}, b'x' * 2**20\n{form}\n"
    told = "print('OUT', flush=True)\n"
    return {"program": f"{start}time.sleep(0.5)\n{told}", "control": Control(program=start + told)}


ATTACKS = (
    attack(
        name="takes memory on the heap",
        item="memory by heap",
        **takes("kept = [bytes(BLOCK) + b'x' for _ in range(MIB)]"),
    ),
    attack(
        name="takes memory by children",
        item="fork",
        **takes("""
waits = []
for _ in range(8):
    end, other_end = os.pipe()
    if os.fork() == 0:
        kept = b"x" * (MIB // 8 * 2**20)
        os.write(other_end, b"x")
        time.sleep(0.5)
        os._exit(0)
    waits.append(end)
for end in waits:
    assert os.read(end, 1)
"""),
    ),
    attack(
        name="takes memory by a shared map",
        item="shared maps",
        **takes("kept = mmap.mmap(-1, MIB * 2**20)\nfor _ in range(MIB): kept.write(BLOCK)"),
    ),
    attack(
        name="takes memory by a file that has no name",
        item="memfd",
        **takes("""
for number in range(0, MIB, 32):  # several: one alone may not be larger than the memory allowed
    file = os.memfd_create(f"hidden-{number}")
    for _ in range(32):
        os.write(file, BLOCK)
"""),
    ),
    attack(
        name="takes memory by pipes that nobody reads",
        item="pipes",
        held=Held(outcomes=(Outcome.MEMORY_LIMIT, Outcome.FINISHED), says=""),
        program=f"""
import fcntl, os, time
MIB, BLOCK = {MIB}, b"x" * 2**20
kept = []
for _ in range(MIB):
    end, other_end = os.pipe()
    try:
        fcntl.fcntl(other_end, 1031, 2**20)  # F_SETPIPE_SZ
    except PermissionError:
        print("HELD: a person may have", len(kept), "large pipes", flush=True)
        break
    os.set_blocking(other_end, False)
    kept.append(os.write(other_end, BLOCK))
else:
    time.sleep(0.5)
    print("OUT", flush=True)
""",
        control=Control(needs=ROOT),
    ),
    attack(
        name="takes memory by sockets that nobody reads",
        item="pipes",
        **takes("""
for _ in range(MIB // 16):
    if os.fork() == 0:
        for _ in range(100):
            one, other = socket.socketpair()
            one.setblocking(False)
            os.dup(one.fileno()), os.dup(other.detach())
            try:
                while True:
                    one.send(BLOCK[:65536])
            except BlockingIOError:
                pass
        time.sleep(0.5)
        os._exit(0)
time.sleep(0.5)
"""),
        open_on={LOOKING: "what waits in sockets is counted by cgroups only"},
    ),
    attack(
        name="takes memory in /dev/shm",
        item="/dev/shm",
        **takes("""
for number in range(0, MIB, 32):
    name = f"/dev/shm/interleave-{os.getpid()}-{number}"
    file = os.open(name, os.O_RDWR | os.O_CREAT)
    os.unlink(name)
    try:
        for _ in range(32):
            os.write(file, BLOCK)
    except OSError:
        break  # it is full, and what is in it counts
"""),
    ),
    attack(
        name="takes memory by temporary files",
        item="tmp",
        **takes("""
file = os.open("large", os.O_RDWR | os.O_CREAT)
for _ in range(MIB):
    try:
        os.write(file, BLOCK)
    except OSError:
        kept = bytes(64 * 2**20)  # the folder is full; what is in it counts
os.unlink("large")
"""),
    ),
    attack(
        name="takes memory by System V segments that nobody has attached",
        item="SysV IPC",
        **takes("""
import atexit, ctypes
libc = ctypes.CDLL(None)
libc.shmat.restype = ctypes.c_void_p
segment = libc.shmget(0, ctypes.c_size_t(MIB * 2**20), 0o1600)
atexit.register(libc.shmctl, segment, 0, None)
for part in range(0, MIB, 16):
    address = libc.shmat(segment, None, 0)
    for number in range(part, part + 16):
        ctypes.memmove(address + number * 2**20, BLOCK, 2**20)
    libc.shmdt(ctypes.c_void_p(address))
"""),
        open_on={LOOKING: "what nobody has attached is counted by cgroups only"},
    ),
)
