"""What the explorer really answers, in this process; and runs of the lab as a worker ends them."""

import json
from functools import cache
from typing import Any

from sandbox.events import Stdout
from sandbox.inside.explorer.asked import answer
from sandbox.lab.answers import Answer
from sandbox.lab.believing import answer_of
from sandbox.lab.shipped import SHIPPED
from sandbox.questions import QUESTION
from sandbox.runs.models import Submission
from tests.sandbox.runs.ended import end

SECONDS = 5.0
TASKS = """import asyncio
seats = 0
async def sell():
    global seats
    seen = seats
    await asyncio.sleep(0)
    seats = seen + 1
async def main():
    await asyncio.gather(sell(), sell())
    assert seats == 2, seats
asyncio.run(main())
"""


@cache
def printed(source: str) -> str:
    return json.dumps(answer({"source": source, "seconds": SECONDS})) + "\n"


def explored(source: str) -> Answer:
    return answer_of(printed(source))


def shipped_and_explored(key: str) -> Answer:
    return explored(SHIPPED[key].source)


def question_of(submission: Submission) -> dict[str, Any]:
    return json.loads(submission.runs.get().job["files"][QUESTION])


def end_with(submission: Submission, text: str) -> None:
    """Ends its run, which printed `text`."""
    end(submission.runs.get(), said=Stdout(at=0.1, text=text))


def end_explored(submission: Submission) -> None:
    """Ends its run with the true answer."""
    end_with(submission, json.dumps(answer(question_of(submission))) + "\n")
