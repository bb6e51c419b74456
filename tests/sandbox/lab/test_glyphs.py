"""Orders as boxes: which is played, which comes next, and how long ones are told in short."""

from sandbox.lab.glyphs import MOST_BOXES, MOST_ROWS, Box, boxes_of, glyphs_of, next_breaking, order_of
from sandbox.lab.shipped import SHIPPED
from sandbox.lab.stage import stage_of
from tests.sandbox.lab.explored import explored, shipped_and_explored

THRICE = "    for _ in range(3):\n        counter += 1"
NAMES = {1: "A", 2: "B"}
LONG = """
import threading
total = 0
def add():
    global total
    for _ in range(120):
        total += 1
threads = [threading.Thread(target=add) for _ in range(2)]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert total == 240
"""


def test_of_a_short_order_every_step_has_its_box():
    assert boxes_of([1, 2, 2], NAMES) == [
        Box(name="A", number=1),
        Box(name="B", number=2),
        Box(name="B", number=2),
    ]


def test_of_a_long_order_every_turn_has_its_box():
    boxes = boxes_of([1] * MOST_BOXES + [2], NAMES)

    assert [(box.name, box.times) for box in boxes] == [("A", MOST_BOXES), ("B", 1)]


def test_of_a_very_long_order_the_last_turns_are_told_and_how_much_came_before():
    boxes = boxes_of([1, 2] * 30, NAMES)

    assert boxes[0] == Box(name="", number=0, times=60 - MOST_ROWS)
    assert [box.name for box in boxes[1:]] == ["A", "B"] * (MOST_ROWS // 2)


def test_an_order_longer_than_can_be_told_names_its_threads_and_says_what_is_left_out():
    answer = explored(LONG)
    stage = stage_of(answer)

    assert answer.left_out > 0
    assert stage
    assert stage.left_out == answer.left_out
    assert {name for name, _ in stage.strip} == {"A", "B"}
    assert {box.name for glyph in glyphs_of(answer, current=None) for box in glyph.boxes} <= {"A", "B", ""}
    assert order_of(answer) is None


def test_the_order_that_is_played_is_found_among_all_orders():
    answer = shipped_and_explored("lost-update")
    current = order_of(answer)
    glyphs = glyphs_of(answer, current=current)

    assert [box.name for box in glyphs[current].boxes] == ["A", "B", "B", "A"]
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
