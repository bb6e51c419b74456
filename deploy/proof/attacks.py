"""Programs of Mallory's, handed to the runner of the stack as a worker hands a learner's: what each must say, held.

The negative control of each is among the attacks of tests/sandbox; here the question is whether the same walls stand in
a container. The first one holds no wall: it shows that a program which may do something is seen to do it.
"""

import json
from textwrap import dedent

GOES_OUT = """
    import socket
    try:
        socket.create_connection(("1.1.1.1", 53), timeout=2)
        print("OUT")
    except OSError:
        print("HELD")
"""
ASKS_THE_RUNNER = """
    import socket
    try:
        socket.socket(socket.AF_UNIX).connect("/run/interleave/runner.sock")
        print("OUT")
    except OSError:
        print("HELD")
"""
WRITES_TO_THE_ROOT = """
    from pathlib import Path
    for place in ("/", "/etc", "/usr", "/srv", "/run"):
        try:
            Path(place, "mallory").write_text("was here")
            print("OUT")
        except OSError:
            pass
    print("HELD")
"""
READS_THE_SITE = """
    from pathlib import Path
    found = [place for place in ("/srv/interleave", "/run/interleave", "/etc/shadow") if Path(place).exists()]
    print("OUT" if found else "HELD", found)
"""
LOOKS_FOR_OTHERS = """
    import os
    from pathlib import Path
    seen = [entry.name for entry in Path("/proc").iterdir() if entry.name.isdigit()] if Path("/proc").exists() else []
    others = []
    for name in seen:
        try:
            command = Path("/proc", name, "cmdline").read_bytes()
        except OSError:
            continue
        if b"sandbox.runner" in command:
            others.append(name)
    print("OUT" if others else "HELD", others)
"""
FORKS_WITHOUT_END = """
    import os, time
    made = 0
    try:
        while made < 3000:
            if os.fork() == 0:
                time.sleep(60)
            made += 1
    except OSError:
        pass
    print("OUT" if made >= 3000 else "HELD", flush=True)
"""

#: By name: the program, and what it must be heard to say.
ATTACKS: dict[str, tuple[str, str]] = {
    name: (dedent(program), wanted)
    for name, (program, wanted) in {
        "a program that may": ("print(sum(range(10)))", "45"),
        "going out": (GOES_OUT, "HELD"),
        "asking the runner": (ASKS_THE_RUNNER, "HELD"),
        "writing to the root": (WRITES_TO_THE_ROOT, "HELD"),
        "reading the site": (READS_THE_SITE, "HELD"),
        "looking for others": (LOOKS_FOR_OTHERS, "HELD"),
        "forking without end": (FORKS_WITHOUT_END, "HELD"),
    }.items()
}

#: What runs in worker-runs: it hands each program to the runner and prints, as JSON, what was said.
PROGRAMS = json.dumps({name: program for name, (program, _) in ATTACKS.items()})
RUN_THEM = f"""
import json
from sandbox.jobs import Job, Limits
from sandbox.runner.client import about, running

SOCKET = "/run/interleave/runner.sock"
said = {{}}
for name, program in json.loads({PROGRAMS!r}).items():
    with running(SOCKET, Job(program, limits=Limits(wall_seconds=10))) as run:
        said[name] = "".join(getattr(event, "text", "") or getattr(event, "detail", "") for event in run.events())
print(json.dumps({{"said": said, "walls": about(SOCKET).walls}}))
"""
