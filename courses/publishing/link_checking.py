"""Looks at the references of all courses, and notes when each was last found alive."""

from collections.abc import Callable, Iterable

from django.utils import timezone

from courses.content.models import Reference
from courses.publishing.visiting import Visit, visit


def check_links(references: Iterable[Reference], *, visiting: Callable[[str], Visit] = visit) -> list[Reference]:
    """Visits each link once and returns those that are not alive. What was seen before stays noted."""
    dead: list[Reference] = []
    seen: dict[str, Visit] = {}
    for reference in references:
        found = seen[reference.link] = seen.get(reference.link) or visiting(reference.link)
        note(reference, found)
        dead += [] if found.is_alive else [reference]
    return dead


def note(reference: Reference, found: Visit) -> None:
    reference.checked_at, reference.trouble = timezone.now(), found.trouble
    if found.is_alive:
        reference.seen_at = reference.checked_at
    reference.save(update_fields=["checked_at", "trouble", "seen_at"])
