"""A worker's claim on a run: taken fairly, vouched for while it works, lost when nobody vouches for it."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sandbox.runs.models import Run, State
from sandbox.runs.places import heads, queue

LEASE = timedelta(seconds=10)
"""How long a claim holds without being renewed. Hosts' clocks must agree within some seconds, as NTP keeps them."""
RENEWED_EVERY_SECONDS = 2.0


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What a worker holds: the run, which attempt of it this is, and the token that every write must bear."""

    run: UUID
    submission: UUID
    key: str
    position: int
    attempt: int
    losses: int
    token: UUID


def claim() -> Claim | None:
    """The next run in all fairness, leased to the caller; None when none can be had.

    Two workers never get the same: PostgreSQL locks the row and the other one skips it, SQLite lets one in at a time.
    That may take a while, so the lease counts from the moment when it is ours.
    """
    if not Run.objects.queued().exists():
        return None  # without taking SQLite's one write lock
    with transaction.atomic():
        for _, head in heads(queue(timezone.now())):
            run = Run.objects.queued().select_for_update(skip_locked=True).filter(pk=head.run).first()
            if run is not None:
                return lease(run, timezone.now())
    return None


def lease(run: Run, now: datetime) -> Claim:
    run.state, run.attempt = State.RUNNING, run.attempt + 1
    run.lease_token, run.lease_until, run.claimed_at = uuid.uuid4(), now + LEASE, now
    run.save(update_fields=["state", "attempt", "lease_token", "lease_until", "claimed_at"])
    return Claim(
        run=run.pk,
        submission=run.submission_id,
        key=run.key,
        position=run.position,
        attempt=run.attempt,
        losses=run.losses,
        token=run.lease_token,
    )


def renew(held: Claim, now: datetime) -> bool:
    """Vouch for the claim for another while; False when it is no longer the caller's."""
    return bool(Run.objects.held_with(held.token).filter(pk=held.run).update(lease_until=now + LEASE))
