"""What is done for accounts beside the site: sessions that have run out are forgotten, once a day."""

from celery import shared_task
from django.utils import timezone

from accounts.sessions import forget_old_sessions


@shared_task(name="accounts.forget_old_sessions")
def forget_sessions() -> None:
    """Safe to run twice."""
    forget_old_sessions(timezone.now())
