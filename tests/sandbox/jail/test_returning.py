"""Whether the main module came to its last line is known of every program, in every interpreter here."""

import subprocess
from pathlib import Path

import pytest

from tests.sandbox.walls import a_host, each_interpreter

ROOT = Path(__file__).resolve().parents[3]
WATCHES = """
import sys; sys.path.insert(0, {root!r})
from sandbox.jail.paths import PROGRAM
from sandbox.jail.returning import MainModule
main = MainModule()
main.watch()
program = {program!r}
try:
    exec(compile(program, PROGRAM, "exec"), {{"__name__": "__main__"}})
except BaseException:
    pass
print(main.has_returned)
"""
RETURN = {
    "nothing": "",
    "functions of its own": "def one(): return 1\n[each for each in range(3)]\none()",
    "code that it compiles": "exec(compile('1', '/tmp/main.py', 'exec'))",
    "an exit that it catches": "try: raise SystemExit(3)\nexcept SystemExit: pass",
    "a trace": "import sys; sys.settrace(lambda *_: None); sys.settrace(None)",
}
DO_NOT = {
    "an exit": "import sys; sys.exit(3)",
    "an exit without a status": "exit()",
    "an exception": "1 / 0",
    "an interrupt": "raise KeyboardInterrupt",
    "an exit after its own code has returned": "exec(compile('1', '/tmp/main.py', 'exec')); raise SystemExit(3)",
    "an exit in a function": "def one(): raise SystemExit(3)\none()",
    "no syntax": "1 +",
    "the watching given up": "import sys; sys.monitoring.register_callback(4, sys.monitoring.events.PY_RETURN, None)",
}


def has_returned(program: str, python: str) -> str:
    watches = WATCHES.format(root=str(ROOT), program=program)
    command = [a_host().interpreters.named(python).executable, "-I", "-c", watches]
    return subprocess.run(command, env={}, capture_output=True, text=True, check=True).stdout.split()[-1]


@pytest.mark.parametrize("python", each_interpreter())
@pytest.mark.parametrize("name", RETURN)
def test_it_returns_from(name: str, python: str):
    assert has_returned(RETURN[name], python) == "True"


@pytest.mark.parametrize("python", each_interpreter())
@pytest.mark.parametrize("name", DO_NOT)
def test_it_does_not_return_from(name: str, python: str):
    assert has_returned(DO_NOT[name], python) == "False"
