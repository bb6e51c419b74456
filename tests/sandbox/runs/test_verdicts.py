"""Every way in which a run can stand or end has its words: what happened, then what to do."""

import re

import pytest

from sandbox.events import Outcome
from sandbox.jail.ending import cpu_sentence, memory_sentence, wall_sentence
from sandbox.jail.measuring import Reading
from sandbox.jobs import Job, Limits
from sandbox.runs.mistakes import complaint_of
from sandbox.runs.models import Run
from sandbox.runs.streaming.messages import StreamedEvent
from sandbox.runs.streaming.transcript import Entry, Transcript
from sandbox.runs.verdicts import Verdict, seconds, verdict_of
from sandbox.runs.waiting import Place

TRACEBACK = """Traceback (most recent call last):
  File "/tmp/main.py", line 16, in <module>
    with Pool(4) as pool:
  File "/usr/lib/python3.13/multiprocessing/context.py", line 119, in Pool
    return Pool(processes)
RuntimeError:
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.
"""


def run_that(outcome: str = "", *, stderr: str = "", **fields: object) -> Run:
    kept = Transcript(run="a", attempt=1)
    said = StreamedEvent(run="a", attempt=1, kind="stderr", fields={"at": 0.1, "text": stderr})
    job = Job("", limits=Limits(wall_seconds=20, memory_mebibytes=512))
    return Run(
        job=job.to_json(),
        state="ended" if outcome else fields.pop("state", "queued"),
        outcome=outcome,
        transcript=kept.pack(also=Entry(1, "1-0", said.payload())),
        **fields,
    )


def words(outcome: str = "", **fields: object) -> tuple[str, str, str]:
    verdict = verdict_of(run_that(outcome, **fields))
    return verdict.tone, verdict.chip, verdict.title


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_a_sentence_and_a_known_look(outcome: Outcome):
    verdict = verdict_of(run_that(outcome))

    assert verdict.title
    assert verdict.sentence.endswith(".")
    assert verdict.tone in {"ok", "bad", "warn", ""}
    assert verdict.icon
    assert "!" not in verdict.title + verdict.sentence + verdict.next_step


@pytest.mark.parametrize("outcome", ["time-limit", "memory-limit", "output-limit", "process-limit", "deadlock"])
def test_every_limit_says_what_to_try(outcome: str):
    assert verdict_of(run_that(outcome)).next_step


def test_a_finished_run_says_what_it_took():
    verdict = verdict_of(run_that("finished", wall_seconds=1.2361, cpu_seconds=2.4, peak_memory_bytes=12 * 2**20))

    assert verdict == Verdict(
        tone="ok",
        chip="Finished",
        title="Finished in 1.24 s",
        sentence="It used 2.4 s of CPU time and at most 12 MiB of memory.",
        icon="tick",
    )


def test_limits_are_facts():
    assert words("time-limit") == ("warn", "Stopped at 20 s", "The run used its 20 s")
    assert words("memory-limit") == ("warn", "Stopped at 512 MiB", "The run used its 512 MiB of memory")


def test_an_error_names_the_line_and_says_what_helps():
    verdict = verdict_of(run_that("error", exit_code=1, stderr=TRACEBACK))

    assert (verdict.chip, verdict.title) == ("Exit 1", "RuntimeError on line 16")
    assert verdict.sentence.startswith("The child process imported this file")
    assert not verdict.next_step


@pytest.mark.parametrize("outcome", ["time-limit", "output-limit", "process-limit"])
def test_a_limit_that_a_known_mistake_led_to_says_what_helps(outcome: str):
    verdict = verdict_of(run_that(outcome, stderr=TRACEBACK * 3))

    assert verdict.next_step.startswith("The child process imported this file")


def test_an_error_that_nobody_foresaw_points_to_the_output():
    assert words("error", exit_code=3) == ("bad", "Exit 3", "The program ended with an error")
    spoke = run_that("error", exit_code=3, stderr="No such ticket\n")
    assert verdict_of(spoke).next_step == "The last lines of its output say more."


@pytest.mark.parametrize("exit_code", [3, -9])
def test_an_error_without_output_points_to_none(exit_code: int):
    assert not verdict_of(run_that("error", exit_code=exit_code)).next_step


LIMITS = Limits(wall_seconds=20, cpu_seconds=30, memory_mebibytes=512)
READING = Reading(cpu_seconds=19.0, memory_bytes=512 * 2**20, peak_memory_bytes=512 * 2**20, processes=4)


@pytest.mark.parametrize(
    ("outcome", "detail"),
    [
        ("time-limit", wall_sentence(LIMITS, READING)),
        ("time-limit", cpu_sentence(LIMITS, 9.0)),
        ("memory-limit", memory_sentence(LIMITS, READING)),
    ],
)
def test_a_limit_gives_its_advice_once(outcome: str, detail: str):
    verdict = verdict_of(run_that(outcome, detail=detail))

    assert (verdict.sentence, verdict.next_step) == (detail, "")
    assert re.search(r"\b(Try|Keep) ", detail)


def test_a_crash_is_named_by_its_signal():
    verdict = verdict_of(run_that("error", exit_code=-11))

    assert (verdict.chip, verdict.sentence) == ("SIGSEGV", "The interpreter itself was ended by SIGSEGV.")


def test_a_refused_job_says_why():
    verdict = verdict_of(run_that("error", detail="There is no Python 3.99 here."))

    assert (verdict.title, verdict.sentence) == ("This cannot be run", "There is no Python 3.99 here.")


def test_a_run_stopped_while_it_waited_says_that_nothing_was_run():
    assert verdict_of(run_that("stopped")).sentence == "Nothing was run."


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (None, "It starts as soon as it is its turn."),
        (Place(ahead=0), "Yours is next."),
        (Place(ahead=0, about_seconds=0.0), "Yours is next."),
        (Place(ahead=1), "One run is ahead of yours."),
        (Place(ahead=2, about_seconds=6.0), "Two runs are ahead of yours. About 10 seconds."),
        (Place(ahead=7, about_seconds=54.9), "7 runs are ahead of yours. About 55 seconds."),
        (Place(ahead=7, about_seconds=56.0), "7 runs are ahead of yours. About 1 minute."),
        (Place(ahead=60, about_seconds=400.0), "60 runs are ahead of yours. About 7 minutes."),
    ],
)
def test_a_waiting_run_says_where_it_stands(place: Place | None, sentence: str):
    assert verdict_of(run_that(), place=place).sentence == sentence


def test_a_second_attempt_is_said_to_be_one():
    assert "is run once more" in verdict_of(run_that(losses=1)).sentence
    assert verdict_of(run_that(state="running", losses=1)).sentence.startswith("Second attempt")


@pytest.mark.parametrize(
    ("stderr", "help_", "title"),
    [
        (
            "File \"/tmp/main.py\", line 2\nModuleNotFoundError: No module named 'numpy'",
            "numpy is not installed here: programs have Python's standard library.",
            "ModuleNotFoundError on line 2",
        ),
        ("EOFError: EOF when reading a line", "There is no keyboard here.", "EOFError"),
        ("AttributeError: Can't pickle local object 'main.<locals>.work'", "What goes to another process", ""),
        ("socket.gaierror: [Errno -3] Temporary failure in name resolution", "There is no network here.", ""),
        ("RuntimeWarning: coroutine 'fetch' was never awaited", "fetch was called but never awaited", ""),
        ("RuntimeError: can't start new thread", "The run has as many threads", "RuntimeError"),
        ("{what} No module named '{0}'", "", ""),
        ("", "", ""),
    ],
)
def test_known_mistakes_get_one_sentence_of_help(stderr: str, help_: str, title: str):
    complaint = complaint_of(stderr)

    assert complaint.help.startswith(help_)
    assert complaint.title.startswith(title)


@pytest.mark.parametrize(("value", "text"), [(20.0, "20 s"), (1.236, "1.24 s"), (0.0042, "0.004 s"), (0.0, "0 s")])
def test_times_are_for_people(value: float, text: str):
    assert seconds(value) == text


GROUP = """  + Exception Group Traceback (most recent call last):
  |   File "/tmp/main.py", line 9, in <module>
  |     asyncio.run(main())
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/tmp/main.py", line 4, in fail
    |     raise ValueError("no")
    | ValueError: no
    +------------------------------------
"""
INDENTATION = """  File "/tmp/main.py", line 2
    print(1)
    ^
IndentationError: expected an indented block after 'if' statement on line 1
"""
OWN = """Traceback (most recent call last):
  File "/tmp/main.py", line 3, in <module>
    raise Boom("x")
Boom: x
"""


@pytest.mark.parametrize(
    ("stderr", "title", "message"),
    [
        (GROUP, "ValueError on line 4", "ValueError: no"),
        (INDENTATION, "IndentationError on line 2", "IndentationError: expected an indented block"),
        (OWN, "Boom on line 3", "Boom: x"),
    ],
)
def test_every_way_in_which_python_complains_is_understood(stderr: str, title: str, message: str):
    complaint = complaint_of(f"something else: first\n{stderr}")

    assert complaint.title == title
    assert complaint.message.startswith(message)
    assert complaint.traceback in stderr


def test_what_a_program_writes_itself_is_no_error_of_python_s():
    assert complaint_of("Warning: low on tea\n").title == ""


def test_of_a_compared_run_it_is_said_how_often_it_is_run():
    sentence = verdict_of(run_that(state="running", timed_at_most=5)).sentence

    assert sentence == "It is timed up to 5 times, then recorded. Each time may take up to 20 s."
