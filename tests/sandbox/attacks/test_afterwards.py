"""After an attack all is as before: the next run on the same runner is well, and finds nothing of the last one."""

import json
import subprocess
import sys

import pytest

from tests.sandbox.attacks.asking import ask
from tests.sandbox.attacks.attack import Seen, Wants, escaped
from tests.sandbox.attacks.catalogue import ATTACKS
from tests.sandbox.walls import behind_walls, this_host

pytestmark = [
    pytest.mark.attack,
    pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host"),
]
MALFORMED = [attack for attack in ATTACKS if attack.wants is Wants.MALFORMED]
CITIZEN = {"source": "print('well')", "files": {}, "limits": {"wall_seconds": 10}}


@pytest.mark.parametrize("attack", MALFORMED, ids=lambda attack: attack.name)
def test_the_next_run_of_the_same_runner_is_well_after_one_who(attack, runner_socket):
    seen = Seen(**ask(str(runner_socket), attack.request(files={})))

    assert not escaped(attack, seen)
    assert ask(str(runner_socket), CITIZEN)["stdout"] == "well\n"


def test_the_next_run_finds_nothing_of_the_last():
    behind_walls("open('/tmp/note', 'w').write('x'); open('/dev/shm/note', 'w').write('x')")

    run = behind_walls("import os; print(os.listdir('/tmp'), os.listdir('/dev/shm'))")

    assert run.stdout == "['main.py'] []\n"


def test_every_run_is_the_same_nobody():
    run = behind_walls("import os, socket; print(os.getuid(), os.getgid(), os.getgroups(), socket.gethostname())")

    assert run.stdout == "1000 1000 [] interleave\n"


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
