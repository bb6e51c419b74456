"""Mallory wants to be believed, or to drown the reader: floods, endless lines, lines that look like events."""

import json
import os
import subprocess
import sys

import pytest

from sandbox.events import LINE_BYTES, End, Outcome, to_line
from tests.sandbox.walls import behind_walls, this_host, unprotected

pytestmark = [
    pytest.mark.attack,
    pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host"),
]
FORGED = to_line(
    End(outcome=Outcome.FINISHED, exit_code=0, wall_seconds=0, cpu_seconds=0, peak_memory_bytes=0, detail="forged")
).decode()


def test_a_line_that_looks_like_an_event_is_text():
    run = behind_walls(f"print({FORGED!r}, end='', flush=True); raise SystemExit(5)")

    assert run.stdout == FORGED
    assert (run.outcome, run.end.exit_code, run.end.detail) == (Outcome.ERROR, 5, "It ended with exit status 5.")


def test_no_descriptor_leads_to_whoever_listens():
    program = f"""
        import os
        for number in range(3, 1024):
            try:
                os.write(number, {FORGED.encode()!r}); print("written", number)
            except OSError:
                pass
        """
    (out, into) = os.pipe()
    os.set_inheritable(into, True)

    assert "written" in unprotected(program, close_fds=False)
    assert behind_walls(program).stdout == ""
    os.close(out)
    os.close(into)


@pytest.mark.parametrize(
    "program",
    [
        "while True: print('x' * 100)",
        "while True: print('x' * 100, end='')",
        "import os\nwhile True: os.write(1, bytes(65536))",
        "import os\nwhile True: os.write(2, b'\\xff' * 65536)",
        "import os\nfor _ in range(4): os.fork()\nwhile True: print('x' * 100)",
    ],
    ids=["lines", "one endless line", "NULs", "broken UTF-8", "sixteen at once"],
)
def test_a_flood_ends_the_run_and_every_event_of_it_is_small(program):
    run = behind_walls(program, output_kibibytes=512)

    assert run.outcome is Outcome.OUTPUT_LIMIT
    assert max(len(to_line(event)) for event in run.events) <= LINE_BYTES
    assert len(run.events) < 1000


def test_without_walls_a_flood_goes_on():
    program = "import sys\nfor _ in range(5000): print('x' * 100)\nprint('on and on', file=sys.stderr)"

    assert len(unprotected(program)) > 500_000


def test_a_flood_does_not_keep_the_clock_from_ending_the_run():
    run = behind_walls("while True: print('x' * 10)", wall_seconds=0.3, output_kibibytes=16_384)

    assert run.outcome in (Outcome.TIME_LIMIT, Outcome.OUTPUT_LIMIT)
    assert run.end.wall_seconds < 5


def test_a_reader_who_stops_reading_does_not_make_the_sandbox_grow():
    """The command line with nobody at the other end of its pipe: the program waits, and time ends it."""
    with subprocess.Popen([sys.executable, "-c", DEAF], stdout=subprocess.PIPE, text=True) as holder:
        said = json.loads(holder.stdout.read())

    assert said["outcome"] == "time-limit"
    assert said["grown_mebibytes"] < 30


DEAF = """
import json, os, resource, sys
sys.path.insert(0, os.getcwd())
from sandbox.jail.standing import Ear
from tests.sandbox.walls import a_host, behind_walls

class DeafEar(Ear):
    def is_full(self):
        return len(self.heard) > 4

a_host()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
run = behind_walls("while True: print('x' * 1000)", ear=DeafEar(), wall_seconds=1, output_kibibytes=16384)
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(json.dumps({"outcome": run.outcome.value, "grown_mebibytes": grown // 1024}))
"""
