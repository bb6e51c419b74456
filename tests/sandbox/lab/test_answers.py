"""What a jail printed is believed in nothing: whatever is not of the form is told as no answer."""

import json
from typing import Any

import pytest

from sandbox.lab.believing import MOST_ITEMS, answer_of
from sandbox.lab.shipped import SHIPPED
from sandbox.questions import AnswerUnreadable
from tests.sandbox.lab.explored import TASKS, printed


def answered() -> dict[str, Any]:
    return json.loads(printed(SHIPPED["lost-update"].source))


def test_a_true_answer_is_read():
    answer = answer_of(json.dumps(answered()))

    assert (answer.verdict, answer.orders.count, answer.orders.breaking) == ("fails", 4, 2)
    assert len(answer.states) == len(answer.steps) + 1


def test_a_true_answer_on_tasks_is_read_though_it_says_nothing_of_states():
    answer = answer_of(printed(TASKS))

    assert (answer.verdict, answer.is_of_tasks, answer.last_state) == ("fails", True, ())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("steps", [{"thread": "A"}]),
        ("steps", [7]),
        ("states", []),
        ("left_out", "none"),
        ("failure", {"kind": "exception"}),
        ("orders", {"count": True, "breaking": 0, "is_complete": True, "shown": [], "outcomes": []}),
        ("orders", {"count": 0, "breaking": 0, "is_complete": "yes", "shown": [], "outcomes": []}),
        ("unsynchronised", [{"label": "x", "lines": ["1"]}]),
        ("places", [None]),
        ("places", [1] * (MOST_ITEMS + 1)),
    ],
)
def test_what_mallory_printed_is_no_answer(name: str, value: object):
    with pytest.raises(AnswerUnreadable):
        answer_of(json.dumps(answered() | {name: value}))
