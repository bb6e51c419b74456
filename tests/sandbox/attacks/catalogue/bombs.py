"""Mallory wants all processes and threads of the machine.

The controls take what the limit forbids and a healthy host easily gives, take it once, and end by themselves.
"""

from functools import partial

from sandbox.events import Outcome
from tests.sandbox.attacks.attack import Attack, Control, Held, Wants

attack = partial(Attack, wants=Wants.EXHAUSTION)
COUNTED = "the supervisor's count of processes; RLIMIT_NPROC"
TOO_MANY = Held(outcomes=(Outcome.PROCESS_LIMIT,), says="")
FEW = {"processes": 32}

FORKS = """
import os, signal, sys, time
made = 0
for _ in range(100):
    try:
        if os.fork() == 0:
            time.sleep(20)
            os._exit(0)
        made += 1
    except OSError:
        pass
print("OUT" if made == 100 else "refused", flush=True)
time.sleep(0.5)
os.killpg(0, 15)
"""
THREADS = """
import os, threading, time
made = 0
for _ in range(100):
    try:
        threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
        made += 1
    except RuntimeError:
        pass
print("made", made, flush=True)
time.sleep(0.5)
os._exit(0)
"""

ATTACKS = (
    attack(
        name="forks a hundred times",
        item="fork bomb",
        wall=COUNTED,
        program=FORKS.replace("OUT", "made"),
        held=TOO_MANY,
        limits=FEW,
        control=Control(program=FORKS, ends_badly=True),
    ),
    attack(
        name="forks without end, as fast as it can",
        item="fork bomb",
        wall=COUNTED,
        program="""
            import os, time
            made = 0
            try:
                while made < 3000:
                    if os.fork() == 0:
                        time.sleep(20)
                    made += 1
            except OSError:
                pass
            print("OUT" if made > 32 + 10 else "HELD", made, flush=True)
            time.sleep(5)  # until somebody has looked
            """,
        held=Held(outcomes=(Outcome.PROCESS_LIMIT,), says=""),
        limits=FEW,
        control=Control(
            program="""
            import os, signal
            made = []
            for _ in range(500):  # enough of them to prove it
                pid = os.fork()
                if pid == 0:
                    signal.pause()
                made.append(pid)
            print("OUT", len(made), flush=True)
            for pid in made:
                os.kill(pid, 9)
                os.waitpid(pid, 0)
            """
        ),
    ),
    attack(
        name="forks children that fork children",
        item="fork bomb",
        wall=COUNTED,
        program="""
            import os, time
            for _ in range(7):
                try:
                    os.fork()
                except OSError:
                    pass
            time.sleep(5)
            """,
        held=TOO_MANY,
        limits=FEW,
        control=Control(
            program="""
            import os, time
            out, into = os.pipe()
            for _ in range(7):
                os.fork()
            os.write(into, b"x")
            time.sleep(0.5)
            if os.getpid() == os.getpgid(0):
                print("OUT" if os.read(out, 1000) == b"x" * 128 else "HELD", flush=True)
                os.killpg(0, 9)
            """
        ),
    ),
    attack(
        name="starts a hundred threads",
        item="thread bomb",
        wall=COUNTED,
        program=THREADS,
        held=TOO_MANY,
        limits=FEW,
        control=Control(program=THREADS.replace('"made"', '"OUT" if made == 100 else "HELD"')),
    ),
    attack(
        name="leaves a hundred children unreaped",
        item="fork bomb",
        wall=COUNTED,
        program="""
            import os, time
            for _ in range(100):
                try:
                    if os.fork() == 0:
                        os._exit(0)
                except OSError:
                    pass
            time.sleep(0.5)
            """,
        held=TOO_MANY,
        limits=FEW,
        control=Control(
            program="""
            import os
            for _ in range(100):
                if os.fork() == 0:
                    os._exit(0)
            print("OUT")
            """
        ),
    ),
    attack(
        name="leaves a daemon that lives on",
        item="double-fork daemon",
        wall="the end of pid 1 ends all",
        program="""
            import os, time
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    time.sleep(0.5)
                    print("OUT: still here", flush=True)
                os._exit(0)
            os.wait()
            print("HELD")
            """,
    ),
)
