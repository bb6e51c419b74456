"""Programs of asyncio: what may wake first is tried in every order, and what cannot be followed is refused."""

import pytest

from sandbox.inside.explorer.exploring import explore, replay
from sandbox.inside.explorer.tasks.executing import compiled, execute
from sandbox.inside.explorer.tasks.loop import OrderedLoop
from sandbox.inside.explorer.tasks.searching import Walk

WITHDRAWALS = """import asyncio
balance = 100
async def withdraw(amount):
    global balance
    if balance >= amount:
        await asyncio.sleep(0.1)
        balance -= amount
async def main():
    await asyncio.gather(withdraw(70), withdraw(60))
    assert balance >= 0, balance
asyncio.run(main())
"""
LOCKED = WITHDRAWALS.replace("    if balance >= amount", "    async with lock:\n     if balance >= amount").replace(
    "balance = 100", "balance = 100; lock = asyncio.Lock()", 1
)
LATE = """import asyncio
async def late():
    await asyncio.sleep(0.2)
    log.append("late")
async def main():
    global log
    log = []
    await asyncio.gather(late(), asyncio.sleep(0.1))
    task = asyncio.create_task(late())
    await asyncio.sleep(0.1)
    assert len(log) == 1, log
asyncio.run(main())
"""


def test_a_check_whose_answer_is_old_after_an_await_breaks():
    answer = explore(WITHDRAWALS)

    assert (answer["verdict"], answer["failure"]["message"]) == ("fails", "AssertionError: -30")


def test_a_lock_around_check_and_act_is_proved():
    assert explore(LOCKED)["verdict"] == "proved"


def test_what_sleeps_longer_may_be_over_first():
    answer = explore(LATE)

    assert answer["verdict"] == "fails"
    assert answer["failure"]["message"] == "AssertionError: ['late', 'late']"


def test_the_order_that_was_found_is_played_again():
    answer = explore(LATE)

    again = replay(LATE, [tuple(each) for each in answer["schedule"]], set())

    assert again["failure"] == answer["failure"]
    assert again["steps"] == answer["steps"]


def test_a_task_that_nothing_can_wake_is_stuck_on_its_line():
    answer = explore("import asyncio\nasync def main():\n    await asyncio.Event().wait()\nasyncio.run(main())\n")

    assert answer["failure"]["kind"] == "stuck"
    assert answer["failure"]["message"].startswith("Task-1 waits on line 3")


def test_an_exception_of_a_task_that_nobody_awaits_is_seen():
    source = """import asyncio
async def fail():
    raise ValueError("lost")
async def main():
    task = asyncio.create_task(fail())
    await asyncio.sleep(1)
asyncio.run(main())
"""
    answer = explore(source)

    assert (answer["failure"]["message"], answer["failure"]["thread"]) == ("ValueError: lost", "Task-2")


def test_a_loop_that_never_ends_is_told():
    source = "import asyncio\nasync def main():\n    while True: await asyncio.sleep(0)\nasyncio.run(main())\n"

    assert explore(source)["failure"]["kind"] == "livelock"


TOGETHER = """import asyncio
n = 0
async def add():
    global n
    await asyncio.sleep(0.1)
    before = n
    await asyncio.sleep(0)
    n = before + 1
async def main():
    await asyncio.gather(add(), add())
    assert n == 2, n
asyncio.run(main())
"""


def test_who_slept_as_long_may_wake_before_the_other_is_done():
    answer = explore(TOGETHER)

    assert (answer["verdict"], answer["failure"]["message"]) == ("fails", "AssertionError: 1")
    again = replay(TOGETHER, [tuple(each) for each in answer["schedule"]], set())
    assert again["failure"] == answer["failure"]


TALES = """import asyncio
log = []
async def act(name, *sleeps):
    for seconds in sleeps:
        await asyncio.sleep(seconds)
        log.append(name)
async def main():
    ACT
    print(*log)
asyncio.run(main())
"""
ACTS = {
    "two that sleep and give way": "await asyncio.gather(act('a', 0.1, 0, 0), act('b', 0.1, 0))",
    "two that sleep twice": "await asyncio.gather(act('a', 0.1, 0, 0.1), act('b', 0.1, 0.2))",
    "three": "await asyncio.gather(act('a', 0.1, 0), act('b', 0.1, 0), act('c', 0.1))",
    "one that waits for another": (
        "first = asyncio.create_task(act('a', 0.1, 0))\n    second = asyncio.create_task(act('b', 0.1, 0))\n"
        "    await first\n    log.append('main')\n    await second"
    ),
    "one with a time-out": (
        "other = asyncio.create_task(act('b', 0.2, 0))\n"
        "    try: await asyncio.wait_for(act('a', 0.1, 0, 0), 0.5)\n"
        "    except TimeoutError: log.append('late')\n    await other"
    ),
    "a lock": (
        "lock = asyncio.Lock()\n    async def held(name):\n        async with lock: await act(name, 0.1, 0)\n"
        "    await asyncio.gather(held('a'), held('b'), act('c', 0.1))"
    ),
}


def endings(source: str) -> tuple[set[str], int]:
    """What its orders print, and how many there were."""
    code, walk, found, count = compiled(source), Walk(), set[str](), 0
    while True:
        execution = execute(code, walk.choose)
        found.add("".join(execution.output))
        count += 1
        if not walk.advance(execution):
            return found, count


@pytest.mark.parametrize("what", ACTS)
def test_offers_that_are_taken_back_make_no_difference(what: str, monkeypatch: pytest.MonkeyPatch):
    source = TALES.replace("ACT", ACTS[what])
    found, count = endings(source)
    monkeypatch.setattr(OrderedLoop, "settle", lambda _: None)
    every, most = endings(source)

    assert found == every
    assert count < most


SET_OF_TASKS = """import asyncio
async def job(n):
    await asyncio.sleep(0.1)
    return n
async def main():
    junk = [object() for _ in range(JUNK)]
    done, _ = await asyncio.wait([asyncio.create_task(job(n)) for n in range(4)])
    assert [each.result() for each in done] == [0, 1, 2, 3]
asyncio.run(main())
"""


@pytest.mark.parametrize("junk", [0, 1, 5, 17])
def test_a_set_of_tasks_has_the_same_order_each_time(junk: int):
    assert explore(SET_OF_TASKS.replace("JUNK", str(junk)), seconds=10)["verdict"] == "proved"


def test_a_thread_of_the_loops_is_refused():
    answer = explore(
        "import asyncio\nasync def main():\n    await asyncio.get_running_loop().run_in_executor(None, print)\n"
        "asyncio.run(main())\n"
    )

    assert answer["verdict"] == "refused"
    assert "(line 3): “run_in_executor” starts threads" in answer["reached"]


@pytest.mark.parametrize("call", ["asyncio.open_connection('a', 1)", "asyncio.create_subprocess_exec('a')"])
def test_what_has_to_do_with_the_outside_is_refused_with_its_line(call: str):
    answer = explore(f"import asyncio\nasync def main():\n    await {call}\nasyncio.run(main())\n")

    assert answer["verdict"] == "refused"
    assert "line 3" in answer["reached"]


def test_what_is_modelled_for_threads_serves_a_program_without_any():
    source = """import asyncio, datetime, functools, random
@functools.lru_cache
def double(number): return 2 * number
async def main():
    await asyncio.sleep(double(1))
    assert double(1) == 2 and datetime.datetime.now().year > 2000 and 0 <= random.random() < 1
    print(double(2), end="", sep=None)
asyncio.run(main())
"""
    answer = explore(source)

    assert (answer["verdict"], answer["output"]) == ("proved", "4")
