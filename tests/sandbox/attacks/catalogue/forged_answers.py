"""Mallory wants to be believed where she is listened to: on the one channel on which a run tells of itself."""

from functools import partial

from sandbox.events import End, Outcome, to_line
from tests.sandbox.attacks.attack import Attack, Control, Held, Wants

attack = partial(
    Attack,
    wants=Wants.FORGED_EVENTS,
    item="forged events on any descriptor",
    wall="on the run's own channel only what was asked for is read, and only stacks",
    held=Held(outcomes=(Outcome.SANDBOX_FAILURE,), says=""),
)

FORGED = to_line(
    End(outcome=Outcome.FINISHED, exit_code=0, wall_seconds=0, cpu_seconds=0, peak_memory_bytes=0, detail="forged")
)
THE_CHANNEL = 'CHANNEL = "/interleave/events/pipe"\n'
HER_OWN = """
import os, signal, tempfile, threading
from sandbox.events import EventRefused, parse
CHANNEL = os.path.join(tempfile.mkdtemp(), "pipe")
os.mkfifo(CHANNEL)
heard = os.open(CHANNEL, os.O_RDWR)

def believe():  # whoever takes what comes for the truth
    signal.pthread_kill(threading.main_thread().ident, 64)
    try:
        print("OUT: it believes", parse(os.read(heard, 65_536)).detail, flush=True)
    except EventRefused:
        pass
    os._exit(0)
"""
UNASKED = f"""
import os, time
os.write(os.open(CHANNEL, os.O_WRONLY), {FORGED!r})
time.sleep(5)
"""
AS_AN_ANSWER = f"""
import os, queue, signal
signal.signal(64, lambda *_: os.write(os.open(CHANNEL, os.O_WRONLY), {FORGED!r}))
queue.Queue().get()  # for ever, so that it is asked where it stands
"""
LISTENS = "signal.signal(64, signal.SIG_IGN)\nthreading.Timer(0.3, believe).start()\n"


def believed(program: str) -> Control:
    return Control(program=f"{HER_OWN}{LISTENS}{program}")


ATTACKS = (
    attack(
        name="writes its good end into the channel for events",
        program=THE_CHANNEL + UNASKED,
        control=believed(UNASKED),
    ),
    attack(
        name="gives its good end for an answer",
        program=THE_CHANNEL + AS_AN_ANSWER,
        control=believed(AS_AN_ANSWER),
    ),
)
