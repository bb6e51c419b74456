"""The buffer is shared by all threads and processes of a run, and may become full."""

from itertools import pairwise

import pytest

from sandbox.records import CHUNK_BYTES, CHUNKS, About, Kind, What
from tests.sandbox.recorder.recorded import each_python, run

pythons = pytest.mark.parametrize("python", each_python())
ROOM = CHUNKS * CHUNK_BYTES // 32


@pythons
def test_what_no_longer_fits_is_counted(python):
    program = f"""
        import threading, time
        lock, done = threading.Lock(), 0
        def work():
            for _ in range({ROOM // 2}):
                with lock: pass
        threads = [threading.Thread(target=work) for _ in range(2)]
        for each in threads: each.start()
        for each in threads: each.join()
        """

    seen = run(program, python=python)

    dropped = sum(each.number for each in seen.texts(About.DROPPED))
    assert len(seen.spans(Kind.HOLD)) + len(seen.spans(Kind.WAIT)) + dropped >= ROOM
    assert 0 < dropped < ROOM / 2


@pythons
def test_locks_in_a_hot_loop_leave_room_for_what_is_waited_for_later(python):
    program = f"""
        import threading, time
        lock = threading.Lock()
        for _ in range({ROOM}):
            with lock: pass
        time.sleep(0.01)
        """

    seen = run(program, python=python)

    assert [each.line for each in seen.spans(what=What.SLEEP)] == [6]


@pythons
def test_a_thousand_brief_threads_share_few_chunks(python):
    program = """
        import threading, time
        for _ in range(1000):
            thread = threading.Thread(target=time.sleep, args=(0.0001,))
            thread.start()
            thread.join()
        """

    seen = run(program, python=python)

    assert len(seen.texts(About.THREAD)) == 1001
    assert len({each.at // CHUNK_BYTES for each in seen.spans()}) < 20


@pythons
def test_spans_of_many_threads_do_not_mix(python):
    program = """
        import threading, time
        lock = threading.Lock()
        def work():
            for _ in range(50):
                with lock: time.sleep(0)
        threads = [threading.Thread(target=work) for _ in range(20)]
        for each in threads: each.start()
        for each in threads: each.join()
        """

    seen = run(program, python=python)

    holds = sorted(seen.named("lock", Kind.HOLD), key=lambda each: each.start)
    assert len(holds) == 1000
    assert all(one.end <= other.start for one, other in pairwise(holds))
