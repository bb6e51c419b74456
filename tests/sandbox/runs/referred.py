"""Comparisons of authored programs that have ended, and the references that are made of them."""

from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from accounts.models import Person
from sandbox.events import End, Outcome
from sandbox.jobs import Job
from sandbox.runs.finishing import end_row
from sandbox.runs.models import Run, Submission
from sandbox.runs.requests import Wanted, submit
from sandbox.xray.keeping import pack
from tests.sandbox.runs.conftest import asker_of
from tests.sandbox.xray.scenes import four_in_turn

LABELS = ("Sequential", "Threads")


def asked(
    person: Person, *, labels: Sequence[str] = LABELS, is_authored: bool = True, subject: str = "demo:test"
) -> Submission:
    wanted = [
        Wanted(key=label.lower(), label=label, job=Job("print('the program')"), is_authored=is_authored)
        for label in labels
    ]
    return submit(wanted, asker=asker_of(person), subject=subject, title="A test")


def compared(person: Person, *, is_authored: bool = True, others: float = 0.0) -> Submission:
    """Four seconds, and one: on eight cores, of which others used so many seconds in each time of the first."""
    submission = asked(person, is_authored=is_authored)
    first, second = submission.runs.all()
    finish(first, timings=[[4.0, 4.0, others], [4.2, 4.1, others]])
    finish(second, timings=[[1.0, 3.9, 0.0], [1.1, 4.0, 0.0]])
    return Submission.objects.get(pk=submission.pk)


def finish(run: Run, *, timings: Sequence[Sequence[float]] = ((1.0, 1.0, 0.0),), cores: int = 8) -> None:
    told = End(
        outcome=Outcome.FINISHED,
        exit_code=0,
        wall_seconds=timings[0][0],
        cpu_seconds=timings[0][1],
        peak_memory_bytes=1,
    )
    timeline = pack(four_in_turn(rounds=3).truth())
    rows = Run.objects.filter(pk=run.pk)
    assert end_row(rows, run.submission_id, told, timeline=timeline, timings=timings, cores=cores)


def recorded(submission: Submission, *options: str, machine: str = "Eight cores") -> str:
    """The text of the file."""
    out = StringIO()
    call_command("record_reference", str(submission.pk), "--machine", machine, *options, stdout=out)
    return out.getvalue()


def loaded(text: str, folder: Path) -> str:
    """What the command says of a file with this text."""
    file, out = folder / "reference.json", StringIO()
    file.write_text(text)
    call_command("load_reference", str(file), stdout=out)
    return out.getvalue()
