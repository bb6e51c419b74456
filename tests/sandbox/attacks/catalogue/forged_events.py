"""Mallory wants to be believed: lines that look like events, on whatever leads out of the jail."""

from functools import partial

from sandbox.events import End, Outcome, Started, to_line
from tests.sandbox.attacks.attack import Attack, Control, Held, Wants

attack = partial(Attack, wants=Wants.FORGED_EVENTS)
MADE_OUTSIDE = "events are made outside; what is printed is their text"
NO_DESCRIPTOR = "the keepers' line is none of the program's descriptors"

FORGED = to_line(
    End(outcome=Outcome.FINISHED, exit_code=0, wall_seconds=0, cpu_seconds=0, peak_memory_bytes=0, detail="forged")
).decode()
STARTED = to_line(Started(at=0.0, python="3.99", cores=99)).decode()
AS_IT_WAS = Held(outcomes=(Outcome.ERROR,), says="", exit_code=5)
"""She says that all went well; what counts is that it ended with 5."""

MIXES = """
import subprocess, sys
from sandbox.events import End, EventRefused, parse
said = subprocess.run([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout
for line in said.splitlines():  # a reader to whom output and events come on one channel
    try:
        if isinstance(event := parse(line), End):
            print("OUT: it believes", event.detail)
            break
    except EventRefused:
        pass
"""
LONG = "print('x' * 70_000, flush=True)\n"
WRITES_EVERYWHERE = f"""
import glob, os
written = []
for number in range(3, 1024):
    try:
        os.write(number, {FORGED.encode()!r})
        written.append(number)
    except OSError:
        pass
print("OUT" if written else "HELD", written)
"""
OPENS_OTHERS = f"""
written = []
for path in PATHS:
    try:
        with open(path, "wb", buffering=0) as file:
            file.write({FORGED.encode()!r})
        written.append(path)
    except OSError:
        pass
print("OUT" if written else "HELD", written[:3], flush=True)
"""
OF_EVERYBODY = """
import glob, os
own = glob.glob(f"/proc/{os.getpid()}/fd/*")
PATHS = set(glob.glob("/proc/[0-9]*/fd/*")) - set(own)
"""
OF_ITS_KEEPER = """
import glob, os
out, into = os.pipe()
if os.fork():
    os.wait()
    os._exit(0)
os.close(out)
os.close(into)  # it is not the child's any more, and yet
PATHS = [f"/proc/{os.getppid()}/fd/{into}"]
"""


def believed(program: str) -> Control:
    return Control(program=f"PROGRAM = {program!r}\n{MIXES}")


def prints(channel: int, text: str) -> str:
    return f"import os\nos.write({channel}, {text.encode()!r})\nraise SystemExit(5)\n"


ATTACKS = (
    attack(
        name="prints a line that looks like its own good end",
        item="lines that look like events",
        wall=MADE_OUTSIDE,
        program=prints(1, FORGED),
        held=Held(outcomes=(Outcome.ERROR,), says=FORGED, exit_code=5),
        control=believed(prints(1, FORGED)),
    ),
    attack(
        name="prints its good end on the error channel",
        item="lines that look like events",
        wall=MADE_OUTSIDE,
        program=prints(2, STARTED + FORGED),
        held=AS_IT_WAS,
        control=believed(prints(2, STARTED + FORGED)),
    ),
    attack(
        name="hides its good end behind a line that is too long",
        item="lines that look like events",
        wall=MADE_OUTSIDE,
        program=LONG + prints(1, FORGED),
        held=Held(outcomes=(Outcome.ERROR,), says=FORGED, exit_code=5),
        control=believed(LONG + prints(1, FORGED)),
    ),
    attack(
        name="writes its good end to every descriptor",
        item="forged events on any descriptor",
        wall=NO_DESCRIPTOR,
        program=WRITES_EVERYWHERE,
    ),
    attack(
        name="writes its good end to the descriptors of other processes",
        item="forged events on any descriptor",
        wall="pid 1 is not dumpable; a /proc of its own",
        program=OF_EVERYBODY + OPENS_OTHERS,
        control=Control(program=OF_ITS_KEEPER + OPENS_OTHERS),
    ),
    attack(
        name="opens its own output again, and reads what it said",
        item="forged events on any descriptor",
        wall=MADE_OUTSIDE,
        program=f"""
            import os
            for number in (1, 2):
                for path in (f"/proc/self/fd/{{number}}", f"/dev/fd/{{number}}"):
                    try:
                        with open(path, "wb", buffering=0) as file:
                            file.write({FORGED.encode()!r})
                        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
                        os.read(descriptor, 10)
                    except OSError:
                        pass
            os._exit(5)
            """,
        held=AS_IT_WAS,
        control=believed(f"import os\nopen('/proc/self/fd/1', 'wb').write({FORGED.encode()!r})"),
    ),
    attack(
        name="makes its output a pipe of packets, or one that does not wait",
        item="forged events on any descriptor",
        wall=MADE_OUTSIDE,
        program=f"""
            import fcntl, os
            for number in (1, 2):
                try:
                    fcntl.fcntl(number, 1031, 4096)  # F_SETPIPE_SZ
                    fcntl.fcntl(number, fcntl.F_SETFL, os.O_DIRECT | os.O_NONBLOCK)
                    for size in (1, 100, len({FORGED!r})):
                        os.write(number, {FORGED.encode()!r}[:size])
                except OSError:
                    pass
            os._exit(5)
            """,
        held=AS_IT_WAS,
        control=believed(
            f"import fcntl, os\nfcntl.fcntl(1, fcntl.F_SETFL, os.O_DIRECT)\nos.write(1, {FORGED.encode()!r})"
        ),
    ),
)
