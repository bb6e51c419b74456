"""The puzzle's buttons: whatever a form says, lines are moved, or nothing happens."""

from hypothesis import given
from hypothesis import strategies as st

from courses.content.graded.arranging import arranged, moved, placed_in
from courses.content.graded.puzzles import Placed, parsed_puzzle

PUZZLE = parsed_puzzle("# begin\na\n    b\nc\n# end\n")


def at(*pairs: tuple[int, int]) -> list[Placed]:
    return [Placed(number=number, indent=indent) for number, indent in pairs]


def test_lines_are_used_moved_and_taken_back():
    placed = moved(moved([], "use:1", PUZZLE), "in:1", PUZZLE)
    placed = moved(placed, "use:0", PUZZLE)
    assert placed == at((1, 1), (0, 1))

    placed = moved(moved(placed, "up:0", PUZZLE), "out:0", PUZZLE)
    assert placed == at((0, 0), (1, 1))
    assert moved(placed, "down:0", PUZZLE) == at((1, 1), (0, 0))
    assert moved(placed, "back:0", PUZZLE) == at((1, 1))


def test_what_cannot_be_done_changes_nothing():
    placed = at((0, 0), (1, 4))

    for wish in ("up:0", "down:1", "out:0", "in:1", "back:2", "use:0", "use:9", "throw:1", "", "up:x"):
        assert moved(placed, wish, PUZZLE) == placed


def test_lines_that_are_left_stand_in_the_same_order_each_time():
    assert [each.number for each in arranged([], PUZZLE).left] == [each.number for each in PUZZLE.shuffled()]
    assert arranged(at((0, 0), (1, 0), (2, 0)), PUZZLE).has_all


@given(st.lists(st.text(alphabet="0123456789:", max_size=6), max_size=20), st.text(max_size=8))
def test_any_form_is_a_puzzle(texts: list[str], wish: str):
    placed = moved(placed_in(texts, PUZZLE), wish, PUZZLE)

    assert len({each.number for each in placed}) == len(placed) <= 3
    assert PUZZLE.assembled(placed).count("\n") == len(placed)
