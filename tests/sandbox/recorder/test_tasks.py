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
def test_tasks_are_as_they_were(python):
    source = """
        import asyncio, inspect, traceback
        async def child(number):
            await asyncio.sleep(0.01 * number)
            if number == 3: raise ValueError("three")
            return number
        async def main():
            task = asyncio.create_task(child(1), name="one")
            print(repr(task).replace(__file__, "main.py"), task.get_coro().__name__, task.get_coro().__qualname__)
            await asyncio.sleep(0)
            print(repr(task).split(" wait_for")[0].replace(__file__, "main.py"))
            print([each.f_lineno for each in task.get_stack()])
            print(asyncio.current_task().get_name(), await task)
            late = asyncio.create_task(child(9))
            await asyncio.sleep(0)
            late.cancel("enough")
            try: await late
            except asyncio.CancelledError as error: print(error.args, late.cancelled())
            try:
                async with asyncio.timeout(0.01): await child(5)
            except TimeoutError: print("late")
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(child(3)); group.create_task(child(50))
            except* ValueError as error: print(error.exceptions)
            print(await asyncio.gather(child(1), child(3), return_exceptions=True))
            try: asyncio.create_task(child)
            except TypeError as error: print(str(error)[:26])
            asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
            print(await asyncio.create_task(child(0)))
            await asyncio.create_task(child(3))
        try: asyncio.run(main())
        except ValueError: traceback.print_exc()
        """

    recorded, plain = run(source, python=python), run(source, python=python, is_recorded=False)

    assert recorded.stdout == plain.stdout
    assert without_folders(recorded.stderr) == without_folders(plain.stderr)


def without_folders(text: str) -> list[str]:
    return [line for line in text.splitlines() if "main.py" not in line]
