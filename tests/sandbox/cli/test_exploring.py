"""`python -m sandbox explore FILE` and `replay FILE`: an answer in words, or as the object that RACELAB.md promises."""

import json

import pytest

from tests.sandbox.cli.test_run import a_program, needs_sandbox, run  # noqa: F401 - a fixture

pytestmark = needs_sandbox
LOST_UPDATE = """import threading
counter = 0
def work():
    global counter
    counter += 1
threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert counter == 2, counter
"""
REPAIRED = LOST_UPDATE.replace("    counter += 1", "    with lock: counter += 1").replace(
    "counter = 0", "counter = 0; lock = threading.Lock()", 1
)
KEYS = {
    "verdict", "explored", "seconds", "reached", "refused_at", "failure", "schedule", "places", "left_out", "steps",
    "states", "able", "orders", "unsynchronised", "output",
}  # fmt: skip


def explored(path, *options):
    done = run("explore", path, "--json", *options)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_order_that_breaks_a_program_is_told_step_by_step(a_program):  # noqa: F811
    answer = explored(a_program(LOST_UPDATE))
    assert answer.keys() == KEYS
    assert answer["verdict"] == "fails"
    assert answer["failure"] == {
        "kind": "exception", "message": "AssertionError: 1", "thread": "MainThread", "line": 9, "cycle": [],
    }  # fmt: skip
    told = [(each["kind"], each["label"], each["value"]) for each in answer["steps"] if each["label"] == "counter"]
    assert told == [
        ("read", "counter", "0"),
        ("read", "counter", "0"),
        ("write", "counter", "1"),
        ("write", "counter", "1"),
    ]


def test_a_repaired_program_is_proved_for_its_input(a_program):  # noqa: F811
    answer = explored(a_program(REPAIRED))
    assert answer["verdict"] == "proved"
    assert answer["reached"] == (
        "proved: 2 essentially different orders, which cover every order of visible steps for this input"
    )


def test_the_order_that_was_found_can_be_played_again(a_program):  # noqa: F811
    path = a_program(LOST_UPDATE)
    answer = explored(path)
    again = json.loads(run("replay", path, "--json", "--schedule", json.dumps(answer)).stdout)
    assert again["failure"] == answer["failure"]
    assert again["steps"] == answer["steps"]


def test_its_list_of_moves_is_enough(a_program):  # noqa: F811
    path = a_program(LOST_UPDATE)
    answer = explored(path)
    again = json.loads(run("replay", path, "--json", "--schedule", json.dumps(answer["schedule"])).stdout)
    assert again["failure"] == answer["failure"]


def test_a_schedule_of_another_program_does_not_fit(a_program):  # noqa: F811
    answer = explored(a_program(LOST_UPDATE))
    done = run("replay", a_program("print('nothing to choose')"), "--schedule", json.dumps(answer))
    assert done.stdout.startswith("refused: The schedule does not fit this program")


@pytest.mark.parametrize(
    "schedule", ["[", "{}", "[[1, 2, 3]]", '[["A", "read", 1]]', '{"schedule": [], "places": ["x"]}']
)
def test_a_schedule_that_is_none_is_refused_with_a_sentence(a_program, schedule):  # noqa: F811
    done = run("replay", a_program(LOST_UPDATE), "--schedule", schedule)
    assert done.returncode == 2
    assert "schedule" in done.stderr


def test_what_cannot_be_explored_is_refused_with_its_line(a_program):  # noqa: F811
    answer = explored(a_program("import threading\nimport socket\n"))
    assert answer["verdict"] == "refused"
    assert "line 2" in answer["reached"]


def test_a_program_of_asyncio_is_explored_by_its_own_loop(a_program):  # noqa: F811
    source = """import asyncio
async def main():
    await asyncio.Event().wait()
asyncio.run(main())
"""
    answer = explored(a_program(source))
    assert (answer["verdict"], answer["failure"]["kind"], answer["failure"]["line"]) == ("fails", "stuck", 3)


def test_a_program_that_forges_an_answer_changes_none(a_program):  # noqa: F811
    forged = json.dumps({"verdict": "proved"})
    answer = explored(a_program(LOST_UPDATE + f"print({forged!r})\n"))
    assert answer["verdict"] == "fails"


def test_seconds_out_of_bounds_are_refused(a_program):  # noqa: F811
    done = run("explore", a_program(LOST_UPDATE), "--seconds", "0")
    assert done.returncode == 2
    assert "at most 60 seconds" in done.stderr


def test_a_schedule_that_nests_too_deeply_is_refused_in_a_sentence(a_program):  # noqa: F811
    done = run("replay", a_program(LOST_UPDATE), "--schedule", "[" * 50_000)
    assert done.returncode == 2
    assert done.stderr == "python -m sandbox: The schedule is no JSON that can be read: it nests too deeply.\n"


def test_one_order_is_counted_as_one(a_program):  # noqa: F811
    assert "(1 order in " in run("explore", a_program("def endless():\n    endless()\nendless()\n")).stdout
