"""Two programs are timed in turn; what goes wrong on either side ends it, and is how it ended."""

from accounts.models import Person
from sandbox.events import End, Outcome
from sandbox.jobs import Job
from sandbox.runs.executing import Execution
from sandbox.runs.models import Submission
from sandbox.runs.pairing import PairedExecutions
from sandbox.runs.requests import Wanted, submit, submit_again
from tests.sandbox.runs.conftest import asker_of
from tests.sandbox.runs.processes import SiteProcess, eventually
from tests.sandbox.runs.scripted_runner import ScriptedRunner
from tests.sandbox.runs.streams import is_over
from tests.sandbox.runs.test_executing import end, performed

OWN, BESIDE = Job("print('own')"), Job("print('beside')")


def paired(*ends: End, pairs: int = 2) -> tuple[PairedExecutions, list[Execution]]:
    executions = PairedExecutions(OWN, beside=BESIDE, pairs=pairs)
    return executions, performed(executions, *ends)


def test_they_take_turns_and_none_is_recorded():
    executions, done = paired(end(4.0), end(1.0), end(5.0), end(2.0))

    assert [each.job for each in done] == [BESIDE, OWN, BESIDE, OWN]
    assert not any(each.is_recorded for each in done)
    assert [each.wall for each in executions.timings] == [1.0, 2.0]
    assert [each.wall for each in executions.timings_beside] == [4.0, 5.0]
    assert executions.end().outcome is Outcome.FINISHED


def test_only_the_first_run_of_one_s_own_program_is_told():
    _, done = paired(end(), end(), end(), end())

    assert [each.is_first for each in done] == [False, True, False, False]


def test_what_does_not_finish_ends_it_and_tells_on_which_side():
    executions, done = paired(end(), end(outcome=Outcome.ERROR))
    assert len(done) == 2
    assert executions.end().outcome is Outcome.ERROR
    assert (len(executions.timings), len(executions.timings_beside)) == (0, 1)

    executions, done = paired(end(), end(), end(outcome=Outcome.TIME_LIMIT))
    assert len(done) == 3
    assert executions.end().outcome is Outcome.TIME_LIMIT
    assert (len(executions.timings), len(executions.timings_beside)) == (1, 1)


QUICK, SLOW = Job("start\nout own\nend finished 0"), Job("start\nout beside\nend finished 0")
BREAKS = Job("start\nout beside\nend error 1")


def ask_pair(person: Person, *, beside: Job) -> Submission:
    pair = Wanted(key="speed", label="Speed", job=QUICK, beside=beside, timed_at_most=2, is_recorded=False)
    return submit([pair], asker=asker_of(person), subject="exercise:test", title="A test")


def test_a_worker_times_both_in_turn_and_keeps_both(worker: SiteProcess, ada: Person, runner: ScriptedRunner):
    submission = ask_pair(ada, beside=SLOW)
    eventually(lambda: is_over(submission))

    run = submission.runs.get()
    assert runner.jobs == [SLOW.source, QUICK.source] * 2
    assert run.outcome == Outcome.FINISHED
    assert (len(run.timed()), len(run.timed_beside())) == (2, 2)
    assert [said.text for said in run.said() if said.kind == "stdout"] == ["own\n"]


def test_a_worker_tells_which_side_did_not_finish(worker: SiteProcess, ada: Person, runner: ScriptedRunner):
    submission = ask_pair(ada, beside=BREAKS)
    eventually(lambda: is_over(submission))

    run = submission.runs.get()
    assert runner.jobs == [BREAKS.source]
    assert run.outcome == Outcome.ERROR
    assert (run.timed(), run.timed_beside()) == ([], [])


def test_what_is_asked_again_is_paired_again(ada: Person, an_open_sandbox: None):
    submission = submit_again(ask_pair(ada, beside=SLOW), asker=asker_of(ada))

    assert submission.runs.get().work_beside() == SLOW
