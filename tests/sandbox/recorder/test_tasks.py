"""Tasks of asyncio have lanes of their own: what they run, and what they await."""

import pytest

from sandbox.records import About, Kind, What
from tests.sandbox.recorder.recorded import each_python, milliseconds, run

pythons = pytest.mark.parametrize("python", each_python())


def program(body: str, setting: str = "pass") -> str:
    return f"import asyncio, time\nasync def main():\n    {setting}\n    {body}\nasyncio.run(main())\n"


@pythons
@pytest.mark.parametrize(
    ("what", "body", "setting"),
    [
        (What.SLEEP, "await asyncio.sleep(0.02)", "pass"),
        (What.LOCK, "await it.acquire()", "it = asyncio.Lock(); await it.acquire(); later(it.release)"),
        (What.EVENT, "await it.wait()", "it = asyncio.Event(); later(it.set)"),
        (What.SEMAPHORE, "await it.acquire()", "it = asyncio.Semaphore(0); later(it.release)"),
        (What.QUEUE_GET, "await it.get()", "it = asyncio.Queue(); later(it.put_nowait, 1)"),
        (What.TASK, "await it", "it = asyncio.create_task(asyncio.sleep(0.02))"),
        (What.TASK, "await asyncio.gather(asyncio.sleep(0.02), asyncio.sleep(0.02))", "pass"),
        (What.TASK, "async with asyncio.TaskGroup() as it: it.create_task(asyncio.sleep(0.02))", "pass"),
        (What.FUTURE, "await asyncio.to_thread(time.sleep, 0.02)", "pass"),
    ],
)  # fmt: skip
def test_what_a_task_awaits_is_told_with_its_line(what, body, setting, python):
    later = "later = lambda *act: asyncio.get_running_loop().call_later(0.02, *act); "

    seen = run(program(body, later + setting), python=python)

    (main,) = [each for each in seen.texts(About.TASK) if each.text == "Task-1"]
    awaits = [each for each in seen.spans(Kind.AWAIT, what) if each.subject == main.subject]
    assert (max(map(milliseconds, awaits)) > 15, awaits[0].line, seen.stderr) == (True, 4, "")
    assert seen.objects.get(awaits[0].other, "it") == "it"


@pythons
def test_a_step_that_blocks_the_loop_is_as_long_as_it_blocks(python):
    seen = run(program("time.sleep(0.05)", "await asyncio.sleep(0)"), python=python)

    assert max(map(milliseconds, seen.spans(Kind.STEP))) > 49


BLOCKED = """
import asyncio, time
async def sleeps():
    await asyncio.sleep(0.05)
async def blocks():
    await asyncio.sleep(0.01)
    time.sleep(0.2)
async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(sleeps(), name="sleeper")
        group.create_task(blocks(), name="blocker")
asyncio.run(main())
"""


@pythons
def test_a_sleep_is_over_when_its_time_is_though_the_loop_is_blocked(python):
    seen = run(BLOCKED, python=python)

    (sleeper,) = {each.subject for each in seen.texts(About.TASK) if each.text == "sleeper"}
    sleeps = [each for each in seen.spans(Kind.AWAIT, What.SLEEP) if each.subject == sleeper]
    assert 45 < max(map(milliseconds, sleeps)) < 60


WAKES = """
import asyncio, time
async def waits(event):
    await event.wait()
async def main():
    event = asyncio.Event()
    task = asyncio.{kind}(waits(event), loop=asyncio.get_running_loop(), name="waiter")
    await asyncio.sleep(0.02)
    event.set()
    time.sleep(0.1)
    await task
asyncio.run(main())
"""


@pythons
@pytest.mark.parametrize("kind", ["tasks._CTask", "tasks._PyTask"])
def test_a_wait_is_over_when_what_it_is_for_has_come_though_the_loop_is_blocked(kind, python):
    seen = run(WAKES.format(kind=kind), python=python)

    (waiter,) = {each.subject for each in seen.texts(About.TASK) if each.text == "waiter"}
    (wait,) = [each for each in seen.spans(Kind.AWAIT) if each.subject == waiter]
    first, second = [each for each in seen.spans(Kind.STEP) if each.subject == waiter]
    assert (wait.what, milliseconds(wait) < 90, first.end <= wait.start) == (What.EVENT, True, True)
    assert second.start - wait.end > 90e6


@pythons
def test_what_is_there_already_is_not_awaited(python):
    source = """
        import asyncio
        class Ready(asyncio.Future):
            def __await__(self):
                self._asyncio_future_blocking = True
                yield self
        async def main():
            ready = Ready()
            ready.set_result(1)
            await ready
        asyncio.run(main())
        """

    seen = run(source, python=python)

    (main,) = [each for each in seen.texts(About.TASK) if each.text == "Task-1"]
    steps, awaits = (
        [each for each in seen.spans(kind) if each.subject == main.subject] for kind in (Kind.STEP, Kind.AWAIT)
    )
    assert (len(steps), awaits, seen.stderr) == (2, [], "")


@pythons
def test_a_step_ends_before_its_loop_ends(python):
    source = """
        import asyncio, time
        async def main():
            return 1
        loop = asyncio.new_event_loop()
        print(loop.run_until_complete(main()))
        time.sleep(0.05)
        loop.close()
        """

    seen = run(source, python=python)

    (step,) = seen.spans(Kind.STEP)
    assert (milliseconds(step) < 40, step.end > 0) == (True, True)


@pythons
def test_a_program_may_ask_a_loop_for_debugging_in_the_middle_of_a_step(python):
    body = "asyncio.get_running_loop().set_debug(True); time.sleep(0.05)"

    seen = run(program(body), python=python)

    assert max(map(milliseconds, seen.spans(Kind.STEP))) > 49


@pythons
def test_a_loop_of_the_programs_own_class_is_told_too(python):
    source = """
        import asyncio
        class Loop(asyncio.SelectorEventLoop):
            def call_soon(self, callback, *args, context=None):
                return super().call_soon(callback, *args, context=context)
            def create_task(self, coro, **named):
                return asyncio.Task(coro, loop=self, **named)
        async def main():
            await asyncio.create_task(asyncio.sleep(0.02), name="own")
        with asyncio.Runner(loop_factory=Loop) as runner:
            runner.run(main())
        """

    seen = run(source, python=python)

    (own,) = {each.subject for each in seen.texts(About.TASK) if each.text == "own"}
    (sleep,) = [each for each in seen.spans(Kind.AWAIT, What.SLEEP) if each.subject == own]
    assert (15 < milliseconds(sleep) < 1000, seen.stderr) == (True, "")


@pythons
def test_who_only_lets_others_have_their_turn_awaits_nothing(python):
    seen = run(program("for _ in range(3): await asyncio.sleep(0)"), python=python)

    (main,) = [each for each in seen.texts(About.TASK) if each.text == "Task-1"]
    awaits = [each for each in seen.spans(Kind.AWAIT) if each.subject == main.subject and each.line]
    assert awaits == []


@pythons
def test_an_idle_loop_waits_for_anything_at_all(python):
    seen = run(program("await asyncio.sleep(0.05)"), python=python)

    assert max(map(milliseconds, seen.spans(what=What.SELECT))) > 40


@pythons
def test_the_tasks_in_which_a_loop_ends_have_no_line(python):
    seen = run(
        program("await asyncio.to_thread(time.sleep, 0.02)", "await asyncio.gather(asyncio.sleep(0))"), python=python
    )

    lines = {each.text: each.line for each in seen.texts(About.TASK)}
    assert lines == {"Task-1": 5, "Task-2": 3, "Task-3": 0, "Task-4": 0}
    ends = {each.subject for each in seen.texts(About.TASK) if not each.line}
    assert not [each for each in seen.spans(Kind.STEP) if each.subject in ends and each.line]
    assert {each.what for each in seen.spans(Kind.AWAIT) if each.subject in ends} <= {What.FUTURE}
