"""What the inside of a run tells of itself is asked for, bounded and checked; who forges it ends its own run alone."""

import pytest

from sandbox.events import Frame, Outcome, Stack
from tests.sandbox.walls import behind_walls, this_host

pytestmark = pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host")

FORGED = "import os; pipe = os.open('/interleave/events/pipe', os.O_WRONLY); os.write(pipe, {!r}); print('on')"


@pytest.mark.parametrize(
    "words",
    [
        b"stack\tMainProcess\tMainThread\t/tmp/main.py\t1\t<module>\n",
        b'{"kind": "end", "outcome": "finished"}\n',
        b"\xff\x00\n",
        b"x" * 60_000,
    ],
    ids=["a stack that nobody asked for", "an end", "no text", "no end of a line"],
)
def test_who_writes_events_of_its_own_is_ended_and_believed_nothing(words: bytes):
    run = behind_walls(f"print('before', flush=True)\n{FORGED.format(words)}\nimport time; time.sleep(60)")

    assert (run.outcome, run.stdout.splitlines()[0]) == (Outcome.SANDBOX_FAILURE, "before")
    assert "wrote into the sandbox's own channel" in run.end.detail
    assert not [each for each in run.events if isinstance(each, Stack)]


@pytest.mark.parametrize(
    "words",
    [
        r'b"stack\tp\tt\tfile\t-1\tf\n"',
        r'b"other\tp\tt\n"',
        r'b"\xff\n"',
        r'b"stack\tp\tt\x1b[2J\n"',
        r'b"x" * 9000 + b"\n"',
        r'b"stack\tp\tt\n" * 2',
        r'b"stack\tp\tt\n" * 60_000',
    ],
    ids=[
        "no line",
        "no kind",
        "no text",
        "orders to a terminal",
        "no event is so long",
        "one thread too many",
        "as many as go in",
    ],
)
def test_a_forged_answer_ends_the_run_as_well(words: str):
    run = behind_walls(
        f"""
        import os, queue, signal
        def answer(*_):
            os.write(os.open("/interleave/events/pipe", os.O_WRONLY | os.O_NONBLOCK), {words})
        signal.signal(64, answer)
        queue.Queue().get()
        """
    )

    assert run.outcome is Outcome.SANDBOX_FAILURE
    assert "wrote into the sandbox's own channel" in run.end.detail


def test_who_says_that_a_clock_runs_is_left_to_the_limit():
    run = behind_walls(
        """
        import os, queue, signal
        def answer(*_):
            os.write(os.open("/interleave/events/pipe", os.O_WRONLY), b"clock\\n")
        signal.signal(64, answer)
        queue.Queue().get()
        """,
        wall_seconds=5,
    )

    assert run.outcome is Outcome.TIME_LIMIT


def test_an_answer_of_its_own_is_shown_as_its_own():
    run = behind_walls(
        """
        import os, queue, signal
        def answer(*_):
            pipe = os.open("/interleave/events/pipe", os.O_WRONLY)
            os.write(pipe, b"stack\\t<b>me</b>\\tyou\\t/tmp/main.py\\t99\\tnowhere\\tcut off\\n")
        signal.signal(64, answer)
        queue.Queue().get()
        """
    )

    (stack,) = (each for each in run.events if isinstance(each, Stack))
    assert (run.outcome, stack.process, stack.thread) == (Outcome.DEADLOCK, "<b>me</b>", "you")
    assert stack.frames == (Frame(file="/tmp/main.py", line=99, function="nowhere"),)
