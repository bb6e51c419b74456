"""Words of a traceback that the program wrote itself are not believed where the timeline or its text contradicts."""

from dataclasses import replace

import pytest

from sandbox.xray.timeline import Timeline
from tests.sandbox.xray.findings.test_errors import IN_THREAD, THREADS
from tests.sandbox.xray.findings.timelines import cpu, lane, main_lane, run, said

DIVIDE = "import threading\n\n\n\n\ndef divide(by):\n    print(1 / by)\n\n\n"
"""Its line 7 is the one of IN_THREAD."""
BRIEF = run(main_lane(cpu(0, 1)), short_lived=1)
OF_WORKER = IN_THREAD.replace("Thread-1 (divide)", "worker 7")


def is_told(source: str, stderr: str, timeline: Timeline = BRIEF) -> bool:
    return bool(said("exception-in-thread-unseen", timeline, source=DIVIDE + source, stderr=stderr))


def test_lines_that_are_not_of_the_function_that_is_named_with_them_were_written_by_somebody():
    assert is_told("", IN_THREAD, THREADS)
    assert not is_told("", IN_THREAD.replace("line 7", "line 9"), THREADS)
    assert not is_told("", IN_THREAD.replace("in divide", "in multiply"), THREADS)
    assert is_told("", IN_THREAD.replace("in divide", "in <lambda>"), THREADS)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "print('worker 7')",
        "threading.Thread(None, divide)",
        "Thread(name='worker 8')",
        "Thread(name=f'worker-{n}')",
    ],
)
def test_a_brief_thread_was_not_called_as_the_program_calls_none(source: str):
    assert not is_told(source, OF_WORKER)


@pytest.mark.parametrize(
    "source",
    [
        "threading.Thread(None, divide, 'worker 7')",
        "Thread(name='worker 7')",
        "Thread(name=f'worker {n}')",
        "Thread(name=names[0])",
        "thread.name = 'worker 7'",
        "thread.setName('worker 7')",
        "class Worker(Thread):\n    def __init__(self, n): super().__init__(None, None, n)",
    ],
)
def test_it_may_have_been_called_as_the_program_may_call_one(source: str):
    assert is_told(source, OF_WORKER)


@pytest.mark.parametrize("name", ["Thread-1 (divide)", "Thread-12", "ThreadPoolExecutor-0_1", "asyncio_0"])
def test_it_may_have_been_called_as_python_calls_one(name: str):
    assert is_told("", IN_THREAD.replace("Thread-1 (divide)", name))


def test_a_thread_that_has_not_ended_did_not_end_by_an_exception():
    works_on = [lane("Thread-1 (divide)", cpu(0, 1), has_ended=False)]

    assert not is_told("", IN_THREAD, run(main_lane(cpu(0, 1)), *works_on))
    assert is_told("", IN_THREAD, run(main_lane(cpu(0, 1)), *(replace(each, has_ended=True) for each in works_on)))
    assert is_told("", IN_THREAD, run(main_lane(cpu(0, 1)), *works_on, dropped=1)), "its end may be among those"


def test_of_a_program_that_cannot_be_read_everything_is_possible():
    assert said("exception-in-thread-unseen", BRIEF, source="def", stderr=OF_WORKER)


def test_many_tracebacks_of_a_program_with_many_names_are_read_in_time():
    names = "".join(f"Thread(name=f'{{a}}{n}')\n" for n in range(3000))
    written = "".join(IN_THREAD.replace("Thread-1 (divide)", f"worker {n}") for n in range(3000))

    assert is_told(names, written)
