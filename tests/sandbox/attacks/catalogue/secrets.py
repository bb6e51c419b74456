"""Mallory wants to know: environments, command lines, descriptors, memory, and who the host is."""

from functools import partial

from tests.sandbox.attacks.attack import Attack, Control, Stage, Wants
from tests.sandbox.attacks.needs import ROOT

attack = partial(Attack, wants=Wants.SECRETS)
PROCESSES = "pid namespace; a /proc of its own"
EXEC = "an exec'd keeper with an empty environment"

A_PROCESS_WITH_A_SECRET = Stage(
    """
    import atexit, subprocess, sys
    command = [sys.executable, "-c", "import sys; print(flush=True); sys.stdin.read()", "the-secret-argument"]
    process = subprocess.Popen(command, env={"KEY": "the-secret"}, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    atexit.register(process.kill)
    process.stdout.read(1)
    facts = {"PID": process.pid}
    """
)
THE_HOST = Stage('import socket\nfacts = {"NAME": socket.gethostname()}')
SEARCH = """
    import glob
    found = []
    for path in glob.glob("/proc/[0-9]*/{name}") + glob.glob("/proc/[0-9]*/task/*/{name}"):
        try:
            with open(path, "rb") as file:
                if b"the-secret" in file.read():
                    found.append(path)
        except OSError:
            pass
    print("OUT" if found else "HELD", found[:3])
    """

ATTACKS = (
    attack(
        name="reads the environment of another process",
        item="environment of any pid",
        wall=PROCESSES,
        program=SEARCH.format(name="environ"),
        stage=A_PROCESS_WITH_A_SECRET,
    ),
    attack(
        name="reads the command line of another process",
        item="command lines",
        wall=PROCESSES,
        program=SEARCH.format(name="cmdline"),
        stage=A_PROCESS_WITH_A_SECRET,
    ),
    attack(
        name="finds variables of the runner in an environment",
        item="environment of any pid",
        wall=EXEC,
        program="""
            import glob, os
            ours = {"HOME", "LANG", "LC_CTYPE", "MALLOC_ARENA_MAX", "PATH", "PYTHON_CPU_COUNT"}
            ours |= {"PYTHONNOUSERSITE", "PYTHONPATH"}
            names = set(os.environ)
            for path in glob.glob("/proc/[0-9]*/environ"):
                try:
                    with open(path) as file:
                        names |= {each.split("=")[0] for each in file.read().split("\\0") if each}
                except OSError:
                    pass
            print("OUT" if names - ours else "HELD", sorted(names - ours))
            """,
    ),
    attack(
        name="finds a descriptor that the runner left open",
        item="inherited descriptors",
        wall="descriptors closed before the program starts",
        program="""
            import os
            found = []
            for number in range(3, 4096):
                try:
                    os.fstat(number)
                    found.append(number)
                except OSError:
                    pass
            print("OUT" if found else "HELD", found)
            """,
    ),
    attack(
        name="looks into the process that keeps it",
        item="environment of any pid",
        wall="pid 1 is not dumpable",
        program="""
            import os
            read = []
            for name in ("environ", "mem", "maps", "auxv", "stack", "syscall"):
                try:
                    with open(f"/proc/1/{name}", "rb", buffering=0) as file:
                        file.read(1)
                        read.append(name)
                except OSError:
                    pass
            for name in ("fd", "map_files", "root", "cwd"):
                try:
                    os.listdir(f"/proc/1/{name}")
                    read.append(name)
                except OSError:
                    pass
            print("OUT" if read else "HELD", read)
            """,
        control=Control(needs=ROOT),
    ),
    attack(
        name="climbs to the host's files through /proc",
        item="",
        wall=PROCESSES,
        program="""
            import glob, os
            reached = []
            for path in glob.glob("/proc/[0-9]*/root") + glob.glob("/proc/[0-9]*/cwd"):
                try:
                    with open(f"{path}/etc/passwd") as file:  # a jail's own knows nobody but the learner
                        reached += [path] * ("root:" in file.read())
                except OSError:
                    pass
            print("OUT" if reached else "HELD", reached[:3])
            """,
    ),
    attack(
        name="reads the kernel's log",
        item="",
        wall="no capability; no such device; seccomp",
        program="""
            import ctypes, os
            room = ctypes.create_string_buffer(4096)
            read = ctypes.CDLL(None).klogctl(3, room, len(room)) > 0  # SYSLOG_ACTION_READ_ALL
            read = read or os.path.exists("/dev/kmsg")
            print("OUT" if read else "HELD")
            """,
        control=Control(needs=ROOT),
    ),
    attack(
        name="reads where the kernel lies in memory",
        item="",
        wall="an unprivileged uid; no capability",
        program="""
            try:
                with open("/proc/kallsyms") as symbols:
                    addresses = {line.split()[0].strip("0") for line, _ in zip(symbols, range(1000))}
                print("OUT" if addresses - {""} else "HELD")
                open("/proc/kcore", "rb").close()
                print("OUT")
            except OSError as error:
                print("HELD", error)
            """,
        control=Control(needs=ROOT),
    ),
    attack(
        name="learns the name of the host",
        item="",
        wall="uts namespace; a root of its own",
        program="""
            import os, socket
            from target import NAME
            known = socket.gethostname() == NAME or os.path.exists("/etc/machine-id")
            print("OUT" if known else "HELD", socket.gethostname())
            """,
        stage=THE_HOST,
    ),
)
