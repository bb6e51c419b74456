"""The tasks of runs: perform what waits, and look after what was left. Both are safe to run twice, or at once."""

from pathlib import Path

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from sandbox.runs.capacity import offered_here
from sandbox.runs.claiming import claim
from sandbox.runs.departing import departure
from sandbox.runs.housekeeping import look_after_runs
from sandbox.runs.performing import perform
from sandbox.runs.places import announce_places
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


@shared_task(name="runs.housekeeping", ignore_result=True)
def housekeeping() -> None:
    look_after_runs(timezone.now())
