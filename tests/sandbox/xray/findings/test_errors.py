"""What the error channel tells of: guards, pickling, joins, threads and coroutines."""

import pytest

from sandbox.xray.findings.tracebacks import tracebacks
from tests.sandbox.xray.findings.timelines import child, cpu, lane, main_lane, run, said, sentence

JOINED_EARLY = """\
Traceback (most recent call last):
  File "/tmp/main.py", line 6, in <module>
    thread.join()
    ~~~~~~~~~~~^^
  File "/usr/lib/python3.13/threading.py", line 1088, in join
    raise RuntimeError("cannot join thread before it is started")
RuntimeError: cannot join thread before it is started
"""
NO_GUARD = """\
Traceback (most recent call last):
  File "<string>", line 1, in <module>
    from multiprocessing.spawn import spawn_main; spawn_main(tracker_fd=5, pipe_handle=7)
  File "/tmp/main.py", line 6, in <module>
    process.start()
  File "/usr/lib/python3.13/multiprocessing/spawn.py", line 140, in _check_not_importing_main
    raise RuntimeError('''
RuntimeError:\x20
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.
"""
UNPICKLABLE = """\
Traceback (most recent call last):
  File "/tmp/main.py", line 14, in <module>
    pool.map(work, [threading.Lock()])
  File "/usr/lib/python3.13/multiprocessing/pool.py", line 540, in _handle_tasks
    put(task)
  File "/usr/lib/python3.13/multiprocessing/reduction.py", line 51, in dumps
    cls(buf, protocol).dump(obj)
{error}
"""
COPIED = """\
Traceback (most recent call last):
  File "/tmp/main.py", line 4, in <module>
    copy.deepcopy(lock)
  File "/usr/lib/python3.13/copy.py", line 157, in deepcopy
    rv = reductor(4)
TypeError: cannot pickle '_thread.lock' object
"""
IN_THREAD = """\
Exception in thread Thread-1 (divide):
Traceback (most recent call last):
  File "/usr/lib/python3.13/threading.py", line 1041, in _bootstrap_inner
    self.run()
  File "/tmp/main.py", line 7, in divide
    print(1 / by)
ZeroDivisionError: division by zero
"""
THREADS = run(main_lane(cpu(0, 1)), lane("Thread-1 (divide)", cpu(0, 1)), lane("Thread-2 (divide)", cpu(0, 1)))
CHILDREN = run(main_lane(cpu(0, 1)), children=(child(2, 0, 0, 1),))


def test_a_join_before_the_start_is_told_with_its_line():
    found = said("join-before-start", stderr=JOINED_EARLY, exit_code=1)

    assert found.sentence == (
        "A thread was joined on line 6 before it was started, so there was nothing whose end could be waited for."
    )
    assert found.lines == (6,)


def test_so_is_that_of_a_process():
    stderr = JOINED_EARLY.replace(
        "RuntimeError: cannot join thread before it is started", "AssertionError: can only join a started process"
    ).replace("/threading.py", "/multiprocessing/process.py")

    assert sentence("join-before-start", stderr=stderr).startswith(
        "A process was joined on line 6 before it was started"
    )


def test_another_error_and_a_printed_sentence_are_no_early_join():
    other = JOINED_EARLY.replace(
        "RuntimeError: cannot join thread before it is started", "RuntimeError: cannot join current thread"
    )

    assert not said("join-before-start", stderr=other)
    assert not said("join-before-start", stderr="RuntimeError: cannot join thread before it is started\n")


def test_a_missing_guard_is_told_with_the_line_that_starts_processes():
    found = said("main-guard-missing", CHILDREN, stderr=NO_GUARD)

    assert found.sentence == (
        "A new process ran main.py from its top and was to start processes itself on line 6, "
        "before it was ready for its own work."
    )
    assert found.lines == (6,)


def test_another_error_of_a_child_is_no_missing_guard():
    assert not said("main-guard-missing", CHILDREN, stderr=NO_GUARD.replace("bootstrapping", "first"))


@pytest.mark.parametrize(
    "error",
    [
        "TypeError: cannot pickle '_thread.lock' object",
        "AttributeError: Can't get local object 'main.<locals>.work'",
        "AttributeError: Can't pickle local object 'main.<locals>.work'",
        "_pickle.PicklingError: Can't pickle <function <lambda> at 0x7f>: attribute lookup <lambda> on __main__ failed",
    ],
)
def test_what_cannot_be_pickled_is_named_as_python_names_it(error: str):
    found = said("argument-unpicklable", stderr=UNPICKLABLE.format(error=error), exit_code=1)

    reason = error.partition(": ")[2].replace(" at 0x7f", "")
    assert found.sentence == f"Something could not be sent to another process on line 14: {reason}."
    assert found.lines == (14,)


def test_a_copy_that_fails_in_the_same_words_sends_nothing():
    assert not said("argument-unpicklable", stderr=COPIED, exit_code=1)


def test_another_error_in_a_pool_is_not_about_pickling():
    assert not said("argument-unpicklable", stderr=UNPICKLABLE.format(error="TypeError: work() takes no arguments"))


def test_an_exception_in_a_thread_is_told_when_the_program_ends_as_if_all_had_gone_well():
    found = said("exception-in-thread-unseen", THREADS, stderr=IN_THREAD)

    assert found.sentence == (
        "The thread “Thread 1” ended by ZeroDivisionError on line 7, "
        "and the program ended with exit status 0, as if all had gone well."
    )
    assert found.lines == (7,)


def test_several_threads_are_counted():
    text = sentence("exception-in-thread-unseen", THREADS, stderr=IN_THREAD + IN_THREAD.replace("Thread-1", "Thread-2"))

    assert text.startswith("Two threads ended by ZeroDivisionError on line 7,")


def test_a_program_that_ends_with_an_error_hides_nothing():
    assert not said("exception-in-thread-unseen", THREADS, stderr=IN_THREAD, exit_code=1)
    assert not said("exception-in-thread-unseen", THREADS, stderr=IN_THREAD, exit_code=None)


def test_an_exception_of_the_main_thread_is_none_of_a_thread():
    assert not said("exception-in-thread-unseen", THREADS, stderr=JOINED_EARLY, exit_code=0)


def test_the_tracebacks_of_an_exception_group_stand_behind_bars():
    stderr = """\
  + Exception Group Traceback (most recent call last):
  |   File "/tmp/main.py", line 9, in <module>
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/tmp/main.py", line 4, in fail
    | ValueError: no
    +------------------------------------
"""
    (found,) = tracebacks(stderr)

    assert (found.error_name, found.lines) == ("ValueError", (4,))


def test_a_traceback_that_was_cut_is_none():
    assert not list(tracebacks(JOINED_EARLY.rpartition("RuntimeError:")[0]))


def test_a_start_method_that_a_child_sets_again_is_a_missing_guard():
    child = NO_GUARD.partition('  File "/usr')[0] + (
        '  File "/usr/lib/python3.13/multiprocessing/context.py", line 247, in set_start_method\n'
        "RuntimeError: context has already been set\n"
    )
    stderr = child.replace('"<string>"', '"/usr/lib/python3.13/multiprocessing/spawn.py"')

    found = said("main-guard-missing", CHILDREN, stderr=stderr)

    assert "was to set the start method a second time on line 6" in found.sentence
    assert found.lines == (6,)
    assert not said("main-guard-missing", CHILDREN, stderr=child), "the program itself said it twice"


def test_what_a_feeder_could_not_pickle_is_told_with_the_line_that_asked_for_it_and_without_its_address():
    error = "_pickle.PicklingError: Can't pickle <function <lambda> at 0x7fdc246a1bc0>: it's not found"
    asked = UNPICKLABLE.format(error=error)
    feeders = asked.replace("/tmp/main.py", "/usr/lib/python3.13/multiprocessing/queues.py")

    found = said("argument-unpicklable", stderr=feeders + asked, exit_code=1)

    assert found.lines == (14,)
    assert "Can't pickle <function <lambda>>: it's" in found.sentence


def test_words_of_an_early_join_that_the_program_raised_itself_are_none():
    own = JOINED_EARLY.replace("/usr/lib/python3.13/threading.py", "/tmp/main.py")

    assert not said("join-before-start", stderr=own, exit_code=1)


def test_where_no_process_was_made_no_guard_is_missing_whatever_was_written():
    assert not said("main-guard-missing", run(main_lane(cpu(0, 1))), stderr=NO_GUARD)
    own = NO_GUARD.replace("/usr/lib/python3.13/multiprocessing/spawn.py", "/tmp/main.py")
    assert not said("main-guard-missing", CHILDREN, stderr=own)


def test_an_exception_of_a_thread_that_never_was_is_none():
    alone, other = run(main_lane(cpu(0, 1))), run(main_lane(cpu(0, 1)), lane("Thread-1 (add)", cpu(0, 1)))

    assert not said("exception-in-thread-unseen", alone, stderr=IN_THREAD)
    assert not said("exception-in-thread-unseen", other, stderr=IN_THREAD)
    assert said("exception-in-thread-unseen", run(main_lane(cpu(0, 1)), short_lived=1), stderr=IN_THREAD)
    numbered = run(main_lane(cpu(0, 1)), lane("Thread-1 (divide) (2)", cpu(0, 1)))
    assert said("exception-in-thread-unseen", numbered, stderr=IN_THREAD)
