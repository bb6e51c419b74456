"""Runs that have ended, as a worker writes them, and their pages as a reader has them."""

import html
from collections.abc import Sequence

from django.test import Client

from sandbox.events import End, Event, Outcome, Stderr
from sandbox.runs.finishing import end_row
from sandbox.runs.models import Run
from sandbox.runs.streaming.messages import StreamedEvent
from sandbox.runs.streaming.transcript import Entry, Transcript

type Timings = Sequence[tuple[float, float, float]]
"""Of each time that it was timed: seconds on the wall, of its CPU, of others."""


def end(
    run: Run,
    outcome: Outcome = Outcome.FINISHED,
    *,
    seconds: float = 1.0,
    stderr: str = "",
    said: Event | None = None,
    timings: Timings = (),
    cores: int = 0,
) -> None:
    """The end of a run as a worker writes it: outcome, figures, and what the program said."""
    told = End(outcome=outcome, exit_code=0, wall_seconds=seconds, cpu_seconds=0.1, peak_memory_bytes=2**20)
    transcript = Transcript(run=run.key, attempt=1)
    streamed = StreamedEvent.of_event(said or Stderr(at=0.1, text=stderr), run=run.key, attempt=1)
    packed = transcript.pack(also=Entry(1, "1-1", streamed.payload()))
    Run.objects.filter(pk=run.pk).update(attempt=1)
    assert end_row(
        Run.objects.filter(pk=run.pk), run.submission_id, told, transcript=packed, timings=timings, cores=cores
    )


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return html.unescape(response.content.decode())
