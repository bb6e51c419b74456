"""Mallory wants to break the runner: programs that are none, and programs that end as no program should.

The control of most is a runner without walls, which executes one program after another in its own process: after
Mallory's, the next learner's does not run. Behind walls each ends as it should, and the tests run the next one.
"""

from functools import partial

from sandbox.events import Outcome
from tests.sandbox.attacks.attack import REFUSED, Attack, Control, Held, Wants

attack = partial(Attack, wants=Wants.MALFORMED)
A_JOB = "a Job is read before anything runs"
OWN_PROCESS = "every run is a process of its own, its end is seen from outside"

NAIVE = """
import os
out, into = os.pipe()
if os.fork() == 0:  # a runner without walls
    os.dup2(into, 1)
    for program in (MALLORYS, "print('well', flush=True)"):
        try:
            exec(compile(program, "main.py", "exec"), {"__name__": "__main__"})
        except Exception:
            pass
    os._exit(0)
os.close(into)
os.wait()
print("HELD" if b"well" in os.read(out, 100) else "OUT: the next program never ran")
"""


def the_next_never_runs(program: str) -> Control:
    return Control(program=NAIVE.replace("MALLORYS", repr(program)))


def ends(*outcomes: str, exit_code: int | None = None) -> Held:
    return Held(outcomes=outcomes, says="", exit_code=exit_code)


def breaks(name: str, program: str, *, item: str, held: Held) -> Attack:
    """An attack that ends its process in a way of its own."""
    return attack(
        name=name, item=item, wall=OWN_PROCESS, program=program, held=held, control=the_next_never_runs(program)
    )


HARMLESS = Control(never="Python itself refuses it, and nobody is harmed; the wall spares us the jail")

ATTACKS = (
    attack(
        name="hands in a program with a NUL",
        item="null bytes",
        wall=A_JOB,
        program="print('OUT')\0",
        held=ends(REFUSED),
        control=HARMLESS,
    ),
    attack(
        name="hands in a program with half a surrogate pair",
        item="null bytes",
        wall=A_JOB,
        program="print('OUT') # \ud800",
        held=ends(REFUSED),
        control=Control(never="it cannot be written to a file at all"),
    ),
    attack(
        name="hands in two megabytes of program",
        item="megabytes of source",
        wall=A_JOB,
        program="value = 0\n" * 200_000 + "print('OUT')\n",
        held=ends(REFUSED),
    ),
    attack(
        name="nests brackets until the compiler gives up",
        item="nesting that breaks the compiler",
        wall=OWN_PROCESS,
        program="print(" + "(" * 30_000 + ")" * 30_000 + ")",
        held=ends(Outcome.ERROR),
        control=Control(never="Python's parser refuses it by itself since 3.8"),
    ),
    attack(
        name="nests signs until the compiler gives up",
        item="nesting that breaks the compiler",
        wall=OWN_PROCESS,
        program="print(" + "-" * 60_000 + "1)",
        held=ends(Outcome.ERROR),
        control=Control(never="Python's compiler refuses it by itself since 3.9"),
    ),
    breaks(
        "reads where there is no memory",
        "import ctypes\nctypes.string_at(1)",
        item="crashes by ctypes",
        held=ends(Outcome.ERROR, exit_code=-11),
    ),
    breaks(
        "overflows its stack",
        "import itertools\nlinks = iter([])\nfor _ in range(10**6): links = itertools.chain(links)\nnext(links)",
        item="crashes by ctypes",
        held=ends(Outcome.ERROR, exit_code=-11),
    ),
    breaks("ends at once", "import os\nos._exit(3)", item="os._exit", held=ends(Outcome.ERROR, exit_code=3)),
    breaks("aborts", "import os\nos.abort()", item="os.abort", held=ends(Outcome.ERROR, exit_code=-6)),
    breaks(
        "ends by a signal of its own",
        "import os\nos.kill(os.getpid(), 9)",
        item="os._exit",
        held=ends(Outcome.ERROR, exit_code=-9),
    ),
    breaks(
        "closes every descriptor, and goes on",
        "import os\nos.closerange(0, 1024)",
        item="os._exit",
        held=ends(Outcome.FINISHED, Outcome.ERROR),
    ),
    breaks(
        "puts something else where output goes",
        "import sys\nsys.stdout = sys.stderr = sys.stdin = None",
        item="os._exit",
        held=ends(Outcome.FINISHED),
    ),
    breaks(
        "takes print, open and exit away",
        "import builtins\nbuiltins.print = builtins.open = builtins.exit = builtins.BaseException = None",
        item="os._exit",
        held=ends(Outcome.FINISHED),
    ),
    attack(
        name="raises in its last breath",
        item="os._exit",
        wall=OWN_PROCESS,
        program="import atexit\natexit.register(lambda: 1 / 0)\nprint('HELD')",
        control=Control(
            program="""
            import atexit
            atexit.register(print, "OUT: the keeper's last act never comes", flush=True)  # of one that keeps the rest
            atexit.register(lambda: 1 / 0)
            """
        ),
    ),
    attack(
        name="removes its own program while it runs",
        item="os._exit",
        wall=OWN_PROCESS,
        program="import os\nos.remove(__file__)\nprint('HELD')",
        control=Control(
            program="""
            import os
            os.remove(__file__)  # of a runner that keeps one file for all
            print("HELD" if os.path.exists(__file__) else "OUT: the next program is gone")
            """
        ),
    ),
)
