"""The tasks of runs: perform what waits, play a move, look after what was left. Each may run twice, or at once."""

from pathlib import Path
from typing import Any

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from sandbox.jobs import Job
from sandbox.runs.capacity import offered_here
from sandbox.runs.claiming import claim
from sandbox.runs.departing import departure
from sandbox.runs.housekeeping import look_after_runs
from sandbox.runs.moves import PLAY
from sandbox.runs.performing import perform
from sandbox.runs.places import announce_places
from sandbox.runs.playing import play
from sandbox.runs.ringing import PERFORM


@shared_task(name=PERFORM, ignore_result=True)
def perform_waiting_runs() -> None:
    """The message was only a bell: perform run after run while there are rows that wait and a runner to perform them.

    It does not need Redis for that: what is queued while Redis is away is found by the workers that are awake.
    """
    with departure.holds():
        while not departure.is_asked and offered_here().is_open:
            claimed = claim()
            if claimed is None:
                return
            announce_places()
            if not perform(claimed, Path(settings.RUNNER_SOCKET)):
                return  # housekeeping rings again, when a runner may be there


@shared_task(name=PLAY, ignore_result=True, acks_late=False)
def play_move(job: dict[str, Any], token: str) -> None:
    """A move that is lost with its worker is not played again: by then nobody waits for it."""
    play(Job.from_json(job), token, Path(settings.RUNNER_SOCKET))


@shared_task(name="runs.housekeeping", ignore_result=True)
def housekeeping() -> None:
    look_after_runs(timezone.now())
