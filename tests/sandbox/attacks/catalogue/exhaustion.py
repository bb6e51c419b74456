"""Mallory wants all time, inodes and descriptors of the machine, and no signal to end her."""

from functools import partial

from sandbox.events import Outcome
from tests.sandbox.attacks.attack import Attack, Control, Held, Wants

attack = partial(Attack, wants=Wants.EXHAUSTION)
CLOCKED = "the supervisor's clock; the end of pid 1 ends all"
TOO_LONG = Held(outcomes=(Outcome.TIME_LIMIT,), says="")
SHORT = {"wall_seconds": 0.5}

IGNORES = "import os, signal, time\nfor number in (1, 2, 15):\n    signal.signal(number, signal.SIG_IGN)\n"
IGNORED = Control(program=IGNORES + "os.kill(os.getpid(), 15)\nprint('OUT: still here')")
A_LOOP = """
import os, time
started = time.process_time()
while time.process_time() < started + 0.05:
    pass
print("OUT", flush=True)
"""
CHAIN = """
import os, resource, time
end, other_end = os.pipe()
if os.fork() == 0:
    resource.setrlimit(resource.RLIMIT_CPU, (1, 1))  # of one process, and every child begins anew
    for link in range(LINKS):
        while time.process_time() < 0.4:
            pass
        if os.fork():
            os._exit(0)
    print("OUT", flush=True)
    os._exit(0)
os.close(other_end)
os.read(end, 1)  # until the last of the chain is gone
"""

ATTACKS = (
    attack(
        name="ignores every signal and sleeps",
        item="ignored signals",
        wall=CLOCKED,
        program=IGNORES + "time.sleep(60)",
        held=TOO_LONG,
        limits=SHORT,
        control=IGNORED,
    ),
    attack(
        name="ignores every signal and loops",
        item="ignored signals",
        wall=CLOCKED,
        program=IGNORES + "while True: pass",
        held=TOO_LONG,
        limits=SHORT,
        control=IGNORED,
    ),
    attack(
        name="stops itself and never goes on",
        item="ignored signals",
        wall=CLOCKED,
        program="import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
        held=TOO_LONG,
        limits=SHORT,
        control=Control(
            program="""
            import os, signal, time
            child = os.fork()
            if child == 0:
                os.kill(os.getpid(), signal.SIGSTOP)
            os.waitpid(child, os.WUNTRACED)
            os.kill(child, 15)  # it does not even hear that
            time.sleep(0.1)
            print("OUT" if os.waitpid(child, os.WNOHANG) == (0, 0) else "HELD")
            os.kill(child, 9)
            """
        ),
    ),
    attack(
        name="loops in thirty-two processes at once",
        item="CPU chains",
        wall=CLOCKED,
        program="import os\nfor _ in range(5): os.fork()\nwhile True: pass",
        held=TOO_LONG,
        limits=SHORT,
        control=Control(program="import os\nfor _ in range(5): os.fork()" + A_LOOP),
    ),
    attack(
        name="passes its work on from process to process",
        item="CPU chains",
        wall="the supervisor's count of CPU time of the whole tree",
        program=CHAIN.replace("LINKS", "100"),
        held=TOO_LONG,
        limits={"cpu_seconds": 1},
        control=Control(program=CHAIN.replace("LINKS", "4")),
    ),
    attack(
        name="holds the interpreter's lock where no handler of signals can run",
        item="ignored signals",
        wall=CLOCKED,
        program="import itertools\n1 in itertools.repeat(0)",
        held=TOO_LONG,
        limits=SHORT,
        control=Control(
            program="""
            import itertools, os, signal, time
            out, into = os.pipe()
            child = os.fork()
            if child == 0:
                signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
                os.write(into, b"x")
                1 in itertools.repeat(0)
            os.read(out, 1)
            time.sleep(0.1)
            os.kill(child, 15)
            time.sleep(0.2)
            print("OUT" if os.waitpid(child, os.WNOHANG) == (0, 0) else "HELD")
            os.kill(child, 9)
            """
        ),
    ),
    attack(
        name="opens descriptors without end",
        item="inodes",
        wall="RLIMIT_NOFILE",
        program="""
            import os, resource
            _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
            try:
                kept = [os.open("/dev/null", os.O_RDONLY) for _ in range(2000)]
                print("OUT", len(kept))
            except OSError as error:
                print("HELD", error)
            """,
    ),
    attack(
        name="makes files until no inode is left",
        item="inodes",
        wall="tmpfs with a count of inodes",
        program="""
            try:
                for number in range(6000):
                    open(f"file-{number}", "w").close()
                print("OUT")
            except OSError as error:
                print("HELD", error)
            """,
    ),
    attack(
        name="makes a file that is larger than the disk",
        item="sparse files",
        wall="RLIMIT_FSIZE; tmpfs with a size",
        program="""
            import signal, tempfile
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            with tempfile.TemporaryFile() as file:
                try:
                    file.truncate(2**33)
                    print("OUT")
                except OSError as error:
                    print("HELD", error)
            """,
    ),
    attack(
        name="locks memory so that nobody can swap it out",
        item="",
        wall="RLIMIT_MEMLOCK",
        program="""
            import ctypes, mmap
            memory = mmap.mmap(-1, 2**20)
            address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
            print("OUT" if ctypes.CDLL(None).mlock(ctypes.c_void_p(address), ctypes.c_size_t(2**20)) == 0 else "HELD")
            """,
    ),
)
