"""What stands in the place of the library's is pickled, and found again, as the library's own is."""

import pytest

from tests.sandbox.recorder.recorded import each_python, run

pythons = pytest.mark.parametrize("python", each_python())

REPLACED = """
import importlib, inspect, pickle, queue, sys, threading
MODULES = (
    "asyncio.base_events", "asyncio.locks", "asyncio.queues", "builtins", "concurrent.futures.process",
    "concurrent.futures.thread", "multiprocessing.connection", "multiprocessing.pool", "multiprocessing.popen_fork",
    "multiprocessing.process", "multiprocessing.queues", "multiprocessing.reduction", "multiprocessing.synchronize",
    "os", "queue", "select", "selectors", "socket", "subprocess", "threading", "time",
)
def is_replaced(value):
    return inspect.isfunction(value) and "/recorder/" in value.__code__.co_filename
found = [threading.Lock, type(threading.RLock()), queue.SimpleQueue]
for module in map(importlib.import_module, MODULES):
    for value in vars(module).values():
        inside = inspect.getmembers(value, is_replaced) if isinstance(value, type) else ()
        found += [each for each in [value, *(each for _, each in inside)] if is_replaced(each)]
found = list(dict.fromkeys(found))
"""


@pythons
def test_whatever_is_replaced_is_found_again_by_its_pickle(python):
    program = REPLACED + "lost = []\n" + (
        "for each in found:\n"
        "    try: lost += [] if pickle.loads(pickle.dumps(each)) is each else [each]\n"
        "    except Exception as error: lost.append(error)\n"
        "print(len(found) > 60, lost)\n"
    )  # fmt: skip

    assert run(program, python=python).stdout == "True []\n"


@pythons
def test_a_python_that_is_not_recorded_finds_it_by_the_same_pickle(python):
    pickled = run(REPLACED + "print([pickle.dumps(each) for each in found])", python=python).stdout

    loading = f"import pickle\nfor each in {pickled.strip()}: print(callable(pickle.loads(each)))"
    seen = run(loading, python=python, is_recorded=False)

    assert (set(seen.stdout.split()), seen.stderr) == ({"True"}, "")


@pythons
@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_a_manager_works_under_every_start_method(method, python):
    program = f"""
        import multiprocessing
        if __name__ == "__main__":
            with multiprocessing.get_context("{method}").Manager() as manager:
                shared, lock = manager.dict(one=1), manager.Lock()
                with lock: print(dict(shared), manager.Queue().empty())
        """

    seen = run(program, python=python)

    assert (seen.stdout, seen.stderr, seen.status) == ("{'one': 1} True\n", "", 0)
