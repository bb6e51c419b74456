"""A worker performs what waits: real Celery, real Redis, a runner that follows a script."""

from itertools import pairwise

from accounts.models import Person
from sandbox.jobs import Job
from sandbox.runs.models import Run
from sandbox.runs.requests import Wanted, submit
from sandbox.runs.stopping import stop
from tests.sandbox.runs.conftest import ask, asker_of
from tests.sandbox.runs.processes import SiteProcess, eventually, start_worker
from tests.sandbox.runs.scripted_runner import ScriptedRunner
from tests.sandbox.runs.streams import ends_with_over, is_over, is_told, kinds, lines, streamed

ENDLESS = "start\nout begun\nsleep 60\nend finished 0"


def test_a_run_is_performed_and_its_end_is_kept(worker: SiteProcess, ada: Person):
    submission = ask(asker_of(ada), "start\nout hello\nend finished 0")

    eventually(lambda: is_over(submission))

    run = submission.runs.get()
    assert (run.state, run.outcome, run.exit_code, run.attempt) == ("ended", "finished", 0, 1)
    assert run.peak_memory_bytes == 12 * 2**20
    assert [said.kind for said in run.said()] == ["starting", "started", "stdout", "end"]


def test_the_stream_says_what_the_row_keeps_under_the_same_ids_and_then_over(worker: SiteProcess, ada: Person):
    submission = ask(asker_of(ada), "start\nflood 300\nend finished 0")

    eventually(lambda: is_told(submission))

    assert streamed(submission) == submission.runs.get().said()
    assert lines(streamed(submission)) == [str(number) for number in range(300)]
    assert ends_with_over(submission)


def test_the_runs_of_a_comparison_follow_each_other_in_order(worker: SiteProcess, ada: Person, runner: ScriptedRunner):
    submission = ask(asker_of(ada), "first", "second", "third")

    eventually(lambda: is_over(submission))

    assert runner.jobs == ["first", "second", "third"]
    spans = [(run.claimed_at, run.ended_at) for run in submission.runs.all()]
    assert all(ended <= begun for (_, ended), (begun, _) in pairwise(spans))


def test_the_first_output_is_there_while_the_run_goes_on_and_a_stop_ends_all(worker: SiteProcess, ada: Person):
    submission = ask(asker_of(ada), ENDLESS, "never")
    eventually(lambda: "stdout" in kinds(submission))
    assert submission.runs.first().state == "running"

    stop(submission)
    eventually(lambda: is_told(submission))

    assert [run.outcome for run in submission.runs.all()] == ["stopped", "stopped"]
    assert kinds(submission) == ["starting", "started", "stdout", "end"]
    assert kinds(submission, "1") == ["end"]


def test_what_the_runner_refuses_ends_with_its_sentence(worker: SiteProcess, ada: Person):
    submission = ask(asker_of(ada), "refuse There is no Python 3.99 here.")

    eventually(lambda: is_over(submission))

    run = submission.runs.get()
    assert (run.outcome, run.detail) == ("error", "There is no Python 3.99 here.")


def test_a_worker_that_is_asked_to_end_puts_its_run_back_and_the_next_one_begins_it_again(
    worker: SiteProcess, ada: Person
):
    submission = ask(asker_of(ada), ENDLESS)
    eventually(lambda: "stdout" in kinds(submission))

    worker.end()
    run = Run.objects.get()
    assert (run.state, run.attempt, run.losses) == ("queued", 1, 0)

    another = start_worker()
    eventually(lambda: kinds(submission).count("stdout") == 2)
    another.kill()
    assert [said.attempt for said in streamed(submission) if said.kind in {"starting", "again"}] == [1, 2, 2]


def test_a_worker_ends_without_leaving_a_process_behind(worker: SiteProcess):
    worker.end()

    eventually(lambda: not worker.is_alive())


def test_a_comparison_is_timed_some_times_and_then_recorded_and_speaks_once(
    worker: SiteProcess, ada: Person, runner: ScriptedRunner
):
    program = Wanted(key="0", label="threads", job=Job("start\nout hello\nend finished 0"), timed_at_most=3)
    submission = submit([program], asker=asker_of(ada), subject="demo:test", title="A test")

    eventually(lambda: is_over(submission))

    run = submission.runs.get()
    assert len(runner.jobs) == 4
    assert len(run.timed()) == 3
    assert [said.text for said in run.said() if said.kind == "stdout"] == ["hello\n"]
    assert [said.fields["is_recorded"] for said in run.said() if said.kind == "execution"] == [False, False, True]


def test_a_time_that_goes_otherwise_tells_its_own_output(worker: SiteProcess, ada: Person, runner: ScriptedRunner):
    script = "start\ntime 1 out fine\ntime 2 err Oops\ntime 2 end error 1\nend finished 0"
    program = Wanted(key="0", label="threads", job=Job(script), timed_at_most=3)
    submission = submit([program], asker=asker_of(ada), subject="demo:test", title="A test")

    eventually(lambda: is_over(submission))

    run = submission.runs.get()
    assert (run.outcome, len(run.timed())) == ("error", 1)
    said = [each.text for each in run.said() if each.kind in {"stdout", "stderr", "cut"}]
    assert said == ["fine\n", "Timed run 2 of 3 went otherwise. Its output:", "Oops\n"]
