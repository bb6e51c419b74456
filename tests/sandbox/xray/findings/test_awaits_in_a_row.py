"""Of awaits one after another it is told what the program awaited; its own pauses between rounds are none."""

from textwrap import dedent

import pytest

from tests.sandbox.xray.findings.test_event_loops import IDLE, in_a_row
from tests.sandbox.xray.findings.timelines import io, lane, main_lane, run, said, sleep

PAUSE = "await asyncio.sleep(0.2)"
TICKER = """
    import asyncio
    async def ticker():
        for number in range(6):
            print(number)
            await asyncio.sleep(0.2)
    """
FETCH = """
    import asyncio
    async def fetch(number):
        await asyncio.sleep(0.2)
        return number
    """


def lines_told(source: str) -> tuple[int, ...]:
    """Of five sleeps of one task on the line that pauses; () where nothing is said."""
    text = dedent(source)
    line = next(number for number, each in enumerate(text.splitlines(), 1) if PAUSE in each)
    found = said("awaited-in-sequence", in_a_row(5, line=line), source=text)
    return found.lines if found else ()


@pytest.mark.parametrize(
    "source",
    [
        TICKER + "asyncio.run(ticker())",
        TICKER + "async def run():\n        await ticker()\n    asyncio.run(run())",
        TICKER + "async def main():\n        await asyncio.create_task(ticker())\n    asyncio.run(main())",
        TICKER.replace("for number in range(6)", "while not stop") + "asyncio.run(ticker())",
        FETCH + "async def main():\n        for number in await fetch(5): print(number)\n    asyncio.run(main())",
        FETCH + "async def main():\n        fetch(1); fetch(2); await fetch(3)\n    asyncio.run(main())",
        FETCH + "asyncio.run(fetch(3))\n    asyncio.gather()\n    queue.fetch()\n    queue.fetch()",
    ],
    ids=["alone", "by a coroutine", "as a task", "until", "once, for a loop", "forgotten", "of another"],
)
def test_pauses_of_a_task_between_its_own_rounds_are_no_awaits_in_a_row(source: str):
    assert lines_told(source) == ()


@pytest.mark.parametrize(
    ("calls", "lines"),
    [
        ("async def main():\n        print([await fetch(number) for number in range(5)])", (7,)),
        ("async def main():\n        for number in range(5):\n            await fetch(number)", (8,)),
        ("async def main():\n        a = await fetch(1)\n        b = await fetch(a)\n        fetch(3)", (7, 8)),
        (
            "async def get(n):\n        await fetch(n)\n    async def main():\n        [await get(n) for n in many]",
            (9,),
        ),
        ("async def main():\n        while True:\n            await asyncio.create_task(fetch(1))", (8,)),
        ("for number in range(5):\n        asyncio.run(fetch(number))", (7,)),
        ("", ()),
    ],
    ids=["comprehension", "loop", "each needs the one before", "through another", "tasks", "loops of events", "once"],
)
def test_a_coroutine_that_is_awaited_again_and_again_is_told_on_the_line_that_awaits_it(calls: str, lines: tuple):
    assert lines_told(FETCH + calls + "\n") == lines


def test_what_a_ticker_does_when_it_is_called_in_a_row_may_be_work():
    assert lines_told(TICKER + "async def main():\n        await ticker()\n        await ticker()") == (8, 9)


def test_a_method_is_not_taken_for_a_function_of_a_module():
    source = "import asyncio\nclass Bot:\n    async def run(self):\n        await asyncio.sleep(0.2)\n"

    assert lines_told(source + "asyncio.run(Bot().run())") == ()
    assert lines_told(source + "async def main():\n    for bot in bots: await bot.run()") == (6,)


def test_answers_of_a_socket_are_awaited_wherever_they_are_read():
    source = "async def main():\n    for host in hosts:\n        await read(host)\n"
    answers = [io(n / 5, (n + 1) / 5, "socket", line=3) for n in range(5)]
    timeline = run(main_lane(io(0, 1, IDLE)), lane("Task-1", *answers, task=1, thread=1))

    assert said("awaited-in-sequence", timeline, source=source).lines == (3,)


def test_pauses_between_answers_are_not_counted_with_them():
    source = "async def main():\n    for host in hosts:\n        await read(host)\n        await asyncio.sleep(0.1)\n"
    turns = [
        part
        for n in range(5)
        for part in (io(n / 4, n / 4 + 0.15, "socket", line=3), sleep(n / 4 + 0.15, (n + 1) / 4, "sleep", line=4))
    ]
    timeline = run(main_lane(io(0, 1.25, IDLE)), lane("Task-1", *turns, task=1, thread=1))

    assert said("awaited-in-sequence", timeline, source=source).sentence.startswith("Five awaits came")


def test_a_program_that_is_nested_deeply_is_read():
    deep = "async def main():\n    await asyncio.sleep(0.2)\nx = " + "+".join("1" * 2900)

    assert lines_told(deep) == ()
