"""What a program finds when it starts: itself as a file, its neighbours, a small environment, honest cores."""

import os
import subprocess
from itertools import pairwise

import pytest

from sandbox.events import Outcome, Started, Stdout
from tests.sandbox.walls import a_host, behind_walls, each_interpreter, this_host

pytestmark = pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host")


def test_a_program_is_a_real_file_in_its_own_folder():
    run = behind_walls("import os, sys; print(__file__, __name__, os.getcwd(), sys.argv)")

    assert run.stdout == "/tmp/main.py __main__ /tmp ['/tmp/main.py']\n"


def test_files_lie_beside_the_program():
    run = behind_walls(
        "import words; print(words.GREETING, open('data.txt').read())",
        files={"words.py": "GREETING = 'Grüße'\n", "data.txt": "1 2 3"},
    )

    assert run.stdout == "Grüße 1 2 3\n"


def test_a_traceback_names_the_program_and_its_line():
    run = behind_walls("\n\nraise ValueError('so it is')")

    assert run.outcome is Outcome.ERROR
    assert 'File "/tmp/main.py", line 3' in run.stderr
    assert "ValueError: so it is" in run.stderr


def test_input_is_at_its_end():
    run = behind_walls("import sys; print(repr(sys.stdin.read())); input()")

    assert run.stdout == "''\n"
    assert "EOFError" in run.stderr


def test_the_environment_is_the_jails_own(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "in the runner's environment")

    run = behind_walls("import os; print(sorted(os.environ))", python="3.13")

    assert (
        run.stdout
        == "['HOME', 'LANG', 'MALLOC_ARENA_MAX', 'PATH', 'PYTHONNOUSERSITE', 'PYTHONPATH', 'PYTHON_CPU_COUNT']\n"
    )


def test_three_descriptors_are_open(tmp_path):
    with (tmp_path / "kept open").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        run = behind_walls("import os; print(os.listdir('/proc/self/fd'))")

    assert run.stdout == "['0', '1', '2', '3']\n"  # the fourth is the listing itself


@pytest.mark.parametrize("python", each_interpreter())
@pytest.mark.parametrize("cores", [1, 2])
def test_every_way_to_count_cores_agrees(python, cores):
    if cores > len(os.sched_getaffinity(0)):
        pytest.skip("this host has one core")

    run = behind_walls(
        """
        import multiprocessing, os, subprocess, sys
        COUNT = "import os; print(os.cpu_count(), len(os.sched_getaffinity(0)))"
        def count(_):
            return os.cpu_count(), multiprocessing.cpu_count()
        if __name__ == "__main__":
            exec(COUNT)
            print(*multiprocessing.get_context("spawn").Pool(1).map(count, [0])[0])
            print(subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True).stdout)
        """,
        python=python,
        cores=cores,
    )

    assert run.stdout.split() == [str(cores)] * 6


@pytest.mark.parametrize("python", each_interpreter())
def test_the_count_of_cores_looks_like_the_librarys_and_may_be_sent_to_a_process(python):
    run = behind_walls(
        """
        import inspect, multiprocessing, os, pickle
        if __name__ == "__main__":
            count = os.cpu_count
            print(count.__module__, count.__name__, count.__qualname__, inspect.signature(count), bool(count.__doc__))
            print(pickle.loads(pickle.dumps(count)) is count, pickle.dumps(count, 0).split()[0])
            for method in ("fork", "spawn", "forkserver"):
                with multiprocessing.get_context(method).Pool(1) as pool: print(pool.apply(os.cpu_count))
        """,
        python=python,
        cores=1,
    )

    assert run.stdout.split("\n")[:-1] == ["posix cpu_count cpu_count () True", "True b'cposix'", "1", "1", "1"]


@pytest.mark.parametrize("python", each_interpreter())
def test_what_is_ours_is_compiled_before_any_program_and_cannot_be_changed(python):
    run = behind_walls(
        """
        import importlib.util, os, subprocess, sys
        import sandbox.inside.recorder as recorder, sitecustomize
        folder = os.path.dirname(recorder.__file__)
        sources = [os.path.join(folder, each) for each in os.listdir(folder) if each.endswith(".py")]
        sources += [sitecustomize.__file__, sys.modules["sandbox.record_form"].__file__]
        print([each for each in sources if not os.path.exists(importlib.util.cache_from_source(each))])
        reads = [sys.executable, "-v", "-c", "import sandbox.inside.recorder.loops"]
        told = subprocess.run(reads, capture_output=True, text=True).stderr
        print("# code object from /interleave" in told, "__pycache__/loops" in told)
        for act in (lambda: open(sources[0], "a"), lambda: os.unlink(importlib.util.cache_from_source(sources[0]))):
            try: act()
            except OSError: print("refused")
        print(bool(os.statvfs("/interleave").f_flag & os.ST_RDONLY))
        """,
        python=python,
    )

    assert run.stdout.splitlines() == ["[]", "False True", "refused", "refused", "True"], run.stderr


def test_the_run_says_which_python_and_how_many_cores_it_has():
    run = behind_walls("import sys; print('.'.join(map(str, sys.version_info[:3])))", cores=1)

    started = next(event for event in run.events if isinstance(event, Started))
    assert (f"{started.python}\n", started.cores) == (run.stdout, 1)


@pytest.mark.parametrize("python", each_interpreter())
def test_a_line_is_seen_when_it_is_printed_by_the_program_and_by_its_children(python):
    run = behind_walls(
        """
        import multiprocessing, time
        def say(text):
            print(text); time.sleep(0.2)
        if __name__ == "__main__":
            for method in (None, "fork", "spawn"):
                if method is None:
                    say(method)
                else:
                    process = multiprocessing.get_context(method).Process(target=say, args=(method,))
                    process.start(); process.join()
            print("end")
        """,
        python=python,
    )

    said = [event for event in run.events if isinstance(event, Stdout)]
    assert [event.text for event in said] == ["None\n", "fork\n", "spawn\n", "end\n"]
    assert all(later.at - earlier.at > 0.1 for earlier, later in pairwise(said))


def test_nothing_that_others_installed_is_there():
    run = behind_walls(
        """
        import importlib.util
        print([name for name in ("django", "pip", "celery") if importlib.util.find_spec(name)])
        """
    )

    assert run.stdout == "[]\n"


def test_a_name_of_ours_is_the_programs_to_use():
    run = behind_walls("import sandbox; print(sandbox.mine)", files={"sandbox.py": "mine = 1"})

    assert run.stdout == "1\n"


@pytest.mark.parametrize(
    ("program", "exit_code"),
    [
        ("import sys; sys.exit(3)", 3),
        ("import os; os._exit(4)", 4),
        ("import os; os.abort()", -6),
        ("import ctypes; ctypes.string_at(0)", -11),
        ("import os; os.kill(os.getpid(), 9)", -9),
        ("def deeper(): deeper()\ndeeper()", 1),
        ("nested = []\nfor _ in range(200_000): nested = [nested]\nrepr(nested)", 1),
        ("(" * 5000, 1),
        ("x = = 1", 1),
        ("print('\\ud800')", 1),
    ],
)
def test_however_a_program_crashes_its_exit_code_says_so(program, exit_code):
    run = behind_walls(program)

    assert (run.outcome, run.end.exit_code) == (Outcome.ERROR, exit_code)
    assert run.end.detail


def test_what_was_printed_before_a_crash_is_kept():
    run = behind_walls("import os; print('the last line'); os.abort()")

    assert run.stdout == "the last line\n"


def test_a_program_of_64_kib_with_16_files_runs():
    run = behind_walls("print('ran')\n" + "#" * 65_000, files={f"f{n}.txt": "x" * 65_536 for n in range(16)})

    assert run.stdout == "ran\n"


@pytest.mark.parametrize("python", each_interpreter())
@pytest.mark.parametrize("name", ["random", "queue", "json", "statistics", "threading", "os", "time", "encodings"])
def test_a_file_beside_the_program_hides_what_it_hides_outside(name, python, tmp_path):
    """What Python finds before any folder, or has at its start, is hidden by nothing."""
    source = f"import {name}; print(getattr({name}, 'mine', None))"
    (tmp_path / "main.py").write_text(source)
    (tmp_path / f"{name}.py").write_text("mine = 1")
    program = [a_host().interpreters.named(python).executable, str(tmp_path / "main.py")]
    outside = subprocess.run(program, env={}, capture_output=True, text=True, check=True)

    assert behind_walls(source, files={f"{name}.py": "mine = 1"}, python=python).stdout == outside.stdout
