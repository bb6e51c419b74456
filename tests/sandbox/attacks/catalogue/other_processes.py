"""Mallory wants at processes that are not hers: to see them, to end them, to debug them."""

from functools import partial

from tests.sandbox.attacks.attack import Attack, Control, Stage, Wants
from tests.sandbox.attacks.needs import ROOT

attack = partial(Attack, wants=Wants.OTHER_RUNS)

A_SLEEPER = Stage(
    """
    import atexit, subprocess, sys
    command = [sys.executable, "-c", "import sys; print(flush=True); sys.stdin.read()"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    atexit.register(process.kill)
    process.stdout.read(1)
    facts = {"PID": process.pid}

    def was_harmed():
        return process.poll() is not None
    """
)
KILLS_EVERYBODY = """
import os, signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
for number in (signal.SIGTERM, signal.SIGKILL):
    try:
        os.kill(-1, number)
    except OSError:
        pass
"""

ATTACKS = (
    attack(
        name="sees the processes of others",
        item="pids",
        wall="pid namespace; a /proc of its own",
        program="""
            import os
            seen = {int(name) for name in os.listdir("/proc") if name.isdigit()}
            for pid in range(1, 3000):
                try:
                    os.kill(pid, 0)
                    seen.add(pid)
                except PermissionError:
                    seen.add(pid)
                except ProcessLookupError:
                    pass
            print("OUT" if seen - {1, os.getpid()} else "HELD", len(seen))
            """,
    ),
    attack(
        name="ends a process of the host",
        item="signals",
        wall="pid namespace; another uid",
        program="""
            import os
            from target import PID
            for number in (0, 15, 9):
                try:
                    os.kill(PID, number)
                    print("OUT", number)
                except OSError as error:
                    print("HELD", error)
            """,
        stage=A_SLEEPER,
    ),
    attack(
        name="ends everybody it may",
        item="signals",
        wall="pid namespace",
        program=KILLS_EVERYBODY + "print('HELD')",
        stage=A_SLEEPER,
        control=Control(
            program=f"""
import os, subprocess
os.unshare(os.CLONE_NEWPID)  # a small world of its own, in which everybody is four sleepers
if os.fork() == 0:
    sleepers = [subprocess.Popen(["sleep", "10"]) for _ in range(4)]
    exec({KILLS_EVERYBODY!r})
    print("OUT" if all(each.wait() for each in sleepers) else "HELD", flush=True)
    os._exit(0)
os.wait()
""",
            needs=ROOT,
        ),
    ),
    attack(
        name="ends the process that keeps it",
        item="signals",
        wall="pid 1 of a namespace hears no signal from inside",
        program="""
            import os
            for number in (9, 15, 2, 1, 19):
                try:
                    os.kill(1, number)
                except OSError:
                    pass
            print("HELD, both live")
            """,
        control=Control(
            program="""
            import os, time
            keeper = os.getpid()
            if os.fork() == 0:
                os.kill(keeper, 9)
                print("OUT: its keeper is dead", flush=True)
                os._exit(0)
            time.sleep(10)
            """
        ),
    ),
    attack(
        name="debugs a process of the host",
        item="ptrace",
        wall="pid namespace; another uid; seccomp",
        program="""
            import ctypes
            from target import PID
            print("OUT" if ctypes.CDLL(None).ptrace(0x4206, PID, None, None) == 0 else "HELD")  # PTRACE_SEIZE
            """,
        stage=A_SLEEPER,
    ),
    attack(
        name="debugs the process that keeps it",
        item="ptrace",
        wall="pid 1 is not dumpable; seccomp",
        program="""
            import ctypes
            print("OUT" if ctypes.CDLL(None).ptrace(0x4206, 1, None, None) == 0 else "HELD")  # PTRACE_SEIZE
            """,
        control=Control(
            program="""
            import ctypes, os, time
            keeper = os.getpid()
            if os.fork() == 0:
                print("OUT" if ctypes.CDLL(None).ptrace(0x4206, keeper, None, None) == 0 else "HELD", flush=True)
                os._exit(0)
            os.wait()
            """,
            needs=ROOT,
        ),
    ),
)
