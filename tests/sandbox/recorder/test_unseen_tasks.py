"""A program's tasks, coroutines and loops are the same with the recorder and without it."""

import pytest

from tests.sandbox.recorder.recorded import each_python, run, said

pythons = pytest.mark.parametrize("python", each_python())


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


@pythons
@pytest.mark.parametrize("debug", [False, True])
def test_a_task_shows_nothing_of_the_recorder(debug, python):
    source = f"""
        import asyncio, inspect, sys, traceback
        class Python(asyncio.tasks._PyTask): pass
        async def child():
            task = asyncio.current_task()
            traceback.print_stack()
            task.print_stack()
            await asyncio.sleep(0.01)
            raise ValueError("child")
        async def main():
            loop = asyncio.get_running_loop()
            for make in (asyncio.create_task, Python):
                coroutine = child()
                task = make(coroutine)
                print(task.get_coro() is coroutine, inspect.iscoroutine(task.get_coro()))
                print(task, inspect.getcoroutinestate(coroutine))
                await asyncio.sleep(0)
                print(inspect.getcoroutinestate(coroutine), [each.f_code.co_name for each in task.get_stack()])
                task.print_stack()
                print(task, sys.getrefcount(task))
                try: await task
                except ValueError: traceback.print_exc()
                task.print_stack()
                print(loop.call_soon(print), str(loop.call_later(9, print)).partition("print()")[2])
        print(asyncio.Handle._run, asyncio.BaseEventLoop.create_task, asyncio.BaseEventLoop._run_once)
        asyncio.run(main(), debug={debug})
        """

    recorded, plain = run(source, python=python), run(source, python=python, is_recorded=False)

    assert said(recorded.stdout) == said(plain.stdout)
    assert said(recorded.stderr) == said(plain.stderr)
    assert "recorder" not in recorded.stdout + recorded.stderr


@pythons
@pytest.mark.parametrize("base", ["asyncio.Task", "asyncio.tasks._PyTask"])
def test_a_task_of_the_programs_own_class_is_not_asked_for_attributes(base, python):
    source = f"""
        import asyncio
        class Strict({base}):
            def __getattr__(self, name): print("asked for", name); raise AttributeError(name)
            def __setattr__(self, name, value):
                if name == "_recorded": raise TypeError("set")
                super().__setattr__(name, value)
        async def main():
            print(await Strict(asyncio.sleep(0.01, "slept")))
        asyncio.run(main())
        """

    recorded, plain = run(source, python=python), run(source, python=python, is_recorded=False)

    assert (recorded.stdout, recorded.stderr) == (plain.stdout, plain.stderr)
    assert plain.stdout.endswith("slept\n")


@pythons
def test_a_task_is_kept_alive_by_nobody(python):
    source = """
        import asyncio, gc, weakref
        async def fail(): raise ValueError("unseen")
        async def main():
            loop = asyncio.get_running_loop()
            loop.set_exception_handler(lambda _, context: print(context["message"]))
            task = weakref.ref(asyncio.create_task(fail()))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            print(task())
        gc.disable()
        asyncio.run(main())
        """

    recorded, plain = run(source, python=python), run(source, python=python, is_recorded=False)

    assert (recorded.stdout, recorded.stderr) == (plain.stdout, plain.stderr)
    assert plain.stdout.endswith("None\n")


def without_folders(text: str) -> list[str]:
    return [line for line in text.splitlines() if "main.py" not in line]
