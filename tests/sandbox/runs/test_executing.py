"""A compared run is timed, then recorded; whatever goes wrong on the way is how it ended."""

from collections.abc import Iterator

from sandbox.events import End, Outcome, Stdout
from sandbox.jobs import Job
from sandbox.runs.executing import Execution, Executions

JOB = Job("print(1)")


def end(wall: float = 1.0, outcome: Outcome = Outcome.FINISHED) -> End:
    code = 0 if outcome is Outcome.FINISHED else 1
    return End(outcome=outcome, exit_code=code, wall_seconds=wall, cpu_seconds=wall, peak_memory_bytes=1)


def performed(executions: Executions, *ends: End) -> list[Execution]:
    said: Iterator[End] = iter(ends)
    done = []
    for execution in executions:
        executions.ended(execution, next(said))
        done.append(execution)
    return done


def test_a_run_that_is_not_compared_is_recorded_alone():
    executions = Executions(JOB, timed_at_most=0)

    [only] = performed(executions, end(2.0))

    assert (only.is_recorded, only.is_first) == (True, True)
    assert executions.end().wall_seconds == 2.0


def test_a_compared_run_is_timed_and_then_recorded():
    executions = Executions(JOB, timed_at_most=3)

    done = performed(executions, end(1.0), end(3.0), end(2.0), end(9.0))

    assert [each.is_recorded for each in done] == [False, False, False, True]
    assert [each.is_first for each in done] == [True, False, False, False]


def test_its_time_is_the_median_of_what_was_timed_and_never_that_of_the_recorded_one():
    executions = Executions(JOB, timed_at_most=3)

    performed(executions, end(1.0), end(3.0), end(2.0), end(9.0))

    assert executions.end().wall_seconds == 2.0


def test_a_time_that_does_not_finish_ends_all_and_is_the_outcome():
    executions = Executions(JOB, timed_at_most=3)

    done = performed(executions, end(), end(outcome=Outcome.DEADLOCK))

    assert len(done) == 2
    assert executions.end().outcome is Outcome.DEADLOCK


def test_a_program_that_finished_each_time_has_finished_though_its_recording_did_not():
    executions = Executions(JOB, timed_at_most=2)

    performed(executions, end(1.0), end(2.0), end(20.0, Outcome.TIME_LIMIT))

    assert (executions.end().outcome, executions.end().wall_seconds) == (Outcome.FINISHED, 1.0)


def test_a_stop_while_it_is_recorded_is_a_stop():
    executions = Executions(JOB, timed_at_most=1)

    performed(executions, end(1.0), end(0.2, Outcome.STOPPED))

    assert executions.end().outcome is Outcome.STOPPED


def test_a_run_that_is_not_to_be_recorded_is_timed_alone():
    executions = Executions(JOB, timed_at_most=2, is_recorded=False)

    done = performed(executions, end(3.0), end(1.0))

    assert [each.is_recorded for each in done] == [False, False]
    assert (executions.end().outcome, executions.end().wall_seconds) == (Outcome.FINISHED, 1.0)


def test_only_the_first_execution_speaks_and_what_others_print_is_put_aside():
    printed = Stdout(at=0.1, text="1\n")

    first, later = Execution(job=JOB, number=1, of=2), Execution(job=JOB, number=2, of=2, is_first=False)

    assert not first.puts_aside(printed)
    assert later.puts_aside(printed)
    assert list(later.aside) == [printed]
