"""An order on the stage: who stands where, what is in memory, who has which lock, at every stop."""

from sandbox.lab.glyphs import glyphs_of, next_breaking, order_of
from sandbox.lab.shipped import SHIPPED
from sandbox.lab.stage import Stage, stage_of
from tests.sandbox.lab.explored import TASKS, explored, shipped_and_explored

THRICE = "    for _ in range(3):\n        counter += 1"
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


def test_the_order_that_is_played_is_found_among_all_orders():
    answer = shipped_and_explored("lost-update")
    current = order_of(answer)
    glyphs = glyphs_of(answer, current=current)

    assert [name for name, _ in glyphs[current].boxes] == ["A", "B", "B", "A"]
    assert [glyph.is_current for glyph in glyphs].count(True) == 1


def test_the_next_breaking_order_goes_round():
    answer = shipped_and_explored("lost-update")
    first = order_of(answer)
    second = next_breaking(answer, after=first)

    assert second != first
    assert next_breaking(answer, after=second) == first


def test_where_nothing_breaks_there_is_no_next_one():
    assert next_breaking(shipped_and_explored("lock"), after=None) is None


def test_of_more_orders_than_can_be_shown_there_is_one_for_each_outcome():
    answer = explored(SHIPPED["lost-update"].source.replace("    counter += 1", THRICE).replace("== 2", "== 6"))

    assert answer.orders.is_grouped
    assert answer.orders.count > len(answer.orders.told)
    assert sum(glyph.count for glyph in glyphs_of(answer, current=None)) == answer.orders.count
    assert len({glyph.outcome for glyph in glyphs_of(answer, current=None)}) == len(answer.orders.told)


def test_a_container_shows_what_is_in_it_after_each_of_its_methods():
    stage = stage_of(explored(TWO_APPEND))

    assert stage.shared == ["items"]
    assert [scene["values"][0][-1:] for scene in stage.scenes][:3] == [[], ["['B']"], ["['B', 'A']"]]
