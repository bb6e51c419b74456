"""Who waits for whom in a deadlock is found in its timeline, told in words and drawn."""

from sandbox.xray.drawing.circles import circle_of
from sandbox.xray.drawing.waiting import MOST_DRAWN, circle_svg
from sandbox.xray.timeline import Hold, Lane, Slice, State, Timeline
from tests.sandbox.xray.building import built
from tests.sandbox.xray.drawing import scenes
from tests.sandbox.xray.scenes import deadlocked


def waiting(name: str, *, wants: int = 0, has: int = 0, what: str = "", has_ended: bool = False) -> Lane:
    """A lane that waits until the run ends. `wants`, `has`: numbers of locks."""
    holds = [Hold(0.1, 1.0, f"lock_{has}", line=8, is_open=True, object=has)] if has else []
    wait = Slice(0.2, 1.0, State.LOCK, what or f"lock_{wants}", line=9, object=wants)
    return Lane(process=1, thread=1, name=name, start=0.0, end=1.0, slices=[wait], holds=holds, has_ended=has_ended)


def stuck(*lanes: Lane) -> Timeline:
    return Timeline(seconds=1.0, python="3.13", cores=1, lanes=lanes)


def philosophers(count: int) -> Timeline:
    return stuck(*(waiting(f"P{n}", has=n + 1, wants=(n + 1) % count + 1) for n in range(count)))


def test_two_threads_that_wait_for_each_other_are_a_circle():
    assert [each.sentence for each in circle_of(scenes.deadlock())] == [
        "Thread 1 waits for lock_b, which Thread 2 holds since line 8.",
        "Thread 2 waits for lock_a, which Thread 1 holds since line 8.",
    ]


def test_a_run_that_was_built_from_what_was_recorded_has_its_circle():
    assert len(circle_of(built(deadlocked()))) == 2


def test_a_thread_that_waits_for_its_own_lock_is_a_circle_of_one():
    [wait] = circle_of(stuck(waiting("Ada", has=1, wants=1)))

    assert wait.sentence == "Ada waits on line 9 for lock_1, which it holds since line 8."
    assert "wf-held" in circle_svg([wait])


def test_a_join_is_a_part_of_a_circle():
    lanes = waiting("Ada", what="join of Bob", has=1), waiting("Bob", wants=1)

    assert [each.sentence for each in circle_of(stuck(*lanes))] == [
        "Ada waits on line 9 for the end of Bob.",
        "Bob waits on line 9 for lock_1, which Ada holds since line 8.",
    ]


def test_who_only_waits_for_the_circle_is_no_part_of_it():
    lanes = philosophers(2).lanes

    assert len(circle_of(stuck(waiting("Main", what="join of P0"), *lanes))) == 2


def test_threads_that_wait_for_nobody_are_no_circle():
    assert circle_of(stuck(waiting("Ada", wants=1), waiting("Bob", wants=2, has=1))) == []
    assert circle_of(scenes.lock_during_io()) == []
    assert circle_of(stuck()) == []


def test_a_lock_of_the_same_name_is_another_lock():
    assert circle_of(stuck(waiting("Ada", has=1, wants=2), waiting("Bob", has=3, what="lock_2", wants=1))) == []


def test_the_drawing_has_a_box_for_each_thread_and_lock_and_an_arrow_for_each_wait_and_hold():
    for count in (2, 3, MOST_DRAWN):
        drawn = circle_svg(circle_of(philosophers(count)))

        assert drawn.count('<rect class="wf-thread"') == drawn.count('<rect class="wf-lock"') == count
        assert drawn.count('class="wf-waits"') == drawn.count('class="wf-held"') == count
        assert 'aria-label="P0 waits on line 9 for lock_2, which P1 holds' in drawn


def test_a_circle_of_many_is_told_in_words_alone():
    circle = circle_of(philosophers(MOST_DRAWN + 1))

    assert len(circle) == MOST_DRAWN + 1
    assert circle_svg(circle) == ""


def test_what_the_program_called_its_locks_is_text():
    lanes = waiting("<b>", has=1, wants=2), waiting("Bob", has=2, wants=1)

    assert "<b>" not in circle_svg(circle_of(stuck(*lanes)))


def test_who_waits_for_a_thread_to_begin_waits_for_no_end():
    lanes = waiting("Ada", what="start of a thread"), waiting("a thread", what="join of Ada")

    assert not circle_of(stuck(*lanes))
