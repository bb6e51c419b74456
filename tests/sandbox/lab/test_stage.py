"""An order on the stage: who stands where, what is in memory, who has which lock, at every stop."""

from sandbox.lab.scenes import MOST_VALUES
from sandbox.lab.stage import Stage, stage_of
from tests.sandbox.lab.explored import TASKS, explored, shipped_and_explored

SIX = """
import threading
total = 0
def add():
    global total
    total += 1
threads = [threading.Thread(target=add) for _ in range(6)]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert total == 6
"""

TWO_APPEND = """
import threading

items = []
b = threading.Thread(target=lambda: items.append("B"), name="B")
b.start()
items.append("A")
b.join()
"""


def stage(key: str) -> Stage:
    found = stage_of(shipped_and_explored(key))
    assert found
    return found


def test_only_what_is_shared_stands_in_the_strip_and_every_step_in_the_list():
    lost = stage("lost-update")

    assert lost.strip == [("A", "read"), ("B", "read"), ("B", "write"), ("A", "write")]
    assert "main starts A." in [each.text for each in lost.told]
    assert [each.stop for each in lost.told if each.stop] == [1, 2, 3, 4]


def test_memory_is_told_as_it_was_after_each_step():
    lost = stage("lost-update")

    assert lost.shared == ["counter"]
    assert [scene["values"] for scene in lost.scenes] == [[[]], [["0"]], [["0"]], [["0", "1"]], [["0", "1"]]]


def test_what_is_left_of_a_thread_after_its_last_shared_step_has_happened_with_it():
    assert stage("lost-update").scenes[3]["threads"]["B"] == {"tone": "", "word": "Finished"}


def test_in_a_deadlock_both_wait_and_both_locks_are_held():
    last = stage("two-locks").scenes[-1]

    assert last["threads"]["A"]["word"] == "Waiting for right, which B holds"
    assert sorted(last["locks"]) == ["held by A; B waits", "held by B; A waits"]
    assert last["ending"].startswith("Nobody can go on")


def test_what_a_thread_never_came_to_do_stands_last_in_its_column():
    column = next(each for each in stage("two-locks").columns if each.name == "A")

    assert [(deed.text, deed.stop) for deed in column.deeds] == [("acquire left", 1), ("acquire right", None)]


def test_the_thread_whose_exception_it_is_has_failed():
    assert stage("condition-if").scenes[-1]["threads"]["B"] == {"tone": "bad", "word": "Failed"}


def test_the_main_thread_has_a_column_only_where_it_shares_something():
    assert [each.name for each in stage("lost-update").columns] == ["A", "B"]


def test_six_threads_are_told_by_the_list_alone():
    found = stage_of(explored(SIX))

    assert found
    assert not found.columns
    assert found.told


def test_tasks_are_told_by_strip_sentences_and_list():
    found = stage_of(explored(TASKS))

    assert found
    assert not found.columns
    assert found.strip == [(name, "resume") for name in "ABCBCA"]
    assert [each["says"] for each in found.scenes][1:3] == ["A resumes.", "B resumes."]
    assert found.scenes[-1]["ending"] == found.ending == "It breaks on line 10: AssertionError: 1."


def test_a_program_that_cannot_be_explored_has_no_stage():
    assert stage_of(explored("import subprocess")) is None


def test_a_container_shows_what_is_in_it_after_each_of_its_methods():
    stage = stage_of(explored(TWO_APPEND))

    assert stage.shared == ["items"]
    assert [scene["values"][0][-1:] for scene in stage.scenes][:3] == [[], ["['B']"], ["['B', 'A']"]]


def test_of_many_values_the_last_ones_are_told():
    counted = SIX.replace("    total += 1", "    for _ in range(9):\n        total += 1").replace(
        "range(6)", "range(2)"
    )
    stage = stage_of(explored(counted))

    values = stage.scenes[-1]["values"][0]
    assert values[0] == "…"
    assert len(values) == MOST_VALUES + 1
    last = next(each.text for each in reversed(stage.told) if "total: " in each.text)
    assert last.endswith(f"total: {values[-1]}.")
