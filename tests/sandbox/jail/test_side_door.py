"""Who may leave by the side door, in every interpreter here: whoever came to its end and has nothing more to say."""

import subprocess
from pathlib import Path
from textwrap import dedent

import pytest

from tests.sandbox.walls import a_host, each_interpreter

ROOT = Path(__file__).resolve().parents[3]
HOOK = """
import gc, os, sys
sys.path.insert(0, {root!r})
from sandbox.jail import leaving
from sandbox.jail.returning import MainModule

class Told:
    def __del__(self, write=os.write):
        write(1, b"the long way")

sys.told = Told()
leaving.be_the_last()
import concurrent.futures.thread, multiprocessing.resource_tracker
leaving.main = MainModule({path!r})
gc.freeze()
leaving.watch_main()
"""
"""A zygote in small: something warm that only the long way clears."""
PLAIN = {
    "nothing": "",
    "functions and classes": "class Thing: pass\ndef one(): return [each for each in range(3)]\nthing = Thing(); one()",
    "code that it compiles": "exec(compile('1', __file__, 'exec'))",
    "an exit that it catches": "try: raise SystemExit(3)\nexcept SystemExit: pass",
    "threads": "import threading\nfor _ in range(3): threading.Thread(target=print, args=['x']).start()",
    "a pool of threads": """
        import concurrent.futures, sys
        with concurrent.futures.ThreadPoolExecutor() as pool: print(list(pool.map(abs, [1])), file=sys.stderr)
        """,
    "a loop": "import asyncio\nasync def main(): await asyncio.sleep(0)\nasyncio.run(main())",
    "a file that was closed": "open(__file__).close()",
}
WITH_LAST_WORDS = {
    "an object that hears of its end": "class Thing:\n  def __del__(self): pass\nthing = Thing()",
    "one that is no thing of the collector": """
        class Thing:
            __slots__ = ()
            def __del__(self): pass
        thing = Thing()
        """,
    "a generator that waits": "def count():\n  yield 1\nbegun = count(); next(begun)",
    "an open file": "kept = open(__file__)",
    "output of its own": "import io, sys; sys.stdout = io.StringIO(); sys.__stdout__.write('')",
    "a reference that calls back": """
        import weakref
        class Thing: pass
        thing = Thing()
        kept = weakref.ref(thing, print)
        """,
    "shared memory": """
        from multiprocessing.shared_memory import SharedMemory
        SharedMemory(create=True, size=1).unlink()
        """,
}
NOT_AT_ITS_END = {
    "an exit": "import sys; sys.exit(3)",
    "an exit with status 0": "raise SystemExit(0)",
    "an exception": "1 / 0",
    "an interrupt": "raise KeyboardInterrupt",
    "an exit after code has returned": "exec(compile('1', __file__, 'exec')); raise SystemExit(3)",
    "an exit in a function": "def one(): raise SystemExit(3)\none()",
    "an exit without a file": "del __file__; raise SystemExit(3)",
    "no syntax": "1 +",
    "what cannot be compiled": "def one(): pass\nreturn 1",
}


def goes_the_long_way(program: str, python: str, folder: Path) -> bool:
    path = folder / "main.py"
    path.write_text(dedent(program))
    (folder / "sitecustomize.py").write_text(HOOK.format(root=str(ROOT), path=str(path)))
    done = subprocess.run(
        [a_host().interpreters.named(python).executable, str(path)],
        env={"PYTHONPATH": str(folder)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "sitecustomize" not in done.stderr
    return "the long way" in done.stdout


@pytest.mark.parametrize("python", [each for each in each_interpreter() if not each.endswith("t")])
@pytest.mark.parametrize("name", PLAIN)
def test_by_the_side_door_goes_a_program_with(name: str, python: str, tmp_path: Path):
    """A free-threaded build lets go of code later: all of its programs go the long way."""
    assert not goes_the_long_way(PLAIN[name], python, tmp_path)


@pytest.mark.parametrize("python", each_interpreter())
@pytest.mark.parametrize("name", [*WITH_LAST_WORDS, *NOT_AT_ITS_END])
def test_the_long_way_goes_one_with(name: str, python: str, tmp_path: Path):
    assert goes_the_long_way({**WITH_LAST_WORDS, **NOT_AT_ITS_END}[name], python, tmp_path)
