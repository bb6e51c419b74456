"""What is warm in a zygote is immortal; what a program makes lives and dies as anywhere."""

import pytest

from tests.sandbox.walls import behind_walls, each_interpreter


@pytest.mark.parametrize("python", each_interpreter())
def test_what_was_warm_is_immortal_and_nothing_else(python: str):
    run = behind_walls(
        """
        import sys, threading

        def lives_for_ever(something):
            before = sys.getrefcount(something)
            several = [something] * 3
            return sys.getrefcount(something) == before

        import wave  # not warm
        print(lives_for_ever(threading.Thread), lives_for_ever(threading.Thread.start), lives_for_ever(None))
        print(lives_for_ever(wave.open), lives_for_ever(lives_for_ever), lives_for_ever(object()))
        """,
        python=python,
    )

    is_free_threaded = python.endswith("t")
    assert run.stdout.splitlines() == [f"{not is_free_threaded} {not is_free_threaded} True", "False False False"]


@pytest.mark.parametrize("python", each_interpreter())
def test_the_own_objects_of_a_program_die_when_nothing_holds_them(python: str):
    run = behind_walls(
        """
        import gc, sys, weakref

        class Mine: pass

        kept, cycle = Mine(), Mine()
        cycle.me = cycle
        dead = [weakref.ref(each, lambda _: print("dead")) for each in (kept, cycle)]
        del kept
        del cycle
        gc.collect()
        print(sys.getrefcount([]))
        """,
        python=python,
    )

    assert run.stdout == "dead\ndead\n1\n"
