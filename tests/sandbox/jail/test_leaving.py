"""A program in a jail ends as the same program outside does: what it says last, and its exit status."""

import re
import subprocess
from textwrap import dedent

import pytest

from tests.sandbox.walls import a_host, behind_walls, each_interpreter

PROGRAMS = {
    "objects are deleted in turn": """
        class Noisy:
            def __init__(self, name): self.name = name
            def __del__(self): print("deleted", self.name)
        first, second, cycle = Noisy(1), Noisy(2), [Noisy(3)]
        cycle.append(cycle)
        """,
    "a module holds an object that needs it": """
        import other
        class Noisy:
            def __del__(self): print("deleted", other)
        mine, other.kept = Noisy(), Noisy()
        other.me = other
        """,
    "a generator is closed": """
        def numbers():
            try: yield 1
            finally: print("closed")
        begun = numbers()
        next(begun)
        """,
    "what was registered is called": """
        import atexit, weakref
        class Thing: pass
        thing = Thing()
        weakref.finalize(thing, print, "finalized")
        atexit.register(print, "at exit")
        """,
    "threads are waited for": """
        import threading, time
        threading.Thread(target=lambda: (time.sleep(0.1), print("late"))).start()
        threading.Thread(target=lambda: (time.sleep(9), print("never")), daemon=True).start()
        """,
    "a pool finishes its work": """
        import concurrent.futures
        concurrent.futures.ThreadPoolExecutor().submit(print, "in a pool")
        """,
    "a spawned child is waited for": """
        import multiprocessing
        if __name__ == "__main__":
            multiprocessing.get_context("spawn").Process(target=print, args=["child"]).start()
        """,
    "a pool of processes is ended": """
        import multiprocessing
        pool = multiprocessing.get_context("fork").Pool(2)
        print(pool.map(abs, [-1]))
        """,
    "a line without end is written": "print('no line end', end='')",
    "output was closed": "import sys; sys.stdout.close()",
    "output was let go of": "import sys; print('no line end', end=''); sys.stdout = sys.__stdout__ = None",
    "output was thrown away": "import sys; sys.stdout = None",
    "a status is asked for": "import sys; sys.exit(3)",
    "a status is raised": "raise SystemExit(7)",
    "a message is the status": "import sys; sys.exit('goodbye')",
    "an exception is the end": "1 / 0",
    "an interrupt is the end": "raise KeyboardInterrupt",
    "a coroutine was never awaited": """
        import asyncio
        async def main(): print("awaited")
        asyncio.run(main())
        main()
        """,
    "it is no program": "1 +",
    "it cannot be compiled": "def one(): pass\nreturn 1",
    "no module is left": "import sys; sys.modules.clear()",
    "the program has removed itself": "import sys; del sys.modules['__main__']",
}
ADDRESS_OR_FOLDER = re.compile(r"0x[0-9a-f]+|/[^\s\"']*/(?=\w+\.py)")


@pytest.mark.parametrize("python", each_interpreter())
@pytest.mark.parametrize("name", PROGRAMS)
def test_it_ends_as_it_does_outside_when(name, python, tmp_path):
    source = dedent(PROGRAMS[name])
    outside = run_outside(source, python, tmp_path)

    inside = behind_walls(source, files={"other.py": ""}, python=python)

    assert (inside.end.exit_code, plain(inside.stdout), plain(inside.stderr)) == (
        outside.returncode,
        plain(outside.stdout),
        plain(outside.stderr),
    )


def test_what_is_said_outside_differs_from_program_to_program(tmp_path):
    """The control: the comparison above can fail."""
    ends = [run_outside(dedent(source), None, tmp_path) for source in PROGRAMS.values()]
    said = {(end.returncode, end.stdout, plain(end.stderr)) for end in ends}

    assert len(said) > len(PROGRAMS) / 2


def run_outside(source, python, folder):
    (folder / "main.py").write_text(source)
    (folder / "other.py").touch()
    command = [a_host().interpreters.named(python).executable, str(folder / "main.py")]
    return subprocess.run(command, env={}, capture_output=True, text=True, check=False)


def plain(text):
    return ADDRESS_OR_FOLDER.sub("", text)
